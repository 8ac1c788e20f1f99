"""Word documents: paragraphs and tables in the order of the body; macros and fields are never run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from jslint.document.read.reader import Progress, UnreadableError, library
from jslint.document.stream import Block, Cell, Grid, Paragraph, Row, Spot, clean

_MOST_CELLS = 400_000


def read_docx(name: str, data: bytes, progress: Progress) -> Iterator[Block]:
    """The stream of a .docx; its places are paragraph and table numbers."""
    docx = library("docx", "python-docx")
    try:
        items = list(docx.Document(io.BytesIO(data)).iter_inner_content())
    except Exception as error:
        raise UnreadableError(
            f"{name} 已损坏，Word 内容读不出来（{type(error).__name__}）；请重新另存后再试。"
        ) from error
    paragraphs = tables = 0
    for number, item in enumerate(items, 1):
        if hasattr(item, "rows"):
            tables += 1
            yield Grid(tuple(_rows(item, name, tables)))
        else:
            paragraphs += 1
            for text in clean(item.text).split("\n"):
                if text.strip():
                    yield Paragraph(text.strip(), Spot(name, f"第 {paragraphs} 段"))
        if number % 50 == 0:
            progress(number, len(items))


def _rows(table: Any, name: str, number: int) -> Iterator[Row]:
    seen: set[Any] = set()  # the elements themselves: kept here, none of them is made anew under the same id
    count = 0
    for line, row in enumerate(table.rows, 1):
        cells: list[Cell] = [_blank(name, number, line)] * row.grid_cols_before
        for place, cell in enumerate(row.cells, 1):
            covered = cell._tc in seen
            seen.add(cell._tc)
            spot = Spot(name, f"第 {number} 个表格第 {line} 行第 {place} 格")
            cells.append(Cell("" if covered else clean(cell.text).strip(), spot, covered))
        count += len(cells)
        if count > _MOST_CELLS:
            raise UnreadableError(f"{name} 第 {number} 个表格大得不正常（超过 {_MOST_CELLS} 格），没有读完。")
        yield tuple(cells)


def _blank(name: str, number: int, line: int) -> Cell:
    return Cell("", Spot(name, f"第 {number} 个表格第 {line} 行"))
