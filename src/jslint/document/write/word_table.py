"""Grids as tables of a Word document: merged cells, heads that are repeated on every page, rows that never break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from jslint.document.page import Grid, Printed
from jslint.document.write.widths import is_dense, widths

if TYPE_CHECKING:
    from docx.document import Document

_ALIGN = {"number": "right", "label": "left", "code": "left"}
_SMALL, _SMALLER = 18, 16
"""Half points of the type in tables, and in dense ones."""
_HIGH = 280
"""Twentieths of a point of a row that is not dense, at least."""
_LINE = {_SMALL: 220, _SMALLER: 190}
"""Twentieths of a point from line to line, by the type."""
_TWENTIETHS = 56.69
"""Twentieths of a point in a millimetre."""
_NOTHING = Printed((), kind="label")


def add_table(document: Document, grid: Grid, width: float) -> None:
    """Put a grid behind what is written so far, over a width in millimetres."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    if not grid.width:
        return
    style, text = (document.styles[name].style_id for name in ("Table Grid", "表中"))
    columns = [round(width * share * _TWENTIETHS) for share in widths(grid)]
    dense = is_dense(grid)
    body = "".join(
        _row(line, columns, text or "", is_head=at < len(grid.head), dense=dense)
        for at, line in enumerate(_lines(grid))
    )
    places = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{places}</w:tblGrid>{body}</w:tbl>"
    )
    document.element.body.insert_element_before(parse_xml(table), "w:sectPr")


Slot = tuple[int, Printed, str]
"""A cell of a line: its column, what is in it, and whether it begins a merge downwards ("restart"), goes on ("continue"), or none ("")."""


def _lines(grid: Grid) -> list[list[Slot]]:
    """The lines from left to right, every place of them filled."""
    lines: list[list[Slot]] = [[] for _ in (*grid.head, *grid.rows)]
    for row, column, cell in grid.cells():
        for down in range(min(cell.rows, len(lines) - row)):
            merge = "" if cell.rows == 1 else "continue" if down else "restart"
            lines[row + down].append((column, cell, merge))
    return [list(_filled(sorted(line, key=lambda slot: slot[0]), grid.width)) for line in lines]


def _filled(line: Sequence[Slot], width: int) -> Iterator[Slot]:
    at = 0
    for column, cell, merge in line:
        yield from ((empty, _NOTHING, "") for empty in range(at, column))
        yield column, cell, merge
        at = column + cell.columns
    yield from ((empty, _NOTHING, "") for empty in range(at, width))


def _row(line: list[Slot], columns: list[int], style: str, *, is_head: bool, dense: bool) -> str:
    size = _SMALLER if dense else _SMALL
    high = "" if dense else f'<w:trHeight w:val="{_HIGH}" w:hRule="atLeast"/>'
    head = "<w:tblHeader/>" if is_head else ""
    cells = "".join(_cell(slot, columns, style, size) for slot in line)
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{head}</w:trPr>{cells}</w:tr>"


def _cell(slot: Slot, columns: list[int], style: str, size: int) -> str:
    column, cell, merge = slot
    width = sum(columns[column : column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    texts = [""] if merge == "continue" else cell.text.split("\n")
    align = _ALIGN.get(cell.kind, "center")
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:line="{_LINE[size]}" w:lineRule="exact"/><w:jc w:val="{align}"/></w:pPr>{_run(text, size)}</w:p>'
        for text in texts
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'


def _run(text: str, size: int) -> str:
    if not text:
        return ""
    return f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
