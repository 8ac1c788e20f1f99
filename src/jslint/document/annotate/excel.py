"""A workbook with a note and a colour in every cell that a finding is about; cells hold the values that were checked."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from jslint.document.annotate.note import AUTHOR, COLOURS, RELATED, Note
from jslint.spot import Spot

_REFERENCE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")
_LETTERS_A_LINE = 22
_LINE, _WIDTH = 20, 320
"""Points of a line of a note, and how wide a note is."""


def annotated_xlsx(data: bytes, notes: Sequence[Note]) -> bytes:
    """The workbook with its notes; one without a cell stands in the first cell of the sheet. Raises what openpyxl raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out of a copy
        book = load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
        for note in notes:
            for spot in note.related:
                _fill(_cell(book, spot), RELATED)
        for note in notes:
            cell = _cell(book, note.spot)
            _fill(cell, COLOURS[note.severity])
            _note(cell, note.text)
        written = io.BytesIO()
        book.save(written)
    return written.getvalue()


def _cell(book: Any, spot: Spot | None) -> Any:
    """The cell of a spot; of a merged range its first."""
    titles = {f"工作表“{sheet.title}”": sheet for sheet in book.worksheets}
    sheet = titles.get(spot.part if spot else "", book.worksheets[0])
    reference = spot.words.removeprefix(spot.part) if spot else ""
    if not _REFERENCE.fullmatch(reference):
        reference = "A1"
    for merged in sheet.merged_cells.ranges:
        if reference in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[reference]


def _fill(cell: Any, colour: tuple[int, int, int]) -> None:
    cell.fill = PatternFill("solid", start_color="{:02X}{:02X}{:02X}".format(*colour))


def _note(cell: Any, text: str) -> None:
    """Write a note in a cell, below what is noted there already."""
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    told = before + text
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in told.split("\n"))
    cell.comment = Comment(told, AUTHOR, height=_LINE * (lines + 1), width=_WIDTH)
