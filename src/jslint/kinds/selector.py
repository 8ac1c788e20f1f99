"""The closed vocabulary in which a declared relation names figures: table, row, codes and column; and tokens for rows by role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from jslint.figure import Figure
from jslint.relation import Term
from jslint.report.model import Report
from jslint.report.tables import Row, Table

Absent = Literal["unchecked", "nil", "blank", "skip"]
"""What it means that a row or column is not there: the relation is unchecked; it counts as nil; it counts as nil also where
its whole table is blank; the relation is not applicable. A row that leaves out a cell of a column its table has is never nil:
what stands there is not known."""

ROW_TOKENS = frozenset({"*", "@balances", "@roots", "@children", "@same"})


class Selector(Struct, frozen=True):
    """Figures by name. What it leaves out is taken from what the relation is tried for (`each`).

    `row`: a canonical label or code; `*` all detail rows of the side, or all rows of the `group`; `@balances` the rows
    between subtotal and total (结余、结转); `@roots` the coded rows without a parent; `@children` the rows below the bound one; `@same` the row of the same code (else label) in another
    table. `codes`: those rows of these codes that there are; `classes_except`: the economic classes (3 digits) but these.
    `column`: a canonical title, or `*` for all but those on the other side.
    """

    table: str | None = None
    side: str | None = None
    group: str | None = None
    row: str | None = None
    codes: tuple[str, ...] = ()
    classes_except: tuple[str, ...] = ()
    column: str | None = None
    sign: int = 1
    absent: Absent = "unchecked"


class Bound(Struct, frozen=True):
    """What a relation is being tried for: a table, and a row or a column of it where `each` says so."""

    table: Table
    row: Row | None = None
    column: str | None = None


class MissingError(LookupError):
    """A figure that the relation needs is not there; `skip` where that makes the relation not applicable."""

    def __init__(self, reason: str, *, skip: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.skip = skip


def terms(selector: Selector, bound: Bound, report: Report, taken: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """The figures that a selector names, with its sign; `taken` are the columns of the other side.

    Raises MissingError where one is not there.
    """
    table = _table(selector, bound, report)
    if table is not bound.table and table.is_blank:
        if selector.absent == "blank":
            return ()
        raise MissingError(f"《{table.title}》为空表", skip=True)
    rows = tuple(_rows(selector, bound, table))
    if not rows and selector.absent in {"unchecked", "skip"} and not _may_be_empty(selector):
        raise MissingError(f"《{table.title}》中没有{_wanted(selector, bound)}一行", skip=selector.absent == "skip")
    return tuple(Term(figure, selector.sign) for row in rows for figure in _figures(selector, bound, table, row, taken))


def _may_be_empty(selector: Selector) -> bool:
    return selector.row in {"@children", "@roots", "@balances", "*"} or bool(selector.classes_except)


def _table(selector: Selector, bound: Bound, report: Report) -> Table:
    if selector.table is None or selector.table == bound.table.key:
        return bound.table
    table = report.table(selector.table)
    if table is not None:
        return table
    raise missing_table(selector.table, report)


def missing_table(key: str, report: Report) -> MissingError:
    """Why a table is not there: it could not be read (unchecked), or the report has none (not applicable)."""
    if report.is_unreadable(key):
        return MissingError(f"《{key}》无法读取")
    if report.layout.table(key) is None:
        return MissingError(f"版式“{report.layout.id}”没有《{key}》", skip=True)
    return MissingError(f"报告中没有《{key}》", skip=True)


def _rows(selector: Selector, bound: Bound, table: Table) -> Iterable[Row]:
    if selector.codes:
        return [row for code in selector.codes for row in table.with_code(code)[:1]]
    if selector.classes_except:
        return [row for row in table.coded() if len(row.key) == 3 and row.key not in selector.classes_except]
    name = selector.row
    if name == "*" and selector.group:
        return [row for row in table.rows if row.group == selector.group and selector.side in {None, row.side}]
    if name in {"*", "@balances"}:
        return table.balances(selector.side) if name == "@balances" else table.details(selector.side)
    if name == "@roots":
        return table.roots()
    if name == "@children":
        return table.children(bound.row) if bound.row is not None else ()
    if name == "@same" or (name is None and table is not bound.table):
        found = counterpart(bound.row, table, selector.side) if bound.row is not None else None
    else:
        found = bound.row if name is None else table.row(name, selector.side, selector.group)
    return () if found is None else (found,)


def counterpart(row: Row, table: Table, side: str | None = None) -> Row | None:
    """The same row in another table: by code, else by label; None where that table has nothing under it, so that it is nil.

    Raises MissingError where the other table may hold it under other rows: it lists no codes, or finer or coarser ones, or the
    code twice, or the row is one that no layout knows.
    """
    if not row.code:
        found = table.row(row.key, side)
        if found is None:
            raise MissingError(f"《{table.title}》中没有可与“{row.name}”对应的一行")
        return found
    same = [other for other in table.with_code(row.code) if side in {None, other.side}]
    if len(same) == 1:
        return same[0]
    if same:
        raise MissingError(f"《{table.title}》中{row.code}不止一行")
    if not table.coded():
        raise MissingError(f"《{table.title}》没有按科目列示", skip=True)
    if table.lists_within(row.code):
        raise MissingError(f"《{table.title}》中没有{row.code}本身的一行，只有它的上级或下级科目")
    return None


def _figures(selector: Selector, bound: Bound, table: Table, row: Row, taken: frozenset[str]) -> Iterator[Figure]:
    if selector.column == "*":
        yield from (figure for key, figure in row.cells.items() if key not in taken)
        return
    key = selector.column or bound.column or (next(iter(row.cells)) if len(row.cells) == 1 else "")
    figure = row.cells.get(key)
    if figure is not None:
        yield figure
    elif selector.absent in {"unchecked", "skip"} or any(column.key == key for column in table.columns):
        raise MissingError(f"《{table.title}》“{row.name}”行没有“{key}”一栏", skip=selector.absent == "skip")


def _wanted(selector: Selector, bound: Bound) -> str:
    if selector.row in {None, "@same"} and bound.row is not None:
        return f"“{bound.row.code or ''}{bound.row.name}”"
    return f"“{selector.row or '、'.join(selector.codes)}”"
