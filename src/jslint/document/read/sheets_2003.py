"""XML spreadsheets of 2003, which systems save under the name .xls: what every visible sheet shows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from jslint.document.read.archive import MOST_PART, MOST_TAGS, attribute, local, whole
from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.number_format import shown, shown_text
from jslint.document.read.reader import Progress, UnreadableError, library
from jslint.document.read.sheet import Area, Sheet, blocks, hidden_sheets
from jslint.document.stream import Given, clean

_NAMED = {
    "": "General",
    "General Number": "General",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Currency": '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    "Euro Currency": "[$€-2]#,##0.00",
    "Short Date": "yyyy/m/d",
    "General Date": "yyyy/m/d h:mm",
    "Medium Date": "d-mmm-yy",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Short Time": "h:mm",
    "Medium Time": "h:mm AM/PM",
    "Long Time": "h:mm:ss",
}
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a printed day has no zone


def read_spreadsheet_2003(name: str, data: bytes, progress: Progress) -> Iterator[Given]:
    """The stream of an XML spreadsheet; its places are sheets and cells."""
    etree = library("lxml.etree", "lxml")
    if len(data) > MOST_PART:
        raise UnreadableError(f"{name} 超过 {MOST_PART // 1024 // 1024} MB，大得不正常，没有读取。")
    if data.count(b"<") > MOST_TAGS:
        raise UnreadableError(f"{name} 有超过 {MOST_TAGS} 个标记，大得不正常，没有读取。")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableError(f"{name} 里有外部实体声明（DTD），办公软件不会写这种内容，没有打开。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.parse(io.BytesIO(data), parser).getroot()
    except (etree.LxmlError, ValueError) as error:
        message = (
            f"{name} 是 XML 电子表格，已损坏（{type(error).__name__}）；请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
        )
        raise UnreadableError(message) from error
    forms = _forms(root)
    sheets = [each for each in root if local(each.tag) == "Worksheet"]
    hidden = [each for each in sheets if _is_hidden(each)]
    for number, each in enumerate(sheets, 1):
        if each not in hidden:
            yield from blocks(_sheet(name, each, forms))
        progress(number, len(sheets))
    yield from hidden_sheets(name, [attribute(each, "Name") for each in hidden])


def _forms(root: Any) -> dict[str, str]:
    """The number format of each style; a style rests on its parent."""
    own: dict[str, str | None] = {}
    parents: dict[str, str] = {}
    for style in root.iter("{*}Style"):
        identifier = attribute(style, "ID")
        parents[identifier] = attribute(style, "Parent", "Default")
        form = next((attribute(each, "Format") for each in style if local(each.tag) == "NumberFormat"), None)
        own[identifier] = form
    return {
        identifier: _NAMED.get(found, found)
        for identifier, form in own.items()
        if (found := form if form is not None else own.get(parents[identifier])) is not None
    }


def _is_hidden(sheet: Any) -> bool:
    return any((each.text or "").strip() in {"SheetHidden", "SheetVeryHidden"} for each in sheet.iter("{*}Visible"))


def _sheet(name: str, element: Any, forms: dict[str, str]) -> Sheet:
    sheet = Sheet(name, attribute(element, "Name"))
    table = next(element.iter("{*}Table"), None)
    if table is None:
        return sheet
    column = row = count = 0
    for each in table:
        kind = local(each.tag)
        if kind == "Column":
            column = whole(attribute(each, "Index"), column + 1)
            last = column + max(0, whole(attribute(each, "Span")))
            if attribute(each, "Hidden") == "1" or attribute(each, "Width") == "0":
                sheet.hidden_columns.ranges.append((column, last))
            column = last
        elif kind == "Row":
            row = whole(attribute(each, "Index"), row + 1)
            last = row + max(0, whole(attribute(each, "Span")))
            if attribute(each, "Hidden") == "1" or attribute(each, "Height") == "0":
                sheet.hidden_rows.ranges.append((row, last))
            count += _take_row(sheet, each, row, forms)
            row = last
        if count > MOST_CELLS:
            raise UnreadableError(f"{name} 的{sheet.part}有超过 {MOST_CELLS} 格，大得不正常，没有读取。")
    return sheet


def _take_row(sheet: Sheet, element: Any, row: int, forms: dict[str, str]) -> int:
    """Puts a row's cells where they stand; gives their count."""
    column = count = 0
    for cell in element:
        if local(cell.tag) != "Cell":
            continue
        count += 1
        column = whole(attribute(cell, "Index"), column + 1)
        across, down = whole(attribute(cell, "MergeAcross")), whole(attribute(cell, "MergeDown"))
        if across > 0 or down > 0:
            sheet.merges.append(Area(row, column, row + max(0, down), column + max(0, across)))
        data = next((each for each in cell if local(each.tag) == "Data"), None)
        if data is not None:
            form = forms.get(attribute(cell, "StyleID", "Default"), "General")
            if text := _shown("".join(data.itertext()), attribute(data, "Type"), form):
                sheet.cells[row, column] = text
        column += max(0, across)
    return count


def _shown(value: str, kind: str, form: str) -> str:
    stripped = value.strip()
    if kind == "Boolean":
        return "TRUE" if stripped == "1" else "FALSE"
    if kind == "Error" or not stripped:
        return stripped
    try:
        if kind == "Number":
            return clean(shown(Decimal(stripped), form)).strip()
        if kind == "DateTime":
            passed = datetime.fromisoformat(stripped) - _FIRST_DAY
            serial = Decimal(passed.days) + Decimal(passed.seconds) / 86400
            return clean(shown(serial, form)).strip()
    except (InvalidOperation, ValueError, TypeError):
        return stripped
    return clean(shown_text(value, form)).strip()
