"""JS705: the funds of a form are the sum of their sources."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import Sum, Term
from jslint.report.annexes import Form
from jslint.rule import About, Example
from jslint.rules.performance._forms import nothing, per_form

COLUMNS = ("年初预算数", "全年预算数", "全年执行数")

FORM = """\
附件:
  部门整体自评表:
    部门名称: 某市某局
    部门整体支出情况:
      栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
      部门预算总额: [80, 92.5, {executed}, 10, 98.86, 9.89]
      政府预算资金: [80, 90.5, 89.45, "-", 98.84, "-"]
      单位资金: [0, 2, 2, "-", 100, "-"]
"""

ABOUT = About(
    code="JS705",
    name="fund-sources-mismatch",
    title="自评表的资金总额等于各资金来源之和",
    severity="error",
    basis="自评表的资金情况按来源列示，总额是各来源之和。",
    why="总额与来源对不上，多是改了一处没有改另一处，执行率和得分也会跟着错。",
    advice="请核对各来源的预算数和执行数。",
    good=(Example(FORM.format(executed="91.45")),),
    bad=(Example(FORM.format(executed="⟦JS705⟧94.15⟦/⟧")),),
)


def check(form: Form) -> Iterator[Check]:
    """One trial for each column of money."""
    funds = form.funds
    if funds is None or funds.total is None or funds.division:
        yield nothing(ABOUT, form, funds.division if funds and funds.division else "表中没有资金情况")
        return
    if form.has_torn_rows:
        yield Check(ABOUT.code, Place(form.piece), "unchecked", reason="有一行无法读取")
        return
    for column in COLUMNS:
        total = funds.total.cells.get(column)
        parts = tuple(row.cells[column] for row in funds.sources if column in row.cells)
        if total is not None and parts:
            yield judge(ABOUT, Sum((Term(total),), tuple(map(Term, parts)), "", "各资金来源相加"))


RULE = per_form(ABOUT, check)
