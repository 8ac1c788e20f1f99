"""The stream to the parts of a report: which lines head what, which grids belong to which table or form."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jslint.document.recognise.columns import label_cells
from jslint.document.recognise.draft import Leaf, Mapping, Prose, Rest
from jslint.document.recognise.form_grid import form_kind, starts_form
from jslint.document.recognise.found import FoundForm, FoundTable, Outline
from jslint.document.recognise.headings import (
    Part,
    furniture_of,
    is_heading,
    is_top_numbered,
    overview_of,
    part_of,
    section_of,
    subsection_of,
)
from jslint.document.recognise.shapes import holds_anything, is_head_row, same_head, table_like
from jslint.document.recognise.splitting import NOTE, body_start, split_grids
from jslint.document.recognise.titles import form_of, table_of, truncated_table
from jslint.document.stream import Block, Grid, Paragraph, Row, squeeze
from jslint.report.layout import Layout, SectionSpec, Terms
from jslint.report.titles import normalise, without_ordinal

_TERM = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?|\d{1,2}[、.．])?\s*(?P<term>[^：:。；]{2,40}?)\s*[：:]\s*(?P<text>\S.*)$"
)


def outline(blocks: Iterable[Block], layout: Layout, terms: Terms) -> Outline:
    """The parts of the report that a stream holds."""
    builder = _Outliner(layout, terms)
    stream = list(split_grids(blocks))
    builder.start = body_start(stream)
    for at, block in enumerate(stream):
        builder.add(at, block)
    return builder.out


class _Outliner:
    def __init__(self, layout: Layout, terms: Terms) -> None:
        self._layout = layout
        self._terms = terms
        self.out = Outline()
        self.start = 0
        self._part: Part | None = None
        self._pending: tuple[str, Leaf] | None = None
        self._form: str | None = None
        self._table: FoundTable | None = None
        self._prose: Prose | None = None
        self._section: SectionSpec | None = None
        self._section_key = ""
        self._term: str | None = None
        self._heading_open = False

    def add(self, at: int, block: Block) -> None:
        if isinstance(block, Grid):
            self._grid(block)
        elif block.aside:
            self.out.rest.append(Rest(block.text, block.spot, block.aside))
        elif block.is_page_number:
            self.out.furniture.append(Leaf(block.text, block.spot))
        elif block.is_name:
            self._name(block)
        elif at < self.start:
            self._before_body(block)
        else:
            self._paragraph(block)

    # lines

    def _before_body(self, line: Paragraph) -> None:
        self.out.cover.append(Leaf(line.text, line.spot))

    def _name(self, sheet: Paragraph) -> None:
        self._table = self._prose = None
        key = table_of(sheet.text)
        self._pending = (key, Leaf(sheet.text, sheet.spot)) if key else None
        form = form_of(sheet.text)
        self._form = form
        self._part = None

    def _paragraph(self, line: Paragraph) -> None:
        text = squeeze(line.text)
        part = part_of(text)
        if part:
            self._open_part(part, line)
        elif (
            (self._part in {None, "tables", "annexes"} and self._around_table(text, line))
            or (self._part in {None, "narrative", "annexes"} and self._narrative(text, line))
            or (self._part in {None, "overview"} and self._overview(text, line))
        ):
            return
        elif normalise(without_ordinal(text)) in {"名词解释", "专业名词解释"}:
            self._open_part("glossary", line)
        elif self._part == "glossary":
            self._glossary(text, line)
        elif self._part in {None, "cover"} and not self.out.tables and not self.out.sections:
            self.out.cover.append(Leaf(line.text, line.spot))
        else:
            self._left(text, line)

    def _belongs(self, text: str, line: Paragraph) -> bool:
        """Whether what the report is at takes the line."""
        takers = (
            ({None, "tables", "annexes"}, self._around_table),
            ({None, "narrative", "annexes"}, self._narrative),
            ({None, "overview"}, self._overview),
        )
        return any(self._part in parts and take(text, line) for parts, take in takers)

    def _open_part(self, part: Part, line: Paragraph) -> None:
        self._part = part
        self._pending = self._table = self._prose = self._section = self._term = self._form = None
        self._section_key = ""
        self._heading_open = True
        self.out.furniture.append(Leaf(line.text, line.spot))

    def _left(self, text: str, line: Paragraph) -> None:
        self._pending = None
        self.out.rest.append(Rest(text, line.spot, "不知属于哪一部分"))

    # around tables

    def _around_table(self, text: str, line: Paragraph) -> bool:
        leaf = Leaf(text, line.spot)
        if (fact := furniture_of(text)) and (self._part == "tables" or self._pending or fact[0] != "year"):
            self.out.facts.append((*fact, line.spot))
            self.out.furniture.append(leaf)
            return True
        if named := form_of(text):
            self._form, self._pending, self._table = named, None, None
            self.out.furniture.append(leaf)
            return True
        if self._part != "annexes" and is_heading(text) and ((key := table_of(text)) or truncated_table(text)):
            self._pending = (key or "", leaf)
            self._table = self._prose = None
            self.out.furniture.append(leaf)
            return True
        if self._table is not None and (NOTE.match(text) or (self._table.notes and line.continues)):
            self._note(self._table, text, line)
            return True
        if self._part == "tables" and self._pending and "无数据" in text:
            self._table = self._open_table(self._pending, [])
            self._table.notes.append(leaf)
            return True
        return False

    def _note(self, table: FoundTable, text: str, line: Paragraph) -> None:
        if NOTE.match(text):
            table.notes.append(Leaf(text, line.spot))
        else:
            before = table.notes[-1]
            table.notes[-1] = Leaf(before.text + text, before.spot)

    # prose

    def _narrative(self, text: str, line: Paragraph) -> bool:
        if normalise(without_ordinal(text)) in {"名词解释", "专业名词解释"}:
            return False
        found = subsection_of(text, self._section)
        if found:
            key, heading, rest = found
            self._open_subsection(key, Leaf(heading, line.spot))
            if rest and self._prose is not None:
                self._write(self._prose, rest, line)
            return True
        opened = section_of(text, self._layout, self._terms)
        if opened and not line.continues and (opened != self._section_key or is_top_numbered(text)):
            self._open_section(opened, line)
            return True
        if self._part is None and self._prose is None:
            return False
        if self._part == "narrative" and is_top_numbered(text) and is_heading(text) and not line.continues:
            self._open_section(without_ordinal(text.strip()), line)
            return True
        return self._prose_line(text, line)

    def _prose_line(self, text: str, line: Paragraph) -> bool:
        if self._heading_open and len(text) <= 8 and normalise(text) in {"说明", "情况说明", "情况", "决算情况说明"}:
            self.out.furniture.append(Leaf(text, line.spot))
            return True
        if self._prose is None:
            return False
        self._write(self._prose, line.text, line)
        return True

    def _open_section(self, key: str, line: Paragraph) -> None:
        self._section_key, self._section = key, self._layout.section(key)
        self._prose = Prose()
        self._table = self._pending = None
        self._heading_open = True
        mapping = self.out.sections.setdefault(key, Mapping())
        mapping.entries.setdefault("标题", Leaf(line.text.strip(), line.spot))
        held = mapping.entries.setdefault("正文", self._prose)
        self._prose = held if isinstance(held, Prose) else self._prose
        self.out.furniture.append(Leaf(line.text, line.spot))

    def _open_subsection(self, key: str, heading: Leaf) -> None:
        prose = self.out.sections[self._section_key].entries.setdefault(key, Prose())
        self._prose = prose if isinstance(prose, Prose) else None
        self._heading_open = True
        self.out.furniture.append(heading)

    def _write(self, prose: Prose, text: str, line: Paragraph) -> None:
        self._heading_open = False
        leaf = Leaf(text.strip(), line.spot)
        if line.continues and prose.paragraphs:
            prose.paragraphs[-1].append(leaf)
        else:
            prose.paragraphs.append([leaf])

    def _overview(self, text: str, line: Paragraph) -> bool:
        heading = overview_of(text)
        if heading and (self._part == "overview" or not self.out.tables):
            self._part = self._part or None
            self._prose = self.out.overview.setdefault(heading, Prose())
            self.out.furniture.append(Leaf(line.text, line.spot))
            return True
        if self._part != "overview":
            return False
        if self._prose is None:
            self._prose = self.out.overview.setdefault("部门职责", Prose())
        self._write(self._prose, line.text, line)
        return True

    def _glossary(self, text: str, line: Paragraph) -> None:
        match = None if line.continues else _TERM.match(text)
        if match and match["term"].strip() not in self.out.glossary:
            self._term = match["term"].strip()
            self.out.glossary[self._term] = [Leaf(match["text"].strip(), line.spot)]
        elif self._term:
            self.out.glossary[self._term].append(Leaf(text, line.spot))
        else:
            self._left(text, line)

    # grids

    def _grid(self, grid: Grid) -> None:
        rows = [row for row in grid.rows if any(cell.text for cell in row)]
        if not rows:
            return
        if self._pending:
            self._open_table(self._pending, rows)
        elif self._part != "annexes" and self._table and _continues(self._table, rows, self._layout):
            self._table.rows.extend(rows)
        elif self._belongs_to_form(rows):
            return
        elif self._part not in {"overview", "narrative", "glossary"} and (
            key := table_like(rows, self._seen(), self._layout)
        ):
            title = Leaf("", rows[0][0].spot)
            self._open_table((key, title), rows).doubt = "没有印表名，按栏目和科目认作此表，请核对"
        elif self._prose is not None:
            self._rows_as_text(self._prose, rows)
        else:
            self._rest(rows, "不知是哪张表")

    def _seen(self) -> set[str]:
        return {table.key for table in self.out.tables if holds_anything(table.rows)}

    def _open_table(self, pending: tuple[str, Leaf], rows: list[Row]) -> FoundTable:
        key, title = pending
        doubt = ""
        if not key:
            key = table_like(rows, self._seen(), self._layout) or title.text
            doubt = f"表名“{title.text}”不全，按栏目和科目认作此表，请核对"
        self._pending = None
        self._prose = None
        self._table = FoundTable(key, title, list(rows), doubt=doubt)
        self.out.tables.append(self._table)
        return self._table

    def _belongs_to_form(self, rows: list[Row]) -> bool:
        kind = form_kind(rows)
        if self._form is None and kind is None:
            return False
        for row in rows:
            if starts_form(row) or not self.out.forms or (self._form and self.out.forms[-1].kind != self._form):
                self._form = self._form_of(rows, row) or kind or self._form
                self.out.forms.append(FoundForm(self._form or "项目单位自评表"))
            self.out.forms[-1].rows.append(row)
        self._table = None
        return True

    def _form_of(self, rows: list[Row], row: Row) -> str | None:
        labels = label_cells(row)
        if labels and normalise(labels[0][1].text) == "项目名称":
            return "项目单位自评表"
        return self._form or form_kind(rows)

    def _rows_as_text(self, prose: Prose, rows: list[Row]) -> None:
        """A small table among prose (序号、单位名称、备注) is kept as lines of text."""
        for row in rows:
            words = [Leaf(squeeze(cell.text) + "　", cell.spot) for cell in row if cell.text and not cell.covered]
            if words:
                words[-1] = Leaf(words[-1].text.rstrip(), words[-1].spot)
                prose.paragraphs.append(words)

    def _rest(self, rows: list[Row], reason: str) -> None:
        for row in rows:
            filled = [cell for cell in row if cell.text]
            self.out.rest.append(Rest(" | ".join(squeeze(cell.text) for cell in filled), filled[0].spot, reason))


def _continues(table: FoundTable, rows: list[Row], layout: Layout) -> bool:
    """A grid without a title behind a table is its next page, unless its head is another table's.

    Of a table that has no data yet, a page break may have cut the head itself in two.
    """
    if starts_form(rows[0]):
        return False
    if not is_head_row(rows[0]) or same_head(rows, table.rows):
        return True
    return not holds_anything(table.rows) and table_like(rows, set(), layout) in {None, table.key}
