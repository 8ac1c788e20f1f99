"""The ordered table of binders: of those for a number's kind the first that has an answer gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from jslint.prose.binders import amounts, changes, completion, counts, procurement, shares, whose, years
from jslint.prose.binders.binder import Binder, Bound, Example, Free, Outcome, Unsure, View
from jslint.prose.binders.runs import enumerated, with_unit
from jslint.prose.items import with_name

_MONEY = frozenset({"amount"})
_PERCENT = frozenset({"percent"})
_COUNT = frozenset({"count"})
_YEARLY = frozenset({"amount", "percent", "bare"})
_COUNTED = frozenset({"count", "score"})

_THREE, _BASIC, _GENERAL = (
    "财政拨款三公经费支出决算情况",
    "一般公共预算财政拨款基本支出决算情况",
    "一般公共预算财政拨款支出决算情况",
)
_EXPENDITURE, _INCOME, _DUTIES, _BOUGHT = "支出决算情况", "收入决算情况", "预算绩效情况", procurement.PROCUREMENT

BINDERS: tuple[Binder, ...] = (
    Binder(
        "another body",
        _YEARLY | _COUNTED,
        whose.another_body,
        (Example(_BASIC, "区教育局2023年人员经费90.00万元。", "说的不是本单位的数"),),
    ),
    Binder(
        "budget of another year",
        _YEARLY,
        years.another_year,
        (
            Example(_THREE, "公务接待费上年预算3.20万元。", "说的是上年的预算"),
            Example(_THREE, "2022年公务接待费3.20万元，完成预算的80%。", "说的是以前年度"),
        ),
    ),
    Binder(
        "count of another year",
        _COUNTED,
        years.another_years_count,
        (Example(_THREE, "公务用车保有量上年为6辆。", "说的是别的年度"),),
    ),
    Binder(
        "sum of what is stated",
        _MONEY,
        amounts.together,
        (Example(_INCOME, "事业收入2.00万元，其他收入1.00万元，两项合计3.00万元。", "事业收入、其他收入 · 其中数"),),
    ),
    Binder(
        "one amount in two units",
        _MONEY,
        amounts.restated,
        (Example(_EXPENDITURE, "本年支出合计50000.00元，即5.00万元。", "本年支出合计 · 总额"),),
    ),
    Binder(
        "won by small firms",
        _MONEY,
        procurement.won,
        (
            Example(_BOUGHT, "由小微企业供应商中标或成交的采购金额3.00万元。", "小微企业中标 · 其中数"),
            Example(
                _BOUGHT,
                "在面向中小企业预留的政府采购项目中，由小微企业供应商中标或成交的，采购金额3.00万元。",
                "预留中小企业中的小微企业成交 · 其中数",
            ),
        ),
    ),
    Binder(
        "amount beside unknown words",
        _MONEY,
        amounts.beside_unknown,
        (Example(_THREE, "公务接待费定额标准为3.20万元。", "“定额标准为”不在词汇表里"),),
    ),
    Binder(
        "amount that became another",
        _MONEY,
        amounts.changed_from,
        (Example(_THREE, "公务接待费由5.00万元降至较低水平。", "说不清是哪一年的数"),),
    ),
    Binder(
        "base of a share",
        _MONEY,
        shares.base_of_share,
        (Example(_EXPENDITURE, "基本支出40.00万元，占本年支出合计160.00万元", "本年支出合计 · 其中数"),),
    ),
    Binder(
        "average", _MONEY, amounts.average, (Example(_BASIC, "公用经费人均1.20万元。", "平均数，报告中没有对应的数"),)
    ),
    Binder(
        "years in a row",
        _MONEY,
        years.years_in_row,
        (
            Example(_EXPENDITURE, "近三年支出合计分别为9.00万元、8.00万元、7.00万元。", "本年支出合计 · 总额"),
            Example(_EXPENDITURE, "2022年、2023年支出合计分别为8.00万元、7.00万元。", "本年支出合计 · 总额"),
        ),
    ),
    Binder(
        "difference without direction",
        _MONEY,
        amounts.gap_between,
        (
            Example(
                _THREE, "公务接待费年初预算5.00万元，决算3.00万元，差额2.00万元。", "公务接待费 · 增减额（年初预算）"
            ),
        ),
    ),
    Binder(
        "amount",
        _MONEY,
        amounts.amount,
        (
            Example(_THREE, "其中：公务接待费3.20万元。", "公务接待费 · 其中数"),
            Example(_THREE, "公务接待费支出决算3.20万元。", "公务接待费 · 决算数"),
            Example(_THREE, "“三公”经费比上年减少3.20万元。", "三公经费 · 增减额（上年数）"),
            Example(_BASIC, "人员经费年初预算300.00万元，其中：公用经费20.00万元。", "公用经费 · 年初预算"),
            Example(_EXPENDITURE, "重点项目支出20.00万元。", "“重点”不在词汇表里"),
        ),
    ),
    Binder(
        "share of a stated base",
        _PERCENT,
        shares.share_of_stated,
        (
            Example(
                _EXPENDITURE, "基本支出40.00万元，占本年支出合计160.00万元的25%。", "基本支出 · 占比（本年支出合计）"
            ),
        ),
    ),
    Binder(
        "rate in brackets",
        _PERCENT,
        changes.rate_in_bracket,
        (Example(_THREE, "公务接待费比上年减少1.00万元（25%）。", "公务接待费 · 增减幅度（上年数）"),),
    ),
    Binder(
        "completion",
        _PERCENT,
        completion.completion,
        (Example(_THREE, "公务接待费支出决算3.00万元，完成率为75%。", "公务接待费 · 完成率（预算数）"),),
    ),
    Binder(
        "share that was",
        _PERCENT,
        shares.share_before,
        (Example(_EXPENDITURE, "基本支出占比由24%提高到较高水平。", "说的是以前的占比"),),
    ),
    Binder(
        "share",
        _PERCENT,
        shares.share,
        (Example(_EXPENDITURE, "其中：基本支出40.00万元，占25%。", "基本支出 · 占比"),),
    ),
    Binder(
        "difference rate",
        _PERCENT,
        changes.gap_rate,
        (Example(_THREE, "公务接待费年初预算5.00万元，预决算差异率为-40%。", "公务接待费 · 增减幅度（年初预算）"),),
    ),
    Binder(
        "rates of years in a row",
        _PERCENT,
        years.rates_of_years,
        (Example(_THREE, "“三公”经费2022年、2023年分别下降13.40%、16.67%。", "三公经费 · 增减幅度（上年数）"),),
    ),
    Binder(
        "growth",
        _PERCENT,
        changes.growth,
        (Example(_THREE, "公务接待费比上年增长25%。", "公务接待费 · 增减幅度（上年数）"),),
    ),
    Binder(
        "completion of a stated budget",
        _PERCENT,
        completion.of_stated_budget,
        (Example(_THREE, "公务接待费支出决算3.00万元，为年初预算4.00万元的75%。", "公务接待费 · 完成率（年初预算）"),),
    ),
    Binder(
        "coverage",
        _PERCENT,
        completion.coverage,
        (Example(_DUTIES, "绩效目标覆盖率100%。", "工作覆盖面，报告中没有对应的数"),),
    ),
    Binder(
        "score",
        frozenset({"score"}),
        counts.score,
        (Example(_DUTIES, "部门整体支出绩效自评得分96.50分。", "整体自评 · 得分"),),
    ),
    Binder(
        "change of a count",
        _COUNT,
        counts.change_of_count,
        (Example(_THREE, "国内公务接待批次减少3批次。", "数量的增减，报告中没有对应的数"),),
    ),
    Binder("projects with a grade", _COUNT, counts.graded, (Example(_DUTIES, "评为优的项目8个。", "优 · 等级个数"),)),
    Binder(
        "count",
        _COUNT,
        counts.count,
        (
            Example(_THREE, "公务用车保有量5辆。", "公务用车保有量 · 数量"),
            Example("国有资产占用情况", "共有车辆9辆，其中：执法执勤用车4辆。", "执法执勤用车 · 数量（车辆）"),
        ),
    ),
)
_NOBODY_SAYS = {"percent": "说不清是什么比率", "bare": "没有认识的单位"}


ByKind = Mapping[str, tuple[Callable[[View], Outcome], ...]]
"""What binders do, in order, by the kind of number that they are for."""


def by_kind(binders: Sequence[Binder]) -> ByKind:
    """An ordered table of binders, ready to be asked."""
    kinds = frozenset[str]().union(*(binder.kinds for binder in binders))
    return {kind: tuple(binder.bind for binder in binders if kind in binder.kinds) for kind in kinds}


IN_ORDER = by_kind(BINDERS)


def bind(view: View, binders: ByKind = IN_ORDER) -> tuple[View, Bound | Unsure | Free]:
    """What is said of the figure, and the view with the unit that it was read with."""
    if (outcome := enumerated(view)) is not None:
        return view, outcome
    view = _prepared(view)
    for bind_one in binders.get(view.number.kind, ()):
        if (outcome := bind_one(view)) is not None:
            return view, outcome
    return view, Unsure(_NOBODY_SAYS.get(view.number.kind, "说不清是什么数"))


def _prepared(view: View) -> View:
    """The view of a number that begins anew: no enumeration goes on, its item is named, its unit is seen."""
    if view.context.run:
        view = replace(view, context=replace(view.context, run=()))
    if view.number.kind in _YEARLY:
        view = view.knowing(years.seen_coming(view))
    if view.number.kind == "bare" and years.another_year(view) is None and (number := with_unit(view)) is not None:
        view = replace(view, number=number)
    clause, context = view.clause, view.context
    names = clause.before and not clause.after and clause.subject is None
    if context.awaiting_name and names and view.number.kind in {"amount", "percent"}:
        context = with_name(context, view.passage, clause.start, view.number.start)
        return replace(view, context=context, clause=replace(clause, before="", in_path=True))
    return view
