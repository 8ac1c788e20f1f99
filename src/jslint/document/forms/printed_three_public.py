"""The table of 三公 expenses as it is printed: all figures in one line, 预算数 and 决算数 side by side or in turn."""

from __future__ import annotations

from jslint.document.forms.printed_cells import figure_cell, keys_of
from jslint.document.forms.printed_head import Title, titles_of, under_headings
from jslint.document.page import Lines, Printed
from jslint.document.page.marker import Marker
from jslint.report.tables import Row, Table


def print_three_public(table: Table, mark: Marker) -> tuple[Lines, Lines]:
    """Its head and its one line of figures."""
    keys, rows = keys_of(table), list(table.rows)
    in_turn = table.spec is not None and table.spec.interleaved
    head = _in_turn(table, rows, mark) if in_turn else _side_by_side(table, rows, mark)
    pairs = [(row, key) for key in keys for row in rows] if in_turn else [(row, key) for row in rows for key in keys]
    return head, (tuple(figure_cell(row.cells.get(key), mark) for row, key in pairs),)


def _label(row: Row, mark: Marker, columns: int = 1) -> Printed:
    return mark.placed(row.name, row.label, "head", columns=columns)


def _side_by_side(table: Table, rows: list[Row], mark: Marker) -> Lines:
    titles = titles_of(table, mark)
    top, second = under_headings(titles, mark)
    labels = tuple(_label(row, mark, len(titles)) for row in rows)
    head: Lines = (labels, tuple(top * len(rows)), tuple(second * len(rows)))
    numbers = [title.number for title in titles]
    if not all(number.isdigit() for number in numbers):
        return head
    counted = (str(int(number) + at * len(titles)) for at in range(len(rows)) for number in numbers)
    return (*head, tuple(mark.fixed(number, "head") for number in counted))


def _in_turn(table: Table, rows: list[Row], mark: Marker) -> Lines:
    titles: list[Title] = titles_of(table, mark, columns=max(1, len(rows)))
    top, second = under_headings(titles, mark)
    return tuple(top), tuple(second), tuple(_label(row, mark) for _ in titles for row in rows)
