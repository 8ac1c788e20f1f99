"""The text of a PDF page by page, as pdfium itself gives it: a way of its own beside the reader of documents."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from jslint.document.read.pdf.document import read_pdf
from jslint.document.stream import Grid, Paragraph


def page_texts(path: Path) -> list[str]:
    """The text of every page in the order in which it is drawn, its lines ended by line feeds."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [_text(document[at]) for at in range(len(document))]
    finally:
        document.close()


def read_lines(path: Path) -> list[str]:
    """The text of every page as the reader of documents puts its lines in order, the cells of a row parted by spaces."""
    pages: dict[str, list[str]] = {}
    for block in read_pdf(path.name, path.read_bytes(), lambda _done, _known: None):
        if isinstance(block, Grid):
            lines = [" ".join(cell.text for cell in row if cell.text) for row in block.rows]
            pages.setdefault(block.rows[0][0].spot.part, []).extend(lines)
        elif isinstance(block, Paragraph) and not block.aside:
            pages.setdefault(block.spot.part, []).append(block.text)
    return ["\n".join(lines) for lines in pages.values()]


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range()).replace("\r\n", "\n").replace("\x02", "-").replace("\ufffe", "-")
    finally:
        text.close()
        page.close()
