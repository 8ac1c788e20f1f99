"""The closed vocabulary in which a declared relation names figures: table, row and column; `*`, `@roots`, `@children`, `@same`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from jslint.figure import Figure
from jslint.relation import Term
from jslint.report.model import Report
from jslint.report.tables import Row, Table

Absent = Literal["unchecked", "nil", "skip"]

ROW_TOKENS = frozenset({"*", "@roots", "@children", "@same"})


@dataclass(frozen=True, slots=True)
class Selector:
    """Figures by name. What it leaves out is taken from what the relation is tried for (`each`).

    `row`: a canonical label or code; `*` all detail rows of the side; `@roots` the coded rows without a parent; `@children`
    the rows below the bound one; `@same` the row of the same code (else label) in another table. `classes` /
    `classes_except`: economic classes (3 digits) by code. `column`: a canonical title, or `*` for all but those on the
    other side. `absent`: what a row or column that the table lacks means.
    """

    table: str | None = None
    side: str | None = None
    group: str | None = None
    row: str | None = None
    classes: tuple[str, ...] = ()
    classes_except: tuple[str, ...] = ()
    column: str | None = None
    sign: int = 1
    absent: Absent = "unchecked"


@dataclass(frozen=True, slots=True)
class Bound:
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
    found: list[Term] = []
    rows = tuple(_rows(selector, bound, table))
    if (
        not rows
        and selector.absent == "unchecked"
        and selector.row not in {"@children", "@roots", "*"}
        and not selector.classes_except
    ):
        raise MissingError(f"《{table.title}》中没有{_wanted(selector, bound)}一行")
    if not rows and selector.absent == "skip":
        raise MissingError(f"《{table.title}》中没有{_wanted(selector, bound)}一行", skip=True)
    for row in rows:
        found.extend(Term(figure, selector.sign) for figure in _figures(selector, bound, table, row, taken))
    return tuple(found)


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
    if selector.classes or selector.classes_except:
        return _classes(selector, table)
    name = selector.row
    if name == "*":
        return [row for row in table.rows if row.role == "detail" and selector.side in {None, row.side}]
    if name == "@roots":
        return table.roots()
    if name == "@children":
        return table.children(bound.row) if bound.row is not None else ()
    if name == "@same" or (name is None and table is not bound.table):
        found = _same(bound.row, table, selector) if bound.row is not None else None
    else:
        found = bound.row if name is None else table.row(name, selector.side, selector.group)
    return () if found is None else (found,)


def _classes(selector: Selector, table: Table) -> Iterator[Row]:
    for row in table.coded():
        code = row.code or ""
        wanted = code in selector.classes if selector.classes else code not in selector.classes_except
        if len(code) == 3 and wanted:
            yield row


def _same(row: Row, table: Table, selector: Selector) -> Row | None:
    """The counterpart in another table: by code, then by label."""
    if row.code:
        for other in table.coded():
            if other.code == row.code and (selector.side is None or other.side == selector.side):
                return other
    return table.row(row.key, selector.side, selector.group)


def _figures(selector: Selector, bound: Bound, table: Table, row: Row, taken: frozenset[str]) -> Iterator[Figure]:
    if selector.column == "*":
        yield from (figure for key, figure in row.cells.items() if key not in taken)
        return
    key = selector.column or bound.column or (next(iter(row.cells)) if len(row.cells) == 1 else "")
    figure = row.cells.get(key)
    if figure is not None:
        yield figure
    elif selector.absent != "nil":
        raise MissingError(f"《{table.title}》“{row.name}”行没有“{key}”一栏", skip=selector.absent == "skip")


def _wanted(selector: Selector, bound: Bound) -> str:
    if selector.row in {None, "@same"} and bound.row is not None:
        return f"“{bound.row.code or ''}{bound.row.name}”"
    return f"“{selector.row or '、'.join(selector.classes)}”"
