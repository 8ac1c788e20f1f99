"""The stream made ready: lines that a spreadsheet keeps in cells taken out of its grids, the contents told from the body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jslint.document.recognise.headings import furniture_of, is_contents, part_of
from jslint.document.recognise.titles import form_of, table_of, truncated_table
from jslint.document.stream import Block, Grid, Paragraph, Row, squeeze
from jslint.report.titles import normalise

NOTE = re.compile(r"^(?:\d{1,2}[.、．]\s*)?(注释?|说明|备注)\s*\d?\s*[：:.]\s*")
"""How a note under a table begins."""


def split_grids(blocks: Iterable[Block]) -> Iterator[Block]:
    """Grids without the lines that a spreadsheet keeps in cells: titles, 编制单位, 单位：万元, notes."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        rows: list[Row] = []
        for row in block.rows:
            lines = _lines_in(row)
            if not lines:
                rows.append(row)
                continue
            if rows:
                yield Grid(tuple(rows))
                rows = []
            yield from lines
        if rows and any(cell.text for row in rows for cell in row):
            yield Grid(tuple(rows))


def _lines_in(row: Row) -> list[Paragraph]:
    """The paragraphs that a row of cells is, if every filled cell of it is a title, furniture or a note."""
    cells = [cell for cell in row if cell.text and not cell.covered]
    if not cells or len(cells) > 4:
        return []
    texts = [squeeze(cell.text) for cell in cells]
    alone = len(cells) == 1
    if not all(
        furniture_of(text) or (alone and (table_of(text) or form_of(text) or NOTE.match(text) or part_of(text)))
        for text in texts
    ):
        return []
    if alone and truncated_table(texts[0]) and not table_of(texts[0]):
        return []
    return [Paragraph(text, cell.spot) for text, cell in zip(texts, cells, strict=True)]


def body_start(stream: list[Block]) -> int:
    """Where the cover and the table of contents end: at the last 「第一部分」, or where the contents' first line returns."""
    paragraphs = [(at, block) for at, block in enumerate(stream) if isinstance(block, Paragraph) and not block.is_name]
    parts = [at for at, block in paragraphs if part_of(block.text) and block.text.strip().startswith("第一部分")]
    if parts:
        return parts[-1]
    for place, (_, block) in enumerate(paragraphs):
        if is_contents(block.text) and place + 1 < len(paragraphs):
            wanted = normalise(_entry(paragraphs[place + 1][1].text))
            again = [at for at, later in paragraphs[place + 2 :] if normalise(_entry(later.text)) == wanted]
            return again[0] if again else paragraphs[place][0]
    return 0


def _entry(text: str) -> str:
    return re.sub(r"[.…·\s]*\d*\s*$", "", text)
