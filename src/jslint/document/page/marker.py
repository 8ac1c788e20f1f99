"""Puts texts on the page: each with its place in the file, and with what is wrong marked under its own characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jslint.diagnostic import RANK, Diagnostic
from jslint.document.page import Mark, Printed, printable
from jslint.figure import Anchor
from jslint.source import Encoding, Span
from jslint.tree import Scalar

if TYPE_CHECKING:  # to import a report takes no rules
    from jslint.engine.examination import Examination


class Marker:
    """Knows where things stand and what was found there; places are in the units of the encoding."""

    def __init__(self, examination: Examination, encoding: Encoding) -> None:
        """Prepare for one examination."""
        self._encoding: Encoding = encoding
        self._source = examination.source
        self._starts = {piece.id: piece.start for piece in examination.report.reading.pieces}
        self._findings = sorted(examination.diagnostics, key=lambda each: each.span)
        self._spans = [each.span.start for each in self._findings]
        self._longest = max((each.span.end - each.span.start for each in self._findings), default=0)

    def span(self, anchor: Anchor) -> Span:
        """The span of the file that an anchor is."""
        return anchor.span.shifted(self._starts.get(anchor.piece, 0))

    def fixed(self, text: str, kind: str = "", *, columns: int = 1, rows: int = 1) -> Printed:
        """A text of the layout, which stands nowhere in the file."""
        return Printed((Mark(printable(text)),), kind=kind, columns=columns, rows=rows)

    def placed(self, text: str, anchor: Anchor, kind: str = "", *, columns: int = 1, rows: int = 1) -> Printed:
        """A text of the file, marked as a whole with the gravest finding that touches it."""
        span = self.span(anchor)
        position = self._source.position(span.start, self._encoding)
        told = self._told(span)
        shown = printable(text)
        mark = Mark(shown, told.severity, told.message) if told else Mark(shown)
        return Printed((mark,), position.line, position.character, kind, columns, rows)

    def _overlapping(self, span: Span) -> Iterator[Diagnostic]:
        index = bisect_left(self._spans, span.start - self._longest)
        for each in self._findings[index:]:
            if each.span.start >= span.end:
                return
            if each.span.end > span.start:
                yield each

    def _told(self, span: Span) -> Diagnostic | None:
        return max(self._overlapping(span), key=lambda each: RANK[each.severity], default=None)

    def cell(self, scalar: Scalar, piece: str, kind: str = "", *, columns: int = 1) -> Printed:
        """A text in one cell, its lines kept; what is wrong is marked under its own characters, and each stretch knows its place."""
        base = self._starts.get(piece, 0)
        marks: list[Mark] = []
        at = 0
        for line in scalar.value.rstrip("\n").split("\n"):
            if marks:
                marks.append(Mark("\n"))
            marks += self._stretches(scalar, base, at, printable(line))
            at += len(line) + 1
        first = marks[0]
        return Printed(tuple(marks), first.line, first.character, kind, columns)

    def _stretches(self, scalar: Scalar, base: int, at: int, line: str) -> Iterator[Mark]:
        """The marks of one line, with their places."""
        span = scalar.span_around(at, at + len(line)).shifted(base)
        for mark in self._marks(line, span):
            position = self._source.position(span.start, self._encoding)
            yield Mark(mark.text, mark.severity, mark.message, position.line, position.character)
            span = Span(span.start + len(mark.text), span.end)

    def prose(self, scalar: Scalar, piece: str, kind: str = "p") -> Iterator[Printed]:
        """The paragraphs of a text, with what is wrong marked under its own characters."""
        base = self._starts.get(piece, 0)
        at = 0
        for line in scalar.value.split("\n"):
            if line.strip():
                yield self._paragraph(scalar, base, at, printable(line), kind)
            at += len(line) + 1

    def _paragraph(self, scalar: Scalar, base: int, at: int, line: str, kind: str) -> Printed:
        span = scalar.span_around(at, at + len(line)).shifted(base)
        position = self._source.position(span.start, self._encoding)
        return Printed(tuple(self._marks(line, span)), position.line, position.character, kind)

    def _marks(self, line: str, span: Span) -> Iterator[Mark]:
        """A line cut at its findings; as one stretch where its characters do not stand in the file one by one."""
        if line and span.end - span.start == len(line):
            yield from self._cut(line, span)
        else:
            told = self._told(span)
            yield Mark(line, told.severity, told.message) if told else Mark(line)

    def _cut(self, line: str, span: Span) -> Iterator[Mark]:
        at = 0
        for each in self._overlapping(span):
            low, high = max(at, each.span.start - span.start), min(len(line), each.span.end - span.start)
            if high <= low:
                continue
            if low > at:
                yield Mark(line[at:low])
            yield Mark(line[low:high], each.severity, each.message)
            at = high
        if at < len(line):
            yield Mark(line[at:])
