"""JS170: a negative amount where none can be received or spent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import ZERO
from jslint.figure import Figure, Place
from jslint.ledger import Check
from jslint.pattern import holds_any
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, found, rule

SUMS = frozenset({"合计", "小计", "本年收入合计", "本年支出合计", "公务用车购置及运行维护费小计"})
CARRIED = frozenset({"年初结转和结余", "年末结转和结余"})
_BALANCES = ("结转", "结余", "收支", "差额")
_TOTALS = "总计"
"""Income and carry-over together, and what became of them: 收、支总计."""

ABOUT = About(
    code="JS170",
    name="negative-amount",
    title="结转结余以外出现负数",
    severity="warning",
    basis="决算各表的收入和支出是全年累计发生额，退回、冲销后仍应不小于零；结转和结余可以为负。",
    why=(
        "收入、支出的全年累计数一般不会是负数，出现负数多半是填错了符号，或把调减数当成了决算数。"
        "同一个负数印在几张表里的，只提示一次；情况说明里的金额也一样，表里已有同一个负数的不再提示。"
    ),
    advice="请核对符号；确有负数的，请在核实说明中写明原因。",
    good=(
        Example(
            """决算表:
  收入支出决算总表:
    收入: {其他收入: 3.00, 本年收入合计: 3.00, 使用非财政拨款结余: 0.00, 年初结转和结余: -3.50, 总计: -0.50}
"""
        ),
        Example(
            "情况说明:\n  收入支出决算总体情况: |\n    年初结转和结余 -3.50 万元。2023 年度收、支总计均为 5.00 万元，比上年增加 -1.00 万元。\n"
        ),
        Example("情况说明:\n  支出决算情况: |\n    支出合计 5.00 万元（科目 2010101-2010199），增长 -2.00%。\n"),
    ),
    bad=(
        Example(
            """决算表:
  收入支出决算总表:
    收入: {其他收入: ⟦JS170⟧-3.00⟦/⟧, 本年收入合计: -3.00}
"""
        ),
        Example(
            """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [1.00, 2.00, -1.00]
    科目:
      - [208,   社会保障和就业支出,   1.00, 2.00, -1.00]
      - [20805, 行政事业单位养老支出, 1.00, 2.00, ⟦JS170⟧−1.00⟦/⟧]
"""
        ),
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 9.00 万元，其中：政府采购货物支出 ⟦JS170⟧-5.60⟦/⟧ 万元、政府采购服务支出 14.60 万元。\n"
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """One trial for each table; the same amount of the same row in several tables is one finding at the first."""
    places: dict[object, list[Figure]] = {}
    for table in report.tables():
        negative = list(_negative(table))
        if table.is_blank:
            yield Check(ABOUT.code, Place(table.piece), "not_applicable", reason=f"《{table.title}》为空表")
        elif not negative:
            yield Check(ABOUT.code, Place(table.piece), "holds")
        for row, figure in negative:
            places.setdefault((row.code or row.key, figure.number), []).append(figure)
    for figures in places.values():
        yield _finding(tuple(figures))
    yield from _stated(report, {figure.number for table in report.tables() for figure in table.figures()})


def _stated(report: Report, printed: set[Decimal | None]) -> Iterator[Check]:
    """The negative amounts of the year that the narrative states, but for balances and what the tables print too."""
    for section in report.sections():
        said = [claim for claim in section.claims if isinstance(claim, Amount) and claim.role in AMOUNTS | BUDGETS]
        negative = [
            claim.figure
            for claim in said
            if claim.figure.number is not None and claim.figure.number < ZERO
            if _is_never_negative(claim.subject) and claim.figure.number not in printed
        ]
        if said and not negative:
            yield Check(ABOUT.code, Place(section.piece), "holds")
        yield from (_finding((figure,)) for figure in dict.fromkeys(negative))


def _is_never_negative(subject: str) -> bool:
    return subject.endswith(_TOTALS) or not holds_any(subject, _BALANCES)


def _finding(figures: tuple[Figure, ...]) -> Check:
    first, *others = figures
    message = f"{first.place.words()}为 {first.shown}，收入、支出不应为负数。{ABOUT.advice}"
    related = tuple((figure.anchor, f"{figure.place.words()}同为 {figure.shown}") for figure in others)
    without_sign = tuple((figure, -figure.number) for figure in figures if figure.number is not None)
    return found(ABOUT, first.place, first.anchor, message, figures=figures, related=related, instead=without_sign)


def _negative(table: Table) -> Iterator[tuple[Row, Figure]]:
    """The negative amounts that no other negative amount of their row or column adds up to."""
    below = {key for row in table.rows if row.role == "detail" for key in _negative_columns(row)}
    for row in table.rows:
        if row.role in {"balance", "part"} or row.key in CARRIED:
            continue
        columns = _negative_columns(row)
        for key in columns:
            of_rows = any(key in _negative_columns(child) for child in table.children(row))
            of_columns = key in SUMS and len(columns) > 1
            if not (of_rows or of_columns or (row.role != "detail" and key in below) or row.role == "total"):
                yield row, row.cells[key]


def _negative_columns(row: Row) -> list[str]:
    return [
        key
        for key, figure in row.cells.items()
        if figure.number is not None and figure.number < ZERO and key not in CARRIED
    ]


RULE = rule(ABOUT, check)
