"""JS801: what the year begins with is what the year before ended with."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import ZERO
from jslint.figure import Figure, Place
from jslint.kinds.narrative import CAPITAL, FISCAL, FUND, OVERVIEW
from jslint.kinds.selector import MissingError, counterpart
from jslint.ledger import Check
from jslint.report.conditions import FISCAL_OPENING, OPENING
from jslint.report.model import Other, Report
from jslint.report.quantities import own_table
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, found, rule
from jslint.rules.other_reports._beside import nowhere, previous, repeated, table_of
from jslint.rules.other_reports._differences import Tried, grouped, of_relation
from jslint.rules.other_reports._examples import LAST_YEAR, NAMES_LAST_YEAR, cover

CLOSING = "年末结转和结余"
FISCAL_CLOSING = "年末财政拨款结转和结余"
NIL = "上年报告没有这一项，年末数"

_TABLES = """决算表:
  收入支出决算总表:
    收入: {{年初结转和结余: {opening}}}
"""
_LAST = cover() + "决算表:\n  收入支出决算总表:\n    支出: {年末结转和结余: 6.00}\n"
_FUNDS = """决算表:
  政府性基金预算财政拨款收入支出决算表:
    栏目: [年初结转和结余, 本年收入, 小计, 基本支出, 项目支出, 年末结转和结余]
    合计: [{}, 0.00, 0.00, 0.00, 0.00, {}]
    科目:
      - [212,     城乡社区支出,                     {}, 0.00, 0.00, 0.00, 0.00, {}]
      - [21208,   国有土地使用权出让收入安排的支出, {}, 0.00, 0.00, 0.00, 0.00, {}]
      - [2120803, 城市建设支出,                     {}, 0.00, 0.00, 0.00, 0.00, {}]
"""


def _funds(opening: str, closing: str) -> str:
    return _FUNDS.format(*(opening, closing) * 4)


ABOUT = About(
    code="JS801",
    name="opening-balance-differs",
    title="年初结转和结余等于上年报告的年末结转和结余",
    severity="warning",
    basis="年初数承接上年年末数；年初数经批准调整的，应在报告中说明。",
    why=(
        "上年年末结转和结余就是本年年初结转和结余，财政拨款的、分资金的、政府性基金分科目的也是这样。"
        "会计差错更正、机构划转等会调整年初数，所以只作警告。"
    ),
    advice="请核对年初数；年初数经过调整的，请写核实说明。",
    good=(
        Example(NAMES_LAST_YEAR + _TABLES.format(opening="6.00"), related=((LAST_YEAR, _LAST),)),
        Example(NAMES_LAST_YEAR + _funds("2.00", "2.00"), related=((LAST_YEAR, cover() + _funds("0.00", "2.00")),)),
    ),
    bad=(
        Example(NAMES_LAST_YEAR + _TABLES.format(opening="⟦JS801⟧5.00⟦/⟧"), related=((LAST_YEAR, _LAST),)),
        Example(
            NAMES_LAST_YEAR + _funds("⟦JS801⟧2.00⟦/⟧", "2.00"),
            related=((LAST_YEAR, cover() + _funds("0.00", "3.00")),),
        ),
    ),
)


def _check(report: Report) -> Iterator[Check]:
    other = previous(report)
    if not isinstance(other, Other):
        yield nowhere(ABOUT, "previous", other)
        return
    tried = [*_summary(report, other), *_fiscal(report, other)]
    for key in (own_table(FUND), own_table(CAPITAL)):
        tried += _fund(report, other, key)
    yield from grouped(ABOUT, tried)


def _unchecked(key: str, reason: str) -> Tried:
    return Tried(Check(ABOUT.code, Place(f"决算表/{key}"), "unchecked", reason=reason))


def _summary(report: Report, other: Other) -> Iterator[Tried]:
    table = report.table(own_table(OVERVIEW))
    row = table.row(OPENING, "收入") if table is not None else None
    if table is not None and table.is_blank:
        yield _unchecked(own_table(OVERVIEW), f"《{table.title}》整表空白")
    elif table is not None and row is not None:
        theirs = table_of(other, own_table(OVERVIEW))
        closing = theirs if isinstance(theirs, str) else theirs.cell(CLOSING, "金额", "支出")
        yield _pair(table, row, closing, other)


def _pair(table: Table, row: Row, closing: Figure | str | None, other: Other) -> Tried:
    """The trial of an opening balance that stands in a row of its own."""
    if isinstance(closing, str) or closing is None:
        return _unchecked(table.key, closing or f"上年报告的《{table.title}》中没有{CLOSING}")
    column, figure = next(iter(row.cells.items()))
    return of_relation(repeated(ABOUT, figure, closing, other, NIL), table, row, column)


def _fiscal(report: Report, other: Other) -> Iterator[Tried]:
    """The fiscal opening balance as a whole, and that of each fund."""
    table = report.table(own_table(FISCAL))
    if table is None:
        return
    if table.is_blank:
        yield _unchecked(own_table(FISCAL), f"《{table.title}》整表空白")
        return
    theirs = table_of(other, own_table(FISCAL))
    for row in table.rows:
        whole = row.key == FISCAL_OPENING and row.group is None
        if row.side == "收入" and row.cells and (whole or row.group == FISCAL_OPENING):
            column = "合计" if whole else row.key
            closing = theirs if isinstance(theirs, str) else theirs.cell(FISCAL_CLOSING, column, "支出")
            yield _pair(table, row, closing, other)


def _fund(report: Report, other: Other, key: str) -> Iterator[Tried]:
    """The opening balances of a fund's table, as a whole and by subject."""
    table = report.table(key)
    if table is None or not any(column.key == OPENING for column in table.columns) or table.is_blank:
        return
    theirs = table_of(other, key)
    if isinstance(theirs, str):
        yield _unchecked(key, theirs)
        return
    if not theirs.is_blank and not any(column.key == CLOSING for column in theirs.columns):
        yield _unchecked(key, f"上年报告的《{theirs.title}》没有{CLOSING}一栏")
        return
    for row in table.rows:
        figure = row.cells.get(OPENING)
        if figure is not None:
            yield _subject(table, row, figure, theirs, other)
    yield from _left_out(table, theirs, other)


def _subject(table: Table, row: Row, figure: Figure, theirs: Table, other: Other) -> Tried:
    try:
        same = None if theirs.is_blank else counterpart(row, theirs)
    except MissingError as error:
        check = Check(ABOUT.code, figure.place, "unchecked", (figure,), reason=f"上年报告的{error.reason}")
        return Tried(check)
    closing = same.cells.get(CLOSING) if same is not None else None
    return of_relation(repeated(ABOUT, figure, closing, other, NIL), table, row, OPENING)


def _left_out(table: Table, theirs: Table, other: Other) -> Iterator[Tried]:
    """The subjects with money at the end of the year before that this year's table does not begin with."""
    for row in theirs.coded():
        closing = row.cells.get(CLOSING)
        if closing is None or not closing.number or theirs.children(row) or not table.coded():
            continue
        code = row.code or ""
        if not table.with_code(code) and not table.lists_within(code):
            figure = other.figure(closing, closing.unit)
            message = f"上年报告{figure.place.inner_words()}为 {figure.shown}，本年《{table.title}》没有{code}这一科目。{ABOUT.advice}"
            check = found(
                ABOUT,
                Place(table.piece, f"{code} {row.name}"),
                table.title_anchor,
                message,
                related=((figure.anchor, f"{figure.place.words()} {figure.shown}"),),
            )
            yield Tried(check, ZERO - closing.value)


RULE = rule(ABOUT, _check)
