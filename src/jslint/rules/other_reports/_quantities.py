"""Which cell of a report an amount of the narrative is, so that last year's report has the same one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jslint.figure import Figure
from jslint.kinds.narrative import (
    BASIC,
    BASIC_TABLE,
    CAPITAL,
    CAPITAL_TABLE,
    EXPENDITURE,
    EXPENDITURE_TABLE,
    FISCAL,
    FISCAL_TABLE,
    FUND,
    FUND_TABLE,
    GENERAL,
    GENERAL_SUBJECT,
    GENERAL_TABLE,
    INCOME,
    INCOME_TABLE,
    ITEM_TABLES,
    OVERVIEW,
    SUMMARY_TABLE,
    THREE_PUBLIC,
    THREE_PUBLIC_TABLE,
    At,
    Item,
    column_of,
    rows_of,
    three_public_column,
)
from jslint.kinds.selector import MissingError, counterpart
from jslint.report.conditions import OTHER_SOURCES
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.report.tables import Row, Table

_KINDS = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
_INCOME = (At(INCOME_TABLE, "合计", "本年收入合计"), At(SUMMARY_TABLE, "本年收入合计", "金额", "收入"))
_EXPENDITURE = (At(EXPENDITURE_TABLE, "合计", "本年支出合计"), At(SUMMARY_TABLE, "本年支出合计", "金额", "支出"))
_TOTAL_IN, _TOTAL_OUT = At(SUMMARY_TABLE, "总计", "金额", "收入"), At(SUMMARY_TABLE, "总计", "金额", "支出")
_FISCAL_IN, _FISCAL_OUT = At(FISCAL_TABLE, "总计", "金额", "收入"), At(FISCAL_TABLE, "总计", "合计", "支出")

_PLACES: dict[str, dict[str, tuple[At, ...]]] = {
    OVERVIEW: {
        "收支总计": (_TOTAL_IN,),
        "收入总计": (_TOTAL_IN,),
        "支出总计": (_TOTAL_OUT,),
        "本年收入合计": _INCOME,
        "本年支出合计": _EXPENDITURE,
    },
    INCOME: {
        "本年收入合计": _INCOME,
        "财政拨款收入": (At(INCOME_TABLE, "合计", "财政拨款收入"),),
        **{source: (At(INCOME_TABLE, "合计", source),) for source in OTHER_SOURCES},
    },
    EXPENDITURE: {
        "本年支出合计": _EXPENDITURE,
        **{kind: (At(EXPENDITURE_TABLE, "合计", kind),) for kind in _KINDS},
    },
    FISCAL: {
        "财政拨款收支总计": (_FISCAL_IN,),
        "财政拨款收入总计": (_FISCAL_IN,),
        "收支总计": (_FISCAL_IN,),
        "收入总计": (_FISCAL_IN,),
        "财政拨款支出总计": (_FISCAL_OUT,),
        "支出总计": (_FISCAL_OUT,),
    },
    GENERAL: {GENERAL_SUBJECT: (At(GENERAL_TABLE, "合计", "小计"),)},
    BASIC: {
        "一般公共预算财政拨款基本支出": (At(GENERAL_TABLE, "合计", "基本支出"),),
        "人员经费": (At(BASIC_TABLE, "人员经费合计", "金额"),),
        "公用经费": (At(BASIC_TABLE, "公用经费合计", "金额"),),
    },
    FUND: {"政府性基金预算财政拨款支出": (At(FUND_TABLE, "合计", "小计"),)},
    CAPITAL: {"国有资本经营预算财政拨款支出": (At(CAPITAL_TABLE, "合计", "小计"),)},
}
"""The cells by the section that an amount is said in and by what it is of: only what is certain."""


class Pair(Struct, frozen=True):
    """One quantity in both reports; `theirs` is None where the other one has nothing under it."""

    ours: Figure
    theirs: Figure | None


def pair(claim: Claim, report: Report, other: Report) -> Pair | str:
    """The cell that a claim is about here and in the other report, or why it is not certain."""
    if claim.path:
        return _item(claim, report, other)
    reason = "没有把握这是哪一个数"
    for at in _where(claim):
        tables = (report.table(at.table), other.table(at.table))
        ours, theirs = (table.cell(at.row, at.column, at.side) if table is not None else None for table in tables)
        if ours is not None and theirs is not None:
            return Pair(ours, theirs)
        if ours is not None and tables[1] is not None and tables[1].is_blank:
            return Pair(ours, None)
        reason = f"两份报告的《{at.table}》没有同时列出{at.row}{at.column}"
    return reason


def _where(claim: Claim) -> tuple[At, ...]:
    if claim.topic == THREE_PUBLIC:
        column = three_public_column(claim.subject)
        return (At(THREE_PUBLIC_TABLE, "决算数", column),) if column else ()
    return _PLACES.get(claim.topic, {}).get(claim.subject, ())


def _item(claim: Claim, report: Report, other: Report) -> Pair | str:
    """The row of a functional subject, by its code."""
    key = ITEM_TABLES.get(claim.topic, "")
    table, theirs = report.table(key), other.table(key)
    if table is None or theirs is None or table.is_blank:
        return "两份报告没有都按科目列示"
    rows = list(_rows(report, table, claim))
    if len(rows) != 1:
        return "没有把握这是哪一个科目"
    ours = rows[0].cells.get(column_of(table))
    try:
        same = None if theirs.is_blank else counterpart(rows[0], theirs)
    except MissingError as error:
        return f"上年报告的{error.reason}"
    found = same.cells.get(column_of(theirs)) if same is not None else None
    if ours is None or (same is not None and found is None):
        return "没有这一栏"
    return Pair(ours, found)


def _rows(report: Report, table: Table, claim: Claim) -> Iterator[Row]:
    return iter(rows_of(report, table, Item(claim.path, claim.entry)))
