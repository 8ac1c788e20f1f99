"""Where a difference came about by filling and no reason is given: the words that ask a person for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.diagnostic import Edit
from jslint.editing.fill.sources import Sources
from jslint.ledger import Check
from jslint.rules.trend.js411_missing_reason import ABOUT as MISSING_REASON
from jslint.source import Span

FOR_REASON = "的主要原因：【原因】"
"""What asks for a reason behind 决算数大于预算数."""
SENTENCE = f"决算数与预算数有差异{FOR_REASON}。"
"""What asks for it where nothing compares the two."""
_STOP, _PAUSE = "。\n", "，。；\n"


def asked_for(sources: Sources, touched: Iterable[Span]) -> Iterator[tuple[Edit, Check]]:
    """The edits that ask for the reason of a difference between budget and expenditure, in the sentences that were touched.

    Behind 决算数大于预算数 where that is said, else in a sentence of its own.
    """
    spans = tuple(touched)
    for check in sources.atlas.checks if spans else ():
        if check.code == MISSING_REASON.code and check.outcome == "broken":
            told = [sources.atlas.span(figure.anchor) for figure in check.figures]
            start, end = min(span.start for span in told), max(span.end for span in told)
            edit = _asking(sources, check.place.piece, end)
            if any(span.start < edit.span.end and start <= span.end for span in spans):
                yield edit, check


def _asking(sources: Sources, piece: str, end: int) -> Edit:
    """The edit behind what is said of the amounts that end there."""
    text = sources.atlas.source.text
    stop = _next(text, end, _STOP)
    compared = _next(text, _direction(sources, piece, end, _next(text, stop + 1, _STOP)), _PAUSE)
    if compared:
        return Edit(Span(compared, compared), FOR_REASON)
    at = stop + (text[stop : stop + 1] == "。")
    return Edit(Span(at, at), SENTENCE if at > stop else f"。{SENTENCE}")


def _direction(sources: Sources, piece: str, start: int, end: int) -> int:
    """Where the words end that compare the amounts, within a stretch of the text; 0 where there are none."""
    claims = (claim for section in sources.atlas.report.sections() for claim in section.claims)
    spans = (
        sources.atlas.span(claim.anchor)
        for claim in claims
        if claim.role == "direction" and claim.anchor.piece == piece
    )
    return next((span.end for span in spans if start <= span.start and span.end <= end), 0)


def _next(text: str, start: int, marks: str) -> int:
    """Where the first of some marks stands from a place on, or the text's end; 0 from nowhere."""
    found = [at for mark in marks if (at := text.find(mark, start)) >= 0]
    return min(found, default=len(text)) if start else 0
