"""Grids as tables of a Word document: merged cells, heads that are repeated on every page, rows that never break."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jslint.document.page import Grid
from jslint.document.write.widths import widths

if TYPE_CHECKING:
    from docx.document import Document

_ALIGN = {"number": "RIGHT", "label": "LEFT", "code": "LEFT"}
_SMALL, _SMALLER = 9, 8
"""Points of the type in tables, and in those that have many columns."""
_MANY = 8


def add_table(document: Document, grid: Grid, width: float) -> None:
    """Put a grid behind what is written so far, over a width in millimetres."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    lines = len(grid.head) + len(grid.rows)
    if not lines or not grid.width:
        return
    table = document.add_table(rows=lines, cols=grid.width)
    table.style, table.alignment, table.autofit = document.styles["Table Grid"], WD_TABLE_ALIGNMENT.CENTER, False
    for column, share in zip(table.columns, widths(grid), strict=True):
        column.width = Mm(width * share)
    cells = [list(row.cells) for row in table.rows]
    for row, column, cell in grid.cells():
        first = cells[row][column]
        if cell.columns > 1 or cell.rows > 1:
            first = first.merge(cells[row + cell.rows - 1][column + cell.columns - 1])
        _fill(document, first, cell.text, cell.kind, _SMALLER if grid.width > _MANY else _SMALL)
    for at, row in enumerate(table.rows):
        _set_row(row, is_head=at < len(grid.head))


def _fill(document: Document, cell: Any, text: str, kind: str, size: int) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    for at, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
        paragraph.style = document.styles["表中"]
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, _ALIGN.get(kind, "CENTER"))
        if line:
            paragraph.add_run(line).font.size = Pt(size)


def _set_row(row: Any, *, is_head: bool) -> None:
    """A row that stays on one page; one of the head is repeated."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
