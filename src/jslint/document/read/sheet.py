"""A sheet of any spreadsheet as it is printed: its shown cells, its merges, and what is hidden left out and named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct, field

from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.reader import UnreadableError
from jslint.document.stream import Cell, Given, Grid, Paragraph, Remark, Row, Spot, clean

_MOST_NAMED = 12


class Area(Struct, frozen=True):
    """A merged range: rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Hidden(Struct):
    """Rows or columns that are not printed: single numbers, ranges, and whether all others are hidden by default."""

    numbers: set[int] = field(default_factory=set)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    shown: set[int] | None = None
    """Where rows are hidden unless something is said of them: those that are shown."""

    def __contains__(self, number: int) -> bool:
        if self.shown is not None and number not in self.shown:
            return True
        return number in self.numbers or any(first <= number <= last for first, last in self.ranges)


class Sheet(Struct):
    """A sheet: what its cells show (row and column from 1; blank ones are not there)."""

    document: str
    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
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
    areas = _drawn(sheet)
    anchors = {(area.top, area.left): area for area in areas}
    texts = _at_what_is_seen(sheet, anchors)
    rows = [row for row in range(1, max((row for row, _ in texts), default=0) + 1) if row not in sheet.hidden_rows]
    last = max((column for _, column in texts), default=0)
    columns = [column for column in range(1, last + 1) if column not in sheet.hidden_columns]
    if len(rows) * len(columns) > MOST_CELLS:
        size = f"{rows[-1]} 行 {columns[-1]} 列"
        message = f"{sheet.document} 的{sheet.part}有 {size}，大得不正常；请删去表格以外的格子后再导入。"
        raise UnreadableError(message)
    yield Grid(tuple(_rows(sheet, texts, _covered(sheet, areas, rows, columns), rows, columns)))
    if hidden := _named(sheet):
        yield Remark(f"{hidden}是隐藏的，不会印出，没有读", where)


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


def _drawn(sheet: Sheet) -> list[Area]:
    """The merges of more than one cell."""
    return [area for area in sheet.merges if (area.top, area.left) != (area.bottom, area.right)]


def _at_what_is_seen(sheet: Sheet, anchors: dict[tuple[int, int], Area]) -> dict[tuple[int, int], str]:
    """What is seen in each cell: a merged range whose first row or column is hidden shows its text in the first that is not."""
    texts: dict[tuple[int, int], str] = {}
    for (row, column), text in sheet.cells.items():
        area = anchors.get((row, column))
        if area is not None:
            row, column = _first(sheet.hidden_rows, row, area.bottom), _first(sheet.hidden_columns, column, area.right)
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            texts[row, column] = text
    return texts


def _first(hidden: Hidden, start: int, end: int) -> int:
    return next((number for number in range(start, min(end, start + MOST_CELLS) + 1) if number not in hidden), start)


def _covered(sheet: Sheet, areas: list[Area], rows: list[int], columns: list[int]) -> set[tuple[int, int]]:
    """The cells that merges cover within what is shown; raises UnreadableError where they are painted over and over."""
    covered: set[tuple[int, int]] = set()
    painted = 0
    for area in areas:
        inside = rows[bisect_right(rows, area.top - 1) : bisect_right(rows, area.bottom)]
        across = columns[bisect_right(columns, area.left - 1) : bisect_right(columns, area.right)]
        painted += len(inside) * len(across)
        if painted > 2 * MOST_CELLS:
            message = f"{sheet.document} 的{sheet.part}合并的单元格互相重叠，大得不正常，没有读取。"
            raise UnreadableError(message)
        cells = ((row, column) for row in inside for column in across)
        next(cells, None)
        covered.update(cells)
    return covered


def _named(sheet: Sheet) -> str:
    """The hidden rows and columns that hold something."""
    rows = sorted({row for row, _ in sheet.cells if row in sheet.hidden_rows})
    columns = sorted({column for _, column in sheet.cells if column in sheet.hidden_columns})
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
