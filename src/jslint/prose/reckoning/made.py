"""A figure and the others that it is worked out of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from jslint.amount import HUNDRED, ZERO, Interval, quotient, total
from jslint.prose.claims import Reckoning as Kind
from jslint.prose.numbers import Number

Terms = tuple[tuple[Number, int], ...]
"""Numbers with the sign that each is taken with."""

_FINE = Decimal("0.01")
"""Digits as tables print them."""


class Reckoning(Struct, frozen=True, eq=False, gc=False):
    """A figure and what it is worked out of: the sum of `part`, or 100 times that over the sum of `base`."""

    number: Number
    kind: Kind
    part: Terms
    base: Terms = ()
    name: str = ""

    @property
    def operands(self) -> Iterator[Number]:
        """The figures that it is worked out of."""
        yield from (number for number, _ in (*self.part, *self.base))

    def fits(self) -> bool:
        """Whether the printed figures agree to one step of the printed digits; counts agree to the last one."""
        part = value(self.part)
        step = self.number.amount.step
        if self.kind == "limit":
            return part <= self.number.amount.number
        if not self.base:
            slack = 0 if self.number.kind == "count" else step * len(self.part)
            return abs(part - self.number.amount.number) <= slack
        base = value(self.base)
        return bool(base) and abs(quotient(part * HUNDRED, base, step) - self.number.amount.number) <= step

    def may_round(self) -> bool:
        """Whether the figures do not agree, but by no more than coarse digits leave open; those printed to 0.01 are left to the verdict.

        The figure may be rounded to what it prints; what a sum is made of, only where all of that prints the same decimals (20 万元 beside
        18.5 万元 are 20.00 and 18.50), what a percentage is made of, wherever it is coarse.
        """
        if self.number.kind == "count":
            return False
        return self._rate_may_round() if self.base else self._sum_may_round()

    def _sum_may_round(self) -> bool:
        off = value(self.part) - self.number.amount.number
        steps = {number.amount.step for number, _ in self.part}
        if max(*steps, self.number.amount.step) <= _FINE or not off or (self.kind == "limit" and off < 0):
            return False
        slack = self.number.amount.step + (len(self.part) * next(iter(steps)) if len(steps) == 1 else 0)
        return abs(off) * 2 <= slack

    def _rate_may_round(self) -> bool:
        printed, part, base = self.number.amount, _between(self.part), _between(self.base)
        coarse = any(number.kind == "amount" and number.amount.step > _FINE for number in self.operands)
        if not coarse or base.low <= 0:
            return False
        if quotient(value(self.part) * HUNDRED, value(self.base), printed.step) == printed.number:
            return False
        return part.times(HUNDRED).meets(base.product(Interval.around(printed.number, printed.step)))


class Example(NamedTuple):
    """A sentence and a figure that is worked out of others in it: `0.50 = +6.00 -5.50`."""

    text: str
    made: str


def value(terms: Terms) -> Decimal:
    """What the terms come to, in the unit that they are printed in."""
    return sum((number.amount.number * sign for number, sign in terms), Decimal(0))


def _between(terms: Terms) -> Interval:
    """The values that the terms may come to where their amounts were rounded to what they print; nil and counts were not."""
    return total(
        Interval.around(number.amount.number, number.amount.step if _is_rounded(number) else ZERO).times(Decimal(sign))
        for number, sign in terms
    )


def _is_rounded(number: Number) -> bool:
    return number.kind == "amount" and number.amount.number != 0


def apart(more: Number, less: Number, sense: int = 1) -> Terms:
    """The difference of two figures; with `sense` -1 that of the second and the first."""
    return (more, sense), (less, -sense)


def ratio(number: Number, kind: Kind, part: Number, base: Number) -> Reckoning:
    """One figure in percent of another."""
    return Reckoning(number, kind, ((part, 1),), ((base, 1),))


def summed(number: Number, parts: Iterable[Number], kind: Kind = "sum") -> Reckoning:
    """All of the parts together."""
    return Reckoning(number, kind, tuple((part, 1) for part in parts))


def chosen(options: Sequence[Reckoning], *, certain: bool) -> Reckoning | None:
    """The option that fits, else the last where it is certain that one of them is meant."""
    fitting = next((option for option in options if option.fits()), None)
    return fitting or (options[-1] if options and certain else None)
