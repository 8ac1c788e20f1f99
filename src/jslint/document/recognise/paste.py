"""Rows copied from a spreadsheet (tab-separated) to the rows of a table of the report file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from jslint.document.draft import Items, Leaf, Line, Mapping, Node, Reading
from jslint.document.forms import FORMS
from jslint.document.pasting import cells
from jslint.document.recognise.titles import shipped_layouts, table_of
from jslint.document.recognise.writer import Writer
from jslint.document.stream import Cell, Row, Spot, clean
from jslint.pattern import Pattern
from jslint.report.terms import shipped_terms

_WORD = Pattern(r"[^\d]*[\u4e00-\u9fff][^\d]*")
_OTHERS = "粘贴的像是另一张表的行，请核对光标在哪张表里。"


class PasteError(ValueError):
    """What was pasted has no row of that table; the message is for the person who pasted."""


class Pasted(Struct, frozen=True):
    """The rows of a table as lines of the report file, set for their place in it, and what the person should look at."""

    lines: tuple[str, ...]
    doubts: tuple[str, ...]


def paste_rows(table_key: str, columns: Sequence[str], tsv: str, *, layout_id: str = "") -> str:
    """The rows of a table as the report file writes them, what is doubtful as comments below; otherwise as `pasted`."""
    found = pasted(table_key, columns, tsv, layout_id=layout_id)
    return "\n".join((*found.lines, *(f"    # {doubt}" for doubt in found.doubts))) + "\n"


def pasted(table_key: str, columns: Sequence[str], tsv: str, *, layout_id: str = "") -> Pasted:
    """The rows of a table made of tab-separated rows, with a head or without.

    `columns` are the titles of the table's 栏目 where the file has them, so that a paste without a head is bound to them;
    an empty sequence takes the layout's. Rows of subjects come as items of 科目, everything else as entries. Raises PasteError
    where the text holds no row of the table, and where no such table is known.
    """
    key = table_of(table_key) or table_key
    layouts = [layout for layout in shipped_layouts() if not layout_id or layout.id == layout_id]
    spec = next((found for layout in layouts if (found := layout.table(key))), None)
    if spec is None:
        names = dict.fromkeys(table.key for layout in layouts for table in layout.tables)
        near = get_close_matches(table_key, names, n=1)
        meant = f"是不是“{near[0]}”？" if near else f"有：{'、'.join(names)}。"
        raise PasteError(f"没有“{table_key}”这张表。{meant}")
    reading = Reading()
    rows = _rows(tsv)
    titles = tuple(columns) or tuple(column.title for column in spec.columns)
    if (other := _title_of(rows)) not in {None, key}:
        raise PasteError(f"粘贴的是《{other}》，光标在《{spec.title}》；请把光标放到那张表里。")
    form = FORMS[spec.form]
    head = form.head_for(rows, spec)
    if head is None:
        raise PasteError(f"粘贴的内容没有表头，看不出《{spec.title}》各列是什么；请连同表头，或者整行复制。")
    table = form.read([*head, *rows], spec, shipped_terms(), reading, titles)
    amounts = [text for text in _amounts(table) if text]
    if word := next(filter(_WORD.fullmatch, amounts), None):
        raise PasteError(f"“{word}”在《{spec.title}》里落在金额的位置：{_OTHERS}")
    writer = Writer()
    _write(writer, table)
    if not writer.marks:
        raise PasteError(f"粘贴的内容里没有《{spec.title}》的行；请连同科目编码、科目名称一起复制。")
    left = reading.rest(rows, "")
    if len(left) > len(amounts):
        raise PasteError(f"粘贴的数多半在《{spec.title}》里没有位置：{_OTHERS}")
    rest = (f"未归入，{rest.spot.words}：{rest.text}" for rest in left)
    return Pasted(tuple(writer.lines), (*reading.doubts, *rest))


def table_named(tsv: str) -> str | None:
    """The key of the table whose title was copied with its cells, on a line of its own; None where none was."""
    return _title_of(_rows(tsv))


def _title_of(rows: list[Row]) -> str | None:
    alone = (cells[0] for row in rows if len(cells := [cell.text for cell in row if cell.text]) == 1)
    return next((key for text in alone if (key := table_of(text))), None)


def _rows(tsv: str) -> list[Row]:
    return [
        tuple(Cell(cell, Spot("", f"第 {number} 行第 {place} 格")) for place, cell in enumerate(row, 1))
        for number, row in enumerate(cells(clean(tsv)), 1)
    ]


def _amounts(table: Mapping) -> Iterator[str]:
    """What would stand as amounts; of a subject all but its code and name."""
    for key, node in table.entries.items():
        if isinstance(node, Mapping):
            yield from _amounts(node)
        elif isinstance(node, Leaf):
            yield node.text
        elif isinstance(node, Line) and key != "栏目":
            yield from (cell.text for cell in node.cells)
        elif isinstance(node, Items):
            yield from (cell.text for line in node.items if isinstance(line, Line) for cell in line.cells[2:])


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
