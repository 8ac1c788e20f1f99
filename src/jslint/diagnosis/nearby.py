"""Numbers that were worked out and that rounding leaves open: what mends as much with one of them some steps off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from itertools import combinations, islice

from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Weighed, effective, weigh
from jslint.diagnosis.tails import Classes
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure, Place
from jslint.relation.linear import Linear, Numbers

Changes = tuple[Change, ...]

Off = Mapping[Figure, Decimal]
"""By figure, how far from the number that was worked out."""

Steps = frozenset[tuple[Figure, Decimal]]
"""The same, of figures that are off at all."""

NOWHERE: Steps = frozenset()


def likeliest(what_if: WhatIf, weighed: Weighed) -> Weighed:
    """The hypothesis with those of the worked-out numbers, of all that mend as much, that all relations over them fit best.

    The first relation that gave a number is fitted to the last digit, at the cost of the others; no one of them is nearer the truth.
    """
    if not any(number for _, number in weighed.hypothesis.worked_out):
        return weighed
    near = _Nearby(what_if, weighed)
    off = near.likeliest()
    if not off:
        return weighed
    hypothesis = weighed.hypothesis
    numbers = {figure: number + off.get(figure, ZERO) for figure, number in hypothesis.worked_out}
    found = tuple((figure, numbers.get(figure, number)) for figure, number in hypothesis.found)
    changed = replace(hypothesis, changes=near.with_(off), found=found, worked_out=tuple(numbers.items()))
    return replace(weigh(what_if, changed), rivals=weighed.rivals)


def nearby(what_if: WhatIf, weighed: Weighed) -> tuple[Changes, ...]:
    """Other changes that mend as much as a hypothesis and spoil no more, each with a worked-out number, or two, some steps off.

    A number that relations gave is known only as far as they are rounded. Cells that were given one number are off together: a
    class, its only 款 and its only 项 print one amount; each by itself only where they cannot be. A number that a cell prints
    whose own is not in doubt, and which is one quantity with it, is not open.
    """
    if not any(number for _, number in weighed.hypothesis.worked_out):
        return ()
    return tuple(islice(_Nearby(what_if, weighed).found(), limits.MOST_NEAR))


class _Nearby:
    def __init__(self, what_if: WhatIf, weighed: Weighed) -> None:
        hypothesis = weighed.hypothesis
        self._what_if = what_if
        self._lost = hypothesis.lost
        self._known = dict(hypothesis.worked_out)
        self._numbers = {**dict(hypothesis.changes), **dict(hypothesis.worked_out)}
        self._effect = what_if.effect(hypothesis.changes, self._lost)

    def likeliest(self) -> Off:
        """How far off the numbers are that the relations over them fit best: a step at a time, as long as they fit better."""
        best, least = NOWHERE, self._misfit(NOWHERE)
        for _ in range(limits.MOST_NEAR):
            beside = ((self._misfit(off), off) for off in self._beside(best))
            misfit, off = min(beside, key=lambda each: each[0], default=(least, best))
            if misfit >= least:
                break
            best, least = off, misfit
        return dict(best)

    def found(self) -> Iterator[Changes]:
        """What fits best first, a step further from what was found before."""
        heap: list[tuple[Fraction, int, Steps]] = []
        seen = {NOWHERE}
        off = NOWHERE
        while True:
            for other in self._beside(off):
                if other not in seen:
                    seen.add(other)
                    heappush(heap, (self._misfit(other), len(seen), other))
            if not heap:
                return
            *_, off = heappop(heap)
            yield self.with_(dict(off))

    def _beside(self, off: Steps) -> Iterator[Steps]:
        """The numbers of one more group of cells a step further, one way and the other, where all stands."""
        for figures in self._groups:
            step = max(figure.step for figure in figures)
            for by in (step, -step):
                more = dict(off)
                for figure in figures:
                    more[figure] = more.get(figure, ZERO) + by
                if abs(more[figures[0]]) <= limits.MOST_ROUNDED * step and self._stands(more):
                    yield frozenset((figure, by) for figure, by in more.items() if by)

    @cached_property
    def _groups(self) -> list[tuple[Figure, ...]]:
        """The cells that are off together: those given one number, but for lines of rows of which one is known from elsewhere."""
        classes = Classes()
        known: set[Figure] = set()
        open_to = [figure for figure, number in self._known.items() if number and figure.step]
        for one, other in combinations(open_to, 2):
            if self._numbers[one] == self._numbers[other] and _are_one_line(one.place, other.place):
                classes.join(one, other)
        for figure in open_to:
            for other in self._one_quantity(figure):
                if self._off_by({}).get(other, other.value) == self._numbers[figure]:
                    classes.join(figure, other)
                    if other not in self._known:
                        known.add(other)
        closed = {classes.of(figure) for figure in known}
        groups: dict[Decimal, list[Figure]] = {}
        for figure in open_to:
            if classes.of(figure) not in closed:
                groups.setdefault(self._numbers[figure], []).append(figure)
        return [group for figures in groups.values() for group in self._together(tuple(figures))]

    def _one_quantity(self, figure: Figure) -> Iterator[Figure]:
        """The figures that an identity, or a sum of one part, ties to this one."""
        trials = self._what_if.trials
        for index in trials.over(figure):
            linear = trials.linear(index)
            if linear is not None and not linear.upper and len(linear.weights) == limits.ENOUGH:
                yield from (other for other in linear.weights if other is not figure)

    def _together(self, figures: tuple[Figure, ...]) -> list[tuple[Figure, ...]]:
        """All of them, where they can be off at once; else each by itself."""
        step = max(figure.step for figure in figures)
        if len(figures) == 1 or any(self._stands(dict.fromkeys(figures, by)) for by in (step, -step)):
            return [figures]
        return [(figure,) for figure in figures]

    def _misfit(self, off: Steps) -> Fraction:
        """How badly the relations over the numbers fit: squared differences, each by how far its roundings may carry it."""
        numbers = self._off_by(dict(off))
        found = Fraction(0)
        for linear in self._linears:
            difference, slack = linear.after(numbers)
            if slack:
                found += Fraction(difference) ** 2 / Fraction(slack)
        return found

    @cached_property
    def _linears(self) -> list[Linear]:
        """The sums over the numbers that were worked out, those that were not weighed among them."""
        trials = self._what_if.trials
        over = dict.fromkeys(index for figure in self._known for index in trials.bearing(figure))
        lost = trials.over_any(self._lost)
        found = (trials.linear(index) for index in over if index not in lost)
        return [linear for linear in found if linear is not None and not linear.upper]

    def _stands(self, off: Off) -> bool:
        if any(self._numbers[figure] + by <= ZERO for figure, by in off.items()):
            return False
        numbers = self._off_by(off)
        return all(self._settles(index, numbers) for index in self._bound(off))

    def _bound(self, off: Off) -> set[int]:
        """The trials over these cells that hold with the numbers that were worked out."""
        what_if, effect = self._what_if, self._effect
        over = what_if.trials.over_any(off) - what_if.trials.over_any(self._lost)
        good = {index for index in over if index not in what_if.open and what_if.is_good(index)}
        return over.intersection(effect.mended) | good.difference(effect.broken)

    def _settles(self, index: int, numbers: Numbers) -> bool:
        linear = self._what_if.trials.linear(index)
        return linear.settles(numbers) if linear is not None else self._what_if.settles(index, numbers.items())

    def _off_by(self, off: Off) -> dict[Figure, Decimal]:
        off_by = {figure: self._numbers[figure] + by for figure, by in off.items()}
        return {**self._what_if.numbers, **self._numbers, **off_by}

    def with_(self, off: Off) -> Changes:
        """All changes, with the worked-out numbers so far off."""
        numbers = {figure: number + off.get(figure, ZERO) for figure, number in self._numbers.items()}
        return tuple(effective(self._what_if, list(numbers.items())))


def _are_one_line(one: Place, other: Place) -> bool:
    """Whether two cells of one column stand in a row and in one within it."""
    codes = [place.row.partition(" ")[0] for place in (one, other)]
    return (
        (one.piece, one.column) == (other.piece, other.column)
        and all(code.isdecimal() for code in codes)
        and (codes[0].startswith(codes[1]) or codes[1].startswith(codes[0]))
    )
