"""JS709: a deviation, or an execution below 80 %, needs a reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import HUNDRED
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.pattern import holds_any
from jslint.report.annexes import Form, Indicator
from jslint.rule import About, Example, found
from jslint.rules.performance._attainment import achievement, read_attainment
from jslint.rules.performance._forms import nothing, per_form, percent

LEAST_RATE = Decimal(80)
"""Execution in percent below which a reason is due (RULES: 「JS709」)."""

REASON_COLUMN = "偏差原因及改进措施"
_ABOUT_MONEY = (
    "资金",
    "预算",
    "执行",
    "支付",
    "支出",
    "经费",
    "结算",
    "清算",
    "拨付",
    "款",
    "结转",
    "节约",
    "压减",
    "财力",
)
_GIVES_REASON = ("原因", "由于", "因为", "未完成", "滞后", "跨年", "推迟", "延期", "存在问题")

FORM = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 30, 21, 10, {rate}, 7]
      资金管理情况:
        栏目: [情况说明, 分值, 得分, 存在问题和改进措施]
        拨付合规性: [按进度拨付, 5, 5, {problem}]
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差度, 偏差原因及改进措施]
        指标:
          - [产出指标, 数量指标, 巡查次数, ≥10次, 15次, 50, 44.29, {deviation}, {reason}]
"""

ABOUT = About(
    code="JS709",
    name="deviation-without-reason",
    title="指标有偏差或执行率低于 80% 的应当写明原因",
    severity="warning",
    basis="自评表设有“偏差原因分析及改进措施”和“存在问题和改进措施”栏；绩效自评要求对未完成或偏离较大的逐项说明。",
    why="只列偏差不写原因，自评就没有起到发现问题的作用，也是检查时的扣分点。",
    advice="请补写原因和改进措施。",
    yields_to=("JS701", "JS707"),
    good=(Example(FORM.format(rate="70", problem="工程款跨年结算。", deviation="20.00%", reason="年初预计偏保守。")),),
    bad=(
        Example(FORM.format(rate="70", problem="款项跨年结算。", deviation="⟦JS709⟧20.00%⟦/⟧", reason="~")),
        Example(FORM.format(rate="⟦JS709⟧70⟦/⟧", problem="~", deviation="20.00%", reason="年初预计偏保守。")),
    ),
)


def check(form: Form) -> Iterator[Check]:
    """One trial for the execution rate, one for each indicator."""
    rate = form.funds.cell("执行率") if form.funds else None
    budget = (form.funds.cell("全年预算数") or form.funds.cell("年初预算数")) if form.funds else None
    if rate is None or rate.blank or rate.number is None or budget is None or not budget.number:
        yield nothing(ABOUT, form, "表中没有执行率，或预算数为 0")
    elif rate.number >= LEAST_RATE or _is_enough(form, budget) or _execution_is_explained(form):
        yield Check(ABOUT.code, rate.place, "holds", (rate,))
    else:
        message = f"{rate.place.words()}为 {percent(rate)}，低于 {LEAST_RATE}%，表中没有写明原因。{ABOUT.advice}"
        yield found(ABOUT, rate.place, rate.anchor, message, figures=(rate,))
    if REASON_COLUMN not in form.columns:
        yield nothing(ABOUT, form, "指标表没有填写偏差原因的栏目")
        return
    for indicator in form.indicators:
        yield from _indicator(indicator)


def _is_enough(form: Form, budget: Figure) -> bool:
    """By the amounts: a wrong rate is another rule's, and spreadsheets print 0.95 for 95 %."""
    executed = form.funds.cell("全年执行数") if form.funds else None
    if executed is None or executed.number is None or budget.number is None:
        return False
    return HUNDRED * executed.number >= LEAST_RATE * budget.number


def _execution_is_explained(form: Form) -> bool:
    """By the problems of the funds' management, a reason column of the funds, a text block, or a reason about money."""
    if any(entry.problem for entry in form.management):
        return True
    if any(text for row in (form.funds.rows if form.funds else ()) for text in row.texts.values()):
        return True
    if any(holds_any(f"{block}{text}", _GIVES_REASON) and holds_any(text, _ABOUT_MONEY) for block, text in form.texts):
        return True
    return any(holds_any(indicator.reason, _ABOUT_MONEY) for indicator in form.indicators)


def _indicator(indicator: Indicator) -> Iterator[Check]:
    deviation = indicator.deviation
    if deviation is not None and not deviation.blank:
        if deviation.number is None:
            yield Check(ABOUT.code, deviation.place, "unchecked", (deviation,), reason="偏差度无法读成数字")
        elif not deviation.number or indicator.reason:
            yield Check(ABOUT.code, deviation.place, "holds", (deviation,))
        else:
            message = f"{deviation.place.words()}为 {percent(deviation)}，没有写明偏差原因。{ABOUT.advice}"
            yield found(ABOUT, deviation.place, deviation.anchor, message, figures=(deviation,))
        return
    score, weight = indicator.score, indicator.weight
    if score is None or weight is None or score.blank or weight.blank:
        return
    yield _missed(indicator, score, weight)


def _missed(indicator: Indicator, score: Figure, weight: Figure) -> Check:
    """Without a stated deviation the reason is due where the target is missed and marks were deducted."""
    lost = score.number is not None and weight.number is not None and score.number < weight.number
    if indicator.reason or not lost or read_attainment(indicator).outcome != "missed":
        return Check(ABOUT.code, score.place, "holds", (score, weight))
    message = f"{score.place.words()}为 {score.shown}（满分 {weight.shown}），{achievement(indicator)}没有达到，也没有写明原因。{ABOUT.advice}"
    return found(ABOUT, score.place, score.anchor, message, figures=(score, weight))


RULE = per_form(ABOUT, check)
