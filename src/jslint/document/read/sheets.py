"""Excel workbooks, new and old: every visible sheet is a grid; formulas give the value that was last shown."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jslint.document.read.number_format import shown
from jslint.document.read.reader import Progress, UnreadableError, library
from jslint.document.stream import Block, Cell, Grid, Paragraph, Row, Spot, clean

_MOST_CELLS = 1_000_000


def read_xlsx(name: str, data: bytes, progress: Progress) -> Iterator[Block]:
    """The stream of a .xlsx; macros are never run, links never followed."""
    openpyxl = library("openpyxl", "openpyxl")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    except Exception as error:
        raise UnreadableError(
            f"{name} 已损坏，Excel 内容读不出来（{type(error).__name__}）；请重新另存后再试。"
        ) from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for number, sheet in enumerate(sheets, 1):
        _check_extent(name, sheet.title, sheet.max_row, sheet.max_column)
        _check_formulas(name, sheet, formulas[sheet.title])
        yield Paragraph(
            clean(sheet.title), Spot(name, f"工作表“{sheet.title}”", f"工作表“{sheet.title}”"), is_name=True
        )
        covered = {place for area in sheet.merged_cells.ranges for place in _inside(area.bounds)}
        yield Grid(tuple(_xlsx_row(name, sheet, row, covered) for row in sheet.iter_rows()))
        progress(number, len(sheets))


def _inside(bounds: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = bounds
    for row in range(top, min(bottom, top + 2000) + 1):
        for column in range(left, min(right, left + 500) + 1):
            if (row, column) != (top, left):
                yield row, column


def _xlsx_row(name: str, sheet: Any, row: tuple[Any, ...], covered: set[tuple[int, int]]) -> Row:
    return tuple(
        Cell(
            _text(cell.value, getattr(cell, "number_format", "") or ""),
            Spot(name, f"工作表“{sheet.title}”{_letters(column)}{cell.row}", f"工作表“{sheet.title}”"),
            (cell.row, column) in covered,
        )
        for column, cell in enumerate(row, 1)
    )


def _check_extent(name: str, sheet: str, rows: int, columns: int) -> None:
    if rows * columns > _MOST_CELLS:
        message = f"{name} 的工作表“{sheet}”有 {rows} 行 {columns} 列，大得不正常；请删去表格以外的格子后再导入。"
        raise UnreadableError(message)


def _check_formulas(name: str, sheet: Any, formulas: Any) -> None:
    """A formula without a stored value would be taken for a blank cell, so it is refused."""
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                message = f"{name} 工作表“{sheet.title}”{cell.coordinate} 的公式没有算出的值；请用 Excel 或 WPS 打开并保存一次再导入。"
                raise UnreadableError(message)


def _text(value: object, form: str) -> str:
    """A cell as shown. The library gives a double; `repr` is the shortest decimal that is that double, so what was typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return shown(number, form) if number.is_finite() else ""
    if hasattr(value, "strftime"):
        return str(value).removesuffix(" 00:00:00")
    return clean(str(value)).strip()


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_xls(name: str, data: bytes, progress: Progress) -> Iterator[Block]:
    """The stream of an old .xls."""
    xlrd = library("xlrd", "xlrd")
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        locked = "encrypted" in str(error).lower()
        reason = "设有密码；请去掉密码后另存" if locked else "不是 Excel 文件，或者已损坏；请另存为 .xlsx"
        raise UnreadableError(f"{name} {reason}，再导入。") from error
    except Exception as error:
        raise UnreadableError(
            f"{name} 已损坏，Excel 内容读不出来（{type(error).__name__}）；请另存为 .xlsx 后再试。"
        ) from error
    sheets = [sheet for sheet in book.sheets() if not sheet.visibility]
    for number, sheet in enumerate(sheets, 1):
        _check_extent(name, sheet.name, sheet.nrows, sheet.ncols)
        yield Paragraph(clean(sheet.name), Spot(name, f"工作表“{sheet.name}”", f"工作表“{sheet.name}”"), is_name=True)
        covered = {
            place
            for top, bottom, left, right in sheet.merged_cells
            for place in _inside((left + 1, top + 1, right, bottom))
        }
        yield Grid(tuple(_xls_row(name, book, sheet, row, covered) for row in range(sheet.nrows)))
        progress(number, len(sheets))


def _xls_row(name: str, book: Any, sheet: Any, row: int, covered: set[tuple[int, int]]) -> Row:
    cells = []
    for column in range(sheet.row_len(row)):
        cell = sheet.cell(row, column)
        form = ""
        if cell.ctype in {2, 3} and cell.xf_index is not None:
            form = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        value = cell.value if cell.ctype in {1, 2} else "" if cell.ctype in {0, 5, 6} else str(cell.value)
        spot = Spot(name, f"工作表“{sheet.name}”{_letters(column + 1)}{row + 1}", f"工作表“{sheet.name}”")
        cells.append(Cell(_text(value, form), spot, (row + 1, column + 1) in covered))
    return tuple(cells)
