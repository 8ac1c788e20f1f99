"""Two rows of one 款, or of one economic class, whose amounts stand in each other's place: no sum sees it, another table does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from jslint.amount import ZERO
from jslint.figure import Figure
from jslint.relation import Sum, Term
from jslint.report.model import Report
from jslint.report.tables import Row, Table

INCOME, SPENT = ("收入决算表", "本年收入合计"), ("支出决算表", "本年支出合计")
GENERAL = "一般公共预算财政拨款支出决算表"
DETAIL = "一般公共预算财政拨款基本支出决算明细表"
PAIRS = {"30108": "2080505", "30109": "2080506", "30111": "2101103", "30113": "2210201"}
"""Economic items and the functional ones that pay for the same; 2101101 and 2101102 share one item and are left out."""
ITEM_DIGITS = 7
LEAST_DIGITS = 3
"""Significant digits from which an amount is not met twice by chance."""


class Exchange(Struct, frozen=True):
    """The amounts of two rows of one table that change places, and those of the other table that show it, in the same order."""

    table: Table
    rows: tuple[Row, Row]
    figures: tuple[Figure, Figure]
    witnesses: tuple[Figure, Figure]

    @property
    def cells(self) -> tuple[tuple[Figure, Figure], ...]:
        """The cells of both rows, column by column."""
        one, other = self.rows
        return tuple((figure, other.cells[key]) for key, figure in one.cells.items() if key in other.cells)


def exchanges(report: Report) -> Iterator[Exchange]:
    """In 收入决算表 against what was spent, and among economic items against the functional ones that pay for the same.

    Rows that changed places leave the sum above them as it was; where several seem to have in one table, it is something else.
    """
    for found in (list(_of_income(report)), list(_of_economic_items(report))):
        yield from found if len(found) == 1 else ()


def _adds_up(parent: Row, children: Sequence[Row], column: str) -> bool:
    """Whether the children make up their parent's amount, as far as rounding goes."""
    if column not in parent.cells or not all(column in row.cells for row in children):
        return False
    parts = tuple(Term(row.cells[column]) for row in children)
    return Sum((Term(parent.cells[column]),), parts).weigh().outcome in {"holds", "rounding"}


def _of_income(report: Report) -> Iterator[Exchange]:
    """Two items of one 款, where every other item of it has been spent to the digit."""
    income, spent = report.table(INCOME[0]), report.table(SPENT[0])
    if income is None or spent is None:
        return
    general = report.table(GENERAL)
    for parent in income.coded():
        children = [row for row in income.children(parent) if len(row.code or "") == ITEM_DIGITS]
        beside = [_beside(row, spent) for row in children]
        known = [(row, *pair) for row, pair in zip(children, beside, strict=True) if pair is not None]
        apart = [entry for entry in known if entry[1].number != entry[2].number]
        if len(known) == len(children) and len(apart) == 2:
            (one, first, ours), (other, second, theirs) = apart
            sure = not any(_contradicts(general, row, figure) for row, figure in ((one, ours), (other, theirs)))
            if sure and _adds_up(parent, children, INCOME[1]) and _cross((first, second), (ours, theirs)):
                yield Exchange(income, (one, other), (first, second), (ours, theirs))


def _beside(row: Row, spent: Table) -> tuple[Figure, Figure] | None:
    """A row's income and what was spent on it, where both are read."""
    rows = spent.with_code(row.code or "")
    first = row.cells.get(INCOME[1])
    second = rows[0].cells.get(SPENT[1]) if len(rows) == 1 else None
    if first is None or second is None or first.number is None or second.number is None:
        return None
    return first, second


def _contradicts(general: Table | None, row: Row, spent: Figure) -> bool:
    """Whether the general budget's table has more of the item than was spent: then that may be what is wrong."""
    rows = general.with_code(row.code or "") if general is not None else ()
    return any(figure.value > spent.value for each in rows for figure in each.figures if figure.number is not None)


def _cross(figures: tuple[Figure, Figure], witnesses: tuple[Figure, Figure]) -> bool:
    (first, second), (ours, theirs) = figures, witnesses
    amounts = {first.number, second.number}
    return first.number == theirs.number and second.number == ours.number and len(amounts) == 2 and ZERO not in amounts


def _of_economic_items(report: Report) -> Iterator[Exchange]:
    """Two items of one class, of which one prints what the other's functional twin does; where both have one, both must."""
    detail, general, spent = report.table(DETAIL), report.table(GENERAL), report.table(SPENT[0])
    if detail is None or general is None:
        return
    twins = {code: figure for code, twin in PAIRS.items() if (figure := _basic(general, spent, twin)) is not None}
    for parent in detail.coded():
        children = [row for row in detail.children(parent) if _amount(row) is not None]
        if not children or not _adds_up(parent, children, next(iter(parent.cells))):
            continue
        rows: dict[Decimal | None, list[Row]] = {}
        for row in children:
            rows.setdefault(next(row.figures).number, []).append(row)
        for row in children:
            twin = twins.get(row.code or "")
            others = rows.get(twin.number, []) if twin is not None else []
            if twin is not None and len(others) == 1 and others[0] is not row:
                yield from _with_twin(detail, row, others[0], twin, twins.get(others[0].code or ""))


def _with_twin(detail: Table, row: Row, other: Row, twin: Figure, theirs: Figure | None) -> Iterator[Exchange]:
    """A row that differs from its twin, and the only one that prints what the twin does; a pair that crosses is told once."""
    own, elsewhere = next(row.figures), next(other.figures)
    first = own.span < elsewhere.span
    if theirs is not None:
        if first and _cross((own, elsewhere), (twin, theirs)):
            yield Exchange(detail, (row, other), (own, elsewhere), (twin, theirs))
    elif _stands_at(twin, elsewhere, own):
        rows, figures = ((row, other), (own, elsewhere)) if first else ((other, row), (elsewhere, own))
        yield Exchange(detail, rows, figures, (twin, elsewhere))


def _stands_at(twin: Figure, elsewhere: Figure, own: Figure) -> bool:
    """Whether a row without a twin prints another's amount to the digit, one that chance does not meet."""
    digits = len(twin.printed.replace(",", "").replace(".", "").strip("0"))
    tail = abs(own.value - twin.value) <= Decimal(2) * twin.step
    return elsewhere.number == twin.number and digits >= LEAST_DIGITS and not tail


def _amount(row: Row) -> Figure | None:
    figure = next(row.figures, None)
    return figure if figure is not None and figure.number else None


def _basic(general: Table, spent: Table | None, code: str) -> Figure | None:
    """The basic expenditure of a functional item, where the table of all expenditure, if there is one, has no other."""
    figures = []
    for table in (general, spent):
        rows = table.with_code(code) if table is not None else ()
        figures += [row.cells["基本支出"] for row in rows if "基本支出" in row.cells]
    alike = len({figure.number for figure in figures}) == 1 and len(figures) == (1 if spent is None else 2)
    return figures[0] if alike and figures[0].number else None
