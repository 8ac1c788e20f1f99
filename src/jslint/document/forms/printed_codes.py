"""A table by subjects as it is printed: codes, names, columns under their headings and numbers."""

from __future__ import annotations

from jslint.document.forms.printed_cells import coded_cells, empty_line, keys_of
from jslint.document.forms.printed_head import ruler, titles_of, under_headings
from jslint.document.page import Lines
from jslint.document.page.marker import Marker
from jslint.report.layout import TableSpec
from jslint.report.tables import Row, Table


def print_codes(table: Table, mark: Marker) -> tuple[Lines, Lines]:
    """Its head and its rows, the total where the layout has it."""
    titles, keys = titles_of(table, mark), keys_of(table)
    top, second = under_headings(titles, mark)
    head = (
        (mark.fixed("项　目", "head", columns=2), *top),
        (mark.fixed("科目编码", "head"), mark.fixed("科目名称", "head"), *second),
    )
    numbers = ruler(table.spec, titles, mark, label=2)
    rows = sorted(table.rows, key=lambda row: _total_last(table.spec, row))
    body = tuple(tuple(coded_cells(row, keys, mark)) for row in rows)
    return head + ((tuple(numbers),) if numbers else ()), body or (empty_line(2 + len(keys), mark),)


def _total_last(spec: TableSpec | None, row: Row) -> bool:
    return row.role == "total" and spec is not None and not spec.total_first
