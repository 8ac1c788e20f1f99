"""The tables of a published budget that may hold 一般公共预算支出 by functional subject."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import parse_amount
from jslint.figure import Figure
from jslint.kinds.narrative import GENERAL
from jslint.pattern import Pattern
from jslint.report.cells import WORTH
from jslint.report.loose_table import LooseRow, LooseTable
from jslint.report.model import Report
from jslint.report.quantities import column_of, own_table
from jslint.report.tables import Row, Table
from jslint.report.titles import normalise

TOTALS = frozenset({"合计", "总计", "支出合计", "本年支出合计"})
_NAMES = ("科目名称", "功能分类科目名称", "支出功能分类科目名称")
_WHOLES = ("合计", "小计", "总计", "支出合计", "本年支出合计", "本年预算数", "年初预算数", "预算数")
"""Titles of the column that holds basic and project expenditure together."""
_OTHER = Pattern(r"基本支出|项目支出|三公|经济分类|收入|收支|政府性基金|国有资本|上年|执行")
"""What a table of other money, or by another classification, says in its title."""
_CODE = Pattern(r"^[12][0-9]{2}(?:[0-9]{2}){0,2}$")
_YEAR = Pattern(r"(?P<year>20[0-9]{2})年")


def candidates(report: Report) -> Iterator[Table]:
    """The tables of a budget whose title does not say that they hold something else, one of the layout first."""
    own = report.table(own_table(GENERAL))
    if own is not None and own.coded() and not own.is_blank and not _OTHER.search(printed_title(own)):
        yield own
    for loose in report.loose_tables():
        if "支出" in loose.title and not _OTHER.search(normalise(loose.title)):
            table = _by_subject(loose)
            if table is not None:
                yield table


def printed_title(table: Table) -> str:
    """The title as the budget prints it; one that the importer gave by columns and codes says nothing of what is in it."""
    own = table.texts.get("标题")
    return normalise(own.value if own is not None else table.title)


def is_titled(table: Table) -> bool:
    """Whether the printed title says that this is the general budget."""
    title = printed_title(table)
    return "一般公共预算" in title and "决算" not in title and not _OTHER.search(title)


def year_of(table: Table) -> int:
    """The year that the printed title names, 0 without one."""
    match = _YEAR.search(printed_title(table))
    return int(match["year"]) if match else 0


def total_of(table: Table) -> Row | None:
    """The row of the whole."""
    return next((row for row in table.rows if not row.code and normalise(row.name) in TOTALS), None)


def step_of(table: Table) -> Decimal:
    """The finest step to which the amounts of the budget are printed, in 万元."""
    figures = [figure for row in table.rows for figure in row.figures if figure.number]
    steps = [amount.step / _factor(each) for each in figures if (amount := parse_amount(each.printed)) is not None]
    return min(steps, default=Decimal(0))


def _factor(figure: Figure) -> Decimal:
    return 1 / WORTH.get(figure.printed_unit or figure.unit, Decimal(1))


def _by_subject(loose: LooseTable) -> Table | None:
    """A table of no layout as one by subject, or None where its columns do not say code, name and amount."""
    titles = [normalise(title.value) for title in loose.titles]
    name = next((titles.index(each) for each in _NAMES if each in titles), None)
    whole = next((titles.index(each) for each in _WHOLES if titles.count(each) == 1), None)
    if not name or whole is None or whole < name:
        return None
    rows = tuple(row for each in loose.rows if (row := _row(each, name, whole)) is not None)
    table = Table(
        loose.piece, own_table(GENERAL), loose.title, loose.title_anchor, None, (), rows, None, (), loose.texts
    )
    return table if table.coded() else None


def _row(row: LooseRow, name: int, whole: int) -> Row | None:
    """A row with its code (类、款、项 also in columns of their own) and its amount, or None without one."""
    figure = row.figures.get(whole)
    if figure is None or len(row.cells) <= name:
        return None
    in_front = "".join(normalise(cell.value) for cell in row.cells[:name] if not cell.is_null)
    code = in_front if _CODE.search(in_front) else None
    label = row.cells[name].value if not row.cells[name].is_null else ""
    printed = normalise(label) or in_front
    return Row(code or printed, label or in_front, figure.anchor, {"合计": figure}, code=code)


def amount_of(row: Row, table: Table) -> Figure | None:
    """The budget of a row."""
    return row.cells.get(column_of(table) if table.columns else "合计")
