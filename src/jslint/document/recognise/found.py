"""What an outline finds in a document: tables, forms, sections and terms with what stands around them."""

from __future__ import annotations

from msgspec import Struct, field

from jslint.document.recognise.draft import Leaf, Mapping, Prose, Rest
from jslint.document.stream import Row, Spot


class FoundTable(Struct):
    """A table of the source: its rows over all pages, and what stands around it."""

    key: str
    title: Leaf
    rows: list[Row] = field(default_factory=list)
    notes: list[Leaf] = field(default_factory=list)
    doubt: str = ""


class FoundForm(Struct):
    """A form of the annexes: its rows over all pages."""

    kind: str
    rows: list[Row] = field(default_factory=list)


class Outline(Struct):
    """Everything of the source in the place it belongs to."""

    tables: list[FoundTable] = field(default_factory=list)
    forms: list[FoundForm] = field(default_factory=list)
    overview: dict[str, Prose] = field(default_factory=dict)
    sections: dict[str, Mapping] = field(default_factory=dict)
    glossary: dict[str, list[Leaf]] = field(default_factory=dict)
    cover: list[Leaf] = field(default_factory=list)
    facts: list[tuple[str, str, Spot]] = field(default_factory=list)
    furniture: list[Leaf] = field(default_factory=list)
    rest: list[Rest] = field(default_factory=list)
