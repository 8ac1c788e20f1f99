"""Amounts as exact decimals made from printed text, and the closed intervals that rounding leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_UP,
    Clamped,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
)
from functools import lru_cache

from msgspec import Struct

from jslint.pattern import Pattern

MAX_DIGITS = 24
"""Longest run of digits taken for an amount: the national budget in fen has 16."""

EXACT = Context(
    prec=120,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, Clamped, FloatOperation],
)
"""The context of every computation on amounts: whatever could not be exact is an error, not a rounding."""

_QUOTIENT = Context(prec=120, traps=[InvalidOperation, DivisionByZero, Overflow])
"""For quotients that are only printed (a proposed percentage); never for a verdict."""

ZERO = Decimal(0)
HALF = Decimal("0.5")
HUNDRED = Decimal(100)

NIL_MARKS = frozenset({"", "~", "-", "—", "——", "–", "－", "/", "／", "null", "Null", "NULL"})
"""What a blank cell may be printed as (FORMAT: 「Blank」)."""

_FOLD = str.maketrans("０１２３４５６７８９．，％－＋\u2212", "0123456789.,%-+-")
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(MAX_DIGITS + 1))
"""The step of a number's last digit, by how many stand behind the point."""
_NUMBER = Pattern(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")


class Amount(Struct, frozen=True):
    """A printed number: its value, the step of its last printed digit, and whether a percent sign stands behind it."""

    number: Decimal
    step: Decimal
    percent: bool


@lru_cache(maxsize=16384)
def parse_amount(text: str) -> Amount | None:
    """Read a printed number by the grammar of the report format, or None where it is none.

    Full-width digits and signs are folded one to one. Thousands commas stand in threes or not at all.
    """
    folded = text if text.isascii() else text.translate(_FOLD)
    if len(folded) > 2 * MAX_DIGITS or not _NUMBER.fullmatch(folded):
        return None
    digits = folded.rstrip("%").replace(",", "")
    whole, _, decimals = digits.partition(".")
    if len(whole.removeprefix("-")) + len(decimals) > MAX_DIGITS:
        return None
    return Amount(Decimal(digits), _STEPS[len(decimals)], folded.endswith("%"))


def is_nil(text: str) -> bool:
    """Whether a cell's text is a way of printing nothing."""
    return text.strip() in NIL_MARKS


class Interval(Struct, frozen=True):
    """The closed interval of the true values that print as a figure does."""

    low: Decimal
    high: Decimal

    @classmethod
    def around(cls, number: Decimal, quantum: Decimal) -> Interval:
        """The interval of a number rounded to `quantum`; a quantum of 0 is exact (XBRL Calculations 1.1, nearest)."""
        if not quantum:
            return cls(number, number)
        half = quantum * HALF
        return cls(number - half, number + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def times(self, factor: Decimal) -> Interval:
        """The interval of the product with an exact factor."""
        low, high = self.low * factor, self.high * factor
        return Interval(low, high) if low <= high else Interval(high, low)

    def product(self, other: Interval) -> Interval:
        """The interval of the product of two values."""
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    @property
    def width(self) -> Decimal:
        """High minus low."""
        return self.high - self.low


def total(intervals: Iterable[Interval]) -> Interval:
    """The interval of a sum."""
    low = high = ZERO
    for interval in intervals:
        low += interval.low
        high += interval.high
    return Interval(low, high)


def round_half_up(number: Decimal, step: Decimal) -> Decimal:
    """The number rounded half away from zero to a multiple of `step` (四舍五入)."""
    return number.quantize(step, ROUND_HALF_UP, _QUOTIENT) if step else number


def _with_rounding(rounding: str) -> Context:
    context = _QUOTIENT.copy()
    context.rounding = rounding
    return context


_DOWN = _with_rounding(ROUND_DOWN)


def quotient(part: Decimal, base: Decimal, step: Decimal, *, truncate: bool = False) -> Decimal:
    """Part / base printed to `step`, half-up, or cut off when `truncate`.

    Exactly rounded: the integer quotient of the scaled numbers is taken, so no digit is rounded twice.
    Raises ZeroDivisionError on a zero base.
    """
    if not base:
        raise ZeroDivisionError
    sign = -1 if (part < 0) != (base < 0) else 1
    scaled_part, scaled_base = _integers(abs(part), abs(base) * step)
    whole, rest = divmod(scaled_part, scaled_base)
    if not truncate and 2 * rest >= scaled_base:
        whole += 1
    return _DOWN.multiply(Decimal(sign * whole), step)


def _integers(first: Decimal, second: Decimal) -> tuple[int, int]:
    lowest = min(int(first.as_tuple().exponent), int(second.as_tuple().exponent), 0)
    return int(first.scaleb(-lowest, _DOWN)), int(second.scaleb(-lowest, _DOWN))


def printed(number: Decimal, step: Decimal | None = None, *, thousands: bool = False) -> str:
    """A number as a report prints it: plain digits, to `step` if given, with thousands commas if asked."""
    shown = round_half_up(number, step) if step is not None else number
    if shown == 0:
        shown = abs(shown)
    return f"{shown:,f}" if thousands else f"{shown:f}"
