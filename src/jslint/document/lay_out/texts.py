"""The overview, the narrative and the glossary as they will be printed, their headings numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from jslint.document.lay_out.ordinals import ordinal
from jslint.document.page import Printed
from jslint.document.page.marker import Marker
from jslint.figure import Anchor
from jslint.reading.pieces import Piece
from jslint.report.layout import Layout
from jslint.report.model import Report
from jslint.report.section import Section
from jslint.report.titles import without_ordinal
from jslint.tree import Entry, Mapping, Node, Scalar, Sequence


class Texts:
    """Lays out the parts that are running text."""

    def __init__(self, report: Report, marker: Marker) -> None:
        """Prepare for one report."""
        self._report = report
        self._mark = marker

    def _pieces(self, top: str) -> Iterable[Piece]:
        return (piece for piece in self._report.reading.pieces if piece.path[:1] == (top,))

    def part(self, top: str) -> Iterator[Printed]:
        """The texts of a part."""
        for piece in self._pieces(top):
            yield from self._node(piece.node, piece.id, level=1)

    def overview(self) -> Iterator[Printed]:
        """部门概况: its subjects, numbered."""
        for piece in self._pieces("部门概况"):
            if not isinstance(piece.node, Mapping):
                yield from self._node(piece.node, piece.id, level=1)
                continue
            for number, entry in enumerate(piece.node.entries, 1):
                yield self._key(entry, piece.id, "h0", f"{ordinal(number)}、")
                yield from self._node(entry.value, piece.id, level=1)

    def _key(self, entry: Entry, piece: str, kind: str, number: str = "") -> Printed:
        title = entry.key.value
        has_own = without_ordinal(title) != title.strip()
        return self._mark.placed(title if has_own else number + title, Anchor(piece, entry.key.span), kind)

    def _node(self, node: Node | None, piece: str, *, level: int) -> Iterator[Printed]:
        if isinstance(node, Scalar):
            if not node.is_null:
                yield from self._mark.prose(node, piece)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                yield self._key(entry, piece, f"h{min(level, 2)}")
                yield from self._node(entry.value, piece, level=level + 1)
        elif isinstance(node, Sequence):
            for item in node.items:
                yield from self._node(item, piece, level=level)

    def narrative(self) -> Iterator[Printed]:
        """The sections with their titles, those of their parts, and the headings that several stand under."""
        layout, heading = self._report.layout, ""
        titles = self._own_titles()
        for number, section in enumerate(self._report.sections(), 1):
            if section.spec and section.spec.heading != heading:
                heading = section.spec.heading
                if heading:
                    yield self._mark.fixed(heading, "h0")
            title = titles.get(section.piece) or section_title(section, layout)
            own = section.spec is not None or without_ordinal(title) != title.strip()
            kind = "h1" if section.spec and section.spec.heading else "h0"
            yield self._mark.placed(title if own else f"{ordinal(number)}、{title}", section.title_anchor, kind)
            yield from self._passages(section)

    def _own_titles(self) -> dict[str, str]:
        """The headings that sections print in other words than their layout."""
        nodes = {piece.id: piece.node for piece in self._pieces("情况说明")}
        titles = {key: node.get("标题") for key, node in nodes.items() if isinstance(node, Mapping)}
        return {key: title.value for key, title in titles.items() if isinstance(title, Scalar) and not title.is_null}

    def _passages(self, section: Section) -> Iterator[Printed]:
        part = ""
        for passage in section.passages:
            if passage.part and passage.part != part:
                part = passage.part
                yield self._mark.fixed(part_title(section, part), "h2")
            yield from self._mark.prose(passage.scalar, passage.piece)

    def glossary(self) -> Iterator[Printed]:
        """The terms, numbered, each in front of its explanation."""
        for piece in self._pieces("名词解释"):
            entries = piece.node.entries if isinstance(piece.node, Mapping) else ()
            for number, entry in enumerate(entries, 1):
                term = self._key(entry, piece.id, "lead", f"{ordinal(number)}、")
                lead = replace(term, marks=(*term.marks, *self._mark.fixed("：").marks))
                said = list(self._node(entry.value, piece.id, level=2))
                yield replace(said[0], lead=lead) if said else term
                yield from said[1:]


def section_title(section: Section, layout: Layout) -> str:
    """A section's printed title: the layout's, or its own where the layout has none."""
    spec = section.spec or layout.section(section.key)
    return spec.title if spec else section.title


def part_title(section: Section, part: str) -> str:
    """The printed title of a section's part."""
    known = next((each for each in section.spec.parts if each.key == part), None) if section.spec else None
    return known.title if known else part
