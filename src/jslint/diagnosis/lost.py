"""Numbers for the lost cells of a table, where its hierarchy says more than the sums that were tried.

A sum of which nothing is printed is not tried; once one of its cells has a number it tells of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.exchanged import Draft
from jslint.diagnosis.filling import fill
from jslint.diagnosis.grid import Grid
from jslint.diagnosis.shared import nothing_left, overdrawn, shares
from jslint.diagnosis.slips import idle_figures
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure

Suppose = Callable[[WhatIf, Grid, Sequence[Figure]], list[Change]]
"""Numbers that some of these cells are held to have had."""


class Lost:
    """Numbers for lost cells over one what-if; what relations alone say of them is worked out once."""

    def __init__(self, what_if: WhatIf) -> None:
        self._what_if = what_if
        self._sure: dict[tuple[object, ...], dict[Figure, Decimal]] = {}

    def sure(self, draft: Draft, moved: Sequence[Change]) -> Mapping[Figure, Decimal]:
        """The numbers that need nothing to be supposed of other lost cells."""
        key = (*draft.lost, *moved)
        if key not in self._sure:
            self._sure[key] = self._supposing((_nothing_known, _nothing_in_idle), {}, draft, moved)
        return self._sure[key]

    def filled(self, draft: Draft, moved: Sequence[Change]) -> list[Change]:
        """Numbers for lost cells: from relations first, then from the table's hierarchy.

        Where these do not tell, there is nothing in columns in which nothing is printed and above or below rows that print nothing,
        what a sister table prints in the cell's place, and in those cells that are held to have been nothing, first in the parts
        and then in their totals; then an amount is what other tables print under its code. Of what slid or was left blank that goes
        first which they print in columns of the same name.
        """
        supposed = _Supposed(draft)
        copied = (_nothing_above_nothing, supposed.parts, supposed.all) if draft.nothing else (_nothing_above_nothing,)
        sister = (supposed.beside,) if draft.beside else ()
        in_column = (partial(_printed_in_column, moved=moved),) if draft.kind != "copy" else ()
        steps = (*in_column, *sister, *copied, _nothing_below_nothing, _printed_elsewhere)
        return list(self._supposing(steps, self.sure(draft, moved), draft, moved).items())

    def shared(self, draft: Draft, moved: Sequence[Change], found: Mapping[Figure, Decimal]) -> tuple[Figure, ...]:
        """The cells in which the amounts may have stood that those held to have printed them were given: all that are not sure, by column."""
        sure, spots = self.sure(draft, moved), draft.grid.spots
        able = [figure for figure in draft.lost if figure not in sure]
        columns = {spots[figure][1] for figure in able if figure in draft.held and found.get(figure)}
        return tuple(figure for figure in able if spots[figure][1] in columns)

    def _supposing(
        self,
        steps: Iterable[Suppose],
        sure: Mapping[Figure, Decimal],
        draft: Draft,
        moved: Sequence[Change],
    ) -> dict[Figure, Decimal]:
        """What is known already, with what each step supposes and relations tell then."""
        grid, lost = draft.grid, draft.lost
        known = dict(sure)
        tried = len(known) or -1
        for assumed in steps:
            if len(known) == len(lost):
                break
            left = [figure for figure in lost if figure not in known]
            found = assumed(self._what_if, grid, left)
            given = (*moved, *known.items())
            if assumed is _printed_elsewhere and _breaks(self._what_if, given, found, left):
                continue
            if draft.kind != "copy":  # what a copy covered is supposed in several ways, each weighed
                found = _possible(self._what_if, given, found, left)
            known.update(found)
            if len(known) == tried:
                continue  # relations tell no more than they did
            tried = len(known)
            left = [figure for figure in left if figure not in known]
            known.update(fill(self._what_if, left, (*moved, *known.items())))
            left = [figure for figure in left if figure not in known]
            known.update(nothing_left(self._what_if, left, {**dict(moved), **known}))
            known.update(_handed_down(self._what_if, grid, lost, {**dict(moved), **known}))
        return known


def _breaks(what_if: WhatIf, given: Iterable[Change], found: Sequence[Change], left: Iterable[Figure]) -> bool:
    """Whether what is found breaks a good relation over none of the other cells that are lost, or leaves less than nothing for them."""
    told = {figure for figure, _ in found}
    changes, rest = (*given, *found), [figure for figure in left if figure not in told]
    return what_if.effect(changes, rest).spoilt > 0 or overdrawn(what_if, rest, dict(changes))


def _possible(
    what_if: WhatIf, given: Iterable[Change], found: Sequence[Change], left: Sequence[Figure]
) -> list[Change]:
    """What is found, but for nothing in all the cells among which a sum leaves something to share."""
    nothing = {figure for figure, number in found if not number}
    wanted = (
        [share.cells for share in shares(what_if, left, dict(given)) if share.total > share.slack] if nothing else []
    )
    held = {figure for cells in wanted if nothing.issuperset(cells) for figure in cells}
    return [change for change in found if change[0] not in held]


def _printed_in_column(
    what_if: WhatIf, grid: Grid, lost: Sequence[Figure], moved: Sequence[Change] = ()
) -> list[Change]:
    """What other tables print in the very columns, as far as it breaks nothing."""
    del grid
    found: list[Change] = []
    for figure in lost:
        amounts = what_if.trials.elsewhere.amounts_in_column(figure)
        told = [*found, *((figure, number) for number in amounts)]
        if len(amounts) == 1 and not _breaks(what_if, moved, told, lost):
            found = told
    return found


def _nothing_known(what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
    del what_if, grid, lost
    return []


def _nothing_in_idle(what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
    """Where the table prints nothing in the whole column, nothing is lost; of a column that is lost as a whole that says nothing."""
    del what_if
    idle = idle_figures((grid.table,))
    kept = {column for figure, (_, column) in grid.spots.items() if figure not in lost}
    return [(figure, ZERO) for figure in lost if figure in idle and grid.spots[figure][1] in kept]


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


class _Supposed:
    """What the lost cells of a copy are held to have printed."""

    def __init__(self, draft: Draft) -> None:
        self._nothing = frozenset(draft.nothing)
        self._held = draft.held

    def beside(self, what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
        """What a sister table prints in their places, but for the line that is held to have printed what is left."""
        del grid
        beside = what_if.trials.elsewhere.beside_column
        numbers = ((figure, beside(figure)) for figure in lost if figure not in self._held)
        return [(figure, number) for figure, number in numbers if number is not None]

    def parts(self, what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
        """Nothing in those that are no total of others that are lost."""
        del grid
        among = frozenset(lost)
        return [(each, ZERO) for each in lost if each in self._nothing and not _is_total(what_if, each, among)]

    def all(self, what_if: WhatIf, grid: Grid, lost: Sequence[Figure]) -> list[Change]:
        """Nothing in all of them."""
        del what_if, grid
        return [(figure, ZERO) for figure in lost if figure in self._nothing]


def _is_total(what_if: WhatIf, figure: Figure, lost: Collection[Figure]) -> bool:
    """Whether a sum makes the figure of several others, one of them lost."""
    for linear in what_if.trials.sums(figure).values():
        others = [weight for other, weight in linear.weights.items() if other is not figure]
        is_whole = len(others) >= limits.ENOUGH and all(weight == -linear.weights[figure] for weight in others)
        if is_whole and any(other in lost for other in linear.weights if other is not figure):
            return True
    return False


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
        if any(cell is None or cell.number is None or (cell in lost and cell not in found) for cell in beside):
            continue
        rest = found[above] - sum((found.get(cell, what_if.number(cell)) for cell in beside if cell is not None), ZERO)
        if rest >= ZERO:
            found[figure] = rest
            yield figure, rest
