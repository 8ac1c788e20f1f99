"""Declared relations tried on a table of the text: closed sets only, what is not stated is unchecked and never nil."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from jslint.figure import Figure
from jslint.kinds.selector import Bound, MissingError, Selector, terms
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import AtMost, Same, Sum, Term
from jslint.relation.ratio import SLIP, mixed_units
from jslint.report.model import Report
from jslint.report.quantities import TextTable, table_of_text
from jslint.report.tables import Row, Table
from jslint.rule import About

PARTLY = "文中没有写全各部分，只核对各部分不超过总额"
ADVICE = "报告中没有《{}》或它没有数字，以上是文中写的数。请核对文中的总额和各部分。"


def of_text(about: About, title: str) -> About:
    """The rule as it speaks of figures of the text alone."""
    return replace(about, advice=ADVICE.format(title))


class Stated(Struct, frozen=True):
    """The figures of one side of a relation, and whether they are all that belongs to it."""

    terms: tuple[Term, ...]
    complete: bool


class Tried(Struct, frozen=True):
    """A relation of a rule, on a table of the text."""

    about: About
    left: tuple[Selector, ...]
    right: tuple[Selector, ...]
    right_words: str
    is_same: bool
    text: TextTable

    def trial(self, report: Report, bound: Bound) -> Check | None:
        """The trial for a row or a column; None where the text does not state what is judged."""
        left = self._side(self.left, bound, report)
        if not left.complete or not all(self._is_stated(term.figure) for term in left.terms) or not left.terms:
            return None
        place = left.terms[0].figure.place
        taken = frozenset(selector.column for selector in self.left if selector.column)
        right = self._side(self.right, bound, report, taken)
        figures = tuple(term.figure for term in (*left.terms, *right.terms))
        if not right.terms:
            return Check(self.about.code, place, "unchecked", figures, reason="文中没有写可以核对的各部分")
        if mixed_units(figures):
            return Check(self.about.code, place, "unchecked", figures, reason=SLIP)
        if self.is_same:
            return self._same(left, right)
        is_open = any(term.figure in self.text.open for term in right.terms)
        if right.complete and not is_open:
            return judge(self._told(), Sum(left.terms, right.terms, right_words=self.right_words))
        return self._at_most(left, right, is_total=self._is_total(left.terms[0].figure) or not is_open)

    def _same(self, left: Stated, right: Stated) -> Check | None:
        if len(left.terms) != 1 or len(right.terms) != 1 or not right.complete:
            return None
        check = judge(self._told(), Same(left.terms[0].figure, right.terms[0].figure))
        return check.with_changes(severity="warning") if check.outcome == "broken" else check

    def _at_most(self, left: Stated, right: Stated, *, is_total: bool) -> Check:
        """Parts of which one is not stated may only not exceed the total."""
        signs = {term.sign for term in (*left.terms, *right.terms)}
        if len(left.terms) > 1 or signs != {1} or not is_total:
            figures = tuple(term.figure for term in (*left.terms, *right.terms))
            return Check(self.about.code, figures[0].place, "unchecked", figures, reason="文中没有写全各部分")
        check = judge(self._told(), AtMost(right.terms, left.terms), anchor=left.terms[0].figure.anchor)
        return check if check.outcome == "broken" else check.with_changes(reason=check.reason or PARTLY)

    def _told(self) -> About:
        return of_text(self.about, self.text.table.title)

    def _is_stated(self, figure: Figure) -> bool:
        """Whether it is itself what is judged, not a part of it or one of two things."""
        parts = (part for figures in self.text.instead.values() for part in figures)
        return figure not in self.text.open and all(part is not figure for part in parts)

    def _is_total(self, figure: Figure) -> bool:
        return any(figure in row.cells.values() and row.role == "total" for row in self.text.table.rows)

    # what a selector names

    def _side(
        self, selectors: tuple[Selector, ...], bound: Bound, report: Report, taken: frozenset[str] = frozenset()
    ) -> Stated:
        every = [self._stated(selector, bound, report, taken) for selector in selectors]
        figures = tuple(term for stated in every for term in stated.terms)
        return Stated(figures, all(stated.complete for stated in every))

    def _stated(self, selector: Selector, bound: Bound, report: Report, taken: frozenset[str]) -> Stated:
        text = self.text
        if selector.table is not None and selector.table != text.table.key:
            other = table_of_text(report, selector.table)
            if other is None:
                return _printed(selector, bound, report)
            text = other
        if selector.codes or selector.classes_except or (selector.row or "")[:1] in {"@", "*"}:
            return _rows(selector, bound, text) if selector.row in {"*", "@balances"} else Stated((), complete=False)
        return _cells(selector, bound, text, taken)


def _printed(selector: Selector, bound: Bound, report: Report) -> Stated:
    try:
        return Stated(terms(selector, bound, report), complete=True)
    except MissingError:
        return Stated((), complete=False)


def _rows(selector: Selector, bound: Bound, text: TextTable) -> Stated:
    """The rows that a side adds up: all those of the layout, or what the text states of them."""
    role = "balance" if selector.row == "@balances" else "detail"
    column = selector.column or bound.column or ""
    spec = text.table.spec
    half = spec.side(selector.side) if spec and selector.side else None
    if selector.group or half is None:
        return Stated((), complete=False)
    keys = [row.key for row in half.rows if row.role == role and row.group is None]
    found = [_cell(text, selector.side, key, column, selector.sign) for key in keys]
    return Stated(tuple(t for each in found for t in each.terms), all(each.complete for each in found))


def _cells(selector: Selector, bound: Bound, text: TextTable, taken: frozenset[str]) -> Stated:
    row = selector.row or (bound.row.key if bound.row else "")
    side = selector.side or (bound.row.side if bound.row else None)
    if selector.column == "*":
        columns = [key for key in _columns(text.table, side) if key not in taken]
    else:
        columns = [selector.column or bound.column or ("金额" if selector.table else "")]
    found = [_cell(text, side, row, column, selector.sign) for column in columns]
    stated = Stated(tuple(t for each in found for t in each.terms), all(each.complete for each in found))
    return stated if stated.terms or stated.complete else _below(selector, row, side, columns[0], text)


def _below(selector: Selector, row: str, side: str | None, column: str, text: TextTable) -> Stated:
    """What the text states of the parts of a subtotal that it does not state."""
    spec = text.table.spec
    half = spec.side(side) if spec and side else None
    is_subtotal = half is not None and any(each.key == row and each.role == "subtotal" for each in half.rows)
    if not is_subtotal:
        return Stated((), complete=False)
    parts = _rows(replace(selector, row="*", side=side, column=column), Bound(text.table), text)
    return Stated(parts.terms, complete=False)


def _cell(text: TextTable, side: str | None, row: str, column: str, sign: int) -> Stated:
    figure = text.table.cell(row, column, side)
    if figure is not None:
        return Stated((Term(figure, sign),), complete=True)
    spot = (side, row, column)
    parts = text.instead.get(spot, ())
    return Stated(tuple(Term(part, sign) for part in parts), spot in text.whole or spot in text.denied)


def _columns(table: Table, side: str | None) -> list[str]:
    spec = table.spec
    half = spec.side(side) if spec and side else None
    return [column.key for column in (half.columns if half else spec.columns if spec else ())]


def bounds(table: Table, each: tuple[str, ...], side: str | None) -> Iterator[Bound]:
    """What a relation is tried for on a table of the text: its stated rows and columns."""
    rows: list[Row | None] = [None]
    if {"coded", "parent"} & set(each):
        rows = []
    elif each and each[0] in {"row", "detail"}:
        rows = [row for row in table.rows if side in {None, row.side} and (each[0] == "row" or row.role == "detail")]
    keys = {key: None for row in table.rows if side in {None, row.side} for key in row.cells}
    for row in rows:
        for column in keys if "column" in each else (None,):
            yield Bound(table, row, column)
