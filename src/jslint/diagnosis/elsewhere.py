"""What other places of the report print of a row: other tables under the same code, and names that the prose lists.

They need not agree with it, so nothing is broken where they differ; of explanations that mend as much they tell the likelier one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from jslint.figure import Figure
from jslint.ledger import Check
from jslint.report.quantities import ColumnAt, known
from jslint.report.tables import Table


class Elsewhere:
    """Witnesses to amounts beside the relations."""

    def __init__(self, tables: Iterable[Table], checks: Sequence[Check]) -> None:
        """Over a report's tables, and the trials of which those without a relation say that a row should, or should not, print."""
        self._tables = {table.piece: table for table in tables}
        self._checks = checks
        self._known: dict[tuple[str, str], Mapping[Decimal, int]] = {}
        self._witnessed: dict[tuple[Figure, Decimal], int] = {}

    def of(self, checks: Sequence[Check]) -> Elsewhere:
        """The same tables with other trials."""
        return Elsewhere(self._tables.values(), checks)

    @cached_property
    def doubted(self) -> frozenset[Figure]:
        """The figures of which a broken trial that is no relation says that they should be something, or nothing."""
        broken = (check for check in self._checks if check.outcome == "broken" and check.relation is None)
        return frozenset(figure for check in broken for figure in check.figures)

    def prints(self, figure: Figure, number: Decimal) -> bool:
        """Whether another table prints that amount under the code of the figure's row."""
        return number in self.amounts(figure)

    def prints_in_column(self, figure: Figure, number: Decimal) -> bool:
        """Whether another table prints that amount under the same code in the figure's column, or in one that repeats it."""
        return number in self.amounts_in_column(figure)

    def amounts_in_column(self, figure: Figure) -> frozenset[Decimal]:
        """The amounts that other tables print under the code of the figure's row in its column, or in one that repeats it."""
        table = self._tables.get(figure.place.piece)
        code, column = _spots(table).get(figure, ("", "")) if table is not None else ("", "")
        if table is None or not code:
            return frozenset()
        sisters = known().sisters.get(ColumnAt(table.key, column), ())
        return frozenset(
            number
            for other in self._tables.values()
            if other is not table
            for each in (column, *(sister.column for sister in sisters if sister.table == other.key))
            for number in _printing_in(other, each).get(code, ())
        )

    def beside_column(self, figure: Figure) -> Decimal | None:
        """What the first table that has the row's code prints under it in a column that repeats the figure's; None where none does, or several amounts."""
        table = self._tables.get(figure.place.piece)
        code, column = _spots(table).get(figure, ("", "")) if table is not None else ("", "")
        for sister in known().sisters.get(ColumnAt(table.key, column), ()) if table is not None and code else ():
            for other in self._tables.values():
                if other is not table and other.key == sister.table:
                    numbers = {
                        row.cells[sister.column].number for row in other.with_code(code) if sister.column in row.cells
                    }
                    if numbers:
                        return numbers.pop() if len(numbers) == 1 else None
        return None

    def printed(self, figure: Figure) -> Decimal | None:
        """The amount that most other tables print under the code of the figure's row; None where none prints one."""
        found = self.amounts(figure)
        return max(found, key=lambda number: (found[number], number), default=None)

    def amounts(self, figure: Figure) -> Mapping[Decimal, int]:
        """The amounts that other tables print under the code of the figure's row, with how many do."""
        piece = figure.place.piece
        table = self._tables.get(piece)
        code = _codes(table).get(figure, "") if table is not None else ""
        if (piece, code) not in self._known:
            others = (other for other in self._tables.values() if code and other is not table)
            self._known[piece, code] = Counter(number for other in others for number in _printing(other).get(code, ()))
        return self._known[piece, code]

    def beside(self, table: Table) -> tuple[Table, ...]:
        """The other tables that have rows of the same codes."""
        codes = _coded(table)
        return tuple(
            other for other in self._tables.values() if other is not table and not codes.isdisjoint(_coded(other))
        )

    def favour(self, changes: Iterable[tuple[Figure, Decimal]]) -> int:
        """How many witnesses speak for changes, less those that speak for what is printed."""
        return sum(
            self._witnesses(figure, number)
            - self._witnesses(figure, figure.value)
            + (figure in self.doubted and bool(number) != bool(figure.value))
            for figure, number in changes
            if number != figure.value
        )

    def _witnesses(self, figure: Figure, number: Decimal) -> int:
        """One for a table that prints the amount under the row's code, one more where it does so in the very column, or a limit is met to the digit."""
        key = (figure, number)
        if key not in self._witnessed:
            meets = bool(number) and any(other.number == number for other in self._limits.get(figure, ()))
            self._witnessed[key] = self.prints(*key) + self.prints_in_column(*key) + meets
        return self._witnessed[key]

    @cached_property
    def _limits(self) -> Mapping[Figure, Sequence[Figure]]:
        """By figure, those of other places that it may be at most, or at least: what is part of them is often all of it."""
        found: dict[Figure, list[Figure]] = {}
        for check in self._checks:
            pair = check.relation.figures if check.relation is not None and check.relation.is_inequality else ()
            if len(pair) == 2 and pair[0].place.piece != pair[1].place.piece:
                for figure, other in (pair, pair[::-1]):
                    found.setdefault(figure, []).append(other)
        return found


def _codes(table: Table) -> Mapping[Figure, str]:
    """By figure, its row's code."""
    return table.index(
        "code of a figure", lambda: {each: row.code or "" for row in table.coded() for each in row.figures}
    )


def _spots(table: Table) -> Mapping[Figure, tuple[str, str]]:
    """By figure, its row's code and its column."""
    return table.index(
        "spot of a figure",
        lambda: {each: (row.code or "", key) for row in table.coded() for key, each in row.cells.items()},
    )


def _printing_in(table: Table, column: str) -> Mapping[str, frozenset[Decimal]]:
    """The amounts that a column of a table prints, by their rows' codes; two rows may have one."""

    def make() -> dict[str, frozenset[Decimal]]:
        found: dict[str, set[Decimal]] = {}
        for row in table.coded():
            figure = row.cells.get(column)
            if figure is not None and figure.number:
                found.setdefault(row.code or "", set()).add(figure.number)
        return {code: frozenset(numbers) for code, numbers in found.items()}

    return table.index(f"amounts of {column} by code", make)


def _coded(table: Table) -> frozenset[str]:
    return table.index("code set", lambda: frozenset(_codes(table).values()))


def _printing(table: Table) -> Mapping[str, frozenset[Decimal]]:
    """The amounts that a table prints, by their rows' codes."""

    def make() -> dict[str, frozenset[Decimal]]:
        found: dict[str, set[Decimal]] = {}
        for figure, code in _codes(table).items():
            if figure.number:
                found.setdefault(code, set()).add(figure.number)
        return {code: frozenset(numbers) for code, numbers in found.items()}

    return table.index("amounts by code", make)
