"""Numbers for figures whose own are lost, by the sums and identities in which only one of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure


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


class _Filling:
    def __init__(self, what_if: WhatIf, unknown: Sequence[Figure], given: Sequence[Change]) -> None:
        self._what_if = what_if
        self._left = dict.fromkeys(unknown)
        self._numbers = {**what_if.numbers, **dict(given)}
        self._left_open = True

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
            found.append(figure)
            self._numbers[figure] = number
            touched = {other for index in self._what_if.trials.bearing(figure) for other in self._weights(index)}
            queue.extend(reversed([other for other in self._left if other in touched]))
        return found

    def _agreed(self, figure: Figure, *, tight: bool = False) -> Decimal | None:
        """The number that suits most relations in which the figure is the only one left open, or None without any."""
        alone = [
            linear
            for index in self._what_if.trials.bearing(figure)
            if (linear := self._what_if.trials.linear(index)) is not None
            and not linear.upper
            and abs(linear.weights.get(figure, 0)) == 1
            and not any(other in self._left for other in linear.weights if other is not figure)
        ]
        old = self._numbers.get(figure, figure.value)
        slacks: dict[Decimal, Decimal] = {}
        counts: Counter[Decimal] = Counter()
        for linear in alone:
            difference, slack = linear.after(self._numbers)
            number = _possible(figure, old - difference * linear.weights[figure])
            if number is not None and (not tight or slack <= figure.step):
                counts[number] += 1
                slacks[number] = min(slack, slacks.get(number, slack))
        plain = (ZERO,) if self._left_open else (figure.value, ZERO)
        numbers = dict.fromkeys((*plain, *counts, *self._printed_elsewhere(figure, counts)))
        if not counts or len(numbers) < 2:
            return next(iter(counts), None)
        suits: dict[Decimal, int] = {
            number: sum(linear.settles({**self._numbers, figure: number}) for linear in alone) for number in numbers
        }

        def worth(number: Decimal) -> tuple[object, ...]:
            is_printed = self._what_if.trials.elsewhere.prints(figure, number)
            return suits[number], number in plain, is_printed, -slacks.get(number, figure.step), counts[number]

        best: Decimal = max(numbers, key=worth)
        return best

    def _printed_elsewhere(self, figure: Figure, numbers: Iterable[Decimal]) -> Iterator[Decimal]:
        """Amounts that other tables print in the figure's row, as near to these as rounding may be off."""
        for number in tuple(numbers):
            for steps in range(-limits.MOST_ROUNDED, limits.MOST_ROUNDED + 1):
                near = number + steps * figure.step
                if self._what_if.trials.elsewhere.prints(figure, near):
                    yield near

    def _weights(self, index: int) -> Mapping[Figure, int] | Iterable[Figure]:
        linear = self._what_if.trials.linear(index)
        return linear.weights if linear is not None else ()
