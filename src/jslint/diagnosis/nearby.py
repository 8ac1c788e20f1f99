"""Numbers that were worked out and that rounding leaves open: what mends as much with one of them some steps off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from itertools import combinations, islice

from msgspec.structs import replace

from jslint.amount import ZERO, parse_amount
from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Weighed, effective, weigh
from jslint.diagnosis.keys import PERCENT_MARKS
from jslint.diagnosis.tails import Classes
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure, Place

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
    off = near.witnessed(near.likeliest())
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
        self._is_copy = hypothesis.kind in {"copied", "class"}
        self._known = dict(hypothesis.worked_out)
        self._numbers = {**dict(hypothesis.changes), **dict(hypothesis.worked_out)}
        self._effect = what_if.effect(hypothesis.changes, self._lost)
        self._at = {**what_if.numbers, **self._numbers}
        self._worse: dict[tuple[int, Steps], Fraction] = {}
        self._settled: dict[tuple[int, Steps], bool] = {}

    def likeliest(self) -> Off:
        """How far off the numbers are that the relations over them fit best: a step at a time, as long as they fit better.

        No cell that prints its number already is changed for it, but for what a copy printed there.
        """
        best, least = NOWHERE, self._misfit(NOWHERE)
        for _ in range(limits.MOST_NEAR):
            beside = ((self._misfit(off), off) for off in self._beside(best) if self._are_changed(off))
            misfit, off = min(beside, key=lambda each: each[0], default=(least, best))
            if misfit >= least:
                break
            best, least = off, misfit
        return dict(best)

    def witnessed(self, likeliest: Off) -> Off:
        """The numbers that other tables print in these rows, though others fit better: roundings carry a sum as far as they may."""
        favour = self._what_if.trials.elsewhere.favour
        beside = (dict(off) for off in islice(self._ordered(), limits.MOST_NEAR) if self._are_changed(off))
        return max((likeliest, {}, *beside), key=lambda off: favour(self.with_(off)))

    def _are_changed(self, off: Steps) -> bool:
        return self._is_copy or all(self._numbers[figure] != self._what_if.number(figure) for figure, _ in off)

    def found(self) -> Iterator[Changes]:
        """What fits best first, a step further from what was found before."""
        return (self.with_(dict(off)) for off in self._ordered())

    def _ordered(self) -> Iterator[Steps]:
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
            yield off

    def _beside(self, off: Steps) -> Iterator[Steps]:
        """The numbers of one more group of cells a step further, one way and the other, where all stands."""
        for figures in self._groups:
            step = max(map(_step_of, figures))
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
                if self._at.get(other, other.value) == self._numbers[figure]:
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
        """The figures that an identity, or a sum of one part, ties to this one: what is left blank is no part."""
        trials = self._what_if.trials
        for index in trials.over(figure):
            linear = trials.linear(index)
            if linear is None or linear.upper:
                continue
            printed = [other for other in linear.weights if other is figure or not self._is_blank(other)]
            if len(printed) == 2 and sum(linear.weights[each] for each in printed) == 0:
                yield from (other for other in printed if other is not figure)

    def _is_blank(self, figure: Figure) -> bool:
        """Whether it prints nothing at all, and nothing is what it should print."""
        return figure.blank and figure not in self._lost and not self._at.get(figure, figure.value)

    def _together(self, figures: tuple[Figure, ...]) -> list[tuple[Figure, ...]]:
        """All of them, where they can be off at once; else each by itself."""
        step = max(map(_step_of, figures))
        if len(figures) == 1 or any(self._stands(dict.fromkeys(figures, by)) for by in (step, -step)):
            return [figures]
        return [(figure,) for figure in figures]

    def _misfit(self, off: Steps) -> Fraction:
        """How badly the relations over the numbers fit, beyond how they do as these were worked out.

        By squared differences, each by how far its roundings may carry it.
        """
        parts = (self._worsened(index, own) for index, own in _by_trial(off, self._sums))
        return sum(parts, Fraction(0))

    def _worsened(self, index: int, own: Steps) -> Fraction:
        """The part of one relation, of whose figures so many are off."""
        key = (index, own)
        if key not in self._worse:
            self._worse[key] = self._misfit_of(index, own) - self._misfit_of(index, NOWHERE)
        return self._worse[key]

    def _misfit_of(self, index: int, off: Steps) -> Fraction:
        linear = self._what_if.trials.linear(index)
        difference, slack = linear.after(self._off_by(off)) if linear is not None else (ZERO, ZERO)
        return Fraction(difference) ** 2 / Fraction(slack) if slack else Fraction(0)

    @cached_property
    def _sums(self) -> Mapping[Figure, Collection[int]]:
        """By figure whose number was worked out, the sums over it, those that were not weighed among them."""
        trials = self._what_if.trials
        lost = trials.over_any(self._lost)
        return {figure: trials.sums(figure).keys() - lost for figure in self._known}

    def _stands(self, off: Off) -> bool:
        if any(self._numbers[figure] + by <= ZERO for figure, by in off.items()):
            return False
        return all(self._settles(index, own) for index, own in _by_trial(off.items(), self._bound))

    @cached_property
    def _bound(self) -> Mapping[Figure, Collection[int]]:
        """By figure whose number was worked out, the trials over it that hold with these numbers."""
        what_if, effect = self._what_if, self._effect
        lost = what_if.trials.over_any(self._lost)
        bound: dict[Figure, Collection[int]] = {}
        for figure in self._known:
            over = what_if.trials.over_any((figure,)) - lost
            good = {index for index in over if index not in what_if.open and what_if.is_good(index)}
            bound[figure] = over.intersection(effect.mended) | good.difference(effect.broken)
        return bound

    def _settles(self, index: int, own: Steps) -> bool:
        """Whether one trial holds, of whose figures so many are off."""
        key = (index, own)
        if key not in self._settled:
            numbers = self._off_by(own)
            linear = self._what_if.trials.linear(index)
            self._settled[key] = (
                linear.settles(numbers) if linear is not None else self._what_if.settles(index, numbers.items())
            )
        return self._settled[key]

    def _off_by(self, off: Steps) -> dict[Figure, Decimal]:
        return {**self._at, **{figure: self._numbers[figure] + by for figure, by in off}}

    def with_(self, off: Off) -> Changes:
        """All changes, with the worked-out numbers so far off."""
        numbers = {figure: number + off.get(figure, ZERO) for figure, number in self._numbers.items()}
        return tuple(effective(self._what_if, list(numbers.items())))


def _by_trial(
    off: Iterable[tuple[Figure, Decimal]], over: Mapping[Figure, Iterable[int]]
) -> Iterator[tuple[int, Steps]]:
    """The trials over some figures, each with those of its own figures that are off."""
    found: dict[int, list[tuple[Figure, Decimal]]] = {}
    for figure, by in off:
        for index in over[figure]:
            found.setdefault(index, []).extend([(figure, by)] if by else ())
    return ((index, frozenset(own)) for index, own in found.items())


def _step_of(figure: Figure) -> Decimal:
    """The step of the last digit that its place prints; what is printed as nothing may be printed to the last."""
    printed = parse_amount(figure.printed.rstrip(PERCENT_MARKS)) if not figure.is_zero else None
    return max(figure.step, printed.step) if printed is not None and not figure.printed_unit else figure.step


def _are_one_line(one: Place, other: Place) -> bool:
    """Whether two cells of one column stand in a row and in one within it."""
    codes = [place.row.partition(" ")[0] for place in (one, other)]
    return (
        (one.piece, one.column) == (other.piece, other.column)
        and all(code.isdecimal() for code in codes)
        and (codes[0].startswith(codes[1]) or codes[1].startswith(codes[0]))
    )
