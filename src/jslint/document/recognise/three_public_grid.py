"""The cells of the 三公 table: twelve columns in one row (by year's figure or interleaved), or a list downwards."""

from __future__ import annotations

import re

from jslint.amount import is_nil, parse_amount
from jslint.document.recognise.columns import label_cells, skip_ruler
from jslint.document.recognise.draft import Leaf, Line, Mapping, Reading, amount_text
from jslint.document.stream import Row, squeeze
from jslint.report.layout import TableSpec, Terms
from jslint.report.titles import normalise

_ORDINALS = re.compile(r"^(?:其中[:：]|\s|[（(]?[0-9一二三四五六七八九十]{1,2}[）).．、])+")
_FIGURES = ("预算数", "决算数")


def read_three_public(rows: list[Row], spec: TableSpec, terms: Terms, reading: Reading) -> Mapping:
    """The table, its columns in the order of the layout and named by it."""
    grid = _ThreePublic(spec, terms, reading)
    values = grid.downwards(rows) or grid.across(rows)
    table = Mapping({"栏目": Line([Leaf(column.key) for column in spec.columns], is_row=False)})
    for figure in _FIGURES:
        table.entries[figure] = Line([values.get((figure, column.key), Leaf("")) for column in spec.columns])
    return table


class _ThreePublic:
    def __init__(self, spec: TableSpec, terms: Terms, reading: Reading) -> None:
        self._spec = spec
        self._terms = terms
        self._reading = reading
        self._keys = {normalise(column.key) for column in spec.columns}

    def _column(self, text: str) -> str | None:
        wanted = normalise(_ORDINALS.sub("", squeeze(text)))
        if wanted in self._keys:
            return next(column.key for column in self._spec.columns if normalise(column.key) == wanted)
        key = self._terms.columns_in.get((self._spec.key, wanted)) or self._terms.columns.get(wanted)
        return key if key and normalise(key) in self._keys else None

    def _figure(self, text: str) -> str | None:
        wanted = normalise(text)
        return self._terms.rows_in.get((self._spec.key, wanted)) if wanted else None

    def downwards(self, rows: list[Row]) -> dict[tuple[str, str], Leaf]:
        """A list of items with the two figures beside them; nothing where the table is not set so."""
        head = next((row for row in rows if sum(self._figure(cell.text) is not None for cell in row) == 2), None)
        if head is None:
            return {}
        figures = [(at, figure) for at, cell in enumerate(head) if (figure := self._figure(cell.text))]
        labelled = [
            (row, key) for row in rows if (labels := label_cells(row)) and (key := self._column(labels[0][1].text))
        ]
        if len(labelled) < len(self._spec.columns) - 1 or any(len(label_cells(row)) > 1 for row, _ in labelled):
            return {}
        values: dict[tuple[str, str], Leaf] = {}
        self._reading.furniture.update(cell.spot for cell in head)
        for row, key in labelled:
            self._reading.furniture.add(label_cells(row)[0][1].spot)
            for at, figure in figures:
                if at < len(row) and (figure, key) not in values and _is_value(row[at].text):
                    values[figure, key] = self._reading.take(row[at])
        return values

    def across(self, rows: list[Row]) -> dict[tuple[str, str], Leaf]:
        """Twelve columns in one row."""
        width = max(map(len, rows), default=0)
        head = [row for row in rows if label_cells(row)]
        for row in head:
            self._reading.furniture.update(cell.spot for cell in row if cell.text)
        data = [row for row in rows if not label_cells(row) and not skip_ruler(row, self._reading)]
        filled_rows = [row for row in data if any(_is_amount(cell.text) for cell in row)]
        if not filled_rows:
            return {}
        row = filled_rows[0]
        places = self._places(head, width)
        filled = [cell for cell in row if cell.text or not cell.covered]
        if len(places) < 2 * len(self._spec.columns) and len(filled) == 2 * len(self._spec.columns):
            self._reading.doubts.append("表头没有读全，十二栏按版式的次序对应，请核对")
            return dict(zip(self._in_order(), map(self._reading.take, filled), strict=True))
        return {
            slot: self._reading.take(row[at])
            for slot, at in places.items()
            if at < len(row) and _is_value(row[at].text)
        }

    def _in_order(self) -> list[tuple[str, str]]:
        keys = [column.key for column in self._spec.columns]
        if self._spec.interleaved:
            return [(figure, key) for key in keys for figure in _FIGURES]
        return [(figure, key) for figure in _FIGURES for key in keys]

    def _places(self, head: list[Row], width: int) -> dict[tuple[str, str], int]:
        """Which column of the grid holds which figure of which item, by the words above it."""
        figures = _spread([[self._figure(cell.text) for cell in row] for row in head], width)
        items: list[str | None] = []
        for at in range(width):
            own = [self._column(row[at].text) for row in head if at < len(row)]
            lowest = next((key for key in reversed(own) if key), None)
            fresh = lowest is not None
            items.append(lowest if fresh else items[-1] if items else None)
        found: dict[tuple[str, str], int] = {}
        for at, (figure, item) in enumerate(zip(figures, items, strict=True)):
            if figure and item:
                found.setdefault((figure, item), at)
        return found


def _spread(rows: list[list[str | None]], width: int) -> list[str | None]:
    """The figure that stands above each column: its own, or the one further left in the same line."""
    best: list[str | None] = [None] * width
    for row in rows:
        current: str | None = None
        for at in range(width):
            current = (row[at] if at < len(row) else None) or current
            best[at] = current or best[at]
    return best


def _is_amount(text: str) -> bool:
    return parse_amount(amount_text(text)) is not None


def _is_value(text: str) -> bool:
    return is_nil(text) or _is_amount(text)
