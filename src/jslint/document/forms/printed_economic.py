"""The table of economic kinds as it is printed: its classes side by side, both totals in one line."""

from __future__ import annotations

from itertools import zip_longest

from jslint.document.forms.printed_cells import coded_cells, empty_line, figure_cell
from jslint.document.page import Lines, Printed
from jslint.document.page.marker import Marker
from jslint.report.tables import Row, Table

_GROUP = 3
"""Columns of each group: code, name, figure."""


def print_economic(table: Table, mark: Marker) -> tuple[Lines, Lines]:
    """Its head and its rows."""
    groups = _groups(table)
    head = tuple(mark.fixed(title, "head") for _ in groups for title in ("科目编码", "科目名称", "决算数"))
    rows: list[tuple[Printed, ...]] = []
    for parts in zip_longest(*groups):
        cells: list[Printed] = []
        for row in parts:
            cells.extend(coded_cells(row, list(row.cells), mark) if row else empty_line(_GROUP, mark))
        rows.append(tuple(cells))
    rows.extend(_totals(table, _GROUP * len(groups), mark))
    return (head,), tuple(rows)


def _totals(table: Table, width: int, mark: Marker) -> list[tuple[Printed, ...]]:
    """The totals: the first under the first group, the second under the others; else each a line of its own."""
    totals = [row for row in table.rows if row.code is None]
    beside = len(totals) == 2 and width > _GROUP
    widths = [_GROUP, width - _GROUP] if beside else [width] * len(totals)
    cells = [
        (
            mark.placed(row.name, row.label, "total", columns=span - 1),
            figure_cell(next(iter(row.cells.values()), None), mark),
        )
        for row, span in zip(totals, widths, strict=True)
    ]
    return [tuple(cell for pair in cells for cell in pair)] if beside else list(cells)


def _groups(table: Table) -> list[list[Row]]:
    """The rows by the layout's groups; a code that it does not know stands with its class, and without one last."""
    known = {row.code: int(row.group or 1) for row in table.spec.rows if row.code} if table.spec else {}
    last = max(known.values(), default=1)
    groups: dict[int, list[Row]] = {}
    for row in table.coded():
        code = row.code or ""
        groups.setdefault(known.get(code) or known.get(code[:_GROUP]) or last, []).append(row)
    return [groups[key] for key in sorted(groups)] or [[]]
