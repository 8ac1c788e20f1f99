"""The cells of a two-sided table (收入 | 支出) to its two lists of rows; labels say what a figure is, not where it stands."""

from __future__ import annotations

from itertools import takewhile

from jslint.document.draft import Leaf, Line, Mapping, Node, Reading
from jslint.document.forms.columns import (
    ITEM,
    LINE,
    NUMBER,
    frame_of,
    heading,
    is_amount,
    is_integer,
    is_item,
    is_remark,
    items_in,
    label_cells,
    skip_ruler,
)
from jslint.document.stream import Cell, Row, Spot, is_wide, squeeze
from jslint.pattern import Pattern
from jslint.report.layout import RowSpec, SideSpec, TableSpec
from jslint.report.terms import Terms
from jslint.report.titles import normalise, without_ordinal

_OF_WHICH = Pattern(r"^其中[:：]\s*")
_FINAL = "决算"
"""What the title of the accounts' own amounts says where budgets stand beside them."""


def read_sides(rows: list[Row], spec: TableSpec, terms: Terms, reading: Reading) -> Mapping:
    """The table; what does not fit stays in the account."""
    return _Sides(spec, terms, reading).read(rows)


def head_of_sides(rows: list[Row], spec: TableSpec) -> list[Row] | None:
    """The head that the cells lack, by how many columns they take: both sides, each an item, 行次 or none, its amounts.

    Nothing where the cells have a head; None where their columns are of no such number, for 行次 would be taken for amounts.
    """
    if any(frame_of(cell.text) in {ITEM, LINE, NUMBER} for row in rows for cell in row):
        return []
    width = max(map(len, rows), default=0)
    for lines in ((LINE,), ()):
        titles = [title for side in spec.sides for title in (ITEM, *lines, *(column.title for column in side.columns))]
        if len(titles) == width:
            return [tuple(Cell(title, Spot("", "")) for title in titles)]
    return None


class _Sides:
    def __init__(self, spec: TableSpec, terms: Terms, reading: Reading) -> None:
        self._spec = spec
        self._terms = terms
        self._reading = reading
        self._left, self._right = spec.sides
        self._columns: dict[str, list[tuple[int, Leaf]]] = {}
        self._starts = {self._left.key: 0, self._right.key: 0}
        self._rows: dict[str, dict[str, Node]] = {self._left.key: {}, self._right.key: {}}
        self._labels_at: dict[str, dict[str, Spot]] = {self._left.key: {}, self._right.key: {}}
        self._group: tuple[str, Mapping] | None = None
        self._numbered = False
        self._remarks: set[int] = set()
        self._others: set[int] = set()
        self._end = 0
        self._last: dict[str, str] = {}
        titles = [name for side in spec.sides for column in side.columns for name in (column.key, column.title)]
        self._frame = set(map(normalise, (*titles, *(side.key for side in spec.sides))))

    def read(self, rows: list[Row]) -> Mapping:
        first = next((at for at, row in enumerate(rows) if self._is_data(row)), len(rows))
        self._bind(rows[:first], rows[first:])
        for row in rows[first:]:
            if not skip_ruler(row, self._reading) and not self._is_head(row):
                self._row(row)
        table = Mapping()
        for side in (self._left, self._right):
            entries = self._rows[side.key]
            if len(self._columns[side.key]) > 1:
                titles = Line([title for _, title in self._columns[side.key]], is_row=False)
                entries = {"栏目": titles, **entries}
            table.entries[side.key] = Mapping(entries, labels=self._labels_at[side.key])
        return table

    # the head

    def _is_data(self, row: Row) -> bool:
        labels = [squeeze(cell.text) for _, cell in label_cells(row)]
        sides = (self._left, self._right)
        known = any(self._spec_of(side, label) or _begins(side, label) for label in labels for side in sides)
        return known and not any(map(is_item, labels))

    def _is_head(self, row: Row) -> bool:
        """A head printed again on the next page."""
        labels = {normalise(cell.text) for _, cell in label_cells(row)}
        is_head = any(map(is_item, labels)) or (
            len(labels) > 1 and all(frame_of(one) == LINE or one in self._frame for one in labels)
        )
        if is_head:
            self._reading.furniture.update(cell.spot for cell in row)
        return is_head

    def _bind(self, head: list[Row], data: list[Row]) -> None:
        for row in head:
            self._reading.furniture.update(cell.spot for cell in row)
        items = next((found for row in head if len(found := items_in(row)) > 1), self._places_of_sides(head))
        width = self._end = max(map(len, (*head, *data)), default=0)
        if items:
            self._starts = {self._left.key: items[0], self._right.key: items[1]}
            self._end = items[2] if len(items) > 2 else width  # the expenditure once more, by its nature
        self._numbered = any(frame_of(cell.text) == LINE for row in head for cell in row)
        ends = {self._left.key: self._starts[self._right.key], self._right.key: self._end}
        self._remarks = {
            place
            for place in range(self._starts[self._left.key] + 1, width)
            if heading(head, place) and place != self._starts[self._right.key] and is_remark(data, place)
        }
        for side in (self._left, self._right):
            titles = [
                (place, title)
                for place in range(self._starts[side.key] + 1, ends[side.key])
                if place not in self._remarks
                and (title := heading(head, place))
                and frame_of(title.text) not in {LINE, NUMBER}
                and not is_item(title.text)
            ]
            self._columns[side.key] = self._sensible(side, titles)
            bound = {place for place, _ in self._columns[side.key]}
            self._others |= {place for place, _ in titles} - bound
        self._others |= {
            place
            for place in range(self._end, width)
            if (title := heading(head, place)) and frame_of(title.text) not in {LINE, NUMBER}
        }

    def _places_of_sides(self, head: list[Row]) -> list[int]:
        """Where the sides begin by their own names (收入, 支出), in a head that says no 项目."""
        names = [normalise(side.key) for side in (self._left, self._right)]
        found = ({normalise(cell.text): at for at, cell in reversed(list(enumerate(row)))} for row in head)
        return next(([places[name] for name in names] for places in found if places.keys() >= set(names)), [])

    def _sensible(self, side: SideSpec, titles: list[tuple[int, Leaf]]) -> list[tuple[int, Leaf]]:
        if titles and (len(side.columns) == 1) == (len(titles) == 1):
            return titles
        final = [one for one in titles if _FINAL in one[1].text]
        if len(side.columns) == len(final) == 1:
            return final
        shift = 2 if self._numbered else 1
        start = self._starts[side.key]
        return [(start + shift + at, Leaf(column.key)) for at, column in enumerate(side.columns)]

    # rows

    def _row(self, row: Row) -> None:
        labels = self._labels(row)
        ends = [*(place for place, _ in labels[1:]), min(len(row), self._end)] if labels else []
        for at, ((place, cell), end) in enumerate(zip(labels, ends, strict=True)):
            label = squeeze(cell.text)
            side = self._side_of(label, place, alone=len(labels) == 1, is_last=at == len(labels) - 1)
            self._add(side, label, cell, self._amounts(side, row, place, end))
        self._note_line_numbers(row)

    def _labels(self, row: Row) -> list[tuple[int, Cell]]:
        """The labels of a row; a remark beside the amounts is none."""
        places = [place for place, _ in self._columns[self._right.key]]
        beyond = max(places) if self._starts[self._right.key] else len(row)
        return [
            (place, cell)
            for place, cell in label_cells(row)
            if place < self._end
            if not (place in self._remarks or place > beyond)
            or any(is_amount(other.text) for other in row[place + 1 :] if place > beyond)
            or any(self._spec_of(side, squeeze(cell.text)) for side in (self._left, self._right))
        ]

    def _side_of(self, label: str, place: int, *, alone: bool, is_last: bool) -> SideSpec:
        known = [side for side in (self._left, self._right) if self._spec_of(side, label) or _begins(side, label)]
        if len(known) == 1:
            return known[0]
        if alone or not self._starts[self._right.key]:
            beyond = place >= self._starts[self._right.key] - 1 and self._starts[self._right.key] > 0
            return self._right if beyond else self._left
        return self._right if is_last else self._left

    def _amounts(self, side: SideSpec, row: Row, place: int, end: int) -> list[Cell]:
        """The cells under the side's columns, moved as far as the label itself stands from its own column."""
        shift = place - self._starts[side.key] if self._starts[self._right.key] else place
        places = [column + shift for column, _ in self._columns[side.key]]
        cells = [row[at] if at < end else Cell("", row[place].spot, covered=True) for at in places]
        if self._loose(row, places, place, end):
            numbers = [cell for cell in row[place + 1 : end] if cell.text and not cell.covered]
            numbers = numbers[1:] if self._numbered and len(numbers) > len(cells) else numbers
            if len(numbers) == len(cells):
                self._reading.doubts.append(f"“{squeeze(row[place].text)}”一行的格子错位，已按次序归位，请核对")
                return numbers
        return cells

    def _loose(self, row: Row, places: list[int], place: int, end: int) -> bool:
        """Whether figures of this label stand elsewhere than under its columns."""
        known = self._others.union(places)
        others = [at for at in range(place + 1, end) if at not in known and row[at].text]
        return any(not (self._numbered and is_integer(row[at].text)) for at in others)

    def _note_line_numbers(self, row: Row) -> None:
        if self._numbered:
            self._reading.furniture.update(
                cell.spot
                for at, cell in enumerate(row)
                if at not in self._others and is_integer(cell.text) and cell.spot not in self._reading.placed
            )

    def _spec_of(self, side: SideSpec, label: str) -> RowSpec | None:
        wanted = normalise(without_ordinal(label))
        canonical = self._terms.rows_in.get((self._spec.key, wanted)) or self._terms.rows.get(wanted)
        names = {wanted, normalise(canonical)} if canonical else {wanted}
        return next(
            (row for row in side.rows if normalise(row.key) in names or normalise(without_ordinal(row.title)) in names),
            None,
        )

    def _add(self, side: SideSpec, label: str, cell: Cell, amounts: list[Cell]) -> None:
        rows = self._rows[side.key]
        spec = self._spec_of(side, label)
        name = without_ordinal(label)
        goes_on = spec is None or self._last.get(side.key) == ""  # an ordinal alone stood before the page break
        if goes_on and not any(amount.text for amount in amounts) and self._joins(side, name):
            self._reading.furniture.add(cell.spot)
            return
        group = self._group[1] if self._group and self._group[0] == side.key else None
        part = next((row for row in side.rows if row.group and spec and row.key == spec.key), None)
        inner = _OF_WHICH.sub("", name)
        if group is not None and part is not None and inner not in group.entries:
            group.entries[inner] = self._value(amounts)
            group.labels[inner] = cell.spot
            self._last[side.key] = inner
        elif spec is not None and any(row.group == spec.key for row in side.rows):
            mapping = Mapping({"合计": self._value(amounts)}, flow=True)
            self._group = (side.key, mapping)
            rows[name] = mapping
            self._labels_at[side.key][name] = cell.spot
        elif name not in rows:
            rows[name] = self._value(amounts)
            self._labels_at[side.key][name] = cell.spot
            self._last[side.key] = name
        else:
            return  # the same label again: the figures stay in the account
        self._reading.furniture.add(cell.spot)

    def _value(self, amounts: list[Cell]) -> Node:
        values = [self._reading.take(cell) for cell in amounts]
        return values[0] if len(values) == 1 else Line(values)

    def _joins(self, side: SideSpec, name: str) -> bool:
        """A label that a page break cut in two: its second half goes to the first."""
        before = self._last.get(side.key)
        if before is None or not is_wide(name):
            return False
        whole = before + name
        if _is_title(side, before) or not _is_title(side, whole):
            return False
        rows, labels = self._rows[side.key], self._labels_at[side.key]
        group = self._group_over(side, before, whole)
        if group is not None and before in group.entries:
            group.entries[whole], group.labels[whole] = group.entries.pop(before), group.labels.pop(before)
        elif group is not None:
            group.entries[whole], group.labels[whole] = rows.pop(before), labels.pop(before)
        elif whole in rows or before not in rows:
            return False  # printed twice: its figures stay in the account
        else:
            self._rows[side.key] = {whole if key == before else key: value for key, value in rows.items()}
            labels[whole] = labels.pop(before)
        self._last[side.key] = whole
        return True

    def _group_over(self, side: SideSpec, before: str, whole: str) -> Mapping | None:
        """The open group of a side to which a label belongs that was read, cut, in it or after its name."""
        if self._group is None or self._group[0] != side.key or whole in self._group[1].entries:
            return None
        spec = self._spec_of(side, whole)
        is_part = any(row.group and spec and row.key == spec.key for row in side.rows)
        rows = self._rows[side.key]
        behind = before in self._group[1].entries or any(
            rows[name] is self._group[1] for name in takewhile(before.__ne__, rows)
        )
        return self._group[1] if is_part and behind else None


def _is_title(side: SideSpec, label: str) -> bool:
    """Whether a label is a row's own title, letter for letter."""
    wanted = normalise(label)
    return any(wanted in {normalise(row.key), normalise(without_ordinal(row.title))} for row in side.rows)


def _begins(side: SideSpec, label: str) -> bool:
    """Whether a label with its ordinal (一、一般公共) is the beginning of a row's title, cut by a page break."""
    bare = without_ordinal(label)
    cut = bare != label.strip() and len(bare) > 1
    return cut and any(normalise(without_ordinal(row.title)).startswith(normalise(bare)) for row in side.rows)
