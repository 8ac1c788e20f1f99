"""What a report still lacks before it is published: errors that nobody has explained, places that nobody has written."""

from __future__ import annotations

from msgspec import Struct

from jslint.diagnostic import Diagnostic
from jslint.engine.examination import Examination
from jslint.rules.wording.js903_template_leftover import ABOUT as LEFTOVER
from jslint.source import Span

BEGINNING = "【"
"""How a place begins that a person still has to write."""


class Unready(Struct, frozen=True):
    """The errors, and the places in 【】, each in the order of the findings."""

    errors: tuple[Diagnostic, ...]
    unwritten: tuple[Span, ...]


def unready(examination: Examination) -> Unready:
    """What stands in the way of a report's publication; nothing of either where it may be published."""
    text, told = examination.source.text, examination.diagnostics
    places = (
        place
        for each in told
        if each.code == LEFTOVER.code
        for place in (each.span, *(other.span for other in each.related))
    )
    return Unready(
        tuple(each for each in told if each.severity == "error"),
        tuple(place for place in places if text.startswith(BEGINNING, place.start)),
    )
