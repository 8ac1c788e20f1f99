"""The stream to the parts of a report: which lines head what, which grids belong to which table or form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from jslint.document.draft import Leaf, Mapping, Prose, Rest
from jslint.document.recognise.cells_in_lines import gather_cells
from jslint.document.recognise.found import Outline
from jslint.document.recognise.headings import (
    Opened,
    Part,
    is_contents,
    is_heading,
    is_top_numbered,
    overview_of,
    part_of,
    section_of,
    subsection_of,
)
from jslint.document.recognise.regions import regions
from jslint.document.recognise.splitting import join_headings, split_grids
from jslint.document.recognise.tables_around import TablesAround
from jslint.document.stream import Block, Grid, Paragraph, Row, squeeze
from jslint.pattern import Pattern
from jslint.report.layout import Layout, SectionSpec
from jslint.report.terms import Terms
from jslint.report.titles import normalise, without_ordinal

_TERM = Pattern(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?|\d{1,2}[、.．])?\s*(?P<term>[^：:。；]{2,40}?)\s*[：:]\s*(?P<text>\S.*)$"
)
_LONGEST_COVER = 45
_OTHER = "其他说明"
_AMOUNT = Pattern(r"\d\.\d|万元|\d元|%")


def outline(blocks: Iterable[Block], layout: Layout, terms: Terms) -> Outline:
    """The parts of the report that a stream holds, each document of it divided into cover, contents and body."""
    out = Outline()
    for _, own in groupby(blocks, key=_document):
        stream = list(gather_cells(list(join_headings(split_grids(own)))))
        where = regions(stream)
        builder = _Outliner(out, stream, layout, terms)
        for at, block in enumerate(stream):
            if at < where.body and isinstance(block, Paragraph) and block.is_text:
                held = out.contents if at >= where.contents else out.cover
                if not is_contents(block.text):
                    held.append(Leaf(block.text, block.spot))
            else:
                builder.add(at, block)
    return out


def _document(block: Block) -> str:
    spots = [block.spot] if isinstance(block, Paragraph) else [cell.spot for row in block.rows for cell in row]
    return spots[0].document if spots else ""


class _Outliner:
    def __init__(self, out: Outline, stream: Sequence[Block], layout: Layout, terms: Terms) -> None:
        self._layout = layout
        self._terms = terms
        self._out = out
        self._tables = TablesAround(out, stream, layout, terms)
        self._part: Part | None = None
        self._prose: Prose | None = None
        self._section: SectionSpec | None = None
        self._section_key = ""
        self._term: str | None = None
        self._heading_open = False
        self._below = False

    def add(self, at: int, block: Block) -> None:
        """The next block of the stream, which stands at that place of it."""
        if isinstance(block, Grid):
            self._grid(block)
        elif block.aside:
            self._out.rest.append(Rest(block.text, block.spot, block.aside))
        elif block.is_page_number:
            self._out.page_numbers.add(block.spot)
        elif block.is_name:
            self._prose, self._part = None, None
            self._tables.sheet(block)
        else:
            self._line(at, squeeze(block.text), block)

    @property
    def _begun(self) -> bool:
        return self._part is not None or self._prose is not None or self._tables.begun

    # what a line opens

    def _line(self, at: int, text: str, line: Paragraph) -> None:
        if line.continues and self._prose is not None and not self._tables.is_open:
            self._write(self._prose, line.text, line)
            return
        part = part_of(text, begun=self._begun)
        if part and not section_of(text, self._layout, self._terms):
            self._open_part(part, line)
        elif self._around_table(at, text, line) or self._heading(text, line):
            return
        else:
            self._text(text, line)

    def _open_part(self, part: Part, line: Paragraph) -> None:
        self._part = part
        self._prose = self._section = self._term = None
        self._section_key = ""
        self._heading_open = True
        self._below = is_top_numbered(line.text)
        self._tables.close()
        self._out.headings.append(Leaf(line.text, line.spot))

    def _around_table(self, at: int, text: str, line: Paragraph) -> bool:
        """Titles, units, numbers and notes of tables; in the midst of prose only what leads to a table."""
        if self._part == "glossary":
            return False
        is_prose = self._prose is not None
        if not self._tables.line(at, text, line, in_prose=is_prose, in_annexes=self._part == "annexes"):
            return False
        if self._tables.is_waiting and self._part != "narrative":
            self._prose = None
        return True

    def _heading(self, text: str, line: Paragraph) -> bool:
        if line.continues:
            return False
        if self._part != "glossary":
            if found := subsection_of(text, self._section):
                self._open_subsection(found, line)
                return True
            opened = section_of(text, self._layout, self._terms)
            if opened and (opened.key != self._section_key or is_top_numbered(text)):
                self._open_section(opened, line)
                return True
        heading = overview_of(text, below=self._below and self._part == "overview")
        if heading and (self._part == "overview" or (self._part is None and not self._tables.begun)):
            self._prose = self._out.overview.setdefault(heading, Prose())
            self._tables.close()
            self._out.headings.append(Leaf(line.text, line.spot))
            return True
        if self._part == "narrative" and is_top_numbered(text) and is_heading(text):
            self._open_section(Opened(without_ordinal(text.strip()), text, ""), line)
            return True
        return False

    def _open_section(self, opened: Opened, line: Paragraph) -> None:
        self._section_key, self._section = opened.key, self._layout.section(opened.key)
        self._part = "annexes" if self._part == "annexes" else "narrative"
        self._tables.close()
        self._heading_open = True
        mapping = self._out.sections.setdefault(opened.key, Mapping())
        mapping.entries.setdefault("标题", Leaf(opened.heading, line.spot))
        held = mapping.entries.setdefault("正文", Prose())
        self._prose = held if isinstance(held, Prose) else Prose()
        self._out.headings.append(Leaf(opened.heading, line.spot))
        if (part := subsection_of(opened.heading, self._section)) and not is_top_numbered(opened.heading):
            prose = mapping.entries.setdefault(part.key, Prose())
            self._prose = prose if isinstance(prose, Prose) else self._prose
        if opened.rest:
            self._write(self._prose, opened.rest, line)

    def _open_other(self, line: Paragraph) -> None:
        """Text of the narrative before its first section."""
        prose = Prose()
        held = self._out.sections.setdefault(_OTHER, Mapping({"标题": Leaf(""), "正文": prose})).entries["正文"]
        self._section_key, self._section = _OTHER, None
        self._prose = held if isinstance(held, Prose) else prose
        self._write(self._prose, line.text, line)

    def _open_subsection(self, opened: Opened, line: Paragraph) -> None:
        prose = self._out.sections[self._section_key].entries.setdefault(opened.key, Prose())
        self._prose = prose if isinstance(prose, Prose) else Prose()
        self._heading_open = True
        self._tables.close()
        self._out.headings.append(Leaf(opened.heading, line.spot))
        if opened.rest:
            self._write(self._prose, opened.rest, line)

    # what a line is where it opens nothing

    def _text(self, text: str, line: Paragraph) -> None:
        if self._part == "glossary":
            self._glossary(text, line)
        elif self._heading_open and self._is_more_of_heading(text):
            self._out.headings.append(Leaf(text, line.spot))
        elif (self._prose is None or self._tables.is_waiting) and self._tables.beside(text, line):
            return
        elif self._part == "narrative" and self._prose is None:
            self._open_other(line)
        elif self._part == "overview" or self._prose is not None:
            if self._prose is None:
                self._prose = self._out.overview.setdefault("部门职责", Prose())
            self._write(self._prose, line.text, line)
        elif not self._begun and len(text) <= _LONGEST_COVER and not _AMOUNT.search(text) and "。" not in text:
            self._out.cover.append(Leaf(line.text, line.spot))
        else:
            self._left(text, line)

    def _is_more_of_heading(self, text: str) -> bool:
        return len(text) <= 8 and normalise(text).rstrip("。:") in {"说明", "情况说明", "情况", "决算情况说明"}

    def _left(self, text: str, line: Paragraph) -> None:
        self._out.rest.append(Rest(text, line.spot, "不知属于哪一部分"))

    def _write(self, prose: Prose, text: str, line: Paragraph) -> None:
        self._heading_open = False
        leaf = Leaf(text.strip(), line.spot)
        if line.continues and prose.paragraphs:
            prose.paragraphs[-1].append(leaf)
        else:
            prose.paragraphs.append([leaf])

    def _glossary(self, text: str, line: Paragraph) -> None:
        match = None if line.continues else _TERM.match(text)
        if match and match["term"].strip() not in self._out.glossary:
            self._term = match["term"].strip()
            self._out.glossary[self._term] = [Leaf(match["text"].strip(), line.spot)]
            self._out.headings.append(Leaf(text[: match.start("text")], line.spot))
        elif self._term:
            self._out.glossary[self._term].append(Leaf(text, line.spot))
        else:
            self._left(text, line)

    # grids

    def _grid(self, grid: Grid) -> None:
        rows = [row for row in grid.rows if any(cell.text for cell in row)]
        if not rows:
            return
        if self._tables.grid(rows, in_annexes=self._part == "annexes", prose=self._prose):
            self._prose = self._prose if self._part == "narrative" else None
            return
        if self._prose is not None:
            self._rows_as_text(self._prose, rows)
        else:
            self._out.rest += [
                Rest(squeeze(cell.text), cell.spot, "不知是哪张表") for row in rows for cell in row if cell.text
            ]

    def _rows_as_text(self, prose: Prose, rows: list[Row]) -> None:
        """A small table without figures among prose (序号、单位名称、备注) is kept as lines of text."""
        for row in rows:
            words = [Leaf(squeeze(cell.text) + "　", cell.spot) for cell in row if cell.text and not cell.covered]
            if words:
                words[-1] = Leaf(words[-1].text.rstrip(), words[-1].spot)
                prose.paragraphs.append(words)
