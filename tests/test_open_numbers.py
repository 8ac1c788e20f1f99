"""What one sum of rounded amounts leaves open is said and shown; what else speaks for a number comes first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jslint import Settings, examine
from jslint.diagnosis.hypothesis import Hypothesis
from jslint.diagnosis.shared import undetermined
from jslint.diagnosis.trials import Trials
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Figure
from jslint.relation import Relation, Same, Sum, Term
from searches import check, figure
from test_ends import BALANCE, HEAD, LINES, VISITED, fixes

OPEN = "0.01 以内不能确定"


# a single number

ITEMS = LINES.replace("印刷费, 2.76", "印刷费, 2.77")


def test_a_single_number_of_a_sum_says_how_far_it_is_open_and_the_others_are_shown() -> None:
    told = fixes(ITEMS, ITEMS.replace("印刷费, 2.77", "印刷费, 13.26"))
    assert OPEN in told[0][0].reason
    assert any(is_true for _, is_true in told)


def test_a_key_in_a_long_amount_leaves_nothing_open() -> None:
    wrong = LINES.replace("办公费, 5.31", "办公费, 5.91")
    told = fixes(LINES, wrong)
    assert told[0][1]
    assert not any("以内不能确定" in fix.reason for fix, _ in told)


def test_a_number_that_an_identity_repeats_is_not_open() -> None:
    told = fixes(LINES, LINES.replace("公用经费合计: 8.07", "公用经费合计: 13.26"))
    assert not any("以内不能确定" in fix.reason for fix, is_true in told if is_true)


def test_nothing_goes_before_a_little_that_rounding_may_be() -> None:
    """The items leave 0.01 for it, and nothing as well."""
    good = LINES.replace("印刷费, 2.76", "印刷费, 2.75").replace(
        "      - [303,", "      - [30203, 咨询费, ~]\n      - [303,"
    )
    told = fixes(good, good.replace("咨询费, ~", "咨询费, 2.75"))
    mine = [fix.title.rpartition(" ")[2] for fix, _ in told if "咨询费" in fix.title]
    assert mine[:2] == ["0.00", "0.01"]
    assert any(is_true for _, is_true in told)


def test_a_lone_digit_stands_for_nothing() -> None:
    """Of a total and a part that one key each would mend: amounts are hardly ever so round, and often nothing."""
    good = VISITED.replace("[0.46, 0.46, ~, ~, ~, ~]", "[41.46, 0.00, ~, ~, ~, 41.46]")
    told = fixes(good, good.replace("[41.46, 0.00,", "[41.46, 1.00,"))
    assert told[0][1], [fix.title for fix, _ in told]
    other = VISITED.replace("[0.46, 0.46, ~, ~, ~, ~]", "[41.46, 1.24, ~, ~, ~, 40.22]")
    told = fixes(other, other.replace("[41.46, 1.24,", "[41.46, 2.24,"))
    assert not any(fix.title.endswith("改为 0.00") for fix, _ in told)


# a table that was left out

SPENT = (
    BALANCE.replace("一般公共服务支出: 724.01", "农林水支出: 724.01")
    + """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [724.01, 724.01, 0.00, 0.00, 0.00, 0.00]
    科目:
      - [213, 农林水支出, 724.01, 724.01, 0.00, 0.00, 0.00, 0.00]
      - [21303, 水利, 724.01, 724.01, 0.00, 0.00, 0.00, 0.00]
      - [2130310, 水文测报, 724.01, 724.01, 0.00, 0.00, 0.00, 0.00]
"""
)


def test_a_table_that_was_left_out_makes_no_amount_elsewhere_nothing() -> None:
    head, table = SPENT.split("  支出决算表")
    wrong = head + "  支出决算表" + table.replace("724.01", "0.00")
    told = fixes(SPENT, wrong)
    assert told[0][0].title.startswith("把《支出决算表》")
    assert "只知道合起来是多少，各为多少不能确定" in told[0][0].reason
    assert not any("《收入支出决算总表》" in fix.title for fix, _ in told)


# two amounts of one sum


@pytest.mark.parametrize("rest", ["31.18", "450.23"])
def test_two_addends_that_changed_places_are_told_by_the_sum_that_still_holds(rest: str) -> None:
    kept = str(Decimal("724.01") + Decimal(rest))
    good = SPENT.replace("年末结转和结余: 0.18", f"年末结转和结余: {rest}").replace("724.19", kept)
    good = good.replace("84.02", str(Decimal(kept) - Decimal("640.18")))
    right = f"本年支出合计: 724.01, 结余分配: ~, 年末结转和结余: {rest}"
    told = fixes(good, good.replace(right, f"本年支出合计: {rest}, 结余分配: ~, 年末结转和结余: 724.01"))
    assert told[0][1]
    assert told[0][0].title.endswith("两格的数字换回")


# an exchange and a block that explain the same

LAW = (
    HEAD
    + """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [2236.90, 472.06, 566.71, 774.45, 423.45, 0.24]
    科目:
      - [201, 一般公共服务支出, 423.63, 0.36, 0.00, 0.00, 423.27, 0.00]
      - [20138, 市场监督管理事务, 423.63, 0.36, 0.00, 0.00, 423.27, 0.00]
      - [2013899, 其他市场监督管理事务, 423.63, 0.36, 0.00, 0.00, 423.27, 0.00]
      - [204, 公共安全支出, 1246.06, 471.33, 0.06, 774.45, 0.18, 0.05]
      - [20406, 司法, 471.56, 471.33, 0.00, 0.00, 0.18, 0.05]
      - [2040699, 其他司法支出, 471.56, 471.33, 0.00, 0.00, 0.18, 0.05]
      - [20499, 其他公共安全支出, 774.50, 0.00, 0.06, 774.45, 0.00, 0.00]
      - [2049999, 其他公共安全支出, 774.50, 0.00, 0.06, 774.45, 0.00, 0.00]
      - [208, 社会保障和就业支出, 567.21, 0.37, 566.65, 0.00, 0.00, 0.19]
      - [20899, 其他社会保障和就业支出, 567.21, 0.37, 566.65, 0.00, 0.00, 0.19]
      - [2089999, 其他社会保障和就业支出, 567.21, 0.37, 566.65, 0.00, 0.00, 0.19]
"""
)


def test_two_rows_that_changed_places_go_before_a_block_for_which_numbers_had_to_be_found() -> None:
    rows = "1246.06, 471.33, 0.06, 774.45, 0.18, 0.05]", "471.56, 471.33, 0.00, 0.00, 0.18, 0.05]"
    wrong = LAW.replace(f"公共安全支出, {rows[0]}", f"公共安全支出, {rows[1]}")
    wrong = wrong.replace(f"其他司法支出, {rows[1]}", f"其他司法支出, {rows[0]}")
    told = fixes(LAW, wrong)
    assert told[0][1]
    assert told[0][0].title.endswith("“204 公共安全支出”与“2040699 其他司法支出”两行的数字换回")


# cells that share an amount


def cells(what_if: WhatIf, *numbers: tuple[Figure, str]) -> list[Figure]:
    known = tuple((each, Decimal(number)) for each, number in numbers)
    return undetermined(what_if, Hypothesis("copied", known), dict(known))


def world(*relations: Relation) -> WhatIf:
    return WhatIf(Trials([check(each) for each in relations]))


ONE, TWO, THREE = (figure("5.00", at) for at in (1, 2, 3))


def added(total: str, *parts: Figure) -> Sum:
    return Sum((Term(figure(total, 90)),), tuple(map(Term, parts)))


def test_cells_of_one_sum_share_what_it_leaves() -> None:
    assert cells(world(added("9.31", ONE, TWO)), (ONE, "9.31"), (TWO, "0.00")) == [ONE, TWO]


@pytest.mark.parametrize(
    ("relations", "numbers"),
    [
        ([added("0.00", ONE, TWO)], ("0.00", "0.00")),
        ([added("9.31", ONE, TWO), Same(figure("3.00", 91), ONE)], ("3.00", "6.31")),
        ([added("9.31", ONE, TWO), Sum((Term(ONE),), (Term(TWO), Term(figure("3.31", 92))))], ("6.31", "3.00")),
    ],
)
def test_cells_that_something_else_tells_share_nothing(relations: list[Relation], numbers: tuple[str, str]) -> None:
    assert cells(world(*relations), (ONE, numbers[0]), (TWO, numbers[1])) == []


def test_what_only_one_of_three_can_hold_is_its_own() -> None:
    relations = added("9.31", ONE, TWO), added("12.31", ONE, TWO, THREE)
    assert cells(world(*relations), (ONE, "9.31"), (TWO, "0.00"), (THREE, "3.00")) == [ONE, TWO]


# balances


@pytest.mark.parametrize(
    ("side", "row"), [("年末结转和结余: 0.18", "年末结转和结余"), ("年初结转和结余: 84.02", "年初结转和结余")]
)
def test_of_balances_that_print_nothing_the_last_is_what_was_carried_over(side: str, row: str) -> None:
    told = fixes(BALANCE, BALANCE.replace(side, f"{row}: ~"))
    titles = [fix.title for fix, _ in told]
    assert f"{row}由 空白 改为" in titles[0]
    assert any("由 空白 改为" in title and row not in title for title in titles)


# a class of short amounts

SHORT = LINES.replace("8.07", "0.49").replace("办公费, 5.31", "办公费, ~").replace("印刷费, 2.76", "印刷费, 0.49")
SHORT = SHORT.replace("61.85", "54.27")


def test_a_class_of_short_amounts_was_copied_where_they_stand_in_the_same_places() -> None:
    wrong = SHORT.replace("补助, 13.26", "补助, 0.49").replace("退休费, ~", "退休费, 0.49")
    told = fixes(SHORT, wrong.replace("抚恤金, 13.26", "抚恤金, ~"))
    assert any(is_true for _, is_true in told), [fix.title for fix, _ in told]
    assert "3 格只知道合起来是多少，各为多少不能确定" in told[0][0].reason


def test_two_classes_of_one_short_amount_each_in_its_own_place_are_no_copy() -> None:
    wrong = SHORT.replace("补助, 13.26", "补助, 0.49").replace("离休费, ~", "离休费, 0.49")
    told = fixes(SHORT, wrong.replace("抚恤金, 13.26", "抚恤金, ~"))
    assert not any("3 格" in fix.reason for fix, _ in told)


def test_a_blank_total_is_not_filled_with_what_its_items_contradict() -> None:
    """Blank it is not weighed; printed it would be broken."""
    good = LINES.replace("[302, 商品和服务支出, 8.07]", "[302, 商品和服务支出, ~]").replace(
        "公用经费合计: 8.07", "公用经费合计: ~"
    )
    settings = Settings(select=("JS1", "JS2"))
    for found in examine(good.replace("合计: ~", "合计: 44.10"), settings=settings).diagnostics:
        own = [fix.reason for fix in found.fixes if "302 商品和服务支出 · 决算数由 空白 改为 44.10" in fix.title]
        assert not any("且不影响其他关系" in reason for reason in own)
