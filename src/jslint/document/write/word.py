"""The pages of a report as a Word document, with real styles, headings, sections and a field of contents."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jslint.document.page import Grid, Pages, Printed
from jslint.document.write.sizes import A4, COVER, HEADING, MARGIN, fitted, text_width
from jslint.document.write.widths import lies
from jslint.document.write.word_fields import bookmark, contents_line, page_number, update_on_opening
from jslint.document.write.word_styles import set_styles
from jslint.document.write.word_table import add_table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_TOP, _BOTTOM = 30, 25
"""Margins in millimetres."""
_LONG = 32
"""Lines of the contents from which they are set smaller, to keep to one page."""
_LETTER = 10.5 * 0.3528
"""Millimetres of a character above a table."""
_STYLES = {"h0": "Heading 2", "h1": "Heading 3", "h2": "Heading 3", "note": "表注"}


def word_document(pages: Pages, numbers: Mapping[str, int]) -> bytes:
    """The document; `numbers` are the pages of the lines of its contents by their names, as far as they are known."""
    import docx

    document = docx.Document()
    set_styles(document)
    _Writer(document, pages, numbers).write()
    update_on_opening(document)
    told = BytesIO()
    document.core_properties.title = " ".join(pages.title)
    document.core_properties.author = pages.body
    document.save(told)
    return told.getvalue()


class _Writer:
    """Writes one document from its first page to its last."""

    def __init__(self, document: Document, pages: Pages, numbers: Mapping[str, int]) -> None:
        self._document = document
        self._numbers = numbers
        self._pages = pages
        self._lies = self._turned = False

    def write(self) -> None:
        """Cover, contents and parts."""
        _set_page(self._document.sections[0], lies=False)
        self._cover()
        self._contents()
        for at, chapter in enumerate(self._pages.chapters):
            first = chapter.blocks[0]
            self._turn(lies=isinstance(first, Grid) and lies(first))
            heading = self._document.add_paragraph(style="Heading 1")
            heading.paragraph_format.page_break_before = not self._turned
            bookmark(heading, chapter.heading, self._pages.name(at))
            for number, block in enumerate(chapter.blocks):
                name = self._pages.name(at, number)
                if isinstance(block, Grid):
                    self._grid(block, name, is_first=number == 0)
                else:
                    self._turn(lies=False)
                    self._paragraph(block, name)
        page_number(self._document.sections[0])

    def _cover(self) -> None:
        from docx.shared import Pt

        self._document.styles["Title"].font.size = Pt(fitted(self._pages.title, most=COVER))
        headings = [chapter.heading for chapter in self._pages.chapters]
        self._document.styles["Heading 1"].font.size = Pt(fitted(headings, most=HEADING))
        for line in self._pages.title:
            self._document.add_paragraph(line, style="Title")
        if self._pages.date:
            self._document.add_paragraph(self._pages.date_words, style="Subtitle")

    def _contents(self) -> None:
        from docx.shared import Pt

        self._document.add_paragraph("目　录", style="目录标题").paragraph_format.page_break_before = True
        entries = list(self._pages.entries())
        if len(entries) > _LONG:
            for level in (1, 2):
                style: Any = self._document.styles[f"toc {level}"]
                style.font.size, style.paragraph_format.line_spacing = Pt(12), Pt(16)
        for at, entry in enumerate(entries):
            line = self._document.add_paragraph(style=f"toc {entry.level}")
            number = self._numbers.get(entry.name)
            contents_line(line, entry, number, begins=at == 0, ends=at + 1 == len(entries))

    def _turn(self, *, lies: bool) -> None:
        """Go on upright or lying, which begins a new page where it was the other before."""
        from docx.enum.section import WD_SECTION

        self._turned = lies != self._lies
        if self._turned:
            _set_page(self._document.add_section(WD_SECTION.NEW_PAGE), lies=lies)
            self._lies = lies

    def _grid(self, grid: Grid, name: str, *, is_first: bool) -> None:
        self._turn(lies=lies(grid))
        heading = self._document.add_paragraph(style="表名")
        heading.paragraph_format.page_break_before = not is_first and not self._turned
        bookmark(heading, grid.heading.text, name)
        width = text_width(lies=lies(grid))
        if grid.title:
            if grid.number:
                self._document.add_paragraph(grid.number, style="表号")
            above = self._document.add_paragraph(style="表前")
            left, right = f"部门：{grid.body}", f"单位：{grid.unit}"
            _tabs(above, width, left, right)
            above.add_run(f"{left}\t{grid.year or ''} 年度\t{right}")
        add_table(self._document, grid, width)
        for note in grid.notes:
            self._set(self._document.add_paragraph(style="表注"), note)

    def _paragraph(self, block: Printed, name: str) -> None:
        paragraph = self._document.add_paragraph(style=_STYLES.get(block.kind, "Normal"))
        if block.kind == "h0":
            bookmark(paragraph, block.text, name)
            return
        self._set(paragraph, block)

    def _set(self, paragraph: Any, block: Printed) -> None:
        if block.lead:
            paragraph.add_run(block.lead.text).bold = block.kind != "note"
        paragraph.add_run(block.text)


def _tabs(paragraph: Any, width: int, left: str, right: str) -> None:
    """Stops for what stands in the middle between two texts, and for the one at the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    free = width - (len(left) + len(right)) * _LETTER
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(max(width / 2, len(left) * _LETTER + free / 2)), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)


def _set_page(section: Section, *, lies: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(A4[lies]), Mm(A4[not lies])
    section.top_margin, section.bottom_margin = Mm(_TOP - 8 * lies), Mm(_BOTTOM - 5 * lies)
    section.left_margin = section.right_margin = Mm(MARGIN)
