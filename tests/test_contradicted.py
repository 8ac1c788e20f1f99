"""Cells that agree among themselves and with no other place of the report: changed here and not there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from diagnosed import examples
from jslint import Settings, examine
from jslint.editing.fixing import with_edits

FIGURES = Settings(select=("JS1", "JS2", "JS3", "JS4"))
HEAD = "格式: 1\n报告: {单位名称: 柳河镇农技站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 上海-2024}\n决算表:\n"
SPENT = """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [76.50, 64.30, 12.20, ~, ~, ~]
    科目:
      - [208, 社会保障和就业支出, 3.25, 3.25, ~, ~, ~, ~]
      - [20805, 行政事业单位养老支出, 3.25, 3.25, ~, ~, ~, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, ~, ~, ~, ~]
      - [213, 农林水支出, 73.25, 61.05, 12.20, ~, ~, ~]
      - [21301, 农业农村, 73.25, 61.05, 12.20, ~, ~, ~]
      - [2130104, 事业运行, 52.65, 52.65, ~, ~, ~, ~]
      - [2130106, 科技转化与推广服务, 20.60, 8.40, 12.20, ~, ~, ~]
"""
GENERAL = """  一般公共预算财政拨款支出决算表:
    栏目: [合计, 基本支出, 项目支出]
    合计: [76.50, 64.30, 12.20]
    科目:
      - [208, 社会保障和就业支出, 3.25, 3.25, ~]
      - [20805, 行政事业单位养老支出, 3.25, 3.25, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, ~]
      - [213, 农林水支出, 73.25, 61.05, 12.20]
      - [21301, 农业农村, 73.25, 61.05, 12.20]
      - [2130104, 事业运行, 52.65, 52.65, ~]
      - [2130106, 科技转化与推广服务, 20.60, 8.40, 12.20]
"""
PROSE = """情况说明:
  支出决算情况: |
    本年支出合计76.50万元，其中：基本支出64.30万元，占84.05%；项目支出12.20万元，占15.95%。
"""
GOOD = HEAD + SPENT + GENERAL + PROSE


def told(text: str) -> list[tuple[str, str, str]]:
    """The serious findings of a text: code, message, and the text once the likeliest repair of each is made."""
    found = [each for each in examine(text, settings=FIGURES).diagnostics if each.severity in {"error", "warning"}]
    return [
        (each.code, each.message, with_edits(text, each.likeliest.edits) if each.likeliest else "") for each in found
    ]


def test_a_good_report_is_silent() -> None:
    assert told(GOOD) == []


def test_an_amount_that_was_moved_between_columns_of_one_table_is_one_finding() -> None:
    (press, *_) = examples()
    table = next(each for each in press.tables() if each.key == "支出决算表")
    rows = [row for row in table.rows if row.code in {None, "217", "21701", "2170150"}]
    changes = [
        (row.cells[column], str(row.cells[column].value + by))
        for row in rows
        for column, by in (("基本支出", Decimal("-1.25")), ("项目支出", Decimal("1.25")))
    ]
    assert len(changes) == 8
    told = press.told(changes)
    (found,) = told.findings
    assert "等 8 个数彼此对得上，却与其他各处都不一致" in found.message
    assert told.is_restored


def test_halves_that_changed_places_in_a_sentence_with_their_shares_are_one_finding() -> None:
    wrong = GOOD.replace(
        "基本支出64.30万元，占84.05%；项目支出12.20万元，占15.95%",
        "基本支出12.20万元，占15.95%；项目支出64.30万元，占84.05%",
    )
    ((_, _, mended),) = told(wrong)
    assert mended == GOOD


VISITS = """  财政拨款三公经费支出决算表:
    栏目: [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务用车购置费, 公务用车运行维护费, 公务接待费]
    预算数: [12.90, ~, 9.60, ~, 9.60, 3.30]
    决算数: [{row}]
情况说明:
  财政拨款三公经费支出决算情况: |
    “三公”经费支出决算为10.75万元，其中：公务用车购置及运行维护费支出8.15万元，公务接待费支出2.60万元。公务用车运行维护费支出8.15万元。
    “三公”经费支出决算数比上年减少0.59万元，下降5.20%，其中：公务接待费减少0.37万元，下降12.46%。
"""


def test_a_row_of_another_year_is_one_finding() -> None:
    good = HEAD + VISITS.replace("{row}", "10.75, ~, 8.15, ~, 8.15, 2.60")
    assert told(good) == []
    ((_, message, mended),) = told(HEAD + VISITS.replace("{row}", "11.34, ~, 8.37, ~, 8.37, 2.97"))
    assert "《财政拨款三公经费支出决算表》“决算数 · 合计”等 4 个数彼此对得上" in message
    assert mended == good


def test_where_nothing_else_tells_which_of_two_places_is_wrong_both_are_shown() -> None:
    plain = VISITS.partition("    “三公”经费支出决算数比上年")[0]
    good = HEAD + plain.replace("{row}", "10.75, ~, 8.15, ~, 8.15, 2.60")
    wrong = HEAD + plain.replace("{row}", "11.34, ~, 8.37, ~, 8.37, 2.97")
    (found,) = examine(wrong, settings=FIGURES).diagnostics
    assert good in [with_edits(wrong, fix.edits) for fix in found.fixes]


def test_two_independent_errors_of_one_table_stay_two() -> None:
    """Each breaks a sum of its own table, and is mended without the other."""
    wrong = GOOD.replace("3.25, 3.25, ~, ~, ~, ~]\n      - [20805", "3.52, 3.25, ~, ~, ~, ~]\n      - [20805", 1)
    wrong = wrong.replace("2130104, 事业运行, 52.65, 52.65, ~, ~", "2130104, 事业运行, 52.65, 52.56, ~, ~", 1)
    found = told(wrong)
    assert len(found) == 2
    assert not any("彼此对得上" in message for _, message, _ in found)


@pytest.mark.parametrize("cell", ["合计: [76.50, 64.30, 12.20, ~", "服务, 20.60, 8.40, 12.20, ~"])
def test_one_cell_that_breaks_its_own_table_is_that_cell(cell: str) -> None:
    ((_, message, mended),) = told(GOOD.replace(cell, cell.replace("12.20", "12.02"), 1))
    assert "彼此对得上" not in message
    assert mended == GOOD
