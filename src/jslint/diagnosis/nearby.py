"""Numbers that were worked out and that rounding leaves open: what mends as much with one of them some steps off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, islice

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Weighed, effective
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure

Changes = tuple[Change, ...]

Off = Mapping[Figure, Decimal]
"""By figure, how far from the number that was worked out."""


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

    def found(self) -> Iterator[Changes]:
        """Each alone, the nearest first; then two together."""
        alone = sorted(self._alone(), key=_steps)
        yield from map(self._with, alone)
        for one, other in combinations(alone, 2):
            both = {**one, **other}
            if one.keys().isdisjoint(other) and self._stands(both):
                yield self._with(both)

    def _alone(self) -> Iterator[Off]:
        alike: dict[Decimal, list[Figure]] = {}
        for figure, number in self._known.items():
            if number and figure.step:
                alike.setdefault(number, []).append(figure)
        for figures in alike.values():
            if any(map(self._is_repeated, figures)):
                continue
            together = list(self._off(figures))
            yield from together
            if not together and len(figures) > 1:
                for figure in figures:
                    yield from self._off((figure,))

    def _is_repeated(self, figure: Figure) -> bool:
        """Whether a cell whose own number is not in doubt prints one quantity with this one, and the very number worked out."""
        trials = self._what_if.trials
        pairs = (
            linear.weights for index in trials.over(figure) if (linear := trials.linear(index)) and not linear.upper
        )
        others = (other for pair in pairs if len(pair) == 2 for other in pair if other not in self._known)
        return any(self._what_if.number(other) == self._numbers[figure] for other in others)

    def _off(self, figures: Collection[Figure]) -> Iterator[Off]:
        """The number of these cells more and more steps off, one way and the other, as long as all stands."""
        step = max(figure.step for figure in figures)
        for each in (step, -step):
            for count in range(1, limits.MOST_ROUNDED + 1):
                off = dict.fromkeys(figures, count * each)
                if not self._stands(off):
                    break
                yield off

    def _stands(self, off: Off) -> bool:
        if any(self._numbers[figure] + by <= ZERO for figure, by in off.items()):
            return False
        effect = self._what_if.effect(self._with(off), self._lost)
        return set(self._effect.mended) <= set(effect.mended) and set(effect.broken) <= set(self._effect.broken)

    def _with(self, off: Off) -> Changes:
        numbers = {figure: number + off.get(figure, ZERO) for figure, number in self._numbers.items()}
        return tuple(effective(self._what_if, list(numbers.items())))


def _steps(off: Off) -> Decimal:
    return max(abs(by) / figure.step for figure, by in off.items())
