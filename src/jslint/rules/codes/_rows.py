"""The coded rows of a report's tables, gathered by code and by name."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.pattern import Pattern
from jslint.reading.slipped_names import is_one_slip
from jslint.report.catalogue import catalogue
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.report.titles import normalise

_FUNCTIONAL = Pattern(r"2[0-9]{2}(?:[0-9]{2}(?:[0-9]{2})?)?")

Named = dict[tuple[str, str], list[tuple[Table, Row]]]


def is_economic(table: Table) -> bool:
    """Whether a table's codes are of the economic classification (3…)."""
    return table.spec is not None and table.spec.classification == "3"


def coded_rows(report: Report) -> Iterator[tuple[Table, Row]]:
    """Every row beside whose name a code is printed, table by table (a row of a summary has its code from the layout)."""
    for table in report.tables():
        for row in table.coded():
            if row.code_anchor is not None:
                yield table, row


def by_code_and_name(report: Report) -> Named:
    """The rows that say the same: one entry for each code with each name beside it, mistyped codes (JS603) left out."""
    found: Named = {}
    mistyped = {id(row) for table in report.tables() for _, row in strays(table)}
    for table, row in coded_rows(report):
        if id(row) in mistyped:
            continue
        found.setdefault((row.code or "", normalise(row.name)), []).append((table, row))
    return found


def strays(table: Table) -> Iterator[tuple[Row, Row]]:
    """Rows whose parent is not in the table though they belong to the row that they stand under, with that row.

    The two codes are one slip apart, and either the row completes that one's sum or its name is one of that one's children.
    """
    if is_economic(table):
        return
    codes = {row.code for row in table.coded()}
    above: dict[int, Row] = {}
    for row in table.coded():
        code = row.code or ""
        if not _FUNCTIONAL.fullmatch(code):
            continue
        parent = above.get(len(code) - 2)
        if parent is not None and code[:-2] not in codes and _belongs(table, parent, row):
            yield parent, row
        above[len(code)] = row
        for longer in [length for length in above if length > len(code)]:
            del above[longer]


def _belongs(table: Table, parent: Row, row: Row) -> bool:
    if not is_one_slip(parent.code or "", (row.code or "")[:-2]):
        return False
    named = any(code.startswith(parent.code or " ") for code in catalogue().codes_named(row.name))
    return named or _completes(table, parent, row)


def _completes(table: Table, parent: Row, row: Row) -> bool:
    """Whether the parent's children fall short in some column, and with this row add up in all."""
    if not table.children(parent):
        return False
    short = False
    for column, total in parent.cells.items():
        parts = [child.cells[column] for child in table.children(parent) if column in child.cells]
        own = row.cells.get(column)
        if own is None or any(figure.number is None for figure in (total, own, *parts)):
            return False
        rest = total.value - sum((figure.value for figure in parts), Decimal(0))
        short = short or bool(rest)
        if rest != own.value:
            return False
    return short


def without_outlay(name: str) -> str:
    """A name without the 支出 that tables and narrative add or leave out."""
    return name.removesuffix("支出")
