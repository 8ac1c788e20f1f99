"""The numbers of a binary workbook (.xls): of every cell that is seen, as xlrd finds it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
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
    cells = [
        Placed(row + 1, column + 1, _text(book, sheet, row, column))
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind in _KINDS
    ]
    return seen(cells, unseen)


def _text(book: Any, sheet: Any, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    style = book.xf_list[cell.xf_index] if (cell.xf_index or 0) < len(book.xf_list) else None
    known = book.format_map.get(style.format_key) if style else None
    form = known.format_str if known else "General"
    if cell.ctype == 1:
        return text_as_shown(cell.value, 0, form)
    if cell.ctype in {2, 3} and (cell.value or sheet.show_zero_values):
        return as_shown(Decimal(repr(cell.value)), 0, form, since_1904=bool(book.datemode))
    return {0: "#NULL!", 7: "#DIV/0!"}.get(cell.value, "") if cell.ctype == 5 else ""
