"""The numbers of a binary workbook (.xls): of every cell that is seen, as xlrd finds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jslint.document.independent.cell_format import as_shown, text_as_shown
from jslint.document.independent.excel import Placed, Unseen, seen

_KINDS = frozenset({1, 2, 3, 5})
"""Of xlrd: text, number, date, error; the others hold no digits."""


def numbers_of_sheet(book: Any, sheet: Any) -> Counter[str]:
    """The number tokens of a sheet of a workbook that xlrd has open: to open it a second time takes longer than to read it."""
    unseen = Unseen()
    unseen.merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    for row, about in sheet.rowinfo_map.items():
        if about.hidden or (about.height == 0 and not about.has_default_height):
            unseen.rows.add(row + 1)
    unseen.columns = [(at + 1, at + 1) for at, about in sheet.colinfo_map.items() if about.hidden or not about.width]
    return seen(_cells(book, sheet), unseen)


def _cells(book: Any, sheet: Any) -> Iterator[Placed]:
    for row in range(sheet.nrows):
        values = sheet.row_values(row)
        for column, kind in enumerate(sheet.row_types(row)):
            if kind in _KINDS:
                form = _form(book, sheet.cell_xf_index(row, column))
                shown = _text(kind, values[column], form, zeros=sheet.show_zero_values, since_1904=bool(book.datemode))
                yield Placed(row + 1, column + 1, shown)


def _form(book: Any, style: int) -> str:
    known = book.format_map.get(book.xf_list[style].format_key) if style < len(book.xf_list) else None
    return known.format_str if known else "General"


def _text(kind: int, value: Any, form: str, *, zeros: bool, since_1904: bool) -> str:
    if kind == 1:
        return text_as_shown(value, 0, form)
    if kind in {2, 3} and (value or zeros):
        return _number(value, form, since_1904)
    return {0: "#NULL!", 7: "#DIV/0!"}.get(value, "") if kind == 5 else ""


@lru_cache(maxsize=8192)
def _number(value: float, form: str, since_1904: bool) -> str:  # noqa: FBT001 - keywords make a cache slow
    return as_shown(Decimal(repr(value)), 0, form, since_1904=since_1904)
