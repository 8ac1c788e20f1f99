"""A two-sided table as it is printed: both sides with 行次 and 栏次, their totals in one line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct

from jslint.document.forms.printed_cells import figure_cell
from jslint.document.forms.printed_head import RULER
from jslint.document.page import Lines, Printed
from jslint.document.page.marker import Marker
from jslint.report.layout import RowSpec, SideSpec
from jslint.report.tables import Row, Table
from jslint.report.titles import without_ordinal

_BANDS = 3


class _Side(Struct, frozen=True):
    """A side of a table: its name, what the layout knows of it, the keys of its columns, its rows in three bands.

    The bands are what is added up, the sum with what is added to it, and the total; each begins in one line on both sides.
    """

    key: str
    spec: SideSpec | None
    columns: tuple[str, ...]
    bands: tuple[list[Row], ...]

    @property
    def has_lines(self) -> bool:
        """Whether its rows are numbered."""
        return self.spec is not None and any(row.line for row in self.spec.rows)

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return 1 + self.has_lines + len(self.columns)


def print_sides(table: Table, mark: Marker) -> tuple[Lines, Lines]:
    """Its head and its rows."""
    names = list(dict.fromkeys(row.side for row in table.rows if row.side))
    if table.spec and not names:
        names = [side.key for side in table.spec.sides]
    sides = [_side(table, name) for name in names]
    heads = [list(_head(side, mark)) for side in sides]
    head = tuple(
        line for at in range(_BANDS) if (line := tuple(cell for part in heads for cell in part[at])) and _says(line)
    )
    rows: list[tuple[Printed, ...]] = []
    for band in range(_BANDS):
        columns = [_band(side, band, mark) for side in sides]
        rows.extend(
            tuple(cell for side, part in zip(sides, line, strict=True) for cell in part or _empty(side, mark))
            for line in zip_longest(*columns)
        )
    return head, tuple(_numbered(rows, sides, mark))


def _says(line: tuple[Printed, ...]) -> bool:
    return any(cell.text for cell in line)


def _side(table: Table, key: str) -> _Side:
    spec = table.spec.side(key) if table.spec else None
    rows = [row for row in table.rows if row.side == key]
    found = next((tuple(row.cells) for row in rows if row.cells), None)
    columns = found or (tuple(column.key for column in spec.columns) if spec else ("金额",))
    bands: tuple[list[Row], ...] = ([], [], [])
    at = 0
    for row in rows:
        at = 2 if row.role == "total" else max(at, 1) if row.role in {"subtotal", "balance"} else at
        bands[at].append(row)
    return _Side(key, spec, columns, bands)


def _head(side: _Side, mark: Marker) -> Iterator[list[Printed]]:
    """Its name; the titles of its columns; their numbers."""
    known = {column.key: column for column in side.spec.columns} if side.spec else {}
    line = [mark.fixed("行次", "head")] if side.has_lines else []
    yield [mark.fixed(side.key, "head", columns=side.width)]
    titles = [known[key].title if key in known else key for key in side.columns]
    yield [mark.fixed("项　目", "head"), *line, *(mark.fixed(title, "head") for title in titles)]
    numbers = [(known[key].number if key in known else None) or "" for key in side.columns]
    label = RULER if any(numbers) else ""
    blank = [mark.fixed("", "head") for _ in line]
    yield [mark.fixed(label, "head"), *blank, *(mark.fixed(number, "head") for number in numbers)]


def _band(side: _Side, band: int, mark: Marker) -> list[list[Printed]]:
    known = {(row.key, row.group): row for row in side.spec.rows} if side.spec else {}
    return [list(_line(row, known.get((row.key, row.group)), side, mark)) for row in side.bands[band]]


def _line(row: Row, spec: RowSpec | None, side: _Side, mark: Marker) -> Iterator[Printed]:
    title = spec.title if spec and without_ordinal(spec.title) == row.name else row.name
    yield mark.placed("　" * bool(row.group) + title, row.label, "label" if row.role != "total" else "total")
    if side.has_lines:
        yield mark.fixed((spec.line if spec else None) or "", "line")
    yield from (figure_cell(row.cells.get(key), mark) for key in side.columns)


def _empty(side: _Side, mark: Marker) -> list[Printed]:
    kinds = ["label", *(["line"] if side.has_lines else []), *("number" for _ in side.columns)]
    return [mark.fixed("", kind) for kind in kinds]


def _numbered(rows: list[tuple[Printed, ...]], sides: list[_Side], mark: Marker) -> Iterator[tuple[Printed, ...]]:
    """The rows with 行次 where a line is empty or unknown: one more than above, as long as that stays below the next that is known."""
    lines = [list(row) for row in rows]
    at = 0
    for side in sides:
        if side.has_lines:
            _count([(line, at + 1) for line in lines], mark)
        at += side.width
    yield from map(tuple, lines)


def _count(places: list[tuple[list[Printed], int]], mark: Marker) -> None:
    below: list[int | None] = []
    known: int | None = None
    for line, at in reversed(places):
        known = int(line[at].text) if line[at].text.isdigit() else known
        below.append(known)
    number = 0
    for (line, at), limit in zip(places, reversed(below), strict=True):
        if line[at].text.isdigit():
            number = int(line[at].text)
        elif number and (limit is None or number + 1 < limit):
            number += 1
            line[at] = mark.fixed(str(number), "line")
