"""The narrative: sections, their passages of text, and the figures in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jslint.figure import Anchor, Figure
from jslint.reading.pieces import Piece
from jslint.report.layout import Layout, SectionSpec, Terms
from jslint.report.titles import normalise, without_ordinal
from jslint.tree import Mapping, Node, Scalar


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One text of a section: the part it stands under (empty for the section itself) and its scalar."""

    part: str
    scalar: Scalar
    piece: str

    def anchor(self, start: int, end: int) -> Anchor:
        """The place of `text[start:end]`, the smallest cover where it does not stand unchanged."""
        return Anchor(self.piece, self.scalar.span_around(start, end))

    @property
    def text(self) -> str:
        """The text as YAML reads it."""
        return self.scalar.value


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A section of the narrative."""

    piece: str
    key: str
    title: str
    title_anchor: Anchor
    spec: SectionSpec | None
    passages: tuple[Passage, ...]

    def passage(self, part: str = "") -> Passage | None:
        """The passage of that part, or None."""
        return next((passage for passage in self.passages if passage.part == part), None)

    def figures(self) -> Iterator[Figure]:
        """The figures of the section's prose."""
        return iter(())

    def free_figures(self) -> Iterator[tuple[Figure, str]]:
        """Those of its figures that repeat nothing and need no guard, each with why (年份, 序号 …)."""
        return iter(())


def build_section(piece: Piece, layout: Layout, terms: Terms) -> Section | None:
    """The section of a piece, or None where its node is neither text nor a mapping of texts."""
    if piece.key is None or piece.node is None:
        return None
    key = section_key(piece.key.value, layout, terms)
    passages = tuple(_passages(piece, piece.node))
    return Section(
        piece.id,
        key or piece.key.value,
        piece.key.value,
        Anchor(piece.id, piece.key.span),
        layout.section(key or ""),
        passages,
    )


def section_key(title: str, layout: Layout, terms: Terms) -> str | None:
    """The canonical key of a section heading: exactly, or by the heading word that stands leftmost, the longest first."""
    wanted = normalise(without_ordinal(title))
    for spec in layout.sections:
        if wanted in {normalise(spec.key), normalise(without_ordinal(spec.title))}:
            return spec.key
    found = []
    for spec in layout.sections:
        for word in (*spec.words, spec.key):
            at = wanted.find(normalise(word))
            if at >= 0:
                found.append((at, -len(word), spec.key))
    for word, key in terms.sections.items():
        at = wanted.find(word)
        if at >= 0:
            found.append((at, -len(word), key))
    return min(found)[2] if found else None


def _passages(piece: Piece, node: Node, part: str = "") -> Iterator[Passage]:
    if isinstance(node, Scalar):
        if not node.is_null:
            yield Passage(part, node, piece.id)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            if entry.key.value != "标题":
                yield from _passages(piece, entry.value, "" if entry.key.value == "正文" else entry.key.value)
