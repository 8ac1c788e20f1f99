"""JS715: nothing was spent, yet every indicator has full marks."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.ledger import Check
from jslint.report.annexes import Form
from jslint.rule import About, Example, found
from jslint.rules.performance._forms import nothing, per_form

FORM = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 30, {executed}, 10, {rate}, {score}]
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因及改进措施]
        指标:
          - [产出指标, 数量指标, 养护道路长度, ≥12公里, 12公里, 50, 50, ~]
          - [效益指标, 社会效益指标, 道路完好率, ≥95%, 96%, 40, 40, ~]
"""

ABOUT = About(
    code="JS715",
    name="full-marks-without-execution",
    title="执行数为零的项目，各指标不应全部满分",
    severity="warning",
    basis="绩效自评要求资金执行与绩效目标的完成互相印证；这一条由此推出，没有查到明文。",
    why="一分钱没花而产出、效益、满意度全部满分，要么钱从别处支付，要么完成值是照抄指标值，需要说明。",
    advice="请核对执行数和各指标的完成情况；确已完成而款项未付的，请在核实说明中写明。",
    inferred=True,
    good=(Example(FORM.format(executed="30", rate="100", score="10")),),
    bad=(Example(FORM.format(executed="⟦JS715⟧0⟦/⟧", rate="0", score="0")),),
)


def check(form: Form) -> Iterator[Check]:
    """One trial for each form with a budget and scored indicators."""
    executed = form.funds.cell("全年执行数") if form.funds else None
    budget = (form.funds.cell("全年预算数") or form.funds.cell("年初预算数")) if form.funds else None
    scored = [
        (indicator.score, indicator.weight)
        for indicator in form.indicators
        if indicator.score is not None and indicator.weight is not None and indicator.weight.number
    ]
    if executed is None or budget is None or executed.blank or not budget.number or not scored:
        yield nothing(ABOUT, form, "没有预算数、执行数或带分值的指标")
        return
    figures = (executed, budget)
    if executed.number is None:
        yield Check(ABOUT.code, executed.place, "unchecked", figures, reason="执行数无法读成数字")
    elif executed.number or any(score.blank or score.number != weight.number for score, weight in scored):
        yield Check(ABOUT.code, executed.place, "holds", figures)
    else:
        message = (
            f"{executed.place.words()}为 {executed.shown}（预算 {budget.shown}），"
            f"而 {len(scored)} 个指标得分全满。{ABOUT.advice}"
        )
        yield found(ABOUT, executed.place, executed.anchor, message, figures=figures)


RULE = per_form(ABOUT, check)
