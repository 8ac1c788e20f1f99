"""The heads of printed tables: titles under shared headings, and the line of column numbers."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from jslint.document.page import Printed
from jslint.document.page.marker import Marker
from jslint.report.layout import ColumnSpec, TableSpec
from jslint.report.tables import Column, Table

RULER = "栏　次"


class Title(Struct, frozen=True):
    """The title of a column, the heading above it (None where there is none), and its number."""

    printed: Printed
    heading: str | None = None
    number: str = ""


def titles_of(table: Table, mark: Marker, *, columns: int = 1) -> list[Title]:
    """The titles of a table's columns: the layout's words for those it knows, else the file's; the layout's columns for a table without any.

    `columns` is how many columns of the page each of them takes.
    """
    known = {column.key: column for column in table.spec.columns} if table.spec else {}
    found = table.columns or tuple(Column(key, key, known=True) for key in known)
    return [_title(column, known.get(column.key), mark, columns) for column in found]


def _title(column: Column, spec: ColumnSpec | None, mark: Marker, columns: int) -> Title:
    text = spec.title if spec and column.title == column.key else column.title
    printed = (
        mark.placed(text, column.anchor, "head", columns=columns)
        if column.anchor
        else mark.fixed(text, "head", columns=columns)
    )
    return Title(printed, spec.heading if spec else None, (spec.number if spec else None) or "")


def under_headings(titles: Sequence[Title], mark: Marker) -> tuple[list[Printed], list[Printed]]:
    """Two lines of a head: headings over those that share one, and beneath them their titles; the others stand over both lines."""
    top: list[Printed] = []
    second: list[Printed] = []
    last: str | None = None
    for title in titles:
        if title.heading is None:
            top.append(replace(title.printed, rows=2))
        else:
            second.append(title.printed)
            if title.heading == last:
                top[-1] = replace(top[-1], columns=top[-1].columns + title.printed.columns)
            else:
                top.append(mark.fixed(title.heading, "head", columns=title.printed.columns))
        last = title.heading
    return top, second


def ruler(spec: TableSpec | None, titles: Sequence[Title], mark: Marker, *, label: int) -> list[Printed]:
    """The line of column numbers, where the layout has them; its label takes so many columns."""
    if spec is None or not any(title.number for title in titles):
        return []
    return [mark.fixed(RULER, "head", columns=label), *(mark.fixed(title.number, "head") for title in titles)]
