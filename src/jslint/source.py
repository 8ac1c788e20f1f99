"""The text of a report and the places in it: code points inside, lines and UTF-16 only at the edge."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from msgspec import Struct, field

from jslint.pattern import Pattern

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_LINE_END = Pattern(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A half-open stretch of text, in code points."""

    start: int
    end: int

    def shifted(self, by: int) -> Span:
        """The same stretch, `by` code points further on."""
        return Span(self.start + by, self.end + by)


class Position(NamedTuple):
    """A zero-based line and character, in the units of the encoding that made it."""

    line: int
    character: int


class Range(NamedTuple):
    """Two positions, as the language server protocol pairs them."""

    start: Position
    end: Position


def _units(text: str, encoding: Encoding) -> int:
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(1 for character in text if character > "\uffff")


class Source(Struct, frozen=True, eq=False):
    r"""A text with its lines; only `\r\n`, `\r` and `\n` end a line."""

    text: str
    _starts: list[int] = field(default_factory=list)

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in _LINE_END.finditer(self.text))
        return self._starts

    def replaced(self, span: Span, text: str) -> Source:
        """The source with a stretch replaced; only the lines around it are looked at again, so a key press stays cheap."""
        starts = self._line_starts()
        first = self.line_of(max(0, span.start - 1))  # a line end before the stretch may join one that is put in
        last = self.line_of(span.end) + 1
        by = len(text) - (span.end - span.start)
        old_end = starts[last] if last < len(starts) else len(self.text)
        new = self.text[: span.start] + text + self.text[span.end :]
        fresh = [match.end() for match in _LINE_END.finditer(new, starts[first], old_end + by)]
        if last < len(starts) and fresh and fresh[-1] == starts[last] + by:
            fresh.pop()
        return Source(new, [*starts[: first + 1], *fresh, *(start + by for start in starts[last:])])

    def line_of(self, offset: int) -> int:
        """The zero-based line that holds the code point at `offset`."""
        return bisect_right(self._line_starts(), offset) - 1

    def line_count(self) -> int:
        """How many lines there are; the text after the last line end counts as one."""
        return len(self._line_starts())

    def line_text(self, line: int) -> str:
        """The text of a line without its line end."""
        starts = self._line_starts()
        end = starts[line + 1] if line + 1 < len(starts) else len(self.text)
        return self.text[starts[line] : end].rstrip("\r\n")

    def line_span(self, line: int) -> Span:
        """The span of a line with its line end."""
        starts = self._line_starts()
        return Span(starts[line], starts[line + 1] if line + 1 < len(starts) else len(self.text))

    def position(self, offset: int, encoding: Encoding = "utf-16") -> Position:
        """Where an offset stands as line and character of the given encoding."""
        line = self.line_of(offset)
        return Position(line, _units(self.text[self._line_starts()[line] : offset], encoding))

    def range(self, span: Span, encoding: Encoding = "utf-16") -> Range:
        """Where a span stands as two positions."""
        return Range(self.position(span.start, encoding), self.position(span.end, encoding))

    def offset(self, position: Position, encoding: Encoding = "utf-16") -> int:
        """The code point at a position; past the end of a line it is the line's end, past the text the text's end."""
        starts = self._line_starts()
        if position.line >= len(starts):
            return len(self.text)
        start, text = starts[position.line], self.line_text(position.line)
        if encoding == "utf-32" or text.isascii():
            return start + min(position.character, len(text))
        left = position.character
        for index, character in enumerate(text):
            left -= _units(character, encoding)
            if left < 0:
                return start + index
        return start + len(text)
