"""A Word table as a grid: wrappers are transparent, merges cover what they hide, what was deleted is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from jslint.amount import parse_amount
from jslint.document.read.archive import attribute, is_on, local, whole
from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.reader import UnreadableError
from jslint.document.read.word_styles import child
from jslint.document.read.word_text import GONE

MOST_COLUMNS = 1000
"""Word itself allows 63."""


class Placed(NamedTuple):
    """A cell (`w:tc`) in its row: the first grid column, how many it spans, and whether a cell above covers it."""

    element: Any
    column: int
    width: int
    covered: bool


class Placing(NamedTuple):
    """A row's cells, and whether the row is hidden."""

    cells: tuple[Placed, ...]
    is_hidden: bool


def unwrapped(element: Any, wanted: frozenset[str]) -> Iterator[Any]:
    """The children of the wanted names through content controls, tracked insertions and whatever else is wrapped around."""
    for each in element:
        name = local(each.tag)
        if name in wanted:
            yield each
        elif name == "AlternateContent":
            way = next((way for way in each if local(way.tag) in {"Choice", "Fallback"}), None)
            yield from () if way is None else unwrapped(way, wanted)
        elif name and name not in GONE and not name.endswith("Pr"):
            yield from unwrapped(each, wanted)


def placed_rows(table: Any, name: str) -> Iterator[Placing]:
    """The rows of a table that are printed, in order; raises UnreadableError where a row is wider than tables are."""
    hanging: dict[int, int] = {}
    count = 0
    for row in unwrapped(table, frozenset({"tr"})):
        properties = child(row, "trPr")
        if child(properties, "del") is not None or _was_moved(row):
            continue
        hidden = child(properties, "hidden")
        cells, hanging = _row(row, properties, hanging, name)
        count += cells[-1].column + cells[-1].width if cells else 0
        if count > MOST_CELLS:
            raise UnreadableError(f"{name} 有一个表格超过 {MOST_CELLS} 格，大得不正常，没有读完。")
        yield Placing(cells, hidden is not None and is_on(hidden))


def _row(row: Any, properties: Any, hanging: dict[int, int], name: str) -> tuple[tuple[Placed, ...], dict[int, int]]:
    """The row's cells, and which vertical merges (first column → width) go on below it."""
    before = child(properties, "gridBefore")
    column = 0 if before is None else max(0, whole(attribute(before, "val")))
    cells: list[Placed] = []
    going: dict[int, int] = {}
    for cell in unwrapped(row, frozenset({"tc"})):
        about = child(cell, "tcPr")
        if child(about, "cellDel") is not None:
            continue
        span, merge = child(about, "gridSpan"), child(about, "vMerge")
        width = 1 if span is None else max(1, whole(attribute(span, "val"), 1))
        if column + width > MOST_COLUMNS:
            raise UnreadableError(f"{name} 里有一行表格宽 {column + width} 列，大得不正常，没有读取。")
        goes_on = merge is not None and attribute(merge, "val", "continue") != "restart"
        covered = goes_on and hanging.get(column) == width
        if covered or (merge is not None and not goes_on):
            going[column] = width
        cells.append(Placed(cell, column, width, covered))
        column += width
    return tuple(cells), going


def _was_moved(row: Any) -> bool:
    """Whether every run of a row was moved away or deleted, cell marks and all."""
    marks = [child(child(each, "pPr"), "rPr") for each in row.iter("{*}p")]
    return bool(marks) and all(
        mark is not None and any(local(each.tag) == "moveFrom" for each in mark) for mark in marks
    )


def is_frame(rows: list[Placing]) -> bool:
    """Whether a table only sets out the page: it holds tables, nothing stands beside them in their rows, and no other cell is an amount."""
    held = [[_nests(cell.element) for cell in row.cells] for row in rows]
    if not any(map(any, held)):
        return False
    if all(len(row.cells) < 2 for row in rows):
        return True
    beside = [
        (any(nests), text)
        for row, nests in zip(rows, held, strict=True)
        for cell, nest in zip(row.cells, nests, strict=True)
        if not nest and (text := "".join(cell.element.itertext("{*}t")).strip())
    ]
    return not any(is_row_of_one or parse_amount(text) is not None for is_row_of_one, text in beside)


def _nests(cell: Any) -> bool:
    return next(cell.iter("{*}tbl"), None) is not None
