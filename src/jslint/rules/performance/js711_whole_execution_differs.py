"""JS711: what the whole department's form says was executed is what the accounts say was spent."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import printed
from jslint.figure import Figure, Place
from jslint.ledger import Check
from jslint.relation import Same, Verdict
from jslint.report.model import Report
from jslint.report.quantities import Missing, figure_of, known
from jslint.rule import About, Example, rule
from jslint.rules.performance._forms import enter, overall

TEXT = """\
决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [91.45, 60.00, 31.45, 0.00, 0.00, 0.00]
    科目: []
附件:
  部门整体自评表:
    部门名称: 某市某局
    部门整体支出情况:
      栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
      部门预算总额: [80, 92.5, {executed}, 10, 98.86, 9.89]
"""

ABOUT = About(
    code="JS711",
    name="whole-execution-differs",
    title="部门整体自评表的全年执行数与决算的本年支出一致",
    severity="warning",
    basis="部门整体支出绩效自评以部门全部支出为对象；这一条由此推出，没有查到明文。",
    why="两个数相差很大时，自评表多半误用了上年或别的单位的数；也可能含有转移支付，需要说明。",
    advice="请核对自评表的执行数；含有对下转移支付等决算以外资金的，请在核实说明中写明。",
    inferred=True,
    yields_to=("JS713", "JS705", "JS701"),
    good=(Example(TEXT.format(executed="91.45")),),
    bad=(Example(TEXT.format(executed="⟦JS711⟧914.5⟦/⟧")),),
)


def check(report: Report) -> Iterator[Check]:
    """One trial: the total row's 全年执行数 against the expenditure accounts."""
    form = overall(report)
    executed = form.funds.cell("全年执行数") if form and form.funds else None
    if form is None or executed is None:
        yield Check(ABOUT.code, Place("附件"), "not_applicable", reason="没有部门整体自评表，或表中没有全年执行数")
        return
    spent = spent_of_the_year(report)
    if spent is None or executed.blank or spent.blank:
        yield Check(ABOUT.code, executed.place, "unchecked", (executed,), reason="没有本年支出合计可以核对")
    elif spent.unit != executed.unit:
        yield Check(ABOUT.code, executed.place, "unchecked", (executed, spent), reason="自评表与决算表的金额单位不同")
    else:
        yield enter(ABOUT, Same(executed, spent), lambda verdict: _words(executed, spent, verdict))


def spent_of_the_year(report: Report) -> Figure | None:
    """本年支出合计 of the tables."""
    found = figure_of(report, known().quantities["expenditure"])
    return None if isinstance(found, Missing) else found


def _words(executed: Figure, spent: Figure, verdict: Verdict) -> str:
    return (
        f"{executed.place.words()}为 {executed.shown}，{spent.place.words()}为 {spent.shown}，"
        f"相差 {printed(abs(verdict.difference))}"
    )


RULE = rule(ABOUT, check)
