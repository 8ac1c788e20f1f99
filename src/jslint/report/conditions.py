"""Facts about the kind of body or year that a rule may depend on, each with the reason it gives when it does not hold."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from jslint.figure import Figure
from jslint.report.model import Report
from jslint.report.quantities import known

OPENING = "年初结转和结余"
FISCAL_OPENING = "年初财政拨款结转和结余"


def only_fiscal(report: Report) -> str:
    """Empty where all money of the year is fiscal: no other source, no other opening balance; else why not."""
    key = _summary()
    if report.table(key) is None:
        return f"缺少《{key}》，无法判断是否只有财政拨款"
    sources = [each for each in known().quantities["income"].parts if each != "fiscal.income"]
    for source in (*sources, "balance.used"):
        figure = _cell(report, source)
        if figure is not None and (figure.number is None or figure.number):
            return f"有{known().quantities[source].title} {figure.printed}，支出不全来自财政拨款"
    opening = _cell(report, "balance.opening")
    if opening is None or opening.number is None:
        return f"缺少{OPENING}"
    fiscal = _cell(report, "fiscal.opening")
    if opening.number and (fiscal is None or fiscal.number != opening.number):
        return f"{OPENING} {opening.printed} 中有非财政拨款资金"
    return ""


def _summary() -> str:
    """The canonical key of the table that the totals stand in."""
    return known().quantities["total.income"].cells[0].table


def _cell(report: Report, quantity: str, key: str = "") -> Figure | None:
    """A quantity's cell of a table with two sides (of that one where a key is given), or None."""
    for at in known().quantities[quantity].cells:
        table = report.table(at.table) if at.side is not None and key in {"", at.table} else None
        if table is not None and (found := table.cell(at.row, at.column, at.side)) is not None:
            return found
    return None


def other_money(report: Report) -> str:
    """Empty where money other than fiscal takes part; else why an inequality has nothing to say beside the identity."""
    return "" if only_fiscal(report) else "全部为财政拨款，按相等核对"


def opening_covers_fiscal(report: Report) -> str:
    """Empty where the opening balance is at least the fiscal one; other balances may be negative."""
    opening, fiscal = _number(report, "balance.opening"), _number(report, "fiscal.opening")
    if opening is None or fiscal is None or opening >= fiscal:
        return ""
    return f"{OPENING} {opening} 小于财政拨款的 {fiscal}，其他资金的结转可能为负"


def _number(report: Report, quantity: str) -> Decimal | None:
    figure = _cell(report, quantity)
    return figure.number if figure is not None else None


def only_general(report: Report) -> str:
    """Empty where all money of the year is of the general budget; else why not."""
    if reason := only_fiscal(report):
        return reason
    for fund in ("fund.income", "capital.income"):
        found = _cell(report, fund, _summary())
        if found is not None and (found.number is None or found.number):
            return f"有{known().quantities[fund].title} {found.printed}，不全是一般公共预算资金"
    return ""


CONDITIONS: dict[str, Callable[[Report], str]] = {
    "only_fiscal": only_fiscal,
    "other_money": other_money,
    "opening_covers_fiscal": opening_covers_fiscal,
}
"""The closed list of conditions that a declared relation may name under `when`."""
