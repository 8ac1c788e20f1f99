"""The printed cell of a quantity, or why a report has none."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from jslint.figure import Figure
from jslint.prose.claims import Said
from jslint.report.model import Report
from jslint.report.quantities.quantity import At, Quantity, meant, named, section_of
from jslint.report.quantities.rows import column_of, rows_named, rows_of_name


class Missing(Struct, frozen=True):
    """Why there is no cell; `owed` where a part is missing that should be there, so that the trial is unchecked."""

    reason: str
    owed: bool = False


UNCERTAIN = "这个名称在这里可以指两个不同的数，不能断定"


def cell(report: Report, places: Iterable[At]) -> Figure | Missing:
    """The first of these cells that the report has, or why there is none."""
    missing = Missing("报告的表中没有对应的数")
    for at in places:
        table = report.table(at.table)
        if table is None:
            unreadable = report.is_unreadable(at.table)
            missing = Missing(f"《{at.table}》无法读取" if unreadable else f"报告中没有《{at.table}》", unreadable)
        elif table.is_blank:
            missing = Missing(f"《{table.title}》为空表")
        else:
            found = table.cell(at.row, at.column, at.side, at.group)
            if found is not None:
                return found
            missing = Missing(f"《{table.title}》中没有{at.row}的{at.column}", owed=True)
    return missing


def figure_of(report: Report, quantity: Quantity, topic: str = "") -> Figure | Missing:
    """The cell of a quantity: of the tables that the section repeats before others, and of these in order of authority."""
    if quantity.path:
        return _row_figure(report, quantity)
    own = section_of(topic).tables
    ranks = {table: rank for rank, table in enumerate(own)}
    return cell(report, sorted(quantity.cells, key=lambda at: ranks.get(at.table, len(own))))


def _row_figure(report: Report, quantity: Quantity) -> Figure | Missing:
    table = report.table(quantity.table)
    if table is None or table.is_blank:
        return Missing(f"没有可以对照的《{quantity.table}》")
    if quantity.bare:
        rows = rows_of_name(report, table, quantity.title)
    else:
        rows = rows_named(report, table, quantity.path, unmarked=quantity.unmarked)
    if len(rows) != 1:
        return Missing(f"《{table.title}》中{'不止' if rows else '没有'}一行叫{quantity.title}", owed=bool(rows))
    column = quantity.column or column_of(table)
    return rows[0].cells.get(column) or Missing(f"《{table.title}》没有{column}一栏", owed=True)


def amount(report: Report, claim: Said) -> Figure | Missing:
    """The year's amount of what a claim is about, of the tables; a name with two meanings has one only where they agree."""
    found = [figure_of(report, each, claim.topic) for each in meant(claim) or named(claim.topic, claim.subject)]
    return first_of(found) if len({_number(each) for each in found}) <= 1 else Missing(UNCERTAIN)


def first_of(found: Iterable[Figure | Missing]) -> Figure | Missing:
    """The first of these that is a figure, else the first reason."""
    every = list(found)
    figures = [each for each in every if not isinstance(each, Missing)]
    return next(iter(figures or every), Missing("报告的表中没有对应的数"))


def _number(found: Figure | Missing) -> object:
    return None if isinstance(found, Missing) else found.number


def budget(report: Report, claim: Said, kind: str) -> Figure | Missing:
    """The budget of what a claim is about, of the table, where the table's budget is of the kind that the text names."""
    places = [each.budget for each in meant(claim) if each.budget is not None]
    if not places:
        return Missing("没有写出预算数")
    table = report.table(places[0].table)
    if table is not None and table.spec is not None:
        printed = table.spec.budget
        if kind in {"opening_budget", "full_budget"} and kind != printed:
            words = "全年" if printed == "full_budget" else "年初"
            return Missing(f"《{table.title}》的预算数是{words}预算，不是同一种预算")
    return cell(report, places)
