"""Cells copied from a spreadsheet into tables of every form: what they become, what is refused, where they go in a report."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from jslint import examine
from jslint.document.recognise.paste import PasteError, paste_rows
from jslint.document.skeleton import skeleton
from jslint.editing.atlas import Atlas
from jslint.editing.pasting import paste_at
from jslint.report.layout import shipped_layout

ROOT = Path(__file__).parents[1]
SIDES = (
    "一、一般公共预算财政拨款收入\t1\t109.30\t一、一般公共服务支出\t32\t0.00\r\n"
    "二、政府性基金预算财政拨款收入\t2\t\t二、外交支出\t33\t7\r\n"
    "总计\t31\t109.30\t总计\t62\t109.30\r\n"
)
HEAD = "收入\t\t\t支出\t\t\r\n项目\t行次\t金额\t项目\t行次\t金额\r\n栏次\t\t1\t栏次\t\t2\r\n"
FOUR = "一、一般公共预算财政拨款\t1\t109.30\t一、一般公共服务支出\t33\t9.00\t9.00\t\t\r\n"
WITHOUT_LINES = "一般公共预算财政拨款收入\t109.30\t一般公共服务支出\t0.00\r\n"
THREE = "1.00\t0.00\t0.50\t0.00\t0.50\t0.50\t2.00\t0.00\t1.50\t0.00\t1.50\t0.50\r\n"


@pytest.mark.parametrize("text", [SIDES, HEAD + SIDES], ids=["without a head", "with its head"])
def test_the_numbers_of_lines_are_no_amounts(text: str) -> None:
    assert paste_rows("收入支出决算总表", (), text, layout_id="国家-2022").splitlines() == [
        "    收入:",
        "      一般公共预算财政拨款收入:   109.30",
        "      政府性基金预算财政拨款收入:      ~",
        "      总计:                       109.30",
        "    支出:",
        "      一般公共服务支出:   0.00",
        "      外交支出:              7",
        "      总计:             109.30",
    ]


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("财政拨款收入支出决算总表", FOUR, ["一般公共预算财政拨款: 109.30", "一般公共服务支出: [9.00, 9.00, ~, ~]"]),
        ("收入支出决算总表", WITHOUT_LINES, ["一般公共预算财政拨款收入: 109.30", "一般公共服务支出: 0.00"]),
        (
            "财政拨款三公经费支出决算表",
            THREE,
            ["预算数: [1.00, 0.00, 0.50, 0.00, 0.50, 0.50]", "决算数: [2.00, 0.00, 1.50, 0.00, 1.50, 0.50]"],
        ),
    ],
)
def test_other_forms_need_no_head(table: str, text: str, expected: list[str]) -> None:
    rows = [line.strip() for line in paste_rows(table, (), text, layout_id="国家-2022").splitlines()]
    assert [row for row in rows if row in expected] == expected


@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        ("支出决算总", SIDES, "没有“支出决算总”这张表。是不是“支出决算表”？"),
        (
            "收入支出决算总表",
            "收入合计\t5\t109.30\r\n",
            "粘贴的内容没有表头，看不出《收入支出决算总表》各列是什么；请连同表头，或者整行复制。",
        ),
        (
            "收入决算表",
            "支出决算表\r\n208\t甲\t1.00\r\n",
            "粘贴的是《支出决算表》，光标在《收入决算表》；请把光标放到那张表里。",
        ),
    ],
)
def test_what_is_doubtful_is_refused_in_words(table: str, text: str, told: str) -> None:
    with pytest.raises(PasteError) as caught:
        paste_rows(table, (), text, layout_id="国家-2022")
    assert str(caught.value) == told


def test_nine_sheets_go_into_an_empty_report() -> None:
    layout = shipped_layout("上海-2024")
    assert layout is not None
    text = skeleton(layout, body="上海市澄湾区城市管理局", year=2024)
    book = openpyxl.load_workbook(ROOT / "tests/documents/nine-sheets.xlsx", data_only=True)
    for sheet in book.worksheets:
        rows = (["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        copied = "\r\n".join("\t".join(row) for row in rows)
        # The title was copied with the cells: wherever the cursor is.
        made = paste_at(Atlas(examine(text)), 0, copied)
        assert made.doubts == ()
        for edit in reversed(made.edits):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    found = examine(text)
    assert [table.key for table in found.report.tables() if table.is_blank] == []
    assert {check.code for check in found.ledger if check.outcome == "broken" and check.relation is not None} == set()
    assert [each.code for each in found.diagnostics if each.code.startswith("JS0")] == []


def test_rows_are_replaced_by_code_and_added_below_the_cursor() -> None:
    text = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
    at = text.index("[2080505, 机关事业单位基本养老保险缴费支出,   3.25,  3.25,  0.00, 0.00")
    copied = "2080505\t机关事业单位基本养老保险缴费支出\t3.26\t3.26\t\t\t\t\n2080506\t职业年金\t1\t1\t\t\t\t\n"
    made = paste_at(Atlas(examine(text)), at, copied)
    first, second = made.edits
    assert text[first.span.start : first.span.end].startswith("[2080505, ")
    assert first.text.startswith("[2080505, 机关事业单位基本养老保险缴费支出, 3.26, 3.26, ~")
    assert second.span.start == second.span.end == text.index("\n", at)
    assert second.text.startswith("\n      - [2080506, 职业年金, ")


def test_nothing_is_pasted_outside_tables() -> None:
    text = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
    with pytest.raises(PasteError, match="请先把光标放在“决算表”下的一张表里"):
        paste_at(Atlas(examine(text)), 0, SIDES)


def test_a_copied_title_leads_to_its_table_and_no_other_line_does() -> None:
    text = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
    report = Atlas(examine(text))
    inside = text.index("  支出决算表:")
    made = paste_at(report, inside, f"收入支出决算总表\t\t\t\t\t\r\n公开01表\r\n{HEAD}{SIDES}")
    assert made.title == "收入支出决算总表"
    assert all(edit.span.end < text.index("  收入决算表:") for edit in made.edits)
    with pytest.raises(PasteError, match=r"^“总计”在《支出决算表》里落在金额的位置"):
        paste_at(report, inside, SIDES)


def test_rows_of_another_kind_are_not_taken_for_what_little_of_them_fits() -> None:
    for copied in (SIDES, "208\t甲\t3.25\t3.25\t0.00\t\t\t\r\n"):
        with pytest.raises(PasteError, match=r"^粘贴的数多半在《一般公共预算财政拨款基本支出决算明细表》里没有位置"):
            paste_rows("一般公共预算财政拨款基本支出决算明细表", (), copied, layout_id="国家-2022")


def test_words_are_no_amounts_of_another_table() -> None:
    economic = "301\t工资福利支出\t10.00\t302\t商品和服务支出\t5.00\r\n"
    for table in ("收入决算表", "支出决算表", "政府性基金预算财政拨款收入支出决算表"):
        with pytest.raises(PasteError, match=r"^“商品和服务支出”在《"):
            paste_rows(table, (), economic, layout_id="国家-2022")
    assert '[208, 甲, "1.2.3", 待定1, ~,' in paste_rows("收入决算表", (), "208\t甲\t1.2.3\t待定1\t\t\t\t\t\r\n")
