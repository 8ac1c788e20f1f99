"""What stands under the comments, notes and highlights of a copy, read by the order of the file or by pdfium, which did not write them."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openpyxl
import pypdfium2
from lxml import etree
from msgspec import Struct
from pypdfium2 import raw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def under_comments(data: bytes) -> list[tuple[str, str]]:
    """What each comment of a .docx says, its paragraphs as lines, and the characters in its range, by the order of the file alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        comments = etree.fromstring(archive.read("word/comments.xml"))
    said = {each.get(f"{W}id"): _words(each) for each in comments}
    open_ones: dict[str, str] = {}
    closed: dict[str, str] = {}
    for each in body.iter():
        if each.tag == f"{W}commentRangeStart":
            open_ones[each.get(f"{W}id")] = ""
        elif each.tag == f"{W}commentRangeEnd":
            closed[each.get(f"{W}id")] = open_ones.pop(each.get(f"{W}id"))
        elif each.tag == f"{W}t":
            open_ones = {key: value + (each.text or "") for key, value in open_ones.items()}
    assert not open_ones
    assert closed.keys() == said.keys()
    return [(said[key], closed[key]) for key in sorted(said, key=int)]


def _words(comment: Any) -> str:
    return "\n".join("".join(each.itertext(f"{W}t")) for each in comment.iter(f"{W}p"))


def under_cell_notes(data: bytes) -> list[tuple[str, str]]:
    """What is noted in each cell of a .xlsx, finding by finding, and its value."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment)
    return [(said, str(cell.value)) for cell in cells for said in cell.comment.text.split("\n\n")]


class Highlight(Struct, frozen=True):
    """A mark of a PDF: what its pop-up says, the text under it, its page and lines (left, bottom, right, top)."""

    said: str
    under: str
    page: int
    lines: tuple[tuple[float, float, float, float], ...]


def highlights(data: bytes) -> list[Highlight]:
    """Every highlight of a PDF; those that say something have a pop-up, which names them, and no others have."""
    found = []
    with opened(data) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            popups = 0
            for at in range(raw.FPDFPage_GetAnnotCount(page)):
                note = raw.FPDFPage_GetAnnot(page, at)
                kind = raw.FPDFAnnot_GetSubtype(note)
                popups += kind == raw.FPDF_ANNOT_POPUP
                if kind in {raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_TEXT}:
                    said = written(note, b"Contents")
                    popups -= _has_popup(page, note) if said else 0
                if kind == raw.FPDF_ANNOT_HIGHLIGHT:
                    lines = tuple(_lines(note))
                    inside = "".join(text.get_text_bounded(*line) for line in lines)
                    found.append(Highlight(said, "".join(inside.split()), number, lines))
                raw.FPDFPage_CloseAnnot(note)
            assert popups == 0
            text.close()
            page.close()
    return found


def under_highlights(data: bytes) -> list[tuple[str, str]]:
    """What each highlight of a PDF says, and the text in its corners."""
    return [(each.said, each.under) for each in highlights(data)]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A PDF, closed again."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def _lines(note: Any) -> Iterator[tuple[float, float, float, float]]:
    for line in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
        corners = raw.FS_QUADPOINTSF()
        assert raw.FPDFAnnot_GetAttachmentPoints(note, line, corners)
        yield corners.x3, corners.y3, corners.x2, corners.y2


def _has_popup(page: Any, note: Any) -> int:
    """1: its pop-up is one of the same page, and says that it belongs to this mark."""
    popup = raw.FPDFAnnot_GetLinkedAnnot(note, b"Popup")
    assert popup
    assert raw.FPDFAnnot_GetSubtype(popup) == raw.FPDF_ANNOT_POPUP
    assert raw.FPDFPage_GetAnnotIndex(page, popup) >= 0
    parent = raw.FPDFAnnot_GetLinkedAnnot(popup, b"Parent")
    assert raw.FPDFPage_GetAnnotIndex(page, parent) == raw.FPDFPage_GetAnnotIndex(page, note)
    for each in (parent, popup):
        raw.FPDFPage_CloseAnnot(each)
    return 1


def written(note: Any, key: bytes) -> str:
    """What an entry of a note says; "" where it has none."""
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
