"""Highlights and their pop-up notes written into a PDF, on the characters of every finding; runs in the child process only."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence

import msgspec
import pypdfium2
from msgspec import Struct
from pypdfium2 import raw

from jslint.document.annotate.note import COLOURS, RELATED, Note
from jslint.document.annotate.pdf import Copy, Order
from jslint.document.annotate.pdf_letters import Letters
from jslint.document.annotate.pdf_notes import Placed, with_notes
from jslint.document.read.pdf.bounds import unpacks_too_far
from jslint.document.read.pdf.page import Refused
from jslint.document.read.pdf.within import begin_page, limit_memory, send
from jslint.spot import Spot

_MAY_BE_NOTED = 1 << 5
"""The permission to add notes to a document that is locked against changes (ISO 32000-1, table 22, bit 6)."""


def serve() -> None:
    """Read an order from standard input and write the copy to standard output, or why there is none."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    if unpacks_too_far(order.data):
        _say(Refused("unpacked"))
        return
    limit_memory(len(order.data))
    begin_page()
    try:
        copy = _marked(order.data, order.notes)
    except pypdfium2.PdfiumError:
        copy = None
    _say(Copy(copy) if copy is not None else Refused("broken"))


def _say(answer: Copy | Refused) -> None:
    send(msgspec.msgpack.encode(answer))


def _marked(data: bytes, notes: Sequence[Note]) -> bytes | None:
    """The PDF with its notes; one without a box stands in the corner of its page, or of the first.

    The bytes of the original stay as they are, with the notes behind them. Where that does not read as it should (its table of
    contents is broken, or it is locked), its pages are written anew. None where neither gives a copy. Raises PdfiumError.
    """
    document = pypdfium2.PdfDocument(data)
    if not raw.FPDF_GetDocPermissions(document) & _MAY_BE_NOTED:
        return None
    placed = list(_placed(document, notes))
    count = len(document)
    wanted = [sum(each.is_said + 1 for each in placed if each.page == page) for page in range(count)]
    before = _on_pages(document)
    for base in (data, _anew(document)):
        begin_page()
        copy = with_notes(base, placed)
        if copy is not None and _reads(copy, [old + new for old, new in zip(before, wanted, strict=True)]):
            return copy
    return None


def _placed(document: pypdfium2.PdfDocument, notes: Sequence[Note]) -> Iterator[Placed]:
    """Every mark with its lines on its page."""
    for number, marks in _by_page(notes, len(document)).items():
        begin_page()
        page = document[number]
        letters = Letters(page)
        for mark in marks:
            lines, beside = letters.lines(mark.spots), letters.beside(mark.spots)
            if not lines:
                yield Placed(number, (letters.corner(),), mark.text, mark.subject, mark.colour, beside, is_sign=True)
            else:
                yield Placed(number, lines, mark.text, mark.subject, mark.colour, beside)
        page.close()


def _anew(document: pypdfium2.PdfDocument) -> bytes:
    """The document written from what could be read of it, without its lock."""
    begin_page()
    written = io.BytesIO()
    document.save(written, flags=raw.FPDF_REMOVE_SECURITY)
    return written.getvalue()


def _on_pages(document: pypdfium2.PdfDocument) -> list[int]:
    """How many notes, links and fields each page has."""
    counts = []
    for number in range(len(document)):
        begin_page()
        page = document[number]
        counts.append(raw.FPDFPage_GetAnnotCount(page))
        page.close()
    return counts


def _reads(copy: bytes, expected: Sequence[int]) -> bool:
    """Whether a copy opens and has as many notes on each page as it should."""
    begin_page()
    try:
        return _on_pages(pypdfium2.PdfDocument(copy)) == list(expected)
    except pypdfium2.PdfiumError:
        return False


class _Mark(Struct, frozen=True):
    """What is marked on one page: the places (none: a sign in the corner), what is said there ("" for nothing), the colour."""

    spots: tuple[Spot, ...]
    text: str
    subject: str
    colour: tuple[int, int, int]


def _by_page(notes: Sequence[Note], pages: int) -> dict[int, list[_Mark]]:
    """What is marked on each page (from 0): related places first, so that findings lie over them."""
    marks: dict[int, list[_Mark]] = {}
    for note in notes:
        for spot in note.related:
            _add(marks, spot, _Mark((), "", "", RELATED), pages)
    for note in notes:
        _add(marks, note.spot, _Mark((), note.text, note.subject, COLOURS[note.severity]), pages)
    return marks


def _add(marks: dict[int, list[_Mark]], spot: Spot | None, said: _Mark, pages: int) -> None:
    """Mark a place and where it goes on: one mark a page, what is said on the first."""
    places: dict[int, list[Spot]] = {_number(spot, pages): []}
    for each in (spot, *spot.goes_on) if spot is not None else ():
        places.setdefault(_number(each, pages), []).extend([each] if each.box is not None else [])
    for page, spots in places.items():
        marks.setdefault(page, []).append(msgspec.structs.replace(said, spots=tuple(spots)))
        said = msgspec.structs.replace(said, text="", subject="")


def _number(spot: Spot | None, pages: int) -> int:
    found = re.search(r"[0-9]+", spot.part) if spot else None
    return min(int(found[0]), pages) - 1 if found else 0
