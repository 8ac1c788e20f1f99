"""The coded rows of a report's tables, gathered by code and by name."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.report.titles import normalise

Named = dict[tuple[str, str], list[tuple[Table, Row]]]


def is_economic(table: Table) -> bool:
    """Whether a table's codes are of the economic classification (3…)."""
    return table.spec is not None and table.spec.form == "economic"


def coded_rows(report: Report) -> Iterator[tuple[Table, Row]]:
    """Every row beside whose name a code is printed, table by table (a row of a summary has its code from the layout)."""
    for table in report.tables():
        for row in table.coded():
            if row.code_anchor is not None:
                yield table, row


def by_code_and_name(report: Report) -> Named:
    """The rows that say the same: one entry for each code with each name that is printed beside it."""
    found: Named = {}
    for table, row in coded_rows(report):
        found.setdefault((row.code or "", normalise(row.name)), []).append((table, row))
    return found


def without_outlay(name: str) -> str:
    """A name without the 支出 that tables and narrative add or leave out."""
    return name.removesuffix("支出")
