"""The cells of printed tables: figures as they are printed, subjects with their codes."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.document.page import Printed
from jslint.document.page.marker import Marker
from jslint.figure import Figure
from jslint.report.tables import Row, Table

_OUTER = 3
"""Digits of the code of a 类."""


def figure_cell(figure: Figure | None, mark: Marker) -> Printed:
    """A figure; a blank one prints nothing."""
    if figure is None:
        return mark.fixed("", "number")
    text = "" if figure.blank and figure.printed in {"~", "null"} else figure.printed
    return mark.placed(text, figure.anchor, "number")


def coded_cells(row: Row, keys: list[str], mark: Marker) -> Iterator[Printed]:
    """The line of a subject, or of a total, which stands over the columns of code and name."""
    if row.code is None:
        yield mark.placed(row.name, row.label, "total", columns=2)
    else:
        yield mark.placed(row.code, row.code_anchor or row.label, "code")
        yield mark.placed("　" * max(0, (len(row.code) - _OUTER) // 2) + row.name, row.label, "label")
    yield from (figure_cell(row.cells.get(key), mark) for key in keys)


def empty_line(width: int, mark: Marker) -> tuple[Printed, ...]:
    """A line of empty cells, as a table without figures prints it."""
    return tuple(mark.fixed("", "number") for _ in range(width))


def keys_of(table: Table) -> list[str]:
    """The keys of the columns that are printed."""
    return [column.key for column in table.columns or (table.spec.columns if table.spec else ())]
