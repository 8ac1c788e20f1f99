"""Facts about the kind of body or year that a rule may depend on, each with the reason it gives when it does not hold."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from jslint.report.model import Report

SUMMARY = "收入支出决算总表"
FISCAL_SUMMARY = "财政拨款收入支出决算总表"
OTHER_SOURCES = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
OPENING = "年初结转和结余"
FISCAL_OPENING = "年初财政拨款结转和结余"


def only_fiscal(report: Report) -> str:
    """Empty where all money of the year is fiscal: no other source, no other opening balance; else why not."""
    table = report.table(SUMMARY)
    if table is None:
        return f"缺少《{SUMMARY}》，无法判断是否只有财政拨款"
    for source in (*OTHER_SOURCES, "使用非财政拨款结余"):
        figure = table.cell(source, "金额", "收入")
        if figure is not None and (figure.number is None or figure.number):
            return f"有{source} {figure.printed}，支出不全来自财政拨款"
    opening = table.cell(OPENING, "金额", "收入")
    if opening is None or opening.number is None:
        return f"缺少{OPENING}"
    fiscal = report.table(FISCAL_SUMMARY)
    fiscal_opening = fiscal.cell(FISCAL_OPENING, "金额", "收入") if fiscal else None
    if opening.number and (fiscal_opening is None or fiscal_opening.number != opening.number):
        return f"{OPENING} {opening.printed} 中有非财政拨款资金"
    return ""


def other_money(report: Report) -> str:
    """Empty where money other than fiscal takes part; else why an inequality has nothing to say beside the identity."""
    return "" if only_fiscal(report) else "全部为财政拨款，按相等核对"


def opening_covers_fiscal(report: Report) -> str:
    """Empty where the opening balance is at least the fiscal one; other balances may be negative."""
    opening = _amount(report, SUMMARY, OPENING)
    fiscal = _amount(report, FISCAL_SUMMARY, FISCAL_OPENING)
    if opening is None or fiscal is None or opening >= fiscal:
        return ""
    return f"{OPENING} {opening} 小于财政拨款的 {fiscal}，其他资金的结转可能为负"


def _amount(report: Report, key: str, row: str) -> Decimal | None:
    table = report.table(key)
    figure = table.cell(row, "金额", "收入") if table else None
    return figure.number if figure else None


def only_general(report: Report) -> str:
    """Empty where all money of the year is of the general budget; else why not."""
    if reason := only_fiscal(report):
        return reason
    table = report.table(SUMMARY)
    for fund in ("政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入"):
        figure = table.cell(fund, "金额", "收入") if table else None
        if figure is not None and (figure.number is None or figure.number):
            return f"有{fund} {figure.printed}，不全是一般公共预算资金"
    return ""


CONDITIONS: dict[str, Callable[[Report], str]] = {
    "only_fiscal": only_fiscal,
    "other_money": other_money,
    "opening_covers_fiscal": opening_covers_fiscal,
}
"""The closed list of conditions that a declared relation may name under `when`."""
