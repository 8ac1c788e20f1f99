"""Blocks of a table that may have slid over several rows, found by what would hold again if they were moved back.

A block that slid leaves blank rows behind. So from every run of blank rows a block is moved back row by row, by each distance
that the run allows, and what its relations gain is counted as it grows; a row that is moved changes few of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import HALF, ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.grid import Grid
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.relation.linear import Linear, quantum_of


class Block(Struct, frozen=True):
    """Rows from first to last whose amounts stand so many rows below (above, if negative).

    `promise` is what moving them back gains if the lost numbers explain all that is open over them; `gain`, if nothing.
    """

    promise: int
    gain: int
    distance: int
    columns: tuple[str, ...]
    first: int
    last: int


def blocks_of(what_if: WhatIf, grid: Grid, least: int) -> list[Block]:
    """The blocks that may have slid and promise at least so much, those that gain most first, as many as are weighed.

    The what_if must know all figures of the table. No block promises more than there are open relations over its columns.
    """
    columns = [
        column
        for column in grid.columns
        if any((figure := row.cells.get(column)) is not None and figure.number for row in grid.rows)
    ]
    sets: list[tuple[str, ...]] = [(column,) for column in columns]
    if len(columns) != 1:
        sets.insert(0, grid.columns)
    found: list[Block] = []
    for each in sets:
        over = what_if.open_over(_cells(grid, each))
        if len(over) >= least:
            found.extend(_of_columns(what_if, grid, each, _Reach(what_if, grid, each, over, least)))
    best = sorted(
        (block for block in found if block.promise >= least),
        key=lambda block: (-block.promise, -block.gain, block.last - block.first),
    )
    return best[: limits.MOST_BLOCKS]


def ends_of(grid: Grid, block: Block) -> Iterator[Block]:
    """The block begun or ended earlier or later, the nearest first, by as many rows that print another amount than they would.

    Nothing for rows that were left blank.
    """
    if not block.distance:
        return
    for step in (1, -1):
        firsts = islice(_ends(grid, block, block.first - (step < 0), step), limits.MOST_ENDS)
        yield from (replace(block, first=row + (step > 0)) for row in firsts if row + (step > 0) <= block.last)
        lasts = islice(_ends(grid, block, block.last + (step > 0), step), limits.MOST_ENDS)
        yield from (replace(block, last=row - (step < 0)) for row in lasts if row - (step < 0) >= block.first)


def beside_lost(grid: Grid, block: Block) -> Iterator[Block]:
    """The blocks that move the very same amounts and lost the number of another row, the nearest first; no more than are shown."""
    if not block.distance:
        return
    at = block.last if block.distance > 0 else block.first
    found: list[tuple[int, int]] = []
    for step in (1, -1):
        row = at
        while len(found) < limits.MOST_RIVALS:
            taken = row if (step < 0) == (block.distance > 0) else row + step
            row += step
            if not (0 <= row < len(grid.rows) and grid.slides(row, block.distance)) or _differ(grid, block, taken):
                break
            found.append((abs(row - at), row))
    for _, row in sorted(found):
        other = replace(block, last=row) if block.distance > 0 else replace(block, first=row)
        if other.first <= other.last:
            yield other


def itself(_: Grid, block: Block) -> Iterator[Block]:
    """The block as it is."""
    yield block


def beside_ends(grid: Grid, block: Block) -> Iterator[Block]:
    """The blocks that begin or end elsewhere, and those that lost the number of another row."""
    yield from ends_of(grid, block)
    yield from beside_lost(grid, block)


def both_ends(block: Block, others: Sequence[Block]) -> Iterator[Block]:
    """The blocks that begin as one of these and end as another, where the block itself does neither; no more than are shown."""
    firsts = dict.fromkeys(each.first for each in others if each.first != block.first)
    lasts = dict.fromkeys(each.last for each in others if each.last != block.last)
    pairs = ((first, last) for first in firsts for last in lasts if first <= last)
    return (replace(block, first=first, last=last) for first, last in islice(pairs, limits.MOST_RIVALS))


def agreeing(grid: Grid, block: Block) -> int:
    """How many blocks, by their first and last rows, move the very same amounts: of ends that explain the same, the likeliest."""
    rows = range(block.first, block.last + 1)
    first = next(_ends(grid, block, block.first, 1), block.last)
    last = next(_ends(grid, block, block.last, -1), block.first)
    before = next(_ends(grid, block, rows.start - 1, -1), -1)
    behind = next(_ends(grid, block, rows.stop, 1), len(grid.rows))
    return (first - before) * (behind - last)


def carried(grid: Grid, found: Sequence[Change]) -> int:
    """How far below it stands what was found for a row without a code: of balances the last holds something oftener than those before it."""
    rows = (grid.spots[figure][0] for figure, number in found if number)
    return max((row for row in rows if not grid.rows[row].code), default=0)


def _ends(grid: Grid, block: Block, row: int, step: int) -> Iterator[int]:
    """The rows from one on whose amounts change when they are moved."""
    while 0 <= row < len(grid.rows):
        if grid.slides(row, block.distance) and _differ(grid, block, row):
            yield row
        row += step


def _differ(grid: Grid, block: Block, row: int) -> bool:
    own, other = grid.rows[row].cells, grid.rows[row + block.distance].cells
    shared = [column for column in block.columns if column in own and column in other]
    return any(own[column].number != other[column].number for column in shared)


def _cells(grid: Grid, columns: Sequence[str]) -> Iterator[Figure]:
    return (row.cells[column] for row in grid.rows for column in columns if column in row.cells)


class _Reach:
    """In which rows the open relations over some columns stand: what moves other rows only explains none of them."""

    def __init__(self, what_if: WhatIf, grid: Grid, columns: Sequence[str], over: Sequence[int], least: int) -> None:
        figures = (what_if.trials.checks[index].figures for index in over)
        spots = ([grid.spots[each] for each in row if each in grid.spots] for row in figures)
        rows = [[row for row, column in each if column in columns] for each in spots]
        firsts, lasts = sorted(map(min, rows)), sorted(map(max, rows), reverse=True)
        self._first, self._last = firsts[least - 1], lasts[least - 1]

    def is_within(self, start: int, distance: int) -> bool:
        """Whether a block that grows from a row on, away from the rows it left blank, reaches as many as it must."""
        return start <= self._last if distance > 0 else start >= self._first


def _of_columns(what_if: WhatIf, grid: Grid, columns: tuple[str, ...], reach: _Reach) -> Iterator[Block]:
    for first, last in _blank_runs(grid, columns):
        over = what_if.open_over(grid.cells(range(first, last + 1), columns))
        if over:
            yield Block(len(over), 0, 0, columns, first, last)
        for distance in range(1, min(limits.FARTHEST, last - first + 1) + 1):
            if last + 1 < len(grid.rows) and reach.is_within(last + 1 - distance, distance):
                yield from _grown(what_if, grid, columns, last + 1 - distance, distance)
            if first > 0 and reach.is_within(first - 1 + distance, -distance):
                yield from _grown(what_if, grid, columns, first - 1 + distance, -distance)


def _blank_runs(grid: Grid, columns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and last row of each run of rows that hold nothing in these columns."""
    begun: int | None = None
    for index, row in enumerate(grid.rows):
        figures = [row.cells[column] for column in columns if column in row.cells]
        if figures and all(figure.number == ZERO for figure in figures):
            begun = index if begun is None else begun
        elif begun is not None:
            yield begun, index - 1
            begun = None
    if begun is not None:
        yield begun, len(grid.rows) - 1


def _grown(what_if: WhatIf, grid: Grid, columns: tuple[str, ...], start: int, distance: int) -> Iterator[Block]:
    """The blocks from a row on that gain most: the shortest and the longest of them."""
    tally = _Tally(what_if)
    step = 1 if distance > 0 else -1
    best: list[list[tuple[tuple[int, int], int, int, int]]] = [[], []]
    row, peak = start, 0
    for behind in range(row, row + distance, step):
        if 0 <= behind < len(grid.rows):
            tally.lose(_at(grid, behind, columns))
    while grid.slides(row, distance):
        tally.regain(_at(grid, row, columns))
        tally.lose(_at(grid, row + distance, columns))
        for column in columns:
            target, origin = grid.rows[row].cells.get(column), grid.rows[row + distance].cells.get(column)
            if target is not None and origin is not None and target.number is not None and origin.number is not None:
                tally.change(target, what_if.number(origin))
        for order, worth in enumerate(((tally.gain, tally.explained), (tally.promise, 0))):
            ends = best[order]
            if sum(worth) > 0 and (not ends or worth >= ends[0][0]):
                best[order] = [
                    *(ends[:1] if ends and ends[0][0] == worth else []),
                    (worth, row, tally.promise, tally.gain),
                ]
        peak = max(peak, tally.promise)
        if peak - tally.promise > limits.MOST_SPOILT * len(columns):
            break
        row += step
    for end, promise, gain in dict.fromkeys(each[1:] for ends in best for each in ends):
        yield Block(promise, gain, distance, columns, min(start, end), max(start, end))


def _at(grid: Grid, row: int, columns: Sequence[str]) -> Iterator[Figure]:
    cells = grid.rows[row].cells
    return (cells[column] for column in columns if column in cells)


class _Tally:
    """What a growing number of changes gains; trials over lost figures are left out."""

    def __init__(self, what_if: WhatIf) -> None:
        self._what_if = what_if
        self._state: dict[int, tuple[Decimal, Decimal]] = {}
        self._hidden: Counter[int] = Counter()
        self._counted: dict[int, int] = {}
        self._explained: set[int] = set()
        self.gain = 0

    @property
    def promise(self) -> int:
        """What moving back gains if the lost numbers explain all that is open over them."""
        return self.gain + self.explained

    @property
    def explained(self) -> int:
        """Open relations over lost figures."""
        return len(self._explained)

    def change(self, figure: Figure, number: Decimal) -> None:
        """Take the figure for that number; it is changed once."""
        old = self._what_if.number(figure)
        if old == number:
            return
        step = (quantum_of(figure, number) - quantum_of(figure, old)) * HALF
        for index in self._what_if.trials.over(figure):
            linear = self._what_if.linear(index)
            if linear is not None:
                weight = linear.weights.get(figure, 0)
                difference, slack = self._state.get(index) or (linear.difference, linear.slack)
                slack += 0 if linear.exact else abs(weight) * step
                self._state[index] = (difference + weight * (number - old), slack)
                self._count(index, linear)

    def lose(self, figures: Iterator[Figure]) -> None:
        """Leave the relations over these figures open."""
        self._hide(figures, 1)

    def regain(self, figures: Iterator[Figure]) -> None:
        """Look at the relations over these figures again."""
        self._hide(figures, -1)

    def _hide(self, figures: Iterator[Figure], step: int) -> None:
        for figure in figures:
            for index in self._what_if.trials.over(figure):
                self._hidden[index] += step
                if index in self._state or index in self._what_if.open:  # nothing else counts
                    linear = self._what_if.linear(index)
                    if linear is not None:
                        self._count(index, linear)

    def _count(self, index: int, linear: Linear) -> None:
        is_open = index in self._what_if.open
        worth = 0
        if not self._hidden[index] and index in self._state:
            difference, slack = self._state[index]
            settled = (difference if linear.upper else abs(difference)) <= slack
            worth = int(is_open) if settled else -int(self._what_if.is_good(index))
        self.gain += worth - self._counted.get(index, 0)
        self._counted[index] = worth
        if is_open:
            self._explained.discard(index)
            if self._hidden[index]:
                self._explained.add(index)
