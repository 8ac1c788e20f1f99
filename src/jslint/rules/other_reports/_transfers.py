"""Money that units of one department pay to one another: it is taken out where their accounts are put together."""

from __future__ import annotations

from jslint.kinds.narrative import EXPENDITURE_TABLE, INCOME_TABLE, SUMMARY_TABLE
from jslint.report.model import Report
from jslint.report.others import Other
from jslint.report.tables import Row, Table

RECEIVED = ("上级补助收入", "附属单位上缴收入")
PAID = ("上缴上级支出", "对附属单位补助支出")

_TOTALS = {
    INCOME_TABLE: (*RECEIVED, "本年收入合计"),
    EXPENDITURE_TABLE: (*PAID, "本年支出合计"),
}
"""Columns that are such money or contain it."""
_UNTOUCHED = frozenset({"结余分配", "年末结转和结余"})


def transfers(report: Report, others: tuple[Other, ...]) -> str:
    """Why totals may be less than the sum of the parts: the first such amount in any of the reports; else nothing."""
    reports = [("本部门", report), *((other.name, other.report) for other in others if other.report is not None)]
    for name, each in reports:
        for key, row, columns, side in (
            (SUMMARY_TABLE, RECEIVED, ("金额",), "收入"),
            (INCOME_TABLE, ("合计",), RECEIVED, None),
            (EXPENDITURE_TABLE, ("合计",), PAID, None),
        ):
            if reason := _in_table(each.table(key), row, columns, side):
                return f"{name}{reason}"
        if each.table(EXPENDITURE_TABLE) is None:
            return f"{name}没有《{EXPENDITURE_TABLE}》，不知道有没有{PAID[0]}和{PAID[1]}"
    return ""


def _in_table(table: Table | None, rows: tuple[str, ...], columns: tuple[str, ...], side: str | None) -> str:
    for row in rows:
        for column in columns:
            figure = table.cell(row, column, side) if table is not None else None
            if figure is not None and (figure.number is None or figure.number):
                return f"有{column if side is None else row} {figure.shown}"
    return ""


def is_affected(table: Table, row: Row, column: str) -> bool:
    """Whether a cell is such money or contains it."""
    if table.key in _TOTALS:
        return column in _TOTALS[table.key]
    if table.key != SUMMARY_TABLE:
        return False
    if row.side == "收入":
        return row.key in {*RECEIVED, "本年收入合计", "总计"}
    return row.key not in _UNTOUCHED
