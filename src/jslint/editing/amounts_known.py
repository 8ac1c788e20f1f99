"""The amounts that a place asks for, from where else the report states them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jslint.editing.atlas import Atlas
from jslint.editing.typing_place import TypingPlace
from jslint.figure import Figure
from jslint.report.model import Report
from jslint.report.terms import table_key
from jslint.source import Span

TABLES, SUBJECTS = "决算表", "科目"
HEADS = 2
"""Cells of a subject's row before its amounts: code and name."""

MOST_OFFERED = 12

_NAMED = re.compile(r"(?P<name>[^\s，。；、：（）“”,;:()\[\]{}0-9]*?)(?P<verb>[总均各共]*为)? *$")


def amounts_of_cell(atlas: Atlas, place: TypingPlace) -> tuple[Figure, ...]:
    """What other places say for the cell at the place, each amount once; nothing outside the tables' amounts."""
    if place.path[:1] != (TABLES,) or len(place.path) < 3:
        return ()
    found = _of_row(atlas, place) if place.kind == "cell" else _of_value(atlas, place)
    told: dict[str, Figure] = {}
    for figure in found:
        if figure.number is not None and not figure.blank:
            told.setdefault(figure.printed, figure)
    return tuple(told.values())[:MOST_OFFERED]


def asked_for(line: str) -> tuple[str, bool] | None:
    """The name that a half-written sentence gives right before an amount, and whether 为 follows it.

    None where no amount is asked for: neither 为 nor a space stands at the end.
    """
    match = _NAMED.search(line)
    if match is None or not line.strip() or not (match["verb"] or (match["name"] and line.endswith(" "))):
        return None
    return match["name"], match["verb"] is not None


def _of_value(atlas: Atlas, place: TypingPlace) -> Iterator[Figure]:
    """Of a key's value that is empty still: wherever the quantity stands."""
    start = atlas.source.line_span(atlas.source.line_of(place.span.end)).start
    for span, figure in atlas.figures(Span(start, place.span.end)):
        if start <= span.start and figure.blank:
            yield from atlas.same_quantity(figure)


def _of_row(atlas: Atlas, place: TypingPlace) -> Iterator[Figure]:
    """Of a row's cell: the same row of other tables, the column of the same name before the others."""
    is_subject = place.path[-1] == SUBJECTS
    key, at = (place.row[0], place.cell - HEADS) if is_subject else (place.path[-1], place.cell)
    columns = _columns(atlas.report, place.path[1])
    if not 0 <= at < len(columns):
        return
    others = (table for table in atlas.report.tables() if place.path[1] not in {table.key, table.title})
    rows = [row.cells for table in others for row in table.rows if key in {row.key, row.code}]
    column = columns[at]
    yield from (cells[column] for cells in rows if column in cells)
    yield from (figure for cells in rows for name, figure in cells.items() if name != column)


def _columns(report: Report, title: str) -> list[str]:
    """The columns of a table, as it has them, or as the layout does where a half-typed row keeps the table from being read."""
    own = next((table for table in report.tables() if title in {table.key, table.title}), None)
    if own is not None:
        return [column.key for column in own.columns]
    spec = report.layout.table(table_key(title, report.layout, report.terms) or "")
    return [column.key for column in spec.columns] if spec is not None else []
