"""How the rules of this family go through the sections that state percentages, changes and directions."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.diagnostic import Outcome
from jslint.figure import Place
from jslint.ledger import Check
from jslint.pattern import Pattern, holds_any
from jslint.prose.claims import Said
from jslint.relation import unread
from jslint.relation.ratio import Ratio
from jslint.report.model import Report
from jslint.report.quantities import Missing
from jslint.rule import About

STOPS = ("。", "\n")
CAUSE = Pattern(r"(?:^|[，,；;])\s*(?:其中[：:，,]?)?(?:因(?!公)|由于)")
COMPARED = ("比", "较", "同", "与", "预算", "上年")
"""Words that say what a change is against."""


def topics(report: Report) -> Iterator[str]:
    """The canonical keys that the narrative speaks of, in the order of the file."""
    seen: dict[str, None] = {}
    for section in report.sections():
        seen.update(dict.fromkeys(sorted(section.topics, key=lambda topic: (topic != section.key, topic))))
    yield from seen


def missing(about: About, ratio: Missing, place: Place) -> Check:
    """A trial that could not be made, with the reason."""
    outcome: Outcome = "unchecked" if ratio.owed else "not_applicable"
    return Check(about.code, place, outcome, reason=ratio.reason)


def nothing(about: About, topic: str, reason: str) -> Check:
    """The section says nothing that the rule looks at."""
    return Check(about.code, Place(f"情况说明/{topic}"), "not_applicable", reason=reason)


def on_zero(ratio: Ratio) -> bool:
    """Whether a percentage stands on a base that is printed zero."""
    return unread(ratio.figures) is None and ratio.expected() is None


def sentence_of(report: Report, claim: Said) -> str:
    """The text of the sentence that a claim stands in."""
    before, behind = _halves(report, claim)
    return before + behind


def is_caused(report: Report, claim: Said) -> bool:
    """因机构划转，减少了…: what one cause did, compared with nothing, is a part of the change and not the change."""
    before, _ = _halves(report, claim)
    causes = list(CAUSE.finditer(before))
    return bool(causes) and not holds_any(before[causes[-1].end() :], COMPARED)


def _halves(report: Report, claim: Said) -> tuple[str, str]:
    """A claim's sentence up to it, and from it on."""
    piece = report.piece(claim.anchor.piece)
    text, at = (piece.text, claim.anchor.span.start) if piece is not None else ("", 0)
    start = max(text.rfind(mark, 0, at) for mark in STOPS) + 1
    ends = [end for mark in STOPS if (end := text.find(mark, at)) >= 0]
    return text[start:at], text[at : min(ends, default=len(text))]
