"""How much a document may give and how long it may take: a file made to hurt ends with a sentence, not with the machine."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from jslint.document.read.reader import UnreadableError
from jslint.document.stream import Given, Grid, Reread

MOST_CELLS = 500_000
"""Cells of all tables together; the nine tables of a bureau have about five thousand."""
MOST_CHARACTERS = 40_000_000
MOST_SECONDS = 300.0
"""From the first block to the last; a PDF of 200 pages takes a twentieth of it."""


def bounded(name: str, blocks: Iterable[Given]) -> Iterator[Given]:
    """The blocks of a document, as long as they stay within what a report can be; raises UnreadableError beyond it."""
    cells = characters = 0
    start = time.monotonic()
    for block in blocks:
        if isinstance(block, Grid):
            cells += sum(map(len, block.rows))
            characters += sum(len(cell.text) for row in block.rows for cell in row)
        elif not isinstance(block, Reread):
            characters += len(block.text)
        if cells > MOST_CELLS:
            raise UnreadableError(f"{name} 的表格超过 {MOST_CELLS} 格，大得不正常，没有读完。")
        if characters > MOST_CHARACTERS:
            raise UnreadableError(f"{name} 超过 {MOST_CHARACTERS} 字，大得不正常，没有读完。")
        if time.monotonic() - start > MOST_SECONDS:
            raise UnreadableError(f"{name} 读了 {MOST_SECONDS:.0f} 秒还没有读完；请拆成几个文件，或另存后再试。")
        yield block
