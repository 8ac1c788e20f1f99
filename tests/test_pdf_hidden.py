"""What a reader of a PDF does not see, or sees as no rule: it enters no cell, parts no cell and is listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from made_pdf import BLACK, WHITE, Colour, Sheet, pdf, stream
from test_pdf import MARK, ROWS, SCRIPT, UNSEEN, WIDTHS, asides, blocks, cells, first, lines, second, table

PALE: Colour = (0.93, 0.93, 0.93)
YELLOW: Colour = (1.0, 1.0, 0.0)
GAP = [*ROWS[1][:2], "", *ROWS[1][3:]]


def part(x: float, y: float, text: str, *, colour: Colour = BLACK, size: float = 9) -> bytes:
    return b"\n".join(Sheet().text(x, y, text, colour=colour, size=size).parts)


def beside_its_clip() -> bytes:
    sheet = table()
    sheet.parts.append(b"q 0 0 10 10 re W n " + part(253, 153, "888.80") + b" Q")
    return pdf(sheet)


def within_its_clip() -> bytes:
    """A figure as spreadsheets print it, within the clip of its cell."""
    sheet = Sheet().ruled([ROWS[0], GAP, *ROWS[2:]], widths=WIDTHS)
    sheet.parts.append(b"q 270 435 70 20 re W n " + part(273, 153, ROWS[1][2]) + b" Q")
    return pdf(sheet)


def below(colour: Colour) -> bytes:
    """A figure under an area that was drawn later, away from the table."""
    return pdf(table().text(400, 300, "888.80").area(380, 280, 480, 310, colour=colour))


def through(state: bytes) -> bytes:
    """An area over a figure, which shows through it."""
    sheet = table()
    sheet.parts.append(b"q /G gs " + b"".join(Sheet().area(272, 143, 330, 157, colour=YELLOW).parts) + b" Q")
    data = pdf(sheet, extra=[b"<</Type/ExtGState%s>>" % state])
    return data.replace(b"/XObject<</X 7 0 R>>", b"/ExtGState<</G 7 0 R>>")


def on_its_colour() -> bytes:
    sheet = Sheet().area(40, 140, 480, 160, colour=PALE)
    return pdf(table_on(sheet).text(360, 153, "888.80", colour=PALE).text(300, 153, "7.7", colour=WHITE))


def table_on(sheet: Sheet) -> Sheet:
    return sheet.ruled(ROWS, widths=WIDTHS)


def marked(*boxes: tuple[float, float, float, float]) -> bytes:
    """Figures marked with a colour as one does with a pen."""
    sheet = Sheet()
    for box in boxes:
        sheet.area(*box, colour=YELLOW)
    return pdf(table_on(sheet))


def filled_cells() -> bytes:
    """A table of coloured cells under a head that has none, without a rule."""
    sheet = Sheet().written(ROWS, widths=WIDTHS)
    cells_only = Sheet()
    for row in range(1, 5):
        for place, width in enumerate(WIDTHS):
            left = 40 + sum(WIDTHS[:place])
            cells_only.area(left, 120 + 20 * row, left + width, 140 + 20 * row, colour=PALE if row % 2 else (0.97,) * 3)
    sheet.parts = [*cells_only.parts, *sheet.parts]
    return pdf(sheet)


def misfit_bands() -> bytes:
    """Bands of colour that end within the last column."""
    sheet = Sheet()
    for row in range(0, 5, 2):
        sheet.area(40, 120 + 20 * row, 450, 140 + 20 * row, colour=PALE)
    return pdf(table_on(sheet))


def light_mark(alpha: bytes) -> bytes:
    sheet = table()
    sheet.parts.append(b"q /G gs " + part(200, 190, "2031", size=60) + b" Q")
    data = pdf(sheet, extra=[b"<</Type/ExtGState/ca %s>>" % alpha])
    return data.replace(b"/XObject<</X 7 0 R>>", b"/ExtGState<</G 7 0 R>>")


def in_a_turned_form() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
    sheet = table()
    sheet.parts.append(b"q .7 .7 -.7 .7 300 0 cm /X Do Q")
    return pdf(sheet, extra=[stream(part(100, 300, "2031", size=60), form)])


READ: dict[str, tuple[Callable[[], bytes], list[tuple[str, str]]]] = {
    "beside its clip": (beside_its_clip, [("888.80", UNSEEN)]),
    "within its clip": (within_its_clip, []),
    "under a white area": (lambda: below(WHITE), [("888.80", UNSEEN)]),
    "under a black area": (lambda: below(BLACK), [("888.80", UNSEEN)]),
    "through a clear area": (lambda: through(b"/ca 0.3"), []),
    "through a marker": (lambda: through(b"/BM/Multiply"), []),
    "in the colour of its area": (on_its_colour, [("7.7", UNSEEN), ("888.80", UNSEEN)]),
    "one figure marked": (lambda: marked((271, 143, 318, 157)), []),
    "two figures marked, of one width": (lambda: marked((272, 141, 318, 159), (272, 161, 318, 179)), []),
    "a word marked": (lambda: marked((101, 162, 140, 178)), []),
    "coloured cells under a head without": (filled_cells, []),
    "bands that end within a column": (misfit_bands, []),
    "a watermark that shows what is below": (lambda: light_mark(b"0.2"), [("2031", MARK)]),
    "a watermark that is clear": (lambda: light_mark(b"0"), [("2031", UNSEEN)]),
    "a watermark in a form that is turned": (in_a_turned_form, [("2031", MARK)]),
    "a raised figure in brackets": (lambda: pdf(table().text(312, 149, "[3]", size=5)), [("[3]", SCRIPT)]),
    "a raised figure in wide brackets": (lambda: pdf(table().text(312, 149, "〔3〕", size=5)), [("〔3〕", SCRIPT)]),
}


@pytest.mark.parametrize("kind", READ)
def test_what_is_not_seen_enters_no_cell_and_what_is_no_rule_parts_none(kind: str) -> None:
    make, listed = READ[kind]
    data = make()
    given = blocks(data)
    assert cells(given) == ROWS
    assert asides(given) == listed
    assert lines(given) == []
    assert first(data) == second(data)


def test_raised_words_in_brackets_stay() -> None:
    sheet = Sheet().text(40, 60, "本年支出合计", size=11).text(107, 56, "(a)", size=6)
    assert lines(blocks(pdf(sheet))) == ["本年支出合计(a)"]
