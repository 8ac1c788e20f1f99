"""Highlights written into a PDF, on the characters of every finding; runs in the child process only."""

from __future__ import annotations

import ctypes
import io
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pypdfium2
from msgspec import Struct
from pypdfium2 import raw

from jslint.document.annotate.note import AUTHOR, COLOURS, RELATED, Note, reach
from jslint.document.annotate.pdf import Copy, Order
from jslint.document.read.pdf.bounds import unpacks_too_far
from jslint.document.read.pdf.page import Refused
from jslint.document.read.pdf.within import begin_page, limit_memory, send
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


def serve() -> None:
    """Read an order from standard input and write the copy to standard output, or why there is none."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    if unpacks_too_far(order.data):
        send(Refused("unpacked"))
        return
    limit_memory(len(order.data))
    try:
        send(Copy(_marked(order.data, order.notes)))
    except pypdfium2.PdfiumError:
        send(Refused("broken"))


def _marked(data: bytes, notes: Sequence[Note]) -> bytes:
    """The PDF with its notes; one without a box stands in the corner of its page, or of the first. Raises PdfiumError."""
    document = pypdfium2.PdfDocument(data)
    for number, marks in _by_page(notes, len(document)).items():
        begin_page()
        page = document[number]
        places = _Page(page)
        for mark in marks:
            places.mark(mark)
        page.close()
    begin_page()
    written = io.BytesIO()
    document.save(written, flags=raw.FPDF_INCREMENTAL)
    document.close()
    return written.getvalue()


class _Mark(Struct, frozen=True):
    """What is marked on one page: the places (none: a sign in the corner), what is said there ("" for nothing), the colour."""

    spots: tuple[Spot, ...]
    text: str
    colour: tuple[int, int, int]


def _by_page(notes: Sequence[Note], pages: int) -> dict[int, list[_Mark]]:
    """What is marked on each page (from 0): related places first, so that findings lie over them."""
    marks: dict[int, list[_Mark]] = {}
    for note in notes:
        for spot in note.related:
            _add(marks, spot, "", RELATED, pages)
    for note in notes:
        _add(marks, note.spot, note.text, COLOURS[note.severity], pages)
    return marks


def _add(marks: dict[int, list[_Mark]], spot: Spot | None, text: str, colour: tuple[int, int, int], pages: int) -> None:
    """Mark a place and where it goes on: one mark a page, what is said on the first."""
    places: dict[int, list[Spot]] = {_number(spot, pages): []}
    for each in (spot, *spot.goes_on) if spot is not None else ():
        places.setdefault(_number(each, pages), []).extend([each] if each.box is not None else [])
    for page, spots in places.items():
        marks.setdefault(page, []).append(_Mark(tuple(spots), text, colour))
        text = ""


def _number(spot: Spot | None, pages: int) -> int:
    found = re.search(r"[0-9]+", spot.part) if spot else None
    return min(int(found[0]), pages) - 1 if found else 0


class _Page:
    """One page that is being written on."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._size = [round(side * _FINE) for side in page.get_size()]
        self._is_sideways = page.get_rotation() % 180 != 0
        text = page.get_textpage()
        self._letters = list(_letters(text))
        text.close()

    def mark(self, mark: _Mark) -> None:
        """Highlight the lines of a mark with its note; one without a place is a sign in the corner."""
        lines = [line for spot in mark.spots if spot.box is not None for line in self._lines(spot, spot.box)]
        if not lines:
            left, top = self._own(_ICON, _ICON)
            lines, kind = [(left, top - _ICON, left + _ICON, top)], raw.FPDF_ANNOT_TEXT
        else:
            kind = raw.FPDF_ANNOT_HIGHLIGHT
        note = raw.FPDFPage_CreateAnnot(self._page, kind)
        raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(*_ends(_around(lines))))
        raw.FPDFAnnot_SetColor(note, raw.FPDFANNOT_COLORTYPE_Color, *mark.colour, 255)
        for left, bottom, right, top in lines if kind == raw.FPDF_ANNOT_HIGHLIGHT else ():
            corners = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            raw.FPDFAnnot_AppendAttachmentPoints(note, corners)
        raw.FPDFAnnot_SetFlags(note, _PRINTED)
        for key, value in ((b"Contents", mark.text), (b"T", AUTHOR)):
            if mark.text:
                raw.FPDFAnnot_SetStringValue(note, key, _wide(value))
        raw.FPDFPage_CloseAnnot(note)

    def _lines(self, spot: Spot, box: tuple[float, float, float, float]) -> list[Area]:
        """The characters of a spot, line by line, or its whole box where they cannot be told."""
        one, other = self._own(box[0], box[1]), self._own(box[2], box[3])
        whole = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
        inside = [(letter, area) for letter, area in self._letters if _lies_in(area, whole)]
        found = reach("".join(letter for letter, _ in inside), spot)
        if found is None:
            return [whole]
        lines: list[list[Area]] = []
        for _, area in inside[slice(*found)]:
            if lines and self._goes_on(lines[-1], area):
                lines[-1].append(area)
            else:
                lines.append([area])
        return [_around(line) for line in lines]

    def _goes_on(self, line: Sequence[Area], area: Area) -> bool:
        """Whether a character stands in the line of those before it: their middle within its height."""
        low, high = (0, 2) if self._is_sideways else (1, 3)
        around = _around(line)
        return (
            area[low] <= (around[low] + around[high]) / 2 <= area[high]
            or around[low] <= (area[low] + area[high]) / 2 <= around[high]
        )

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


def _ends(area: Area) -> tuple[float, float, float, float]:
    """An area as pdfium's rectangles have it: left, top, right, bottom."""
    left, bottom, right, top = area
    return left, top, right, bottom


def _wide(text: str) -> Any:
    """A text as pdfium takes it."""
    data = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\x00\x00")
    return ctypes.cast(data, raw.FPDF_WIDESTRING)
