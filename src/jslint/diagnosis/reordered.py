"""Amounts of one class in other rows of it: two that changed places, or a block that slid over blank rows; every sum stays as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from jslint.diagnosis import limits
from jslint.diagnosis.grid import Grid
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure

T = TypeVar("T")


class Move(Struct, frozen=True):
    """Rows of one class, each with the row that prints its amounts; `distance` rows down they slid, or two changed places (0)."""

    grid: Grid
    rows: tuple[tuple[int, int], ...]
    distance: int = 0

    def cells(self) -> Iterator[tuple[Figure, Figure]]:
        """Every cell with the one that prints its amount, column by column."""
        for key in self.grid.rows[self.rows[0][0]].cells:
            for row, source in self.rows:
                yield self.grid.rows[row].cells[key], self.grid.rows[source].cells[key]

    def changes(self, what_if: WhatIf) -> tuple[Change, ...]:
        """What undoes it; nothing where a number could not be read."""
        cells = list(self.cells())
        if any(figure.number is None for figure, _ in cells):
            return ()
        changes = ((figure, what_if.number(source)) for figure, source in cells)
        return tuple(change for change in changes if change[1] != what_if.number(change[0]))

    def words(self, happened: str) -> str:
        """What is said of it; two rows `happened` to change places."""
        grid, table = self.grid, self.grid.table
        if not self.distance:
            one, other = self.rows[0]
            return f"《{table.title}》“{grid.words(one)}”与“{grid.words(other)}”两行的数字{happened}"
        block = [row for row, _ in self.rows][max(0, -self.distance) : len(self.rows) - max(0, self.distance)]
        way = "下" if self.distance > 0 else "上"
        return (
            f"《{table.title}》从“{grid.words(block[0])}”到“{grid.words(block[-1])}”的数字疑为整体{way}移 "
            f"{abs(self.distance)} 行"
        )


def exchange(grid: Grid, one: int, other: int) -> Move:
    """Two rows in each other's place."""
    first, second = sorted((one, other))
    return Move(grid, ((first, second), (second, first)))


def siblings(grid: Grid, row: int) -> Iterator[int]:
    """The rows of a row's class that have the same columns, itself among them, in the order of the table."""
    parent = grid.parent(row) if grid.rows[row].code else None
    for each in grid.table.children(grid.rows[parent]) if parent is not None else ():
        if list(each.cells) == list(grid.rows[row].cells):
            yield grid.spots[next(each.figures)][0]


def moves_between(what_if: WhatIf, grid: Grid, blank: Collection[int], printed: Collection[int]) -> Iterator[Move]:
    """How rows of one class print nothing, and others something, that should be the other way round.

    Of one row each they changed places. Or all that is printed from the first to the last of them slid equally far: it leaves a
    blank row at the one end and covers one at the other, which are those two.
    """
    class_ = list(siblings(grid, min(blank)))
    if not class_ or not {*blank, *printed} <= set(class_):
        return
    if len(blank) == len(printed) == 1:
        yield exchange(grid, *blank, *printed)
    prints = [any(what_if.number(figure) for figure in grid.rows[row].figures) for row in class_]
    due = [
        (row in blank) or (is_printed and row not in printed) for row, is_printed in zip(class_, prints, strict=True)
    ]
    astray = [at for at, row in enumerate(class_) if row in blank or row in printed]
    first, last = astray[0], astray[-1]
    run = prints[first : last + 1]
    for way in (each for far in range(1, limits.FARTHEST + 1) for each in (far, -far)):
        left = run[:way] if way > 0 else run[way:]
        if (
            len(run) > abs(way)
            and not any(left)
            and sum(run) >= limits.ENOUGH
            and _rotated(run, way) == due[first : last + 1]
        ):
            block = class_[first : last + 1]
            yield Move(grid, tuple(zip(block, _rotated(block, way), strict=True)), way)


def _rotated(run: Sequence[T], way: int) -> list[T]:
    way %= len(run)
    return [*run[way:], *run[:way]]
