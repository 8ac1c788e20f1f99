"""Where a table is absent, what the text states of it is weighed: closed sets only, and what is not stated is never nil."""

from __future__ import annotations

import re

import pytest

from honest_cases import CUT, trials
from jslint import examine
from jslint.report.quantities import table_of_text

COVER = "格式: 1\n报告: {单位名称: 柳河县水利局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}\n"
OVERVIEW = "收入支出决算总体情况"
INCOME = "收入决算情况"
EXPENDITURE = "支出决算情况"
FISCAL = "财政拨款收入支出决算总体情况"
BASIC = "一般公共预算财政拨款基本支出决算情况"
FUND = "政府性基金预算财政拨款支出决算情况"
THREE = "财政拨款三公经费支出决算情况"


def found(section: str, words: str, tables: str = "") -> list[tuple[str, str, str]]:
    """Code, severity and characters of each finding in a report without the tables (but for what every report owes)."""
    text = f"{COVER}{tables}情况说明:\n  {section}: |\n    {words}\n"
    return [
        (each.code, each.severity, text[each.span.start : each.span.end])
        for each in examine(text).diagnostics
        if not each.code.startswith("JS5")
    ]


RIGHT = [
    (OVERVIEW, "2023年度收入总计418.00万元，其中：本年收入合计395.00万元，使用非财政拨款结余3.00万元，年初结转和结余20.00万元。支出总计418.00万元，其中：本年支出合计400.00万元，结余分配0.00万元，年末结转和结余18.00万元。"),
    (OVERVIEW, "2023年度收入总计418.00万元，其中：本年收入合计395.00万元，年初结转和结余20.00万元。"),
    (OVERVIEW, "2023年度支出总计418.00万元，其中：年末结转和结余18.00万元。"),
    (INCOME, "2023年度收入合计395.00万元，其中：财政拨款收入360.00万元，占91.14%；其他收入5.00万元。"),
    (INCOME, "2023年度收入合计395.00万元，其中：财政拨款收入360.00万元；上级补助收入0.00万元；事业收入30.00万元；经营收入0.00万元；附属单位上缴收入0.00万元；其他收入5.00万元。"),
    (EXPENDITURE, "2023年度支出合计400.00万元，其中：基本支出250.00万元，项目支出149.00万元。"),
    (FISCAL, "2023年度财政拨款收、支总计380.00万元，其中：一般公共预算财政拨款365.00万元，政府性基金预算财政拨款15.00万元。本年收入合计360.00万元。"),
    (FISCAL, "2023年度财政拨款收入总计380.00万元，其中：一般公共预算财政拨款收入345.00万元，政府性基金预算财政拨款收入15.00万元，年初结转和结余20.00万元。"),
    (BASIC, "2023年度一般公共预算财政拨款基本支出250.00万元，其中：人员经费210.00万元；公用经费40.00万元。"),
    (FUND, "2023年度政府性基金预算财政拨款收入15.00万元，支出12.00万元，年末结转和结余5.00万元。"),
    (THREE, "2023年度“三公”经费支出决算为21.50万元，其中：因公出国（境）费0.00万元，公务用车运行维护费19.00万元，公务接待费2.50万元。"),
    (THREE, "2023年度“三公”经费支出决算为21.50万元，其中：公务用车购置费18.00万元，公务接待费2.50万元，因公出国（境）费0.00万元。"),
    (THREE, "2023年度“三公”经费支出决算为39.50万元，其中：因公出国（境）费0.00万元，公务用车购置费18.00万元，公务用车运行维护费19.00万元，公务接待费2.50万元。"),
    (THREE, "2023年度“三公”经费支出年初预算为30.00万元，其中：因公出国（境）费全年预算0.00万元，公务用车运行维护费全年预算22.00万元，公务接待费全年预算4.00万元。"),
]  # fmt: skip


def classes(total: str, *amounts: str) -> list[tuple[str, str]]:
    """What is found in a breakdown by class without its table."""
    names = ("农林水支出（类）", "社会保障和就业支出（类）", "住房保障支出（类）")
    listed = "；".join(f"{name}{amount}万元" for name, amount in zip(names, amounts, strict=False))
    words = f"2023年度一般公共预算财政拨款支出{total}万元，主要用于以下方面：{listed}。"
    text = f"{COVER}情况说明:\n  一般公共预算财政拨款支出决算情况:\n    结构情况: |\n      {words}\n"
    return [
        (each.code, text[each.span.start : each.span.end])
        for each in examine(text).diagnostics
        if not each.code.startswith("JS5")
    ]


def test_classes_may_not_exceed_a_total_that_no_table_holds() -> None:
    assert classes("345.00", "290.00", "35.00", "20.00") == []
    assert classes("345.00", "290.00", "35.00") == []
    assert classes("345.00", "290.00", "53.00", "20.00") == [("JS306", "345.00")]


@pytest.mark.parametrize(("section", "words"), RIGHT)
def test_what_can_be_right_is_silent(section: str, words: str) -> None:
    assert found(section, words) == []


WRONG = [
    (OVERVIEW, "2023年度收入总计418.00万元，其中：本年收入合计395.00万元，使用非财政拨款结余3.00万元，年初结转和结余22.00万元。", [("JS101", "error", "418.00")]),
    (OVERVIEW, "2023年度支出总计418.00万元，其中：本年支出合计400.00万元，结余分配0.00万元，年末结转和结余15.00万元。", [("JS102", "error", "418.00")]),
    (OVERVIEW, "2023年度收入总计418.00万元，支出总计481.00万元。", [("JS103", "warning", "481.00")]),
    (OVERVIEW, "2023年度收入总计418.00万元，其中：本年收入合计405.00万元，年初结转和结余20.00万元。", [("JS101", "error", "418.00")]),
    (INCOME, "2023年度收入合计395.00万元，其中：财政拨款收入360.00万元，其他收入53.00万元。", [("JS110", "error", "395.00")]),
    (EXPENDITURE, "2023年度支出合计400.00万元，其中：基本支出250.00万元，项目支出194.00万元。", [("JS112", "error", "400.00")]),
    (FISCAL, "2023年度财政拨款收入总计380.00万元，其中：一般公共预算财政拨款收入365.00万元，政府性基金预算财政拨款收入51.00万元。", [("JS121", "error", "380.00")]),
    (BASIC, "2023年度一般公共预算财政拨款基本支出250.00万元，其中：人员经费201.00万元；公用经费40.00万元。", [("JS205", "error", "250.00")]),
    (FUND, "2023年度政府性基金预算财政拨款支出12.00万元，其中：基本支出0.00万元，项目支出21.00万元。", [("JS150", "error", "12.00")]),
    (THREE, "2023年度“三公”经费支出决算为21.50万元，其中：因公出国（境）费0.00万元，公务用车运行维护费16.00万元，公务接待费2.50万元。", [("JS160", "error", "21.50")]),
    (THREE, "2023年度“三公”经费支出决算为21.50万元，其中：公务用车购置及运行维护费19.00万元，公务接待费5.20万元。", [("JS160", "error", "21.50")]),
    (THREE, "2023年度“三公”经费支出年初预算为30.00万元，其中：因公出国（境）费年初预算0.00万元，公务用车运行维护费年初预算22.00万元，公务接待费年初预算4.00万元。", [("JS160", "error", "30.00")]),
]  # fmt: skip


@pytest.mark.parametrize(("section", "words", "wrong"), WRONG)
def test_what_cannot_be_right_is_found_once(section: str, words: str, wrong: list[tuple[str, str, str]]) -> None:
    assert found(section, words) == wrong


def test_its_messages_say_that_the_figures_are_the_texts() -> None:
    (section, words, _) = WRONG[0]
    text = f"{COVER}情况说明:\n  {section}: |\n    {words}\n"
    (message,) = [each.message for each in examine(text).diagnostics if each.code == "JS101"]
    assert message == (
        "《收入支出决算总体情况》收入总计 · 总额为 418.00，本年收入合计加各项结余应为 420.00（395.00＋3.00＋22.00），"
        "少 2.00；四舍五入最多只能解释 0.02。报告中没有《收入支出决算总表》或它没有数字，以上是文中写的数。"
        "请核对文中的总额和各部分。"
    )


SUMMARY = """决算表:
  收入支出决算总表:
    收入: {其他收入: 395.00, 本年收入合计: 395.00, 年初结转和结余: 23.00, 总计: 418.00}
    支出: {农林水支出: 400.00, 本年支出合计: 400.00, 年末结转和结余: 18.00, 总计: 418.00}
"""
DENIED = "决算表:\n  收入支出决算总表: {说明: 本单位没有收支，本表无数据。}\n"


@pytest.mark.parametrize("tables", [SUMMARY, DENIED], ids=["printed", "denied"])
def test_a_table_that_stands_in_the_report_has_none(tables: str) -> None:
    words = WRONG[0][1]
    report = examine(f"{COVER}{tables}情况说明:\n  {OVERVIEW}: |\n    {words}\n").report
    assert table_of_text(report, "收入支出决算总表") is None


def test_an_amount_that_the_text_states_twice_differently_is_left_to_the_rule_of_that() -> None:
    words = "2023年度收入总计418.00万元，其中：本年收入合计395.00万元，使用非财政拨款结余3.00万元，年初结转和结余20.00万元。收入总计481.00万元。"
    assert [code for code, _, _ in found(OVERVIEW, words)] == ["JS318"]


def test_amounts_in_different_units_are_not_weighed() -> None:
    words = "2023年度支出总计4.18亿元，其中：本年支出合计40000.00万元，结余分配0.00万元，年末结转和结余1500.00万元。"
    assert found(OVERVIEW, words) == []


def test_honest_sentences_without_their_tables_are_silent() -> None:
    found = []
    for name, saying, wrong in trials():
        if wrong is None:
            text = re.sub(r"(?ms)^决算表:\n.*?(?=^情况说明:)", "", saying.report())
            assert "决算表:" not in text
            spoken = [each for each in examine(text, settings=CUT).diagnostics if each.severity in {"error", "warning"}]
            found += [(name, each.code) for each in spoken if each.code.startswith(("JS1", "JS2", "JS306"))]
    assert found == []
