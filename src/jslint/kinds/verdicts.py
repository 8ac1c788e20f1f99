"""A weighed relation as a ledger entry, with the message that finance staff read."""

from __future__ import annotations

from jslint.diagnostic import RANK, Severity
from jslint.figure import Anchor, Figure, Place
from jslint.ledger import Check, Finding
from jslint.relation import Relation, Verdict
from jslint.relation.words import MOST_PARTS
from jslint.rule import About


def judge(
    about: About,
    relation: Relation,
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


def message_of(about: About, relation: Relation, verdict: Verdict) -> str:
    """Which figures, where, what was expected, the difference, what rounding explains, what to do."""
    tail = f"（{verdict.reason}）" if verdict.reason else ""
    return f"{relation.words(verdict)}{tail}。{about.advice}"


def _related(relation: Relation) -> list[tuple[Anchor, str]]:
    """The other figures, the non-zero ones first where there are many."""
    others: list[Figure] = list(relation.figures[1:])
    if len(others) > MOST_PARTS:
        others = [figure for figure in others if not figure.is_zero]
    return [(figure.anchor, f"{_named(figure, relation.figures[0])} {figure.shown}") for figure in others[:24]]


def _named(figure: Figure, first: Figure) -> str:
    """A figure beside the one that is judged: with its table where that is another."""
    place = figure.place
    return place.inner_words() if place.title == first.place.title else place.words()
