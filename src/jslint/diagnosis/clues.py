"""Clues to amounts that stand in other cells than their own: broken relations that another cell's number would mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.amount import HALF, ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.grid import Grid, spot_of
from jslint.diagnosis.trials import solvable
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Figure
from jslint.relation.linear import Linear
from jslint.report.tables import Table

Kind = Literal["rows", "columns", "copy", "slide"]


class Clue(Struct, frozen=True, eq=False):
    """What broken relations say of a table: of which two rows or columns, or of a block and by how many rows; and which cells.

    `is_nothing` where the number that another cell prints is nothing, which many do. Of a copy, the rows are the first and the
    last of those that print what stands so many rows (`distance`) off.
    """

    kind: Kind
    grid: Grid
    rows: tuple[int, int] = (0, 0)
    columns: tuple[str, str] = ("", "")
    distance: int = 0
    spots: list[tuple[int, str]] = field(default_factory=list)
    trials: set[int] = field(default_factory=set)
    is_nothing: bool = False


def clues_of(what_if: WhatIf, tables: Mapping[str, Table]) -> list[Clue]:
    """The clues that the open relations give, those that most of them give first."""
    gathering = _Gathering(what_if, tables)
    for index in sorted(what_if.open):
        gathering.look(index)
    clues = [*gathering.clues.values(), *gathering.copies()]
    slid = [clue for clue in clues if clue.kind != "slide" or len({row for row, _ in clue.spots}) >= limits.ENOUGH]
    return sorted(slid, key=lambda clue: -len(clue.trials))


def clues_over(what_if: WhatIf, tables: Mapping[str, Table], trials: Iterable[int]) -> list[Clue]:
    """The clues that these relations give, each by itself; those to an amount in the place of nothing among them."""
    gathering = _Gathering(what_if, tables, nothing=True)
    for index in trials:
        gathering.look(index)
    return list(gathering.clues.values())


class _Gathering:
    def __init__(self, what_if: WhatIf, tables: Mapping[str, Table], *, nothing: bool = False) -> None:
        self._what_if = what_if
        self._nothing = nothing
        self._tables = tables
        self.clues: dict[tuple[object, ...], Clue] = {}
        self._touched: dict[tuple[str, int], Clue] = {}

    def look(self, index: int) -> None:
        """Gather what one open relation says."""
        linear = self._what_if.linear(index)
        if linear is None:
            return
        if linear.upper:
            self._within_limit(index, linear)
            return
        placed = [
            (figure, *spot)
            for figure in solvable(self._what_if.trials.checks[index])
            if (spot := spot_of(self._tables, figure))
        ]
        for figure, grid, row, column in placed:
            touched = self._touched.setdefault((grid.table.piece, row), Clue("copy", grid, (row, row)))
            touched.spots.append((row, column))
            touched.trials.add(index)
            number = self._what_if.solution(index, figure)
            if number is not None and abs(number) > linear.slack:
                rounded = (
                    ZERO if self._what_if.number(figure) else figure.step * HALF
                )  # nothing is exact, an amount is not
                self._printed_elsewhere(index, grid, row, column, number, linear.slack + rounded)
            elif number is not None and self._nothing:
                self._nothing_elsewhere(index, grid, row, column)
        self._within(index, placed)

    def _printed_elsewhere(
        self, index: int, grid: Grid, row: int, column: str, number: Decimal, slack: Decimal
    ) -> None:
        """Cells of the same column or row that print the number which this one would have to be."""
        for other in grid.printing(column, number - slack, number + slack):
            if other != row:
                self._note(index, (row, column), Clue("rows", grid, (min(row, other), max(row, other))))
                if abs(other - row) <= limits.FARTHEST:
                    self._note(index, (row, column), Clue("slide", grid, distance=other - row))
        for key, figure in grid.rows[row].cells.items():
            if key != column and figure.number and abs(figure.number - number) <= slack:
                self._note(index, (row, column), Clue("columns", grid, columns=_ordered(grid, column, key)))

    def _nothing_elsewhere(self, index: int, grid: Grid, row: int, column: str) -> None:
        """Cells of the same row, and of the same column among totals, that print nothing, where this one should."""
        for figure, clue in _beside(grid, row, column):
            if figure.is_zero:
                self._note(index, (row, column), replace(clue, is_nothing=True, spots=[], trials=set()))

    def _within(self, index: int, placed: Sequence[tuple[Figure, Grid, int, str]]) -> None:
        """Two figures on different sides of one relation that would mend it if they changed places."""
        linear = self._what_if.linear(index)
        assert linear is not None  # noqa: S101 - looked at before
        number = self._what_if.number
        sides: tuple[list[tuple[Figure, Grid, int, str]], ...] = ([], [])
        for each in placed:
            sides[linear.weights.get(each[0], 0) < 0].append(each)
        for left, grid, row, column in sides[0]:
            for right, there, other, key in sides[1]:
                if there is not grid or (row != other and column != key):
                    continue
                if abs(2 * (number(right) - number(left)) + linear.difference) > linear.slack:
                    continue
                if row != other:
                    self._note(index, (row, column), Clue("rows", grid, (min(row, other), max(row, other))))
                elif column != key:
                    self._note(index, (row, column), Clue("columns", grid, columns=_ordered(grid, column, key)))

    def _within_limit(self, index: int, linear: Linear) -> None:
        """Cells of the same row, and of the same column among rows without a code, whose number would keep a limit that is exceeded."""
        number = self._what_if.number
        for figure in self._what_if.trials.checks[index].figures[: limits.MOST_PARTS]:
            spot, weight = spot_of(self._tables, figure), linear.weights.get(figure, 0)
            for other, clue in _beside(*spot) if spot is not None else ():
                if other.number is None or other in linear.weights or spot is None:
                    continue
                if linear.difference + weight * (other.number - number(figure)) <= linear.slack:
                    self._note(index, spot[1:], clue)

    def _note(self, index: int, spot: tuple[int, str], clue: Clue) -> None:
        key = (clue.kind, clue.grid.table.piece, clue.rows, clue.columns, clue.distance, clue.is_nothing)
        clue = self.clues.setdefault(key, clue)
        clue.spots.append(spot)
        clue.trials.add(index)

    def copies(self) -> Iterator[Clue]:
        """Rows under several open relations that print the very amounts of others, by themselves or as a block."""
        blocks: dict[tuple[str, int, int, int], Clue] = {}
        for touched in self._touched.values():
            row, grid = touched.rows[0], touched.grid
            twins = grid.twins(row)
            if len({column for _, column in touched.spots}) >= limits.ENOUGH and len(touched.trials) >= limits.ENOUGH:
                for twin in twins[:1]:
                    yield Clue(
                        "copy", grid, (row, row), distance=twin - row, spots=touched.spots, trials=touched.trials
                    )
            for twin in twins:
                for first, last in runs_about(grid, row, twin):
                    clue = Clue("copy", grid, (first, last), distance=twin - row)
                    clue = blocks.setdefault((grid.table.piece, first, last, clue.distance), clue)
                    clue.spots.extend(touched.spots)
                    clue.trials.update(touched.trials)
        yield from blocks.values()


def runs_about(grid: Grid, row: int, twin: int) -> list[tuple[int, int]]:
    """The runs of several rows about one that may be a copy of those so many rows off, with which they share none.

    Where more rows are alike, as rows of nothing are beside others, the copy may reach as far before those that print, or behind.
    """
    first, last = grid.repeated(row, twin)
    reach = abs(twin - row)
    printing = [at for at in range(first, last + 1) if any(figure.number for figure in grid.rows[at].figures)]
    if printing[-1] - printing[0] >= reach:
        printing = [row]
    begins = dict.fromkeys((max(first, min(printing[0], last - reach + 1)), max(first, printing[-1] - reach + 1)))
    runs = ((begin, min(last, begin + reach - 1)) for begin in begins)
    return [run for run in runs if run[0] < run[1]]


def _beside(grid: Grid, row: int, column: str) -> Iterator[tuple[Figure, Clue]]:
    """The other cells of a cell's row, and of its column where its row is one of those without a code, with what would have changed places."""
    for key, figure in grid.rows[row].cells.items():
        if key != column:
            yield figure, Clue("columns", grid, columns=_ordered(grid, column, key))
    for other, each in enumerate(grid.rows) if not grid.rows[row].code else ():
        if other != row and not each.code and column in each.cells:
            yield each.cells[column], Clue("rows", grid, (min(row, other), max(row, other)))


def _ordered(grid: Grid, first: str, second: str) -> tuple[str, str]:
    return (first, second) if grid.columns.index(first) < grid.columns.index(second) else (second, first)
