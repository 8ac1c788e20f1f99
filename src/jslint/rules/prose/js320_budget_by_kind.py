"""JS320: the opening budgets of the items, split by basic and project expenditure, are those of the performance section."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure, Place
from jslint.kinds.narrative import GENERAL, PERFORMANCE, Item, subject_items, total_claim
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Amount
from jslint.relation import Sum, Term
from jslint.relation.ratio import SLIP, mixed_units
from jslint.report.conditions import only_general
from jslint.report.model import Report
from jslint.report.quantities import own_table, rows_named
from jslint.report.tables import Table
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import SUMMARY, general

TEXT = (
    "1. 教育支出（类）普通教育（款）学前教育（项）。年初预算为50.00万元，支出决算为60.00万元。\n"
    "2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为118.00万元，支出决算为120.00万元。\n"
    "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为30.00万元，支出决算为30.00万元。"
)
MORE = (
    "  预算绩效情况:\n    项目绩效自评结果: |\n"
    "      我部门纳入预算绩效管理的支出总额为198.00万元，其中基本支出{b}万元；项目支出{p}万元。\n"
)
ONLY_GENERAL = (
    SUMMARY.replace("事业收入: 25.00", "事业收入: 0.00")
    .replace("235.00", "210.00")
    .replace("5.00", "0.00")
    .removeprefix("决算表:\n")
)
TOTAL = "绩效管理支出总额"

ABOUT = About(
    code="JS320",
    name="budget-by-kind-differs",
    title="各项年初预算按基本支出、项目支出分开，与绩效管理的预算一致",
    severity="warning",
    basis="第五节各项的年初预算，按公开05表该科目的支出属于基本支出还是项目支出归类相加。",
    why=(
        "一个科目在公开05表中只有基本支出或只有项目支出时，它的年初预算也归这一类。各类相加应等于绩效情况一节所写的基本支出预算、"
        "项目支出预算。这是推定的关系：年中调整科目性质的，会有差异。"
    ),
    advice="请核对各项年初预算和绩效情况一节的基本支出、项目支出预算；有项目没有列出的，请补列或说明。",
    inferred=True,
    good=(Example(general(TEXT, more=ONLY_GENERAL) + MORE.format(b="148.00", p="50.00")),),
    bad=(
        Example(general(TEXT, more=ONLY_GENERAL) + MORE.format(b="148.00", p="⟦JS320⟧58.00⟦/⟧")),
        Example(general(TEXT, more=ONLY_GENERAL) + MORE.format(b="⟦JS320⟧140.00⟦/⟧", p="50.00")),
    ),
    yields_to=("JS319",),
)


def _check(report: Report) -> Iterator[Check]:
    claims = report.claims(PERFORMANCE)
    table = report.table(own_table(GENERAL))
    whole = total_claim(claims, TOTAL, "total", "part", "budget")
    place = Place(f"情况说明/{PERFORMANCE}")
    budgets = [item for item in subject_items(report, GENERAL) if item.amounts("opening_budget")]
    if whole is None or table is None or not budgets:
        yield Check(ABOUT.code, place, "not_applicable", reason="没有同时写出各项年初预算和绩效管理的支出")
        return
    if reason := only_general(report):
        yield Check(ABOUT.code, place, "not_applicable", reason=reason)
        return
    for kind in ("基本支出", "项目支出"):
        stated = next(
            (
                each
                for each in claims
                if isinstance(each, Amount) and each.subject == kind and each.group == whole.group
            ),
            None,
        )
        if stated is not None:
            yield _trial(report, stated, budgets, table, kind)


def _trial(report: Report, stated: Amount, budgets: list[Item], table: Table, kind: str) -> Check:
    figure = stated.figure
    chosen: list[Figure] = []
    decided: list[Figure] = []
    for item in budgets:
        of, by = _kind(report, table, item)
        decided.extend(by)
        if of is None:
            reason = f"{item.name}既有基本支出又有项目支出，或不在表中，年初预算不能归类"
            return Check(ABOUT.code, figure.place, "unchecked", (figure,), reason=reason)
        opening = item.amounts("opening_budget")[0].figure
        if of == kind:
            chosen.append(opening)
    if mixed_units((figure, *chosen)):
        return Check(ABOUT.code, figure.place, "unchecked", (figure,), reason=SLIP)
    words = f"各项年初预算中的{kind}相加"
    check = judge(ABOUT, Sum((Term(figure),), tuple(map(Term, chosen)), right_words=words))
    return check.with_changes(decided=tuple(decided))


def _kind(report: Report, table: Table, item: Item) -> tuple[str | None, list[Figure]]:
    """The kind of expenditure that an item's row has alone, or None, with the cells that tell it. A budget of zero counts for nothing."""
    opening = item.amounts("opening_budget")[0].figure
    rows = rows_named(report, table, item.path, unmarked=item.unmarked)
    cells = {kind: row.cells[kind] for row in rows[:1] for kind in ("基本支出", "项目支出") if kind in row.cells}
    kinds = [kind for kind, figure in cells.items() if figure.number]
    if len(rows) == 1 and len(kinds) == 1:
        return kinds[0], [*cells.values()]
    return (None if opening.number else ""), []


RULE = rule(ABOUT, _check)
