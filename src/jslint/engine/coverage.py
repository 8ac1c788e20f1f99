"""Which figures the relations guard: those of which some one-digit change would break a relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import HALF, ZERO, parse_amount
from jslint.figure import Figure
from jslint.ledger import Check, with_consequences
from jslint.relation import Relation, with_figures
from jslint.relation.linear import Linear
from jslint.report.model import Report

State = Literal["guarded", "free", "unbound"]

STATES: tuple[State, ...] = get_args(State)

STATE_WORDS: dict[State, str] = {"guarded": "有勾稽", "free": "无须勾稽", "unbound": "无勾稽"}

BLANK_IS_FREE = "空白"
"""Why a blank cell that no relation uses needs no guard: it states nothing."""

CHANGED_BLANK = "9"
"""The figure that typing one digit into a blank cell gives, for the question whether it would be noticed."""


class Covered(Struct, frozen=True):
    """A figure with its state: `by` are the trials that guard it, `why` says why a free one needs no guard.

    For an unbound one `why` says what could not be understood of it; empty where it was understood and nothing repeats it.
    """

    figure: Figure
    state: State
    by: tuple[Check, ...] = ()
    why: str = ""


def cover(report: Report, ledger: Iterable[Check]) -> tuple[Covered, ...]:
    """Every figure of the report in printed order, with what guards it. The work is linear in the relations' sizes."""
    guards: dict[int, list[Check]] = {}
    for check in with_consequences(ledger):
        for figure in guarded_by(check):
            guards.setdefault(id(figure), []).append(check)
    free = {id(figure): why for figure, why in report.free_figures()}
    unclear = {id(figure): why for figure, why in report.unbound_figures()}
    return tuple(
        _covered(figure, guards.get(id(figure), ()), free.get(id(figure), ""), unclear.get(id(figure), ""))
        for figure in report.figures()
    )


def _covered(figure: Figure, guards: Iterable[Check], why: str, unclear: str) -> Covered:
    by = tuple(guards)
    if by:
        return Covered(figure, "guarded", by)
    if why or figure.blank:
        return Covered(figure, "free", why=why or BLANK_IS_FREE)
    return Covered(figure, "unbound", why=unclear)


def guarded_by(check: Check) -> Iterator[Figure]:
    """The figures of a trial of which some one-digit change would break its relation; an inequality guards none.

    A relation that is broken already guards its figures: the finding names them.
    """
    relation = check.relation
    if relation is None or relation.is_inequality or check.outcome == "unchecked":
        return
    if check.outcome in {"broken", "waived"}:
        yield from relation.figures
    elif (linear := relation.linear()) is not None:
        yield from _guarded_by_weights(relation, linear)
    else:
        for figure in dict.fromkeys(relation.figures):
            if any(_breaks(relation, figure, changed) for changed in one_digit_changes(figure)):
                yield figure


def _guarded_by_weights(relation: Relation, linear: Linear) -> Iterator[Figure]:
    """As for any relation, by what a change adds to the difference and to the slack: no sum is weighed once per part."""
    if linear.exact:
        yield from relation.figures
        return
    parts_too = not all(figure.blank for figure in relation.judged)  # beside a blank total a part is unchecked
    for figure in relation.figures if parts_too else relation.judged:
        weight = linear.weights[figure]
        for changed in one_digit_changes(figure):
            more = (changed.quantum - figure.quantum) * HALF
            if abs(linear.difference + (changed.value - figure.value) * weight) > linear.slack + more:
                yield figure
                break


def one_digit_changes(figure: Figure) -> Iterator[Figure]:
    """The figure with one digit changed: each in turn to the farthest it can go, the telling ones first."""
    printed = CHANGED_BLANK if figure.blank else figure.printed
    if figure.number is None:
        return
    for index, digit in enumerate(printed):
        if digit.isdecimal():
            for other in "9" if digit == "0" else "0" if digit == "9" else "90":
                changed = changed_figure(figure, printed[:index] + other + printed[index + 1 :])
                if changed is not None and changed.number != figure.number:
                    yield changed
    if figure.blank and (typed := changed_figure(figure, printed)) is not None:
        yield typed


def changed_figure(figure: Figure, text: str) -> Figure | None:
    """The figure as another text in its place would be read, or None where that is no number."""
    amount = parse_amount(text)
    if amount is None:
        return None
    return replace(figure, printed=text, number=amount.number, quantum=_quantum(figure, amount.number), blank=False)


def _quantum(figure: Figure, number: Decimal) -> Decimal:
    """A printed zero is exact and an amount is not, but for 元 and counts."""
    if not number:
        return ZERO
    return figure.quantum if figure.number or figure.unit not in {"万元", "%"} else figure.step


def _breaks(relation: Relation, figure: Figure, changed: Figure) -> bool:
    return with_figures(relation, {id(figure): changed}).weigh().outcome == "broken"
