"""Sentences of the narrative as sections begin them, filled from the report's own tables.

Where a person has to choose or to add, the sentence holds a snippet's stop: `${1|增加,减少|}` or `${2:原因}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from jslint.amount import HUNDRED, quotient
from jslint.figure import Figure
from jslint.report.model import Report
from jslint.report.tables import Row

SUMMARY, FISCAL_SUMMARY = "收入支出决算总表", "财政拨款收入支出决算总表"
INCOME, EXPENDITURE = "收入决算表", "支出决算表"
GENERAL, BASIC = "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算明细表"
PERCENT_DIGITS = 2

_CHOICE = re.compile(r"\$\{[0-9]+\|([^,|}]*)[^}]*\}")
_STOP = re.compile(r"\$\{[0-9]+:([^}]*)\}")


class _MissingError(Exception):
    """A figure that the sentence needs is not in the report."""


def sentences(report: Report, section: str, part: str = "") -> tuple[str, ...]:
    """The sentences for a section (and its part), as snippets; none where a table that they need is missing."""
    made = []
    for make in _SENTENCES.get((section, part), ()):
        try:
            made.append(make(_Figures(report)))
        except _MissingError:
            continue
    return tuple(made)


def plain(snippet: str) -> str:
    """A snippet without stops: the first of the choices, a blank where something is to be written."""
    return _STOP.sub("____", _CHOICE.sub(r"\1", snippet))


class _Figures:
    """The report's figures as a sentence prints them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.year = report.cover.year or "____"
        self.unit = report.cover.unit or report.layout.unit

    def figure(self, table: str, row: str, column: str, side: str | None = None) -> Figure:
        found = self._report.table(table)
        figure = found.cell(row, column, side) if found else None
        if figure is None or figure.number is None or figure.blank:
            raise _MissingError
        return figure

    def amount(self, table: str, row: str, column: str, side: str | None = None) -> str:
        return f"{self.figure(table, row, column, side).printed} {self.unit}"

    def share(self, part: Figure, base: Figure) -> str:
        if not base.number:
            raise _MissingError
        return f"{quotient(part.value * HUNDRED, base.value, _step())}%"

    def parts(self, table: str, total: str) -> str:
        """Every other column of the total row with its amount and share."""
        found = self._report.table(table)
        if found is None:
            raise _MissingError
        base = self.figure(table, "合计", total)
        shown = []
        for column in found.columns:
            if column.key != total:
                part = self.figure(table, "合计", column.key)
                shown.append(f"{column.title} {part.printed} {self.unit}，占 {self.share(part, base)}")
        return "；".join(shown)

    def classes(self, table: str, column: str) -> str:
        """Every class that spent something, with its amount and share."""
        found = self._report.table(table)
        if found is None:
            raise _MissingError
        base = self.figure(table, "合计", column)
        telling = [row for row in found.roots() if _amount(row, column)]
        return "；".join(
            f"{row.name}（类）{row.cells[column].printed} {self.unit}，占 {self.share(row.cells[column], base)}"
            for row in telling
        )


def _amount(row: Row, column: str) -> bool:
    figure = row.cells.get(column)
    return figure is not None and bool(figure.number)


def _step() -> Decimal:
    return Decimal((0, (1,), -PERCENT_DIGITS))


CHANGE = "${1|增加,减少|} ${2:金额} {unit}，${3|增长,下降|} ${4:百分比}%。主要原因：${5:原因}。"


def _change(figures: _Figures) -> str:
    return CHANGE.replace("{unit}", figures.unit)


def _totals(figures: _Figures) -> str:
    total = figures.amount(SUMMARY, "总计", "金额", "收入")
    return f"{figures.year} 年度收、支总计均为 {total}。与上年度相比，收、支总计各{_change(figures)}"


def _fiscal_totals(figures: _Figures) -> str:
    total = figures.amount(FISCAL_SUMMARY, "总计", "金额", "收入")
    return f"{figures.year} 年度财政拨款收、支总计均为 {total}。与上年度相比，财政拨款收、支总计各{_change(figures)}"


def _income(figures: _Figures) -> str:
    total = figures.amount(INCOME, "合计", "本年收入合计")
    return f"{figures.year} 年度收入合计 {total}，其中：{figures.parts(INCOME, '本年收入合计')}。"


def _expenditure(figures: _Figures) -> str:
    total = figures.amount(EXPENDITURE, "合计", "本年支出合计")
    return f"{figures.year} 年度支出合计 {total}，其中：{figures.parts(EXPENDITURE, '本年支出合计')}。"


def _general(figures: _Figures) -> str:
    part, base = figures.figure(GENERAL, "合计", "小计"), figures.figure(EXPENDITURE, "合计", "本年支出合计")
    return (
        f"{figures.year} 年度一般公共预算财政拨款支出 {part.printed} {figures.unit}，"
        f"占支出合计的 {figures.share(part, base)}。与上年度相比，一般公共预算财政拨款支出{_change(figures)}"
    )


def _structure(figures: _Figures) -> str:
    total = figures.amount(GENERAL, "合计", "小计")
    return (
        f"{figures.year} 年度一般公共预算财政拨款支出 {total}，主要用于以下方面：{figures.classes(GENERAL, '小计')}。"
    )


def _basic(figures: _Figures) -> str:
    total = figures.amount(GENERAL, "合计", "基本支出")
    people = figures.amount(BASIC, "人员经费合计", "金额")
    public = figures.amount(BASIC, "公用经费合计", "金额")
    return (
        f"{figures.year} 年度一般公共预算财政拨款基本支出 {total}，"
        f"其中：人员经费 {people}，主要包括：${{1:项目}}；公用经费 {public}，主要包括：${{2:项目}}。"
    )


_SENTENCES: dict[tuple[str, str], tuple[Callable[[_Figures], str], ...]] = {
    ("收入支出决算总体情况", ""): (_totals,),
    ("收入决算情况", ""): (_income,),
    ("支出决算情况", ""): (_expenditure,),
    ("财政拨款收入支出决算总体情况", ""): (_fiscal_totals,),
    ("一般公共预算财政拨款支出决算情况", "总体情况"): (_general,),
    ("一般公共预算财政拨款支出决算情况", "结构情况"): (_structure,),
    ("一般公共预算财政拨款基本支出决算情况", ""): (_basic,),
}
