"""The classes of the economic detail table, each with its items, as the rules on copied cells see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from jslint.figure import Figure, Place
from jslint.kinds.selector import missing_table
from jslint.ledger import Check, Outcome
from jslint.relation import Sum, Term
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.rule import About

ECONOMIC_TABLE = "一般公共预算财政拨款基本支出决算明细表"


class Class(Struct, frozen=True):
    """A class's printed total and its items in printed order; all could be read."""

    total: Figure
    items: tuple[Figure, ...]

    @property
    def holds(self) -> bool:
        """Whether the total is the sum of the items, as rounding allows."""
        relation = Sum((Term(self.total),), tuple(map(Term, self.items)))
        return relation.weigh().outcome in {"holds", "rounding", "not_applicable"}


def classes(about: About, report: Report, trial: Callable[[Class], Iterable[Check]]) -> Iterator[Check]:
    """What `trial` says of each class of the table, or why there is none."""
    return classes_together(about, report, lambda every: (check for each in every for check in trial(each)))


def classes_together(
    about: About, report: Report, trial: Callable[[tuple[Class, ...]], Iterable[Check]]
) -> Iterator[Check]:
    """What `trial` says of all classes of the table, or why there is none."""
    table = report.table(ECONOMIC_TABLE)
    if table is None:
        error = missing_table(ECONOMIC_TABLE, report)
        outcome: Outcome = "not_applicable" if error.skip else "unchecked"
        yield Check(about.code, Place(f"决算表/{ECONOMIC_TABLE}"), outcome, reason=error.reason)
        return
    every = tuple(each for row in table.coded() if (each := _class(table, row)) is not None)
    if table.is_blank or not every:
        yield Check(about.code, Place(table.piece), "not_applicable", reason=f"《{table.title}》没有可以核对的类")
        return
    yield from trial(every)


def _class(table: Table, row: Row) -> Class | None:
    figures = [next(iter(each.cells.values()), None) for each in (row, *table.children(row))]
    readable = tuple(figure for figure in figures if figure is not None and figure.number is not None)
    if len(readable) < len(figures) or len(figures) < 2:
        return None
    return Class(readable[0], readable[1:])
