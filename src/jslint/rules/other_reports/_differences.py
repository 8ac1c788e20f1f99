"""One defect, one finding: differences from another report that follow from one another are told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from jslint.amount import ZERO
from jslint.diagnostic import RANK
from jslint.ledger import Check
from jslint.report.tables import Row, Table
from jslint.rule import About


class Tried(Struct, frozen=True, eq=False):
    """A trial for one cell: by how much it differs, give or take rounding, and where it stands (no table: in none)."""

    check: Check
    amount: Decimal = ZERO
    slack: Decimal = ZERO
    table: Table | None = None
    row: Row | None = None
    column: str = ""

    @property
    def depth(self) -> int:
        """How far down in the hierarchy of codes."""
        return len(self.row.code or "") if self.row is not None else 0


def of_relation(check: Check, table: Table, row: Row, column: str) -> Tried:
    """A trial of a cell with the difference that its relation has."""
    if check.outcome != "broken" or check.relation is None:
        return Tried(check, table=table, row=row, column=column)
    verdict = check.relation.weigh()
    return Tried(check, verdict.difference, verdict.slack, table, row, column)


def grouped(about: About, tried: Iterable[Tried]) -> Iterator[Check]:
    """The trials, each broken one that follows from another attached to it."""
    every = list(tried)
    broken = [each for each in every if each.check.outcome == "broken"]
    yield from (each.check for each in every if each.check.outcome != "broken")
    for family in families(broken):
        yield spoken(about, family)


def spoken(about: About, family: list[Tried]) -> Check:
    """The gravest and most detailed of trials with one cause, speaking for the others."""

    def rank(each: Tried) -> tuple[int, int]:
        return (RANK[each.check.severity or about.severity], each.depth)

    first = max(family, key=rank)
    return first.check.with_changes(consequences=tuple(each.check for each in family if each is not first))


def families(broken: list[Tried]) -> list[list[Tried]]:
    """The broken trials by cause: differences that may be equal, and those that may be the sum of those below or beside."""
    above: dict[int, int] = {}

    def top(index: int) -> int:
        while index in above:
            index = above[index]
        return index

    def join(first: int, second: int) -> None:
        if (one := top(first)) != (other := top(second)):
            above[max(one, other)] = min(one, other)

    rising = sorted((index for index, each in enumerate(broken) if each.amount), key=lambda at: abs(broken[at].amount))
    for first, second in pairwise(rising):
        small, large = broken[first], broken[second]
        if abs(small.amount) + small.slack >= abs(large.amount) - large.slack:
            join(first, second)
    for index, members in _sums(broken):
        join(index, members[0])
    found: dict[int, list[Tried]] = {}
    for index, each in enumerate(broken):
        found.setdefault(top(index), []).append(each)
    return list(found.values())


def _sums(broken: list[Tried]) -> Iterator[tuple[int, list[int]]]:
    """The trials whose difference is that of several others together, with these."""
    columns: dict[tuple[int, str], list[int]] = {}
    rows: dict[int, list[int]] = {}
    for index, each in enumerate(broken):
        if each.table is not None and each.row is not None:
            columns.setdefault((id(each.table), each.column), []).append(index)
            rows.setdefault(id(each.row), []).append(index)
    for index, each in enumerate(broken):
        if each.table is None or each.row is None:
            continue
        below = {id(row) for row in (each.table.children(each.row) if each.row.code else each.table.roots())}
        column = [other for other in columns[id(each.table), each.column] if other != index]
        for members in (
            [other for other in column if id(broken[other].row) in below],
            [other for other in rows[id(each.row)] if other != index],
        ):
            rest = each.amount - sum((broken[other].amount for other in members), ZERO)
            if members and abs(rest) <= each.slack + sum((broken[other].slack for other in members), ZERO):
                yield index, members
