"""Rows, columns, classes and blocks of one table moved about, each told by the names that the page prints."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain

from defects import in_yuan
from diagnosed import Press
from generate import department, text_of
from jslint import Settings
from jslint.report.layout import shipped_layout
from jslint.report.tables import Row, Table
from misplaced import Changes

TABLES = Settings(select=("JS0", "JS1", "JS2"))

Move = Callable[[Table, Sequence[str]], Changes]


@lru_cache
def made_up(layout_id: str, seed: int) -> Press:
    """A made-up department, in a layout, of which nothing is said."""
    layout = shipped_layout(layout_id)
    assert layout is not None
    press = Press(f"{layout_id} {seed}", text_of(department(random.Random(seed), layout), layout), TABLES)
    assert not press.original.diagnostics
    return press


def table_of(press: Press, key: str) -> Table:
    """The table of that key."""
    return next(each for each in press.tables() if each.key == key)


def name_of(row: Row) -> str:
    """What a move calls a row: its code, or its key with its side."""
    return row.code if row.code and not row.side else f"{row.side or ''}{row.key}"


def row_over(table: Table, names: Sequence[str]) -> Changes:
    """The second row over the first."""
    target, source = _rows(table, names)
    return _laid([target], [source])


def rows_exchanged(table: Table, names: Sequence[str]) -> Changes:
    """Two rows in each other's place."""
    one, other = _rows(table, names)
    return [*_laid([one], [other]), *_laid([other], [one])]


def classes_exchanged(table: Table, names: Sequence[str]) -> Changes:
    """Two classes of as many rows in each other's place."""
    one, other = (_below(table, row) for row in _rows(table, names))
    assert len(one) == len(other)
    return [*_laid(one, other), *_laid(other, one)]


def group_over(table: Table, names: Sequence[str]) -> Changes:
    """A class's row and its first child over those of another class."""
    one, other = (_below(table, row)[:2] for row in _rows(table, names))
    return _laid(one, other)


def block_over(table: Table, names: Sequence[str]) -> Changes:
    """Two rows, from the second name on, over two from the first name on."""
    first, second = (table.rows.index(row) for row in _rows(table, names))
    return _laid(table.rows[first : first + 2], table.rows[second : second + 2])


def columns_exchanged(table: Table, names: Sequence[str]) -> Changes:
    """Two columns in each other's place."""
    cells = [row.cells for row in table.rows if set(names) <= set(row.cells)]
    pairs = [(each[names[0]], each[names[1]]) for each in cells]
    return [*((one, other.printed) for one, other in pairs), *((other, one.printed) for one, other in pairs)]


def down(table: Table, names: Sequence[str]) -> Changes:
    """All from the first row to the second one row down; what the last printed is lost."""
    first, last = (table.rows.index(row) for row in _rows(table, names))
    block = table.rows[first : last + 1]
    return [*((figure, "0.00") for figure in block[0].figures), *_laid(block[1:], block[:-1])]


def up(table: Table, names: Sequence[str]) -> Changes:
    """All from the first row to the second one row up; what the first printed is lost."""
    first, last = (table.rows.index(row) for row in _rows(table, names))
    block = table.rows[first : last + 1]
    return [*_laid(block[:-1], block[1:]), *((figure, "0.00") for figure in block[-1].figures)]


def left_blank(table: Table, names: Sequence[str]) -> Changes:
    """Rows that print nothing."""
    return [(figure, "0.00") for row in _rows(table, names) for figure in row.figures]


def in_the_other_unit(table: Table, names: Sequence[str]) -> Changes:
    """A row in 元."""
    return [(figure, in_yuan(figure.printed)) for row in _rows(table, names) for figure in row.figures if figure.number]


MOVES: dict[str, Move] = {
    "row over": row_over,
    "rows exchanged": rows_exchanged,
    "classes exchanged": classes_exchanged,
    "group over": group_over,
    "block over": block_over,
    "columns exchanged": columns_exchanged,
    "down": down,
    "up": up,
    "left blank": left_blank,
    "unit": in_the_other_unit,
}


def moved(press: Press, move: str, key: str, names: Sequence[str]) -> Changes:
    """The cells that print something else then."""
    changes = MOVES[move](table_of(press, key), names)
    return [each for each in changes if _plain(each[0].printed) != _plain(each[1])]


def _rows(table: Table, names: Sequence[str]) -> list[Row]:
    known = {name_of(row): row for row in table.rows}
    return [known[name] for name in names]


def _below(table: Table, row: Row) -> list[Row]:
    return [each for each in table.coded() if (each.code or "").startswith(row.code or "-")]


def _laid(target: Sequence[Row], source: Sequence[Row]) -> Changes:
    pairs = chain.from_iterable(
        zip(mine.figures, theirs.figures, strict=True) for mine, theirs in zip(target, source, strict=True)
    )
    return [(mine, theirs.printed) for mine, theirs in pairs]


def _plain(text: str) -> str:
    return "0" if text in {"~", "0.00", "0"} else text.replace(",", "")
