"""Of two things that a change may be about, the one whose growth rate comes nearer to the one stated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from jslint.prose.claims import AMOUNTS
from jslint.prose.context import RECENT
from jslint.prose.numbers import Number
from jslint.prose.reading import Reading, Subject

ONE, HUNDRED = Decimal(1), Decimal(100)


def settle(readings: Sequence[Reading]) -> list[Reading]:
    """A change and its rate go to its rival where the rate is rather the rival's; where it is neither's, it is wrong for both."""
    settled = list(readings)
    for at, change in enumerate(readings):
        if change.rival is None or change.of != "prior" or at + 1 == len(readings):
            continue
        change, rate = settled[at], settled[at + 1]
        if _goes_with(rate, change) and _is_rather(change, rate, settled[max(0, at - RECENT) : at]):
            subject = change.rival
            settled[at : at + 2] = replace(change, subject=subject), replace(rate, subject=subject)
    return settled


def _is_rather(change: Reading, rate: Reading, before: list[Reading]) -> bool:
    """Whether the rate is rather that of the change's rival."""
    if rate.number is None or change.rival is None:
        return False
    own, other = (_miss(change, rate, subject, before) for subject in (change.subject, change.rival))
    if own is not None and own[0] <= rate.number.amount.step * own[1]:
        return False
    return other is not None and (own is None or other[0] * own[1] < own[0] * other[1])


def _goes_with(rate: Reading, change: Reading) -> bool:
    return (
        rate.role == "change_rate"
        and rate.passage == change.passage
        and rate.sentence == change.sentence
        and rate.subject == change.subject
    )


def _miss(change: Reading, rate: Reading, subject: Subject, before: list[Reading]) -> tuple[Decimal, Decimal] | None:
    """How far the stated rate is from 100 × D / (A ∓ D) for that subject, as a fraction; None where there is no such rate."""
    amount = _amount(subject, change, before)
    if amount is None or change.number is None or rate.number is None or amount.unit != change.number.unit:
        return None
    by = change.number.amount.number
    if by == 0:
        return abs(rate.number.amount.number), ONE
    prior = amount.amount.number - change.sense * by
    if prior <= 0:
        return None
    return abs(by * HUNDRED - rate.number.amount.number * prior), prior


def _amount(subject: Subject, change: Reading, before: list[Reading]) -> Number | None:
    for reading in reversed(before):
        if reading.role in AMOUNTS and reading.subject == subject and reading.passage == change.passage:
            return reading.number
    return None
