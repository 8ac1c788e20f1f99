"""A weighed relation as a ledger entry, with the message that finance staff read."""

from __future__ import annotations

from jslint.amount import printed
from jslint.diagnostic import RANK, Severity
from jslint.figure import Anchor, Figure, Place
from jslint.kinds.ratio import Hundred, Order, Ratio
from jslint.ledger import Check, Finding
from jslint.relation import AtMost, Relation, Same, Sum, Term, Verdict, value_of
from jslint.rule import About

MOST_PARTS = 8
"""Parts that a message spells out; the rest is counted."""


def judge(
    about: About,
    relation: Sum | Same | AtMost | Ratio | Hundred | Order,
    place: Place | None = None,
    anchor: Anchor | None = None,
) -> Check:
    """Weigh a relation and enter it, with its finding (at its first figure, or at `anchor`) where it is broken."""
    verdict = relation.weigh()
    figures = relation.figures
    where = place or figures[0].place
    if verdict.outcome != "broken":
        return Check(about.code, where, verdict.outcome, figures, relation, verdict.reason)
    related = _related(relation)
    if anchor is not None and anchor != figures[0].anchor:
        related.insert(0, (figures[0].anchor, f"{figures[0].place.inner_words()} {figures[0].shown}"))
    finding = Finding(anchor or figures[0].anchor, message_of(about, relation, verdict), tuple(related))
    return Check(about.code, where, "broken", figures, relation, verdict.reason, finding, _softer(about, verdict))


def _softer(about: About, verdict: Verdict) -> Severity | None:
    """A verdict may soften what a rule says, never sharpen it."""
    softens = verdict.severity is not None and RANK[verdict.severity] < RANK[about.severity]
    return verdict.severity if softens else None


def message_of(about: About, relation: Sum | Same | AtMost | Ratio | Hundred | Order, verdict: Verdict) -> str:
    """Which figures, where, what was expected, the difference, what rounding explains, what to do."""
    if isinstance(relation, (Ratio, Hundred, Order)):
        text = relation.words(verdict)
    elif isinstance(relation, Same):
        text = _same_words(relation, verdict)
    elif isinstance(relation, AtMost):
        text = _at_most_words(relation, verdict)
    else:
        text = _sum_words(relation, verdict)
    tail = f"（{verdict.reason}）" if verdict.reason else ""
    return f"{text}{tail}。{about.advice}"


def _sum_words(relation: Sum, verdict: Verdict) -> str:
    left, right = value_of(relation.left), value_of(relation.right)
    step = min(figure.step for figure in relation.figures)
    return (
        f"{_left_words(relation.left, relation.left_words)}为 {_value(relation.left)}，"
        f"{relation.right_words or '各项相加'}应为 {printed(right, step)}{_spelled(relation.right)}，"
        f"{'多' if left > right else '少'} {printed(abs(verdict.difference))}；"
        f"{_slack_words(verdict)}"
    )


def _at_most_words(relation: AtMost, verdict: Verdict) -> str:
    return (
        f"{_left_words(relation.left, relation.left_words)}为 {_value(relation.left)}，"
        f"不应大于{_left_words(relation.right, relation.right_words)} {_value(relation.right)}{_spelled(relation.right)}，"
        f"超出 {printed(verdict.difference)}；{_slack_words(verdict)}"
    )


def _same_words(relation: Same, verdict: Verdict) -> str:
    first, second = relation.first, relation.second
    return (
        f"{relation.left_words or first.place.words()}为 {first.shown}，"
        f"{relation.right_words or second.place.words()}为 {second.shown}，"
        f"同一数字两处不一致，相差 {printed(abs(verdict.difference))}"
    )


def _slack_words(verdict: Verdict) -> str:
    if not verdict.slack:
        return "没有四舍五入的余地"
    return f"四舍五入最多只能解释 {printed(verdict.slack.normalize())}"


def _left_words(terms: tuple[Term, ...], words: str) -> str:
    if words or len(terms) > 1:
        return f"《{terms[0].figure.place.title}》{words or _names(terms)}"
    return terms[0].figure.place.words()


def _names(terms: tuple[Term, ...]) -> str:
    parts = [
        f"{'－' if sign < 0 else '＋' if index else ''}{figure.place.inner_words()}"
        for index, (figure, sign) in enumerate(terms)
    ]
    return "".join(parts)


def _value(terms: tuple[Term, ...]) -> str:
    if len(terms) == 1:
        return terms[0].figure.shown
    return printed(value_of(terms))


def _spelled(terms: tuple[Term, ...]) -> str:
    """The right side's non-zero parts with their values, in brackets; nothing where there is only one of them."""
    telling = [term for term in terms if term.figure.value]
    if len(terms) < 2 or not telling:
        return ""
    shown = telling[:MOST_PARTS]
    parts = [
        f"{'－' if sign < 0 else '＋' if index else ''}{figure.printed}" for index, (figure, sign) in enumerate(shown)
    ]
    rest = f"＋…（共 {len(telling)} 项）" if len(telling) > len(shown) else ""
    return f"（{''.join(parts)}{rest}）"


def _related(relation: Relation) -> list[tuple[Anchor, str]]:
    """The other figures, the non-zero ones first where there are many."""
    others: list[Figure] = list(relation.figures[1:])
    if len(others) > MOST_PARTS:
        others = [figure for figure in others if not figure.is_zero]
    return [(figure.anchor, f"{figure.place.inner_words()} {figure.shown}") for figure in others[:24]]
