"""The pages of a PDF one after the other, as pdfium draws them; runs in the child process only."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping

from jslint.document.independent.pdf import numbers_of_page
from jslint.document.read.pdf.bounds import MOST_OBJECTS, MOST_PAGES, TooMuchError
from jslint.document.read.pdf.calls import TYPED, Pdfium
from jslint.document.read.pdf.drawing import Drawing
from jslint.document.read.pdf.geometry import Box, shown_by
from jslint.document.read.pdf.letters import Letters
from jslint.document.read.pdf.wire import DRAWN, OPENED, REFUSED, floats, integers, packed

_PASSWORD, _SECURITY = 4, 5


def frames(library: ctypes.CDLL, content: bytes, begin: Callable[[], None]) -> Iterator[bytes]:
    """The document's pages in order, or why they end; `begin` is called before each page, to set its budget."""
    pdfium = Pdfium(library)
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        yield refused("password" if pdfium.FPDF_GetLastError() in {_PASSWORD, _SECURITY} else "broken")
        return
    count = pdfium.FPDF_GetPageCount(document)
    if not 0 < count <= MOST_PAGES:
        yield refused("pages" if count > 0 else "broken", amount=count)
        return
    yield packed(OPENED, integers([count]))
    for number in range(1, count + 1):
        begin()
        try:
            page = pdfium.FPDF_LoadPage(document, number - 1)
            if not page:
                yield refused("page", number)
                return
            text = pdfium.FPDFText_LoadPage(page)
            columns = _columns(pdfium, page, text)
            yield packed(DRAWN, _counted(numbers_of_page(library, text)), *columns)
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)
        except TooMuchError as error:
            yield refused(error.reason, number, error.amount)
            return


def refused(reason: str, page: int = 0, amount: int = 0) -> bytes:
    """The frame that says why the document cannot be read any further."""
    return packed(REFUSED, reason.encode(), integers([page, amount]))


def _columns(pdfium: Pdfium, page: int, text: int) -> list[bytes]:
    left, bottom, right, top = _crop(pdfium, page)
    turns = pdfium.FPDFPage_GetRotation(page) % 4
    shown = shown_by(left, bottom, right, top, turns)
    width, height = right - left, top - bottom
    drawing = Drawing(pdfium, page, shown)
    letters = Letters(pdfium, text, shown, turns, drawing.orders)
    size = (width, height) if turns % 2 == 0 else (height, width)
    about = integers([drawing.outlines, _fields(pdfium, page), turns])
    return [floats([*size, *shown]), about, *drawing.columns(), *letters.columns()]


def _counted(numbers: Mapping[str, int]) -> bytes:
    return "\n".join(f"{token} {count}" for token, count in numbers.items()).encode()


def _fields(pdfium: Pdfium, page: int) -> int:
    count = 0
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_OBJECTS)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        count += pdfium.FPDFAnnot_GetSubtype(note) in TYPED
        pdfium.FPDFPage_CloseAnnot(note)
    return count


def _crop(pdfium: Pdfium, page: int) -> Box:
    """The part of the page that is shown, as pdfium itself cuts it: left, bottom, right, top of user space."""
    box = (ctypes.c_float * 4)()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.addressof(box))
    left, top, right, bottom = box
    return (left, bottom, right, top)
