"""JS702: the execution score is weight × min(1, rate)."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.ledger import Check
from jslint.relation import Verdict
from jslint.report.annexes import Form
from jslint.rule import About, Example
from jslint.rules.performance._forms import enter, gap, nothing, per_form
from jslint.rules.performance._scoring import ExecutionScore

FORM = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 32, 31.5, 10, 98.44, {score}]
"""

ABOUT = About(
    code="JS702",
    name="execution-score-mismatch",
    title="执行率得分等于分值乘以执行率，最高不超过分值",
    severity="warning",
    basis="自评表通行的计分办法：执行率得分＝分值×执行率，执行率超过 100% 的按 100% 计。",
    why="执行率不到 100% 却得满分，或金额改了得分没有重算，总分就跟着错。",
    advice="请重新计算执行率得分和总分；本地另有计分办法的，可以在核实说明中写明。",
    yields_to=("JS704", "JS703"),
    good=(Example(FORM.format(score="9.84")),),
    bad=(Example(FORM.format(score="⟦JS702⟧10⟦/⟧")),),
)


def check(form: Form) -> Iterator[Check]:
    """One trial for each row of the funds that has a weight and a score."""
    tried = False
    for row in form.funds.rows if form.funds else ():
        score, weight, part = (row.cells.get(key) for key in ("得分", "分值", "全年执行数"))
        base = row.cells.get("全年预算数") or row.cells.get("年初预算数")
        if score is None or weight is None or part is None or base is None or (weight.blank and score.blank):
            continue
        tried = True
        relation = ExecutionScore(score, weight, part, base, row.cells.get("执行率"))

        def message(verdict: Verdict, relation: ExecutionScore = relation) -> str:
            score, weight, part, base = relation.score, relation.weight, relation.part, relation.base
            given = f"分值 {weight.shown} 和{part.place.column} {part.shown}、{base.place.column} {base.shown}"
            return f"{score.place.words()}为 {score.shown}，按{given} 计算应为 {relation.expected()}，{gap(verdict)}"

        yield enter(ABOUT, relation, message)
    if not tried:
        yield nothing(ABOUT, form, "表中没有执行率的分值和得分")


RULE = per_form(ABOUT, check)
