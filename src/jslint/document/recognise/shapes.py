"""What a grid is by its cells: a head, data, the next page of a table, the table of a layout that has lost its title."""

from __future__ import annotations

from collections.abc import Sequence

from jslint.amount import parse_amount
from jslint.document.draft import amount_text
from jslint.document.forms import FORMS
from jslint.document.forms.columns import CODE, ITEM, LINE, NAME, NUMBER, UNITS, frame_of, is_amount, label_cells
from jslint.document.forms.look import Look
from jslint.document.stream import Row
from jslint.pattern import Pattern
from jslint.report.layout import Layout
from jslint.report.terms import Terms
from jslint.report.titles import normalise

_UNIT = Pattern(rf"[（(](?:单位[:：])?({UNITS})[）)]")


def holds_anything(rows: Sequence[Row]) -> bool:
    """Whether any cell is an amount with decimals, so that the table is no empty form."""
    return any("." in cell.text and parse_amount(amount_text(cell.text)) for row in rows for cell in row)


def holds_figures(rows: Sequence[Row]) -> bool:
    """Whether any cell is a number, the running number of the first column aside."""
    counted = [row[0].text.strip() for row in rows if row and row[0].text.strip().isdigit()]
    running = counted == [str(number) for number in range(1, len(counted) + 1)]
    return any(is_amount(cell.text) for row in rows for cell in row[1 if running else 0 :])


def is_head_row(row: Row, layout: Layout) -> bool:
    """Whether a row is the head of a table rather than its data."""
    labels = {normalise(cell.text) for _, cell in label_cells(row)}
    if {frame_of(label) for label in labels} & {ITEM, NAME, CODE, NUMBER, LINE}:
        return True
    sides = [{normalise(side.key) for side in table.sides} for table in layout.tables if table.sides]
    return any(side <= labels for side in sides)


def table_like(rows: Sequence[Row], seen: set[str], layout: Layout, terms: Terms) -> str | None:
    """The canonical key of the table that a grid without a title is, or None where its columns and codes do not say."""
    look = Look.at(rows)
    found = [(FORMS[spec.form].likeness(look, spec, terms), spec.key) for spec in layout.tables if spec.key not in seen]
    best = max((likeness for likeness, _ in found), default=0)
    return next((key for likeness, key in found if likeness == best), None) if best else None


def unit_of_head(rows: Sequence[Row]) -> str:
    """The unit that the head's words name, where all that name one agree (决算数（万元）), or ""."""
    units = {match[1] for row in rows[:4] for cell in row for match in _UNIT.finditer(cell.text)}
    return units.pop() if len(units) == 1 else ""
