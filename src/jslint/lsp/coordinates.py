"""Between code points and the positions of the protocol, in the units that were agreed with the editor."""

from __future__ import annotations

from lsprotocol import types
from msgspec import Struct

from jslint.source import Encoding, Position, Source, Span


class Coordinates(Struct, frozen=True):
    """One text, with the position encoding of the session."""

    source: Source
    encoding: Encoding

    def position(self, offset: int) -> types.Position:
        """Where an offset stands."""
        return types.Position(*self.source.position(offset, self.encoding))

    def range(self, span: Span) -> types.Range:
        """Where a span stands."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """The code point at a position; what lies outside the text is taken to its nearest end."""
        if position.line < 0:
            return 0
        return self.source.offset(Position(position.line, max(0, position.character)), self.encoding)

    def span(self, range_: types.Range) -> Span:
        """The span of a range, in order even where its ends are not."""
        first, second = self.offset(range_.start), self.offset(range_.end)
        return Span(min(first, second), max(first, second))
