"""How a sentence prints its numbers: unit, decimals, thousands, full width; a number written as it would stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from jslint.amount import parse_amount, printed, quotient, round_half_up
from jslint.figure import Figure
from jslint.relation.ratio import FACTORS, in_wan

_DIGITS = re.compile(r"[-+－＋−]?[0-9０-９][0-9０-９,，.．]*")
_WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
FINEST = Decimal("0.000001")
"""No narrative prints more decimals than an amount in 亿元 to the 百元."""


def value_for(target: Figure, source: Figure) -> Decimal:
    """What a source prints, in the unit of the target, with all its digits."""
    if target.unit not in FACTORS or source.unit not in FACTORS or target.unit == source.unit:
        return source.value
    return quotient(in_wan(source), FACTORS[target.unit], FINEST)


def step_of(figure: Figure) -> Decimal | None:
    """The step of the last digit that a figure prints, or None where its text is no plain number."""
    digits = _DIGITS.search(figure.printed)
    amount = parse_amount(digits[0]) if digits is not None else None
    return amount.step if amount is not None else None


def step_for(target: Figure, number: Decimal, others: Iterable[Figure]) -> Decimal | None:
    """To which step a number is printed at the target: its own where that keeps the number, else the section's finest.

    A sentence that leaves out trailing zeros (5.2 beside 5.23) prints the next number with the digits that it has.
    """
    own = step_of(target)
    if own is None or round_half_up(number, own) == number:
        return own
    steps = [step for other in others if other.unit == target.unit and (step := step_of(other)) is not None]
    return min([own, *steps])


def written(target: Figure, number: Decimal, step: Decimal) -> str:
    """The target's text with another number: digits, thousands and width as it has them, all else untouched."""

    def put(match: re.Match[str]) -> str:
        digits = printed(number, step, thousands="," in match[0] or "，" in match[0])
        return digits.translate(_WIDE) if any(character in match[0] for character in "０１２３４５６７８９") else digits

    return _DIGITS.sub(put, target.printed, count=1)
