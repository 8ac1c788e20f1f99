"""Empty tables of a new report, form by form: everything that a layout asks for, nothing filled in."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.reading.quoting import BLANK, quoted
from jslint.report.layout import SideSpec, TableSpec
from jslint.report.titles import without_ordinal


def blank_sides(spec: TableSpec) -> Iterator[str]:
    """Both sides with all their rows."""
    for side in spec.sides:
        yield from _side(side)


def blank_codes(spec: TableSpec) -> Iterator[str]:
    """The columns, an empty total and no subject."""
    yield _columns(spec)
    yield f"    合计: {_blanks(spec)}"
    yield "    科目: []"
    yield from _totals(spec)


def blank_economic(spec: TableSpec) -> Iterator[str]:
    """Every economic kind that the layout prints."""
    yield "    科目:"
    yield from (f"      - [{row.code}, {quoted(row.title)}, {BLANK}]" for row in spec.rows)
    yield from _totals(spec)


def blank_three_public(spec: TableSpec) -> Iterator[str]:
    """The items with a line for each figure."""
    yield _columns(spec)
    yield from (f"    {row.key}: {_blanks(spec)}" for row in spec.rows)


def _columns(spec: TableSpec) -> str:
    return f"    栏目: [{', '.join(quoted(column.key) for column in spec.columns)}]"


def _blanks(spec: TableSpec) -> str:
    return f"[{', '.join(BLANK for _ in spec.columns)}]"


def _totals(spec: TableSpec) -> Iterator[str]:
    return (f"    {total.key}: {BLANK}" for total in spec.totals)


def _side(side: SideSpec) -> Iterator[str]:
    yield f"    {side.key}:"
    several = len(side.columns) > 1
    cell = f"[{', '.join(BLANK for _ in side.columns)}]" if several else BLANK
    if several:
        yield f"      栏目: [{', '.join(quoted(column.key) for column in side.columns)}]"
    groups = {row.group for row in side.rows if row.group}
    for row in side.rows:
        label = quoted(without_ordinal(row.title))
        if row.key in groups:
            parts = [f"合计: {cell}", *(f"{quoted(part.key)}: {cell}" for part in side.rows if part.group == row.key)]
            yield f"      {label}: {{{', '.join(parts)}}}"
        elif not row.group:
            yield f"      {label}: {cell}"
