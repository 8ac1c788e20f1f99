"""Web pages: paragraphs and tables as a browser would set them; nothing is fetched, no script is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.reader import Progress, UnreadableError, library
from jslint.document.stream import Block, Cell, Grid, Paragraph, Row, Spot, clean

_MOST_SPAN = 200
_SKIPPED = frozenset({"script", "style", "head", "noscript", "template", "iframe", "object"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "nav",
        "br",
        "hr",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "center",
        "body",
        "form",
    ]
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(name: str, data: bytes, progress: Progress) -> Iterator[Block]:
    """The stream of a web page; its places are paragraph and table numbers."""
    html = library("lxml.html", "lxml")
    etree = library("lxml.etree", "lxml")
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=_encoding(data)
    )
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(f"{name} 不是能读的网页（{error}）。") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableError(f"{name} 的网页嵌套得太深，后面的内容读不出来；请在浏览器里另存为纯文本后再导入。")
    yield from _Page(name, etree).blocks(root)
    progress(1, 1)


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are, whatever the page says; else GB18030, which holds every Chinese encoding before it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


class _Page:
    def __init__(self, name: str, etree: Any) -> None:
        self._name = name
        self._etree = etree
        self._paragraphs = 0
        self._tables = 0
        self._line: list[str] = []

    def blocks(self, root: Any) -> Iterator[Block]:
        """Walks the tree without recursion, so that depth cannot break it."""
        walk: list[tuple[Any, bool]] = [(root, False)]
        while walk:
            element, left = walk.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if left:
                if tag in _BLOCKS:
                    yield from self._flush()
                self._line.append(element.tail or "")
                continue
            if tag in _SKIPPED or not tag:
                self._line.append(element.tail or "")
                continue
            if tag == "table":
                yield from self._flush()
                yield from self._table(element)
                self._line.append(element.tail or "")
                continue
            if tag in _BLOCKS:
                yield from self._flush()
            self._line.append(element.text or "")
            walk.append((element, True))
            walk.extend((child, False) for child in reversed(element))
        yield from self._flush()

    def _flush(self) -> Iterator[Block]:
        text = _SPACE.sub(" ", clean("".join(self._line))).strip()
        self._line = []
        if text:
            self._paragraphs += 1
            yield Paragraph(text, Spot(self._name, f"第 {self._paragraphs} 段"))

    def _table(self, table: Any) -> Iterator[Block]:
        for caption in table.xpath("./caption"):
            yield from self.blocks(caption)
        if table.xpath(".//table"):  # a table that only sets out the page
            for child in table.xpath(".//tr/td | .//tr/th"):
                if child.xpath("ancestor::table[1]")[0] is not table:
                    continue
                inner = _Page(self._name, self._etree)
                inner._paragraphs, inner._tables = self._paragraphs, self._tables
                yield from inner.blocks(child)
                self._paragraphs, self._tables = inner._paragraphs, inner._tables
            return
        self._tables += 1
        rows = tuple(self._rows(table))
        if any(cell.text for row in rows for cell in row):
            yield Grid(rows)

    def _rows(self, table: Any) -> Iterator[Row]:
        hanging: dict[int, int] = {}
        count = 0
        for number, line in enumerate(table.iter("tr"), 1):
            cells: list[Cell] = []
            for element in line.iterchildren("td", "th"):
                self._hang(cells, hanging, number)
                if count + len(cells) > MOST_CELLS:
                    raise UnreadableError(f"{self._name} 的表格超过 {MOST_CELLS} 格，大得不正常，没有读完。")
                text = _text_of(element, self._etree)
                width, height = _span(element, "colspan"), _span(element, "rowspan")
                for place in range(width):
                    if height > 1:
                        hanging[len(cells)] = height - 1
                    cells.append(Cell("" if place else text, self._spot(number, len(cells) + 1), place > 0))
            self._hang(cells, hanging, number)
            count += len(cells)
            yield tuple(cells)

    def _hang(self, cells: list[Cell], hanging: dict[int, int], number: int) -> None:
        while hanging.get(len(cells), 0) > 0:
            hanging[len(cells)] -= 1
            cells.append(Cell("", self._spot(number, len(cells) + 1), covered=True))

    def _spot(self, row: int, place: int) -> Spot:
        return Spot(self._name, f"第 {self._tables} 个表格第 {row} 行第 {place} 格")


def _text_of(cell: Any, etree: Any) -> str:
    """The text of a cell as it is shown, its lines apart."""
    parts = [_flat(cell.text)]
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start" and element is not cell:
            if tag in _SKIPPED:
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                parts.append("\n")
            parts.append(_flat(element.text))
        elif element is not cell:
            if tag in _BLOCKS:
                parts.append("\n")
            parts.append(_flat(element.tail))
    return "\n".join(line for part in clean("".join(parts)).split("\n") if (line := _SPACE.sub(" ", part).strip()))


def _flat(text: str | None) -> str:
    """Text between tags, of which a browser shows every break as a space."""
    return _SPACE.sub(" ", text) if text else ""


def _span(element: Any, attribute: str) -> int:
    value = (element.get(attribute) or "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
