"""Notes of a PDF as ISO 32000-1, 12.5.6, has them, written behind the bytes of a file; runs in the child process only."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from jslint.document.annotate.note import AUTHOR
from jslint.document.annotate.pdf_letters import Area, around

_PRINTED, _POPUP = 4, 28
"""Flags: a note that is printed with its page; a pop-up that keeps its size and is upright however the page is shown."""


class Placed(Struct, frozen=True):
    """What is marked on a page (from 0): its lines, what its pop-up says ("" for none), under which heading, the colour.

    `beside` is where the pop-up opens; `is_sign` where it stands for no characters.
    """

    page: int
    lines: tuple[Area, ...]
    text: str
    subject: str
    colour: tuple[int, int, int]
    beside: Area
    is_sign: bool = False

    @property
    def is_said(self) -> bool:
        """Whether it has a pop-up."""
        return bool(self.text)


def with_notes(data: bytes, placed: Sequence[Placed]) -> bytes | None:
    """The file with its notes behind its own bytes; None where it is not as pypdf can add to it."""
    try:
        writer = PdfWriter(PdfReader(io.BytesIO(data)), incremental=True)
        now = TextStringObject(_date())
        for at in {each.page for each in placed}:
            _own_notes(writer.pages[at])
        for number, each in enumerate(placed, 1):
            page = writer.pages[each.page]
            mark = writer.add_annotation(page, _mark(writer, each, f"{AUTHOR}-{number}", now))
            if each.is_said:
                writer.add_annotation(page, _popup(each, mark))
        writer.add_metadata({"/ModDate": str(now)})  # the newest trailer names the document's information
        written = io.BytesIO()
        writer.write(written)
    except Exception:  # noqa: BLE001 - what a damaged file makes pypdf raise has no bounds
        return None
    return written.getvalue()


def _own_notes(page: PageObject) -> None:
    """Give a page a list of notes of its own, which no other page shares."""
    before = page.get("/Annots")
    page[NameObject("/Annots")] = ArrayObject(before.get_object() if before is not None else ())


def _mark(writer: PdfWriter, each: Placed, name: str, now: TextStringObject) -> DictionaryObject:
    kind = "/Text" if each.is_sign else "/Highlight"
    mark = _dictionary(
        Type=NameObject("/Annot"),
        Subtype=NameObject(kind),
        Rect=_numbers(around(each.lines)),
        C=_numbers(side / 255 for side in each.colour),
        F=NumberObject(_PRINTED),
        NM=TextStringObject(name),
        M=now,
        CreationDate=now,
        AP=_dictionary(N=writer._add_object(_drawn(each))),
    )
    if each.is_sign:
        mark[NameObject("/Name")] = NameObject("/Comment")
    else:
        mark[NameObject("/QuadPoints")] = _numbers(side for line in each.lines for side in _corners(line))
    if each.is_said:
        said = {"/Contents": each.text, "/T": AUTHOR, "/Subj": each.subject}
        mark.update({NameObject(key): TextStringObject(words) for key, words in said.items() if words})
    return mark


def _popup(each: Placed, mark: DictionaryObject) -> DictionaryObject:
    """The pop-up of a mark; adding it to the page makes the mark name it."""
    assert mark.indirect_reference is not None  # noqa: S101 - it has been added
    return _dictionary(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Popup"),
        Rect=_numbers(each.beside),
        F=NumberObject(_POPUP),
        Open=BooleanObject(value=False),
        Parent=mark.indirect_reference,
    )


def _drawn(each: Placed) -> DecodedStreamObject:
    """How a mark looks: its colour under the characters, or a sheet with three lines for a sign."""
    colour = " ".join(f"{side / 255:.3f}" for side in each.colour)
    form = DecodedStreamObject()
    form.set_data((_sheet(each.lines[0], colour) if each.is_sign else _filled(each.lines, colour)).encode())
    form.update(
        _dictionary(
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Form"),
            BBox=_numbers(around(each.lines)),
            Resources=_dictionary(
                ExtGState=_dictionary(Under=_dictionary(BM=NameObject("/Normal" if each.is_sign else "/Multiply")))
            ),
            Group=_dictionary(S=NameObject("/Transparency")),
        )
    )
    return form


def _filled(lines: Sequence[Area], colour: str) -> str:
    areas = (f"{left:.2f} {low:.2f} {right - left:.2f} {top - low:.2f} re" for left, low, right, top in lines)
    return f"/Under gs {colour} rg {' '.join(areas)} f"


def _sheet(area: Area, colour: str) -> str:
    left, low, right, top = area
    step = (top - low) / 4
    strokes = " ".join(
        f"{left + step:.2f} {low + step * at:.2f} m {right - step:.2f} {low + step * at:.2f} l" for at in (1, 2, 3)
    )
    return f"{colour} rg 0.3 G 1 w {left + 0.5:.2f} {low + 0.5:.2f} {right - left - 1:.2f} {top - low - 1:.2f} re B {strokes} S"


def _corners(line: Area) -> Iterator[float]:
    """Top left, top right, bottom left, bottom right: the order in which reader programs take them."""
    left, low, right, top = line
    yield from (left, top, right, top, left, low, right, low)


def _numbers(values: Iterable[float]) -> ArrayObject:
    return ArrayObject(FloatObject(f"{value:.3f}") for value in values)


def _dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def _date() -> str:
    """The time now as PDF writes it."""
    now = datetime.now().astimezone()
    zone = now.strftime("%z")
    return f"D:{now:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
