"""Word documents: paragraphs, tables, text boxes and notes as they are printed; macros and fields are never run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jslint.document.read.archive import Archive, attribute, local
from jslint.document.read.reader import Progress
from jslint.document.read.word_numbering import Numbering
from jslint.document.read.word_styles import Styles
from jslint.document.read.word_tables import Placing, is_frame, placed_rows, unwrapped
from jslint.document.read.word_text import Said, Texts
from jslint.document.stream import DECIMAL, Cell, Given, Grid, Paragraph, Remark, Row, Spot, clean

_BLOCKS = frozenset({"p", "tbl", "altChunk"})
_NOTES = {"footnote": "脚注", "endnote": "尾注"}
_MARGINS = {"header": "页眉", "footer": "页脚"}


def read_docx(name: str, archive: Archive, progress: Progress) -> Iterator[Given]:
    """The stream of a .docx; its places are paragraph and table numbers.

    Headers and footers are page furniture (running titles, page numbers), left out unless a line holds a figure with decimals.
    """
    body = next(archive.parsed(archive.main).iter("{*}body"), ())
    reader = _Reader(name, archive)
    yield from reader.margins()
    blocks = list(unwrapped(body, _BLOCKS))
    for number, block in enumerate(blocks, 1):
        yield from reader.block(block)
        if number % 50 == 0:
            progress(number, len(blocks))
    progress(len(blocks), len(blocks))


def places(archive: Archive, body: Any) -> dict[str, list[Any]]:
    """The paragraphs (`w:p`) and cells (`w:tc`) of a body by the words of their spots; text boxes, notes and all."""
    reader = _Reader(archive.name, archive)
    for block in unwrapped(body, _BLOCKS):
        for _ in reader.block(block):
            pass
    return reader.places


class _Reader:
    def __init__(self, name: str, archive: Archive) -> None:
        self._name = name
        self._archive = archive
        main = archive.main
        self._texts = Texts(Styles(archive.first(main, "styles")), Numbering(archive.first(main, "numbering")))
        self._noted = {kind: self._notes(archive.first(main, f"{kind}s")) for kind in _NOTES}
        self._paragraphs = self._tables = 0
        self._runs_on = False
        self.places: dict[str, list[Any]] = {}

    def block(self, element: Any) -> Iterator[Given]:
        """A paragraph or a table with what hangs on it."""
        kind = local(element.tag)
        if kind == "p":
            self._paragraphs += 1
            yield from self._paragraph(element, f"第 {self._paragraphs} 段")
        elif kind == "tbl":
            yield from self._table(element)
        else:
            words = "这里嵌入了另一个文件，没有读；请在 Word 中打开，另存为 .docx 后再导入"
            yield Remark(words, Spot(self._name, f"第 {self._paragraphs} 段之后"))

    def margins(self) -> Iterator[Given]:
        """The lines of headers and footers that hold a figure with decimals."""
        related = self._archive.related(self._archive.main).values()
        for part, words in sorted({(target, kind.rpartition("/")[2]) for kind, target in related}):
            if words not in _MARGINS or part not in self._archive:
                continue
            for block in self._inside(self._archive.parsed(part), _MARGINS[words]):
                rows = ((Cell(block.text, block.spot),),) if isinstance(block, Paragraph) else ()
                for cell in (cell for row in (block.rows if isinstance(block, Grid) else rows) for cell in row):
                    if DECIMAL.search(cell.text):
                        yield Paragraph(cell.text, cell.spot._replace(words=_MARGINS[words]))
        self._paragraphs = self._tables = 0

    def _paragraph(self, element: Any, where: str) -> Iterator[Given]:
        self.places.setdefault(where, []).append(element)
        said = self._texts.said(element)
        continues = self._runs_on
        for number, text in enumerate(filter(str.strip, said.text.split("\n"))):
            yield Paragraph(text.strip(), Spot(self._name, where), continues=continues and not number)
        self._runs_on = said.runs_on and (continues or bool(said.text.strip()))
        yield from self._hanging(said, where)

    def _hanging(self, said: Said, where: str) -> Iterator[Given]:
        """Text boxes, notes and a word of what is embedded, after the paragraph or table that holds them."""
        runs_on, self._runs_on = self._runs_on, False
        for text, reason in said.beside:
            if text.strip():
                yield Paragraph(" ".join(clean(text).split()), Spot(self._name, where), aside=reason)
        for box in said.asides:
            yield from self._inside(box, f"{where}的文本框")
        for kind, identifier in said.notes:
            note = self._noted[kind].pop(identifier, None)
            if note is not None:
                yield from self._inside(note, f"{where}的{_NOTES[kind]}")
        for words in said.objects:
            yield Remark(f"这里有{words}，里面的文字和数字没有读，请人工核对", Spot(self._name, where))
        self._runs_on = runs_on

    def _inside(self, element: Any, where: str) -> Iterator[Given]:
        for block in unwrapped(element, _BLOCKS):
            yield from self._paragraph(block, where) if local(block.tag) == "p" else self.block(block)

    def _table(self, table: Any) -> Iterator[Given]:
        rows = list(placed_rows(table, self._name))
        if is_frame(rows):
            for cell in (cell for row in rows if not row.is_hidden for cell in row.cells if not cell.covered):
                yield from self._inside(cell.element, f"第 {self._tables + 1} 个表格之前的框内")
            return
        self._tables += 1
        number = self._tables
        later: list[tuple[Said, str]] = []
        nested: list[Any] = []
        hidden = [line for line, row in enumerate(rows, 1) if row.is_hidden]
        grid = tuple(
            self._row(row, f"第 {number} 个表格第 {line} 行", later, nested)
            for line, row in enumerate(rows, 1)
            if not row.is_hidden
        )
        yield Grid(grid)
        where = f"第 {number} 个表格"
        if hidden:
            lines = "、".join(map(str, hidden))
            yield Remark(f"第 {lines} 行是隐藏的，不会印出，没有读", Spot(self._name, where))
        for said, place in later:
            yield from self._hanging(said, place)
        for each in nested:
            yield from self.block(each)

    def _row(self, row: Placing, where: str, later: list[tuple[Said, str]], nested: list[Any]) -> Row:
        before = row.cells[0].column if row.cells else 0
        cells = [Cell("", Spot(self._name, where))] * before
        for placed in row.cells:
            spot = Spot(self._name, f"{where}第 {placed.column + 1} 格")
            self.places.setdefault(spot.words, []).append(placed.element)
            text = "" if placed.covered else self._cell(placed.element, spot.words, later, nested)
            cells.append(Cell(text, spot, placed.covered))
            cells += [
                Cell("", Spot(self._name, f"{where}第 {column + 1} 格"), covered=True)
                for column in range(placed.column + 1, placed.column + placed.width)
            ]
        return tuple(cells)

    def _cell(self, cell: Any, where: str, later: list[tuple[Said, str]], nested: list[Any]) -> str:
        text, divider = "", ""
        for block in unwrapped(cell, _BLOCKS):
            if local(block.tag) != "p":
                nested.append(block)
                continue
            said = self._texts.said(block)
            text += divider + said.text
            divider = "" if said.runs_on else "\n"
            if said.asides or said.notes or said.objects or said.beside:
                later.append((said, where))
        return text.strip()

    @staticmethod
    def _notes(root: Any) -> dict[str, Any]:
        """The notes of a kind by their identifiers."""
        return {} if root is None else {attribute(each, "id"): each for each in root}
