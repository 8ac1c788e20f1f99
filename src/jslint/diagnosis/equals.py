"""Cells that print the same number and stand in the same sums: what is said of one may be said of any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.exchanged import two_cells
from jslint.diagnosis.grid import Grid, grid_of
from jslint.diagnosis.hypothesis import Weighed
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.report.tables import Table


def as_well(what_if: WhatIf, tables: Mapping[str, Table], exchange: Weighed) -> list[Weighed]:
    """Other pairs of cells of these columns that may have changed places just as well, where two cells did; as many as are shown.

    Those that most is witness to first, then the nearest.
    """
    hypothesis, favour = exchange.hypothesis, what_if.trials.elsewhere.favour
    table = tables.get(hypothesis.changes[0][0].place.piece)
    if hypothesis.kind != "exchanged" or len(hypothesis.changes) != 2 or table is None:
        return []
    (one, there), (other, here) = hypothesis.changes
    pairs = product(_like(what_if, grid_of(table), one), _like(what_if, grid_of(table), other))
    moved = [((first, there), (second, here)) for first, second in pairs if (first, second) != (one, other)]
    moved = sorted(moved, key=favour, reverse=True)[: limits.MOST_RIVALS]
    return [
        replace(exchange, hypothesis=replace(hypothesis, changes=changes, words=_words(table, changes)))
        for changes in moved
        if what_if.effect(changes) == exchange.effect
    ]


def _words(table: Table, changes: Sequence[Change]) -> str:
    return f"《{table.title}》{two_cells(*(figure for figure, _ in changes))}"


def alike(first: Weighed, others: Iterable[Weighed]) -> tuple[tuple[Change, ...], ...]:
    """What others would change to explain the very same, each once and no more than are shown."""
    own = frozenset(first.hypothesis.changes)
    same = (each.hypothesis.changes for each in others if each.explained == first.explained)
    rivals = {frozenset(changes): changes for changes in same if frozenset(changes) != own}
    return tuple(rivals.values())[: limits.MOST_RIVALS]


def _like(what_if: WhatIf, grid: Grid, figure: Figure) -> list[Figure]:
    """The cells of its column that print the same and stand in the same sums on the same side, the nearest first."""
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
    """Limits apart: what exceeds one is told from what it does."""
    linears = ((index, what_if.trials.linear(index)) for index in what_if.trials.over(figure))
    return frozenset(
        (index, linear.weights.get(figure, 0) if linear is not None else 0)
        for index, linear in linears
        if linear is None or not linear.upper
    )
