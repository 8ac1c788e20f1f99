"""JS317: operating funds are within public funds, equal for a purely administrative body, none for an institution."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.narrative import GENERAL, OPERATING, total_claim
from jslint.kinds.reckonings import reckonings
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Amount
from jslint.relation import AtMost, Term
from jslint.relation.ratio import Repeat, mixed_units
from jslint.report.model import Report
from jslint.report.quantities import Missing, figure_of, known, leaves, own_table
from jslint.report.tables import Table
from jslint.report.terms import Terms
from jslint.rule import About, Example, found, rule
from jslint.rules.prose._examples import section

TABLES = """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [90.00, 90.00, 0.00]
    科目:
      - [201,     一般公共服务支出, 90.00, 90.00, 0.00]
      - [20106,   财政事务,         90.00, 90.00, 0.00]
      - [2010601, 行政运行,         90.00, 90.00, 0.00]
  一般公共预算财政拨款基本支出决算明细表:
    科目: []
    人员经费合计: 60.00
    公用经费合计: 30.00
"""
ADMINISTRATIVE, INSTITUTIONAL = "行政运行", "事业运行"
STAFF_CLASSES = ("208", "210", "221")
"""社会保障和就业、卫生健康、住房保障: every kind of body spends on them."""

ABOUT = About(
    code="JS317",
    name="operating-funds-mismatch",
    title="机关运行经费不超过公用经费；纯行政单位两者相等，只有事业运行的单位没有",
    severity="warning",
    basis="机关运行经费是行政单位和参照公务员法管理的事业单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费。",
    why=(
        "机关运行经费是公开06表公用经费的一部分，不会更大。基本支出只列在“行政运行”下的单位，两者应当相等；"
        "只列在“事业运行”下的单位，没有机关运行经费。"
    ),
    advice="请核对机关运行经费与公用经费合计。",
    good=(Example(section(OPERATING, "2023年度机关运行经费支出30.00万元。", TABLES)),),
    bad=(
        Example(section(OPERATING, "2023年度机关运行经费支出⟦JS317⟧33.00⟦/⟧万元。", TABLES)),
        Example(section(OPERATING, "2023年度机关运行经费支出⟦JS317⟧28.00⟦/⟧万元。", TABLES)),
        Example(
            section(
                OPERATING,
                "2023年度机关运行经费支出⟦JS317⟧30.00⟦/⟧万元。",
                TABLES.replace("行政运行", "事业运行").replace("2010601", "2010650"),
            )
        ),
        Example(section(OPERATING, "办公费11.00万元、印刷费2.00万元、邮电费3.00万元，三项合计⟦JS317⟧17.00⟦/⟧万元。")),
    ),
    yields_to=(),
)


def _check(report: Report) -> Iterator[Check]:
    yield from _within_public(report)
    yield from reckonings(ABOUT, report, OPERATING, "sum", "limit")


def _within_public(report: Report) -> Iterator[Check]:
    claim = total_claim(report.claims(OPERATING), "机关运行经费", "total", "final", "part")
    place = Place(f"情况说明/{OPERATING}")
    if claim is None:
        yield Check(ABOUT.code, place, "not_applicable", reason="没有写机关运行经费的金额")
        return
    public = figure_of(report, known().quantities["general.public"])
    kind = _kind(report.table(own_table(GENERAL)), report.terms)
    if kind == INSTITUTIONAL and claim.figure.number:
        yield _not_due(claim)
    elif isinstance(public, Missing):
        yield Check(
            ABOUT.code, place, "unchecked" if public.owed else "not_applicable", (claim.figure,), reason=public.reason
        )
    elif mixed_units((claim.figure, public)):
        yield Check(ABOUT.code, place, "unchecked", (claim.figure, public), reason="金额单位与报告不同")
    elif kind == ADMINISTRATIVE:
        yield judge(ABOUT, Repeat(claim.figure, public))
    else:
        yield judge(ABOUT, AtMost((Term(claim.figure),), (Term(public),)))


def _not_due(claim: Amount) -> Check:
    figure = claim.figure
    message = f"机关运行经费支出写了 {figure.shown}，而基本支出只列在“{INSTITUTIONAL}”下，事业单位没有机关运行经费。{ABOUT.advice}"
    return found(ABOUT, figure.place, claim.anchor, message, figures=(figure,))


def _kind(table: Table | None, terms: Terms) -> str:
    """行政运行 or 事业运行 where all basic expenditure on running the body stands under that one name, else nothing."""
    if table is None or table.is_blank:
        return ""
    names = {
        terms.subject(row.name)
        for row in leaves(table)
        if (row.code or "")[:3] not in STAFF_CLASSES
        and (figure := row.cells.get("基本支出")) is not None
        and figure.number
    }
    return next((name for name in (ADMINISTRATIVE, INSTITUTIONAL) if names == {name}), "")


RULE = rule(ABOUT, _check)
