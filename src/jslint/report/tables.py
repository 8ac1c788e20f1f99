"""A table of the accounts: rows and columns as printed, bound to the layout's names, every cell a figure with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from msgspec import Struct, field

from jslint.figure import Anchor, Figure
from jslint.report.layout import Role, TableSpec
from jslint.tree import Scalar

T = TypeVar("T")


class Column(Struct, frozen=True, eq=False):
    """A column: its canonical key, its title as printed, and whether the layout or a synonym knows it."""

    key: str
    title: str
    known: bool
    anchor: Anchor | None = None


class Row(Struct, frozen=True, eq=False):
    """A row: `key` is its canonical label or its code, `name` the label as printed.

    `side` and `group` say under which half and which group row of a two-sided table it stands. `cells` are by column key.
    """

    key: str
    name: str
    label: Anchor
    cells: dict[str, Figure]
    role: Role = "detail"
    code: str | None = None
    code_anchor: Anchor | None = None
    side: str | None = None
    group: str | None = None
    known: bool = True

    @property
    def figures(self) -> Iterator[Figure]:
        """The row's cells in the order of the columns."""
        return iter(self.cells.values())


class Flaw(Struct, frozen=True):
    """Something that could not be read as the format has it: its kind, its place, what the message and a repair need.

    `mends` are edits of which each by itself would mend it.
    """

    kind: str
    anchor: Anchor
    detail: tuple[str, ...] = ()
    other: Anchor | None = None
    mends: tuple[tuple[Anchor, str], ...] = ()


class Table(Struct, frozen=True, eq=False):
    """A table with its rows in printed order. Blank means that no cell holds anything."""

    piece: str
    key: str
    title: str
    title_anchor: Anchor
    spec: TableSpec | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    statement: Scalar | None
    flaws: tuple[Flaw, ...]
    texts: dict[str, Scalar] = field(default_factory=dict)
    _index: dict[object, object] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Whether every cell is blank (or there is none)."""
        return all(figure.blank for figure in self.figures())

    def figures(self) -> Iterator[Figure]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row.figures

    def cell(self, row_key: str, column_key: str, side: str | None = None, group: str | None = None) -> Figure | None:
        """The cell at a row and a column by canonical keys, or None."""
        row = self.row(row_key, side, group)
        return row.cells.get(column_key) if row else None

    def row(self, row_key: str, side: str | None = None, group: str | None = None) -> Row | None:
        """The first row with that key on that side (any side if None) within that group (none if None)."""

        def make() -> dict[tuple[str, str | None, str | None], Row]:
            index: dict[tuple[str, str | None, str | None], Row] = {}
            for row in self.rows:
                index.setdefault((row.key, row.side, row.group), row)
                index.setdefault((row.key, None, row.group), row)
            return index

        return self._remember("rows", make).get((row_key, side, group))

    def details(self, side: str | None = None) -> tuple[Row, ...]:
        """The rows that a side's subtotal adds up. One that no layout knows counts by where it stands."""
        return self._of_role("detail", side)

    def balances(self, side: str | None = None) -> tuple[Row, ...]:
        """The rows that are added to a side's subtotal to give its total (结余, 结转)."""
        return self._of_role("balance", side)

    def _of_role(self, role: Role, side: str | None) -> tuple[Row, ...]:
        def make() -> tuple[Row, ...]:
            found: list[Row] = []
            behind: set[str | None] = set()
            for row in self.rows:
                if row.role == "subtotal":
                    behind.add(row.side)
                own = "balance" if row.role == "detail" and not row.known and row.side in behind else row.role
                if own == role and row.group is None and side in {None, row.side}:
                    found.append(row)
            return tuple(found)

        return self._remember(f"{role} of {side}", make)

    def coded(self) -> tuple[Row, ...]:
        """The rows that carry a subject code."""
        return self._remember("coded", lambda: tuple(row for row in self.rows if row.code))

    def with_code(self, code: str) -> tuple[Row, ...]:
        """The rows of that subject code, on either side."""

        def make() -> dict[str, tuple[Row, ...]]:
            index: dict[str, list[Row]] = {}
            for row in self.coded():
                index.setdefault(row.code or "", []).append(row)
            return {key: tuple(rows) for key, rows in index.items()}

        return self._remember("codes", make).get(code, ())

    def lists_within(self, code: str) -> bool:
        """Whether amounts of a code that has no row may stand under others: below it, or in a row above that is not split."""

        def make() -> frozenset[str]:
            codes = (row.code or "" for row in self.coded())
            return frozenset(code[:length] for code in codes for length in range(3, len(code)))

        if code in self._remember("prefixes", make):
            return True
        above = next((self.with_code(code[:n]) for n in range(len(code) - 1, 2, -1) if self.with_code(code[:n])), ())
        return bool(above) and not self.children(above[0])

    def parent(self, row: Row) -> Row | None:
        """The nearest row above in the code's hierarchy that stands in the table, or None."""
        return self._parents().get(id(row))

    def children(self, row: Row) -> tuple[Row, ...]:
        """The rows whose nearest parent in the table is this one."""
        return self._children().get(id(row), ())

    def roots(self) -> tuple[Row, ...]:
        """The coded rows that have no parent in the table (类, in a complete table)."""
        return self._children().get(None, ())

    def _parents(self) -> dict[int, Row | None]:
        def make() -> dict[int, Row | None]:
            first: dict[str, Row] = {}
            for row in self.coded():
                first.setdefault(row.code or "", row)
            return {id(row): _nearest(row.code or "", first) for row in self.coded()}

        return self._remember("parents", make)

    def _children(self) -> dict[int | None, tuple[Row, ...]]:
        def make() -> dict[int | None, tuple[Row, ...]]:
            found: dict[int | None, list[Row]] = {}
            for row in self.coded():
                parent = self._parents()[id(row)]
                found.setdefault(id(parent) if parent else None, []).append(row)
            return {key: tuple(rows) for key, rows in found.items()}

        return self._remember("children", make)

    def index(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gives, once for this table; the key says what it is an index of."""
        return self._remember(key, make)

    def _remember(self, key: str, make: Callable[[], T]) -> T:
        if key not in self._index:
            self._index[key] = make()
        return cast("T", self._index[key])


def _nearest(code: str, first: dict[str, Row]) -> Row | None:
    for length in range(len(code) - 1, 2, -1):
        if code[:length] in first:
            return first[code[:length]]
    return None
