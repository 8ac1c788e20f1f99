"""A PDF with a highlight on the characters of every finding, whose note a reader program shows when it is pointed at."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from jslint.document.annotate.note import Note
from jslint.document.read.pdf.child import pieces_of
from jslint.document.read.pdf.page import Refused

_WRITER = "import sys; sys.path[:0] = sys.argv[1:]; from jslint.document.annotate import pdf_marks; pdf_marks.serve()"


class Order(Struct, frozen=True):
    """What the process is given: a PDF, and the notes to be written into it."""

    data: bytes
    notes: tuple[Note, ...]


class Copy(Struct, frozen=True, tag=True):
    """What it gives: the PDF with its notes."""

    data: bytes


def annotated_pdf(data: bytes, notes: Sequence[Note]) -> bytes:
    """The PDF with its notes; one without a box stands in the corner of its page, or of the first.

    It is written in a process of its own, within the bounds that reading has. Raises ValueError where that gives no copy.
    """
    decode = msgspec.msgpack.Decoder(Copy | Refused).decode
    order = msgspec.msgpack.encode(Order(data, tuple(notes)))
    said = [piece if isinstance(piece, Refused) else decode(piece) for piece in pieces_of(_WRITER, order, "pypdf")]
    copy = next((piece for piece in said if isinstance(piece, Copy)), None)
    if copy is None:
        raise ValueError(said)
    return copy.data
