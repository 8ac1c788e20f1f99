"""Numbers for figures whose own are lost, by the sums and identities in which only one of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.relation.linear import Linear, quantum_of


def fill(what_if: WhatIf, unknown: Sequence[Figure], given: Sequence[Change] = ()) -> list[Change]:
    """Numbers for unknown figures, given some changes. Of several the one that most relations agree on.

    Of those that suit as many the one that is printed, or nothing: a step of a rounding is no amount of its own; then what
    another table prints for the row, then what is said with the least rounding.
    Figures that nothing determines are left out.
    """
    return _Filling(what_if, unknown, given).found()


def _possible(figure: Figure, number: Decimal) -> Decimal | None:
    """The number; nothing for one that rounding makes negative; None where amounts are positive and this one is not."""
    if number >= ZERO or figure.value < ZERO:
        return number
    return ZERO if number >= -limits.MOST_ROUNDED * figure.step else None


def _between(figure: Figure, numbers: Collection[Decimal]) -> Iterator[Decimal]:
    """The numbers between these where they are but roundings apart: one may suit what each of them alone does not."""
    low, high = min(numbers), max(numbers)
    if figure.step and high - low <= limits.MOST_ROUNDED * figure.step:
        yield from (low + count * figure.step for count in range(1, int((high - low) / figure.step)))


class _Filling:
    def __init__(self, what_if: WhatIf, unknown: Sequence[Figure], given: Sequence[Change]) -> None:
        self._trials = what_if.trials
        self._told: dict[Figure, Mapping[int, Linear]] = {}
        self._blank: set[int] = set()
        self._elsewhere = what_if.trials.elsewhere
        self._left = dict.fromkeys(unknown)
        self._numbers = {**what_if.numbers, **dict(given)}
        self._open = Counter(index for figure in self._left for index in self._sums(figure))
        self._left_open = True

    def _sums(self, figure: Figure) -> Mapping[int, Linear]:
        """What tells of a figure: also sums of which nothing is printed, as far as another of their cells is unknown or has a number."""
        if figure not in self._told:
            blank = {
                index: each
                for index, each in self._trials.blank_sums(figure)
                if self._has_number(each, figure) or not self._left.keys().isdisjoint(each.weights.keys() - {figure})
            }
            self._blank.update(blank)
            self._told[figure] = {**self._trials.sums(figure), **blank}
        return self._told[figure]

    def found(self) -> list[Change]:
        found = [*self._determined(tight=True), *self._determined(tight=False)]
        self._left_open = False
        for figure in found:  # once more, now that the others are known
            number = self._numbers.pop(figure)
            again = self._agreed(figure)
            self._numbers[figure] = number if again is None else again
        return [(figure, self._numbers[figure]) for figure in found]

    def _determined(self, *, tight: bool) -> list[Figure]:
        """The figures that relations give a number one after the other, at first those that hardly any rounding blurs."""
        found: list[Figure] = []
        queue = list(self._left)[::-1]
        while queue:
            figure = queue.pop()
            number = self._agreed(figure, tight=tight) if figure in self._left else None
            if number is None:
                continue
            del self._left[figure]
            self._open.subtract(self._sums(figure).keys())
            found.append(figure)
            self._numbers[figure] = number
            if self._left:
                touched = {other for linear in self._sums(figure).values() for other in linear.weights}
                queue.extend(reversed([other for other in self._left if other in touched]))
        return found

    def _alone(self, figure: Figure) -> list[tuple[Linear, int, Decimal, Decimal]]:
        """The relations in which the figure is the only one left open: its weight, and difference and slack if it were nothing."""
        itself = int(figure in self._left)
        sums = self._sums(figure).items()
        tells = {
            index: each
            for index, each in sums
            if self._open[index] == itself and (index not in self._blank or self._has_number(each, figure))
        }
        found = [(each, each.weights.get(figure, 0)) for each in tells.values()]
        if not found:
            return []
        rest = {**self._numbers, figure: ZERO}
        return [(linear, weight, *linear.after(rest)) for linear, weight in found if abs(weight) == 1]

    def _has_number(self, linear: Linear, figure: Figure) -> bool:
        """Whether another cell of it than this has one by now."""
        return any(self._numbers.get(other) for other in linear.weights if other is not figure)

    def _agreed(self, figure: Figure, *, tight: bool = False) -> Decimal | None:
        """The number that suits most relations in which the figure is the only one left open, or None without any."""
        alone = self._alone(figure)
        slacks: dict[Decimal, Decimal] = {}
        counts: Counter[Decimal] = Counter()
        old = self._numbers.get(figure)
        quantum = figure.quantum if old is None else quantum_of(figure, old)
        for linear, weight, difference, rest in alone:
            number = _possible(figure, ZERO - difference * weight)
            slack = linear.blurred(rest, figure, quantum)
            if number is not None and (not tight or slack <= figure.step):
                counts[number] += 1
                slacks[number] = min(slack, slacks.get(number, slack))
        if not counts:
            return None
        plain = (ZERO,) if self._left_open else (figure.value, ZERO)
        numbers = dict.fromkeys((*plain, *counts, *_between(figure, counts), *self._printed_elsewhere(figure, counts)))
        if len(numbers) < 2:
            return next(iter(counts))
        printed = self._elsewhere.amounts(figure)

        def suits(number: Decimal) -> int:
            known = quantum_of(figure, number)
            return sum(
                linear.is_within(difference + weight * number, linear.blurred(rest, figure, known))
                for linear, weight, difference, rest in alone
            )

        def worth(number: Decimal) -> tuple[object, ...]:
            return suits(number), number in plain, number in printed, -slacks.get(number, figure.step), counts[number]

        best: Decimal = max(numbers, key=worth)
        return best

    def _printed_elsewhere(self, figure: Figure, numbers: Iterable[Decimal]) -> Iterator[Decimal]:
        """Amounts that other tables print in the figure's row, as near to these as rounding may be off."""
        printed = self._elsewhere.amounts(figure)
        reach = limits.MOST_ROUNDED * figure.step
        for number in tuple(numbers):
            if any(abs(amount - number) <= reach for amount in printed):
                for steps in range(-limits.MOST_ROUNDED, limits.MOST_ROUNDED + 1):
                    near = number + steps * figure.step
                    if near in printed:
                        yield near
