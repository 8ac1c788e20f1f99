"""Lays a rule's example over the empty report of its layout, and says where its marks come to stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from msgspec.structs import replace

from jslint.document.skeleton import skeleton
from jslint.reading.pieces import Piece, read
from jslint.report.layout import shipped_layout
from jslint.rule import Example
from jslint.source import Span

_MARK = re.compile(r"⟦(?P<code>[A-Z]+[0-9]+)⟧|⟦/⟧")


@dataclass(frozen=True)
class Laid:
    text: str
    expected: list[tuple[str, Span]]
    related: dict[str, str]


def unmarked(text: str) -> tuple[str, list[tuple[str, Span]]]:
    """The text without its marks, and the marked spans in it."""
    parts: list[str] = []
    marks: list[tuple[str, Span]] = []
    opened: list[tuple[str, int]] = []
    at = length = 0
    for match in _MARK.finditer(text):
        parts.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match["code"]:
            opened.append((match["code"], length))
        else:
            code, start = opened.pop()
            marks.append((code, Span(start, length)))
    parts.append(text[at:])
    assert not opened, "a mark is not closed"
    return "".join(parts), marks


@lru_cache
def empty_report(layout: str) -> str:
    spec = shipped_layout(layout)
    assert spec is not None, layout
    return skeleton(spec, body="某市某局", year=2023)


def lay(example: Example) -> Laid:
    """Each piece of the example takes the place of the empty report's piece of the same path, or is added to it."""
    text, marks = unmarked(example.text)
    over = [_as_written(piece, text) for piece in read(text).pieces]
    base = list(read(empty_report(example.layout)).pieces)
    result, moved = _merged(base, over)
    related = {path: lay(Example(text, example.layout)).text for path, text in example.related}
    return Laid(result, sorted((code, _moved(span, over, moved)) for code, span in marks), related)


def _as_written(piece: Piece, text: str) -> Piece:
    """The piece with the characters that the reader replaces (JS005) put back."""
    return replace(piece, text=text[piece.start : piece.start + len(piece.text)])


def _merged(base: list[Piece], over: list[Piece]) -> tuple[str, dict[int, int]]:
    pending = list(over)
    parts: list[str] = []
    moved: dict[int, int] = {}

    def put(piece: Piece, *, own: bool) -> None:
        text = piece.text if piece.text.endswith("\n") else piece.text + "\n"
        if own:
            moved[piece.start] = sum(map(len, parts))
        parts.append(text)

    tops = list(dict.fromkeys([*(piece.path[0] for piece in base), *(piece.path[0] for piece in over)]))
    for top in tops:
        mine = [piece for piece in pending if piece.path[0] == top]
        theirs = [piece for piece in base if piece.path[0] == top]
        whole = [piece for piece in mine if len(piece.path) == 1 and not piece.header]
        if whole:
            for piece in mine:
                put(piece, own=True)
            continue
        taken = {piece.path for piece in mine}
        for piece in theirs or mine[:1]:
            own = next((other for other in mine if other.path == piece.path), None)
            if own is not None and piece is not own:
                put(own, own=True)
                mine = [other for other in mine if other is not own]
            elif piece in mine:
                put(piece, own=True)
                mine = [other for other in mine if other is not piece]
            elif piece.path not in taken:
                put(piece, own=False)
        for piece in mine:
            put(piece, own=True)
    return "".join(parts), moved


def _moved(span: Span, over: list[Piece], moved: dict[int, int]) -> Span:
    home = max((piece.start for piece in over if piece.start <= span.start), default=0)
    return span.shifted(moved[home] - home)
