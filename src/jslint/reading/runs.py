"""Which characters of a scalar's value stand unchanged in its source, and where."""

from __future__ import annotations

import re

from jslint.pattern import Pattern
from jslint.source import Span
from jslint.tree import Run

_LINE_END = Pattern(r"\r\n|\r|\n")
_ESCAPE = Pattern(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n|.)", re.DOTALL)
_FOLD_SPACE = " \t"


def runs_of(text: str, start: int, end: int, value: str, style: str) -> tuple[tuple[Run, ...], Span]:
    """The runs of a scalar that the parser placed at `start:end`, and its span without what trails it.

    Every run is compared with the text, so a run is right or absent; a scalar whose way back is not understood has none.
    """
    if style == "":
        if end - start == len(value) and text.startswith(value, start):
            return ((Run(0, start, len(value)),) if value else ()), Span(start, end)
        return _folded_runs(text, start, end, value), Span(start, end)
    if style in {"|", ">"}:
        runs = _block_runs(text, start, end, value, literal=style == "|")
        last = runs[-1] if runs else None
        header_end = _header_end(text, start, end)
        return runs, Span(start, max(header_end, last.source_start + last.length) if last else header_end)
    inner_start, inner_end = start + 1, end - 1
    if inner_end - inner_start == len(value) and text.startswith(value, inner_start):
        return ((Run(0, inner_start, len(value)),) if value else ()), Span(start, end)
    if style == "'":
        return _single_quoted_runs(text, inner_start, inner_end, value), Span(start, end)
    return _double_quoted_runs(text, inner_start, inner_end, value), Span(start, end)


def _header_end(text: str, start: int, end: int) -> int:
    match = _LINE_END.search(text, start, end)
    stop = match.start() if match else end
    comment = text.find(" #", start, stop)
    return start + len(text[start : stop if comment < 0 else comment].rstrip())


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between line ends within start:end."""
    lines, at = [], start
    for match in _LINE_END.finditer(text, start, end):
        lines.append((at, match.start()))
        at = match.end()
    lines.append((at, end))
    return lines


def _block_runs(text: str, start: int, end: int, value: str, *, literal: bool) -> tuple[Run, ...]:
    lines = _lines(text, start, end)[1:]
    indent = _indent_of(text, lines, value)
    if indent is None:
        return ()
    return _literal_runs(text, lines, indent, value) if literal else _matched(text, _contents(lines, indent), value)


def _indent_of(text: str, lines: list[tuple[int, int]], value: str) -> int | None:
    """How many columns the parser took off: known from the first line that holds something."""
    first_value = next((line for line in value.split("\n") if line.strip(" ")), None)
    first_line = next(((low, high) for low, high in lines if text[low:high].strip(" ")), None)
    if first_value is None or first_line is None:
        return None
    low, high = first_line
    source = text[low:high]
    stripped = source.lstrip(" ")
    leading = len(first_value) - len(first_value.lstrip(" "))
    indent = len(source) - len(stripped) - leading
    return indent if indent >= 0 else None


def _contents(lines: list[tuple[int, int]], indent: int) -> list[tuple[int, int]]:
    return [(min(low + indent, high), high) for low, high in lines]


def _literal_runs(text: str, lines: list[tuple[int, int]], indent: int, value: str) -> tuple[Run, ...]:
    runs, at = [], 0
    for (low, high), line in zip(_contents(lines, indent), value.split("\n"), strict=False):
        if text[low:high] != line:
            return ()
        if line:
            runs.append(Run(at, low, len(line)))
        at += len(line) + 1
    return tuple(runs)


def _folded_runs(text: str, start: int, end: int, value: str) -> tuple[Run, ...]:
    stretches = []
    for low, high in _lines(text, start, end):
        line = text[low:high]
        left = low + len(line) - len(line.lstrip(_FOLD_SPACE))
        right = high - (len(line) - len(line.rstrip(_FOLD_SPACE)))
        stretches.append((left, max(left, right)))
    return _matched(text, stretches, value)


def _matched(text: str, stretches: list[tuple[int, int]], value: str) -> tuple[Run, ...]:
    """Pair each stretch of source with the value, where only white space stands between the pairs."""
    runs, at = [], 0
    for low, high in stretches:
        piece = text[low:high]
        if not piece.strip(_FOLD_SPACE):
            continue
        while not value.startswith(piece, at):
            if at >= len(value) or value[at] not in " \n":
                return ()
            at += 1
        runs.append(Run(at, low, len(piece)))
        at += len(piece)
    return tuple(runs) if not value[at:].strip(" \n") else ()


def _single_quoted_runs(text: str, start: int, end: int, value: str) -> tuple[Run, ...]:
    stretches = []
    for low, high in _lines(text, start, end):
        at = low
        while (quote := text.find("''", at, high)) >= 0:
            stretches.append((at, quote + 1))
            at = quote + 2
        stretches.append((at, high))
    return _matched_loosely(text, stretches, value)


def _double_quoted_runs(text: str, start: int, end: int, value: str) -> tuple[Run, ...]:
    stretches = []
    at = start
    for match in _ESCAPE.finditer(text, start, end):
        stretches.extend(_lines(text, at, match.start()))
        stretches.append((-match.start(), -match.end()))
        at = match.end()
    stretches.extend(_lines(text, at, end))
    return _matched_loosely(text, stretches, value)


def _matched_loosely(text: str, stretches: list[tuple[int, int]], value: str) -> tuple[Run, ...]:
    """As `_matched`, where a stretch may lose the white space at a fold and a negative one stands for one escape."""
    runs: list[Run] = []
    at = 0
    for low, high in stretches:
        if low < 0:
            at += 0 if text[-low + 1 : -high].strip() == "" and text[-low + 1 : -low + 2] in "\r\n" else 1
            continue
        piece = text[low:high]
        if not value.startswith(piece, at):
            kept = piece.lstrip(_FOLD_SPACE)
            low += len(piece) - len(kept)
            at = _past_fold(value, at, kept)
            piece = kept if value.startswith(kept, at) else kept.rstrip(_FOLD_SPACE)
            if not value.startswith(piece, at):
                return ()
        if piece:
            runs.append(Run(at, low, len(piece)))
        at += len(piece)
    return tuple(runs)


def _past_fold(value: str, at: int, piece: str) -> int:
    """The first place from `at` on, past white space that a fold made, where a piece (less its own tail) stands."""
    bare = piece.rstrip(_FOLD_SPACE)
    while at < len(value) and value[at] in " \n" and not value.startswith(bare, at):
        at += 1
    return at
