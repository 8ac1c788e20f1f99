"""JS712: values that the whole department's form states are those that the report's own figures give."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from jslint.figure import Figure, Place
from jslint.kinds.narrative import OVERVIEW, THREE_PUBLIC
from jslint.ledger import Check
from jslint.prose.claims import BUDGETS, Amount
from jslint.relation import Term
from jslint.report.annexes import OVERALL, Form, Indicator
from jslint.report.model import Report
from jslint.report.quantities import Missing, cell, figure_of, known, own_table
from jslint.report.titles import normalise
from jslint.rule import About, Example, rule
from jslint.rules.performance._forms import enter
from jslint.rules.performance._proportion import StatedRate, Way
from jslint.rules.performance.js711_whole_execution_differs import spent_of_the_year

TEXT = """\
决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [91.45, 60.00, 31.45, 0.00, 0.00, 0.00]
    科目: []
  收入支出决算总表:
    收入: {{总计: 92.50}}
    支出: {{本年支出合计: 91.45, 年末结转和结余: 1.05, 总计: 92.50}}
  财政拨款三公经费支出决算表:
    栏目:   [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务用车购置费, 公务用车运行维护费, 公务接待费]
    预算数: [4.00, 0.00, 3.00, 0.00, 3.00, 1.00]
    决算数: [3.20, 0.00, 2.40, 0.00, 2.40, 0.80]
情况说明:
  政府采购支出情况: |
    2023 年度政府采购支出总额 0.00 万元。
附件:
  部门整体自评表:
    部门名称: 某市某局
    部门整体支出情况:
      栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
      部门预算总额: [80, 92.5, 91.45, 10, 98.86, 9.89]
    绩效指标:
      栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因及改进措施]
      指标:
        - [投入管理指标, 预算和财务管理, 预算调整率, ≤20%, {adjusted}, 2, 2, ~]
        - [~, ~, 结转结余率, ≤10%, {carried}, 2, 2, ~]
        - [~, ~, “三公经费”控制率, ≤100%, {controlled}, 2, 2, ~]
        - [~, ~, 政府采购执行率, ≥80%, {bought}, 2, 2, ~]
"""

ABOUT = About(
    code="JS712",
    name="stated-value-contradicted",
    title="整体自评表填报的比率与报告自身的数字一致",
    severity="warning",
    basis="部门整体自评表通行的指标定义：预算调整率＝（全年预算数－年初预算数）÷年初预算数，结转结余率＝年末结转和结余÷（本年支出＋年末结转和结余），"
    "三公经费控制率＝决算数÷预算数；没有查到统一的明文。",
    why="这些比率能从同一份报告里算出来。照抄指标值（预算调整率 ≤20% 就填 10%）会与前面的数字矛盾；分母为 0 的比率根本算不出来。",
    advice="请按报告中的数字重新计算；分母为 0 的填“不适用”，所用口径不同的，请在核实说明中写明。",
    inferred=True,
    yields_to=("JS705", "JS708"),
    good=(
        Example(TEXT.format(adjusted="15.63%", carried="1.14%", controlled="80%", bought="不适用")),
        Example(TEXT.format(adjusted="16%", carried="1.1%", controlled="80%", bought="不适用")),
    ),
    bad=(
        Example(
            TEXT.format(
                adjusted="⟦JS712⟧10%⟦/⟧",
                carried="⟦JS712⟧10%⟦/⟧",
                controlled="⟦JS712⟧100%⟦/⟧",
                bought="⟦JS712⟧80%⟦/⟧",
            )
        ),
    ),
)


class _Named(Struct, frozen=True):
    """A way to compute a rate, with its words."""

    words: str
    way: Way


class _Kind(Struct, frozen=True):
    """An indicator that can be computed: the words of its name, how, and whether only a zero base says anything."""

    names: tuple[str, ...]
    ways: Callable[[Report, Form], Iterator[_Named]]
    only_zero: bool = False


def check(report: Report) -> Iterator[Check]:
    """One trial for each indicator of the whole department that the report's own figures give."""
    tried = False
    for form in report.forms(OVERALL):
        for indicator in form.indicators:
            kind = next((kind for kind in KINDS if _is_named(indicator, kind)), None)
            if kind is not None:
                tried = True
                yield _try(report, form, indicator, kind)
    if not tried:
        yield Check(ABOUT.code, Place("附件"), "not_applicable", reason="整体自评表中没有可以由报告计算的比率")


def _is_named(indicator: Indicator, kind: _Kind) -> bool:
    return any(name in normalise(indicator.name) for name in kind.names)


def _try(report: Report, form: Form, indicator: Indicator, kind: _Kind) -> Check:
    place = Place(form.piece, indicator.name)
    actual = indicator.actual
    if actual is None or actual.kind != "number" or actual.figure is None or not actual.is_percent:
        return Check(ABOUT.code, place, "not_applicable", reason=f"{indicator.name}没有写成百分数")
    stated = actual.figure
    named = [entry for entry in kind.ways(report, form) if _is_read(entry.way)]
    if not named:
        return Check(ABOUT.code, stated.place, "unchecked", (stated,), reason="报告中没有计算所需的数字")
    relation = StatedRate(stated, tuple(entry.way for entry in named), tuple(entry.words for entry in named))
    if kind.only_zero and relation.is_computable:
        return Check(ABOUT.code, stated.place, "not_applicable", (stated,), reason="报告没有公开计算所需的预算数")
    text = f"{stated.place.words()}为 {stated.shown}，但{'；'.join(relation.results())}"
    return enter(ABOUT, relation, lambda _verdict: text)


def _is_read(way: Way) -> bool:
    """Blank totals say nothing; a way with one is no way."""
    return all(term.figure.number is not None and not term.figure.blank for side in way for term in side)


def _balance(report: Report) -> Figure | None:
    """The balance at the end of the year; blank, it is nothing, unlike a blank total."""
    found = figure_of(report, known().quantities["balance.closing"])
    left = None if isinstance(found, Missing) else found
    return replace(left, blank=False, printed=left.shown) if left is not None and left.blank else left


def _adjustment(_report: Report, form: Form) -> Iterator[_Named]:
    opening, full = _fund(form, "年初预算数"), _fund(form, "全年预算数")
    if opening is not None and full is not None:
        way = ((Term(full), Term(opening, -1)), (Term(opening),))
        yield _Named(f"按全年预算数 {full.shown}、年初预算数 {opening.shown} 计算", way)


def _carry_over(report: Report, form: Form) -> Iterator[_Named]:
    if report.is_unreadable(own_table(OVERVIEW)):
        return
    left, spent = _balance(report), spent_of_the_year(report)
    full, executed = _fund(form, "全年预算数"), _fund(form, "全年执行数")
    if left is not None and spent is not None:
        words = f"按年末结转和结余 {left.shown}、本年支出 {spent.shown} 计算"
        yield _Named(words, ((Term(left),), (Term(spent), Term(left))))
    if full is not None and executed is not None:
        words = f"按全年预算数 {full.shown}、全年执行数 {executed.shown} 计算"
        yield _Named(words, ((Term(full), Term(executed, -1)), (Term(full),)))
    if left is not None and full is not None and left.unit == full.unit:
        words = f"按年末结转和结余 {left.shown}、全年预算数 {full.shown} 计算"
        yield _Named(words, ((Term(left),), (Term(full),)))


def _three_public(report: Report, _form: Form) -> Iterator[_Named]:
    whole = known().quantities["three_public"]
    budget, final = cell(report, filter(None, [whole.budget])), figure_of(report, whole)
    if not isinstance(budget, Missing) and not isinstance(final, Missing) and not budget.blank and not final.blank:
        yield _Named(f"按“三公”经费决算数 {final.shown}、预算数 {budget.shown} 计算", ((Term(final),), (Term(budget),)))
        return
    claims = [claim for claim in report.claims(THREE_PUBLIC) if claim.subject == "三公经费"]
    amounts = [claim for claim in claims if isinstance(claim, Amount)]
    finals = [claim.figure for claim in amounts if claim.role == "final"]
    budgets = [claim.figure for claim in amounts if claim.role in BUDGETS]
    if finals and budgets:
        words = f"按情况说明中“三公”经费支出决算 {finals[0].shown}、预算 {budgets[0].shown} 计算"
        yield _Named(words, ((Term(finals[0]),), (Term(budgets[0]),)))


def _procurement(report: Report, _form: Form) -> Iterator[_Named]:
    """The purchases are what was executed; where there were none at all, neither was there a budget to speak of."""
    for claim in report.claims("政府采购支出情况"):
        if isinstance(claim, Amount) and claim.subject == "政府采购支出总额" and claim.role == "total":
            words = f"按政府采购支出总额 {claim.figure.shown} 计算"
            yield _Named(words, ((Term(claim.figure),), (Term(claim.figure),)))
            return


def _fund(form: Form, column: str) -> Figure | None:
    return form.funds.cell(column) if form.funds else None


KINDS = (
    _Kind(("预算调整率",), _adjustment),
    _Kind(("结转结余率", "结转和结余率"), _carry_over),
    _Kind(("三公经费控制率",), _three_public),
    _Kind(("政府采购执行率",), _procurement, only_zero=True),
)

RULE = rule(ABOUT, check)
