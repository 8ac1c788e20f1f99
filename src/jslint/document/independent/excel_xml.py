"""The numbers of an XML spreadsheet of 2003: of every stored cell that is seen."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, fromstring

from jslint.document.independent.cell_format import as_shown, text_as_shown
from jslint.document.independent.excel import Placed, Unseen, seen
from jslint.document.independent.whole import whole

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CODES = {"Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Currency": '"¥"#,##0.00',
          "Euro Currency": "#,##0.00", "Short Date": "yyyy/m/d", "General Date": "yyyy/m/d h:mm", "Medium Date": "d-mmm-yy",
          "Long Date": "yyyy年m月d日", "Short Time": "h:mm", "Medium Time": "h:mm AM/PM", "Long Time": "h:mm:ss",
          "General Number": "General", "": "General"}  # fmt: skip


def numbers(content: bytes) -> dict[str, Counter[str]]:
    """The number tokens of each visible sheet, 工作表“…”."""
    root = fromstring(content)  # noqa: S314 - read once already, with its entities refused
    forms: dict[str, str] = {}
    styles = list(root.iter(f"{_SS}Style"))
    for style in sorted(styles, key=lambda each: each.get(f"{_SS}ID") != "Default"):
        own = style.find(f"{_SS}NumberFormat")
        above = forms.get(style.get(f"{_SS}Parent", "Default"), "General")
        code = above if own is None else own.get(f"{_SS}Format", "")
        forms[style.get(f"{_SS}ID", "")] = _CODES.get(code, code)
    return {
        f"工作表“{sheet.get(f'{_SS}Name', '')}”": _sheet(sheet, forms)
        for sheet in root.iter(f"{_SS}Worksheet")
        if not any("Hidden" in (mark.text or "") for mark in sheet.iter() if mark.tag.endswith("}Visible"))
    }


def _sheet(sheet: Element, forms: dict[str, str]) -> Counter[str]:
    unseen, cells = Unseen(), list[Placed]()
    row = column = 0
    for element in sheet.iterfind(f"{_SS}Table/*"):
        span = _whole(element, "Span", 0)
        if element.tag == f"{_SS}Column":
            column = _whole(element, "Index", column + 1)
            if element.get(f"{_SS}Hidden") == "1" or element.get(f"{_SS}Width") == "0":
                unseen.columns.append((column, column + span))
            column += span
        elif element.tag == f"{_SS}Row":
            row = _whole(element, "Index", row + 1)
            if element.get(f"{_SS}Hidden") == "1" or element.get(f"{_SS}Height") == "0":
                unseen.rows.update(range(row, row + span + 1))
            _take(element, row, forms, unseen, cells)
            row += span
    return seen(cells, unseen)


def _take(element: Element, row: int, forms: dict[str, str], unseen: Unseen, cells: list[Placed]) -> None:
    column = 0
    for cell in element.iterfind(f"{_SS}Cell"):
        column = _whole(cell, "Index", column + 1)
        across, down = _whole(cell, "MergeAcross", 0), _whole(cell, "MergeDown", 0)
        if across or down:
            unseen.merges.append((row, column, row + down, column + across))
        data = cell.find(f"{_SS}Data")
        if data is not None:
            form = forms.get(cell.get(f"{_SS}StyleID", "Default"), "General")
            cells.append(Placed(row, column, _shown("".join(data.itertext()), data.get(f"{_SS}Type"), form)))
        column += across


def _whole(element: Element, name: str, otherwise: int) -> int:
    text = element.get(f"{_SS}{name}", "").strip()
    return whole(text, otherwise)


def _shown(value: str, kind: str | None, form: str) -> str:
    try:
        if kind == "Number":
            return as_shown(Decimal(value.strip()), 0, form)
        if kind == "DateTime":
            passed = datetime.fromisoformat(value.strip()) - datetime(1899, 12, 30)  # noqa: DTZ001 - a printed day has no zone
            return as_shown(Decimal(passed.days) + Decimal(passed.seconds) / 86400, 0, form)
    except (InvalidOperation, ValueError, TypeError):
        return value
    return "" if kind == "Boolean" else text_as_shown(value, 0, form)
