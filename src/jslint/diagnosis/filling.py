"""Numbers for figures whose own are lost, by the sums and identities in which only one of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure


def fill(what_if: WhatIf, unknown: Sequence[Figure], given: Sequence[Change] = ()) -> list[Change]:
    """Numbers for unknown figures, given some changes. Of several the one that most relations agree on.

    Of those that suit as many the one that is printed, then nothing: a step of a rounding is no amount of its own.
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
        found: list[Figure] = []
        queue = list(self._left)[::-1]
        while queue:
            figure = queue.pop()
            number = self._agreed(figure) if figure in self._left else None
            if number is None:
                continue
            del self._left[figure]
            found.append(figure)
            self._numbers[figure] = number
            touched = {other for index in self._what_if.trials.bearing(figure) for other in self._weights(index)}
            queue.extend(reversed([other for other in self._left if other in touched]))
        self._left_open = False
        for figure in found:  # once more, now that the others are known
            number = self._numbers.pop(figure)
            again = self._agreed(figure)
            self._numbers[figure] = number if again is None else again
        return [(figure, self._numbers[figure]) for figure in found]

    def _agreed(self, figure: Figure) -> Decimal | None:
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
        wanted = (old - linear.after(self._numbers)[0] * linear.weights[figure] for linear in alone)
        numbers = Counter(number for each in wanted if (number := _possible(figure, each)) is not None)
        plain = () if self._left_open else (figure.value, ZERO)
        if len({*numbers, *plain}) < 2 or not numbers:
            return next(iter(numbers), None)
        suits: dict[Decimal, int] = {
            number: sum(linear.settles({**self._numbers, figure: number}) for linear in alone)
            for number in (*plain, *numbers)
        }
        return max(suits, key=lambda number: (suits[number], number in plain, numbers[number]))

    def _weights(self, index: int) -> Mapping[Figure, int] | Iterable[Figure]:
        linear = self._what_if.trials.linear(index)
        return linear.weights if linear is not None else ()
