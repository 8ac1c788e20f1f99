"""The opening budgets that the named budget report says, by subject."""

from __future__ import annotations

from jslint.figure import Figure
from jslint.report.model import Other, Report
from jslint.rules.other_reports._beside import the_one
from jslint.rules.other_reports._budget import amount_of, candidates, is_titled, total_of, year_of

WHOLE = ""
"""Stands for the code of the whole."""


def opening_budgets(report: Report, unit: str) -> dict[str, Figure]:
    """The opening budgets of 一般公共预算 by code, in a unit; none where no table of the budget report is certainly the one of this year."""
    other = the_one(report, "budget")
    if not isinstance(other, Other) or other.report is None:
        return {}
    tables = [each for each in candidates(other.report) if is_titled(each) and year_of(each) in {0, report.cover.year}]
    if len(tables) != 1:
        return {}
    table, whole = tables[0], total_of(tables[0])
    rows = [(row.code, row) for row in table.rows if row.code] + ([(WHOLE, whole)] if whole is not None else [])
    amounts = ((code, amount_of(row, table)) for code, row in rows)
    return {
        code: other.figure(amount, unit)
        for code, amount in amounts
        if amount is not None and amount.number is not None and not amount.blank
    }
