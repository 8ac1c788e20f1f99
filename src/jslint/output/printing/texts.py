"""The narrative, the glossary and the annexes as they will be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jslint.figure import Anchor
from jslint.output.printing.marker import Marker
from jslint.output.printing.page import Grid, Printed
from jslint.reading.pieces import Piece
from jslint.report.layout import Layout
from jslint.report.model import Report
from jslint.report.section import Section
from jslint.source import Span
from jslint.tree import Mapping, Node, Scalar
from jslint.tree import Sequence as SequenceNode


class Texts:
    """Lays out the parts that are not tables of the accounts."""

    def __init__(self, report: Report, marker: Marker) -> None:
        """Prepare for one report."""
        self._report = report
        self._mark = marker

    def _pieces(self, top: str) -> Iterable[Piece]:
        return (piece for piece in self._report.reading.pieces if piece.path[:1] == (top,))

    def part(self, top: str) -> Iterator[Printed]:
        """The texts of a part, with its keys as headings."""
        for piece in self._pieces(top):
            yield from self._node(piece.node, piece.id, level=0)

    def _node(self, node: Node | None, piece: str, *, level: int) -> Iterator[Printed]:
        if isinstance(node, Scalar):
            if not node.is_null:
                yield from self._mark.prose(node, piece)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                yield self._mark.placed(entry.key.value, Anchor(piece, entry.key.span), f"h{min(level, 2)}")
                yield from self._node(entry.value, piece, level=level + 1)
        elif isinstance(node, SequenceNode):
            for item in node.items:
                yield from self._node(item, piece, level=level)

    def narrative(self) -> Iterator[Printed]:
        """The sections with their titles and those of their parts."""
        layout = self._report.layout
        for section in self._report.sections():
            yield self._mark.placed(section_title(section, layout), section.title_anchor, "h0")
            part = ""
            for passage in section.passages:
                if passage.part and passage.part != part:
                    part = passage.part
                    yield self._mark.fixed(part_title(section, part), "h1")
                yield from self._mark.prose(passage.scalar, passage.piece)

    def glossary(self) -> Iterator[Printed]:
        """The terms with their explanations."""
        for piece in self._pieces("名词解释"):
            entries = piece.node.entries if isinstance(piece.node, Mapping) else ()
            for entry in entries:
                yield self._mark.placed(entry.key.value, Anchor(piece.id, entry.key.span), "h2")
                yield from self._node(entry.value, piece.id, level=2)

    def annexes(self) -> Iterator[Grid | Printed]:
        """The forms of the self-evaluation: fields, texts and grids."""
        for piece in self._pieces("附件"):
            if piece.node is None:
                continue
            title = piece.id.partition("/")[2]
            heading = piece.key.span if piece.key else Span(0, 0)
            yield self._mark.placed(title, Anchor(piece.id, heading), "h0")
            yield from self._form(piece, piece.node)

    def _form(self, piece: Piece, node: Node) -> Iterator[Grid | Printed]:
        if not isinstance(node, Mapping):
            yield from self._node(node, piece.id, level=1)
            return
        for entry in node.entries:
            anchor = Anchor(piece.id, entry.key.span)
            if isinstance(entry.value, Mapping) and isinstance(entry.value.get("栏目"), SequenceNode):
                yield self._form_grid(entry.key.value, anchor, entry.value, piece.id)
            elif isinstance(entry.value, Scalar):
                yield self._mark.placed(
                    f"{entry.key.value}：{entry.value.value}", Anchor(piece.id, entry.value.span), "field"
                )
            elif isinstance(entry.value, SequenceNode) and all(isinstance(item, Scalar) for item in entry.value.items):
                words = "　".join(item.value for item in entry.value.items if isinstance(item, Scalar))
                yield self._mark.placed(f"{entry.key.value}：{words}", anchor, "field")
            else:
                yield self._mark.placed(entry.key.value, anchor, "h1")
                yield from self._node(entry.value, piece.id, level=2)

    def _form_grid(self, title: str, anchor: Anchor, node: Mapping, piece: str) -> Grid:
        columns = node.get("栏目")
        titles = columns.items if isinstance(columns, SequenceNode) else ()
        rows: list[tuple[Printed, ...]] = []
        labelled = False
        for entry in node.entries:
            if entry.key.value == "栏目":
                continue
            lists = (
                [item for item in entry.value.items if isinstance(item, SequenceNode)]
                if isinstance(entry.value, SequenceNode)
                else []
            )
            if lists:
                rows.extend(tuple(self._form_cells(item.items, piece)) for item in lists)
            elif isinstance(entry.value, SequenceNode):
                labelled = True
                label = self._mark.placed(entry.key.value, Anchor(piece, entry.key.span), "label")
                rows.append((label, *self._form_cells(entry.value.items, piece)))
        head = [self._mark.fixed("", "head")] if labelled else []
        head.extend(self._mark.placed(_text(item), Anchor(piece, item.span), "head") for item in titles)
        cover = self._report.cover
        heading = self._mark.placed(title, anchor, "h1")
        return Grid("", "", cover.body, cover.year, "", (tuple(head),), tuple(rows), (), heading)

    def _form_cells(self, items: Sequence[Node], piece: str) -> Iterator[Printed]:
        for item in items:
            text = _text(item)
            kind = "number" if text[:1].isdigit() and len(text) < 12 else "label"
            yield self._mark.placed(text, Anchor(piece, item.span), kind)


def _text(node: Node) -> str:
    return "" if not isinstance(node, Scalar) or node.is_null else node.value


def section_title(section: Section, layout: Layout) -> str:
    """A section's printed title: the layout's, or its own where the layout has none."""
    spec = section.spec or layout.section(section.key)
    return spec.title if spec else section.title


def part_title(section: Section, part: str) -> str:
    """The printed title of a section's part."""
    known = next((each for each in section.spec.parts if each.key == part), None) if section.spec else None
    return known.title if known else part
