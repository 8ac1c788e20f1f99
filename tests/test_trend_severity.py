"""How grave the rules of changes are: one step of fine digits, a class that may have ended, a table's budget of another kind."""

from __future__ import annotations

import pytest

from honest_cases import BODY, HEAD, SERIOUS
from jslint import Settings, examine

THREE_PUBLIC = "财政拨款三公经费支出决算情况"
TABLE = (
    "决算表:\n  财政拨款三公经费支出决算表:\n"
    "    栏目: [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务用车购置费, 公务用车运行维护费, 公务接待费]\n"
    "    预算数: [9.00, 0, 6.00, 0, 6.00, 3.00]\n    决算数: [7.80, 0, 6.00, 0, 6.00, 1.80]\n"
)


def told(section: str, said: str, tables: str = "") -> list[tuple[str, str, str]]:
    """The errors and warnings of the rules of changes, each with the text that it is at."""
    head = HEAD.format(body=BODY, scope="部门决算", year=2023, layout="国家-2022")
    text = head + tables + f"情况说明:\n  {section}: |\n    {said}\n"
    found = examine(text, settings=Settings(select=("JS4",))).diagnostics
    return [
        (each.code, each.severity, text[each.span.start : each.span.end]) for each in found if each.severity in SERIOUS
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("基本支出318.0000万元，增加12.3456万元，增长4.04%。", []),
        ("基本支出318.0000万元，增加12.3456万元，增长4.05%。", [("JS406", "warning", "4.05%")]),
        ("基本支出318.0000万元，增加12.3456万元，增长4.06%。", [("JS406", "error", "4.06%")]),
        ("基本支出318.00万元，增加12.35万元，增长4.05%。", [("JS406", "error", "4.05%")]),
        ("基本支出318.00万元，上年305.65万元，增加12.36万元。", []),
        ("基本支出318.00万元，上年305.65万元，增加12.37万元。", [("JS406", "error", "12.37")]),
    ],
)
def test_one_step_of_fine_amounts_is_a_warning(said: str, expected: list[tuple[str, str, str]]) -> None:
    assert told("支出决算情况", said) == expected


def test_a_kind_that_may_have_ended_makes_it_a_warning() -> None:
    said = (
        "本年支出合计90.00万元，其中：基本支出50.00万元，项目支出40.00万元。"
        "本年支出合计比上年增加7.00万元，其中：基本支出增加4.00万元，项目支出增加2.00万元。"
    )
    assert told("支出决算情况", said) == [("JS410", "warning", "7.00")]


def test_a_source_that_is_not_named_leaves_the_changes_open() -> None:
    said = (
        "本年收入合计90.00万元，其中：财政拨款收入50.00万元，事业收入40.00万元。"
        "本年收入合计比上年增加7.00万元，其中：财政拨款收入增加4.00万元，事业收入增加5.00万元。"
    )
    assert told("收入决算情况", said) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("公务接待费支出1.80万元，比全年预算数减少1.00万元。", [("JS406", "error", "1.00")]),
        ("公务接待费支出1.80万元，比年初预算数减少1.00万元。", []),
        ("公务接待费支出1.80万元，比预算数减少1.20万元。", []),
    ],
)
def test_the_budget_of_the_table_serves_for_its_own_kind(said: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(THREE_PUBLIC, said, TABLE) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("事业收入由上年的120.00万元增加到150.00万元，增长25.00%。", []),
        ("事业收入由上年的120.00万元增加到150.00万元，增长20.00%。", [("JS406", "error", "20.00%")]),
        ("事业收入上年为150.00万元，本年为120.00万元，下降20.00%。", []),
        ("事业收入上年为150.00万元，本年为120.00万元，下降25.00%。", [("JS406", "error", "25.00%")]),
        ("事业收入2022年120.00万元，较上年增长9.00%。", []),
        ("事业收入150.00万元。事业收入2022年120.00万元，较上年增长9.00%。", []),
    ],
)
def test_growth_from_one_stated_year_to_the_other(said: str, expected: list[tuple[str, str, str]]) -> None:
    assert told("收入决算情况", said) == expected
