"""Where figures stand in their table, and which cells of a column or a row print a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from decimal import Decimal

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.figure import Figure
from jslint.report.tables import Row, Table


class Grid:
    """The cells of one table by row and column."""

    __slots__ = ("_codes", "_columns", "_twins", "columns", "rows", "spots", "table")

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = table.rows
        self.columns = tuple(dict.fromkeys(key for row in table.rows for key in row.cells))
        self.spots = {figure: (index, key) for index, row in enumerate(table.rows) for key, figure in row.cells.items()}
        self._columns: dict[str, list[tuple[Decimal, int]]] = {}
        self._twins: dict[tuple[object, ...], list[int]] | None = None
        self._codes: list[str] | None = None

    def printing(self, column: str, low: Decimal, high: Decimal) -> list[int]:
        """The rows that print an amount from low to high in that column, zeros apart; none where they are too many."""
        amounts = self._columns.get(column)
        if amounts is None:
            figures = ((index, row.cells.get(column)) for index, row in enumerate(self.rows))
            amounts = sorted((figure.number, index) for index, figure in figures if figure and figure.number)
            self._columns[column] = amounts
        found: list[int] = []
        for at in range(bisect_left(amounts, (low, 0)), len(amounts)):
            number, index = amounts[at]
            if number > high or len(found) > limits.MOST_PLACES:
                break
            found.append(index)
        return found if len(found) <= limits.MOST_PLACES else []

    def twins(self, index: int) -> list[int]:
        """The other rows that print the very same amounts, at least one of them not zero; kin last, none where too many."""
        if self._twins is None:
            self._twins = {}
            for at, row in enumerate(self.rows):
                if any(figure.number for figure in row.figures):
                    self._twins.setdefault(_amounts(row), []).append(at)
        found = self._twins.get(_amounts(self.rows[index]), [])
        if len(found) > limits.MOST_PLACES:
            return []
        return sorted((at for at in found if at != index), key=lambda at: self.kin(index, at))

    def repeated(self, row: int, other: int) -> tuple[int, int]:
        """The first and the last row of the run about a row that prints, row by row, the amounts that stand as far off."""
        first = last = row
        while self._are_twins(first - 1, first - 1 + other - row):
            first -= 1
        while self._are_twins(last + 1, last + 1 + other - row):
            last += 1
        return first, last

    def _are_twins(self, row: int, other: int) -> bool:
        if min(row, other) < 0 or max(row, other) >= len(self.rows):
            return False
        return self.are_alike(row, other)

    def are_alike(self, row: int, other: int) -> bool:
        """Whether two rows print the very same amounts."""
        return _amounts(self.rows[row]) == _amounts(self.rows[other])

    def kin(self, first: int, second: int) -> bool:
        """Whether one row is all that another (or a total) has: then good reports print the same amounts in both."""
        outer, inner = sorted((self.rows[index].code or "" for index in (first, second)), key=len)
        if not inner.startswith(outer):
            return False
        if self._codes is None:
            self._codes = sorted({row.code for row in self.rows if row.code and any(map(_number, row.figures))})
        for at in range(bisect_left(self._codes, outer), len(self._codes)):
            code = self._codes[at]
            if not code.startswith(outer):
                break
            if not (code.startswith(inner) or inner.startswith(code)):
                return False
        return True

    def parent(self, index: int) -> int | None:
        """Where the row stands that adds up this one, or None."""
        parent = self.table.parent(self.rows[index])
        return next((at for at in range(index - 1, -1, -1) if self.rows[at] is parent), None)

    def cells(self, rows: range, columns: tuple[str, ...]) -> list[Figure]:
        """The cells of some rows and columns that hold a number."""
        return [
            figure
            for index in rows
            for column in columns
            if (figure := self.rows[index].cells.get(column)) is not None and figure.number is not None
        ]

    def slides(self, row: int, distance: int) -> bool:
        """Whether an amount may have slid so many rows off this one: within the table and on its side, which ends beside the other."""
        return 0 <= row + distance < len(self.rows) and self.rows[row + distance].side == self.rows[row].side

    def words(self, index: int) -> str:
        """A row as messages name it."""
        figure = next(self.rows[index].figures, None)
        return figure.place.row if figure is not None else self.rows[index].name


Spot = tuple[Grid, int, str]
"""A table, a row's place in it, a column."""


def digits_of(number: Decimal) -> int:
    """How many digits an amount has, zeros at its ends apart."""
    return len("".join(map(str, number.as_tuple().digits)).strip("0"))


def is_short(number: Decimal) -> bool:
    """Whether an amount has so few digits that chance prints it twice."""
    return digits_of(number) < limits.TELLING_DIGITS


def grid_of(table: Table) -> Grid:
    """The table's grid, made once for it."""
    return table.index("grid", lambda: Grid(table))


def spot_of(tables: Mapping[str, Table], figure: Figure) -> Spot | None:
    """Where a figure stands among the report's tables (by their pieces); None of prose, and of another year's report."""
    table = tables.get(figure.place.piece)
    if table is None or figure.place.report:
        return None
    grid = grid_of(table)
    spot = grid.spots.get(figure)
    return (grid, *spot) if spot is not None else None


def _number(figure: Figure) -> Decimal:
    return figure.number or ZERO


def _amounts(row: Row) -> tuple[object, ...]:
    return tuple((key, _number(figure)) for key, figure in row.cells.items())
