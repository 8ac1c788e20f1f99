"""How a finding is told once it is known what is behind it."""

from __future__ import annotations

from jslint.engine.displacement import Displacement
from jslint.figure import Figure
from jslint.ledger import Check, Finding
from jslint.relation import Same
from jslint.report.cells import as_printed

MOST_TOLD = 24
"""Related places that a message names."""


def pointed(check: Check, wrong: Figure) -> Finding | None:
    """An identity's finding, pointing at the one of its two places that is likelier wrong."""
    finding = check.finding
    if finding is None or not isinstance(check.relation, Same) or check.relation.second is not wrong:
        return finding
    first = check.relation.first
    related = ((first.anchor, f"{first.place.inner_words()} {first.shown}"),)
    return Finding(wrong.anchor, finding.message, related, finding.repairs)


def told_with(check: Check, displaced: Displacement) -> Finding | None:
    """The finding of a trial that breaks because amounts stand in other cells than their own: what happened comes first."""
    finding = check.finding
    if finding is None:
        return None
    own = set(map(id, check.figures))
    changes = sorted(displaced.changes, key=lambda change: (id(change[0]) not in own, change[0].span))
    happened = f"{displaced.words}，{displaced.remedy}后 {len(displaced.effect.mended)} 条勾稽关系成立"
    related = tuple(
        (figure.anchor, f"{figure.place.inner_words()} {figure.shown}，疑应为 {as_printed(figure, number)}")
        for figure, number in changes
    )
    if check.relation is None:  # a rule that has seen part of it itself: its words and its place stay first
        message = f"{finding.message}整段看，{happened}。"
        return Finding(finding.anchor, message, (*finding.related, *related)[:MOST_TOLD], finding.repairs)
    message = f"{happened}，请核对。现在不成立的如：{finding.message}"
    return Finding(changes[0][0].anchor, message, (*related[:MOST_TOLD], *finding.related), finding.repairs)
