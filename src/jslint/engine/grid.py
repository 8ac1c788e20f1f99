"""Where figures stand in their table, and which cells of a column or a row print a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import ZERO
from jslint.figure import Figure
from jslint.report.tables import Row, Table

MOST_PLACES = 8
"""Cells of one column with one amount that are looked at; an amount printed oftener tells nothing."""


class Grid:
    """The cells of one table by row and column."""

    __slots__ = ("_columns", "_twins", "columns", "rows", "spots", "table")

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = table.rows
        self.columns = tuple(dict.fromkeys(key for row in table.rows for key in row.cells))
        self.spots = {
            id(figure): (index, key) for index, row in enumerate(table.rows) for key, figure in row.cells.items()
        }
        self._columns: dict[str, list[tuple[Decimal, int]]] = {}
        self._twins: dict[tuple[object, ...], list[int]] | None = None

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
            if number > high or len(found) > MOST_PLACES:
                break
            found.append(index)
        return found if len(found) <= MOST_PLACES else []

    def twins(self, index: int) -> list[int]:
        """The other rows that print the very same amounts, at least one of them not zero; kin last."""
        if self._twins is None:
            self._twins = {}
            for at, row in enumerate(self.rows):
                if any(figure.number for figure in row.figures):
                    self._twins.setdefault(_amounts(row), []).append(at)
        found = [at for at in self._twins.get(_amounts(self.rows[index]), ()) if at != index]
        return sorted(found, key=lambda at: self.kin(index, at))

    def kin(self, first: int, second: int) -> bool:
        """Whether one row is all that another (or a total) has: then good reports print the same amounts in both."""
        outer, inner = sorted((self.rows[index].code or "" for index in (first, second)), key=len)
        within = (row for row in self.rows if row.code and row.code.startswith(outer) and any(_amounts_of(row)))
        return inner.startswith(outer) and all(_is_one_line(row.code or "", inner) for row in within)

    def cells(self, rows: range, columns: tuple[str, ...]) -> list[Figure]:
        """The cells of some rows and columns that hold a number."""
        return [
            figure
            for index in rows
            for column in columns
            if (figure := self.rows[index].cells.get(column)) is not None and figure.number is not None
        ]

    def words(self, index: int) -> str:
        """A row as messages name it."""
        figure = next(self.rows[index].figures, None)
        return figure.place.row if figure is not None else self.rows[index].name


def grid_of(table: Table) -> Grid:
    """The table's grid, made once for it."""
    return table.index("grid", lambda: Grid(table))


def _amounts_of(row: Row) -> Iterator[Decimal]:
    return (figure.number or ZERO for figure in row.figures)


def _is_one_line(code: str, other: str) -> bool:
    return code.startswith(other) or other.startswith(code)


def _amounts(row: Row) -> tuple[object, ...]:
    return tuple((key, figure.number or ZERO) for key, figure in row.cells.items())
