"""Tables of a PDF without rules between their columns: read where every word is sure to stand in one cell, else told and listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from jslint.document.recognise import Document, import_documents
from made_pdf import Sheet, pdf
from test_pdf import ROWS, asides, blocks, cells, first, lines, second

XS = [40, 100, 280, 360, 440]
UNREAD = "像没有框线的表，没有读成表，请导入原来的 Word、Excel 文件"
BLANK = [[*row[:3], "", row[4]] if at else row for at, row in enumerate(ROWS)]


def width(text: str, size: float = 9) -> float:
    return sum({".": 0.278, ",": 0.278, "-": 0.333}.get(one, 0.556 if one.isascii() else 1.0) for one in text) * size


def laid(
    rows: Sequence[Sequence[str]], *, top: float = 120, step: float = 20, right: bool = True, sheet: Sheet | None = None
) -> Sheet:
    """Rows without a rule; amounts at the right or in the middle of columns of 70 points."""
    sheet = sheet or Sheet()
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            room = 66 - width(text)
            shift = 0.0 if place < 2 else room if right else room / 2
            sheet.text(XS[place] + 3 + shift, top + step * at + 13, text)
    return sheet


def ruled(sheet: Sheet, *ys: float) -> Sheet:
    for y in ys:
        sheet.line(40, y, 515, y)
    return sheet


def framed() -> Sheet:
    sheet = ruled(laid(ROWS), *range(120, 221, 20))
    return sheet.line(40, 120, 40, 220).line(515, 120, 515, 220)


def banded() -> Sheet:
    sheet = Sheet()
    for at in range(0, 5, 2):
        sheet.area(40, 120 + 20 * at, 515, 140 + 20 * at, colour=(0.92, 0.92, 0.92))
    return laid(ROWS, sheet=sheet)


def wrapped(*, white: float, ys: Sequence[float] = (0, 6, 12), middle: int = 1) -> Sheet:
    """Names of three rows in several lines each, figures beside one of them; so many points of white from row to row."""
    sheet = laid([ROWS[0]])
    top = 140.0
    for row in ROWS[2:]:
        for at, y in enumerate(ys):
            sheet.text(103, top + y + 9, ("机关事业单", "位基本养老", "保险缴费")[at])
        for place in (0, 2, 3, 4):
            shift = 0.0 if place == 0 else 66 - width(row[place])
            sheet.text(XS[place] + 3 + shift, top + ys[middle] + 9, row[place])
        top += ys[-1] + 9 + white
    return sheet


LONG = "机关事业单位基本养老保险缴费"
NAMED = [ROWS[0], *([row[0], LONG, *row[2:]] for row in ROWS[2:])]

READ: dict[str, tuple[Callable[[], Sheet], Sequence[Sequence[str]]]] = {
    "three rules": (lambda: ruled(laid(ROWS), 120, 140, 220), ROWS),
    "a rule below every row": (lambda: ruled(laid(ROWS), *range(120, 221, 20)), ROWS),
    "rules beside it as well": (framed, ROWS),
    "no rule": (lambda: laid(ROWS), ROWS),
    "amounts in the middle": (lambda: laid(ROWS, right=False), ROWS),
    "bands of grey": (banded, ROWS),
    "an empty column": (lambda: ruled(laid(BLANK), 120, 140, 220), BLANK),
    "names in three lines, figures beside the middle one": (lambda: wrapped(white=8, ys=(0, 11, 22)), NAMED),
    "names in three lines, figures beside the first": (lambda: wrapped(white=8, ys=(0, 11, 22), middle=0), NAMED),
}


@pytest.mark.parametrize("kind", READ)
def test_a_table_without_rules_between_columns_is_read_where_it_is_certain(kind: str) -> None:
    make, rows = READ[kind]
    data = pdf(make())
    given = blocks(data)
    assert cells(given) == [list(row) for row in rows]
    assert (asides(given), lines(given)) == ([], [])
    assert first(data) == second(data)


def abutting() -> Sheet:
    sheet = laid([row[:2] for row in ROWS])
    for at, row in enumerate(ROWS):
        sheet.text(350 - width(row[2]), 133 + 20 * at, row[2]).text(353, 133 + 20 * at, row[3])
        sheet.text(450, 133 + 20 * at, row[4])
    return sheet


def broken() -> Sheet:
    """A figure of the second row goes on below it, where the name goes on as well."""
    rows = [list(row) for row in ROWS]
    rows[2][2] = "123456"
    return laid(rows).text(103, 192, "（续）").text(325, 192, "7.89")


def shifted() -> Sheet:
    """One figure stands halfway between two columns."""
    rows = [list(row) for row in ROWS]
    rows[3][3] = ""
    return laid(rows).text(335, 193, "2.40")


def over_two() -> Sheet:
    """Only a name over several columns stands above the figures."""
    return laid(ROWS[1:], top=140).text(300, 133, "本年支出及其构成情况")


TOLD: dict[str, Callable[[], Sheet]] = {
    "no head": lambda: laid(ROWS[1:]),
    "a head over several columns": over_two,
    "a figure that goes on below": broken,
    "a figure between two columns": shifted,
    "names in three lines with nothing between rows": lambda: wrapped(white=2, ys=(0, 11, 22), middle=0),
}


@pytest.mark.parametrize("kind", TOLD)
def test_a_table_that_is_not_certain_is_told_and_none_of_its_figures_stands_in_a_cell(kind: str) -> None:
    data = pdf(TOLD[kind]())
    given = blocks(data)
    assert cells(given) == []
    assert {reason for _, reason in asides(given)} == {UNREAD}
    figured = [text for text, _ in asides(given) if "." in text]
    assert len(figured) >= 3
    assert not [line for line in lines(given) if "." in line]


def test_figures_side_by_side_stand_in_no_cell() -> None:
    assert cells(blocks(pdf(abutting()))) == []


def test_the_columns_of_a_table_hold_on_the_next_page_without_a_head() -> None:
    data = pdf(laid(ROWS[:4], top=480), laid([ROWS[4], *ROWS[2:4]], top=40))
    given = blocks(data)
    assert cells(given) == [*ROWS, *ROWS[2:4]]
    assert first(data) == second(data)


def test_columns_do_not_hold_past_a_line_of_text() -> None:
    data = pdf(laid(ROWS[:4], top=400).text(40, 560, "注：本表反映支出情况。"), laid([ROWS[4], *ROWS[2:4]], top=40))
    assert cells(blocks(data)) == ROWS[:4]


def test_sentences_with_figures_below_each_other_are_no_table() -> None:
    sheet = Sheet(400.0, 300.0)
    said = [
        "本年收入 31.20 万元，占 61.90%。",
        "本年支出 28.10 万元，占 71.53%。",
        "年末结转 13.10 万元，占 31.53%。",
    ]
    for at, sentence in enumerate(said):
        sheet.text(20, 60 + 18 * at, sentence, size=11)
    given = blocks(pdf(sheet))
    assert cells(given) == []
    assert lines(given) == said


def test_a_three_rule_table_is_imported() -> None:
    sheet = Sheet().text(40, 40, "某市教育局2024年度部门决算", size=14).text(230, 80, "支出决算表", size=14)
    rows = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"], *ROWS[1:]]
    imported = import_documents([Document("一.pdf", pdf(ruled(laid(rows, sheet=sheet), 120, 140, 220)))])
    assert imported.tables == ("支出决算表",)
    assert ' 合计: ["1,214.80", 730.30, 484.50]' in imported.text
    assert not imported.faults
    assert imported.of_fate("rest") == ()


# a figure that broke off at the side of its cell


def narrow(*parts: str, width: float = 46) -> bytes:
    sheet = Sheet().ruled([["1.00", "行政运行", "", "2.00"]], widths=[50, 100, width, 60], row=40)
    for at, part in enumerate(parts):
        sheet.text(193, 136 + 11 * at, part)
    return pdf(sheet)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("1234567", "89.12"), "1234567\n89.12"),
        (("1,234,56", "7.89"), "1,234,56\n7.89"),
        (("1234567.", "89"), "1234567.\n89"),
        (("1.20", "3.40"), "1.20 3.40"),
        (("12", "34"), "12 34"),
        (("2024年", "1234567"), "2024年1234567"),
    ],
)
def test_lines_of_a_cell_stay_apart_where_a_figure_filled_the_first(parts: tuple[str, ...], text: str) -> None:
    data = narrow(*parts)
    assert cells(blocks(data)) == [["1.00", "行政运行", text, "2.00"]]
    assert first(data) == second(data)


def test_a_figure_over_two_lines_is_imported_as_one_and_told() -> None:
    head = ["科目编码", "科目名称", "支出合计", "基本支出", "项目支出"]
    rows = [
        ["", "合计", "", "1,000.00", "234,567.89"],
        *(["20" + "5" * at, "某项", "1.00", "1.00", "0.00"] for at in (1, 3)),
    ]
    sheet = Sheet().text(40, 30, "某市教育局2024年度部门决算", size=14).text(230, 60, "支出决算表", size=14)
    sheet.ruled([head, *rows], widths=[60, 120, 44, 70, 70], row=40).text(223, 174, "235,567.").text(223, 185, "89")
    imported = import_documents([Document("一.pdf", pdf(sheet))])
    assert '合计: ["235,567.89", "1,000.00", "234,567.89"]' in imported.text
    assert not imported.faults


# spaces that are printed


@pytest.mark.parametrize(
    "text", ["- 9 -", "12 34 万元", "第 3 页 - 4", "1 2 3", "3 - 9 月", "增长 -9.00%", "12 .5", "-9-"]
)
def test_a_printed_space_parts_numbers_for_both_readings(text: str) -> None:
    data = pdf(Sheet().text(40, 100, text, size=10.5))
    assert first(data) == second(data)


def test_a_watermark_with_two_numbers_has_two_for_both_readings() -> None:
    mark = (
        Sheet().ruled(ROWS, widths=[60, 180, 80, 80, 80]).text(120, 190, "5501 22", size=58, colour=(0.85, 0.85, 0.85))
    )
    slanted = (
        Sheet()
        .ruled(ROWS, widths=[60, 180, 80, 80, 80])
        .text(90, 330, "5501 22", size=50, colour=(0.85, 0.85, 0.85), angle=32)
    )
    for data in (pdf(mark), pdf(slanted)):
        assert [text for text, _ in asides(blocks(data))] == ["5501 22"]
        assert first(data) == second(data)
