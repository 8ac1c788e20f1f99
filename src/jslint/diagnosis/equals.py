"""Cells that print the same number and stand in the same relations: what is said of one may be said of any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from jslint.diagnosis import limits
from jslint.diagnosis.grid import Grid, grid_of
from jslint.diagnosis.hypothesis import Weighed
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.report.tables import Table


def as_well(what_if: WhatIf, tables: Mapping[str, Table], exchange: Weighed) -> Iterator[tuple[Change, ...]]:
    """Other pairs of cells of these columns that may have changed places just as well, where two cells did; as many as are shown."""
    changes = exchange.hypothesis.changes
    table = tables.get(changes[0][0].place.piece)
    if exchange.hypothesis.kind != "exchanged" or len(changes) != limits.ENOUGH or table is None:
        return
    (one, there), (other, here) = changes
    pairs = product(_like(what_if, grid_of(table), one), _like(what_if, grid_of(table), other))
    for count, (first, second) in enumerate(pairs):
        if count > limits.MOST_RIVALS:
            break
        if (first, second) != (one, other):
            yield (first, there), (second, here)


def alike(first: Weighed, others: Iterable[Weighed]) -> tuple[tuple[Change, ...], ...]:
    """What others would change to explain the very same, each once and no more than are shown."""
    own = frozenset(first.hypothesis.changes)
    same = (each.hypothesis.changes for each in others if each.explained == first.explained)
    rivals = {frozenset(changes): changes for changes in same if frozenset(changes) != own}
    return tuple(rivals.values())[: limits.MOST_RIVALS]


def _like(what_if: WhatIf, grid: Grid, figure: Figure) -> list[Figure]:
    """The cells of its column that print the same and stand in the same relations on the same side, the nearest first."""
    row, column = grid.spots[figure]
    stands = _stands(what_if, figure)
    found = [
        (abs(at - row), cell)
        for at, each in enumerate(grid.rows)
        if (cell := each.cells.get(column)) is not None
        and cell.number == figure.number
        and _stands(what_if, cell) == stands
    ]
    return [cell for _, cell in sorted(found, key=lambda each: each[0])]


def _stands(what_if: WhatIf, figure: Figure) -> frozenset[tuple[int, int]]:
    linears = ((index, what_if.trials.linear(index)) for index in what_if.trials.over(figure))
    return frozenset((index, linear.weights.get(figure, 0) if linear is not None else 0) for index, linear in linears)
