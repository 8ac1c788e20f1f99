"""The figures of the narrative that the words beside them make of others, as relations."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Reckoned, Reckoning
from jslint.relation import AtMost, Relation, Sum, Term
from jslint.relation.ratio import Ratio
from jslint.report.model import Report
from jslint.rule import About

_WORDS: dict[Reckoning, str] = {"difference": "前后两数之差", "sum": "各项相加", "limit": "各项相加"}


def reckonings(about: About, report: Report, topic: str, *roles: Reckoning) -> Iterator[Check]:
    """The trials of what is said in a section of figures in these roles, each at the figure that is made of the others."""
    for claim in report.claims(topic):
        if isinstance(claim, Reckoned) and claim.role in roles:
            yield judge(about, _relation(claim), claim.figure.place, claim.figure.anchor)


def _relation(claim: Reckoned) -> Relation:
    """The relation that ties a figure to those that it is made of."""
    part = tuple(Term(figure, sign) for figure, sign in claim.part)
    if claim.base:
        return Ratio(claim.figure, part, tuple(Term(figure, sign) for figure, sign in claim.base))
    words = _WORDS[claim.role]
    whole = (Term(claim.figure),)
    return AtMost(part, whole, words) if claim.role == "limit" else Sum(whole, part, right_words=words)
