"""Notes in a PDF: on the very characters however pages are turned, each with its pop-up, behind the bytes of the original."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable

import pypdf.annotations
import pypdf.generic
import pypdfium2
import pytest
from pypdfium2 import raw

from jslint.document.annotate.note import Note
from jslint.document.annotate.pdf import annotated_pdf
from jslint.spot import Spot
from made_pdf import Sheet, pdf
from reading_back import highlights, opened, under_highlights, written


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_highlight_lies_right_on_a_page_that_is_turned(turn: int) -> None:
    data = pdf(Sheet().text(100, 100, "12.50"))
    document = pypdfium2.PdfDocument(data)
    document[0].set_rotation(turn)
    document[0].set_cropbox(20, 30, *(side - 10 for side in document[0].get_mediabox()[2:]))
    page = document[0]
    text = page.get_textpage()
    left, bottom, right, top = text.get_rect(0) if text.count_rects() else (0, 0, 0, 0)
    width, height = (round(side * 20) for side in page.get_size())
    corners = []
    for x, y in ((left, bottom), (right, top)):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value / 20, down.value / 20))
    (x0, y0), (x1, y1) = corners
    box = (min(x0, x1) - 3, min(y0, y1) - 3, max(x0, x1) + 3, max(y0, y1) + 3)
    text.close()
    written = io.BytesIO()
    document.save(written)
    document.close()
    spot = Spot("a.pdf", "第 1 页第 1 行", "第 1 页", box)
    for exact in ("", "2.5"):
        copy = annotated_pdf(written.getvalue(), [Note(spot._replace(text=exact), "说", "error")])
        assert under_highlights(copy) == [("说", exact or "12.50")]


def test_every_line_of_a_stretch_is_marked() -> None:
    """A sentence over three printed lines, the last on the next page: each line of it by itself, what is said once."""
    lines = ("前文。与上年相比增加一百", "二十万元，主要原因是项目", "增加。后文。")
    data = pdf(*(Sheet().text(100, 100, lines[0]).text(100, 130, lines[1]), Sheet().text(100, 100, lines[2])))
    boxes = [(95.0, 85.0, 400.0, 118.0), (95.0, 118.0, 400.0, 148.0), (95.0, 85.0, 400.0, 118.0)]
    spots = [
        Spot("a.pdf", "第 1 页第 1 行", "第 1 页", boxes[0], "前文。", "与上年相比增加一百"),
        Spot("a.pdf", "第 1 页第 2 行", "第 1 页", boxes[1], "", "二十万元，主要原因是项目"),
        Spot("a.pdf", "第 2 页第 1 行", "第 2 页", boxes[2], "", "增加", "。后文。"),
    ]
    copy = annotated_pdf(data, [Note(spots[0]._replace(goes_on=tuple(spots[1:])), "说", "error")])
    assert under_highlights(copy) == [("说", "与上年相比增加一百二十万元，主要原因是项目"), ("", "增加")]


def lying(*related: Spot) -> Note:
    """A note on the figure of a page that says 12.50 at (100, 100)."""
    return Note(
        Spot("a.pdf", "第 1 页第 1 行", "第 1 页", (95, 85, 200, 118), text="12.50"),
        "说",
        "error",
        related,
        "错误 JS101",
    )


def test_what_is_said_is_a_pop_up_that_belongs_to_its_highlight_and_the_original_stays() -> None:
    """pdfium, which writes none of it, finds the pop-up by the highlight and the highlight by the pop-up."""
    data = pdf(Sheet().text(100, 100, "12.50"), Sheet().text(100, 100, "7.00"))
    other = Spot("a.pdf", "第 2 页第 1 行", "第 2 页", (95, 85, 200, 118), text="7.00")
    copy = annotated_pdf(data, [lying(other), Note(None, "全文", "warning"), Note(None, "又", "warning")])
    assert copy.startswith(data)
    assert [(each.page, each.said, each.under) for each in highlights(copy)] == [(0, "说", "12.50"), (1, "", "7.00")]
    with opened(copy) as document:
        notes = [raw.FPDFPage_GetAnnot(document[0], at) for at in range(raw.FPDFPage_GetAnnotCount(document[0]))]
        keys = (b"T", b"Subj", b"NM", b"Contents")
        assert [[written(note, key) for key in keys] for note in notes[::2]] == [
            ["jslint", "错误 JS101", "jslint-2", "说"],
            ["jslint", "", "jslint-3", "全文"],
            ["jslint", "", "jslint-4", "又"],
        ]
        assert all(
            re.fullmatch(r"D:[0-9]{14}[+-][0-9]{2}'[0-9]{2}'", written(note, b"CreationDate")) for note in notes[::2]
        )
        corners = [rectangle(note) for note in notes[2::2]]
        assert corners[0][1] > corners[1][3]  # one sign below the other


def test_notes_that_two_pages_share_stay_and_new_ones_are_on_their_page_only() -> None:
    plain = pdf(Sheet().text(100, 100, "12.50"), Sheet().text(100, 100, "7.00"))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(plain))
    old = writer.add_annotation(0, pypdf.annotations.Text(rect=(10, 10, 30, 30), text=""))
    shared = writer._add_object(pypdf.generic.ArrayObject([old.indirect_reference]))
    for page in writer.pages:
        page[pypdf.generic.NameObject("/Annots")] = shared
    made = io.BytesIO()
    writer.write(made)
    copy = annotated_pdf(made.getvalue(), [lying()])
    assert [(each.page, each.said, each.under) for each in highlights(copy)] == [(0, "说", "12.50")]
    with opened(copy) as document:
        assert [raw.FPDFPage_GetAnnotCount(page) for page in document] == [3, 1]


def rectangle(note: object) -> tuple[float, float, float, float]:
    sides = raw.FS_RECTF()
    assert raw.FPDFAnnot_GetRect(note, sides)
    return sides.left, sides.bottom, sides.right, sides.top


@pytest.mark.parametrize("turn", [0, 90])
def test_highlights_are_drawn_on_their_characters_and_nowhere_else(turn: int) -> None:
    plain = pypdfium2.PdfDocument(pdf(Sheet().text(100, 100, "12.50 34.56")))
    plain[0].set_rotation(turn)
    turned = io.BytesIO()
    plain.save(turned)
    box = (0.0, 0.0, *plain[0].get_size())
    copy = annotated_pdf(turned.getvalue(), [Note(Spot("a.pdf", "", "第 1 页", box, text="12.50"), "说", "error")])
    (mark,) = highlights(copy)
    with opened(copy) as document, opened(turned.getvalue()) as before:
        differ = differing(before[0], document[0])
        corners = [page_to_image(document[0], *mark.lines[0][at : at + 2]) for at in (0, 2)]
    (left, right), (top, bottom) = (sorted(side) for side in zip(*corners, strict=True))
    assert len(differ) > (right - left) * (bottom - top) / 2
    assert [(x, y) for x, y in differ if not (left - 2 <= x <= right + 2 and top - 2 <= y <= bottom + 2)] == []


def differing(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage) -> list[tuple[int, int]]:
    """The pixels (from the left and from the top) in which two pages look different."""
    first, second = one.render(scale=1), other.render(scale=1)
    was, now = bytes(first.buffer), bytes(second.buffer)
    depth, stride = first.n_channels, first.stride
    points = ((x, y, y * stride + x * depth) for y in range(first.height) for x in range(first.width))
    return [(x, y) for x, y, at in points if was[at : at + depth] != now[at : at + depth]]


def page_to_image(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *(round(side) for side in page.get_size()), 0, x, y, across, down)
    return across.value, down.value


def locked(data: bytes, password: str, permissions: int) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner", algorithm="RC4-128", permissions_flag=permissions)  # type: ignore[arg-type]
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_that_is_locked_takes_notes_where_its_owner_lets_it() -> None:
    data = pdf(Sheet().text(100, 100, "12.50"))
    assert under_highlights(annotated_pdf(locked(data, "", -1), [lying()])) == [("说", "12.50")]
    for password, permissions in (("", -1 & ~(1 << 5)), ("geheim", -1)):
        with pytest.raises(ValueError, match="broken"):
            annotated_pdf(locked(data, password, permissions), [lying()])


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"startxref\n", b"startxref\n9"),
        lambda data: data[: data.rindex(b"startxref")],
        lambda data: b"\n" * 40 + data,
        lambda data: data + b"\0" * 3000,
    ],
)
def test_a_pdf_whose_table_of_contents_is_broken_takes_notes_all_the_same(damage: Callable[[bytes], bytes]) -> None:
    data = damage(pdf(Sheet().text(100, 100, "12.50")))
    assert under_highlights(annotated_pdf(data, [lying()])) == [("说", "12.50")]


def test_a_hostile_pdf_ends_the_process_that_writes_and_no_other() -> None:
    with pytest.raises(ValueError, match="broken"):
        annotated_pdf(b"%PDF-1.4\nnothing", [Note(None, "说", "error")])
