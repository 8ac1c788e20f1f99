"""JS701: the execution rate of the funds is executed / budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import HUNDRED
from jslint.ledger import Check
from jslint.relation import Verdict
from jslint.report.annexes import Form, FundRow
from jslint.rule import About, Example
from jslint.rules.performance._forms import enter, gap, nothing, per_form, percent, printed_step
from jslint.rules.performance._scoring import Quotient, Rate

GOOD = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 32, 20, 10, 62.5, 6.25]
        当年财政拨款: [30, 30, 18, ~, 60, ~]
        上年结转资金: [0, 2, 2, ~, 100, ~]
        其他资金: [0, 0, 0, ~, 0, ~]
"""
BAD = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 32, 20, 10, ⟦JS701⟧66.67⟦/⟧, 6.25]
        当年财政拨款: [30, 30, 18, ~, 60, ~]
        上年结转资金: [0, 2, 2, ~, 100, ~]
        其他资金: [0, 0, 0, ~, ⟦JS701⟧100⟦/⟧, ~]
"""

ABOUT = About(
    code="JS701",
    name="execution-rate-mismatch",
    title="自评表的执行率等于全年执行数除以全年预算数",
    severity="error",
    basis="部门整体和项目支出绩效自评表的栏目定义：执行率＝全年执行数÷全年预算数。",
    why="执行率决定执行率得分，也是外界最先看的数字。常见的错误是分母误用年初预算数，或改了金额没有重算。",
    advice="请核对两个金额并重新计算执行率；预算数为 0 的，执行率填 0 或留空。",
    yields_to=("JS705",),
    good=(Example(GOOD),),
    bad=(Example(BAD),),
)


def check(form: Form) -> Iterator[Check]:
    """One trial for each row of the funds."""
    if form.funds is None:
        yield nothing(ABOUT, form, "表中没有资金情况")
        return
    coarse = printed_step(form)
    for row in form.funds.rows:
        yield from _row(form, row, coarse)


def _row(form: Form, row: FundRow, coarse: Decimal | None) -> Iterator[Check]:
    rate, part = row.cells.get("执行率"), row.cells.get("全年执行数")
    base = row.cells.get("全年预算数") or row.cells.get("年初预算数")
    if rate is None or part is None or base is None:
        yield nothing(ABOUT, form, f"{row.label}没有列出预算数、执行数和执行率")
        return
    relation = Rate(rate, part, base, coarse)

    def message(verdict: Verdict) -> str:
        stated = f"{rate.place.words()}为 {percent(rate)}"
        given = f"{base.place.column} {base.shown}、{part.place.column} {part.shown}"
        if not relation.expected():
            return f"{stated}，但{given}，{verdict.reason}"
        return (
            f"{stated}，按{given} 计算应为 {relation.expected()}%，{gap(verdict)} 个百分点{_other_base(relation, row)}"
        )

    yield enter(ABOUT, relation, message)


def _other_base(relation: Rate, row: FundRow) -> str:
    """Says so where the printed rate fits the opening budget instead."""
    other = row.cells.get("年初预算数")
    if other is None or other is relation.base or not other.number or relation.part.number is None:
        return ""
    fits = Quotient(HUNDRED * relation.part.value, other.value).rounded(relation.rate.step) == relation.rate.value
    return f"；与按{other.place.column} {other.shown} 计算的结果相符，分母可能用错" if fits else ""


RULE = per_form(ABOUT, check)
