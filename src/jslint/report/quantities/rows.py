"""The rows of a table that the printed names of the narrative lead to."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.report.model import Report
from jslint.report.quantities.quantity import known
from jslint.report.tables import Row, Table
from jslint.report.terms import Terms
from jslint.report.titles import normalise


def rows_named(report: Report, table: Table, names: tuple[str, ...], *, unmarked: bool = False) -> list[Row]:
    """The rows of a table that a path of names (类, 款, 项; `unmarked`: of any levels) can mean, the deepest that fit."""
    terms = report.terms
    by_name = table.index("by subject", lambda: _by_name(table, terms))
    fitting = [row for row in by_name.get(terms.subject(names[-1]), []) if _under(table, row, names[:-1], terms)]
    if not fitting and len(names) == 1:
        fitting = [row for row in leaves(table) if _joined(table, row, names[0], terms)]
    if len(fitting) > 1:
        length = {1: 3, 2: 5}.get(len(names), 7) if not unmarked else 7
        exact = [row for row in fitting if len(row.code or "") == length]
        deepest = max(len(row.code or "") for row in fitting)
        fitting = exact or [row for row in fitting if len(row.code or "") == deepest]
    return fitting


def rows_of_name(report: Report, table: Table, name: str) -> list[Row]:
    """The rows of any level that bear a name; one of two that stand in each other for the same money."""
    terms = report.terms
    rows = table.index("by subject", lambda: _by_name(table, terms)).get(terms.subject(name), [])
    column = column_of(table)
    alike = len({row.cells[column].number if column in row.cells else None for row in rows}) == 1
    return rows[:1] if alike and all((row.code or "").startswith(rows[0].code or " ") for row in rows) else rows


def _by_name(table: Table, terms: Terms) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table.coded():
        found.setdefault(terms.subject(row.name), []).append(row)
    return found


def _joined(table: Table, row: Row, name: str, terms: Terms) -> bool:
    """Whether a name is the row's own behind that of the row above: 人大事务行政运行."""
    above = table.parent(row)
    return above is not None and normalise(name) in {
        normalise(above.name + row.name),
        terms.subject(above.name) + terms.subject(row.name),
    }


def _under(table: Table, row: Row, names: tuple[str, ...], terms: Terms) -> bool:
    """Whether the rows above bear these names, from the nearest up; a level that the path leaves out may stand between."""
    above = table.parent(row)
    for name in reversed(names):
        while above is not None and not terms.same_subject(above.name, name):
            above = table.parent(above)
        if above is None:
            return False
        above = table.parent(above)
    return True


def leaves(table: Table) -> Iterator[Row]:
    """The coded rows that no other row of the table is part of."""
    return (row for row in table.coded() if not table.children(row))


def column_of(table: Table) -> str:
    """The column of a table by subject that holds the year's amount."""
    columns = known().columns
    return next((key for key in columns if any(column.key == key for column in table.columns)), columns[0])
