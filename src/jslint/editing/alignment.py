"""Tables lined up as they are printed: columns by display width, nothing changed but spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from jslint.amount import is_nil, parse_amount
from jslint.columns import columns_of
from jslint.diagnostic import Edit
from jslint.memo import Memo
from jslint.reading.pieces import Piece, Reading, read
from jslint.source import Span
from jslint.tree import Entry, Mapping, Node, Scalar, Sequence

TABLES, COLUMNS = "决算表", "栏目"

LEADING = 2
"""Cells before the amounts of a row: code and name."""

_SPACES = re.compile(r" *")
_COMMA = re.compile(r" *, *")
_COLON = re.compile(r" *: *")
_CUT_AMOUNT = re.compile(r"[\[ ,\"]-?[0-9]{1,3},[0-9]{3}(?![0-9])")
"""What may be one amount, cut at its thousands comma: a space behind that comma would make it two."""


def aligned(text: str) -> str:
    """The text with its tables lined up."""
    pieces, last = [], 0
    for edit in alignment(text):
        pieces += [text[last : edit.span.start], edit.text]
        last = edit.span.end
    return "".join([*pieces, text[last:]])


def alignment(text: str, memo: Memo | None = None) -> tuple[Edit, ...]:
    """The edits that line up the tables, in order and apart; each replaces spaces by spaces, within one line.

    A table that cannot be read, a row that goes over several lines, and one in which an amount may be cut stay as they are.
    """
    reading = read(text, memo)
    edits = {edit.span: edit for piece in _tables(reading) for edit in _Aligner(text, piece).edits()}
    changing = (edit for span, edit in edits.items() if text[span.start : span.end] != edit.text)
    return tuple(sorted(changing, key=lambda edit: edit.span))


def _tables(reading: Reading) -> Iterator[Piece]:
    for piece in reading.pieces:
        if piece.path[:1] == (TABLES,) and piece.node is not None and not piece.header and not piece.faults:
            yield piece


def width(text: str) -> int:
    """Columns that a text takes on a screen; Chinese characters take two."""
    return columns_of(text)


class _Aligner:
    """Lines up one table; spans within it count from the piece's start."""

    def __init__(self, text: str, piece: Piece) -> None:
        self._text = text
        self._start = piece.start
        self._node = piece.node

    def edits(self) -> Iterator[Edit]:
        """What lines up the table."""
        if isinstance(self._node, Mapping):
            yield from self._mapping(self._node)

    def _mapping(self, node: Mapping) -> Iterator[Edit]:
        if node.flow:
            return
        inline = [entry for entry in node.entries if self._is_inline(entry)]
        yield from self._values(inline)
        totals = [entry.value for entry in inline if entry.key.value != COLUMNS]
        yield from self._rows(totals)
        for entry in node.entries:
            if isinstance(entry.value, Mapping):
                yield from self._mapping(entry.value)
            elif isinstance(entry.value, Sequence) and not entry.value.flow:
                yield from self._rows(list(entry.value.items), self._plain_rows(totals))

    # values behind their keys

    def _is_inline(self, entry: Entry) -> bool:
        """Whether a row stands on one line: a key with an amount or a list of them."""
        value = entry.value
        if isinstance(value, Scalar) and (value.style or not _is_amount(value)):
            return False
        if isinstance(value, Mapping) or (isinstance(value, Sequence) and not value.flow):
            return False
        gap = self._source(Span(entry.key.span.end, value.span.start))
        return value.span.end > value.span.start and _COLON.fullmatch(gap) is not None and self._is_one_line(value.span)

    def _values(self, entries: list[Entry]) -> Iterator[Edit]:
        """Lists begin under each other; amounts end under each other."""
        if not entries:
            return
        column = max(width(self._source(entry.key.span)) for entry in entries) + 2
        amounts = [width(self._source(entry.value.span)) for entry in entries if isinstance(entry.value, Scalar)]
        for entry in entries:
            pad = column - width(self._source(entry.key.span)) - 1
            if isinstance(entry.value, Scalar):
                pad += max(amounts) - width(self._source(entry.value.span))
            yield self._edit(Span(entry.key.span.end, entry.value.span.start), ":" + " " * pad)

    # cells within their rows

    def _plain_rows(self, nodes: list[Node]) -> list[Sequence]:
        return [node for node in nodes if isinstance(node, Sequence) and node.flow and self._is_plain_row(node)]

    def _rows(self, nodes: list[Node], totals: Iterable[Sequence] = ()) -> Iterator[Edit]:
        """Rows under each other; their columns leave room for the totals above them, which have no code and name."""
        rows = self._plain_rows(nodes)
        columns = max((len(row.items) for row in rows), default=0)
        cells = [[row.items[index] for row in rows if index < len(row.items)] for index in range(columns)]
        widths = [max(width(self._source(cell.span)) for cell in column) for column in cells]
        for row in totals:
            for index, cell in enumerate(row.items if len(row.items) + LEADING == columns else (), LEADING):
                widths[index] = max(widths[index], width(self._source(cell.span)))
        texts = [index for index, column in enumerate(cells) if 2 * sum(map(_is_amount, column)) < len(column)]
        first_amount = texts[-1] + 1 if texts else 0
        for row in rows:
            yield from self._row(row, widths, first_amount)

    def _row(self, row: Sequence, widths: list[int], first_amount: int) -> Iterator[Edit]:
        """Codes and names begin, amounts end under each other; the comma stays with its cell."""
        owed = 0
        last = row.span.start + 1
        for index, cell in enumerate(row.items):
            spare = widths[index] - width(self._source(cell.span))
            before = spare if index >= first_amount else 0
            comma = ", " if index else ""
            yield self._edit(Span(last, cell.span.start), comma + " " * (owed + before))
            owed = 0 if index >= first_amount else spare
            last = cell.span.end
        yield self._edit(Span(last, row.span.end - 1), "")

    def _is_plain_row(self, row: Sequence) -> bool:
        """Whether only spaces and single commas stand between the brackets and the cells, on one line."""
        if not row.items or not self._is_one_line(row.span) or not all(isinstance(cell, Scalar) for cell in row.items):
            return False
        if any(self._is_cut(one, other) for one, other in pairwise(row.items)):
            return False
        if self._source(Span(row.span.start, row.span.start + 1)) != "[" or any(
            cell.span.end == cell.span.start for cell in row.items
        ):
            return False
        ends = (Span(row.span.start + 1, row.items[0].span.start), Span(row.items[-1].span.end, row.span.end - 1))
        gaps = (Span(one.span.end, other.span.start) for one, other in pairwise(row.items))
        return all(_SPACES.fullmatch(self._source(end)) for end in ends) and all(
            _COMMA.fullmatch(self._source(gap)) for gap in gaps
        )

    def _is_cut(self, one: Node, other: Node) -> bool:
        """Whether two cells may be one amount, cut at its thousands comma; the reader tells by the columns, spaces would hide it."""
        return _CUT_AMOUNT.match(self._source(Span(one.span.start - 1, other.span.end))) is not None

    def _is_one_line(self, span: Span) -> bool:
        return not set("\r\n") & set(self._source(span))

    def _source(self, span: Span) -> str:
        return self._text[span.start + self._start : span.end + self._start]

    def _edit(self, span: Span, text: str) -> Edit:
        return Edit(span.shifted(self._start), text)


def _is_amount(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_null or is_nil(node.value) or parse_amount(node.value) is not None)
