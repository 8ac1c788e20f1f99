"""The sheets of a workbook as a spreadsheet puts them on the clipboard: `sheets.py BOOK` prints a JSON list of texts."""

import json
import sys

import openpyxl


def shown(cell: object) -> str:
    """A cell as it is displayed: amounts with commas and two decimals, everything else as it is."""
    if cell is None:
        return ""
    return f"{cell:,.2f}" if isinstance(cell, float) else str(cell)


book = openpyxl.load_workbook(sys.argv[1], data_only=True)
sheets = ("\r\n".join("\t".join(map(shown, row)) for row in sheet.iter_rows(values_only=True)) for sheet in book)
json.dump(list(sheets), sys.stdout)
