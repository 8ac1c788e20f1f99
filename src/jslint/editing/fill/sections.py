"""Sections that nobody has written yet: written whole from the layout's sentences, what only a person knows as 【原因】."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jslint.diagnostic import Edit
from jslint.editing.fill.sources import Sources
from jslint.editing.sentences import marked, sentences
from jslint.figure import Place
from jslint.reading.pieces import Piece
from jslint.report.model import Report
from jslint.report.section import section_key
from jslint.source import Span
from jslint.tree import Mapping, Node, Scalar

_EMPTY = re.compile(r"(?P<key>(?P<indent> *)[^\s#][^#]*?:)[ ]*(?P<nothing>\|[-+]?|~|null|''|\"\")?[ ]*\r?\n?")
"""A line with a key and nothing behind it."""
INDENT = "  "


def written_whole(sources: Sources) -> Iterator[tuple[Edit, Place]]:
    """The edits that write the empty sections and parts of which the tables hold the figures."""
    report = sources.atlas.report
    for piece in report.pieces("情况说明"):
        key = section_key(piece.key.value, report.layout, report.terms) if piece.key is not None else None
        if key is None or piece.broken:
            continue
        for part, offset in _empty(piece):
            lines = [marked(line) for line in _lines(report, key, part)]
            edit = _edit(sources, piece.start + offset, lines) if lines else None
            if edit is not None:
                yield edit, Place(piece.id, part)


def _empty(piece: Piece) -> Iterator[tuple[str, int]]:
    """The section itself, or the parts of it, that are empty, each with where its key stands in the piece."""
    if isinstance(piece.node, Mapping):
        for entry in piece.node.entries:
            if _is_empty(entry.value):
                yield entry.key.value, entry.key.span.start
    elif piece.key is not None and not piece.header and _is_empty(piece.node):
        yield "", piece.key.span.start


def _is_empty(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and (node.is_null or not node.value.strip()))


def _lines(report: Report, key: str, part: str) -> Iterator[str]:
    """The sentences of a part; of all parts, where a section stands undivided."""
    spec = report.layout.section(key)
    parts = spec.parts if spec is not None else ()
    if part:
        parts = tuple(each for each in parts if any(word in part for word in each.words))
    else:
        yield from () if parts else sentences(report, key)[:1]
    for each in parts:
        yield from sentences(report, key, each.key)[:1]


def _edit(sources: Sources, offset: int, lines: list[str]) -> Edit | None:
    """What puts lines under the key at an offset; None where more than the key stands on its line."""
    source = sources.atlas.source
    number = source.line_of(offset)
    text = source.line_text(number)
    match = _EMPTY.fullmatch(text)
    if match is None:
        return None
    start = source.line_span(number).start
    end = "\r\n" if text.endswith("\r\n") else "\n"
    body = "".join(f"{end}{match['indent']}{INDENT}{line}" for each in lines for line in each.split("\n"))
    line_end = start + len(text.rstrip("\r\n"))
    if (match["nothing"] or "").startswith("|"):
        return Edit(Span(line_end, line_end), body)
    return Edit(Span(start + match.end("key"), line_end), f" |{body}")
