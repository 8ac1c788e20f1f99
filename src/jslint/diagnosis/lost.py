"""Numbers for the lost cells of a table, where its hierarchy says more than the sums that were tried.

A sum of which nothing is printed is not tried; once one of its cells has a number it tells of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from jslint.amount import ZERO
from jslint.diagnosis.filling import fill
from jslint.diagnosis.grid import Grid
from jslint.diagnosis.shared import nothing_left
from jslint.diagnosis.slips import idle_figures
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure


def fill_lost(
    what_if: WhatIf, grid: Grid, lost: Sequence[Figure], moved: Sequence[Change], *, copied: bool
) -> list[Change]:
    """Numbers for lost cells: from relations first, then from the table's hierarchy.

    Where these do not tell, there is nothing in columns in which nothing is printed and above or below rows that print nothing, nor where
    all was `copied` as nothing; then an amount is what other tables print under its code.
    """
    known: dict[Figure, Decimal] = {}
    tried = -1
    nothing = (_nothing_above_nothing, _nothing) if copied else (_nothing_above_nothing,)
    for assumed in (_nothing_known, _nothing_in_idle, *nothing, _nothing_below_nothing, _printed_elsewhere):
        left = [figure for figure in lost if figure not in known]
        known.update(assumed(what_if, grid, left))
        if len(known) == tried:
            continue  # relations tell no more than they did
        tried = len(known)
        left = [figure for figure in left if figure not in known]
        known.update(fill(what_if, left, (*moved, *known.items())))
        left = [figure for figure in left if figure not in known]
        known.update(nothing_left(what_if, left, {**dict(moved), **known}))
        known.update(_handed_down(what_if, grid, lost, {**dict(moved), **known}))
        if len(known) == len(lost):
            break
    return list(known.items())


def _nothing_known(what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
    del what_if, grid, lost
    return []


def _nothing_in_idle(what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
    """Where the table prints nothing in the whole column, nothing is lost."""
    del what_if
    idle = idle_figures((grid.table,))
    return [(figure, ZERO) for figure in lost if figure in idle]


def _nothing_above_nothing(what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
    del what_if
    return [(figure, ZERO) for figure in lost if figure.is_zero and _is_above_nothing(grid, figure, lost)]


def _nothing_below_nothing(what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
    """Where the row that adds a row up prints nothing in its column, and is not lost itself."""
    del what_if
    return [(figure, ZERO) for figure in lost if figure.is_zero and _is_below_nothing(grid, figure, lost)]


def _is_below_nothing(grid: Grid, figure: Figure, lost: Collection[Figure]) -> bool:
    row, column = grid.spots[figure]
    parent = grid.table.parent(grid.rows[row])
    above = parent.cells.get(column) if parent is not None else None
    return above is not None and above.is_zero and above not in lost


def _nothing(what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
    del what_if, grid
    return [(figure, ZERO) for figure in lost if figure.is_zero]


def _printed_elsewhere(what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
    """What other tables print under the code of the first of these rows; relations tell of the rest."""
    del grid
    numbers = ((figure, what_if.trials.elsewhere.printed(figure)) for figure in lost)
    return [(figure, number) for figure, number in numbers if number is not None][:1]


def _is_above_nothing(grid: Grid, figure: Figure, lost: Collection[Figure]) -> bool:
    """Whether the rows that a row adds up print nothing in its column, and are not lost themselves."""
    row, column = grid.spots[figure]
    cells = [each.cells.get(column) for each in grid.table.children(grid.rows[row])]
    return bool(cells) and all(cell is not None and cell.is_zero and cell not in lost for cell in cells)


def _handed_down(what_if: WhatIf, grid: Grid, lost: Sequence[Figure], known: dict[Figure, Decimal]) -> Iterator[Change]:
    """What a row leaves for the only lost cell of those that it adds up, from above to below."""
    found = dict(known)
    for figure in sorted(lost, key=lambda each: each.span):
        row, column = grid.spots[figure]
        parent = grid.table.parent(grid.rows[row])
        if figure in found or parent is None or (above := parent.cells.get(column)) is None or above not in found:
            continue
        beside = [
            each.cells.get(column) for each in grid.table.children(parent) if each.cells.get(column) is not figure
        ]
        if any(cell is None or (cell in lost and cell not in found) for cell in beside):
            continue
        rest = found[above] - sum((found.get(cell, what_if.number(cell)) for cell in beside if cell is not None), ZERO)
        if rest >= ZERO:
            found[figure] = rest
            yield figure, rest
