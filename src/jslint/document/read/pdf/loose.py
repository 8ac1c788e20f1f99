"""Rows that stand next to a table in its columns without a rule around them: cut off by a page break, or left without colour."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from jslint.document.read.pdf.lines import Line, words_of
from jslint.document.read.pdf.tables import Table

FIGURE = re.compile(r"[-−－]?\d[\d,]*(?:\.\d+)?%?")
_NEAR = 1.6
"""A row stands no further than so many type sizes from the table's edge, or from the next row of its kind."""
_GAP = 0.6
"""In type sizes: words of two columns stand no closer."""
_WITHIN = 2.0
"""Points by which a word may reach over the sides of its column."""


class LooseRow(Struct, frozen=True):
    """A line that is a row of a table: its words by column, and the table."""

    words: dict[int, Line]
    table: Table


def loose_rows(lines: Sequence[Line], tables: Sequence[Table]) -> dict[int, LooseRow]:
    """The rows among the lines of a view (from top to bottom), by the line's index."""
    found: dict[int, LooseRow] = {}
    middles = [(line.top + line.bottom) / 2 for line in lines]
    for table in tables:
        after = range(bisect_right(middles, table.bottom), len(lines))
        before = range(bisect_right(middles, table.top) - 1, -1, -1)
        found.update(_next_to(table, table.bottom, after, lines, below=True))
        found.update(_next_to(table, table.top, before, lines, below=False))
    return found


def _next_to(
    table: Table, edge: float, order: Iterable[int], lines: Sequence[Line], *, below: bool
) -> Iterator[tuple[int, LooseRow]]:
    for at in order:
        line = lines[at]
        gap = line.top - edge if below else edge - line.bottom
        is_near = gap < _NEAR * line.size
        words = (_by_column(table, words_of(line)) or _by_column(table, words_of(line, _GAP))) if is_near else None
        if words is None:
            return
        yield at, LooseRow(words, table)
        edge = line.bottom if below else line.top


def _by_column(table: Table, words: Sequence[Line]) -> dict[int, Line] | None:
    """The words of a line under the table's columns; None where it is no row: a word across columns, or no two figures.

    A word over every column is a head without rules.
    """
    if sum(bool(FIGURE.fullmatch(word.text)) for word in words) < 2 and not 2 < len(words) == len(table.lefts):
        return None
    placed: dict[int, Line] = {}
    for word in words:
        column = bisect_right(table.lefts, (word.left + word.right) / 2) - 1
        if column < 0 or column in placed:
            return None
        right = table.lefts[column + 1] if column + 1 < len(table.lefts) else table.right
        if word.left < table.lefts[column] - _WITHIN or word.right > right + _WITHIN:
            return None
        placed[column] = word
    return placed
