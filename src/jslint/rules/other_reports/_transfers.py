"""Money that units of one department pay to one another: it is taken out where their accounts are put together."""

from __future__ import annotations

from jslint.kinds.narrative import EXPENDITURE, INCOME, OVERVIEW
from jslint.report.model import Other, Report
from jslint.report.quantities import own_table
from jslint.report.tables import Row, Table

RECEIVED = ("上级补助收入", "附属单位上缴收入")
PAID = ("上缴上级支出", "对附属单位补助支出")

_UNTOUCHED = frozenset({"结余分配", "年末结转和结余"})


def transfers(report: Report, others: tuple[Other, ...]) -> str:
    """Why totals may be less than the sum of the parts: the first such amount in any of the reports; else nothing."""
    income, expenditure = own_table(INCOME), own_table(EXPENDITURE)
    reports = [("本部门", report), *((other.name, other.report) for other in others if other.report is not None)]
    for name, each in reports:
        for key, row, columns, side in (
            (own_table(OVERVIEW), RECEIVED, ("金额",), "收入"),
            (income, ("合计",), RECEIVED, None),
            (expenditure, ("合计",), PAID, None),
        ):
            if reason := _in_table(each.table(key), row, columns, side):
                return f"{name}{reason}"
        if each.table(expenditure) is None:
            return f"{name}没有《{expenditure}》，不知道有没有{PAID[0]}和{PAID[1]}"
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
    if table.key == own_table(INCOME):
        return column in {*RECEIVED, "本年收入合计"}
    if table.key == own_table(EXPENDITURE):
        return column in {*PAID, "本年支出合计"}
    if table.key != own_table(OVERVIEW):
        return False
    if row.side == "收入":
        return row.key in {*RECEIVED, "本年收入合计", "总计"}
    return row.key not in _UNTOUCHED
