"""A sheet of any spreadsheet as it is printed: its shown cells, its merges, and what is hidden left out and named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct, field

from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.reader import UnreadableError
from jslint.document.stream import Cell, Given, Grid, Paragraph, Remark, Row, Spot, clean

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_MOST_NAMED = 12


class Area(Struct, frozen=True):
    """A merged range: rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is in it and not its first."""
        inside = self.top <= row <= self.bottom and self.left <= column <= self.right
        return inside and (row, column) != (self.top, self.left)


class Hidden(Struct):
    """Rows or columns that are not printed: ranges, both ends included, and those that are shown where the rest is hidden."""

    ranges: list[tuple[int, int]] = field(default_factory=list)
    unless: set[int] | None = None

    def holds(self, number: int) -> bool:
        """Whether a row or column is hidden."""
        is_shown = self.unless is None or number in self.unless
        return not is_shown or any(first <= number <= last for first, last in self.ranges)

    def visible(self, last: int) -> list[int]:
        """The numbers that are not hidden, from 1 to `last` and the first behind it, so that a merge that begins hidden has a place."""
        numbers: list[int] = []
        start = 1
        for first, end in [*sorted(self.ranges), (MOST_ROWS + 1, MOST_ROWS + 1)]:
            numbers.extend(range(start, min(first, last + 1)))
            if first > last and start < first:
                numbers.append(max(start, last + 1))
                break
            start = max(start, end + 1)
        return numbers if self.unless is None else [number for number in numbers if number in self.unless]


class Sheet(Struct):
    """A sheet: what its cells show (row and column from 1; blank ones are not there), and what stands `beside` that with the reason."""

    document: str
    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    beside: dict[tuple[int, int], tuple[tuple[str, str], ...]] = field(default_factory=dict)
    hidden_rows: Hidden = field(default_factory=Hidden)
    hidden_columns: Hidden = field(default_factory=Hidden)

    @property
    def part(self) -> str:
        """The sheet, as its places name it."""
        return f"工作表“{self.name}”"


def blocks(sheet: Sheet) -> Iterator[Given]:
    """The sheet's name, its grid and a word of what is hidden; raises UnreadableError where it is beyond all measure."""
    where = Spot(sheet.document, sheet.part, sheet.part)
    yield Paragraph(clean(sheet.name), where, is_name=True)
    last_row, last_column = _extent(sheet.cells)
    if last_row > MOST_ROWS or last_column > MOST_COLUMNS:
        raise _too_large(sheet, last_row, last_column)
    rows, columns = sheet.hidden_rows.visible(last_row), sheet.hidden_columns.visible(last_column)
    texts, covered = _merged(sheet, rows, columns)
    last_row, last_column = _extent(texts)
    rows, columns = rows[: bisect_right(rows, last_row)], columns[: bisect_right(columns, last_column)]
    if len(rows) * len(columns) > MOST_CELLS:
        raise _too_large(sheet, last_row, last_column)
    yield Grid(tuple(_rows(sheet, texts, covered, rows, columns)))
    yield from _beside(sheet)
    if hidden := _named(sheet):
        yield Remark(f"{hidden}是隐藏的，不会印出，没有读", where)


def _beside(sheet: Sheet) -> Iterator[Paragraph]:
    """What stands in cells that are shown and is no part of their text."""
    for (row, column), beside in sheet.beside.items():
        is_hidden = sheet.hidden_rows.holds(row) or sheet.hidden_columns.holds(column)
        if is_hidden or any(area.covers(row, column) for area in sheet.merges):
            continue
        spot = Spot(sheet.document, f"{sheet.part}{letters(column)}{row}", sheet.part)
        yield from (Paragraph(" ".join(clean(text).split()), spot, aside=reason) for text, reason in beside)


def _extent(cells: dict[tuple[int, int], str]) -> tuple[int, int]:
    """The last row and the last column in which something stands; 0 where nothing does."""
    return max((row for row, _ in cells), default=0), max((column for _, column in cells), default=0)


def _too_large(sheet: Sheet, rows: int, columns: int) -> UnreadableError:
    size = f"{rows} 行 {columns} 列"
    return UnreadableError(f"{sheet.document} 的{sheet.part}有 {size}，大得不正常；请删去表格以外的格子后再导入。")


def _rows(
    sheet: Sheet,
    texts: dict[tuple[int, int], str],
    covered: set[tuple[int, int]],
    rows: list[int],
    columns: list[int],
) -> Iterator[Row]:
    document, part = sheet.document, sheet.part
    names = [(column, f"{part}{letters(column)}") for column in columns]
    for row in rows:
        yield tuple(
            Cell("", Spot(document, f"{name}{row}", part), covered=True)
            if (row, column) in covered
            else Cell(texts.get((row, column), ""), Spot(document, f"{name}{row}", part))
            for column, name in names
        )


def _merged(
    sheet: Sheet, rows: list[int], columns: list[int]
) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    """What is seen in each cell, and which cells a merged range covers.

    A range shows the text of its first cell, and where that one's row or column is hidden, in its first cell that is not. Raises
    UnreadableError where ranges are painted over and over.
    """
    seen_rows, seen_columns = set(rows), set(columns)
    texts = {
        (row, column): text
        for (row, column), text in sheet.cells.items()
        if row in seen_rows and column in seen_columns
    }
    covered: set[tuple[int, int]] = set()
    painted = 0
    for area in sheet.merges:
        inside = rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]
        across = columns[bisect_left(columns, area.left) : bisect_right(columns, area.right)]
        painted += len(inside) * len(across) + 1
        if painted > 2 * MOST_CELLS:
            message = f"{sheet.document} 的{sheet.part}合并的单元格互相重叠，大得不正常，没有读取。"
            raise UnreadableError(message)
        cells = [(row, column) for row in inside for column in across]
        for place in cells[1:]:
            texts.pop(place, None)
        covered.update(cells[1:])
        if cells and cells[0] != (area.top, area.left):
            texts.pop(cells[0], None)
            if text := sheet.cells.get((area.top, area.left)):
                texts[cells[0]] = text
    return texts, covered


def _named(sheet: Sheet) -> str:
    """The hidden rows and columns that hold something."""
    last_row, last_column = _extent(sheet.cells)
    seen_rows = set(sheet.hidden_rows.visible(last_row))
    seen_columns = set(sheet.hidden_columns.visible(last_column))
    rows = sorted({row for row, _ in sheet.cells} - seen_rows)
    columns = sorted({column for _, column in sheet.cells} - seen_columns)
    parts = []
    for numbers, words in ((list(map(str, rows)), "第 {} 行"), (list(map(letters, columns)), "{} 列")):
        if numbers:
            more = f" 等 {len(numbers)} " if len(numbers) > _MOST_NAMED else ""
            parts.append(words.format("、".join(numbers[:_MOST_NAMED]) + more))
    return "、".join(parts)


def letters(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def hidden_sheets(document: str, names: list[str]) -> Iterator[Remark]:
    """A word of the sheets that are hidden."""
    for name in names:
        yield Remark("这张工作表是隐藏的，不会印出，没有读", Spot(document, f"工作表“{name}”", f"工作表“{name}”"))
