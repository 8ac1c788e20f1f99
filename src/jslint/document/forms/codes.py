"""Tables whose rows have subject codes by function: income, expenditure and the funds by subject."""

from __future__ import annotations

from jslint.document.draft import Items, Leaf, Line, Mapping, Node, Reading, joined
from jslint.document.forms.columns import (
    NAME,
    TOTAL,
    amount_with_unit,
    bare_title,
    beside_own,
    code_at,
    compared,
    frame_of,
    heading,
    is_amount,
    is_integer,
    is_remark,
    is_total,
    is_value,
    label_cells,
    skip_ruler,
)
from jslint.document.stream import Cell, Row, squeeze
from jslint.pattern import Pattern
from jslint.report.layout import TableSpec
from jslint.report.titles import normalise

_PART = Pattern(r"\d{2}")
_COUNTERS = {"序号", "核对", "校验", "勾稽"}
"""What heads a first column that is none of the table's own."""


def read_codes(rows: list[Row], spec: TableSpec | None, reading: Reading, *, titles: tuple[str, ...] = ()) -> Mapping:
    """A table of subjects by function; `titles` are its columns where the rows have no head."""
    return _Codes(spec, titles, reading).read(rows)


class _Codes:
    def __init__(self, spec: TableSpec | None, titles: tuple[str, ...], reading: Reading) -> None:
        self._titles = titles or tuple(column.title for column in (spec.columns if spec else ()))
        self._spec = spec
        self._is_given = bool(titles)
        self._reading = reading
        self._code = ""
        self._name_at = 1
        self._columns: list[tuple[int, Leaf]] = []
        self._others: set[int] = set()
        self._items: list[Line] = []
        self._total: Node | None = None
        self._total_first = True

    def read(self, rows: list[Row]) -> Mapping:
        rows = self._without_counter(rows)
        first = next((at for at, row in enumerate(rows) if self._is_data(row)), len(rows))
        self._bind(rows[:first], rows[first:])
        for row in rows[first:]:
            if not skip_ruler(row, self._reading):
                self._row(row)
        table = Mapping()
        table.entries["栏目"] = Line([title for _, title in self._columns], is_row=False)
        total = {"合计": self._total} if self._total else {}
        if self._total_first:
            table.entries.update(total)
        table.entries["科目"] = Items(list(self._items))
        table.entries.update(total)
        return table

    def _without_counter(self, rows: list[Row]) -> list[Row]:
        """The rows without a first column that only counts or ticks them (序号, √): no code begins there."""
        if not any(normalise(row[0].text) in _COUNTERS for row in rows if row):
            return rows
        first = [row[0] for row in rows if row and row[0].text and normalise(row[0].text) not in _COUNTERS]
        counters = [cell for cell in first if is_integer(cell.text) or not any(map(str.isalnum, cell.text))]
        if any(cell not in counters and is_value(cell.text) for cell in first):
            return rows
        self._reading.furniture.update(cell.spot for cell in counters)
        counted = {cell.spot for cell in counters}
        return [(Cell("", row[0].spot), *row[1:]) if row and row[0].spot in counted else row for row in rows]

    def _is_data(self, row: Row) -> bool:
        return self._code_of(row)[0] != "" or is_total(row)

    def _bind(self, head: list[Row], data: list[Row]) -> None:
        for row in head:
            self._reading.furniture.update(cell.spot for cell in row)
        head = [row for row in head if not skip_ruler(row, self._reading)]
        if data and is_total(data[0]) and (words := self._words_beside_total(head, data[0])):
            head, data = [*head, words], data[1:]
        names = [at for row in head for at, cell in enumerate(row) if frame_of(cell.text) == NAME]
        self._name_at = names[0] if names else 1
        width = max(map(len, head), default=0)
        self._others = compared(head, width) | beside_own(head, width, self._spec)
        self._columns = [
            (at, Leaf(bare_title(title.text), title.spot))
            for at in range(self._name_at + 1, width)
            if at not in self._others
            and (title := heading(head, at))
            and frame_of(title.text) in {None, TOTAL}
            and not is_remark(data, at)
        ]
        if not self._columns and self._titles:
            self._columns = [(self._name_at + 1 + at, Leaf(title)) for at, title in enumerate(self._titles)]
            if not self._is_given:
                self._reading.doubts.append("没有读到表头，栏目按版式填写，请核对")

    def _words_beside_total(self, head: list[Row], row: Row) -> Row:
        """The last line of a head that was merged into the total's (合计, 基本支出, 项目支出 under 本年支出); else nothing."""
        labels = [at for at, cell in label_cells(row) if frame_of(cell.text) in {None, TOTAL}][1:]
        names = {
            normalise(name)
            for column in (self._spec.columns if self._spec else ())
            for name in (column.key, column.title)
        }
        labels = [at for at in labels if normalise(row[at].text) in names or frame_of(row[at].text) == TOTAL]
        bare = {at for at in labels if heading(head, at) is None}
        kept = bare | {at for at in labels if at + 1 in bare}
        self._reading.furniture.update(row[at].spot for at in kept)
        return tuple(cell if at in kept else Cell("", cell.spot) for at, cell in enumerate(row)) if bare else ()

    def _code_of(self, row: Row) -> tuple[str, int]:
        """The row's code; a 类 or 款 that a merged cell prints once goes on below it."""
        for at, cell in enumerate(row):
            if not cell.text:
                continue
            code, end = code_at(row, at)
            if not code and self._code and at and _PART.fullmatch(cell.text.strip()):
                code, end = self._carried(row, at)
            return code, end
        return "", 0

    def _carried(self, row: Row, at: int) -> tuple[str, int]:
        parts, end = [], at
        while end < len(row) and _PART.fullmatch(row[end].text.strip()):
            parts.append(row[end].text.strip())
            end += 1
        kept = 3 if at == 1 else 5
        return (self._code[:kept] + "".join(parts), end) if len(self._code) >= kept else ("", at)

    def _row(self, row: Row) -> None:
        code, end = self._code_of(row)
        labels = [(at, cell) for at, cell in label_cells(row) if frame_of(cell.text) in {None, TOTAL}]
        if code:
            self._code = code
            name = next(((at, cell) for at, cell in labels if at >= end and not amount_with_unit(cell.text)), None)
            self._subject(row, code, end, name)
        elif is_total(row) and self._total is None:
            at = next(at for at, cell in labels if frame_of(cell.text) == TOTAL)
            self._reading.furniture.update(cell.spot for cell in row[: at + 1])
            self._total_first = not self._items
            self._total = self._total_of(row, at)
        elif labels and not any(is_amount(cell.text) for cell in row):
            self._more_of_name(labels)

    def _total_of(self, row: Row, at: int) -> Node:
        """The total's amounts; a column whose words stand in the total's own line has none that is known."""
        titles = {title.spot for _, title in self._columns}
        if not any(cell.spot in titles for cell in row):
            return Line(self._values(row, at))
        known = [(place, title) for place, title in self._columns if place < len(row) and row[place].spot not in titles]
        return Mapping({title.text: self._reading.take(row[place]) for place, title in known}, flow=True)

    def _subject(self, row: Row, code: str, end: int, name: tuple[int, Cell] | None) -> None:
        self._reading.placed.update(cell.spot for cell in row[:end] if cell.text)
        spot = next((cell.spot for cell in row if cell.text), None)
        pieces = tuple((cell.spot, cell.text) for cell in row[:end] if cell.text)
        at, words = (name[0], squeeze(name[1].text)) if name else (end - 1, "")
        if name:
            self._reading.placed.add(name[1].spot)
        self._items.append(
            Line([Leaf(code, spot, pieces), Leaf(words, name[1].spot if name else None), *self._values(row, at)])
        )

    def _more_of_name(self, labels: list[tuple[int, Cell]]) -> None:
        """A name that a page break cut in two; a head printed again is furniture."""
        at, cell = labels[0]
        if len(labels) == 1 and at == self._name_at and self._items:
            before = self._items[-1].cells[1]
            self._items[-1].cells[1] = joined((before, Leaf(squeeze(cell.text), cell.spot)))
            self._reading.placed.add(cell.spot)

    def _values(self, row: Row, at: int) -> list[Leaf]:
        """The amounts under the columns; where figures stand elsewhere the row is shifted, and its order decides."""
        places = [place for place, _ in self._columns]
        under = [row[place] if place < len(row) else None for place in places]
        behind = [(place, row[place]) for place in range(at + 1, len(row)) if place not in self._others]
        loose = [cell for place, cell in behind if place not in places and is_amount(cell.text)]
        if loose or any(cell and cell.text and not is_value(cell.text) for cell in under):
            printed = [cell for _, cell in behind if is_value(cell.text) and cell.text]
            trimmed = _trim([cell for _, cell in behind])
            for cells in (printed, trimmed):
                if len(cells) == len(places):
                    self._reading.doubts.append(f"“{squeeze(row[at].text)}”一行的格子错位，已按次序归位，请核对")
                    return [self._reading.take(cell) for cell in cells]
        return [self._reading.take(cell) if cell else Leaf("") for cell in under]


def _trim(cells: list[Cell]) -> list[Cell]:
    while cells and not cells[-1].text:
        cells.pop()
    while cells and cells[0].covered:
        cells.pop(0)
    return cells
