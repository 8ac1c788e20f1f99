"""Rows, columns, classes and blocks moved about in every table of every layout: told once, and put back as they were."""

from __future__ import annotations

import pytest

from diagnosed import examples
from jslint import examine
from jslint.editing.fixing import with_edits
from moved_about import TABLES, made_up, moved, table_of

SEED = 401
"""A made-up department that has amounts in every table."""

BASIC = "一般公共预算财政拨款基本支出决算明细表"

MOVED = [
    ("国家-2018", 401, "block over", "一般公共预算财政拨款支出决算表", ("合计", "201")),
    ("国家-2022", 401, "block over", "一般公共预算财政拨款支出决算表", ("2060503", "22402")),
    ("国家-2020", 401, "block over", "支出决算表", ("2010608", "208")),
    ("国家-2018", 401, "block over", "支出决算表", ("22402", "20106")),
    ("国家-2022", 401, "block over", "收入决算表", ("206", "2060503")),
    ("国家-2018", 401, "block over", "收入决算表", ("2080502", "208")),
    ("上海-2024", 401, "block over", "收入支出决算总表", ("收入本年收入合计", "收入经营收入")),
    ("国家-2020", 401, "block over", "收入支出决算总表", ("收入一般公共预算财政拨款收入", "收入总计")),
    ("国家-2018", 401, "block over", "财政拨款收入支出决算总表", ("支出一般公共服务支出", "支出科学技术支出")),
    (
        "国家-2022",
        401,
        "block over",
        "财政拨款收入支出决算总表",
        ("支出一般公共服务支出", "支出灾害防治及应急管理支出"),
    ),
    ("国家-2020", 401, "classes exchanged", "一般公共预算财政拨款支出决算表", ("201", "208")),
    ("上海-2024", 401, "classes exchanged", "一般公共预算财政拨款支出决算表", ("20605", "20106")),
    ("国家-2022", 401, "classes exchanged", "支出决算表", ("206", "201")),
    ("国家-2018", 401, "classes exchanged", "支出决算表", ("201", "208")),
    ("上海-2024", 401, "classes exchanged", "收入决算表", ("22402", "20605")),
    ("国家-2020", 401, "classes exchanged", "收入决算表", ("22402", "20605")),
    ("国家-2018", 401, "columns exchanged", "一般公共预算财政拨款支出决算表", ("小计", "基本支出")),
    ("国家-2022", 401, "columns exchanged", "一般公共预算财政拨款支出决算表", ("小计", "项目支出")),
    ("国家-2020", 401, "columns exchanged", "支出决算表", ("对附属单位补助支出", "基本支出")),
    ("上海-2024", 401, "columns exchanged", "支出决算表", ("上缴上级支出", "本年支出合计")),
    ("国家-2022", 401, "columns exchanged", "收入决算表", ("附属单位上缴收入", "财政拨款收入")),
    ("上海-2024", 401, "columns exchanged", "财政拨款三公经费支出决算表", ("合计", "公务用车运行维护费")),
    (
        "国家-2020",
        401,
        "columns exchanged",
        "财政拨款三公经费支出决算表",
        ("公务用车购置及运行维护费小计", "公务用车购置费"),
    ),
    ("国家-2018", 401, "down", "一般公共预算财政拨款支出决算表", ("合计", "224")),
    ("国家-2022", 401, "down", "一般公共预算财政拨款支出决算表", ("2010608", "208")),
    ("国家-2020", 401, "down", "支出决算表", ("20106", "20605")),
    ("上海-2024", 401, "down", "支出决算表", ("合计", "224")),
    ("国家-2022", 401, "down", "收入决算表", ("合计", "2060503")),
    ("国家-2018", 401, "down", "收入决算表", ("2010608", "208")),
    ("上海-2024", 401, "down", "收入支出决算总表", ("收入经营收入", "收入总计")),
    ("国家-2020", 401, "down", "收入支出决算总表", ("收入事业收入", "收入附属单位上缴收入")),
    ("国家-2018", 401, "down", "财政拨款收入支出决算总表", ("支出社会保障和就业支出", "支出本年支出合计")),
    ("国家-2022", 401, "down", "财政拨款收入支出决算总表", ("支出一般公共服务支出", "支出科学技术支出")),
    ("国家-2020", 401, "group over", "一般公共预算财政拨款支出决算表", ("20106", "224")),
    ("国家-2018", 401, "group over", "一般公共预算财政拨款支出决算表", ("20605", "224")),
    ("国家-2022", 401, "group over", "支出决算表", ("208", "20605")),
    ("上海-2024", 401, "group over", "收入决算表", ("206", "22402")),
    ("国家-2020", 401, "group over", "收入决算表", ("20605", "22402")),
    ("国家-2018", 401, "left blank", "一般公共预算财政拨款支出决算表", ("224",)),
    ("国家-2022", 401, "left blank", "一般公共预算财政拨款支出决算表", ("206",)),
    ("国家-2020", 401, "left blank", "支出决算表", ("2080502",)),
    ("国家-2018", 401, "left blank", "支出决算表", ("206",)),
    ("国家-2022", 401, "left blank", "收入决算表", ("224",)),
    ("国家-2018", 401, "left blank", "收入决算表", ("224",)),
    ("国家-2018", 401, "left blank", "财政拨款收入支出决算总表", ("支出一般公共服务支出",)),
    ("国家-2022", 401, "left blank", "财政拨款收入支出决算总表", ("支出社会保障和就业支出",)),
    ("国家-2018", 401, "row over", "一般公共预算财政拨款支出决算表", ("20106", "2080502")),
    ("国家-2022", 401, "row over", "一般公共预算财政拨款支出决算表", ("20605", "2240299")),
    ("国家-2022", 401, "row over", "支出决算表", ("208", "2240299")),
    ("国家-2022", 401, "row over", "收入决算表", ("201", "2080502")),
    ("国家-2018", 401, "row over", "收入决算表", ("20805", "合计")),
    ("上海-2024", 401, "row over", "财政拨款收入支出决算总表", ("支出年末财政拨款结转和结余", "支出科学技术支出")),
    ("国家-2020", 401, "row over", "财政拨款收入支出决算总表", ("支出一般公共服务支出", "支出灾害防治及应急管理支出")),
    ("国家-2018", 401, "rows exchanged", "一般公共预算财政拨款支出决算表", ("206", "2010608")),
    ("国家-2022", 401, "rows exchanged", "一般公共预算财政拨款支出决算表", ("2240299", "2010608")),
    ("国家-2020", 401, "rows exchanged", "支出决算表", ("2060503", "2080502")),
    ("上海-2024", 401, "rows exchanged", "支出决算表", ("201", "20605")),
    ("国家-2022", 401, "rows exchanged", "收入决算表", ("208", "206")),
    ("国家-2018", 401, "rows exchanged", "收入决算表", ("2240299", "20106")),
    ("上海-2024", 401, "rows exchanged", "收入支出决算总表", ("收入总计", "支出科学技术支出")),
    ("国家-2020", 401, "rows exchanged", "收入支出决算总表", ("支出一般公共服务支出", "收入本年收入合计")),
    (
        "国家-2018",
        401,
        "rows exchanged",
        "财政拨款收入支出决算总表",
        ("支出灾害防治及应急管理支出", "支出科学技术支出"),
    ),
    (
        "国家-2022",
        401,
        "rows exchanged",
        "财政拨款收入支出决算总表",
        ("支出灾害防治及应急管理支出", "支出年末财政拨款结转和结余"),
    ),
    ("国家-2020", 401, "unit", "一般公共预算财政拨款支出决算表", ("208",)),
    ("上海-2024", 401, "unit", "一般公共预算财政拨款支出决算表", ("224",)),
    ("国家-2022", 401, "unit", "支出决算表", ("合计",)),
    ("国家-2018", 401, "unit", "支出决算表", ("224",)),
    ("上海-2024", 401, "unit", "收入决算表", ("208",)),
    ("国家-2020", 401, "unit", "收入决算表", ("2080502",)),
    ("国家-2018", 401, "unit", "财政拨款三公经费支出决算表", ("预算数",)),
    ("国家-2022", 401, "unit", "财政拨款三公经费支出决算表", ("预算数",)),
    ("国家-2020", 401, "unit", "财政拨款收入支出决算总表", ("支出科学技术支出",)),
    ("上海-2024", 401, "unit", "财政拨款收入支出决算总表", ("支出社会保障和就业支出",)),
    ("国家-2022", 401, "up", "一般公共预算财政拨款支出决算表", ("201", "20605")),
    ("国家-2018", 401, "up", "一般公共预算财政拨款支出决算表", ("201", "2060503")),
    ("上海-2024", 401, "up", "支出决算表", ("20106", "208")),
    ("国家-2020", 401, "up", "支出决算表", ("201", "2010608")),
    ("国家-2018", 401, "up", "收入决算表", ("206", "22402")),
    ("国家-2022", 401, "up", "收入决算表", ("2010608", "206")),
    ("国家-2020", 401, "up", "收入支出决算总表", ("收入一般公共预算财政拨款收入", "收入总计")),
    ("国家-2022", 401, "up", "财政拨款收入支出决算总表", ("支出科学技术支出", "支出灾害防治及应急管理支出")),
    ("国家-2020", 401, "up", "财政拨款收入支出决算总表", ("支出社会保障和就业支出", "支出本年支出合计")),
    ("国家-2022", 431, "block over", "一般公共预算财政拨款基本支出决算明细表", ("302", "30201")),
    ("国家-2022", 431, "up", "一般公共预算财政拨款基本支出决算明细表", ("302", "30201")),
    ("国家-2022", 431, "left blank", "一般公共预算财政拨款基本支出决算明细表", ("30201",)),
    ("国家-2022", 431, "unit", "一般公共预算财政拨款基本支出决算明细表", ("公用经费合计",)),
    ("国家-2022", 431, "columns exchanged", "财政拨款三公经费支出决算表", ("公务接待费", "合计")),
    ("国家-2022", 431, "unit", "财政拨款三公经费支出决算表", ("预算数",)),
    ("国家-2018", 435, "down", "政府性基金预算财政拨款收入支出决算表", ("212", "21208")),
    ("国家-2018", 435, "up", "政府性基金预算财政拨款收入支出决算表", ("212", "21208")),
    ("国家-2018", 435, "left blank", "政府性基金预算财政拨款收入支出决算表", ("合计",)),
    ("国家-2018", 435, "unit", "政府性基金预算财政拨款收入支出决算表", ("212",)),
    ("国家-2020", 431, "block over", "一般公共预算财政拨款基本支出决算明细表", ("302", "30201")),
    ("国家-2020", 431, "down", "一般公共预算财政拨款基本支出决算明细表", ("302", "30201")),
    ("国家-2020", 431, "up", "一般公共预算财政拨款基本支出决算明细表", ("30201", "公用经费合计")),
    ("国家-2020", 431, "left blank", "一般公共预算财政拨款基本支出决算明细表", ("30201",)),
    ("国家-2020", 431, "unit", "一般公共预算财政拨款基本支出决算明细表", ("302",)),
    ("上海-2024", 431, "left blank", "一般公共预算财政拨款基本支出决算明细表", ("30227",)),
    ("上海-2024", 431, "unit", "一般公共预算财政拨款基本支出决算明细表", ("30227",)),
    ("上海-2024", 431, "down", "国有资本经营预算财政拨款支出决算表", ("223", "22301")),
    ("上海-2024", 431, "up", "国有资本经营预算财政拨款支出决算表", ("22301", "2230105")),
    ("上海-2024", 431, "left blank", "国有资本经营预算财政拨款支出决算表", ("合计",)),
    ("上海-2024", 431, "unit", "国有资本经营预算财政拨款支出决算表", ("223",)),
]


@pytest.mark.parametrize(("layout", "seed", "move", "key", "names"), MOVED)
def test_what_was_moved_is_one_finding_and_is_put_back(
    layout: str, seed: int, move: str, key: str, names: tuple[str, ...]
) -> None:
    press = made_up(layout, seed)
    told = press.told(moved(press, move, key, names))
    assert len(told.findings) == 1, [each.message for each in told.findings]
    assert told.is_restored, told.findings[0].message


def test_classes_that_changed_places_are_named_with_their_rows() -> None:
    press = made_up("国家-2022", SEED)
    (found,) = press.told(moved(press, "classes exchanged", "支出决算表", ("206", "201"))).findings
    assert "各 3 行的数字疑为互换，换回后" in found.message


@pytest.mark.parametrize(
    ("seed", "key", "names"),
    [
        (401, "收入决算表", ("事业收入", "经营收入")),
        (435, "政府性基金预算财政拨款收入支出决算表", ("项目支出", "年末结转和结余")),
    ],
)
def test_what_may_have_changed_places_is_offered_once(seed: int, key: str, names: tuple[str, str]) -> None:
    press = made_up("国家-2022", seed)
    told = press.told(moved(press, "columns exchanged", key, names))
    (found,) = told.findings
    repairs = [frozenset(fix.edits) for fix in found.fixes]
    assert told.is_equal
    assert len(repairs) == len(set(repairs))


# what only looks so

HEAD = "格式: 1\n报告: {单位名称: 枫溪县农机站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 国家-2022}\n决算表:\n"
SPENT = "  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n"
DETAIL = f"  {BASIC}:\n    科目:\n"

ALIKE = {
    "two classes print the same amounts": SPENT
    + """    合计: [14.68, 14.68, 0.00]
    科目:
      - [208, 社会保障和就业支出, 7.34, 7.34, 0.00]
      - [20805, 行政事业单位养老支出, 7.34, 7.34, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 7.34, 7.34, 0.00]
      - [210, 卫生健康支出, 7.34, 7.34, 0.00]
      - [21011, 行政事业单位医疗, 7.34, 7.34, 0.00]
      - [2101102, 事业单位医疗, 7.34, 7.34, 0.00]
""",
    "two columns print the same amounts": SPENT
    + """    合计: [31.78, 15.89, 15.89]
    科目:
      - [213, 农林水支出, 31.78, 15.89, 15.89]
      - [21301, 农业农村, 31.78, 15.89, 15.89]
      - [2130104, 事业运行, 20.46, 10.23, 10.23]
      - [2130106, 科技转化与推广服务, 11.32, 5.66, 5.66]
""",
    "rows that print nothing stand before those that do": SPENT
    + """    合计: [9.37, 0.00, 9.37]
    科目:
      - [201, 一般公共服务支出, 0.00, 0.00, 0.00]
      - [20106, 财政事务, 0.00, 0.00, 0.00]
      - [2010601, 行政运行, 0.00, 0.00, 0.00]
      - [213, 农林水支出, 9.37, 0.00, 9.37]
      - [21301, 农业农村, 9.37, 0.00, 9.37]
      - [2130104, 事业运行, 9.37, 0.00, 9.37]
""",
    "a run of rows stands twice": DETAIL
    + """      - [301, 工资福利支出, 30.31]
      - [30101, 基本工资, 12.42]
      - [30102, 津贴补贴, 17.89]
      - [302, 商品和服务支出, 30.31]
      - [30201, 办公费, 12.42]
      - [30202, 印刷费, 17.89]
    人员经费合计: 30.31
    公用经费合计: 30.31
""",
    "totals are those of their only classes": DETAIL
    + """      - [301, 工资福利支出, 46.28]
      - [30101, 基本工资, 46.28]
      - [302, 商品和服务支出, 6.31]
      - [30201, 办公费, 6.31]
    人员经费合计: 46.28
    公用经费合计: 6.31
""",
    "the next class prints what the last one did": DETAIL
    + """      - [301, 工资福利支出, 18.25]
      - [30101, 基本工资, 18.25]
      - [30102, 津贴补贴, 0.00]
      - [303, 对个人和家庭的补助, 0.00]
      - [302, 商品和服务支出, 18.25]
      - [30201, 办公费, 18.25]
      - [30202, 印刷费, 0.00]
    人员经费合计: 18.25
    公用经费合计: 18.25
""",
}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_right_figures_that_look_moved_are_silent(text: str) -> None:
    assert examine(HEAD + text, settings=TABLES).diagnostics == ()


# rows that a form lacks


def without(text: str, *codes: str) -> str:
    """The first example without these rows of its table by economic kinds."""
    start = text.index(f"  {BASIC}:")
    for code in codes:
        at = text.index(f"- [{code},", start)
        begin, end = text.rindex("\n", 0, at) + 1, text.index("\n", at) + 1
        text = text[:begin] + text[end:]
    return text


@pytest.mark.parametrize("code", ["30101", "30108", "30113", "30201", "30226"])
def test_a_row_by_economic_kind_is_named_and_put_in(code: str) -> None:
    (press, *_) = examples()
    text = without(press.text, code)
    (found,) = press.findings(text)
    (row,) = table_of(press, BASIC).with_code(code)
    assert f"疑漏了“{code} {row.name}”一行（决算数 {next(row.figures).printed}，由合计倒推）" in found.message
    assert found.likeliest is not None
    again = examine(with_edits(text, found.likeliest.edits))
    assert [each.message for each in again.diagnostics] == [each.message for each in press.original.diagnostics]


@pytest.mark.parametrize("code", ["301", "302"])
def test_a_class_by_economic_kind_is_put_in_above_its_rows(code: str) -> None:
    (press, *_) = examples()
    text = without(press.text, code)
    (found,) = press.findings(text)
    assert f"疑漏了“{code} " in found.message
    assert found.likeliest is not None
    assert press.findings(with_edits(text, found.likeliest.edits)) == []


def test_of_several_rows_none_is_guessed() -> None:
    (press, *_) = examples()
    told = press.findings(without(press.text, "30101", "30103"))
    assert told
    assert not any("疑漏了" in each.message for each in told)


def test_a_misprint_beside_a_row_that_the_form_lacks_is_no_missing_row() -> None:
    """The row held nothing and was left out; one key of another mends the sum."""
    press = made_up("国家-2022", SEED)
    table = table_of(press, BASIC)
    (blank, *_) = [row for row in table.coded() if len(row.code or "") == 5 and not any(f.number for f in row.figures)]
    parent = next(row for row in table.coded() if row.code == (blank.code or "")[:3])
    figure = next(iter(parent.figures))
    text = without(press.text, blank.code or "").replace(f", {figure.printed}]", f", 1{figure.printed}]", 1)
    assert not any("疑漏了" in each.message for each in press.findings(text))
