"""PDF documents with text, page by page: ruled tables are grids, the rest is lines joined to paragraphs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from jslint.document.read.pdf_lines import Line, lines_of
from jslint.document.read.reader import Progress, UnreadableError, library
from jslint.document.stream import Block, Cell, Grid, Paragraph, Row, Spot, squeeze

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_EDGE = 0.12
"""A page number stands in this part of the page's height, at the top or the bottom."""
_INDENT, _SHORT = 1.2, 1.6
"""In type sizes: a line set in by the first opens a paragraph; one that stops short of the margin by the second ends it."""
_MOST_OF_LINE = 0.8
"""A line that reaches this part of the margin was broken there, unless it ends a sentence."""
_ENDS = frozenset("。：；！？:;!?")
_HEADING = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_ITEM = re.compile(r"\d{1,3}[、.．]\D")
_MOST_MARKS = 200_000


def read_pdf(name: str, data: bytes, progress: Progress) -> Iterator[Block]:
    """The stream of a PDF; its places are pages and lines. One page is in memory at a time."""
    pdfplumber = library("pdfplumber", "pdfplumber")
    try:
        document = pdfplumber.open(io.BytesIO(data))
    except Exception as error:
        raise _unopened(name, error) from error
    with document:
        reader = _Reader(name)
        pages = _pages(name, document)
        for number, page in enumerate(pages, 1):
            try:
                yield from reader.page(number, page)
            except (UnreadableError, GeneratorExit):
                raise
            except Exception as error:
                message = f"{name} 第 {number} 页已损坏，读不出来（{type(error).__name__}）；请重新导出后再试。"
                raise UnreadableError(message) from error
            finally:
                page.close()
            progress(number, len(pages))
        if not reader.characters:
            message = f"{name} 是扫描件，{len(pages)} 页里没有一个文字；请先做文字识别（OCR），或导入原来的 Word、Excel 文件。"
            raise UnreadableError(message)


def _pages(name: str, document: Any) -> list[Any]:
    try:
        return list(document.pages)
    except Exception as error:
        raise _unopened(name, error) from error


def _unopened(name: str, error: Exception) -> UnreadableError:
    causes = (error, *error.args)
    if any("Password" in type(cause).__name__ or "Encryption" in type(cause).__name__ for cause in causes):
        return UnreadableError(f"{name} 设有打开密码；请去掉密码后另存，再导入。")
    return UnreadableError(f"{name} 已损坏，PDF 内容读不出来（{type(error).__name__}）；请重新导出后再试。")


class _Drawn(Struct, frozen=True):
    """A ruled table of a page."""

    top: float
    bottom: float
    left: float
    right: float
    grid: Grid


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._before: tuple[Line, float] | None = None
        self.characters = 0

    def page(self, number: int, page: Any) -> Iterator[Block]:
        characters = page.chars
        self.characters += len(characters)
        if not characters:
            if page.images:
                spot = Spot(self._name, f"第 {number} 页", f"第 {number} 页")
                yield Paragraph("（这一页只有图像，没有文字，请人工补录）", spot)
            return
        tables = self._tables(number, page, characters) if page.lines or page.rects or page.curves else []
        free = [one for one in characters if not any(_holds(table, one) for table in tables)]
        lines = lines_of(free)
        numbers = [line for line in lines if _is_page_number(line, page.height)]
        yield from self._in_order(number, [line for line in lines if line not in numbers], tables, float(page.width))
        for line in numbers:
            yield Paragraph(line.text, Spot(self._name, f"第 {number} 页页码", f"第 {number} 页"), is_page_number=True)

    def _in_order(self, number: int, lines: list[Line], tables: list[_Drawn], width: float) -> Iterator[Block]:
        left = min((line.left for line in lines), default=0.0)
        right = max((line.right for line in lines), default=width)
        right = right if right > 0.75 * width else width - left
        waiting = sorted(tables, key=lambda table: table.top)
        for place, line in enumerate(lines, 1):
            while waiting and waiting[0].top < line.top:
                yield waiting.pop(0).grid
                self._before = None
            spot = Spot(self._name, f"第 {number} 页第 {place} 行", f"第 {number} 页")
            yield Paragraph(line.text, spot, continues=self._goes_on(line, left))
            self._before = (line, right)
        for table in waiting:
            yield table.grid
            self._before = None

    def _goes_on(self, line: Line, left: float) -> bool:
        if self._before is None:
            return False
        before, right = self._before
        if line.left - left >= _INDENT * line.size or abs(line.size - before.size) > 0.3 * line.size:
            return False
        if _ITEM.match(line.text) and before.text[-1] in _ENDS:
            return False
        if right - before.right < _SHORT * before.size:
            return True
        unfinished = before.text[-1] not in _ENDS and before.right > _MOST_OF_LINE * right
        return unfinished and not _HEADING.match(before.text) and not _HEADING.match(line.text)

    def _tables(self, number: int, page: Any, characters: list[Any]) -> list[_Drawn]:
        if len(page.lines) + len(page.rects) + len(page.curves) > _MOST_MARKS:
            raise UnreadableError(f"{self._name} 第 {number} 页的线条多得不正常，没有读完。")
        drawn = []
        for place, table in enumerate(page.find_tables(), 1):
            left, top, right, bottom = table.bbox
            inside = [
                one for one in characters if left <= _middle(one)[0] <= right and top <= _middle(one)[1] <= bottom
            ]
            rows = tuple(_row(self._name, number, place, line, row, inside) for line, row in enumerate(table.rows, 1))
            if len(rows) > 1 or any(len(row) > 1 for row in rows):
                drawn.append(_Drawn(top, bottom, left, right, Grid(rows)))
        return drawn


def _row(name: str, page: int, table: int, line: int, row: Any, characters: list[Any]) -> Row:
    top, bottom = row.bbox[1], row.bbox[3]
    height = [one for one in characters if top <= _middle(one)[1] <= bottom]
    words = f"第 {page} 页" + (f"第 {table} 个表格" if table > 1 else "") + f"第 {line} 行"
    cells = []
    for place, box in enumerate(row.cells, 1):
        spot = Spot(name, f"{words}第 {place} 格", f"第 {page} 页")
        if box is None:
            cells.append(Cell("", spot, covered=True))
            continue
        deep = height if box[3] <= bottom + 1 else characters
        own = [one for one in deep if box[0] <= _middle(one)[0] <= box[2] and box[1] <= _middle(one)[1] <= box[3]]
        cells.append(Cell(squeeze("\n".join(text.text for text in lines_of(own))), spot))
    return tuple(cells)


def _middle(character: Any) -> tuple[float, float]:
    return (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2


def _holds(table: _Drawn, character: Any) -> bool:
    x, y = _middle(character)
    return table.left <= x <= table.right and table.top <= y <= table.bottom


def _is_page_number(line: Line, height: Any) -> bool:
    at_edge = line.top > (1 - _EDGE) * float(height) or line.bottom < _EDGE * 0.7 * float(height)
    return at_edge and len(line.text) < 16 and bool(_PAGE_NUMBER.fullmatch(line.text))
