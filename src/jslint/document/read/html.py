"""Web pages: paragraphs and tables as a browser would set them; nothing is fetched, no script is run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from jslint.amount import parse_amount
from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.html_marks import BLOCKS, RAISED, SKIPPED, STRUCK, Hiding, is_no_field
from jslint.document.read.reader import Progress, UnreadableError, library
from jslint.document.stream import (
    FIGURE,
    NOTE_MARK,
    STRUCK_OUT,
    Cell,
    Given,
    Grid,
    Paragraph,
    Remark,
    Row,
    Spot,
    clean,
    is_note_mark,
)
from jslint.pattern import Pattern

_MOST_SPAN = 200
_LEAST_AMOUNTS = 3
"""Amounts beside the tables in a table's cells from which it is a table itself, no frame that sets out the page."""
_SPACE = Pattern(r"[ \t\r\n\f]+")
_KEPT = "\u2028"
"""The end of a line of preformatted text."""


def read_html(name: str, data: bytes, progress: Progress) -> Iterator[Given]:
    """The stream of a web page; its places are paragraph and table numbers."""
    etree = library("lxml.etree", "lxml")
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=_encoding(data)
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(f"{name} 不是能读的网页（{error}）。") from error
    if root is None:
        raise UnreadableError(f"{name} 不是能读的网页（里面没有内容）。")
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableError(f"{name} 的网页嵌套得太深，后面的内容读不出来；请在浏览器里另存为纯文本后再导入。")
    _keep_lines(root)
    page = _Page(name, Hiding(root))
    yield from page.blocks(root)
    if page.unseen:
        yield Remark(f"有 {page.unseen} 处带数字的内容是隐藏的，不会显示，没有读", Spot(name, "网页"))
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
    def __init__(self, name: str, hiding: Hiding) -> None:
        self._name = name
        self._hiding = hiding
        self._paragraphs = 0
        self._tables = 0
        self._asides: list[tuple[str, str]] = []
        self.unseen = 0

    def blocks(self, root: Any) -> Iterator[Given]:
        """The paragraphs and tables inside an element."""
        line: list[str] = []
        for piece in chain(self._pieces(root), (None,)):
            if isinstance(piece, str):
                line.append(piece)
                continue
            yield from self._paragraph("".join(line))
            line = []
            if piece is not None:
                yield from self._table(piece)

    def _pieces(self, root: Any) -> Iterator[Any]:
        """Texts, None where a line ends, and tables, in order; the tree is walked without recursion, so that depth cannot break it."""
        walk = _inside(root)[::-1]
        before = ""
        while walk:
            piece = walk.pop()
            if piece is None or isinstance(piece, str):
                before = "" if piece is None else piece.rstrip()[-1:] or before
                yield piece
            elif not self._takes_out(piece, before):
                if piece.tag == "table":
                    yield piece
                else:
                    walk += _inside(piece)[::-1]

    def _takes_out(self, element: Any, before: str) -> bool:
        """Whether an element is no part of the text: not shown, struck out, or a note's mark behind a figure or a word."""
        if self._skips(element):
            return True
        tag = element.tag
        text = "".join(element.itertext()) if tag in STRUCK or tag in RAISED else ""
        if tag in STRUCK:
            self._asides.append((text, STRUCK_OUT))
            return True
        if tag in RAISED and is_note_mark(text, before):
            self._asides.append((text, NOTE_MARK))
            return True
        return False

    def _skips(self, element: Any) -> bool:
        """Whether an element is not shown; what is hidden is counted where it holds a figure."""
        if not isinstance(element.tag, str) or element.tag in SKIPPED or is_no_field(element):
            return True
        if not self._hiding.hides(element):
            return False
        self.unseen += bool(FIGURE.search("".join(element.itertext())))
        return True

    def _paragraph(self, line: str) -> Iterator[Given]:
        text = _SPACE.sub(" ", clean(line)).strip()
        if text:
            self._paragraphs += 1
            yield Paragraph(text, Spot(self._name, f"第 {self._paragraphs} 段"))
        yield from self._aside(f"第 {max(1, self._paragraphs)} 段")

    def _aside(self, where: str) -> Iterator[Given]:
        """What was taken out of the text before."""
        asides, self._asides = self._asides, []
        for text, reason in asides:
            if text.strip():
                yield Paragraph(" ".join(clean(text).split()), Spot(self._name, where), aside=reason)

    def _table(self, table: Any) -> Iterator[Given]:
        for caption in table.iterchildren("caption"):
            if not self._skips(caption):
                yield from self.blocks(caption)
        lines = self._lines(table)
        if not _is_table_itself(table, lines):
            for cell in (cell for line in lines for cell in line.iterchildren("td", "th")):
                if not self._skips(cell):
                    yield from self.blocks(cell)
            return
        self._tables += 1
        where = f"第 {self._tables} 个表格"
        nested: list[Any] = []
        rows = tuple(self._rows(lines, where, nested))
        if any(cell.text for row in rows for cell in row):
            yield Grid(rows)
        yield from self._aside(where)
        for each in nested:
            yield from self._table(each)

    def _lines(self, table: Any) -> list[Any]:
        """The rows of a table that are shown, without those of tables inside it."""
        hidden = {part for part in table.iterchildren("thead", "tbody", "tfoot") if self._skips(part)}
        lines = (line for line in table.iter("tr") if next(line.iterancestors("table")) is table)
        return [line for line in lines if line.getparent() not in hidden and not self._skips(line)]

    def _rows(self, lines: Sequence[Any], where: str, nested: list[Any]) -> Iterator[Row]:
        hanging: dict[int, int] = {}
        count = 0
        for number, line in enumerate(lines, 1):
            cells: list[Cell] = []
            spot = f"{where}第 {number} 行第 "
            for element in line.iterchildren("td", "th"):
                if self._skips(element):
                    continue
                self._hang(cells, hanging, spot)
                if count + len(cells) > MOST_CELLS:
                    raise UnreadableError(f"{self._name} 的表格超过 {MOST_CELLS} 格，大得不正常，没有读完。")
                text = self._cell(element, nested)
                width, height = _span(element, "colspan"), _span(element, "rowspan")
                for place in range(width):
                    if height > 1:
                        hanging[len(cells)] = height - 1
                    cells.append(Cell("" if place else text, self._spot(spot, len(cells) + 1), place > 0))
            self._hang(cells, hanging, spot)
            count += len(cells)
            yield tuple(cells)

    def _hang(self, cells: list[Cell], hanging: dict[int, int], spot: str) -> None:
        while hanging.get(len(cells), 0) > 0:
            hanging[len(cells)] -= 1
            cells.append(Cell("", self._spot(spot, len(cells) + 1), covered=True))

    def _spot(self, spot: str, place: int) -> Spot:
        return Spot(self._name, f"{spot}{place} 格")

    def _cell(self, cell: Any, nested: list[Any]) -> str:
        """The text of a cell as it is shown, its lines apart; a table in it is put aside, unless it is a frame of one cell."""
        if not len(cell) and _KEPT not in (cell.text or ""):
            return _SPACE.sub(" ", clean(cell.text or "")).strip()
        parts: list[str] = []
        for piece in self._pieces(cell):
            if isinstance(piece, str):
                parts.append(_SPACE.sub(" ", piece))
            elif piece is None:
                parts.append("\n")
            elif (only := _only_cell(piece)) is not None:
                parts += ["\n", self._cell(only, nested), "\n"]
            else:
                nested.append(piece)
        lines = (_SPACE.sub(" ", line).strip() for line in clean("".join(parts)).split("\n"))
        return "\n".join(filter(None, lines))


def _inside(element: Any) -> list[Any]:
    """What an element holds: its texts and children, a line's end (None) around it where it begins a line."""
    found: list[Any] = _texts(element.get("value") if element.tag == "input" else element.text)
    for child in element:
        found += [child, *_texts(child.tail)]
    return [None, *found, None] if element.tag in BLOCKS else found


def _texts(text: str | None) -> list[str | None]:
    """A text with the ends of the lines that it keeps."""
    if not text:
        return []
    if _KEPT not in text:
        return [text]
    first, *others = text.split(_KEPT)
    return [first, *(piece for other in others for piece in (None, other))]


def _keep_lines(root: Any) -> None:
    """The breaks of preformatted text are ends of lines; all others are spaces."""
    for element in (each for pre in root.iter("pre") for each in pre.iter()):
        element.text = (element.text or "").replace("\n", _KEPT)
        if element.tag != "pre":
            element.tail = (element.tail or "").replace("\n", _KEPT)


def _is_table_itself(table: Any, lines: Sequence[Any]) -> bool:
    """Whether a table is one, no frame that sets out the page: it holds no other, or amounts beside the others."""
    if next(table.iterdescendants("table"), None) is None:
        return True
    cells = (cell for line in lines for cell in line.iterchildren("td", "th"))
    texts = ("".join(cell.itertext()).strip() for cell in cells if all(map(_is_frame, cell.iter("table"))))
    return sum("." in text and parse_amount(text) is not None for text in texts) >= _LEAST_AMOUNTS


def _is_frame(table: Any) -> bool:
    return _only_cell(table) is not None


def _only_cell(table: Any) -> Any:
    """The cell of a table that has one alone, or None."""
    cells = list(islice(table.iter("td", "th", "caption"), 2))
    return cells[0] if len(cells) == 1 and cells[0].tag != "caption" else None


def _span(element: Any, attribute: str) -> int:
    value = element.get(attribute)
    if value is None:
        return 1
    value = value.strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
