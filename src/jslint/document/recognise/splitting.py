"""The stream made ready: lines that a spreadsheet keeps in cells taken out of its grids, headings that broke over lines joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from jslint.document.recognise.headings import fact_of, has_ordinal, part_of
from jslint.document.recognise.titles import form_of, table_of, truncated_table
from jslint.document.stream import Block, Grid, Paragraph, Row, is_wide, squeeze
from jslint.pattern import Pattern

NOTE = Pattern(r"^(?:\d{1,2}[.、．]\s*)?(注释?|说明|备注)\s*\d?\s*(?:[：:]|\.(?!\d))\s*")
"""How a note under a table begins."""

_WHOLE = Pattern(r"(?:情况|说明|表|概况|解释|职责|职能|设置|构成|结果)[。：:]?$")
_INSIDE = Pattern(r"[。；，,;：:]|万元|\d\.\d")
_UNKNOWN = Pattern(r"^[^。；，,;：:]*(?:支出|收入|收支|预算|决算)[^。；，,;：:]*表$")
"""A title as tables of money have: it says of which money, and that it is a table."""
_LONGEST, _LONGEST_TITLE, _LONGEST_TAIL = 60, 40, 24


def split_grids(blocks: Iterable[Block]) -> Iterator[Block]:
    """Grids without the lines that a spreadsheet keeps in cells: titles, 编制单位, 单位：万元, notes, text."""
    is_behind_cells = False
    for block in blocks:
        if isinstance(block, Grid):
            yield from _split(block.rows, is_behind_cells=is_behind_cells)
        else:
            yield block
        is_behind_cells = isinstance(block, Grid)


def _split(cells: Iterable[Row], *, is_behind_cells: bool) -> Iterator[Block]:
    rows: list[Row] = []
    for row in cells:
        lines = _lines_in(row) or ([] if rows else _title_in(row))
        if not lines:
            rows.append(row)
            continue
        yield from _table_or_lines(rows, is_behind_cells=is_behind_cells)
        yield from lines
        rows, is_behind_cells = [], False
    yield from _table_or_lines(rows, is_behind_cells=is_behind_cells)


def _table_or_lines(rows: list[Row], *, is_behind_cells: bool) -> Iterator[Block]:
    """Rows as a grid, or as lines of text where no cell stands beside another and each holds words; nothing of blank ones.

    What stands right behind other cells goes on with those.
    """
    filled = [cells for row in rows if (cells := [cell for cell in row if cell.text])]
    are_lines = all(len(cells) == 1 and is_wide(cells[0].text) for cells in filled)
    if are_lines and not is_behind_cells:
        yield from (Paragraph(line, cell.spot) for (cell,) in filled for line in cell.text.split("\n"))
    elif filled:
        yield Grid(tuple(rows))


def _lines_in(row: Row) -> list[Paragraph]:
    """The paragraphs that a row of cells is, if every filled cell of it is a title, furniture or a note."""
    cells = [cell for cell in row if cell.text and not cell.covered]
    if not cells or len(cells) > 4:
        return []
    texts = [squeeze(cell.text) for cell in cells]
    alone = len(cells) == 1
    if not all(
        fact_of(text) or (alone and (table_of(text) or form_of(text) or NOTE.match(text) or part_of(text)))
        for text in texts
    ):
        return []
    if alone and truncated_table(texts[0]) and not table_of(texts[0]):
        return []
    return [Paragraph(text, cell.spot) for text, cell in zip(texts, cells, strict=True)]


def _title_in(row: Row) -> list[Paragraph]:
    """The line that a row above all cells is, if it holds nothing but the title of a table that no layout knows."""
    cells = [cell for cell in row if cell.text and not cell.covered]
    text = squeeze(cells[0].text) if len(cells) == 1 and len(row) > 1 else ""
    is_title = len(text) <= _LONGEST_TITLE and _UNKNOWN.search(text) and not truncated_table(text)
    return [Paragraph(text, cells[0].spot)] if is_title else []


def join_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """The stream with each heading that broke over two lines in one."""
    held: Paragraph | None = None
    for block in blocks:
        if held is not None:
            joined = _joined(held, block)
            if joined is not None:
                held = joined
                continue
            yield held
            held = None
        if isinstance(block, Paragraph) and _is_open_heading(block):
            held = block
        else:
            yield block
    if held is not None:
        yield held


def _is_open_heading(line: Paragraph) -> bool:
    """Whether a line begins as a heading does and ends as none does."""
    text = squeeze(line.text)
    plain = line.is_text and len(text) <= _LONGEST
    return plain and has_ordinal(text) and not _WHOLE.search(text) and not _INSIDE.search(text)


def _joined(held: Paragraph, block: Block) -> Paragraph | None:
    if not isinstance(block, Paragraph) or not block.is_text:
        return None
    tail = squeeze(block.text)
    text = squeeze(held.text) + tail
    if len(tail) > _LONGEST_TAIL or has_ordinal(tail) or len(text) > _LONGEST or any(map(str.isdigit, tail)):
        return None
    return replace(held, text=text) if _WHOLE.search(text) and not _INSIDE.search(text[:-1]) else None
