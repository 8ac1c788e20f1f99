"""What a table prints beside the columns and rows of its layout stands whole in a table of its own, and comes back from print."""

from __future__ import annotations

from typing import Any

import pytest

from jslint.document.recognise import Imported
from jslint.engine.examination import examine
from round_trip import differences
from test_recognition import from_text, tree

COVER = "青石县林业局2022年度部门决算\n"
SUMMARY = """收入支出决算总表
单位：万元
收入\t\t\t\t支出
项目\t行次\t年初预算数\t决算数\t项目（按功能分类）\t行次\t年初预算数\t决算数\t项目（按支出性质和经济分类）\t行次\t决算数
一、一般公共预算财政拨款收入\t1\t340\t351.20\t一、教育支出\t9\t40\t41.10\t一、基本支出\t20\t210.40
二、其他收入\t2\t0\t8.80\t二、农林水支出\t10\t300\t318.90\t人员经费\t21\t180
\t\t\t\t\t\t\t\t日常公用经费\t22\t30.40
\t\t\t\t\t\t\t\t二、项目支出\t23\t149.60
\t\t\t\t\t\t\t\t三、经营支出\t24\t
本年收入合计\t3\t340\t360.00\t本年支出合计\t11\t340\t360.00\t本年支出合计\t25\t360.00
总计\t4\t340\t360.00\t总计\t12\t340\t360.00\t总计\t26\t360.00
"""
CODES = """支出决算表
单位：万元
科目编码\t科目名称\t年初预算数\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
合计\t\t340\t360.00\t210.40\t149.60\t0.00\t0.00\t0.00
213\t农林水支出\t340\t360.00\t210.40\t149.60\t0.00\t0.00\t0.00
21302\t林业和草原\t340\t360.00\t210.40\t149.60\t0.00\t0.00\t0.00
2130201\t行政运行\t200\t210.40\t210.40\t0.00\t0.00\t0.00\t0.00
2130205\t森林资源培育\t140\t149.60\t\t149.60\t0.00\t0.00\t0.00
"""
GROUPED = """一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t年初预算数\t\t\t决算数
\t\t小计\t基本支出\t项目支出\t小计\t基本支出\t项目支出
合计\t\t340\t200\t140\t351.20\t201.60\t149.60
213\t农林水支出\t340\t200\t140\t351.20\t201.60\t149.60
21302\t林业和草原\t340\t200\t140\t351.20\t201.60\t149.60
"""
FLOWS = """一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t{0}\t\t\t{1}\t\t\t{2}\t\t
\t\t合计\t基本支出\t项目支出\t合计\t基本支出\t项目支出\t合计\t基本支出结转\t项目支出结转
合计\t\t360.00\t210.40\t149.60\t351.20\t201.60\t149.60\t8.80\t8.80\t0.00
213\t农林水支出\t360.00\t210.40\t149.60\t351.20\t201.60\t149.60\t8.80\t8.80\t0.00
21302\t林业和草原\t360.00\t210.40\t149.60\t351.20\t201.60\t149.60\t8.80\t8.80\t0.00
"""
ECONOMIC = """一般公共预算财政拨款基本支出决算明细表
单位：万元
科目编码\t科目名称\t年初预算数\t决算数\t科目编码\t科目名称\t年初预算数\t决算数
301\t工资福利支出\t170\t171.20\t302\t商品和服务支出\t30\t30.40
30101\t基本工资\t100\t101.10\t30201\t办公费\t18\t18.40
30102\t津贴补贴\t70\t70.10\t30202\t印刷费\t12\t12.00
人员经费合计\t\t170\t171.20\t公用经费合计\t\t30\t30.40
"""
ITEMS = """财政拨款“三公”经费支出决算表
单位：万元
项目\t上年决算数\t预算数\t决算数
合计\t12.10\t13.20\t11.30
因公出国（境）费\t0\t0\t0
公务用车购置及运行维护费\t8.10\t9.00\t7.80
公务用车购置费\t0\t0\t0
公务用车运行维护费\t8.10\t9.00\t7.80
公务接待费\t4.00\t4.20\t3.50
会议费\t1.10\t1.20\t1.30
"""


def imported(text: str) -> tuple[Imported, Any, Any]:
    """What is imported of a table: the import, the tables of the layout, the others."""
    result = from_text(COVER + text)
    report = tree(result)
    return result, report["决算表"], report.get("其他表", {})


def test_expenditure_by_nature_and_budgets_of_the_summary_stand_beside_each_other() -> None:
    result, tables, others = imported(SUMMARY)
    assert tables["收入支出决算总表"]["收入"] == {
        "一般公共预算财政拨款收入": "351.20", "其他收入": "8.80", "本年收入合计": "360.00", "总计": "360.00",
    }  # fmt: skip
    assert others["收入支出决算总表（其他栏目）"] == {
        "栏目": [
            "项目",
            "收入年初预算数",
            "项目（按功能分类）",
            "支出年初预算数",
            "项目（按支出性质和经济分类）",
            "决算数",
        ],
        "行": [
            ["一、一般公共预算财政拨款收入", "340", "一、教育支出", "40", "一、基本支出", "210.40"],
            ["二、其他收入", "0", "二、农林水支出", "300", "人员经费", "180"],
            [None, None, None, None, "日常公用经费", "30.40"],
            [None, None, None, None, "二、项目支出", "149.60"],
            [None, None, None, None, "三、经营支出", None],
            ["本年收入合计", "340", "本年支出合计", "340", "本年支出合计", "360.00"],
            ["总计", "340", "总计", "340", "总计", "360.00"],
        ],
    }
    assert (result.of_fate("rest"), result.faults) == ((), ())
    assert "340" not in result.of_fate("furniture")


def test_budgets_of_a_table_of_subjects_are_no_part_of_its_sums() -> None:
    result, tables, others = imported(CODES)
    assert tables["支出决算表"]["栏目"][0] == "本年支出合计"
    assert tables["支出决算表"]["科目"][3] == [
        "2130205",
        "森林资源培育",
        "149.60",
        None,
        "149.60",
        "0.00",
        "0.00",
        "0.00",
    ]
    assert others["支出决算表（其他栏目）"]["行"][0] == ["合计", None, "340"]
    assert others["支出决算表（其他栏目）"]["行"][4] == ["2130205", "森林资源培育", "140"]
    assert result.of_fate("rest") == ()


def test_budgets_over_several_columns_are_known_by_what_stands_above_them() -> None:
    result, tables, others = imported(GROUPED)
    assert tables["一般公共预算财政拨款支出决算表"]["合计"] == ["351.20", "201.60", "149.60"]
    assert others["一般公共预算财政拨款支出决算表（其他栏目）"]["行"][1] == ["213", "农林水支出", "340", "200", "140"]
    assert result.of_fate("rest") == ()


@pytest.mark.parametrize(
    "headings",
    [("本年收入", "本年支出", "年末结转和结余"), ("收入", "支出", "结转"), ("本年收入数", "本年支出数", "年末数")],
)
def test_titles_that_each_heading_prints_again_are_the_layouts_under_its_own_heading(headings: tuple[str, ...]) -> None:
    result, tables, others = imported(FLOWS.format(*headings))
    assert tables["一般公共预算财政拨款支出决算表"]["合计"] == ["351.20", "201.60", "149.60"]
    beside = others["一般公共预算财政拨款支出决算表（其他栏目）"]
    assert beside["行"][1][2:] == ["360.00", "210.40", "149.60", "8.80", "8.80", "0.00"]
    assert result.of_fate("rest") == ()


def test_the_amounts_of_economic_kinds_are_the_final_ones() -> None:
    result, tables, others = imported(ECONOMIC)
    table = tables["一般公共预算财政拨款基本支出决算明细表"]
    assert [row[2] for row in table["科目"]] == ["171.20", "101.10", "70.10", "30.40", "18.40", "12.00"]
    assert (table["人员经费合计"], table["公用经费合计"]) == ("171.20", "30.40")
    beside = others["一般公共预算财政拨款基本支出决算明细表（其他栏目）"]
    assert beside["行"][3] == ["人员经费合计", None, "170", "公用经费合计", None, "30"]
    assert result.of_fate("rest") == ()


def test_a_row_that_is_no_item_stands_whole_beside_them() -> None:
    result, tables, others = imported(ITEMS)
    assert tables["财政拨款三公经费支出决算表"]["决算数"] == ["11.30", "0", "7.80", "0", "7.80", "3.50"]
    assert others["财政拨款“三公”经费支出决算表（其他栏目）"]["行"][-1] == ["会议费", "1.10", "1.20", "1.30"]
    assert result.of_fate("rest") == ()


def test_a_number_without_a_column_of_its_own_is_left_over() -> None:
    stray = CODES.replace("2130201\t行政运行\t200\t210.40", "2130201\t行政运行\t200\t210.40").replace(
        "0.00\n21302\t", "0.00\t77.70\n21302\t"
    )
    result, _, others = imported(stray)
    assert result.of_fate("rest") == ("77.70",)
    assert list(others) == ["支出决算表（其他栏目）"]


@pytest.mark.parametrize("text", [SUMMARY, CODES, GROUPED, ECONOMIC, ITEMS])
def test_nothing_is_said_of_sums_that_such_columns_do_not_have(text: str) -> None:
    codes = {diagnostic.code for diagnostic in examine(imported(text)[0].text).diagnostics}
    assert codes.isdisjoint({"JS111", "JS112", "JS180"})


@pytest.mark.parametrize("ending", [".html", ".docx", ".pdf"])
@pytest.mark.parametrize("text", [SUMMARY, CODES, ECONOMIC, ITEMS])
def test_such_a_table_comes_back_from_print(text: str, ending: str) -> None:
    assert differences(imported(text)[0].text, ending) == []
