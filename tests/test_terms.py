"""A report carries the names it is read with: a bureau's own hold wherever a shipped one does."""

from __future__ import annotations

import pytest

from conftest import ROOT
from jslint import Settings, examine

COVER = "格式: 1\n报告: {单位名称: 柳河县水利局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}\n"
GENERAL = """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [72.00, 48.00, 24.00]
    科目:
      - [213,     农林水支出, 72.00, 48.00, 24.00]
      - [21303,   水利,       72.00, 48.00, 24.00]
      - [2130301, 行政运行,   48.00, 48.00,  0.00]
      - [2130314, 防汛,       24.00,  0.00, 24.00]
"""
BASIC = """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301,   工资福利支出,   40.00]
      - [30101, 基本工资,       40.00]
      - [302,   商品和服务支出,  8.00]
      - [30211, 差旅费,          8.00]
    人员经费合计: 40.00
    公用经费合计:  8.00
"""
LISTED = """情况说明:
  一般公共预算财政拨款基本支出决算情况: |
    2023年度一般公共预算财政拨款基本支出48.00万元。其中：人员经费40.00万元，主要包括：基本工资；公用经费8.00万元，主要包括：出差费用。
"""
ITEMS = """情况说明:
  一般公共预算财政拨款支出决算情况:
    具体情况: |
      1.农林水支出（类）水利（款）行政运行（项）。年初预算为48.00万元，支出决算为48.00万元，完成年初预算的100%。决算数与年初预算数相等。
      2.农林水支出（类）水利（款）汛期备勤（项）。年初预算为24.00万元，支出决算为24.00万元，完成年初预算的100%。决算数与年初预算数相等。
"""
BROKEN = "决算表:\n  本局收入一览:\n    栏目: [[本年收入合计, 财政拨款收入]\n    合计: [9.00, 9.00]\n"


def codes(text: str, vocabulary: dict[str, tuple[str, ...]]) -> set[str]:
    return {each.code for each in examine(text, settings=Settings(vocabulary=vocabulary)).diagnostics}


@pytest.mark.parametrize(
    ("text", "vocabulary", "code"),
    [
        pytest.param(COVER + GENERAL + ITEMS, {"防汛": ("汛期备勤",)}, "JS309", id="an item of the narrative"),
        pytest.param(COVER + BASIC + LISTED, {"差旅费": ("出差费用",)}, "JS312", id="a listed economic name"),
    ],
)
def test_an_alias_of_the_configuration_binds_in_prose(
    text: str, vocabulary: dict[str, tuple[str, ...]], code: str
) -> None:
    assert code in codes(text, {})
    assert code not in codes(text, vocabulary)


def test_a_broken_table_under_an_alias_is_not_missing() -> None:
    examination = examine(COVER + BROKEN, settings=Settings(vocabulary={"收入决算表": ("本局收入一览",)}))
    missing = [each.message for each in examination.diagnostics if each.code == "JS501"]
    assert missing
    assert not any("“收入决算表”" in message for message in missing)
    assert any("“收入决算表”" in each.message for each in examine(COVER + BROKEN).diagnostics)
    assert examination.report.is_unreadable("收入决算表")


def test_only_the_layouts_and_the_import_know_the_shipped_terms() -> None:
    """A reader that goes back to the shipped terms would not know a bureau's own."""
    source = ROOT / "src" / "jslint"
    users = {
        path.relative_to(source).parts[0]
        for path in source.rglob("*.py")
        if "shipped_terms" in path.read_text("utf-8") and path != source / "report" / "terms.py"
    }
    assert users <= {"document"}
