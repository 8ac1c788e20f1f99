"""Documents to one report file: streams, outline, tables and forms, then the text with its account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from jslint.document.read.formats import blocks_of
from jslint.document.read.reader import Progress, UnreadableError
from jslint.document.recognise.codes_grid import read_codes, read_economic
from jslint.document.recognise.cover import Cover, read_cover
from jslint.document.recognise.draft import Items, Leaf, Mapping, Node, Prose, Reading, Rest
from jslint.document.recognise.form_grid import read_form
from jslint.document.recognise.found import FoundForm, FoundTable, Outline
from jslint.document.recognise.outline import outline
from jslint.document.recognise.shapes import holds_anything
from jslint.document.recognise.sides_grid import read_sides
from jslint.document.recognise.three_public_grid import read_three_public
from jslint.document.recognise.titles import choose_layout
from jslint.document.recognise.writer import Mark, Writer, comment_rest, space_out
from jslint.document.stream import Block, Paragraph, Remark, Row, Spot, figures_in, squeeze
from jslint.report.layout import Layout, TableSpec, Terms, shipped_layout, shipped_terms
from jslint.report.titles import normalise

SCHEMA = "# yaml-language-server: $schema=../schema/report.schema.json"


class Document(Struct, frozen=True):
    """A document to be imported: its name and its bytes."""

    name: str
    data: bytes


class Imported(Struct, frozen=True):
    """The report file made of some documents, and the account of what became of their figures.

    `furniture` are figures of headings, contents, 行次, 栏次 and the like, which the layout prints again.
    """

    text: str
    layout: Layout
    marks: tuple[Mark, ...]
    placed: tuple[str, ...]
    rest: tuple[Rest, ...]
    furniture: tuple[str, ...]
    doubts: tuple[str, ...]
    tables: tuple[str, ...]
    sections: tuple[str, ...]

    @property
    def rest_figures(self) -> tuple[str, ...]:
        """The figures that found no place."""
        return tuple(figures_in([rest.text for rest in self.rest]))

    def spot_at(self, line: int, column: int) -> Spot | None:
        """The source place of what stands at a place of the text (both from 0), or of what stands nearest in its line."""
        own = [mark for mark in self.marks if mark.line == line]
        if not own:
            top = self.text.split("\n")[line : line + 1]
            before = [mark for mark in self.marks if mark.line < line]
            return before[-1].spot if before and top and top[0].startswith(" ") else None
        return min(own, key=lambda mark: max(mark.start - column, column - mark.end, 0)).spot


def import_documents(
    documents: Sequence[Document], *, layout_id: str | None = None, progress: Progress | None = None
) -> Imported:
    """The documents of one report (its tables in one, its text in another, or all in one) as a report file.

    Raises UnreadableError for a document that cannot be read, and ValueError for a layout that is not known.
    """
    told = progress or (lambda _done, _all: None)
    given = [block for document in documents for block in blocks_of(document.name, document.data, told)]
    stream = [block for block in given if not isinstance(block, Remark)]
    remarks = [f"{block.spot.words}：{block.text}" for block in given if isinstance(block, Remark)]
    chosen = shipped_layout(layout_id) if layout_id else choose_layout(_lines(stream))
    if chosen is None:
        raise ValueError(layout_id)
    return _Assembler(chosen, shipped_terms(), remarks).imported(stream, tuple(document.name for document in documents))


def _lines(stream: Sequence[Block]) -> Iterator[str]:
    for block in stream:
        if isinstance(block, Paragraph):
            yield squeeze(block.text)
        else:
            yield from (squeeze(cells[0].text) for row in block.rows if len(cells := [c for c in row if c.text]) == 1)


class _Assembler:
    def __init__(self, layout: Layout, terms: Terms, remarks: list[str]) -> None:
        self._layout = layout
        self._terms = terms
        self._rest: list[Rest] = []
        self._doubts: list[str] = remarks
        self._furniture: list[str] = []

    def imported(self, stream: list[Block], names: tuple[str, ...]) -> Imported:
        found = outline(stream, self._layout, self._terms)
        self._rest.extend(found.rest)
        tables = self._tables(found.tables)
        forms = self._forms(found.forms)
        if not tables and not found.sections and not forms:
            raise UnreadableError(f"{'、'.join(names)} 里没有找到决算表，也没有找到情况说明；请确认是部门决算报告。")
        cover = read_cover(found, self._layout)
        self._doubts[:0] = cover.doubts
        sections = {
            key: self._section(section) for key, section in found.sections.items() if self._is_kept(key, section)
        }
        writer = self._written(names, cover, found, tables, sections, forms)
        self._furniture += figures_in([leaf.text for leaf in (*found.furniture, *found.cover)])
        return Imported(
            text="\n".join(writer.lines) + "\n",
            layout=self._layout,
            marks=tuple(writer.marks),
            placed=tuple(figures_in(writer.figures)),
            rest=tuple(self._rest),
            furniture=tuple(self._furniture),
            doubts=tuple(self._doubts),
            tables=tuple(key for key in tables if self._layout.table(key)),
            sections=tuple(key for key in sections if self._layout.section(key)),
        )

    # tables

    def _tables(self, found: list[FoundTable]) -> dict[str, Mapping]:
        best: dict[str, FoundTable] = {}
        for table in found:
            held = best.get(table.key)
            if held is None:
                best[table.key] = table
                continue
            fuller, other = (
                (table, held) if not holds_anything(held.rows) and holds_anything(table.rows) else (held, table)
            )
            best[table.key] = fuller
            self._spare(other)
        order = {table.key: place for place, table in enumerate(self._layout.tables)}
        keys = sorted(best, key=lambda key: order.get(key, len(order)))
        return {key: self._table(best[key]) for key in keys}

    def _spare(self, table: FoundTable) -> None:
        """A table that stands twice: what the second print holds is not lost."""
        reason = f"《{table.title.text or table.key}》印了两次"
        cells = [cell for row in table.rows for cell in row if cell.text and not cell.covered]
        if holds_anything(table.rows):
            self._rest += [Rest(cell.text, cell.spot, reason) for cell in cells]
        else:
            self._furniture += figures_in([cell.text for cell in cells])

    def _table(self, found: FoundTable) -> Mapping:
        reading = Reading()
        spec = self._layout.table(found.key)
        table = self._read(found, spec, reading)
        statements = [note for note in found.notes if _is_statement(note.text)]
        if (
            not holds_anything(found.rows)
            and not reading.placed & {c.spot for r in found.rows for c in r if c.text}
            and statements
        ):
            table = Mapping()
        for note in found.notes:
            self._note(table, note, spec)
        table.comment = spec.number if spec else ""
        table.spot = found.title.spot
        doubts = [*([found.doubt] if found.doubt else []), *reading.doubts]
        if doubts:
            table.comment = "；".join(part for part in (table.comment, *doubts) if part)
            self._doubts += [f"《{found.key}》{doubt}" for doubt in doubts]
        self._account(found.rows, reading, f"《{found.title.text or found.key}》里没有放得下的栏目")
        return table

    def _read(self, found: FoundTable, spec: TableSpec | None, reading: Reading) -> Mapping:
        if spec and spec.form == "sides":
            return read_sides(found.rows, spec, self._terms, reading)
        if spec and spec.form == "economic":
            return read_economic(found.rows, spec, reading)
        if spec and spec.form == "three_public":
            return read_three_public(found.rows, spec, self._terms, reading)
        return read_codes(found.rows, spec, reading)

    def _note(self, table: Mapping, note: Leaf, spec: TableSpec | None) -> None:
        text = note.text.partition("：")[2].strip() or note.text
        if _is_statement(text):
            key = "说明"
        elif spec and normalise(spec.note) == normalise(text):
            self._furniture += figures_in([text])
            return
        else:
            key = "注" if note.text.startswith("注") else "说明"
        held = table.entries.get(key)
        text = f"{held.text}{text}" if isinstance(held, Leaf) else text
        table.entries[key] = Leaf(text, note.spot)

    def _account(self, rows: list[Row], reading: Reading, reason: str, *, words: bool = False) -> None:
        self._rest += reading.rest(rows, reason, words=words)
        self._furniture += figures_in(
            [
                cell.text
                for row in rows
                for cell in row
                if cell.spot in reading.furniture and cell.spot not in reading.placed
            ]
        )

    # forms and sections

    def _forms(self, found: list[FoundForm]) -> dict[str, Node]:
        forms: dict[str, list[Mapping]] = {}
        for form in found:
            reading = Reading()
            mapping = read_form(form.rows, form.kind, reading)
            self._account(form.rows, reading, f"《{form.kind}》里没有放得下的栏目", words=True)
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
        """A section as the format writes it: text alone where it has no parts, its title only where it is unusual."""
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
        names: tuple[str, ...],
        cover: Cover,
        found: Outline,
        tables: dict[str, Mapping],
        sections: dict[str, Node],
        forms: dict[str, Node],
    ) -> Writer:
        writer = Writer([SCHEMA])
        writer.comment(f"由 {'、'.join(names)} 导入，数字照原文抄录；读法没有把握的地方和没有归入的内容见注释和文末。")
        writer.lines.append("格式: 1")
        writer.entries(Mapping({"报告": cover.mapping}), "")
        parts: list[tuple[str, Mapping]] = [
            ("部门概况", Mapping(dict(found.overview))),
            ("决算表", Mapping(dict(tables))),
            ("情况说明", Mapping(dict(sections))),
            ("名词解释", Mapping({term: _joined(leaves) for term, leaves in found.glossary.items()})),
            ("附件", Mapping(dict(forms))),
        ]
        for name, mapping in parts:
            if mapping.entries:
                writer.lines.append("")
                writer.entries(Mapping({name: mapping}), "")
        if tables:
            space_out(writer)
        self._rest = [rest for rest in self._rest if rest.text.strip()]
        comment_rest(writer, self._rest)
        return writer


def _is_statement(text: str) -> bool:
    return "无数据" in text or "空表" in text or ("没有" in text and "故" in text)


def _joined(leaves: list[Leaf]) -> Leaf:
    return Leaf("".join(leaf.text for leaf in leaves), leaves[0].spot)
