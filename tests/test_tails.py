"""A family of tails is mended whole: every cell of the one number, or of the other, never one of them by itself."""

from __future__ import annotations

import pytest

from jslint import examine
from jslint.diagnostic import Diagnostic
from jslint.editing.fixing import with_edits
from test_defects import FIGURES, HEAD

OWN = """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [48.16, 37.43, 10.73, ~, ~, ~]
    科目:
      - [206, 科学技术支出, 0.06, ~, 0.06, ~, ~, ~]
      - [20607, 科学技术普及, 0.06, ~, 0.06, ~, ~, ~]
      - [2060702, 科普活动, 0.06, ~, 0.06, ~, ~, ~]
      - [213, 农林水支出, 48.10, 37.43, 10.67, ~, ~, ~]
      - [21303, 水利, 48.10, 37.43, 10.67, ~, ~, ~]
      - [2130304, 水利行业业务管理, 48.10, 37.43, 10.67, ~, ~, ~]
"""
SISTER = """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [48.16, 37.43, 10.73]
    科目:
      - [206, 科学技术支出, 0.06, ~, 0.06]
      - [20607, 科学技术普及, 0.06, ~, 0.06]
      - [2060702, 科普活动, 0.06, ~, 0.06]
      - [213, 农林水支出, 48.10, 37.43, 10.67]
      - [21303, 水利, 48.10, 37.43, 10.67]
      - [2130304, 水利行业业务管理, 48.10, 37.43, 10.67]
"""
OTHERS = """  政府性基金预算财政拨款收入支出决算表: {说明: 没有政府性基金收入和支出。}
  国有资本经营预算财政拨款支出决算表: {说明: 没有国有资本经营预算支出。}
"""
SUMMARY = "  收入支出决算总表:\n    收入: {一般公共预算财政拨款收入: 48.16, 其他收入: 0.00, 年初结转和结余: 0.00}\n"
HEADED = HEAD.replace("上海-2024", "国家-2022") + SUMMARY


ROWS = ("206, 科学技术支出", "20607, 科学技术普及", "2060702, 科普活动")


def stepped(table: str, codes: tuple[str, ...], new: str) -> str:
    """A table with another first amount in some rows that print 0.06."""
    for row in codes:
        assert f"{row}, 0.06, ~, 0.06" in table
        table = table.replace(f"{row}, 0.06,", f"{row}, {new},")
    return table


def told(own: str, sister: str) -> tuple[str, Diagnostic]:
    text = HEADED + own + sister + OTHERS
    (found,) = examine(text, settings=FIGURES).diagnostics
    return text, found


def test_the_good_report_is_good() -> None:
    assert examine(HEADED + OWN + SISTER + OTHERS, settings=FIGURES).diagnostics == ()


@pytest.mark.parametrize("new", ["0.05", "0.07"])
@pytest.mark.parametrize("rows", [ROWS, ROWS[:2], ROWS[1:]])
@pytest.mark.parametrize("is_sister", [False, True])
def test_one_figure_a_step_off_in_several_rows_is_put_right_in_all_of_them_or_in_none(
    rows: tuple[str, ...], new: str, is_sister: bool
) -> None:
    tables = (OWN, stepped(SISTER, rows, new)) if is_sister else (stepped(OWN, rows, new), SISTER)
    text, found = told(*tables)
    assert found.severity == "warning"
    ways = [with_edits(text, fix.edits) for fix in found.fixes]
    assert len(ways) == 2, "both numbers are as good"
    assert HEADED + OWN + SISTER + OTHERS in ways
    if rows != ROWS:
        assert ways[0] == HEADED + OWN + SISTER + OTHERS, "fewer cells go first"
    assert [examine(way, settings=FIGURES).diagnostics for way in ways] == [(), ()]


def test_one_cell_a_step_off_is_told_as_before() -> None:
    _, found = told(OWN, stepped(SISTER, ROWS[2:], "0.07"))
    assert [len(fix.edits) for fix in found.fixes] == [1, 1]
