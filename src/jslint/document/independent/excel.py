"""The numbers of a workbook: of every stored cell that is seen, shown by a formatter of its own."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring, iterparse

from jslint.document.independent.cell_format import as_shown, text_as_shown
from jslint.document.independent.token import count
from jslint.document.independent.whole import whole
from jslint.pattern import Pattern

_PLACE = Pattern(r"([A-Z]+)([0-9]+)")
_CODE = Pattern(r"_x([0-9A-Fa-f]{4})_")
_YES = ("1", "true", "on")


class Placed(NamedTuple):
    """A cell: its row, its column, and what it shows."""

    row: int
    column: int
    text: str


class Unseen:
    """Which rows and columns are hidden, and which ranges are merged."""

    def __init__(self) -> None:
        self.rows: set[int] = set()
        self.columns: list[tuple[int, int]] = []
        self.all_but: set[int] | None = None
        self.merges: list[tuple[int, int, int, int]] = []

    def row(self, number: int) -> bool:
        """Whether a row is hidden."""
        return number in self.rows or (self.all_but is not None and number not in self.all_but)

    def column(self, number: int) -> bool:
        """Whether a column is hidden."""
        return any(first <= number <= last for first, last in self.columns)

    def hides(self, cell: Placed) -> bool:
        """Whether nothing of a cell is seen: hidden, or inside a merged range that shows another cell."""
        for top, left, bottom, right in self.merges:
            if top <= cell.row <= bottom and left <= cell.column <= right and (top, left) != (bottom, right):
                if (cell.row, cell.column) != (top, left):
                    return True
                rows, columns = range(top, bottom + 1), range(left, right + 1)
                return all(map(self.row, rows)) or all(map(self.column, columns))
        return self.row(cell.row) or self.column(cell.column)


def seen(cells: Iterable[Placed], unseen: Unseen) -> Counter[str]:
    """The number tokens of the cells that are seen."""
    return count(cell.text for cell in cells if cell.text and not unseen.hides(cell))


def numbers(content: bytes) -> dict[str, Counter[str]]:
    """The number tokens of each visible sheet, 工作表“…”."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {f"工作表“{name}”": found for name, found in _Workbook(archive).sheets()}


def _parsed(part: bytes) -> Element:
    return fromstring(part)  # noqa: S314 - read once already, with its entities refused


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._main = next(name for kind, name in self._related("").values() if kind == "officeDocument")
        self._root = _parsed(archive.read(self._main))
        parts = {kind: name for kind, name in self._related(self._main).values() if kind != "worksheet"}
        self._strings = self._shared(parts.get("sharedStrings"))
        self._forms = self._formats(parts.get("styles"))
        about = self._root.find("{*}workbookPr")
        self._since_1904 = about is not None and about.get("date1904") in _YES

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._names:
            return {}
        found = {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in _parsed(self._archive.read(path))
        }
        return {key: (kind, target) for key, (kind, target) in found.items() if target in self._names}

    def _shared(self, part: str | None) -> list[str]:
        return [] if part is None else [_plain(each) for each in _parsed(self._archive.read(part))]

    def _formats(self, part: str | None) -> list[tuple[int, str]]:
        if part is None:
            return []
        root = _parsed(self._archive.read(part))
        own = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iterfind(".//{*}numFmts/{*}numFmt")}
        return [
            (whole(each.get("numFmtId", "0")), own.get(each.get("numFmtId", "0"), ""))
            for each in root.iterfind("{*}cellXfs/{*}xf")
        ]

    def sheets(self) -> Iterator[tuple[str, Counter[str]]]:
        """The visible sheets in order."""
        related = self._related(self._main)
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
            kind, part = related.get(key, ("", ""))
            if kind == "worksheet" and sheet.get("state", "visible") == "visible":
                yield sheet.get("name", ""), self._sheet(part)

    def _sheet(self, part: str) -> Counter[str]:
        unseen, cells, zeros = Unseen(), list[Placed](), True
        row = 0
        with self._archive.open(part) as stream:
            for _, element in iterparse(stream):  # noqa: S314 - read once already, with its entities refused
                name = _name(element)
                if name == "row":
                    row = whole(element.get("r", ""), row + 1)
                    cells += self._row(row, element, unseen)
                    element.clear()
                elif name == "col" and (element.get("hidden") in _YES or element.get("width") == "0"):
                    unseen.columns.append((whole(element.get("min", "1")), whole(element.get("max", "1"))))
                elif name == "sheetFormatPr" and element.get("zeroHeight") in _YES:
                    unseen.all_but = set()
                elif name == "sheetView" and element.get("showZeros", "1") not in _YES:
                    zeros = False
                elif name == "mergeCell":
                    unseen.merges.append(_area(element.get("ref", "")))
        shown = cells if zeros else [cell for cell in cells if cell.text.strip("0.,-%") or not cell.text]
        return seen(shown, unseen)

    def _row(self, number: int, row: Element, unseen: Unseen) -> Iterator[Placed]:
        if row.get("hidden") in _YES or row.get("ht") == "0":
            unseen.rows.add(number)
        elif unseen.all_but is not None:
            unseen.all_but.add(number)
        column = 0
        for cell in row:
            if _name(cell) == "c":
                place = _PLACE.fullmatch(cell.get("r", ""))
                column = _column(place[1]) if place else column + 1
                yield Placed(number, column, self._text(cell))

    def _string(self, value: str) -> str:
        at = whole(value, len(self._strings))
        return self._strings[at] if at < len(self._strings) else ""

    def _text(self, cell: Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
        at = whole(cell.get("s", "0"))
        number, form = self._forms[at] if at < len(self._forms) else (0, "")
        if kind == "n":
            try:
                return as_shown(Decimal(value), number, form, since_1904=self._since_1904) if value.strip() else ""
            except InvalidOperation:
                return value
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return text_as_shown("" if inline is None else _plain(inline), number, form)
        if kind == "s":
            return text_as_shown(self._string(value), number, form)
        if kind == "str":
            return text_as_shown(_decoded(value), number, form)
        return "" if kind == "b" else value


def _plain(element: Element) -> str:
    parts = [element.findtext("{*}t") or ""]
    for run in element.iterfind("{*}r"):
        text, about = run.findtext("{*}t") or "", run.find("{*}rPr")
        apart = about is not None and any(about.find(f"{{*}}{name}") is not None for name in ("vertAlign", "strike"))
        parts.append(f" {text} " if apart else text)
    return _decoded("".join(parts))


def _decoded(text: str) -> str:
    return _CODE.sub(lambda match: chr(int(match[1], 16)), text)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = 26 * number + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter) + 1
    return number


def _area(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.replace("$", "").partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if not start or not end:
        return 0, 0, 0, 0
    return int(start[2]), _column(start[1]), int(end[2]), _column(end[1])
