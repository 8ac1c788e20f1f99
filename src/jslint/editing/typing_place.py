"""Where in a report a person is typing, read from the lines around: half-typed text has no tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from jslint.source import Source, Span

Kind = Literal["key", "value", "cell", "prose"]

_KEY = re.compile(
    r"""(?P<indent> *)(?:- +)?(?P<quote>["']?)(?P<key>[^\s:#"'\[\]{}][^:#"'\[\]{}]*?)(?P=quote) *:(?: +(?P<rest>.*))?$"""
)
_BLOCK = re.compile(r"[|>][0-9+-]*\s*(?:#.*)?$")
_WORD = re.compile(r"[^\s，。；、：（）“”,;:()\[\]{}0-9]*$")


class TypingPlace(Struct, frozen=True):
    """`path` are the keys above, `typed` the characters before the cursor that a suggestion replaces, `cell` which cell of a row."""

    kind: Kind
    path: tuple[str, ...]
    typed: str
    span: Span
    cell: int = 0
    row: tuple[str, ...] = ()


def typing_place(source: Source, offset: int) -> TypingPlace:
    """The place of a cursor. Looks upwards line by line, never at the whole text."""
    line = source.line_of(offset)
    before = source.line_text(line)[: offset - source.line_span(line).start]
    indent = len(before) - len(before.lstrip(" "))
    path = tuple(_keys_above(source, line, indent))
    if path and path[-1].startswith("|"):
        return _place("prose", _clean(path), before, offset, _WORD)
    content = before[indent:]
    if content.startswith("- "):
        content = content[2:].lstrip(" ")
    path = _clean(path)
    if "[" in content and content.rfind("[") > content.rfind("]"):
        head, _, cells = content.rpartition("[")
        row = tuple(cell.strip() for cell in cells.split(","))
        if (key := _KEY.match(head)) is not None:
            path = (*path, key.group("key"))
        return _exactly("cell", path, cells.rpartition(",")[2].lstrip(" "), offset, len(row) - 1, row)
    if (key := _KEY.match(content + ("" if ": " in content else " "))) is not None and ":" in content:
        return _exactly("value", (*path, key.group("key")), (key.group("rest") or "").strip(), offset)
    return _exactly("key", path, content, offset)


def siblings(source: Source, offset: int) -> frozenset[str]:
    """The keys that stand beside the one at the offset already."""
    line = source.line_of(offset)
    text = source.line_text(line)
    indent = len(text) - len(text.lstrip(" ")) if text.strip() else offset - source.line_span(line).start
    found = set()
    for step in (-1, 1):
        at = line + step
        while 0 <= at < source.line_count():
            other = source.line_text(at)
            deep = len(other) - len(other.lstrip(" "))
            if other.strip() and deep < indent:
                break
            if deep == indent and (key := _KEY.match(other)) is not None:
                found.add(key.group("key"))
            at += step
    return frozenset(found)


def _keys_above(source: Source, line: int, indent: int) -> Iterator[str]:
    """The keys that the line stands under, the outermost first; one whose block of text it is in begins with `|`."""
    found: list[str] = []
    if not indent:
        return
    for above in range(line - 1, -1, -1):
        text = source.line_text(above)
        deep = len(text) - len(text.lstrip(" "))
        if deep >= indent or not text.strip() or text.lstrip().startswith("#"):
            continue
        key = _KEY.match(text)
        if key is not None:
            is_text = not found and _BLOCK.fullmatch(key.group("rest") or "") is not None
            found.append(f"|{key.group('key')}" if is_text else key.group("key"))
        indent = deep
        if not deep:
            break
    yield from reversed(found)


def _clean(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key.removeprefix("|") for key in path)


def _place(kind: Kind, path: tuple[str, ...], before: str, offset: int, word: re.Pattern[str]) -> TypingPlace:
    match = word.search(before)
    return _exactly(kind, path, match.group() if match else "", offset)


def _exactly(
    kind: Kind, path: tuple[str, ...], typed: str, offset: int, cell: int = 0, row: tuple[str, ...] = ()
) -> TypingPlace:
    return TypingPlace(kind, path, typed, Span(offset - len(typed), offset), cell, row)
