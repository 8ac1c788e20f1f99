"""What stands beside the layout: a table in another unit, text around tables, tables that no layout knows, the contents."""

from __future__ import annotations

import pytest

from jslint import examine
from jslint.diagnostic import Diagnostic
from jslint.document.write.web import preview
from jslint.editing.atlas import Atlas
from jslint.editing.suggestions import suggestions
from jslint.editing.typing_place import typing_place
from jslint.source import Source

HEAD = "格式: 1\n报告: {单位名称: 某局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}\n"
TABLES = """目录: |
  一、支出决算表
决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出]
    合计: [321.45, 200.00, 121.45]
    科目:
      - [208, 社会保障和就业支出, 321.45, 200.00, 121.45]
  一般公共预算财政拨款支出决算表:
    标题: 附表五 一般公共预算财政拨款支出决算表
    金额单位: 元
    栏目: [小计, 基本支出, 项目支出]
    合计: ["3,214,512.00", "2,000,000.00", "1,214,512.00"]
    科目:
      - [208, 社会保障和就业支出, "3,214,512.00", "2,000,000.00", "1,214,512.00"]
    表外文字: 制表人：某某
其他表:
  资产表:
    栏目: [项目, 数量, 金额]
    行:
      - [车辆, 3, 12.50]
      - [合计, 3, 12.50]
"""


def told(text: str, *codes: str) -> list[Diagnostic]:
    return [each for each in examine(HEAD + text).diagnostics if each.code in codes]


def test_a_table_in_yuan_holds_against_one_in_ten_thousand_yuan_to_the_last_printed_digit() -> None:
    assert told(TABLES, "JS010", "JS111", "JS112", "JS130", "JS210", "JS004") == []


def test_what_differs_is_told_as_it_is_printed_with_its_unit() -> None:
    wrong = TABLES.replace('合计: ["3,214,512.00", "2,000,000.00"', '合计: ["3,214,512.00", "2,010,000.00"')
    found = [each for each in examine(HEAD + wrong).diagnostics if "2,010,000.00元" in each.message]
    assert [each.code for each in found] == ["JS111"]
    assert found[0].suspects[0].printed == "2,010,000.00"
    assert found[0].suspects[0].proposed == "2,000,000.00"


@pytest.mark.parametrize(
    "printed", ["一、支出决算表", "附表五 一般公共预算财政拨款支出决算表", "制表人：某某", "资产表", "12.50"]
)
def test_the_preview_prints_it(printed: str) -> None:
    assert printed in preview(examine(HEAD + TABLES))


def test_the_figures_of_other_tables_are_figures_of_the_report() -> None:
    printed = [figure.printed for figure in examine(HEAD + TABLES).report.figures()]
    assert printed.count("12.50") == 2


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("[甲, 1.00], [乙, 2.00], [合计, 3.00]", 0),
        ("[合计, 3.50], [甲, 1.00], [乙, 2.00]", 1),
        ("[甲, 1.00], [乙, 2.00], [丙, 4.00], [合计, 9.00]", 1),
        ("[甲, 1.00], [乙, 2.00], [丙, 4.00], [合计, 5.00]", 0),  # 乙 may be a part of 丙
        ("[甲, 1.00], [其中：乙, 0.50], [合计, 9.00]", 0),
        ("[甲, 1.00], [小计, 2.00], [合计, 9.00]", 0),
        ("[208, 1.00], [20805, 1.00], [合计, 9.00]", 0),
        ("[甲, 1.00], [乙, ~], [合计, 9.00]", 0),
        ("[甲, 1.00], [乙, 2.00], [合计, 3.00], [合计, 9.00]", 0),
    ],
)
def test_the_total_of_another_table_is_tried_where_no_row_can_be_a_part_of_another(rows: str, found: int) -> None:
    assert len(told(f"其他表:\n  表甲:\n    栏目: [项目, 金额]\n    行: [{rows}]\n", "JS180")) == found


@pytest.mark.parametrize("title", ["完成率", "占比", "单价（元）", "2022年", "增减幅度"])
def test_what_is_no_amount_is_not_added(title: str) -> None:
    text = f"其他表:\n  表甲:\n    栏目: [项目, {title}]\n    行: [[甲, 1.00], [乙, 2.00], [丙, 7.00], [合计, 19.00]]\n"
    assert told(text, "JS180") == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("目¦\n", "目录"),
        ("其¦\n", "其他表"),
        ("决算表:\n  支出决算表:\n    金¦\n", "金额单位"),
        ("决算表:\n  支出决算表:\n    表¦\n", "表外文字"),
        ("决算表:\n  支出决算表:\n    金额单位: ¦\n", "元"),
        ("其他表:\n  资产表:\n    行¦\n", "行"),
    ],
)
def test_the_editor_offers_and_explains_it(typed: str, offered: str) -> None:
    text = HEAD + typed
    source = Source(text.replace("¦", ""))
    place = typing_place(source, text.index("¦"))
    found = suggestions(Atlas(examine(source.text)), place, {})
    assert offered in [each.label for each in found]
