"""Rules that are sentences: relations declared in YAML, compiled once, tried for each table, row or column they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal

from msgspec import Struct

from jslint.figure import Place
from jslint.kinds.listed import left_out
from jslint.kinds.narrative import says
from jslint.kinds.of_text import Tried, bounds
from jslint.kinds.selector import Bound, MissingError, Selector, missing_table, terms
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import AtMost, Same, Sum, Term
from jslint.report.conditions import CONDITIONS
from jslint.report.model import Report
from jslint.report.quantities import table_of_text
from jslint.report.tables import Row, Table
from jslint.rule import About, Rule, Unit

Kind = Literal["sum", "same", "at_most", "listed"]
Each = Literal["row", "detail", "coded", "parent", "column"]


class Declared(Struct, frozen=True, tag="relation"):
    """One relation of a rule: on which tables, for each of what, between what, and under which condition.

    `listed`: the rows of the right side's table have those of the left, whose column has an amount.
    `nonzero` tries it only where neither side is zero: two amounts that usually agree, and need not. `nil_beside` names a
    column: where it is printed in the right side's row, a blank of that row is nothing.
    """

    tables: tuple[str, ...]
    left: tuple[Selector, ...]
    right: tuple[Selector, ...]
    kind: Kind = "sum"
    each: tuple[Each, ...] = ()
    side: str | None = None
    left_words: str = ""
    right_words: str = ""
    when: str = ""
    nonzero: bool = False
    nil_beside: str = ""


class Says(Struct, frozen=True, tag="says"):
    """The amounts and budgets that a section states are the cells of the quantities that it names."""

    section: str


class Statement(Struct, frozen=True):
    """A rule as its YAML file states it: what it says of itself, and its relations."""

    about: About
    relations: tuple[Declared | Says, ...]

    def rule(self) -> Rule:
        """The rule that tries these relations, each on each of its tables, or its section, by itself."""
        return Rule(self.about, self._units)

    def _units(self, report: Report) -> Iterator[Unit]:
        for index, relation in enumerate(self.relations):
            if isinstance(relation, Says):
                yield Unit(f"{index}/{relation.section}", partial(says, self.about, topic=relation.section))
                continue
            for key in _table_keys(relation, report):
                yield Unit(f"{index}/{key}", _trial(self.about, relation, key))


def _table_keys(relation: Declared, report: Report) -> Iterator[str]:
    if relation.tables == ("*",):
        yield from (table.key for table in report.tables() if table.coded())
    else:
        yield from relation.tables


def _trial(about: About, relation: Declared, key: str) -> Callable[[Report], Iterator[Check]]:
    def trial(report: Report) -> Iterator[Check]:
        table = report.table(key)
        if table is None or table.is_blank:
            yield from _of_text(about, relation, key, report) or [_nothing(about, key, table, report)]
            return
        if relation.when and (reason := CONDITIONS[relation.when](report)):
            yield Check(about.code, Place(table.piece), "not_applicable", reason=reason)
            return
        if relation.kind == "listed":
            yield from _listed(about, relation, table, report)
            return
        for bound in _bounds(relation, table):
            yield _try(about, relation, bound, report)

    return trial


def _listed(about: About, relation: Declared, table: Table, report: Report) -> Iterator[Check]:
    left, right = relation.left[0], relation.right[0]
    other = report.table(right.table) if right.table else None
    if other is None or other.is_blank:
        yield _nothing(about, right.table or "", other, report)
    else:
        yield from left_out(about, table, left.column or "", other)


def _nothing(about: About, key: str, table: Table | None, report: Report) -> Check:
    """Why there is nothing to try a relation on."""
    if table is None:
        return _missing(about, Place(f"决算表/{key}"), missing_table(key, report))
    return Check(about.code, Place(table.piece), "not_applicable", reason=f"《{table.title}》为空表")


def _of_text(about: About, relation: Declared, key: str, report: Report) -> list[Check]:
    """The trials on the table of the text: of sums, and of one identity within a table (elsewhere JS318 speaks)."""
    is_same = relation.kind == "same"
    beyond = any(each.table not in {None, key} for each in (*relation.left, *relation.right))
    if relation.when or relation.kind in {"at_most", "listed"} or (is_same and beyond) or relation.tables == ("*",):
        return []
    text = table_of_text(report, key)
    if text is None:
        return []
    tried = Tried(about, relation.left, relation.right, relation.right_words, is_same, text)
    checks = (tried.trial(report, bound) for bound in bounds(text.table, relation.each, relation.side))
    return [check for check in checks if check is not None]


def _missing(about: About, place: Place, error: MissingError) -> Check:
    return Check(about.code, place, "not_applicable" if error.skip else "unchecked", reason=error.reason)


def _bounds(relation: Declared, table: Table) -> Iterator[Bound]:
    rows: tuple[Row | None, ...] = (None,)
    for each in relation.each:
        if each == "row":
            rows = tuple(row for row in table.rows if relation.side is None or row.side == relation.side)
        elif each == "detail":
            rows = tuple(
                row
                for row in table.rows
                if row.role == "detail" and (relation.side is None or row.side == relation.side)
            )
        elif each == "coded":
            rows = tuple(table.coded())
        elif each == "parent":
            rows = tuple(row for row in table.coded() if table.children(row))
    columns = _column_keys(relation, table) if "column" in relation.each else (None,)
    for row in rows:
        for column in columns:
            yield Bound(table, row, column)


def _column_keys(relation: Declared, table: Table) -> tuple[str | None, ...]:
    if relation.side is None and not any(row.side for row in table.rows):
        return tuple(column.key for column in table.columns)
    keys: dict[str, None] = {}
    for row in table.rows:
        if relation.side is None or row.side == relation.side:
            keys.update(dict.fromkeys(row.cells))
    return tuple(keys)


def _try(about: About, relation: Declared, bound: Bound, report: Report) -> Check:
    place = Place(bound.table.piece, bound.row.name if bound.row else "", bound.column or "")
    try:
        taken = frozenset(selector.column for selector in relation.left if selector.column)
        left = tuple(term for selector in relation.left for term in terms(selector, bound, report))
        right = tuple(term for selector in relation.right for term in terms(selector, bound, report, taken))
    except MissingError as error:
        return _missing(about, place, error)
    may_be_nil = any(selector.absent in {"nil", "blank"} for selector in relation.right)
    if not left or not (right or may_be_nil):
        return Check(about.code, place, "not_applicable", reason="没有可以核对的项目")
    if relation.nonzero and not (any_amount(left) and any_amount(right)):
        return Check(about.code, place, "not_applicable", reason="有一方没有金额")
    return judge(about, _relation(relation, left, right, nil=_is_nil(relation, report)))


def any_amount(side: tuple[Term, ...]) -> bool:
    """Whether a side has a figure other than zero (or one that could not be read)."""
    return any(not term.figure.is_zero for term in side)


def _is_nil(relation: Declared, report: Report) -> bool:
    """Whether a blank on the right is nothing, because its row prints the column that says so."""
    selector = relation.right[0]
    table = report.table(selector.table) if relation.nil_beside and selector.table else None
    row = table.row(selector.row, selector.side, selector.group) if table and selector.row else None
    figure = row.cells.get(relation.nil_beside) if row else None
    return figure is not None and not figure.blank and figure.number is not None


def _relation(relation: Declared, left: tuple[Term, ...], right: tuple[Term, ...], *, nil: bool) -> Sum | Same | AtMost:
    """A declared identity whose one side is several figures is one only as far as all but one of them are blank."""
    if relation.kind == "same" and len(left) == 1:
        printed = tuple(term for term in right if not term.figure.blank) or right
        if len(printed) == 1 and printed[0].sign == left[0].sign:
            return Same(left[0].figure, printed[0].figure)
    if relation.kind == "at_most":
        return AtMost(left, right, relation.left_words, relation.right_words, nil=nil)
    return Sum(left, right, relation.left_words, relation.right_words)
