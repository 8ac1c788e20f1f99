"""A section of the narrative: its passages, its figures, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar, cast

from msgspec import Struct, field

from jslint.figure import Anchor, Figure
from jslint.prose.assembly import Words, assemble
from jslint.prose.claims import Amount, Claim, Said, Stated, Unbound
from jslint.prose.row_names import RowNames
from jslint.prose.vocabulary import Vocabulary
from jslint.reading.pieces import Piece
from jslint.report.cells import Measure
from jslint.report.layout import Layout, SectionSpec
from jslint.report.terms import Terms
from jslint.report.titles import normalise, without_ordinal
from jslint.tree import Mapping, Node, Scalar

C = TypeVar("C", bound=Said)


class Passage(Struct, frozen=True, eq=False):
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


class Section(Struct, frozen=True, eq=False):
    """A section of the narrative.

    Every figure of its prose stands in `claims` (what it says), in `free` (why it repeats nothing) or in `unbound` (why it is not
    certain what it says). `topics` are the canonical keys of the sections it speaks of: its own, and those that headings
    within it begin.
    """

    piece: str
    key: str
    title: str
    title_anchor: Anchor
    spec: SectionSpec | None
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...] = ()
    free: dict[Figure, str] = field(default_factory=dict)
    unbound: tuple[Unbound, ...] = ()
    topics: frozenset[str] = frozenset()
    _index: dict[tuple[object, ...], list[Claim]] = field(default_factory=dict)

    def on(self, kind: type[C], topic: str, subject: str, entry: int, role: str = "") -> list[C]:
        """The claims of a type on one subject (within its item), in the order of the text; of amounts those in that role."""
        return cast("list[C]", self._indexed().get((kind, topic, subject, entry, role), []))

    def on_figure(self, kind: type[C], figure: Figure) -> list[C]:
        """The claims of a type on one figure."""
        return cast("list[C]", self._indexed().get((kind, figure), []))

    def under(self, topic: str) -> list[Claim]:
        """The claims that are said under the canonical key of a section."""
        return self._indexed().get((topic,), [])

    def _indexed(self) -> dict[tuple[object, ...], list[Claim]]:
        if not self._index:
            for claim in self.claims:
                self._index.setdefault((claim.topic,), []).append(claim)
                role = claim.role if isinstance(claim, Amount) else ""
                key = (type(claim), claim.topic, claim.subject, claim.entry, role)
                self._index.setdefault(key, []).append(claim)
                if isinstance(claim, Stated):
                    self._index.setdefault((type(claim), claim.figure), []).append(claim)
        return self._index

    def passage(self, part: str = "") -> Passage | None:
        """The passage of that part, or None."""
        return next((passage for passage in self.passages if passage.part == part), None)

    def figures(self) -> Iterator[Figure]:
        """The figures of the section's prose, each once, in the order of the text."""
        bound = (claim.figure for claim in self.claims if isinstance(claim, Stated))
        figures = dict.fromkeys((*bound, *self.free, *(item.figure for item in self.unbound)))
        return iter(sorted(figures, key=lambda figure: figure.span))

    def free_figures(self) -> Iterator[tuple[Figure, str]]:
        """Those of its figures that repeat nothing and need no guard, each with why (年份, 序号 …)."""
        return iter(self.free.items())


class Spoken(NamedTuple):
    """How a report's prose is understood: the words, the report's year (0 where unknown), the names of its body and of its tables' rows."""

    vocabulary: Vocabulary
    year: int
    names: tuple[str, ...]
    rows: RowNames


def build_section(piece: Piece, layout: Layout, terms: Terms, measure: Measure, spoken: Spoken) -> Section | None:
    """The section of a piece, or None where its node is neither text nor a mapping of texts."""
    if piece.key is None or piece.node is None:
        return None
    title = piece.key.value
    key = section_key(title, layout, terms) or title
    passages = tuple(_passages(piece, piece.node))
    said = assemble(
        [Words(passage.text, _topic(passage.part, key, layout, terms), passage.anchor) for passage in passages],
        piece.id,
        measure.step,
        spoken.vocabulary,
        spoken.year,
        lambda heading: section_key(heading, layout, terms),
        spoken.names,
        spoken.rows,
    )
    anchor = Anchor(piece.id, piece.key.span)
    topics = frozenset({key, *(claim.topic for claim in said.claims)})
    spec = layout.section(key)
    return Section(piece.id, key, title, anchor, spec, passages, said.claims, said.free, said.unbound, topics)


def _topic(part: str, key: str, layout: Layout, terms: Terms) -> str:
    """What a part speaks of: its own subject where its heading names one (under 其他重要事项), else the section's."""
    return (section_key(part, layout, terms) if part else None) or key


def section_key(title: str, layout: Layout, terms: Terms) -> str | None:
    """The canonical key of a section heading: exactly, or by the heading word that stands leftmost, the longest first."""
    wanted = normalise(without_ordinal(title))
    exact, words = _headings(layout)
    if wanted in exact:
        return exact[wanted]
    found = []
    for word, length, key in words:
        at = wanted.find(word)
        if at >= 0:
            found.append((at, -length, key))
    for word, key in terms.sections.items():
        at = wanted.find(word)
        if at >= 0:
            found.append((at, -len(word), key))
    return min(found)[2] if found else None


@lru_cache(maxsize=8)
def _headings(layout: Layout) -> tuple[dict[str, str], tuple[tuple[str, int, str], ...]]:
    """The sections of a layout by key and title, and each word that a heading of theirs may have, with its printed length and the section."""
    exact: dict[str, str] = {}
    for spec in layout.sections:
        exact.setdefault(normalise(spec.key), spec.key)
        exact.setdefault(normalise(without_ordinal(spec.title)), spec.key)
    words = ((normalise(word), len(word), spec.key) for spec in layout.sections for word in (*spec.words, spec.key))
    return exact, tuple(words)


def _passages(piece: Piece, node: Node, part: str = "") -> Iterator[Passage]:
    if isinstance(node, Scalar):
        if not node.is_null:
            yield Passage(part, node, piece.id)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            if entry.key.value != "标题":
                yield from _passages(piece, entry.value, "" if entry.key.value == "正文" else entry.key.value)
