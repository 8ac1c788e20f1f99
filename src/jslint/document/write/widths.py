"""How a table is set: whether its page lies, how dense its type is, how much of its width each of its columns takes."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from jslint.document.page import Grid
from jslint.document.write.sizes import text_width

_LEAST = 5
"""Half-width characters that a column has room for, at least."""
_BROADER = 1.2
"""Room for digits of a typeface that stands in for the one that is meant: an amount is never broken."""
_ONE_LINE = 14
"""Half-width characters of the title of a column that is not broken where there is room."""


class _Way(Struct, frozen=True):
    """How columns are measured: half-width characters that one has at most, and the lines that a long title is broken into."""

    most: int
    lines: int
    short: int = _ONE_LINE


_WAYS = (_Way(40, 2), _Way(26, 2), _Way(26, 3, 0))
"""From the most room to the least."""
_STANDS = 7
"""A grid with more columns than this is printed on a page that lies."""
_MANY = 8
"""A form with more columns than this is set dense."""
_HALF = 1.6
"""Millimetres of a half-width character of table type (9 points)."""
_LOOSE, _DENSE = 14, 10
"""Points of a line of a table."""
_HIGH = {False: 560, True: 370}
"""Points that a table has on a page, below its title and above its notes, by whether the page lies."""


def lies(grid: Grid) -> bool:
    """Whether the page of a grid lies: it has many columns, or more in them than a page that stands is wide."""
    return grid.width > _STANDS or sum(_needs(grid, _WAYS[-1])) > _room(lies=False)


def is_dense(grid: Grid) -> bool:
    """Whether the type of a grid is small and its lines close: where that brings it on one page, and in large forms."""
    lines, high = len(grid.head) + len(grid.rows), _HIGH[lies(grid)]
    if not grid.title:
        return grid.width > _MANY
    return lines * _LOOSE > high and (lines * _DENSE <= high or grid.width > _MANY)


def widths(grid: Grid) -> list[float]:
    """The share of every column; together 1. Titles of columns are broken, then words, where there is no room; amounts never."""
    room = _room(lies=lies(grid))
    every = [_needs(grid, way) for way in _WAYS]
    needs = next((each for each in every if sum(each) <= room), every[-1])
    if sum(needs) > room:
        kept = {
            column
            for row, column, cell in grid.cells()
            if row >= len(grid.head) and cell.columns == 1 and cell.kind in {"number", "code"}
        }
        left = room - sum(need for column, need in enumerate(needs) if column in kept)
        words = sum(need for column, need in enumerate(needs) if column not in kept)
        if words and left > words / 2:
            needs = [need if column in kept else need * left / words for column, need in enumerate(needs)]
    whole = sum(needs)
    return [need / whole for need in needs]


def _room(*, lies: bool) -> float:
    """Half-width characters of a line of table type."""
    return text_width(lies=lies) / _HALF


def _needs(grid: Grid, way: _Way) -> list[float]:
    """Half-width characters that each column would have."""
    needs = [float(_LEAST)] * grid.width
    for row, column, cell in grid.cells():
        if cell.columns == 1:
            need: float = max((_length(line) for line in cell.text.split("\n")), default=0)
            if (row < len(grid.head) or cell.kind == "head") and need > way.short:
                need = -(-need // (2 * way.lines)) * 2
            elif cell.kind in {"number", "code"}:
                need *= _BROADER
            needs[column] = max(needs[column], min(2 + need, way.most))
    return needs


def _length(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
