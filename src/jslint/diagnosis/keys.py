"""How a number is typed in a figure's place, and how many keys lie between it and what is printed there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import parse_amount, printed, round_half_up
from jslint.diagnosis.units import is_converted
from jslint.figure import Figure
from jslint.report.cells import as_printed

PERCENT_MARKS = "%％ "
"""What may stand behind the digits of a percentage, within its span."""


def shown(figure: Figure, number: Decimal) -> str:
    """A number as it would be printed in the figure's place: with as many digits as stand there, where they are enough.

    Of an amount that stands there in 元 for 万元 the digits behind the point say nothing.
    """
    thousands = figure.thousands or "," in figure.printed
    amount = parse_amount(figure.printed.rstrip(PERCENT_MARKS))
    if amount is None or figure.printed_unit or figure.number != amount.number:
        return as_printed(figure, number, thousands=thousands)
    behind = figure.printed[len(figure.printed.rstrip(PERCENT_MARKS)) :]
    step = Decimal(1).scaleb(-len(figure.printed.rstrip(PERCENT_MARKS).partition(".")[2]))
    if number != round_half_up(number, step) or is_converted(figure, number):
        step = figure.step
    return f"{printed(number, step or None, thousands=thousands)}{behind}"


def one_key_away(figure: Figure) -> Iterator[Decimal]:
    """The numbers that differ from what is printed by one digit, one digit too many or too few, or two digits exchanged."""
    text = figure.printed.rstrip(PERCENT_MARKS).replace(",", "")
    texts = dict.fromkeys(
        new
        for at, key in enumerate(text)
        if key.isdecimal()
        for new in (
            *(f"{text[:at]}{digit}{text[at + 1 :]}" for digit in "0123456789"),
            f"{text[:at]}{text[at + 1 :]}",
            f"{text[:at]}{text[at + 1 : at + 2]}{key}{text[at + 2 :]}",
        )
    )
    amounts = (parse_amount(new) for new in texts if new != text)
    return iter(
        dict.fromkeys(amount.number for amount in amounts if amount is not None and amount.number != figure.number)
    )


def keys_between(figure: Figure, number: Decimal) -> int:
    """How many keys lie between what is printed and a number; a sign, a shifted point or a swap of neighbours counts once.

    A single digit is no shifted point: 1.00 and 0.01 have nothing else in common.
    """
    old, new = figure.printed.replace(",", ""), shown(figure, number).replace(",", "")
    if old == new:
        return 0
    if old.lstrip("-") == new.lstrip("-"):
        return 1
    digits = old.lstrip("-").replace(".", "").strip("0")
    if len(digits) > 1 and digits == new.lstrip("-").replace(".", "").strip("0"):
        return 1
    if abs(len(old) - len(new)) == 1:
        long, short = (old, new) if len(old) > len(new) else (new, old)
        if any(long[:at] + long[at + 1 :] == short for at in range(len(long))):
            return 1
    if len(old) != len(new):
        return abs(len(old) - len(new)) + 2
    differing = [index for index, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    if len(differing) == 2 and old[slice(*differing)].rstrip(".") == new[differing[1]]:
        return 1 if new[differing[0]] == old[differing[1]] else 2
    return len(differing)
