"""Excel workbooks of before 2007 (.xls): what every visible sheet shows; macros are never run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jslint.document.independent.excel_old import numbers_of_sheet
from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.number_format import shown, shown_text
from jslint.document.read.reader import Progress, UnreadableError, library
from jslint.document.read.sheet import Area, Sheet, blocks, hidden_sheets
from jslint.document.stream import Given, Reread, Spot, clean

MOST_BYTES = 96 * 1024 * 1024
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = 1, 2, 3, 4, 5


def read_xls(name: str, data: bytes, progress: Progress) -> Iterator[Given]:
    """The stream of an old .xls; one sheet is in memory at a time."""
    book = _opened(name, data)
    titles = book.sheet_names()
    visible = [number for number in range(book.nsheets) if not book._sheet_visibility[number]]
    for done, number in enumerate(visible, 1):
        sheet = _sheet(name, book, number)
        yield from blocks(sheet)
        yield Reread(Spot(name, sheet.part, sheet.part), numbers_of_sheet(book, book.sheet_by_index(number)))
        book.unload_sheet(number)
        progress(done, len(visible))
    yield from hidden_sheets(name, [title for number, title in enumerate(titles) if number not in visible])


def _opened(name: str, data: bytes) -> Any:
    xlrd = library("xlrd", "xlrd")
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"{name} 超过 {MOST_BYTES // 1024 // 1024} MB，大得不正常；请另存为 .xlsx 后再试。")
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        locked = "encrypted" in str(error).lower()
        reason = "设有密码；请去掉密码后另存" if locked else "不是 Excel 文件，或者已损坏；请另存为 .xlsx"
        raise UnreadableError(f"{name} {reason}，再导入。") from error
    except Exception as error:
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> UnreadableError:
    return UnreadableError(f"{name} 已损坏，Excel 内容读不出来（{type(error).__name__}）；请另存为 .xlsx 后再试。")


def _sheet(name: str, book: Any, number: int) -> Sheet:
    try:
        source = book.sheet_by_index(number)
    except Exception as error:
        raise _damaged(name, error) from error
    sheet = Sheet(name, source.name)
    if source.nrows * source.ncols > 8 * MOST_CELLS:
        raise UnreadableError(f"{name} 的{sheet.part}有 {source.nrows} 行 {source.ncols} 列，大得不正常，没有读取。")
    sheet.merges = [Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_rows.ranges = [(row + 1, row + 1) for row, about in source.rowinfo_map.items() if _is_hidden(about)]
    sheet.hidden_columns.ranges = [
        (column + 1, column + 1) for column, about in source.colinfo_map.items() if about.hidden or not about.width
    ]
    for row in range(source.nrows):
        kinds, values = source.row_types(row), source.row_values(row)
        for column, kind in enumerate(kinds):
            if kind and (text := _shown(book, source, kind, values[column], row, column)):
                sheet.cells[row + 1, column + 1] = text
    return sheet


def _is_hidden(about: Any) -> bool:
    return bool(about.hidden) or (about.height == 0 and not about.has_default_height)


def _shown(book: Any, source: Any, kind: int, value: Any, row: int, column: int) -> str:
    if kind == _ERROR:
        return _ERRORS.get(value, "#N/A")
    if kind == _TRUTH:
        return "TRUE" if value else "FALSE"
    if kind not in {_TEXT, _NUMBER, _DATE} or (kind != _TEXT and not value and not source.show_zero_values):
        return ""
    form = _form(book, source.cell_xf_index(row, column))
    return clean(shown_text(value, form)).strip() if kind == _TEXT else _number(value, form, bool(book.datemode))


@lru_cache(maxsize=8192)
def _number(value: float, form: str, since_1904: bool) -> str:  # noqa: FBT001 - keywords make a cache slow
    number = Decimal(repr(value))  # the shortest decimal that is this double, so what was typed
    return clean(shown(number, form, since_1904=since_1904)).strip() if number.is_finite() else ""


def _form(book: Any, style: int) -> str:
    """The number format of a style; a damaged workbook may name one that it does not have."""
    known = book.xf_list[style] if 0 <= style < len(book.xf_list) else None
    form = None if known is None else book.format_map.get(known.format_key)
    return "General" if form is None else str(form.format_str)
