"""Rows copied over others: the whole run is one finding, and its cells get their own numbers from wherever these still stand."""

from __future__ import annotations

import pytest

from diagnosed import Press, equals, examples
from jslint import Settings, examine
from jslint.editing.fixing import with_edits

HEAD = "格式: 1\n报告: {单位名称: 柳河镇农技站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 上海-2024}\n决算表:\n"
FIGURES = Settings(select=("JS1", "JS2"))

SPENT = """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [73.25, 61.05, 12.20, ~, ~, ~]
    科目:
      - [201, 一般公共服务支出, 0.00, 0.00, 0.00, ~, ~, ~]
      - [20113, 商贸事务, 0.00, 0.00, 0.00, ~, ~, ~]
      - [2011302, 一般行政管理事务, 0.00, 0.00, 0.00, ~, ~, ~]
      - [213, 农林水支出, 73.25, 61.05, 12.20, ~, ~, ~]
      - [21301, 农业农村, 73.25, 61.05, 12.20, ~, ~, ~]
      - [2130104, 事业运行, 73.25, 61.05, 12.20, ~, ~, ~]
"""
GENERAL = """  一般公共预算财政拨款支出决算表:
    栏目: [合计, 基本支出, 项目支出]
    合计: [73.25, 61.05, 12.20]
    科目:
      - [201, 一般公共服务支出, 0.00, 0.00, 0.00]
      - [20113, 商贸事务, 0.00, 0.00, 0.00]
      - [2011302, 一般行政管理事务, 0.00, 0.00, 0.00]
      - [213, 农林水支出, 73.25, 61.05, 12.20]
      - [21301, 农业农村, 73.25, 61.05, 12.20]
      - [2130104, 事业运行, 73.25, 61.05, 12.20]
"""


TOTALS = """  收入支出决算总表:
    收入:
      一般公共预算财政拨款收入: 73.25
      本年收入合计: 73.25
      总计: 73.25
    支出:
      农林水支出: 73.25
      本年支出合计: 73.25
      总计: 73.25
"""


def rows_over(press: Press, title: str, side: str, target: tuple[str, ...], source: str) -> list:  # type: ignore[type-arg]
    """The rows of these names of a table, with what the rows from the source on print."""
    table = next(each for each in press.tables() if each.key == title)
    rows = [row for row in table.rows if row.side == side]
    at = next(index for index, row in enumerate(rows) if source in row.name)
    first = next(index for index, row in enumerate(rows) if target[0] in row.name)
    pairs = zip(rows[first : first + len(target)], rows[at : at + len(target)], strict=True)
    return [
        (mine, theirs.printed)
        for row, other in pairs
        for mine, theirs in zip(row.figures, other.figures, strict=True)
        if mine.number != theirs.number
    ]


def test_a_line_of_rows_that_all_print_the_total_is_one_finding() -> None:
    """The total, too, is alike with a row so far off: the run is no longer than the distance."""
    good = HEAD + TOTALS + SPENT + GENERAL
    assert examine(good, settings=FIGURES).diagnostics == ()
    wrong = HEAD + TOTALS + SPENT.replace("0.00, 0.00, 0.00", "73.25, 61.05, 12.20") + GENERAL
    (found,) = examine(wrong, settings=FIGURES).diagnostics
    assert "从“201 一般公共服务支出”到“2011302 一般行政管理事务” 3 行的数字与从“213 农林水支出”到" in found.message
    assert found.likeliest is not None
    assert with_edits(wrong, found.likeliest.edits) == good


@pytest.mark.parametrize(
    "target",
    [("商业服务业等支出", "金融支出", "援助其他地区支出"), ("城乡社区支出", "农林水支出", "交通运输支出")],
)
def test_rows_of_nothing_at_its_ends_hide_no_copy(target: tuple[str, ...]) -> None:
    """More rows are alike beside those that were copied than can have been: what it covered may stand before them, or behind."""
    press = examples()[1]
    changes = rows_over(press, "收入支出决算总表", "支出", target, "住房保障支出")
    told = press.told(changes)
    (found,) = told.findings
    assert "各行完全相同，疑为误抄" in found.message
    assert told.is_restored


CLASS = """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [400.31, 317.02, 83.29, ~, ~, ~]
    科目:
      - [208, 社会保障和就业支出, 59.31, 42.02, 17.29, ~, ~, ~]
      - [20805, 行政事业单位养老支出, 59.31, 42.02, 17.29, ~, ~, ~]
      - [2080501, 行政单位离退休, 3.11, 3.11, ~, ~, ~, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, 25.94, 25.94, ~, ~, ~, ~]
      - [2080506, 机关事业单位职业年金缴费支出, 12.97, 12.97, ~, ~, ~, ~]
      - [2080599, 其他行政事业单位养老支出, 17.29, ~, 17.29, ~, ~, ~]
      - [213, 农林水支出, 341.00, 275.00, 66.00, ~, ~, ~]
      - [21301, 农业农村, 341.00, 275.00, 66.00, ~, ~, ~]
      - [2130104, 事业运行, 218.37, 152.37, 66.00, ~, ~, ~]
      - [2130106, 科技转化与推广服务, 122.63, 122.63, ~, ~, ~, ~]
"""
CLASS_GENERAL = """  一般公共预算财政拨款支出决算表:
    栏目: [合计, 基本支出, 项目支出]
    合计: [400.31, 317.02, 83.29]
    科目:
      - [208, 社会保障和就业支出, 59.31, 42.02, 17.29]
      - [20805, 行政事业单位养老支出, 59.31, 42.02, 17.29]
      - [2080501, 行政单位离退休, 3.11, 3.11, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, 25.94, 25.94, ~]
      - [2080506, 机关事业单位职业年金缴费支出, 12.97, 12.97, ~]
      - [2080599, 其他行政事业单位养老支出, 17.29, ~, 17.29]
      - [213, 农林水支出, 341.00, 275.00, 66.00]
      - [21301, 农业农村, 341.00, 275.00, 66.00]
      - [2130104, 事业运行, 218.37, 152.37, 66.00]
      - [2130106, 科技转化与推广服务, 122.63, 122.63, ~]
"""


def over(text: str, target: str, source: str) -> str:
    """The text with the amounts of one row, by its code, over those of another."""
    lines = text.splitlines()
    (row,) = [line for line in lines if f"[{target}," in line]
    (other,) = [line for line in lines if f"[{source}," in line]
    name, amounts = ", ".join(row.split(", ")[:2]), ", ".join(other.split(", ")[2:])
    return text.replace(row, f"{name}, {amounts}")


def repaired(text: str) -> str:
    """The text after the first repair of its one finding, blanks as in the good report."""
    (found,) = [each for each in examine(text, settings=FIGURES).diagnostics if each.severity in {"error", "warning"}]
    assert found.likeliest is not None, found.message
    return with_edits(text, found.likeliest.edits).replace("0.00", "~")


def test_what_several_rows_of_a_class_printed_is_told_by_a_sister_table() -> None:
    """Their sum tells only what all of them come to."""
    good = HEAD + CLASS + CLASS_GENERAL
    assert examine(good, settings=FIGURES).diagnostics == ()
    wrong = over(over(over(CLASS, "2080505", "21301"), "2080506", "2130104"), "2080599", "2130106")
    assert repaired(HEAD + wrong + CLASS_GENERAL) == good


def test_one_of_several_rows_that_were_copied_over_may_have_held_what_their_class_lacks() -> None:
    """The others held nothing, though the copy printed amounts over them; all that it may have been are shown."""
    empty = CLASS.replace("12.97, 12.97, ~", "~, ~, ~").replace("59.31, 42.02", "46.34, 29.05")
    empty = empty.replace("400.31, 317.02", "387.34, 304.05")
    assert examine(HEAD + empty, settings=FIGURES).diagnostics == ()
    wrong = HEAD + over(over(empty, "2080505", "2130104"), "2080506", "2130106")
    (found,) = [each for each in examine(wrong, settings=FIGURES).diagnostics if each.severity == "error"]
    shown = [with_edits(wrong, fix.edits).replace("0.00", "~") for fix in found.fixes]
    assert HEAD + empty in shown
    assert "格只知道合起来是多少，各为多少不能确定" in found.fixes[0].reason


ECONOMIC = """  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301, 工资福利支出, 40.52]
      - [30101, 基本工资, 40.52]
      - [302, 商品和服务支出, 16.21]
      - [30201, 办公费, ~]
      - [30202, 印刷费, 5.31]
      - [30203, 咨询费, 2.76]
      - [30204, 手续费, ~]
      - [30205, 水费, ~]
      - [30206, 电费, ~]
      - [30207, 邮电费, ~]
      - [30208, 取暖费, 8.14]
    人员经费合计: 40.52
    公用经费合计: 16.21
"""


@pytest.mark.parametrize("water", ["~", "3.48"])
def test_rows_copied_within_one_sum_were_nothing_or_what_the_sum_lacks(water: str) -> None:
    """No other sum tells: that the class is as much larger would leave its own total wrong."""
    good = HEAD + ECONOMIC.replace("水费, ~", f"水费, {water}")
    good = good if water == "~" else good.replace("16.21", "19.69")
    assert examine(good, settings=FIGURES).diagnostics == ()
    wrong = over(over(good, "30205", "30202"), "30206", "30203")
    (found,) = examine(wrong, settings=FIGURES).diagnostics
    repaired = [with_edits(wrong, fix.edits).replace("0.00", "~") for fix in equals(found)]
    assert good in repaired


INCOME = """  收入决算表:
    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入]
    合计: [92.31, 92.31, ~, ~, ~, ~, ~]
    科目:
      - [207, 文化旅游体育与传媒支出, 61.17, 61.17, ~, ~, ~, ~, ~]
      - [20701, 文化和旅游, 61.17, 61.17, ~, ~, ~, ~, ~]
      - [2070101, 行政运行, ~, ~, ~, ~, ~, ~, ~]
      - [2070109, 群众文化, 48.03, 48.03, ~, ~, ~, ~, ~]
      - [2070199, 其他文化和旅游支出, 13.14, 13.14, ~, ~, ~, ~, ~]
      - [213, 农林水支出, 31.14, 31.14, ~, ~, ~, ~, ~]
      - [21301, 农业农村, 31.14, 31.14, ~, ~, ~, ~, ~]
      - [2130104, 事业运行, 31.14, 31.14, ~, ~, ~, ~, ~]
"""


def test_rows_copied_from_a_total_and_its_first_class_are_one_finding() -> None:
    """What stands above the rows prints less than the total: they are no single part of it."""
    good = HEAD + INCOME
    assert examine(good, settings=FIGURES).diagnostics == ()
    wrong = HEAD + over(INCOME, "2070101", "207").replace("行政运行, 61.17, 61.17", "行政运行, 92.31, 92.31")
    wrong = over(wrong, "2070109", "207")
    (found,) = examine(wrong, settings=FIGURES).diagnostics
    shown = [with_edits(wrong, fix.edits).replace("0.00", "~") for fix in equals(found)]
    assert good in shown


def test_totals_copied_over_items_of_a_class_that_prints_nothing_were_nothing() -> None:
    good = HEAD + ECONOMIC.replace(
        "    人员经费合计",
        "      - [310, 资本性支出, 0.00]\n      - [31002, 办公设备购置, ~]\n      - [31003, 专用设备购置, ~]\n    人员经费合计",
    )
    assert examine(good, settings=FIGURES).diagnostics == ()
    wrong = good.replace("办公设备购置, ~", "办公设备购置, 40.52").replace("专用设备购置, ~", "专用设备购置, 16.21")
    (found,) = examine(wrong, settings=FIGURES).diagnostics
    assert found.likeliest is not None
    assert with_edits(wrong, found.likeliest.edits).replace("0.00", "~") == good.replace("0.00", "~")
