"""Numbers that were never filled in: a blank before a unit is tried with a number, and kept where a source is found for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from jslint.diagnostic import Edit
from jslint.editing.fill.sources import NARRATIVE, Sources
from jslint.editing.fixing import with_edits
from jslint.figure import Place
from jslint.report.texts import Text
from jslint.rules.wording.js911_missing_number import unfilled
from jslint.source import Span

_ASKED = re.compile(r"【[^】\n]{1,12}】(?=[ \u3000\u00a0]?(?:万元|亿元|[%％]))")
"""A number that was asked for when the section was written."""
_UNIT = re.compile(r"(?P<gap>[ \u3000\u00a0]*)(?P<unit>万元|亿元|[%％])\Z")


def blanks(sources: Sources) -> list[Span]:
    """Where an amount or a percentage is missing: the blank before the unit, or what asks for it, in the order of the text."""
    found = [
        sources.atlas.span(anchor)
        for text in _prose(sources)
        for match in _ASKED.finditer(text.value)
        if (anchor := text.exact(*match.span())) is not None
    ]
    for text in _prose(sources):
        for start, end in unfilled(text.value):
            match = _UNIT.search(text.value, start, end)
            anchor = text.exact(match.start(), end) if match is not None else None
            if match is not None and anchor is not None:
                span = sources.atlas.span(anchor)
                found.append(Span(span.start, span.end - len(match["unit"])))
    return sorted(set(found))


def _prose(sources: Sources) -> Iterator[Text]:
    report = sources.atlas.report
    pieces = (piece for piece in report.text_pieces() if piece.startswith(NARRATIVE))
    return (text for piece in pieces for text in report.texts(piece) if text.kind == "prose")


def may_be_filled(text: str, span: Span) -> bool:
    """Whether one look says that a blank has a source: of what is asked for, a percentage behind which nothing else is asked for."""
    if text[span.start : span.start + 1] != "【":
        return True
    sentence = text[max(text.rfind(mark, 0, span.start) for mark in "。\n") + 1 : span.start]
    return "【" not in sentence and text[span.end : span.end + 2].lstrip()[:1] in {"%", "％"}


def filled_blanks(sources: Sources, spans: Sequence[Span], read: Callable[[str], Sources]) -> list[tuple[Edit, Place]]:
    """The edits that put a number into those blanks whose number has a source; which number it is, later steps say.

    All are tried together; those for whose number nothing speaks are taken back, until each of the rest has its source beside
    the others. `read` gives the sources of a text.
    """
    text = sources.atlas.source.text
    edits = [_tried(text, span, number) for number, span in enumerate(spans, 1)]
    while edits:
        tried = read(with_edits(text, edits))
        places = _places(tried)
        kept = [(edit, places[at]) for edit, at in zip(edits, _after(edits), strict=True) if at in places]
        if len(kept) == len(edits):
            return kept
        edits = [edit for edit, _ in kept]
    return []


def _tried(text: str, span: Span, number: int) -> Edit:
    if span.start == span.end or text[span.start] == "【":
        return Edit(span, f"{number}.01")
    return Edit(span, f" {number}.01" if text[span.end] in "%％" else f" {number}.01 ")


def _after(edits: Sequence[Edit]) -> list[int]:
    """Where the numbers stand once the edits are made."""
    grown = accumulate((len(edit.text) - (edit.span.end - edit.span.start) for edit in edits), initial=0)
    lead = (len(edit.text) - len(edit.text.lstrip(" ")) for edit in edits)
    return [edit.span.start + shift + spaces for edit, shift, spaces in zip(edits, grown, lead, strict=False)]


def _places(sources: Sources) -> dict[int, Place]:
    """The figures that have a source, by where they start."""
    sourced = sources.sourced()
    claims = ((anchor, claims[0].figure) for anchor, claims in sources.claims.items() if anchor in sourced)
    return {sources.atlas.span(anchor).start: figure.place for anchor, figure in claims}
