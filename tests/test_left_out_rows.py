"""A row that is left out is put in where its 款, or the only row below it that prints anything, says what it printed."""

from __future__ import annotations

import pytest

from jslint import examine
from jslint.editing.fixing import with_edits
from test_defects import FIGURES, spent
from test_tails import HEADED, OTHERS, OWN, SISTER

ITEM = "      - [2130304, 水利行业业务管理, 48.10, 37.43, 10.67, ~, ~, ~]\n"
ABOVE = "21303, 水利, 48.10, 37.43, 10.67"
SPLIT = """      - [208, 社会保障和就业支出, ~, ~, ~, ~, ~, ~]
      - [20805, 行政事业单位养老支出, ~, ~, ~, ~, ~, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, ~, ~, ~, ~, ~, ~]
      - [221, 住房保障支出, ~, ~, ~, ~, ~, ~]
      - [22102, 住房改革支出, ~, ~, ~, ~, ~, ~]
      - [2210201, 住房公积金, ~, ~, ~, ~, ~, ~]
"""
GOOD = HEADED + OWN + SPLIT + SISTER + OTHERS


def test_the_only_item_is_put_in_with_the_amounts_of_its_group() -> None:
    wrong = GOOD.replace(ITEM, "", 1)
    (found,) = [each for each in examine(wrong).diagnostics if each.code == "JS207"]
    assert found.severity == "warning"
    assert [fix.title for fix in found.fixes] == [
        "在《支出决算表》补上“2130304 水利行业业务管理”一行，数字与“21303 水利”相同：48.10、37.43、10.67、~、~、~"
    ]
    assert with_edits(wrong, found.fixes[0].edits) == GOOD


@pytest.mark.parametrize("above", ["21303, 水利, 51.30, 40.63, 10.67", "21303, 水利, 48.10, 37.33, 10.77"])
def test_it_is_not_put_in_where_the_group_is_more_or_other_than_it(above: str) -> None:
    wrong = GOOD.replace(ITEM, "", 1).replace(ABOVE, above, 1)
    found = [each for each in examine(wrong).diagnostics if "请补上这一行" in each.message]
    assert [each.fixes for each in found] == [()]


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("3.25", "这一级的下级科目中只有这一个有金额，另有 1 个为零；再加其他同级科目，正等于上一级；请对照账务核对"),
        (
            "3.24",
            "这一级的下级科目中只有这一个有金额，另有 1 个为零，四舍五入后这一级与它可能相差一点；0.01 以内不能确定",
        ),
    ],
)
def test_a_row_above_one_that_prints_something_beside_nothing_says_how_far_it_is_known(
    amount: str, reason: str
) -> None:
    pension = "      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, ~, ~, ~, ~]\n"
    nothing = "      - [2080506, 机关事业单位职业年金缴费支出, 0.00, 0.00, ~, ~, ~, ~]\n"
    wrong = (
        spent()
        .replace(pension, pension.replace("3.25", amount) + nothing, 1)
        .replace("      - [20805, 行政事业单位养老支出, 3.25, 3.25, ~, ~, ~, ~]\n", "", 1)
    )
    (found,) = [each for each in examine(wrong, settings=FIGURES).diagnostics if each.code == "JS172"]
    assert [fix.reason for fix in found.fixes] == [reason]
