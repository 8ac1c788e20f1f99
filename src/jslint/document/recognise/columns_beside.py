"""What a table prints beside the columns and rows of its layout (年初预算数, 支出按性质, 会议费): kept as a table of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from jslint.document.draft import Items, Leaf, Line, Mapping, Reading
from jslint.document.forms.columns import (
    COMPARED,
    ITEM,
    LINE,
    NUMBER,
    frame_of,
    heading,
    is_amount,
    is_value,
    skip_ruler,
)
from jslint.document.stream import Cell, Row, is_wide, squeeze

_CODES = frozenset({2, 3, 5, 7})
"""Digits of a subject's code, or of a part of it."""


def columns_beside(rows: Sequence[Row], reading: Reading) -> Mapping | None:
    """The columns, and the rows, of which nothing was read, as they stand beside each other; None where there are none.

    A column has a title and holds amounts; a row has a name that stands nowhere else, and amounts. Their cells are placed now.
    """
    beside = _Beside(rows, reading)
    columns, more = beside.columns(), beside.rows()
    return beside.table(columns, more) if columns or more else None


class _Beside:
    def __init__(self, rows: Sequence[Row], reading: Reading) -> None:
        first = next((at for at, row in enumerate(rows) if any(_is_placed(cell, reading) for cell in row)), len(rows))
        self._reading = reading
        self._head = [row for row in rows[:first] if not skip_ruler(row, Reading())]
        self._data = [row for row in rows[first:] if not skip_ruler(row, Reading()) and not self._is_head(row)]
        self._width = max(map(len, self._data), default=0)

    def _is_head(self, row: Row) -> bool:
        """A line of the head printed again on the next page."""
        words = [cell.text for cell in row if cell.text]
        return bool(words) and any([cell.text for cell in line if cell.text] == words for line in self._head)

    def columns(self) -> list[int]:
        """Columns with a title and amounts, of which nothing was placed."""
        return [at for at in range(self._width) if self._is_titled(at) and self._is_left(self._cells(at))]

    def rows(self) -> list[Row]:
        """Rows of which nothing was placed, named as no other is, with amounts where others have theirs."""
        names = Counter(cell.text for row in self._data for cell in row if is_wide(cell.text))
        own = [at for at in range(self._width) if any(_is_placed(cell, self._reading) for cell in self._cells(at))]
        return [
            row
            for row in self._data
            if self._is_row(row, names) and all(self._is_in(row, at, own) for at in range(len(row)))
        ]

    def _is_row(self, row: Row, names: Counter[str]) -> bool:
        words = [cell for cell in row if is_wide(cell.text)]
        is_own = len(words) == 1 and names[words[0].text] == 1 and not self._is_known(words[0])
        return is_own and self._is_left([cell for cell in row if cell.text and not is_wide(cell.text)])

    def _is_in(self, row: Row, at: int, own: Sequence[int]) -> bool:
        return not is_amount(row[at].text) or at in own or self._is_titled(at)

    def _cells(self, at: int) -> list[Cell]:
        return [row[at] for row in self._data if at < len(row) and row[at].text]

    def _is_titled(self, at: int) -> bool:
        title = heading(self._head, at)
        return title is not None and frame_of(title.text) not in {ITEM, LINE, NUMBER}

    def _is_left(self, cells: Sequence[Cell]) -> bool:
        """Whether cells are amounts and nothing else, none of which was read."""
        are_values = all(is_value(cell.text) and cell.spot not in self._reading.placed for cell in cells)
        return are_values and any(is_amount(cell.text) and not self._is_known(cell) for cell in cells)

    def _is_known(self, cell: Cell) -> bool:
        return cell.spot in self._reading.placed or cell.spot in self._reading.furniture

    # the table

    def table(self, columns: Sequence[int], more: Sequence[Row]) -> Mapping:
        """Those columns of every row, and those rows whole, with the names of the rows."""
        labels = {label for at in columns if (label := self._label_of(at)) is not None}
        labels |= {at for row in more for at, cell in enumerate(row) if is_wide(cell.text)}
        whole = {at for row in more for at, cell in enumerate(row) if is_amount(cell.text)}
        own = [at for at in labels if not any(map(self._is_known, self._cells(at)))]
        places = sorted({*columns, *labels, *whole, *(code for at in labels for code in self._codes_before(at))})
        parts = [at for at in places if at not in whole.difference(columns)]
        held = [row for row in self._data if row in more or self._says(row, columns, own)]
        lines = [self._line(row, places, places if row in more else parts) for row in held]
        self._reading.placed.update(leaf.spot for line in lines for leaf in line.cells if leaf.spot)
        titles = Line([Leaf(title) for title in self._titles(places)], is_row=False)
        return Mapping({"栏目": titles, "行": Items(list(lines))})

    def _label_of(self, at: int) -> int | None:
        """The column in which the names of a column's rows stand: the nearest words to the left of most of its amounts."""
        rows = [row for row in self._data if at < len(row) and row[at].text]
        nearest = [next((left for left in range(at - 1, -1, -1) if is_wide(row[left].text)), None) for row in rows]
        found = Counter(label for label in nearest if label is not None)
        return found.most_common(1)[0][0] if found else None

    def _codes_before(self, label: int) -> list[int]:
        """The columns of codes that stand right before the names of rows."""
        before = takewhile(lambda at: _are_codes(self._cells(at)), range(label - 1, -1, -1))
        return [at for at in before if all(map(self._is_known, self._cells(at)))]

    def _says(self, row: Row, columns: Sequence[int], own: Sequence[int]) -> bool:
        """Whether a row holds an amount of these columns, or a name that stands for nothing else."""
        cells = [row[at] for at in columns if at < len(row)]
        names = [row[at] for at in own if at < len(row)]
        return any(is_amount(cell.text) for cell in cells) or any(is_wide(cell.text) for cell in names)

    def _line(self, row: Row, places: Sequence[int], filled: Sequence[int]) -> Line:
        return Line([self._leaf(row[at]) if at in filled and at < len(row) else Leaf("") for at in places])

    def _leaf(self, cell: Cell) -> Leaf:
        """A cell with its place, or its text alone where that is written in the table itself."""
        if self._is_known(cell) or is_wide(cell.text):
            return Leaf(squeeze(cell.text), None if self._is_known(cell) else cell.spot)
        return self._reading.take(cell)

    def _titles(self, places: Sequence[int]) -> list[str]:
        """The lowest words above each column, with those above them where several columns have the same."""
        lowest = [title.text if (title := heading(self._head, at)) else ITEM for at in places]
        return [
            text if lowest.count(text) == 1 else f"{self._above(at, text)}{text}"
            for at, text in zip(places, lowest, strict=True)
        ]

    def _above(self, at: int, lowest: str) -> str:
        for row in self._head:
            words = next((squeeze(cell.text) for cell in reversed(row[: at + 1]) if is_wide(cell.text)), "")
            if words and words != lowest and frame_of(words) in {None, COMPARED}:
                return words
        return ""


def _are_codes(cells: Sequence[Cell]) -> bool:
    digits = [cell.text for cell in cells if not is_wide(cell.text)]
    return bool(digits) and all(text.isdigit() and len(text) in _CODES for text in digits)


def _is_placed(cell: Cell, reading: Reading) -> bool:
    return bool(cell.text) and cell.spot in reading.placed
