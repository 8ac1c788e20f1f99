"""PDFs that programs and people make: what is printed is read as it is printed, all else is listed or refused."""

from __future__ import annotations

import contextlib
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import how_many
from jslint.document.independent.token import tokens
from jslint.document.read.formats import blocks_of
from jslint.document.read.pdf import bounds
from jslint.document.read.pdf.pages import frame_of
from jslint.document.read.pdf.wire import packed
from jslint.document.read.reader import UnreadableError
from jslint.document.stream import Given, Grid, Paragraph, Remark, Reread
from made_pdf import GREY, WHITE, Sheet, assembled, pdf, stream

DOCUMENTS = Path(__file__).parent / "documents"
REPORTS = Path(__file__).parents[2] / "shared" / "reports"
WIDTHS = [60, 170, 70, 70, 70]
ROWS = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", "1,214.80", "730.30", "484.50"],
    ["20132", "组织事务", "12.40", "2.40", "10.00"],
    ["2013201", "行政运行", "2.40", "2.40", "0.00"],
    ["2013202", "一般行政管理事务", "10.00", "0.00", "10.00"],
]
MARK, UNSEEN, SCRIPT = "水印，不是正文", "印出来看不见，不是正文", "上标或下标的注号，不是数字的一部分"
WIDE = "10,000,000,214.80"


def everything(data: bytes) -> list[Given]:
    return list(blocks_of("一.pdf", data, lambda _done, _all: None))


def blocks(data: bytes) -> list[Given]:
    """What the reader gives for itself."""
    return [block for block in everything(data) if not isinstance(block, Reread)]


def cells(given: list[Given]) -> list[list[str]]:
    """The rows of all grids; ~ for a cell that another covers."""
    return [
        ["~" if cell.covered else cell.text for cell in row]
        for block in given
        if isinstance(block, Grid)
        for row in block.rows
    ]


def asides(given: list[Given]) -> list[tuple[str, str]]:
    return [(block.text, block.aside) for block in given if isinstance(block, Paragraph) and block.aside]


def lines(given: list[Given]) -> list[str]:
    return [
        block.text for block in given if isinstance(block, Paragraph) and not block.aside and not block.is_page_number
    ]


def first(data: bytes) -> dict[str, Counter[str]]:
    """The number tokens of the first reading by page."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for block in blocks(data):
        if isinstance(block, Grid):
            for cell in (cell for row in block.rows for cell in row):
                found[cell.spot.part].update(tokens(cell.text))
        elif isinstance(block, Paragraph):
            found[block.spot.part].update(tokens(block.text))
    return {page: count for page, count in found.items() if count}


def second(data: bytes) -> dict[str, Counter[str]]:
    found = {block.spot.part: block.numbers for block in everything(data) if isinstance(block, Reread)}
    return {page: count for page, count in found.items() if count}


def table(**options: float) -> Sheet:
    return Sheet(**options).ruled(ROWS, widths=WIDTHS)  # type: ignore[arg-type]


def turned(angle: int) -> bytes:
    """The table on a page of the other format, its text and rules turned anticlockwise."""
    sheet = table()
    matrix = {90: b"0 1 -1 0 595 0 cm", 270: b"0 -1 1 0 0 842 cm", 180: b"-1 0 0 -1 842 595 cm"}[angle]
    width, height = (842.0, 595.0) if angle == 180 else (595.0, 842.0)
    return pdf(Sheet(width, height, parts=[matrix, *sheet.parts]))


def tiled(text: str) -> bytes:
    sheet = table()
    for x in range(20, 800, 95):
        for y in range(30, 560, 47):
            sheet.text(x, y, text, size=10, colour=(0.8, 0.8, 0.8))
    return pdf(sheet)


def without_top() -> bytes:
    sheet = Sheet().written(ROWS, top=60, widths=WIDTHS)
    xs = [40 + sum(WIDTHS[:at]) for at in range(6)]
    for at in range(1, 6):
        sheet.line(xs[0], 60 + 20 * at, xs[-1], 60 + 20 * at)
    for x in xs:
        sheet.line(x, 60, x, 160)
    return pdf(sheet)


def loose_first_row() -> bytes:
    sheet = Sheet().written([ROWS[1]], top=60, widths=WIDTHS)
    return pdf(sheet.ruled(ROWS[2:], top=80, widths=WIDTHS))


def dotted() -> bytes:
    sheet = Sheet().written(ROWS, widths=WIDTHS)
    xs = [40 + sum(WIDTHS[:at]) for at in range(6)]
    for at in range(6):
        for dot in range(293):
            sheet.area(40 + 1.5 * dot, 120 + 20 * at, 40.8 + 1.5 * dot, 120.8 + 20 * at, colour=(0.3, 0.3, 0.3))
    for x in xs:
        for dot in range(67):
            sheet.area(x, 120 + 1.5 * dot, x + 0.8, 120.8 + 1.5 * dot, colour=(0.3, 0.3, 0.3))
    return pdf(sheet)


def bars() -> bytes:
    """Rules that are filled rectangles, doubled at the outside."""
    sheet = Sheet().written(ROWS, widths=WIDTHS)
    for at in range(6):
        y = 120 + 20 * at
        sheet.area(40, y - 0.3, 480, y + 0.3, colour=(0, 0, 0))
    for x in [40 + sum(WIDTHS[:at]) for at in range(6)]:
        sheet.area(x - 0.3, 120, x + 0.3, 220, colour=(0, 0, 0))
    sheet.area(37.8, 117.8, 482.2, 118.4, colour=(0, 0, 0)).area(37.8, 221.6, 482.2, 222.2, colour=(0, 0, 0))
    return pdf(sheet)


def white_rules() -> bytes:
    sheet = table()
    for y in range(130, 220, 20):
        sheet.line(40, y, 480, y, colour=WHITE)
    return pdf(sheet.line(250, 120, 250, 220, colour=WHITE))


def dark_head() -> bytes:
    sheet = Sheet().area(40, 120, 480, 140, colour=(0.1, 0.2, 0.5)).ruled([[""] * 5, *ROWS[1:]], widths=WIDTHS)
    for x in [40 + sum(WIDTHS[:at]) for at in range(1, 5)]:
        sheet.line(x, 121, x, 139, colour=WHITE)
    for place, cell in enumerate(ROWS[0]):
        sheet.text(43 + sum(WIDTHS[:place]), 133, cell, colour=WHITE)
    return pdf(sheet)


def in_a_form() -> bytes:
    """Everything in a form that is drawn at half its size."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
    content = b"\n".join(table().parts)
    return pdf(Sheet(parts=[b"q 0.5 0 0 0.5 60 200 cm /X Do Q"]), extra=[stream(content, form)])


def wide_figure() -> bytes:
    """A figure set to the right that begins in the cell before its own."""
    return pdf(Sheet().ruled([["2013299", "其他支出", "", "1.00", "2.00"]], widths=WIDTHS).text(259, 133, WIDE))


READ: dict[str, tuple[Callable[[], bytes], list[list[str]], list[tuple[str, str]]]] = {
    "as it is": (lambda: pdf(table()), ROWS, []),
    "slanted, grey": (
        lambda: pdf(table().text(90, 330, "内部材料 2031", size=60, colour=GREY, angle=32)),
        ROWS,
        [("内部材料2031", MARK)],
    ),
    "slanted the other way, dark": (
        lambda: pdf(table().text(90, 100, "草稿7", size=44, angle=-40)),
        ROWS,
        [("草稿7", MARK)],
    ),
    "upright, light": (
        lambda: pdf(table().text(120, 190, "送审稿 8", size=58, colour=GREY)),
        ROWS,
        [("送审稿8", MARK)],
    ),
    "upright, dark and large": (lambda: pdf(table().text(100, 195, "样张", size=72)), ROWS, [("样张", MARK)]),
    "tiles": (lambda: tiled("周某 5501"), ROWS, [("　".join(["周某5501"] * 108), MARK)]),
    "white rules": (white_rules, ROWS, []),
    "white words on a dark head": (dark_head, ROWS, []),
    "invisible text": (
        lambda: pdf(table().text(253, 153, "888.80", mode=3).text(300, 300, "7.7", mode=7)),
        ROWS,
        [("888.80", UNSEEN), ("7.7", UNSEEN)],
    ),
    "white on white": (lambda: pdf(table().text(253, 153, "666.60", colour=WHITE)), ROWS, [("666.60", UNSEEN)]),
    "too small to see": (lambda: pdf(table().text(253, 153, "5.55", size=0.4)), ROWS, [("5.55", UNSEEN)]),
    "beside the page": (lambda: pdf(table().text(900, 153, "4.44")), ROWS, [("4.44", UNSEEN)]),
    "outside what is cropped": (
        lambda: pdf(table(crop=(20.0, 200.0, 700.0, 560.0)).text(200, 500, "3.33")),  # type: ignore[arg-type]
        ROWS,
        [("3.33", UNSEEN)],
    ),
    "turned by its page": (lambda: pdf(table(rotate=90)), ROWS, []),
    "turned back by its page": (lambda: pdf(table(rotate=270)), ROWS, []),
    "upside down": (lambda: pdf(table(rotate=180)), ROWS, []),
    "sideways text": (lambda: turned(90), ROWS, []),
    "sideways text, the other way": (lambda: turned(270), ROWS, []),
    "upside-down text": (lambda: turned(180), ROWS, []),
    "no rule at the top": (without_top, ROWS, []),
    "a first row without any rule": (loose_first_row, ROWS[1:], []),
    "dotted rules": (dotted, ROWS, []),
    "rules as bars, doubled": (bars, ROWS, []),
    "within a form at half size": (in_a_form, ROWS, []),
    "a footnote's number behind a figure": (
        lambda: pdf(table().text(286, 149, "12", size=5)),
        ROWS,
        [("12", SCRIPT)],
    ),
    "a figure wider than its cell": (wide_figure, [["2013299", "其他支出", WIDE, "1.00", "2.00"]], []),
}


@pytest.mark.parametrize("kind", READ)
def test_a_table_is_read_as_it_is_printed(kind: str) -> None:
    make, rows, listed = READ[kind]
    data = make()
    given = blocks(data)
    assert cells(given) == rows
    assert asides(given) == listed
    assert lines(given) == []
    assert first(data) == second(data)


def test_a_sideways_table_stands_behind_the_heading_across_it() -> None:
    sheet = Sheet(595.0, 842.0).text(40, 30, "支出决算表", size=14).text(280, 820, "- 7 -")
    sheet.parts += [b"q 0 1 -1 0 595 0 cm", *table().parts, b"Q"]
    given = blocks(pdf(sheet))
    assert [type(block).__name__ for block in given] == ["Paragraph", "Paragraph", "Grid"]
    assert lines(given) == ["支出决算表"]
    assert cells(given) == ROWS


def test_a_sideways_head_of_rows_stands_in_its_cell() -> None:
    rows = [["", "工资", "12.30"], ["", "津贴", "4.50"], ["", "奖金", "6.70"]]
    sheet = Sheet().ruled(rows, widths=[30, 80, 80])
    given = blocks(pdf(sheet.text(58, 136, "甲类", angle=90, size=8)))
    assert cells(given) == [["甲类", "工资", "12.30"], *rows[1:]]


def test_grey_text_that_lies_over_nothing_is_text() -> None:
    sheet = table().text(40, 300, "本年支出合计 1,214.80 万元，比上年增加 3.10 万元。", colour=(0.6, 0.6, 0.6))
    given = blocks(pdf(sheet))
    assert lines(given) == ["本年支出合计 1,214.80 万元，比上年增加 3.10 万元。"]
    assert asides(given) == []


def test_a_watermark_is_known_again_where_it_lies_over_nothing() -> None:
    mark = {"size": 58.0, "colour": GREY}
    pages = (
        table().text(120, 190, "送审稿", **mark),
        Sheet().text(40, 60, "第二页的正文").text(120, 400, "送审稿", **mark),
    )  # type: ignore[arg-type]
    given = blocks(pdf(*pages))
    assert lines(given) == ["第二页的正文"]
    assert asides(given) == [("送审稿", MARK)]


@pytest.mark.parametrize(
    "heading", ["三、支出决算情况说明", "（二）项目绩效自评结果", "第三部分决算情况说明", "4.其他支出"]
)
def test_a_heading_behind_a_sentence_that_fills_its_line_stands_alone(heading: str) -> None:
    sentence = "本年收入合计 31.20 万元，其中：财政拨款收入 31.20 万元，占 100.00%。"
    sheet = Sheet(400.0, 300.0).text(20, 60, sentence, size=11.5).text(20, 80, heading, size=11.5)
    given = [block for block in blocks(pdf(sheet)) if isinstance(block, Paragraph)]
    assert [(block.text, block.continues) for block in given] == [(sentence, False), (heading, False)]


def test_a_sentence_that_fills_its_line_goes_on() -> None:
    sentence = "本年收入合计 31.20 万元，其中：财政拨款收入 31.20 万元，占比为"
    sheet = Sheet(400.0, 300.0).text(20, 60, sentence, size=11.5).text(20, 80, "100.00%。", size=11.5)
    given = [block for block in blocks(pdf(sheet)) if isinstance(block, Paragraph)]
    assert [block.continues for block in given] == [False, True]


def test_a_table_goes_on_over_pages_and_page_numbers_are_told() -> None:
    first_page = Sheet().ruled(ROWS[:3], top=500, widths=WIDTHS).text(400, 585, "- 3 -")
    given = blocks(pdf(first_page, Sheet().ruled(ROWS[3:], top=30, widths=WIDTHS).text(400, 585, "第 4 页")))
    assert cells(given) == ROWS
    assert [block.text for block in given if isinstance(block, Paragraph) and block.is_page_number] == [
        "- 3 -",
        "第 4 页",
    ]


def test_a_spot_holds_the_page_and_the_box_of_a_cell_as_shown() -> None:
    grid = next(block for block in blocks(turned(90)) if isinstance(block, Grid))
    spot = grid.rows[1][2].spot
    assert (spot.part, spot.words) == ("第 1 页", "第 1 页第 2 行第 3 格")
    assert spot.box == (140.0, 502.0, 160.0, 572.0)


def test_light_figures_that_run_over_the_sides_of_their_cells_stay_figures() -> None:
    rows = [[f"20{at}", "某项支出", "", "", ""] for at in range(5)]
    sheet = Sheet().text(40, 60, "支出决算表").ruled(rows, widths=WIDTHS)
    for at in range(5):
        for column, x in enumerate((258, 338, 408)):
            sheet.text(x, 133 + 20 * at, f"{at + 1}0{column},000,214.{at}0", colour=(0.5, 0.5, 0.5))
    given = blocks(pdf(sheet))
    assert asides(given) == []
    assert cells(given)[0] == ["200", "某项支出", "100,000,214.00", "101,000,214.00", "102,000,214.00"]


def test_fields_and_notes_over_a_page_are_told_though_not_read() -> None:
    note = b"<</Type/Annot/Subtype/FreeText/Rect[10 10 90 30]/Contents(12.50)/DA(/F1 9 Tf)>>"
    data = pdf(table(), extra=[note]).replace(b"/Rotate 0", b"/Rotate 0/Annots[7 0 R]")
    told = [block.text for block in blocks(data) if isinstance(block, Remark)]
    assert told == ["这一页有 1 处表单域、文本批注或图章，里面的文字没有读，请人工核对"]


def test_print_of_a_browser_with_two_watermarks_and_a_dark_head() -> None:
    """Made by Chromium 156 from a page written for this."""
    given = blocks((DOCUMENTS / "chromium-watermarks.pdf").read_bytes())
    zeros = ["0.00"] * 4
    amounts = ["21.31", "39.62", "7.93", "26.24", "44.56", "12.87"]
    assert cells(given) == [
        ["项目", "~", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
        ["科目编码", "科目名称", *["~"] * 6],
        ["合计", "", "732.45", "732.45", *zeros],
        *([f"212010{at}", f"第{at}项支出", amount, amount, *zeros] for at, amount in enumerate(amounts, 1)),
    ]
    assert lines(given) == ["支出决算表", "公开03表", "部门：本县科目所", "单位：万元", "本表支出合计732.45万元。"]
    assert asides(given) == [
        ("2", SCRIPT),
        ("1", SCRIPT),
        ("本县2025", MARK),
        ("　".join(["科某0318"] * 40), MARK),
    ]


def test_print_of_a_browser_with_a_sideways_table() -> None:
    """Made by Chromium 156 from a page written for this."""
    given = blocks((DOCUMENTS / "chromium-sideways.pdf").read_bytes())
    assert lines(given) == ["2024年度决算", "支出决算表", "单位：万元"]
    assert cells(given) == [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        *(
            [f"213010{at}", f"第{at}项支出", f"{at * 317 / 100:.2f}", f"{3 * at}.00", f"{at * 17 / 100:.2f}"]
            for at in range(1, 10)
        ),
    ]


def test_print_of_an_office_program_over_three_pages() -> None:
    """Made by LibreOffice from a Word file written for this; the head of the table breaks over no page."""
    given = blocks((DOCUMENTS / "libreoffice-pages.pdf").read_bytes())
    rows = cells(given)
    assert [row[0] for row in rows if row[0].isdecimal()] == [str(2130200 + at) for at in range(1, 31)]
    assert rows[1] == ["合计", "", "586.20", "213.80", "372.40", "0.00", "0.00", "0.00"]
    assert rows[-1] == ["2130230", "第30项林业支出", "96.30", "36.00", "60.30", "0.00", "0.00", "0.00"]
    assert asides(given) == [("①", SCRIPT), ("2", SCRIPT)]


def test_a_page_without_text_is_told_with_its_page() -> None:
    image = stream(
        bytes(300), b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceRGB/BitsPerComponent 8"
    )
    picture = Sheet(parts=[b"q 842 0 0 595 0 0 cm /X Do Q"])
    given = blocks(pdf(table(), picture, extra=[image]))
    assert [(block.text, block.spot.words) for block in given if isinstance(block, Remark)] == [
        ("这一页只有图像，没有文字，请人工补录", "第 2 页")
    ]
    with pytest.raises(UnreadableError, match="是扫描件，1 页里没有一个文字；请先做文字识别"):
        blocks(pdf(picture, extra=[image]))


def test_recognised_text_over_a_scan_is_read_and_said_to_be_so() -> None:
    image = stream(
        bytes(300), b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceRGB/BitsPerComponent 8"
    )
    scan = Sheet(parts=[b"q 842 0 0 595 0 0 cm /X Do Q"]).text(40, 80, "支出合计 12.50 万元", mode=3)
    given = blocks(pdf(scan, extra=[image]))
    assert lines(given) == ["支出合计 12.50 万元"]
    assert [block.text for block in given if isinstance(block, Remark)] == ["这一页的文字由扫描识别得来，请与图像核对"]


def test_a_torn_page_is_told() -> None:
    data = pdf(table(), table())
    at = data.index(b"stream\n") + 200  # within the first page's content
    torn = data[:at] + bytes(120) + data[at + 120 :]
    assert [block.text for block in blocks(torn) if isinstance(block, Remark)] == [
        "这个 PDF 里有一段内容已损坏，可能少了文字和数字，请重新导出，或逐页核对"
    ]
    assert len(cells(blocks(torn))) < 2 * len(ROWS)


# --- what is refused


def locked() -> bytes:
    data = pdf(table())
    entries = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]/Root" % (b"11" * 32, b"22" * 32)
    return data.replace(b"/Root", entries)


def many_pages() -> bytes:
    kids = b"3 0 R " * (bounds.MOST_PAGES + 1)
    head = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, bounds.MOST_PAGES + 1)
    return assembled([*head, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"])


def laughing() -> bytes:
    """Nine forms, each of which draws the next ten times: a thousand million words in two kilobytes."""
    forms = [
        stream(
            b"/X Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (8 + depth),
        )
        for depth in range(9)
    ]
    last = stream(b"BT /F1 9 Tf (1) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>>>")
    return pdf(Sheet(parts=[b"/X Do"]), extra=[*forms, last])


def crowded() -> bytes:
    return pdf(Sheet(parts=[b"BT /F1 1 Tf", b"1 0 0 1 5 5 Tm (12.34) Tj " * (bounds.MOST_OBJECTS + 1), b"ET"]))


def crossed() -> bytes:
    """Rules enough to make more squares than a page can hold."""
    across = b"".join(b"0 %d m 14000 %d l S " % (4 * at, 4 * at) for at in range(900))
    down = b"".join(b"%d 0 m %d 14000 l S " % (4 * at, 4 * at) for at in range(900))
    return pdf(Sheet(14000.0, 14000.0, parts=[across, down]).text(30, 30, "1"))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked": (locked, "设有打开密码；请去掉密码后另存，再导入"),
    "cut": (lambda: pdf(table())[:200], "已损坏，PDF 内容读不出来"),
    "pages": (many_pages, "有 3001 页，超过 3000 页，没有读取"),
    "objects": (crowded, "第 1 页画的线条和文字多得不正常"),
    "squares": (crossed, "第 1 页画的线条和文字多得不正常"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(kind: str) -> None:
    make, words = REFUSED[kind]
    with pytest.raises(UnreadableError, match=re.escape(words)) as refused:
        blocks(make())
    assert str(refused.value).startswith("一.pdf ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("filters", [1, 2, 3])
def test_what_unpacks_without_measure_is_refused_before_it_is_unpacked(
    filters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zlib

    monkeypatch.setattr(bounds, "MOST_UNPACKED", 1 << 20)
    packed = bytes(4 << 20)
    for _ in range(filters):
        packed = zlib.compress(packed, 9)
    body = b"<</Filter[%s]/Length %d>>stream\n%s\nendstream" % (b"/FlateDecode " * filters, len(packed), packed)
    assert bounds.unpacks_too_far(assembled([body]))
    assert not bounds.unpacks_too_far(pdf(table()))


@pytest.mark.long
def test_forms_that_draw_each_other_without_end_are_given_up() -> None:
    with pytest.raises(UnreadableError, match=r"第 1 页.*(?:已放弃|多得不正常)"):
        blocks(laughing())


# --- laws


@pytest.mark.parametrize(
    "path", [*sorted(DOCUMENTS.glob("*.pdf")), *sorted(REPORTS.glob("*.pdf"))], ids=lambda path: path.name
)
def test_both_readings_hold_the_same_numbers_page_by_page(path: Path) -> None:
    data = path.read_bytes()
    assert first(data) == second(data)
    assert not bounds.is_torn(data)


AMOUNT = st.decimals(-99999, 9999999, places=2).map(lambda amount: f"{amount:,}")
WORD = st.sampled_from(["工资福利支出", "办公费", "合计", "其他", "水费", "20133", ""])


@st.composite
def drawn(draw: st.DrawFn) -> tuple[list[list[str]], bytes]:
    """A table of up to eight by six cells, of which some span columns or rows, on a page turned in any way."""
    rows, columns = draw(st.integers(2, 8)), draw(st.integers(2, 6))
    widths = draw(st.lists(st.integers(75, 130), min_size=columns, max_size=columns))
    heights = draw(st.lists(st.integers(14, 40), min_size=rows, max_size=rows))
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    sheet = Sheet(width=sum(widths) + 80, height=sum(heights) + 90, rotate=draw(st.sampled_from([0, 90, 180, 270])))
    xs = [40 + sum(widths[:at]) for at in range(columns + 1)]
    ys = [50 + sum(heights[:at]) for at in range(rows + 1)]
    expected = [["~"] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down = (
                draw(st.integers(1, min(2, rows - row))) if row and column else 1
            )  # every row and column begins a cell
            across = 1 if down > 1 or not row or not column else draw(st.integers(1, min(2, columns - column)))
            area = [(row + a, column + b) for a in range(down) for b in range(across)]
            if any(square in taken for square in area):
                area, down, across = [(row, column)], 1, 1
            taken.update(dict.fromkeys(area, (row, column)))
            left, right, top, bottom = xs[column], xs[column + across], ys[row], ys[row + down]
            sheet.line(left, top, right, top).line(left, bottom, right, bottom)
            sheet.line(left, top, left, bottom).line(right, top, right, bottom)
            text = draw(AMOUNT | WORD)
            expected[row][column] = text
            sheet.text(left + 2, (top + bottom) / 2 + 3, text, size=draw(st.sampled_from([7, 8, 9])))
    return expected, pdf(sheet)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn())
def test_any_table_drawn_with_rules_comes_back(case: tuple[list[list[str]], bytes]) -> None:
    expected, data = case
    if any(cell not in {"", "~"} for row in expected for cell in row):
        assert cells(blocks(data)) == expected
        assert first(data) == second(data)


@pytest.mark.long
def test_a_file_changed_at_random_is_read_or_refused_in_words() -> None:
    """Bytes, whole stretches and numbers changed, the file cut; deflated and open content."""
    random_ = random.Random(20250311)
    seeds = [pdf(table(), table(rotate=90)), in_a_form(), dotted(), dark_head(), wide_figure(), bars()]
    seeds.append((DOCUMENTS / "libreoffice-pages.pdf").read_bytes())
    for turn in range(how_many(250, 5000)):
        data = bytearray(seeds[turn % len(seeds)])
        for _ in range(random_.randint(1, 12)):
            at = random_.randrange(len(data))
            change = random_.randrange(4)
            if change == 0:
                data[at] = random_.randrange(256)
            elif change == 1:
                del data[at : at + random_.randrange(1, 400)]
            elif change == 2:
                data[at:at] = bytes(data[at : at + random_.randrange(1, 200)])
            elif found := re.search(rb"\d+", bytes(data[at : at + 400])):
                data[at + found.start() : at + found.end()] = str(random_.choice([0, -1, 10**9, 65536])).encode()
        with contextlib.suppress(UnreadableError):
            blocks(bytes(data))


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"Z",
        b"D",
        packed(b"D", b""),
        packed(b"D", *[b"x"] * 20),
        b"O\x09\0\0\0a",
        packed(b"O", b"abc"),
        packed(b"R", b"time"),
    ],
)
def test_what_no_process_of_ours_says_is_no_frame(said: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it stumbles over
        frame_of(said)


CHECKED = """
import sys
from jslint.cli import main
try:
    main(["check", "--no-cache", "--jobs", "1", sys.argv[1]])
except SystemExit:
    pass
sys.stderr.write(" ".join(sorted({"jslint.document.read.pdf.document", "pypdfium2_raw", "multiprocessing"} & set(sys.modules))))
"""


def test_a_check_opens_a_pdf_in_no_process_but_its_own_and_starts_with_little() -> None:
    command = [sys.executable, "-c", CHECKED, str(DOCUMENTS / "whole.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stderr.split() == ["jslint.document.read.pdf.document"]
