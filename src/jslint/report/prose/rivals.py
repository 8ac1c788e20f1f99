"""Of two things that a change may be about, the one whose growth rate comes nearer to the one stated."""

from __future__ import annotations

from decimal import Decimal

from jslint.report.prose.claims import AMOUNTS
from jslint.report.prose.numbers import Number
from jslint.report.prose.state import RECENT, Draft, Subject

ONE, HUNDRED = Decimal(1), Decimal(100)


def settle(drafts: list[Draft]) -> None:
    """Give a change and its rate to its rival where the rate is rather the rival's; where it is neither's, it is wrong for both."""
    for at, draft in enumerate(drafts):
        rate = next((d for d in drafts[at + 1 : at + 2] if _goes_with(d, draft)), None)
        if draft.rival is None or rate is None or rate.number is None or draft.of != "prior":
            continue
        before = drafts[max(0, at - RECENT) : at]
        own, other = (_miss(draft, rate, subject, before) for subject in (draft.subject, draft.rival))
        if own is not None and own[0] <= rate.number.amount.step * own[1]:
            continue
        if other is not None and (own is None or other[0] * own[1] < own[0] * other[1]):
            draft.subject = rate.subject = draft.rival


def _goes_with(rate: Draft, change: Draft) -> bool:
    return (
        rate.role == "change_rate"
        and rate.passage == change.passage
        and rate.sentence == change.sentence
        and rate.subject == change.subject
    )


def _miss(change: Draft, rate: Draft, subject: Subject, before: list[Draft]) -> tuple[Decimal, Decimal] | None:
    """How far the stated rate is from 100 × D / (A ∓ D) for that subject, as a fraction; None where there is no such rate."""
    amount = _amount(subject, change, before)
    if amount is None or change.number is None or rate.number is None or amount.unit != change.number.unit:
        return None
    by = change.number.amount.number
    if by == 0:
        return abs(rate.number.amount.number), ONE
    prior = amount.amount.number - (change.sense or 0) * by
    if prior <= 0:
        return None
    return abs(by * HUNDRED - rate.number.amount.number * prior), prior


def _amount(subject: Subject, change: Draft, before: list[Draft]) -> Number | None:
    for draft in reversed(before):
        if draft.role in AMOUNTS and draft.subject == subject and draft.passage == change.passage:
            return draft.number
    return None
