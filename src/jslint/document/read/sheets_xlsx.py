"""Excel workbooks (.xlsx, .xlsm, also strict): what every visible sheet shows; macros are never run, links never followed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from jslint.document.read.archive import BROKEN, Archive, attribute, local, whole
from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.built_in_formats import BUILT_IN
from jslint.document.read.number_format import shown, shown_text
from jslint.document.read.reader import Progress, UnreadableError, library
from jslint.document.read.sheet import MOST_COLUMNS, MOST_ROWS, Area, Hidden, Sheet, blocks, hidden_sheets, letters
from jslint.document.read.sheets_strings import Text, decoded, text_of
from jslint.document.stream import Given, Remark, Spot, clean
from jslint.pattern import Pattern

_REFERENCE = Pattern(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_MOST_TAGS = 6 * MOST_CELLS
"""Of a sheet, which is held row by row: a cell has four to six, with its formula."""
_ON = frozenset({"1", "true", "on"})


def read_xlsx(name: str, archive: Archive, progress: Progress) -> Iterator[Given]:
    """The stream of a workbook; its places are sheets and cells."""
    book = _Book(archive)
    listed = [(attribute(each, "name"), each) for each in book.root.iter("{*}sheet")]
    sheets = [(title, each) for title, each in listed if attribute(each, "state", "visible") == "visible"]
    for number, (title, each) in enumerate(sheets, 1):
        kind, part = book.related.get(attribute(each, "id"), ("", ""))
        where = Spot(name, f"工作表“{title}”", f"工作表“{title}”")
        if kind.endswith("/worksheet"):
            yield from blocks(_SheetReader(book, title).read(part))
            if _has_drawn_text(archive, part):
                yield Remark("这张工作表上有文本框或图表，里面的文字和数字没有读，请人工核对", where)
        else:
            yield Remark("这张工作表不是格子（图表页等），没有读，请人工核对", where)
        progress(number, len(sheets))
    yield from hidden_sheets(name, [title for title, each in listed if (title, each) not in sheets])


def _has_drawn_text(archive: Archive, part: str) -> bool:
    """Whether something is drawn over the cells that holds words or a chart."""
    drawings = [target for kind, target in archive.related(part).values() if kind.endswith("/drawing")]
    return any(
        local(each.tag) == "chart" or (local(each.tag) == "t" and (each.text or "").strip())
        for drawing in drawings
        if drawing in archive
        for each in archive.parsed(drawing).iter()
    )


class _Book:
    """What the sheets of a workbook share: texts, formats, the first day."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.root = archive.parsed(archive.main)
        self.related = archive.related(archive.main)
        strings = archive.first(archive.main, "sharedStrings")
        self.texts = [] if strings is None else [text_of(each) for each in strings if local(each.tag) == "si"]
        styles = archive.first(archive.main, "styles")
        self.forms = [] if styles is None else _forms(styles)
        about = next(self.root.iter("{*}workbookPr"), None)
        self.since_1904 = about is not None and attribute(about, "date1904") in _ON

    def form(self, style: str) -> str:
        """The number format of a cell's style."""
        at = whole(style)
        return self.forms[at] if 0 <= at < len(self.forms) else "General"


def _forms(styles: Any) -> list[str]:
    own = {whole(attribute(each, "numFmtId")): attribute(each, "formatCode") for each in styles.iter("{*}numFmt")}
    cells = next(styles.iter("{*}cellXfs"), ())
    numbers = [whole(attribute(each, "numFmtId")) for each in cells if local(each.tag) == "xf"]
    return [own.get(number, BUILT_IN.get(number, "General")) for number in numbers]


class _SheetReader:
    def __init__(self, book: _Book, title: str) -> None:
        self._book = book
        self._sheet = Sheet(book.archive.name, title)
        self._uncomputed: list[tuple[int, int]] = []
        self._hides_zeros = False
        self._row = 0
        self._count = 0

    def read(self, part: str) -> Sheet:
        """The sheet, one row in memory at a time."""
        etree = library("lxml.etree", "lxml")
        archive = self._book.archive
        wanted = tuple(f"{{*}}{name}" for name in ("row", "col", "mergeCell", "sheetFormatPr", "sheetView"))
        try:
            with archive.opened(part, _MOST_TAGS) as stream:
                for _, element in etree.iterparse(stream, tag=wanted, resolve_entities=False, no_network=True):
                    self._take(element, local(element.tag))
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except (etree.LxmlError, *BROKEN) as error:
            raise archive.damaged(part, error) from error
        self._check_formulas()
        return self._sheet

    def _take(self, element: Any, name: str) -> None:
        if name == "row":
            self._take_row(element)
        elif name == "col":
            if attribute(element, "hidden") in _ON or attribute(element, "width") == "0":
                first = whole(attribute(element, "min"), 1)
                self._sheet.hidden_columns.ranges.append((first, whole(attribute(element, "max"), first)))
        elif name == "mergeCell":
            self._take_merge(attribute(element, "ref"))
        elif name == "sheetFormatPr":
            if attribute(element, "zeroHeight") in _ON:
                self._sheet.hidden_rows.unless = set()
        elif attribute(element, "showZeros", "1") not in _ON:
            self._hides_zeros = True

    def _take_row(self, row: Any) -> None:
        self._row = whole(attribute(row, "r"), self._row + 1)
        hidden: Hidden = self._sheet.hidden_rows
        if attribute(row, "hidden") in _ON or attribute(row, "ht") == "0":
            hidden.ranges.append((self._row, self._row))
        elif hidden.unless is not None:
            hidden.unless.add(self._row)
        column = 0
        for cell in row:
            if local(cell.tag) != "c":
                continue
            column = _place(cell.get("r", "")) or column + 1
            self._count += len(cell) > 0
            if self._count > MOST_CELLS or column > MOST_COLUMNS or self._row > MOST_ROWS:
                raise UnreadableError(
                    f"{self._sheet.document} 的{self._sheet.part}有超过 {MOST_CELLS} 格，大得不正常，没有读取。"
                )
            text = self._shown(cell, column)
            if text:
                self._sheet.cells[self._row, column] = text

    def _shown(self, cell: Any, column: int) -> str:
        kind = cell.get("t", "n")
        parts = {local(each.tag): each for each in cell}
        if kind == "inlineStr":
            text = self._said(text_of(parts["is"]), column) if "is" in parts else ""
        else:
            value = (parts["v"].text or "") if "v" in parts else ""
            if not value and "f" in parts and kind != "str":
                self._uncomputed.append((self._row, column))
                return ""
            if kind in {"n", "d"}:
                return self._number(value, self._book.form(cell.get("s", "0")))
            if kind == "b":
                return "TRUE" if value.strip() in _ON else "FALSE" if value.strip() else ""
            if kind == "e":
                return value.strip()
            text = self._said(self._shared(value), column) if kind == "s" else decoded(value)
        return clean(shown_text(text, self._book.form(cell.get("s", "0")))).strip()

    def _said(self, text: Text, column: int) -> str:
        if text.beside:
            self._sheet.beside[self._row, column] = text.beside
        return text.text

    def _shared(self, value: str) -> Text:
        if not value:
            return Text("")
        at = whole(value, -1)
        if not 0 <= at < len(self._book.texts):
            raise ValueError(f"text {value}")  # as every other damage of the sheet, told by its part
        return self._book.texts[at]

    def _number(self, value: str, form: str) -> str:
        if not value.strip():
            return ""
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            return value.strip()  # a day in ISO 8601, as strict files may hold it
        if not number.is_finite() or (self._hides_zeros and not number):
            return ""
        return clean(shown(number, form, since_1904=self._book.since_1904)).strip()

    def _take_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
        if start and end:
            area = Area(int(start[2]), number_of(start[1]), int(end[2]), number_of(end[1]))
            self._sheet.merges.append(area)

    def _check_formulas(self) -> None:
        """A formula without a stored value would be taken for a blank cell, so it is refused where it would be printed."""
        rows = set(self._sheet.hidden_rows.visible(max((row for row, _ in self._uncomputed), default=0)))
        columns = set(self._sheet.hidden_columns.visible(max((column for _, column in self._uncomputed), default=0)))
        for row, column in self._uncomputed:
            if row in rows and column in columns:
                place = f"{self._sheet.part}{letters(column)}{row}"
                raise UnreadableError(
                    f"{self._sheet.document} {place} 的公式没有算出的值；请用 Excel 或 WPS 打开并保存一次再导入。"
                )


def _place(reference: str) -> int:
    match = _REFERENCE.fullmatch(reference)
    return number_of(match[1]) if match else 0


def number_of(column: str) -> int:
    """A column's number: A is 1, AA is 27."""
    number = 0
    for letter in column.upper():
        number = number * 26 + ord(letter) - 64
    return number
