"""Plain text as people paste it: quoted cells of several lines, blank lines everywhere, bars with and without a frame."""

from __future__ import annotations

from typing import Any

import pytest

from jslint.document.read.text_lines import bar_widths, unquoted, whole_lines
from office_files import stream
from test_recognition import from_text, tree

COVER = "云岭县第三中学2022年度单位决算\n"
ITEMS = [
    ["预算数", "", "", "", "决算数", "", "", ""],
    ["合计", "公务用车购置及运行维护费", "", "公务接待费", "合计", "公务用车购置及运行维护费", "", "公务接待费"],
    ["", "小计", "公务用车购置费", "", "", "小计", "公务用车购置费", ""],
    ["9.20", "8.10", "6.30", "1.10", "7.41", "6.50", "5.30", "0.91"],
]
CODES = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["合计", "", "512.36", "301.12", "211.24"],
    ["205", "教育支出", "498.06", "", "211.24"],
]


def tables(rows: list[str], title: str) -> Any:
    return tree(from_text(f"{COVER}{title}\n单位：万元\n" + "\n".join(rows) + "\n"))["决算表"]


@pytest.mark.parametrize("bar", ["|", "│", "｜"])
@pytest.mark.parametrize("frame", ["{}", "|{}|", "| {} |"])
def test_a_row_between_bars_may_begin_with_a_blank_cell(bar: str, frame: str) -> None:
    rows = [frame.format("|".join(row)).replace("|", bar) for row in ITEMS]
    table = tables(rows, "财政拨款“三公”经费支出决算表")["财政拨款三公经费支出决算表"]
    assert table["栏目"] == ["合计", "公务用车购置及运行维护费小计", "公务用车购置费", "公务接待费"]
    assert (table["预算数"], table["决算数"]) == (["9.20", "8.10", "6.30", "1.10"], ["7.41", "6.50", "5.30", "0.91"])


def test_a_frame_that_some_rows_lack_is_still_a_frame() -> None:
    assert stream("稿.txt", "甲|乙|1\n|丙|丁|2|\n|戊|己|3\n庚|辛|4|".encode()) == [
        [["甲", "乙", "1"], ["丙", "丁", "2"], ["戊", "己", "3"], ["庚", "辛", "4"]]
    ]


def test_rows_of_several_widths_tell_nothing_of_a_frame() -> None:
    assert bar_widths(["a|b|c", "a|b|c|d", "|e|f|", "", "a|b|c", "|d|"]) == [0, 0, 0, 0, 3, 3]


def test_a_quoted_cell_of_several_lines_is_one() -> None:
    rows = ["\t".join(row) for row in CODES]
    rows[0] = '科目编码\t科目名称\t"本年支出\n合计"\t"基本\n支出"\t项目支出'
    rows[2] = '205\t"教育\n支出"\t498.06\t\t211.24'
    table = tables(rows, "支出决算表")["支出决算表"]
    assert table["栏目"] == ["本年支出合计", "基本支出", "项目支出"]
    assert table["科目"] == [["205", "教育支出", "498.06", None, "211.24"]]


def test_a_row_may_begin_with_a_quoted_cell_and_hold_several() -> None:
    text = '"一、一般公共预算\n财政拨款收入"\t1\t7.25\t"五、教育\n支出"\t36\t7.25\n合计\t2\t7.25\t合计\t37\t7.25'
    assert stream("稿.txt", text.encode()) == [
        [
            ["一、一般公共预算\n财政拨款收入", "1", "7.25", "五、教育\n支出", "36", "7.25"],
            ["合计", "2", "7.25", "合计", "37", "7.25"],
        ]
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"三公"经费支出1.20万元。\n见"附表"',
        '"没有收尾的引号\n支出1.20万元。',
        '"两行的话，\n没有格子"',
        '甲\t"没有收尾\n乙\t1.20',
        '甲\t"没有收尾\n乙"丙\t1.20',
    ],
)
def test_other_quotes_join_no_lines(text: str) -> None:
    assert list(whole_lines(text.split("\n"))) == list(enumerate(text.split("\n"), 1))


def test_quotes_within_a_quoted_cell_are_doubled() -> None:
    assert unquoted('财政拨款\n""三公""经费'.join('""')) == '财政拨款\n"三公"经费'
    assert unquoted('"三公"') == '"三公"'


def test_a_blank_line_between_all_lines_ends_no_table() -> None:
    rows = ["\t".join(row) for row in CODES]
    spaced = f"{COVER}支出决算表\n单位：万元\n".replace("\n", "\n\n") + "\n\n".join(rows)
    table = tree(from_text(spaced))["决算表"]
    assert table == {
        "支出决算表": {
            "栏目": ["本年支出合计", "基本支出", "项目支出"],
            "合计": ["512.36", "301.12", "211.24"],
            "科目": [["205", "教育支出", "498.06", None, "211.24"]],
        }
    }


def test_a_blank_line_among_others_ends_a_table() -> None:
    assert stream("稿.txt", "甲\t1\n乙\t2\n\n丙\t3".encode()) == [[["甲", "1"], ["乙", "2"]], [["丙", "3"]]]
    assert stream("稿.txt", "甲\t1\n\n乙\t2\n\n\n丙\t3".encode()) == [[["甲", "1"], ["乙", "2"]], [["丙", "3"]]]
