"""The table of 三公 expenses in any of its shapes: columns in one row or two, interleaved, or a list downwards."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import is_nil
from jslint.document.draft import Leaf, Line, Mapping, Reading
from jslint.document.forms.columns import (
    COMPARED,
    ITEM,
    TOTAL,
    bare_title,
    frame_of,
    is_amount,
    is_value,
    label_cells,
    skip_ruler,
)
from jslint.document.stream import Cell, Row, is_wide, squeeze
from jslint.pattern import Pattern
from jslint.report.layout import TableSpec
from jslint.report.terms import Terms
from jslint.report.titles import normalise

_ORDINALS = Pattern(r"^(?:其中[:：]|\s|[（(]?[0-9一二三四五六七八九十]{1,2}[）).．、])+")
_LEAST = 3
"""Items that a list must name for it to be this table."""

Slot = tuple[str, str]
"""Which figure (预算数, 决算数) of which item."""


def read_three_public(rows: list[Row], spec: TableSpec, terms: Terms, reading: Reading) -> Mapping:
    """The table with the items and figures that it prints, in the order of the layout and named by it.

    A figure or an item that is not printed is left out: it is unknown, not nil.
    """
    grid = _ThreePublic(spec, terms, reading)
    values = grid.downwards(rows) or grid.by_rows(rows) or grid.across(rows)
    printed = {key for _, key in values} or {column.key for column in spec.columns}
    columns = [column.key for column in spec.columns if column.key in printed]
    table = Mapping({"栏目": Line([Leaf(key) for key in columns], is_row=False)})
    for figure in [row.key for row in spec.rows]:
        if not values or any(figure == printed_figure for printed_figure, _ in values):
            table.entries[figure] = Line([values.get((figure, key), Leaf("")) for key in columns])
    return table


class _ThreePublic:
    def __init__(self, spec: TableSpec, terms: Terms, reading: Reading) -> None:
        self._spec = spec
        self._terms = terms
        self._reading = reading
        self._keys = {normalise(column.key): column.key for column in spec.columns}
        self._figures = {normalise(name): row.key for row in spec.rows for name in (row.key, row.title)}

    def _column(self, text: str) -> str | None:
        wanted = normalise(bare_title(_ORDINALS.sub("", squeeze(text))))
        key = self._terms.columns_in.get((self._spec.key, wanted)) or self._terms.columns.get(wanted)
        return self._keys.get(wanted) or (self._keys.get(normalise(key)) if key else None)

    def _figure(self, text: str) -> str | None:
        wanted = normalise(bare_title(text))
        return self._figures.get(wanted) or self._terms.rows_in.get((self._spec.key, wanted)) if wanted else None

    def _frame(self, row: Row) -> None:
        self._reading.furniture.update(cell.spot for cell in row if cell.text)

    def downwards(self, rows: list[Row]) -> dict[Slot, Leaf]:
        """A list of items with one figure or two beside them; nothing where the table is not set so."""
        head = next((row for row in rows if any(self._figure(cell.text) for cell in row)), None)
        if head is None:
            return {}
        figures = [(at, figure) for at, cell in enumerate(head) if (figure := self._figure(cell.text))]
        labelled = [
            (row, labels[0][1], key)
            for row in rows
            if (labels := label_cells(row)) and row is not head and (key := self._column(labels[0][1].text))
        ]
        few = len({key for _, _, key in labelled}) < _LEAST and not self._all_named(rows, head, len(labelled))
        if few or len({figure for _, figure in figures}) < len(figures):
            return {}
        values: dict[Slot, Leaf] = {}
        for row, label, key in labelled:
            cells = [(figure, row[at]) for at, figure in figures if at < len(row) and is_value(row[at].text)]
            new = [(figure, cell) for figure, cell in cells if _says_more(cell, values.get((figure, key)))]
            values |= self._taken(((figure, key), cell) for figure, cell in new)
            self._reading.furniture.add(label.spot)
        if values:
            self._frame(head)
        return values

    def _all_named(self, rows: list[Row], head: Row, named: int) -> bool:
        """Whether a short list leaves no doubt: its head says 项目, and every row with an amount is an item."""
        amounts = sum(any(is_amount(cell.text) for cell in row) for row in rows if not skip_ruler(row, self._reading))
        return frame_of(head[0].text) == ITEM and 0 < named == amounts

    def by_rows(self, rows: list[Row]) -> dict[Slot, Leaf]:
        """The items in columns, 预算数 and 决算数 each a row of its own; nothing where the table is not set so."""
        named = [
            (row, labels[0][1], figure)
            for row in rows
            if (labels := label_cells(row)) and len(labels) == 1 and (figure := self._figure(labels[0][1].text))
            if any(is_amount(cell.text) for cell in row)
        ]
        data = [row for row, _, _ in named]
        head = [row for row in rows if not any(row is other for other in data) and label_cells(row)]
        items = self._items(head, max(map(len, rows), default=0))
        values: dict[Slot, Leaf] = {}
        for row, label, figure in named:
            cells = [(key, row[at]) for at, key in enumerate(items) if key and at < len(row) and is_value(row[at].text)]
            values |= self._taken(((figure, key), cell) for key, cell in cells if (figure, key) not in values)
            self._reading.furniture.add(label.spot)
        for row in head if values else ():
            self._frame(row)
        return values

    def across(self, rows: list[Row]) -> dict[Slot, Leaf]:
        """All figures in one row."""
        width = max(map(len, rows), default=0)
        data = [row for row in rows if any(is_amount(cell.text) for cell in row) and not skip_ruler(row, self._reading)]
        head = [row for row in rows if label_cells(row) and not any(row is other for other in data)]
        for row in head:
            self._frame(row)
        if not data:
            return {}
        totals = [row for row in data if (labels := label_cells(row)) and frame_of(labels[0][1].text) == TOTAL]
        if len(data) > 1 and len(totals) != 1:
            return {}
        row = totals[0] if totals else data[0]
        places = self._places(self._naming(head), width)
        filled = [cell for cell in row if cell.text or not cell.covered]
        whole = [(figure.key, column.key) for figure in self._spec.rows for column in self._spec.columns]
        if len(places) < len(whole) == len(filled):
            ordered = dict(zip(self._in_order(whole), filled, strict=True))
            if all(ordered[slot].spot == row[at].spot for slot, at in places.items() if at < len(row)):
                self._reading.doubts.append("表头没有读全，各栏按版式的次序对应，请核对")
                return self._taken(zip(ordered, ordered.values(), strict=True))
        return self._taken((slot, row[at]) for slot, at in places.items() if at < len(row) and is_value(row[at].text))

    def _naming(self, head: list[Row]) -> list[Row]:
        """The head from its first line that names an item or a figure: what stands above (编制单位, 单位) is no word of it."""
        names = (at for at, row in enumerate(head) if any(self._column(c.text) or self._figure(c.text) for c in row))
        return head[next(names, 0) :]

    def _taken(self, cells: Iterator[tuple[Slot, Cell]] | zip[tuple[Slot, Cell]]) -> dict[Slot, Leaf]:
        return {slot: self._reading.take(cell) for slot, cell in cells}

    def _in_order(self, whole: list[Slot]) -> list[Slot]:
        if not self._spec.interleaved:
            return whole
        return [(figure.key, column.key) for column in self._spec.columns for figure in self._spec.rows]

    def _items(self, head: list[Row], width: int) -> list[str | None]:
        """The item above each column: its lowest words, else those further left; other words stand for no item."""
        items: list[str | None] = []
        for at in range(width):
            own = [row[at].text for row in head if at < len(row) and is_wide(row[at].text)]
            words = [
                text
                for text in own
                if (not self._figure(text) and frame_of(text) in {None, COMPARED}) or self._column(text)
            ]
            items.append(self._item(words) if words else items[-1] if items else None)
        return items

    def _item(self, words: list[str]) -> str | None:
        """What the words above a column name: a 小计 is that of the item above it."""
        above = self._column(words[-2]) if len(words) > 1 and normalise(words[-1]) == "小计" else None
        return above or self._column(words[-1])

    def _places(self, head: list[Row], width: int) -> dict[Slot, int]:
        """Which column of the grid holds which figure of which item, by the words above it."""
        figures = _spread([[self._figure(cell.text) for cell in row] for row in head], width)
        if not any(figures):  # the title says which figures they are: those of the final accounts
            figures = [self._spec.rows[-1].key] * width
        found: dict[Slot, int] = {}
        for at, (figure, item) in enumerate(zip(figures, self._items(head, width), strict=True)):
            if figure and item:
                found.setdefault((figure, item), at)
        return found


def _says_more(cell: Cell, held: Leaf | None) -> bool:
    """Whether a cell is the first of its item, or an amount where a heading of the same words printed nothing (—)."""
    return held is None or (is_nil(held.text) and not is_nil(cell.text))


def _spread(rows: list[list[str | None]], width: int) -> list[str | None]:
    """The figure that stands above each column: its own, or the one further left in the same line."""
    best: list[str | None] = [None] * width
    for row in rows:
        current: str | None = None
        for at in range(width):
            current = (row[at] if at < len(row) else None) or current
            best[at] = current or best[at]
    return best
