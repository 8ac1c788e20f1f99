"""The table of the text (文中表): the cells of a table that a report lacks, as far as the narrative states them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jslint.amount import round_half_up
from jslint.figure import Figure
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount, Nil
from jslint.report.layout import Role, RowSpec, SideSpec, TableSpec
from jslint.report.model import Report
from jslint.report.quantities.quantity import At, Quantity, every, known, meant
from jslint.report.tables import Row, Table

Spot = tuple[str | None, str, str]
"""Side, row and column of a cell, by canonical keys."""

_SUM_COLUMNS = frozenset({"金额", "合计"})
"""Columns of the sums that a sentence divides by funds."""


class TextTable(Struct, frozen=True, eq=False):
    """What the narrative states of an absent table.

    `table` holds the stated cells. `denied` are the cells that it says are nil; `open` the figures that stand for one of two
    cells; `instead` the figures of its parts where it states those and not the cell, `whole` the cells that these make up
    entirely.
    """

    table: Table
    denied: frozenset[Spot]
    open: frozenset[Figure]
    instead: dict[Spot, tuple[Figure, ...]]
    whole: frozenset[Spot]


def table_of_text(report: Report, key: str) -> TextTable | None:
    """The table of the text where the layout has one and the report none, or an empty one; None where nothing of it is stated."""
    spec = report.layout.table(key)
    if spec is None or not is_absent(report, key):
        return None
    stated = _Stated(report, key, spec)
    if not stated.cells:
        return None
    first = next(iter(stated.cells.values()))
    rows = tuple(_rows(spec, stated.cells))
    table = Table(first.place.piece, key, spec.title, first.anchor, spec, (), rows, None, ())
    instead, whole = stated.parts()
    return TextTable(table, stated.denied, stated.open, instead, whole)


def is_absent(report: Report, key: str) -> bool:
    """Whether a report has no table with that key, or one without a figure that does not say why."""
    table = report.table(key)
    return table.is_blank and table.statement is None if table is not None else not report.is_unreadable(key)


class _Stated:
    """The cells of one table that the claims of the narrative are bound to."""

    def __init__(self, report: Report, key: str, spec: TableSpec) -> None:
        self._key, self._spec = key, spec
        claims = list(_claims(report, key))
        wholes = self._wholes(claims)
        found: dict[Spot, list[Figure]] = {}
        denied: set[Spot] = set()
        loose: set[Figure] = set()
        for claim in claims:
            means = self._narrowed(meant(claim), wholes.get((claim.anchor.piece, claim.sentence), ()))
            of_each = [spots for each in means if (spots := list(self._spots(each, claim)))]
            for spot in (spot for spots in of_each for spot in spots):
                if isinstance(claim, Nil):
                    denied.add(spot)
                else:
                    found.setdefault(spot, []).append(claim.figure)
                    loose.update([claim.figure] if len(of_each) > 1 else ())
        self.cells = {spot: figures[-1] for spot, figures in found.items() if _agree(figures)}
        self.denied = frozenset(denied - found.keys())
        self.open = frozenset(loose)

    def _wholes(self, claims: Iterable[Amount | Nil]) -> dict[tuple[str, int], tuple[At, ...]]:
        """For each sentence the cells of the sums (财政拨款收入, 财政拨款支出, 总计) whose amounts it states."""
        found: dict[tuple[str, int], tuple[At, ...]] = {}
        for claim in claims:
            means = meant(claim) if isinstance(claim, Amount) and claim.role in AMOUNTS else ()
            for at in means[0].cells if len(means) == 1 else ():
                if at.table == self._key and self._role(at) in {"subtotal", "total"} and at.column in _SUM_COLUMNS:
                    key = (claim.anchor.piece, claim.sentence)
                    found[key] = (*found.get(key, ()), at)
        return found

    def _narrowed(self, means: tuple[Quantity, ...], wholes: tuple[At, ...]) -> tuple[Quantity, ...]:
        """Of what a name can mean, what goes with the sums of its sentence: parts of 财政拨款支出 are neither income nor of 总计."""
        if len(means) < 2 or not wholes or any(self._role(at) == "total" for at in wholes):
            return means
        sides = {at.side for at in wholes}
        return tuple(each for each in means if self._is_part(each, sides)) or means

    def _is_part(self, quantity: Quantity, sides: set[str | None]) -> bool:
        own = [at for at in quantity.cells if at.table == self._key]
        return any(at.side in sides and self._role(at) != "total" for at in own)

    def _role(self, at: At) -> Role:
        return _role(self._spec, at.side, at.row)

    def _spots(self, quantity: Quantity, claim: Amount | Nil) -> Iterator[Spot]:
        """The cells of this table that a claim states: of the year's amount, or of the budget of its kind."""
        if claim.role in BUDGETS:
            if quantity.budget is not None and quantity.budget.table == self._key:
                yield (quantity.budget.side, f"{quantity.budget.row}/{claim.role}", quantity.budget.column)
            return
        yield from (_spot(at) for at in quantity.cells if at.table == self._key and at.group is None)

    def parts(self) -> tuple[dict[Spot, tuple[Figure, ...]], frozenset[Spot]]:
        """The parts that are stated of a quantity that is not, for each row; all of it where its usual part is among them."""
        instead: dict[Spot, tuple[Figure, ...]] = {}
        whole: set[Spot] = set()
        for quantity in every():
            spots = [_spot(at) for at in quantity.cells if at.table == self._key and quantity.usual]
            for side, _, column in spots:
                for row in {row for _, row, _ in self.cells}:
                    parts = {part: self.cells.get((side, row, at)) for part, at in _columns(quantity)}
                    stated = tuple(figure for figure in parts.values() if figure is not None)
                    if stated and (side, row, column) not in self.cells:
                        instead[side, row, column] = stated
                        whole.update([(side, row, column)] if parts[quantity.usual] is not None else ())
        return instead, frozenset(whole)


def _columns(quantity: Quantity) -> Iterator[tuple[str, str]]:
    """The parts, each with its column."""
    return ((part, known().quantities[part].cells[0].column) for part in quantity.parts)


def _claims(report: Report, key: str) -> Iterator[Amount | Nil]:
    """What the sections whose own table it is say of amounts, budgets and that there are none."""
    for topic in _topics(key):
        for claim in report.claims(topic):
            if claim.path:
                continue
            if isinstance(claim, Nil) or (isinstance(claim, Amount) and claim.role in AMOUNTS | BUDGETS):
                yield claim


def _topics(key: str) -> list[str]:
    sections = known().sections
    first = [topic for topic, section in sections.items() if section.tables[0] == key]
    return first or [topic for topic, section in sections.items() if key in section.tables]


def _spot(at: At) -> Spot:
    return (at.side, at.row, at.column)


def _agree(figures: Iterable[Figure]) -> bool:
    """Whether all statements of a quantity are one amount in one unit; where they are not, JS318 speaks."""
    every = list(figures)
    step = max(figure.step for figure in every)
    numbers = {round_half_up(figure.value, step) if figure.number is not None else None for figure in every}
    return len({figure.unit for figure in every}) == 1 and len(numbers) == 1


def _rows(spec: TableSpec, cells: dict[Spot, Figure]) -> Iterator[Row]:
    """The stated cells as rows; a budget has one row for each kind."""
    found: dict[tuple[str | None, str], dict[str, Figure]] = {}
    for (side, row, column), figure in cells.items():
        found.setdefault((side, row), {})[column] = figure
    for (side, key), figures in found.items():
        name = key.partition("/")[0]
        role = _role(spec, side, name)
        label = next(iter(figures.values())).anchor
        yield Row(key, name, label, figures, role, side=side)


def _role(spec: TableSpec, side: str | None, name: str) -> Role:
    return "total" if name == "合计" else next((row.role for row in _specs(spec, side) if row.key == name), "detail")


def _specs(spec: TableSpec, side: str | None) -> tuple[RowSpec, ...]:
    half: SideSpec | None = spec.side(side) if side else None
    return tuple(row for row in (half.rows if half else spec.rows) if row.group is None)
