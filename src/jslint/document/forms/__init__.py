"""The forms of tables, one object each: it knows its tables among grids, reads one from cells, prints one, and makes a blank one.

A form's name stands in the layouts (`form: sides`); nothing else asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from jslint.document.draft import Mapping as Drafted
from jslint.document.draft import Reading
from jslint.document.forms.blank import blank_codes, blank_economic, blank_sides, blank_three_public
from jslint.document.forms.codes import read_codes
from jslint.document.forms.economic import read_economic
from jslint.document.forms.look import Look, like_codes, like_economic, like_sides, like_three_public
from jslint.document.forms.printed_codes import print_codes
from jslint.document.forms.printed_economic import print_economic
from jslint.document.forms.printed_sides import print_sides
from jslint.document.forms.printed_three_public import print_three_public
from jslint.document.forms.sides import head_of_sides, read_sides
from jslint.document.forms.three_public import read_three_public
from jslint.document.page import Lines
from jslint.document.page.marker import Marker
from jslint.document.stream import Row
from jslint.report.layout import TableSpec
from jslint.report.tables import Table
from jslint.report.terms import Terms


class Form(Protocol):
    """A way in which tables are printed."""

    def likeness(self, look: Look, spec: TableSpec, terms: Terms) -> int:
        """How many marks of this table the grid has; 0 where it is not this table."""

    def read(
        self, rows: list[Row], spec: TableSpec, terms: Terms, reading: Reading, titles: Sequence[str] = ()
    ) -> Drafted:
        """The table of a grid's cells; `titles` are its columns where the cells have no head."""

    def head_for(self, rows: list[Row], spec: TableSpec) -> list[Row] | None:
        """What to put before cells that were copied without their head; None where nothing tells what their columns are."""

    def blank(self, spec: TableSpec) -> Iterator[str]:
        """The lines of an empty table of a new report."""

    def lay_out(self, table: Table, mark: Marker) -> tuple[Lines, Lines]:
        """The head and the rows of a table on the page."""


class _Sides:
    def likeness(self, look: Look, spec: TableSpec, terms: Terms) -> int:
        return like_sides(look, spec, terms)

    def read(
        self, rows: list[Row], spec: TableSpec, terms: Terms, reading: Reading, titles: Sequence[str] = ()
    ) -> Drafted:
        del titles
        return read_sides(rows, spec, terms, reading)

    def head_for(self, rows: list[Row], spec: TableSpec) -> list[Row] | None:
        return head_of_sides(rows, spec)

    def blank(self, spec: TableSpec) -> Iterator[str]:
        return blank_sides(spec)

    def lay_out(self, table: Table, mark: Marker) -> tuple[Lines, Lines]:
        return print_sides(table, mark)


class _Codes:
    def likeness(self, look: Look, spec: TableSpec, terms: Terms) -> int:
        return like_codes(look, spec, terms)

    def read(
        self, rows: list[Row], spec: TableSpec, terms: Terms, reading: Reading, titles: Sequence[str] = ()
    ) -> Drafted:
        del terms
        return read_codes(rows, spec, reading, titles=tuple(titles))

    def head_for(self, rows: list[Row], spec: TableSpec) -> list[Row] | None:
        del rows, spec
        return []

    def blank(self, spec: TableSpec) -> Iterator[str]:
        return blank_codes(spec)

    def lay_out(self, table: Table, mark: Marker) -> tuple[Lines, Lines]:
        return print_codes(table, mark)


class _Economic:
    def likeness(self, look: Look, spec: TableSpec, terms: Terms) -> int:
        del spec, terms
        return like_economic(look)

    def read(
        self, rows: list[Row], spec: TableSpec, terms: Terms, reading: Reading, titles: Sequence[str] = ()
    ) -> Drafted:
        del terms, titles
        return read_economic(rows, spec, reading)

    def head_for(self, rows: list[Row], spec: TableSpec) -> list[Row] | None:
        del rows, spec
        return []

    def blank(self, spec: TableSpec) -> Iterator[str]:
        return blank_economic(spec)

    def lay_out(self, table: Table, mark: Marker) -> tuple[Lines, Lines]:
        return print_economic(table, mark)


class _ThreePublic:
    def likeness(self, look: Look, spec: TableSpec, terms: Terms) -> int:
        return like_three_public(look, spec, terms)

    def read(
        self, rows: list[Row], spec: TableSpec, terms: Terms, reading: Reading, titles: Sequence[str] = ()
    ) -> Drafted:
        del titles
        return read_three_public(rows, spec, terms, reading)

    def head_for(self, rows: list[Row], spec: TableSpec) -> list[Row] | None:
        del rows, spec
        return []

    def blank(self, spec: TableSpec) -> Iterator[str]:
        return blank_three_public(spec)

    def lay_out(self, table: Table, mark: Marker) -> tuple[Lines, Lines]:
        return print_three_public(table, mark)


FORMS: Mapping[str, Form] = {
    "sides": _Sides(),
    "codes": _Codes(),
    "economic": _Economic(),
    "three_public": _ThreePublic(),
}
"""Every form by the name that layouts call it."""
