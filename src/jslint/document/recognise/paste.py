"""Rows copied from a spreadsheet (tab-separated) to the rows of a table of the report file."""

from __future__ import annotations

from collections.abc import Sequence

from jslint.document.draft import Line, Mapping, Node, Reading
from jslint.document.forms import FORMS
from jslint.document.pasting import cells
from jslint.document.recognise.titles import shipped_layouts, table_of
from jslint.document.recognise.writer import Writer
from jslint.document.stream import Cell, Row, Spot, clean
from jslint.report.layout import shipped_terms


class PasteError(ValueError):
    """What was pasted has no row of that table; the message is for the person who pasted."""


def paste_rows(table_key: str, columns: Sequence[str], tsv: str, *, layout_id: str = "") -> str:
    """The rows of a table as the report file writes them, made of tab-separated rows.

    `columns` are the titles of the table's 栏目 where the file has them, so that a paste without a head is bound to them;
    an empty sequence takes the layout's. Rows of subjects come as items of 科目, everything else as entries, set for their
    place in the file. Raises PasteError where the text holds no row of the table.
    """
    key = table_of(table_key) or table_key
    layouts = [layout for layout in shipped_layouts() if not layout_id or layout.id == layout_id]
    spec = next((found for layout in layouts if (found := layout.table(key))), None)
    if spec is None:
        raise PasteError(f"没有“{table_key}”这张表。")
    reading = Reading()
    rows = _rows(tsv)
    titles = tuple(columns) or tuple(column.title for column in spec.columns)
    table = FORMS[spec.form].read(rows, spec, shipped_terms(), reading, titles)
    left = reading.rest(rows, "")
    writer = Writer()
    _write(writer, table)
    if not writer.marks:
        raise PasteError(f"粘贴的内容里没有《{spec.title}》的行；请连同科目编码、科目名称一起复制。")
    for doubt in reading.doubts:
        writer.comment(doubt, "    ")
    for rest in left:
        writer.comment(f"未归入，{rest.spot.words}：{rest.text}", "    ")
    return "\n".join(writer.lines) + "\n"


def _rows(tsv: str) -> list[Row]:
    return [
        tuple(Cell(cell, Spot("", f"第 {number} 行第 {place} 格")) for place, cell in enumerate(row, 1))
        for number, row in enumerate(cells(clean(tsv)), 1)
    ]


def _write(writer: Writer, table: Mapping) -> None:
    """Only the rows: 栏目 stands in the file already, and so does a total that was not pasted."""
    entries: dict[str, Node] = {}
    for key, value in table.entries.items():
        if key == "栏目" or (isinstance(value, Line) and not any(cell.spot for cell in value.cells)):
            continue
        entries[key] = value
    if subjects := entries.pop("科目", None):
        writer.entries(Mapping({"科目": subjects}), "    ")
        del writer.lines[0]
    writer.entries(Mapping(entries), "    ")
