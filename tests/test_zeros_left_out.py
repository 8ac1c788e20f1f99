"""Classes that print as zero and that the text leaves out carry their rounding (JS306); a name that is no row is an error (JS309)."""

from __future__ import annotations

import pytest

from honest_cases import BODY, HEAD, SERIOUS
from jslint import Settings, examine

TABLE = """\
决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [{total}, {total}, ~]
    科目:
      - [205, 教育支出, 100.00, 100.00, ~]
      - [20502, 普通教育, 100.00, 100.00, ~]
      - [2050201, 学前教育, 100.00, 100.00, ~]
      - [208, 社会保障和就业支出, {zero}, {zero}, ~]
      - [210, 卫生健康支出, {zero}, {zero}, ~]
      - [213, 农林水支出, {zero}, {zero}, ~]
      - [221, 住房保障支出, {zero}, {zero}, ~]
"""
STRUCTURE = "一般公共预算财政拨款支出{total}万元，主要用于以下方面：教育支出（类）100.00万元，占99.98%。"
ITEM = "1.教育支出（类）普通教育（款）{name}（项）。支出决算为{amount}万元。"


def told(code: str, text: str, total: str, zero: str = "0.00") -> list[tuple[str, str]]:
    """What the rule finds in the section on the general budget: its severity and the text that it is at."""
    head = HEAD.format(body=BODY, scope="部门决算", year=2023, layout="国家-2022")
    section = f"情况说明:\n  一般公共预算财政拨款支出决算情况: |\n    {text}\n"
    report = head + TABLE.format(total=total, zero=zero) + section
    found = examine(report, settings=Settings(select=(code,))).diagnostics
    return [(each.severity, report[each.span.start : each.span.end]) for each in found if each.severity in SERIOUS]


@pytest.mark.parametrize(
    ("total", "zero", "expected"),
    [
        ("100.00", "0.00", []),
        ("100.01", "0.00", []),
        ("100.02", "0.00", [("warning", "100.02")]),
        ("100.02", "~", [("error", "100.02")]),
        ("100.04", "0.00", [("error", "100.04")]),
    ],
)
def test_zeros_carry_half_a_step_each(total: str, zero: str, expected: list[tuple[str, str]]) -> None:
    assert told("JS306", STRUCTURE.format(total=total), total, zero) == expected


@pytest.mark.parametrize(
    ("name", "amount", "expected"),
    [
        ("学前教育", "100.00", []),
        ("学前教育", "100.01", [("warning", "100.01")]),
        ("学前教育", "101.00", [("error", "101.00")]),
        ("幼儿教育", "100.00", [("error", "100.00")]),
        ("小学教育", "100.00", [("error", "100.00")]),
    ],
)
def test_an_amount_one_step_off_is_a_warning_and_a_name_that_is_no_row_an_error(
    name: str, amount: str, expected: list[tuple[str, str]]
) -> None:
    assert told("JS309", ITEM.format(name=name, amount=amount), "100.00") == expected
