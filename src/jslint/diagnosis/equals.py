"""What is as good as what was chosen: other hypotheses that explain the very same, and cells that print and mean the same."""

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


def with_rivals(best: Weighed, others: Iterable[Weighed]) -> Weighed:
    """The best with what others would change to explain the very same and spoil no more, and with what rivals these.

    Each once, its own rivals first, and no more than are shown.
    """
    same = [each for each in others if each.explained == best.explained and each.effect.spoilt <= best.effect.spoilt]
    own = frozenset(best.hypothesis.changes)
    rivals: dict[frozenset[Change], tuple[Change, ...]] = {}
    for changes in (*best.rivals, *(changes for each in same for changes in (each.hypothesis.changes, *each.rivals))):
        rivals.setdefault(frozenset(changes), changes)
    rivals.pop(own, None)
    return replace(best, rivals=tuple(rivals.values())[: limits.MOST_RIVALS])


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
