"""Documents to one report file: streams, outline, tables and forms, then the text with its account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from jslint.document.conservation import Balance, Entry, Fate, balances
from jslint.document.draft import Items, Leaf, Mapping, Node, Prose, Reading, Rest, joined
from jslint.document.independent import Numbers, numbers
from jslint.document.independent.token import count, tokens
from jslint.document.read.formats import blocks_of
from jslint.document.read.reader import Progress, UnreadableError
from jslint.document.recognise.account import Known, Units, settle
from jslint.document.recognise.bodies import refuse_two_bodies
from jslint.document.recognise.cover import Cover, read_cover
from jslint.document.recognise.drafting import Drafting
from jslint.document.recognise.form_grid import read_form
from jslint.document.recognise.found import FoundForm, Outline
from jslint.document.recognise.outline import outline
from jslint.document.recognise.titles import choose_layout
from jslint.document.recognise.writer import Mark, Writer, comment_rest, space_out
from jslint.document.stream import Block, Given, Paragraph, Remark, Reread, Spot, squeeze
from jslint.report.layout import Layout, shipped_layout
from jslint.report.terms import Terms, shipped_terms


class Document(Struct, frozen=True):
    """A document to be imported: its name and its bytes."""

    name: str
    data: bytes


class Imported(Struct, frozen=True):
    """The report file made of some documents, and the account of what became of their numbers."""

    text: str
    layout: Layout
    marks: tuple[Mark, ...]
    entries: tuple[Entry, ...]
    balances: tuple[Balance, ...]
    rest: tuple[Rest, ...]
    doubts: tuple[str, ...]
    tables: tuple[str, ...]
    loose: tuple[str, ...]
    sections: tuple[str, ...]

    def of_fate(self, fate: Fate) -> tuple[str, ...]:
        """The number tokens with a fate, in the order of the source."""
        return tuple(entry.token for entry in self.entries if entry.fate == fate)

    @property
    def faults(self) -> tuple[Balance, ...]:
        """The parts of the documents whose numbers are not those of the second reading."""
        return tuple(balance for balance in self.balances if not balance.holds)

    def spot_at(self, line: int, column: int) -> Spot | None:
        """The source place of what stands at a place of the text (both from 0), or of what stands nearest in its line."""
        own = [mark for mark in self.marks if mark.line == line]
        if not own:
            top = self.text.split("\n")[line : line + 1]
            before = [mark for mark in self.marks if mark.line < line]
            return before[-1].spot if before and top and top[0].startswith(" ") else None
        return min(own, key=lambda mark: max(mark.start - column, column - mark.end, 0)).spot

    def stretch_at(self, line: int, start: int, end: int) -> Spot | None:
        """The source place of a stretch of a line, with the characters that are printed there and those around them.

        A paragraph is one line here and several in print: where the stretch goes on in the next, that goes with it.
        """
        marks = [mark for mark in self.marks if mark.line == line and mark.printed]
        if not any(mark.start <= start < mark.end for mark in marks):
            return self.spot_at(line, start)
        text = self.text.split("\n")[line]
        first, *others = (
            mark.spot._replace(
                before=text[mark.start : max(start, mark.start)],
                text=text[max(start, mark.start) : min(end, mark.end)],
                after=text[min(end, mark.end) : mark.end],
            )
            for mark in sorted(marks, key=lambda mark: mark.start)
            if mark.start <= start < mark.end or start < mark.start < end
        )
        return first._replace(goes_on=tuple(others))


def import_documents(
    documents: Sequence[Document], *, layout_id: str | None = None, progress: Progress | None = None
) -> Imported:
    """The documents of one report (its tables in one, its text in another, or all in one) as a report file.

    Raises UnreadableError for a document that cannot be read, and ValueError for a layout that is not known.
    """
    told = progress or (lambda _done, _all: None)
    given = [block for document in documents for block in blocks_of(document.name, document.data, told)]
    stream = [block for block in given if not isinstance(block, Remark | Reread)]
    remarks = [f"{block.spot.words}：{block.text}" for block in given if isinstance(block, Remark)]
    chosen = shipped_layout(layout_id) if layout_id else choose_layout(_lines(stream))
    if chosen is None:
        raise ValueError(layout_id)
    return _Assembler(chosen, shipped_terms(), documents, remarks).imported(stream, _brought(given))


def _brought(given: Sequence[Given]) -> dict[str, Numbers]:
    """The second reading of each document whose reader brings it with it."""
    brought: dict[str, Numbers] = {}
    for block in given:
        if isinstance(block, Reread):
            brought.setdefault(block.spot.document, {})[block.spot.part] = block.numbers
    return brought


def _lines(stream: Sequence[Block]) -> Iterator[str]:
    for block in stream:
        if isinstance(block, Paragraph):
            yield squeeze(block.text)
        else:
            yield from (squeeze(cells[0].text) for row in block.rows if len(cells := [c for c in row if c.text]) == 1)


class _Assembler:
    def __init__(self, layout: Layout, terms: Terms, documents: Sequence[Document], remarks: list[str]) -> None:
        self._layout = layout
        self._terms = terms
        self._documents = documents
        self._names = "、".join(document.name for document in documents)
        self._known = Known()
        self._doubts = remarks
        self._rest: list[Rest] = []

    def imported(self, stream: list[Block], brought: dict[str, Numbers]) -> Imported:
        found = outline(stream, self._layout, self._terms)
        refuse_two_bodies(found)
        cover = read_cover(found, self._layout)
        drafting = Drafting(self._layout, self._terms, cover.unit, self._known)
        drafting.draft(found.tables)
        self._rest += [*found.rest, *drafting.rest]
        forms = self._forms(found.forms)
        if not drafting.tables and not drafting.loose and not found.sections and not forms:
            raise UnreadableError(f"{self._names} 里没有找到决算表，也没有找到情况说明；请确认是部门决算报告。")
        self._doubts = [*cover.doubts, *drafting.doubts, *self._doubts]
        sections = {
            key: self._section(section) for key, section in found.sections.items() if self._is_kept(key, section)
        }
        writer = self._written(cover, found, drafting, sections, forms)
        entries = self._settled(stream, found, cover, writer)
        comment_rest(writer, self._rest)
        readings = {one.name: brought.get(one.name) or numbers(one.name, one.data) for one in self._documents}
        return Imported(
            text="\n".join(writer.lines) + "\n",
            layout=self._layout,
            marks=tuple(writer.marks),
            entries=entries,
            balances=balances(entries, readings),
            rest=tuple(self._rest),
            doubts=tuple(self._doubts),
            tables=tuple(drafting.tables),
            loose=tuple(drafting.loose),
            sections=tuple(key for key in sections if self._layout.section(key)),
        )

    def _settled(self, stream: list[Block], found: Outline, cover: Cover, writer: Writer) -> tuple[Entry, ...]:
        known = self._known
        known.page_numbers = found.page_numbers
        lines = (*found.headings, *found.cover, *(fact.leaf for fact in found.facts))
        known.frame.update(leaf.spot for leaf in lines if leaf.spot)
        known.keys = count(writer.keys)
        known.year, known.date = cover.year, cover.date
        known.again.update(tokens(cover.body))
        entries, left = settle(Units.of(stream), writer.placed, self._rest, known)
        self._rest += left
        return entries

    # forms and sections

    def _forms(self, found: list[FoundForm]) -> dict[str, Node]:
        forms: dict[str, list[Mapping]] = {}
        for form in found:
            reading = Reading()
            mapping = read_form(form.rows, form.kind, reading)
            self._rest += reading.rest(form.rows, f"《{form.kind}》里没有放得下的栏目", words=True)
            self._known.numbering |= reading.furniture - reading.placed
            self._known.frame |= reading.furniture
            self._doubts += [f"《{form.kind}》{doubt}" for doubt in reading.doubts]
            mapping.comment = "；".join(reading.doubts)
            if mapping.entries:
                forms.setdefault(form.kind, []).append(mapping)
        return {
            kind: mappings[0] if kind == "部门整体自评表" and len(mappings) == 1 else Items(list(mappings))
            for kind, mappings in forms.items()
        }

    def _is_kept(self, key: str, section: Mapping) -> bool:
        """A heading over other sections (十一、其他重要事项) holds nothing of its own."""
        filled = any(isinstance(node, Prose) and node.paragraphs for node in section.entries.values())
        return filled or self._layout.section(key) is not None

    def _section(self, section: Mapping) -> Node:
        """A section as the format writes it: text alone where it has no parts."""
        entries = dict(section.entries)
        title = entries.pop("标题")
        body = entries.pop("正文")
        has_body = isinstance(body, Prose) and bool(body.paragraphs)
        if not entries:
            return body
        kept: dict[str, Node] = {"正文": body} if has_body else {}
        return Mapping({**kept, **entries}, spot=title.spot if isinstance(title, Leaf) else None)

    # the text

    def _written(
        self,
        cover: Cover,
        found: Outline,
        drafting: Drafting,
        sections: dict[str, Node],
        forms: dict[str, Node],
    ) -> Writer:
        writer = Writer()
        writer.comment(f"由 {self._names} 导入，数字照原文抄录；读法没有把握的地方和没有归入的内容见注释和文末。")
        writer.lines.append("格式: 1")
        writer.entries(Mapping({"报告": self._cover(cover, found)}), "")
        contents = Prose([[leaf] for leaf in found.contents])
        parts: list[tuple[str, Node, bool]] = [
            ("目录", contents, bool(found.contents)),
            *(
                (name, Mapping(dict(entries)), bool(entries))
                for name, entries in (
                    ("部门概况", found.overview),
                    ("决算表", drafting.tables),
                    ("其他表", drafting.loose),
                    ("情况说明", sections),
                    ("名词解释", {term: joined(leaves) for term, leaves in found.glossary.items()}),
                    ("附件", forms),
                )
            ),
        ]
        for name, node, filled in parts:
            if filled:
                writer.lines.append("")
                writer.entries(Mapping({name: node}), "")
        if drafting.tables:
            space_out(writer)
        return writer

    def _cover(self, cover: Cover, found: Outline) -> Mapping:
        """The facts; and the lines themselves where a number in them says more than year and date."""
        said = {cover.year, *cover.date.split("-"), str(int(cover.date[-2:] or 0))}
        mapping = Mapping(dict(cover.mapping.entries))
        if Counter(token for leaf in found.cover for token in tokens(leaf.text) if token not in said):
            mapping.entries["封面"] = Prose([[leaf] for leaf in found.cover])
        return mapping
