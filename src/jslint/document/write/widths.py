"""How much of a table's width each of its columns takes, by what is printed in it."""

from __future__ import annotations

import unicodedata

from jslint.document.page import Grid, Printed

_LEAST, _MOST = 5, 26
"""Half-width characters that a column has room for, at least and at most."""
_WRAPPED = 3
"""Lines that the title of a column may take."""


def widths(grid: Grid) -> list[float]:
    """The share of every column; together 1."""
    needs = [float(_LEAST)] * grid.width
    for row, column, cell in grid.cells():
        if cell.columns == 1:
            need = _need(cell, wraps=row < len(grid.head))
            needs[column] = max(needs[column], min(need, _MOST))
    whole = sum(needs)
    return [need / whole for need in needs]


def _need(cell: Printed, *, wraps: bool) -> float:
    length = max((_length(line) for line in cell.text.split("\n")), default=0)
    return 2 + (length / _WRAPPED if wraps or cell.kind == "head" else length)


def _length(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
