"""Which cell of a report an amount of the narrative is, so that last year's report has the same one."""

from __future__ import annotations

from msgspec import Struct

from jslint.figure import Figure
from jslint.kinds.selector import MissingError, counterpart
from jslint.prose.claims import Said
from jslint.report.model import Report
from jslint.report.quantities import Quantity, column_of, quantity, rows_named


class Pair(Struct, frozen=True):
    """One quantity in both reports; `theirs` is None where the other one has nothing under it."""

    ours: Figure
    theirs: Figure | None


def pair(claim: Said, report: Report, other: Report) -> Pair | str:
    """The cell that a claim is about here and in the other report, or why it is not certain."""
    meant = quantity(claim)
    if meant is not None and meant.path:
        return _row(meant, report, other)
    reason = "没有把握这是哪一个数"
    for at in meant.cells if meant is not None else ():
        tables = (report.table(at.table), other.table(at.table))
        ours, theirs = (table.cell(at.row, at.column, at.side) if table is not None else None for table in tables)
        if ours is not None and theirs is not None:
            return Pair(ours, theirs)
        if ours is not None and tables[1] is not None and tables[1].is_blank:
            return Pair(ours, None)
        reason = f"两份报告的《{at.table}》没有同时列出{at.row}{at.column}"
    return reason


def _row(meant: Quantity, report: Report, other: Report) -> Pair | str:
    """The row of a subject, by its code."""
    table, theirs = report.table(meant.table), other.table(meant.table)
    if table is None or theirs is None or table.is_blank:
        return "两份报告没有都按科目列示"
    rows = rows_named(report, table, meant.path, unmarked=meant.unmarked)
    if len(rows) != 1:
        return "没有把握这是哪一个科目"
    ours = rows[0].cells.get(column_of(table))
    try:
        same = None if theirs.is_blank else counterpart(rows[0], theirs)
    except MissingError as error:
        return f"上年报告的{error.reason}"
    found = same.cells.get(column_of(theirs)) if same is not None else None
    if ours is None or (same is not None and found is None):
        return "没有这一栏"
    return Pair(ours, found)
