"""Lost cells that share one sum: what they come to together is known, not which of them holds how much of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.grid import spot_of
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, effective, weigh
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.relation.linear import Linear
from jslint.report.tables import Table


class Share(Struct, frozen=True, eq=False):
    """Cells of unknown number on one side of one sum, and what they come to together (within its roundings)."""

    cells: tuple[Figure, ...]
    total: Decimal
    slack: Decimal

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is left for them."""
        return abs(self.total) <= self.slack


def shares(
    what_if: WhatIf, left: Sequence[Figure], numbers: Mapping[Figure, Decimal], least: int = limits.ENOUGH
) -> Iterator[Share]:
    """What several of these cells (or `least` of them) come to, by every sum in which no other number is unknown.

    By a sum of which nothing is printed only once another of its cells has a number.
    """
    unknown = dict.fromkeys(left)
    indexes = {index for figure in left for index in what_if.trials.bearing(figure)}
    blank = (each for figure in left for each in what_if.trials.blank_sums(figure))
    indexes.update(index for index, linear in blank if any(numbers.get(other) for other in linear.weights))
    for index in sorted(indexes):
        linear = what_if.trials.linear(index)
        cells = tuple(figure for figure in unknown if linear is not None and figure in linear.weights)
        if linear is None or linear.upper or len(cells) < least:
            continue
        weights = {linear.weights[figure] for figure in cells}
        if len(weights) == 1 and abs(weight := weights.pop()) == 1:
            difference, slack = linear.after({**what_if.numbers, **numbers, **dict.fromkeys(cells, ZERO)})
            yield Share(cells, -difference * weight, slack)


def nothing_left(what_if: WhatIf, left: Sequence[Figure], numbers: Mapping[Figure, Decimal]) -> list[Change]:
    """Nothing for the cells among which a sum leaves nothing to share."""
    found = (share for share in shares(what_if, left, numbers) if share.is_nothing)
    return [(figure, ZERO) for share in found for figure in share.cells if figure.value >= ZERO]


def overdrawn(what_if: WhatIf, left: Sequence[Figure], numbers: Mapping[Figure, Decimal]) -> bool:
    """Whether a sum leaves less than nothing for those of these cells that stand in it, where amounts are positive."""
    return any(
        share.total < -share.slack - limits.MOST_ROUNDED * max(figure.step for figure in share.cells)
        and all(figure.value >= ZERO for figure in share.cells)
        for share in shares(what_if, left, numbers, 1)
    )


def carried_over(tables: Mapping[str, Table], changes: Iterable[Change]) -> int:
    """How far below it stands in its table what would be put into rows that print nothing and have no code; 0 for none.

    Of the balances that make up a total the last is what was carried over: it holds something oftener than those before it.
    """
    spots = (spot_of(tables, figure) for figure, number in changes if number and figure.is_zero)
    return max((row for grid, row, _ in filter(None, spots) if not grid.rows[row].code), default=0)


def completed(what_if: WhatIf, weighed: Weighed) -> Weighed:
    """With all that its lost cells share in one of them, the last that does best; in each other that does as well it is a rival.

    Left as it is where they share several sums, are too many for a guess, or something over them would stay broken.
    """
    hypothesis = weighed.hypothesis
    if not limits.ENOUGH <= len(hypothesis.lost) <= limits.SEVERAL:
        return weighed
    found = list(shares(what_if, hypothesis.lost, dict(hypothesis.changes)))
    whole = [each for each in found if set(each.cells) == set(hypothesis.lost) and each.total > each.slack]
    if len(whole) != 1:
        return weighed
    ways = [_with(what_if, weighed, each) for each in _ways(whole[0])]
    best = max(ways, key=lambda each: each.effect.net)
    over = what_if.open_over(hypothesis.lost)
    if best.effect.net < weighed.effect.net or not set(over) <= set(best.effect.mended):
        return weighed
    equal = (each.hypothesis.changes for each in ways if each is not best and each.effect.net == best.effect.net)
    return replace(best, rivals=(*equal, *weighed.rivals))


def with_shared(
    what_if: WhatIf, weighed: Weighed, tables: Mapping[str, Table] | None = None, idle: Collection[Figure] = ()
) -> Weighed:
    """With those of its worked-out cells that share an amount that no relation divides among them; no amount is in `idle` ones.

    So do the other cells of rows that were left blank: that nothing was found for them does not say that there is nothing.
    """
    hypothesis = weighed.hypothesis
    known = dict(hypothesis.worked_out)
    for figure in _left_blank(hypothesis, tables or {}):
        known.setdefault(figure, ZERO)
    shared = undetermined(what_if, hypothesis, {each: known[each] for each in known if each not in idle})
    if len(shared) < limits.ENOUGH or len(shared) <= len(hypothesis.shared):
        return weighed
    return replace(weighed, hypothesis=replace(hypothesis, shared=tuple(shared)))


def _left_blank(hypothesis: Hypothesis, tables: Mapping[str, Table]) -> Iterator[Figure]:
    """The cells that print nothing in rows that were left blank."""
    for figure, _ in hypothesis.changes if hypothesis.kind == "blank" else ():
        if (spot := spot_of(tables, figure)) is not None:
            grid, row, _ = spot
            yield from (each for each in grid.rows[row].figures if each.is_zero)


def undetermined(what_if: WhatIf, hypothesis: Hypothesis, known: Mapping[Figure, Decimal]) -> list[Figure]:
    """Those of some worked-out cells between which an amount may be moved so that every sum over them still holds.

    Not those of which another table prints the number in their row and column, nor where nothing is left to share, be it that all
    sums together say so: a total that two of them settle leaves nothing for its parts.
    """
    at = {**what_if.numbers, **dict(hypothesis.changes), **known}
    prints = what_if.trials.elsewhere.prints_in_column
    free = dict.fromkeys(figure for figure, number in known.items() if not (number and prints(figure, number)))
    free.update(dict.fromkeys(hypothesis.lost))
    sums = _held(what_if, free, at)
    while True:
        tied = _reduced([{each: linear.weights[each] for each in free if each in linear.weights} for linear in sums])
        for figure in [figure for figure, row in tied.items() if len(row) == 1]:
            del free[figure]
        nothing = {figure for linear in sums for figure in _sharing_nothing(linear, free, at)}
        if not nothing:
            break
        for figure in nothing:
            del free[figure]
    moving = {figure for row in tied.values() for figure in row if len(row) > 1}
    return [figure for figure in free if figure in known and figure in moving]


def _held(what_if: WhatIf, cells: Iterable[Figure], at: Mapping[Figure, Decimal]) -> list[Linear]:
    """The sums over some cells that hold with these numbers."""
    found = {index: linear for figure in cells for index, linear in what_if.trials.sums(figure).items()}
    return [linear for _, linear in sorted(found.items(), key=lambda each: each[0]) if linear.settles(at)]


def _sharing_nothing(linear: Linear, free: Collection[Figure], at: Mapping[Figure, Decimal]) -> list[Figure]:
    """The free cells on one side of a sum that are all nothing: amounts are no less."""
    cells = [figure for figure in free if figure in linear.weights]
    one_side = len({linear.weights[figure] > 0 for figure in cells}) == 1
    return cells if one_side and not any(at.get(figure, figure.value) for figure in cells) else []


def _reduced(rows: Iterable[Mapping[Figure, int]]) -> dict[Figure, dict[Figure, Fraction]]:
    """Equations solved for as many figures as they can be, each by those that stay free, itself among them."""
    solved: dict[Figure, dict[Figure, Fraction]] = {}
    for each in rows:
        row = {figure: Fraction(weight) for figure, weight in each.items()}
        for figure in [figure for figure in row if figure in solved]:
            row = _less(row, solved[figure], row[figure])
        if not row:
            continue
        pivot = next(iter(row))
        row = {figure: weight / row[pivot] for figure, weight in row.items()}
        for other, equation in solved.items():
            if pivot in equation:
                solved[other] = _less(equation, row, equation[pivot])
        solved[pivot] = row
    return solved


def _less(row: Mapping[Figure, Fraction], other: Mapping[Figure, Fraction], times: Fraction) -> dict[Figure, Fraction]:
    """A row less so many times another, without what cancels out."""
    left = dict(row)
    for figure, weight in other.items():
        left[figure] = left.get(figure, Fraction(0)) - times * weight
    return {figure: weight for figure, weight in left.items() if weight}


def _ways(share: Share) -> Iterator[list[Change]]:
    for holder in reversed(share.cells):
        yield [(figure, share.total if figure is holder else ZERO) for figure in share.cells]


def _with(what_if: WhatIf, weighed: Weighed, given: Iterable[Change]) -> Weighed:
    known = list(given)
    filled = tuple(effective(what_if, known))
    hypothesis = replace(
        weighed.hypothesis,
        changes=(*weighed.hypothesis.changes, *filled),
        lost=(),
        found=(*weighed.hypothesis.found, *filled),
        worked_out=(*weighed.hypothesis.worked_out, *known),
        shared=tuple(figure for figure, _ in known),
    )
    return weigh(what_if, hypothesis)
