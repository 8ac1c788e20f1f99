"""A row that is missing as an edit of the report's text: a line of its own, written as the row beside it is."""

from __future__ import annotations

import re

from jslint.diagnostic import Edit
from jslint.ledger import NewRow
from jslint.pattern import Pattern
from jslint.reading.quoting import quoted
from jslint.source import Span

_HEAD = Pattern(r"( *- \[ *)[\"']?")
_LINE = Pattern(r" *- \[[^\n]*\] *(#[^\n]*)?")


def inserted(text: str, at: int, row: NewRow) -> Edit | None:
    """The edit that puts the row beside the one whose code begins at `at`; None where that one is no line of its own."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    head = _HEAD.fullmatch(text, start, at)
    if head is None or end < 0 or not _LINE.fullmatch(text, start, end):
        return None
    line = f"{head[1]}{', '.join(map(_cell, row.cells))}]\n"
    place = start if row.before else end + 1
    return Edit(Span(place, place), line)


def _cell(text: str) -> str:
    """Blanks and amounts without commas are plain; a name is where YAML would read it back unchanged."""
    return text if re.fullmatch(r"~|-?\d+(\.\d+)?", text) else quoted(text)
