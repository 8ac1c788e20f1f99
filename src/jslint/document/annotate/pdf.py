"""A PDF with a highlight on the characters of every finding, whose note a reader program shows when it is pointed at."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
from pypdfium2 import raw

from jslint.document.annotate.note import AUTHOR, COLOURS, RELATED, Note, reach
from jslint.spot import Spot

_FINE = 20
"""Steps in a point: pdfium's places on a page as shown are whole numbers."""
_NEAR = 1.0
"""Points that a character may stand out of its box."""
_PRINTED = 4
"""The flag of a note that is printed with its page."""
_ICON = 18.0

Area = tuple[float, float, float, float]
"""Left, bottom, right, top in points of a page's own space."""


def annotated_pdf(data: bytes, notes: Sequence[Note]) -> bytes:
    """The PDF with its notes; one without a box stands in the corner of its page, or of the first. Raises pypdfium2.PdfiumError."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number, marks in _by_page(notes, len(document)).items():
            page = document[number]
            places = _Page(page)
            for spot, text, colour in marks:
                places.mark(spot, text, colour)
            page.close()
        written = io.BytesIO()
        document.save(written, flags=raw.FPDF_INCREMENTAL)
        return written.getvalue()
    finally:
        document.close()


def _by_page(notes: Sequence[Note], pages: int) -> dict[int, list[tuple[Spot | None, str, tuple[int, int, int]]]]:
    """What is marked on each page (from 0): related places first, so that findings lie over them."""
    marks: dict[int, list[tuple[Spot | None, str, tuple[int, int, int]]]] = {}
    for note in notes:
        for spot in note.related:
            marks.setdefault(_number(spot, pages), []).append((spot, "", RELATED))
    for note in notes:
        marks.setdefault(_number(note.spot, pages), []).append((note.spot, note.text, COLOURS[note.severity]))
    return marks


def _number(spot: Spot | None, pages: int) -> int:
    found = re.search(r"[0-9]+", spot.part) if spot else None
    return min(int(found[0]), pages) - 1 if found else 0


class _Page:
    """One page that is being written on."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._size = [round(side * _FINE) for side in page.get_size()]
        text = page.get_textpage()
        self._letters = list(_letters(text))
        text.close()

    def mark(self, spot: Spot | None, text: str, colour: tuple[int, int, int]) -> None:
        """Highlight a spot with its note ("" for none); a spot without a box is a sign in the corner."""
        if spot is None or spot.box is None:
            left, top = self._own(_ICON, _ICON)
            area, kind = (left, top - _ICON, left + _ICON, top), raw.FPDF_ANNOT_TEXT
        else:
            area, kind = self._area(spot, spot.box), raw.FPDF_ANNOT_HIGHLIGHT
        note = raw.FPDFPage_CreateAnnot(self._page, kind)
        left, bottom, right, top = area
        raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(left, top, right, bottom))
        raw.FPDFAnnot_SetColor(note, raw.FPDFANNOT_COLORTYPE_Color, *colour, 255)
        if kind == raw.FPDF_ANNOT_HIGHLIGHT:
            corners = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            raw.FPDFAnnot_AppendAttachmentPoints(note, corners)
        raw.FPDFAnnot_SetFlags(note, _PRINTED)
        for key, value in ((b"Contents", text), (b"T", AUTHOR)):
            if text:
                raw.FPDFAnnot_SetStringValue(note, key, _wide(value))
        raw.FPDFPage_CloseAnnot(note)

    def _area(self, spot: Spot, box: tuple[float, float, float, float]) -> Area:
        """The characters of a spot, or its whole box where they cannot be told."""
        one, other = self._own(box[0], box[1]), self._own(box[2], box[3])
        whole = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
        inside = [(letter, area) for letter, area in self._letters if _lies_in(area, whole)]
        found = reach("".join(letter for letter, _ in inside), spot)
        return whole if found is None else _around([area for _, area in inside[slice(*found)]])

    def _own(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as shown (from the top left corner), in the page's own space, however it is turned or cut."""
        across, up = ctypes.c_double(), ctypes.c_double()
        raw.FPDF_DeviceToPage(
            self._page, 0, 0, *self._size, 0, round(x * _FINE), round(y * _FINE), ctypes.byref(across), ctypes.byref(up)
        )
        return across.value, up.value


def _letters(text: Any) -> Iterator[tuple[str, Area]]:
    """The characters of a page with their boxes, in the order in which they are drawn; one character each."""
    sides = [ctypes.c_double() for _ in range(4)]
    for at in range(text.count_chars()):
        if raw.FPDFText_GetCharBox(text, at, *map(ctypes.byref, sides)):
            left, right, bottom, top = (side.value for side in sides)
            code = raw.FPDFText_GetUnicode(text, at)
            if 0 < code <= 0x10FFFF and right > left:
                yield chr(code), (left, bottom, right, top)


def _lies_in(area: Area, whole: Area) -> bool:
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    return whole[0] - _NEAR <= x <= whole[2] + _NEAR and whole[1] - _NEAR <= y <= whole[3] + _NEAR


def _around(areas: Sequence[Area]) -> Area:
    lefts, bottoms, rights, tops = zip(*areas, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _wide(text: str) -> Any:
    """A text as pdfium takes it."""
    data = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\x00\x00")
    return ctypes.cast(data, raw.FPDF_WIDESTRING)
