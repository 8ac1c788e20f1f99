"""What an outline finds in a document: tables, forms, sections and terms with what stands around them."""

from __future__ import annotations

from msgspec import Struct, field

from jslint.document.draft import Leaf, Mapping, Prose, Rest
from jslint.document.recognise.next_page import head_again, is_torn, joined_rows, without_tails
from jslint.document.stream import Row, Spot


class FoundTable(Struct):
    """A table of the source: its rows over all pages, and what stands around it.

    `key` is "" for a table that no layout knows. `unit` and `numbers` are what is printed at it, "" and none where nothing is.
    `again` are the rows of its head on every page but the first.
    """

    key: str
    title: Leaf
    rows: list[Row] = field(default_factory=list)
    notes: list[list[Leaf]] = field(default_factory=list)
    around: list[Leaf] = field(default_factory=list)
    numbers: list[Leaf] = field(default_factory=list)
    unit: str = ""
    doubts: list[str] = field(default_factory=list)
    again: list[Row] = field(default_factory=list)

    def go_on(self, rows: list[Row]) -> None:
        """The rows of its next page."""
        height = head_again(rows, self.rows)
        self.again += rows[:height]
        rows = [
            *(without_tails(row, rows[:height], self.rows) for row in rows[height : height + 1]),
            *rows[height + 1 :],
        ]
        if rows and is_torn(self.rows, rows[0]):
            self.rows[-1] = joined_rows(self.rows[-1], rows[0])
            rows = rows[1:]
        self.rows += rows


class FoundForm(Struct):
    """A form of the annexes: its rows over all pages."""

    kind: str
    rows: list[Row] = field(default_factory=list)


class Fact(Struct, frozen=True):
    """What a line around a table says: `kind` is body, unit, mark or year."""

    kind: str
    value: str
    leaf: Leaf


class Outline(Struct):
    """Everything of the source in the place it belongs to; `headings` are lines that the layout's own titles print again."""

    tables: list[FoundTable] = field(default_factory=list)
    forms: list[FoundForm] = field(default_factory=list)
    overview: dict[str, Prose] = field(default_factory=dict)
    sections: dict[str, Mapping] = field(default_factory=dict)
    glossary: dict[str, list[Leaf]] = field(default_factory=dict)
    cover: list[Leaf] = field(default_factory=list)
    contents: list[Leaf] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    headings: list[Leaf] = field(default_factory=list)
    page_numbers: set[Spot] = field(default_factory=set)
    rest: list[Rest] = field(default_factory=list)
