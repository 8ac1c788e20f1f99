"""Amounts laid into other cells of a report's text: a stray sign, rows and columns exchanged, a row copied, a block that slid."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from conftest import ROOT
from generate import department, text_of
from jslint import Memo, Settings, examine
from jslint.diagnostic import Diagnostic
from jslint.figure import Figure
from jslint.report.layout import shipped_layout
from jslint.report.tables import Row, Table
from misprints import misprint
from slips import LAYOUTS

FIGURES = Settings(select=("JS0", "JS1", "JS2"))
EXAMPLES = ("jiaozuo-2023-corrected", "shanghai-2024")
FARTHEST, SHORTEST = 5, 4

Changes = list[tuple[Figure, str]]


class Sheet:
    """A report that is printed again and again with texts of cells exchanged."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._text = text
        self._memo = Memo()
        self.original = examine(text, settings=FIGURES, memo=self._memo)

    def tables(self) -> list[Table]:
        """The tables that hold anything."""
        return [table for table in self.original.report.tables() if not table.is_blank]

    def laid(self, changes: Changes) -> str:
        """The report with other texts in these cells."""
        text = self._text
        placed = [(self.original.locate(figure.anchor), new) for figure, new in changes]
        for span, new in sorted(placed, reverse=True):
            quoted = f'"{new}"' if "," in new and text[span.start - 1] != '"' else new
            text = text[: span.start] + quoted + text[span.end :]
        return text

    def findings(self, changes: Changes) -> tuple[Diagnostic, ...]:
        """What is said of it then."""
        return examine(self.laid(changes), settings=FIGURES, memo=self._memo).diagnostics


@lru_cache
def sheets(count: int) -> tuple[Sheet, ...]:
    """The full examples, and generated honest reports without a finding, of every layout in turn."""
    layouts = [layout for name in LAYOUTS if (layout := shipped_layout(name)) is not None]
    found = [Sheet(name, (ROOT / "examples" / f"{name}.report.yaml").read_text("utf-8")) for name in EXAMPLES]
    seed = 0
    while len(found) < count:
        layout = layouts[len(found) % len(layouts)]
        sheet = Sheet(f"{seed}", text_of(department(random.Random(seed), layout), layout))
        seed += 1
        if not sheet.original.diagnostics:
            found.append(sheet)
    return tuple(found)


def misprinted(sheet: Sheet, dice: random.Random) -> Changes:
    """One digit of one cell."""
    figure = dice.choice([figure for table in sheet.tables() for figure in table.figures() if not figure.blank])
    return [(figure, misprint(figure.printed))]


def signed(sheet: Sheet, dice: random.Random) -> Changes:
    """A minus sign before an amount."""
    figure = dice.choice([figure for table in sheet.tables() for figure in table.figures() if figure.number])
    return [(figure, f"-{figure.printed.removeprefix('-')}")] if figure.value > 0 else []


def copied(sheet: Sheet, dice: random.Random) -> Changes:
    """A row over another of its table."""
    first, second = _two_rows(sheet, dice)
    return _over(first, second)


def rows_exchanged(sheet: Sheet, dice: random.Random) -> Changes:
    """Two rows of a table."""
    first, second = _two_rows(sheet, dice)
    return [*_over(first, second), *_over(second, first)]


def columns_exchanged(sheet: Sheet, dice: random.Random) -> Changes:
    """Two columns of a table."""
    table = dice.choice([table for table in sheet.tables() if any(len(row.cells) > 1 for row in table.rows)])
    first, second = dice.sample(list(dict.fromkeys(key for row in table.rows for key in row.cells)), 2)
    both = [row.cells for row in table.rows if first in row.cells and second in row.cells]
    return [
        change
        for cells in both
        for change in ((cells[first], cells[second].printed), (cells[second], cells[first].printed))
    ]


def slid(sheet: Sheet, dice: random.Random) -> Changes:
    """A block of rows, in all columns or in one, by one to five rows up or down; what it leaves is blank.

    Of a table with two sides, rows of one of them: they stand beside each other on the page. Nothing where all tables are too short.
    """
    tables = sheet.tables()
    if not any(len(_like_the_first(table.rows[at:])) >= SHORTEST for table in tables for at in range(len(table.rows))):
        return []
    block: Sequence[Row] = ()
    while len(block) < SHORTEST:
        table = dice.choice(tables)
        length, at = dice.randint(SHORTEST, max(SHORTEST, len(table.rows))), dice.randrange(len(table.rows))
        block = _like_the_first(table.rows[at : at + length])
    columns = dice.choice([list(block[0].cells), [dice.choice(list(block[0].cells))]])
    distance = dice.choice([1, 1, 1, 2, 3, FARTHEST]) * dice.choice([1, -1])
    changes = []
    for index, row in enumerate(block):
        source = block[index - distance].cells if 0 <= index - distance < len(block) else None
        for key in columns:
            nothing = "~" if row.cells[key].printed == "~" else "0.00"
            changes.append((row.cells[key], source[key].printed if source else nothing))
    moved = {figure.number for row in block for key in columns if (figure := row.cells[key]).number}
    return changes if len(moved) >= SHORTEST else []


DEFECTS: dict[str, Callable[[Sheet, random.Random], Changes]] = {
    "a digit": misprinted,
    "a minus sign": signed,
    "a row copied": copied,
    "two rows exchanged": rows_exchanged,
    "two columns exchanged": columns_exchanged,
    "a block that slid": slid,
}


def laid_in(defect: str, sheet: Sheet, times: int) -> Iterator[Changes]:
    """So many of one defect, those that change no amount left out."""
    dice = random.Random(f"{defect} {sheet.name}")
    for _ in range(times):
        changes = DEFECTS[defect](sheet, dice)
        if any(figure.printed != new for figure, new in changes):
            yield changes


def _like_the_first(rows: Sequence[Row]) -> list[Row]:
    """Those of its side, with its columns."""
    return [row for row in rows if row.side == rows[0].side and list(row.cells) == list(rows[0].cells)]


def _two_rows(sheet: Sheet, dice: random.Random) -> tuple[Row, Row]:
    pairs: list[tuple[Row, Row]] = []
    while not pairs:
        rows = dice.choice(sheet.tables()).rows
        first = dice.choice([row for row in rows if any(figure.number for figure in row.figures)] or rows)
        pairs = [
            (row, first) for row in rows if list(row.cells) == list(first.cells) and _amounts(row) != _amounts(first)
        ]
    return dice.choice(pairs)


def _amounts(row: Row) -> list[object]:
    return [figure.number for figure in row.figures]


def _over(target: Row, source: Row) -> Changes:
    return [(figure, origin.printed) for figure, origin in zip(target.figures, source.figures, strict=True)]
