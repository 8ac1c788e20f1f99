"""Sides of relations in words: by name, by value, and spelled out."""

from __future__ import annotations

from collections.abc import Sequence

from jslint.amount import ZERO, printed
from jslint.figure import Figure
from jslint.relation.weighing import Term, Verdict, value_of

MOST_PARTS = 8
"""Parts that a message spells out; the rest is counted."""

MOST_SPELLED = 6
"""Parts that a line of a figure's page spells out."""


def side(terms: Sequence[Term]) -> str:
    """Each figure with its name and value: 本年收入合计 109.30 ＋ …."""
    parts = []
    for index, (figure, sign) in enumerate(terms):
        parts.append(f"{_operator(index, sign)}{figure.place.inner_words()} {figure.shown}")
    return " ".join(parts)


def telling(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that are not zero, or the first where all are."""
    return tuple(term for term in terms if not term.figure.is_zero) or tuple(terms[:1])


def left_words(terms: Sequence[Term], words: str) -> str:
    """The left side by name, with its table."""
    if words or len(terms) > 1:
        return f"《{terms[0].figure.place.title}》{words or _names(terms)}"
    return terms[0].figure.place.words()


def value(terms: Sequence[Term]) -> str:
    """A side's value, as printed where it is one figure."""
    return terms[0].figure.shown if len(terms) == 1 else printed(value_of(terms))


def spelled(terms: Sequence[Term]) -> str:
    """The non-zero parts of a side with their values, in brackets; nothing where there is only one of them."""
    parts = [term for term in terms if term.figure.value]
    if len(parts) < 2 and all(term.sign > 0 for term in parts):
        return ""
    rest = f"＋…（共 {len(parts)} 项）" if len(parts) > MOST_PARTS else ""
    return f"（{_values(parts[:MOST_PARTS])}{rest}）"


def counted(terms: Sequence[Term]) -> str:
    """A single figure by its name, a sum by its value and how many parts it has."""
    if len(terms) == 1 and terms[0].sign > 0:
        return f"{terms[0].figure.place.words()} {terms[0].figure.shown}"
    parts = [term for term in terms if term.figure.value]
    shown = f"（{_values(parts)}）" if 1 < len(parts) <= MOST_SPELLED else f"（{len(terms)} 项）"
    return f"{printed(value_of(terms))}{shown}"


def slack_words(verdict: Verdict) -> str:
    """How much of a difference rounding explains."""
    if not verdict.slack:
        return "没有四舍五入的余地"
    return f"四舍五入最多只能解释 {printed(verdict.slack.normalize())}"


def apart(verdict: Verdict) -> str:
    """The difference, and what rounding explains of it, behind a formula; nothing where there is none."""
    if not verdict.difference:
        return ""
    slack = f"，四舍五入最多解释 {printed(verdict.slack.normalize())}" if verdict.slack else ""
    return f"，相差 {printed(abs(verdict.difference))}{slack}"


def _names(terms: Sequence[Term]) -> str:
    return "".join(
        f"{_operator(index, sign)}{figure.place.inner_words()}" for index, (figure, sign) in enumerate(terms)
    )


def _values(terms: Sequence[Term]) -> str:
    return "".join(_added(index, figure, sign) for index, (figure, sign) in enumerate(terms))


def _added(index: int, figure: Figure, sign: int) -> str:
    """An amount with its sign: 2.77－2.50 where -2.50 is added, 2.77－（-2.50） where it is taken away."""
    if not index or figure.value >= ZERO:
        return f"{_operator(index, sign)}{figure.printed}"
    return f"－（{figure.printed}）" if sign < 0 else f"－{printed(-figure.value, figure.step)}"


def _operator(index: int, sign: int) -> str:
    return "－" if sign < 0 else "＋" if index else ""
