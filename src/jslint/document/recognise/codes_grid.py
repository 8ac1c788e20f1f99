"""The cells of tables whose rows have subject codes: by function (收入决算表 …) and by economic kind (基本支出)."""

from __future__ import annotations

import re

from jslint.amount import is_nil, parse_amount
from jslint.document.recognise.columns import code_at, heading, is_furniture, label_cells, skip_ruler
from jslint.document.recognise.draft import Items, Leaf, Line, Mapping, Reading, amount_text
from jslint.document.stream import Cell, Row, is_wide, squeeze
from jslint.report.layout import TableSpec
from jslint.report.titles import normalise

_PART = re.compile(r"\d{2}")
_TOTALS = frozenset({"合计", "总计"})


def read_codes(rows: list[Row], spec: TableSpec | None, reading: Reading, *, titles: tuple[str, ...] = ()) -> Mapping:
    """A table of subjects by function; `titles` are its columns where the rows have no head."""
    return _Codes(spec, titles, reading).read(rows)


class _Codes:
    def __init__(self, spec: TableSpec | None, titles: tuple[str, ...], reading: Reading) -> None:
        self._titles = titles or tuple(column.title for column in (spec.columns if spec else ()))
        self._is_given = bool(titles)
        self._reading = reading
        self._code = ""
        self._name_at = 1
        self._columns: list[tuple[int, Leaf]] = []
        self._items: list[Line] = []
        self._total: Line | None = None
        self._total_first = True

    def read(self, rows: list[Row]) -> Mapping:
        first = next((at for at, row in enumerate(rows) if self._is_data(row)), len(rows))
        self._bind(rows[:first])
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

    def _is_data(self, row: Row) -> bool:
        return self._code_of(row)[0] != "" or _is_total(row)

    def _bind(self, head: list[Row]) -> None:
        for row in head:
            self._reading.furniture.update(cell.spot for cell in row)
        head = [row for row in head if not skip_ruler(row, self._reading)]
        names = [at for row in head for at, cell in enumerate(row) if normalise(cell.text) in {"科目名称", "名称"}]
        self._name_at = names[0] if names else 1
        width = max(map(len, head), default=0)
        self._columns = [
            (at, title)
            for at in range(self._name_at + 1, width)
            if (title := heading(head, at)) and not is_furniture(title.text)
        ]
        if not self._columns and self._titles:
            self._columns = [(self._name_at + 1 + at, Leaf(title)) for at, title in enumerate(self._titles)]
            if not self._is_given:
                self._reading.doubts.append("没有读到表头，栏目按版式填写，请核对")

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
        labels = [(at, cell) for at, cell in label_cells(row) if not is_furniture(cell.text)]
        if code:
            self._code = code
            name = next(((at, cell) for at, cell in labels if at >= end), None)
            self._subject(row, code, end, name)
        elif _is_total(row) and self._total is None:
            at = next(at for at, cell in labels if normalise(cell.text) in _TOTALS)
            self._reading.furniture.update(cell.spot for cell in row[: at + 1])
            self._total_first = not self._items
            self._total = Line(self._values(row, at))
        elif labels and not any(_is_amount(cell.text) for cell in row):
            self._more_of_name(labels)

    def _subject(self, row: Row, code: str, end: int, name: tuple[int, Cell] | None) -> None:
        self._reading.placed.update(cell.spot for cell in row[:end])
        spot = next((cell.spot for cell in row if cell.text), None)
        at, words = (name[0], squeeze(name[1].text)) if name else (end - 1, "")
        if name:
            self._reading.placed.add(name[1].spot)
        self._items.append(
            Line([Leaf(code, spot), Leaf(words, name[1].spot if name else None), *self._values(row, at)])
        )

    def _more_of_name(self, labels: list[tuple[int, Cell]]) -> None:
        """A name that a page break cut in two; a head printed again is furniture."""
        at, cell = labels[0]
        if len(labels) == 1 and at == self._name_at and self._items:
            before = self._items[-1].cells[1]
            self._items[-1].cells[1] = Leaf(before.text + squeeze(cell.text), before.spot)
            self._reading.placed.add(cell.spot)

    def _values(self, row: Row, at: int) -> list[Leaf]:
        """The amounts under the columns; where figures stand elsewhere the row is shifted, and its order decides."""
        places = [place for place, _ in self._columns]
        under = [row[place] if place < len(row) else None for place in places]
        loose = [cell for place, cell in enumerate(row) if place > at and place not in places and _is_amount(cell.text)]
        if loose or any(cell and cell.text and not _is_value(cell.text) for cell in under):
            printed = [cell for cell in row[at + 1 :] if _is_value(cell.text) and cell.text]
            trimmed = _trim(list(row[at + 1 :]))
            for cells in (printed, trimmed):
                if len(cells) == len(places):
                    self._reading.doubts.append(f"“{squeeze(row[at].text)}”一行的格子错位，已按次序归位，请核对")
                    return [self._reading.take(cell) for cell in cells]
        return [self._reading.take(cell) if cell else Leaf("") for cell in under]


def read_economic(rows: list[Row], spec: TableSpec | None, reading: Reading) -> Mapping:
    """A table of subjects by economic kind: two or three groups of code, name and amount side by side."""
    found: list[tuple[int, int, Line]] = []
    totals: dict[str, Leaf] = {}
    names = {normalise(row.title): row.key for row in (spec.totals if spec else ())}
    for number, row in enumerate(rows):
        if skip_ruler(row, reading):
            continue
        _economic_row(number, row, names, found, totals, reading)
    starts = sorted({at for at, _, _ in found})
    slots = {at: sum(1 for other in starts if other < at - 1) for at in starts}
    found.sort(key=lambda one: (slots[one[0]], one[1]))
    table = Mapping({"科目": Items([line for _, _, line in found])})
    table.entries.update(totals)
    return table


def _economic_row(
    number: int,
    row: Row,
    names: dict[str, str],
    found: list[tuple[int, int, Line]],
    totals: dict[str, Leaf],
    reading: Reading,
) -> None:
    at = 0
    while at < len(row):
        code, end = code_at(row, at)
        if code and (name := _next_words(row, end)) is not None:
            amount = _next_amount(row, name + 1)
            value = reading.take(row[amount]) if amount is not None else Leaf("")
            reading.placed.update(cell.spot for cell in row[at : name + 1])
            found.append(
                (at, number, Line([Leaf(code, row[at].spot), Leaf(squeeze(row[name].text), row[name].spot), value]))
            )
            at = name + 1 if amount is None else amount + 1
            continue
        label = _total_label(row[at].text, names)
        if label and label not in totals:
            amount = next((place for place in range(at + 1, len(row)) if row[place].text), None)
            filled = amount is not None and _is_amount(row[amount].text)
            totals[label] = reading.take(row[amount]) if filled and amount is not None else Leaf("")
        elif row[at].text and not _is_amount(row[at].text):
            reading.furniture.add(row[at].spot)
            _more_of_economic_name(number, at, row, found)
        at += 1


def _more_of_economic_name(number: int, at: int, row: Row, found: list[tuple[int, int, Line]]) -> None:
    """A name that a page break cut in two: the words alone under it, in its own group, one row down."""
    above = next((line for start, line_number, line in found if line_number == number - 1 and 0 < at - start < 3), None)
    alone = all(not cell.text for cell in row[max(0, at - 2) : at] + row[at + 1 : at + 2])
    if above is not None and alone and is_wide(row[at].text):
        before = above.cells[1]
        above.cells[1] = Leaf(before.text + squeeze(row[at].text), before.spot)


def _total_label(text: str, names: dict[str, str]) -> str | None:
    wanted = normalise(text)
    return wanted if wanted in {"人员经费合计", "公用经费合计", "合计", *names} else None


def _next_words(row: Row, at: int) -> int | None:
    return next((place for place in range(at, min(at + 3, len(row))) if is_wide(row[place].text)), None)


def _next_amount(row: Row, at: int) -> int | None:
    """The amount cell behind a name: the next cell, unless merging left a covered one between."""
    while at < len(row) and row[at].covered:
        at += 1
    return at if at < len(row) and not is_wide(row[at].text) and not code_at(row, at)[0] else None


def _is_total(row: Row) -> bool:
    words = [normalise(cell.text) for cell in row if is_wide(cell.text) and not is_furniture(cell.text)]
    return len(words) == 1 and words[0] in _TOTALS


def _is_amount(text: str) -> bool:
    return parse_amount(amount_text(text)) is not None


def _is_value(text: str) -> bool:
    return is_nil(text) or _is_amount(text)


def _trim(cells: list[Cell]) -> list[Cell]:
    while cells and not cells[-1].text:
        cells.pop()
    while cells and cells[0].covered:
        cells.pop(0)
    return cells
