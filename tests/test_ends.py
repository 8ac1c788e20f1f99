"""First proposals taken to the end: the report is as it was, and where it is not the truth was shown or said to be open."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from conftest import how_many
from defects import DEFECTS, digit_in, laid_as
from diagnosed import Changes, Press, departments, examples
from ends import End, end_of, plain
from jslint import Settings, examine
from jslint.diagnostic import Fix
from jslint.editing.fixing import with_edits

CLASSES = {
    "digit": ("digit",),
    "copied": ("rowcopied", "classcopied", "blockcopied"),
    "exchanged": ("rows", "columns"),
    "slid": ("slid",),
    "unit": ("unit", "unitrow", "unittable"),
    "sign": ("sign",),
}
"""What is laid into the reports, one of each in turn."""

KINDS = {**DEFECTS, "digit": digit_in(1, 99)}

LEAST, UNSHOWN = 0.93, 0.006
"""At least so many end as they were, and at most so many end clean but false without the truth shown or said to be open.

Of 2,640 (nine seeds) 95 % did, from 93 to 98 % of a seed, and 0.2 % ended unshown: blocks that slid in 公开06表 where only two sums
tell, and a class of short amounts that was copied over another. What is left ends in a report in which all holds as well: numbers
that roundings leave open by a step; which of several blank rows an amount was taken from; two columns of one table or two rows of
another; a part and its total that one key each would mend; one row in 元 of a small table in which another row is larger.
"""


FULL = 500


def ends(seed: str, count: int) -> Iterator[tuple[str, Press, Changes, End]]:
    """So many defects that are noticed, of every class in turn, in the examples and generated reports."""
    dice = random.Random(f"ends {seed}")
    presses = (*examples(), *departments(how_many(6, 40)))
    classes = list(CLASSES)
    made = 0
    while made < count:
        kind = dice.choice(CLASSES[classes[made % len(classes)]])
        press = dice.choice(presses)
        changes = laid_as(KINDS[kind], press, dice)
        end = end_of(press, changes) if changes else None
        if end is not None:
            made += 1
            yield kind, press, changes, end


@pytest.mark.long
@pytest.mark.parametrize("seed", ["old", "a2"])
def test_first_proposals_end_where_the_report_was(seed: str) -> None:
    told: Counter[str] = Counter()
    count = how_many(24, FULL)
    for kind, press, changes, end in ends(seed, count):
        told[end.state] += 1
        if end.state != "as it was":
            print(
                kind,
                press.name,
                changes[0][0].place.words(),
                end.state,
                *(step.title for step in end.steps),
                sep="\n    ",
            )
        if end.state == "clean but false":
            told["shown"] += end.was_shown
            told["open"] += end.was_told_open and not end.was_shown
    print(dict(told))
    by_chance = 0 if count >= FULL else 2 * (LEAST * (1 - LEAST) * count) ** 0.5
    assert told["as it was"] >= LEAST * count - by_chance
    assert told["clean but false"] - told["shown"] - told["open"] <= UNSHOWN * count + (count < FULL)


def test_a_class_is_told_of_every_defect() -> None:
    """Or it would be left out of the shares in silence."""
    assert {kind for kinds in CLASSES.values() for kind in kinds} | {
        "digit2",
        "digit1",
        "repeated",
        "classrows",
        "rate",
    } == KINDS.keys()


# what one sum tells of

HEAD = "格式: 1\n报告: {单位名称: 河湾县水文站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 国家-2022}\n决算表:\n"

BALANCE = (
    HEAD
    + """  收入支出决算总表:
    收入: {一般公共预算财政拨款收入: 640.18, 本年收入合计: 640.18, 使用非财政拨款结余: ~, 年初结转和结余: 84.02, 总计: 724.19}
    支出: {一般公共服务支出: 724.01, 本年支出合计: 724.01, 结余分配: ~, 年末结转和结余: 0.18, 总计: 724.19}
"""
)

VISITED = (
    HEAD
    + """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [3120.40, 2200.10, 920.30]
    科目:
      - [213, 农林水支出, 3120.40, 2200.10, 920.30]
      - [21303, 水利, 3120.40, 2200.10, 920.30]
      - [2130310, 水文测报, 3120.40, 2200.10, 920.30]
  财政拨款三公经费支出决算表:
    预算数: [0.33, 0.24, 0.09, 0.08, ~, ~]
    决算数: [0.46, 0.46, ~, ~, ~, ~]
"""
)


def fixes(good: str, wrong: str) -> list[tuple[Fix, bool]]:
    """The repairs of the one finding of a text, and whether each gives the good one again."""
    settings = Settings(select=("JS1", "JS2"))
    assert examine(good, settings=settings).diagnostics == ()
    (found,) = examine(wrong, settings=settings).diagnostics
    return [(fix, plain(with_edits(wrong, fix.edits)) == plain(good)) for fix in found.fixes]


@pytest.mark.parametrize("slip", ["1.00", "9.00"])
def test_an_amount_where_nothing_belongs_is_offered_though_rounding_asks_for_less_than_nothing(slip: str) -> None:
    told = fixes(BALANCE, BALANCE.replace("非财政拨款结余: ~", f"非财政拨款结余: {slip}"))
    assert [fix.title for fix, is_true in told if is_true] == [
        f"把《收入支出决算总表》收入 · 使用非财政拨款结余由 {slip} 改为 0.00"
    ]


def test_a_sign_before_an_amount_is_likelier_than_twice_the_amount_elsewhere() -> None:
    good = BALANCE.replace("724.01", "723.99").replace("结余: 0.18", "结余: 0.20").replace("分配: ~", "分配: 0.00")
    told = fixes(good, good.replace("结余: 0.20", "结余: -0.20"))
    assert told[0][1]
    assert len(told) > 1


def test_a_table_that_goes_beyond_all_others_is_in_the_other_unit_though_one_sum_tells() -> None:
    wrong = VISITED.replace("[0.33, 0.24, 0.09, 0.08,", "[3300.00, 2400.00, 900.00, 800.00,").replace(
        "[0.46, 0.46,", "[4600.00, 4600.00,"
    )
    assert [is_true for _, is_true in fixes(VISITED, wrong)] == [True]
    within = VISITED.replace("[0.33, 0.24, 0.09, 0.08,", "[3000.00, 2100.00, 900.00, 800.00,").replace(
        "[0.46, 0.46,", "[2000.00, 2000.00,"
    )
    assert "0.30" not in fixes(VISITED, within)[0][0].title


def test_numbers_that_all_sums_over_them_fit_best_come_first() -> None:
    """93.18 is what the row adds up to with 40.07 and 53.11, though the columns alone would say 40.08 or 53.12."""
    good = (
        HEAD
        + """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [163.28, 70.11, 93.16, ~, ~, ~]
    科目:
      - [201, 一般公共服务支出, 93.18, 40.07, 53.11, ~, ~, ~]
      - [20103, 政府办公厅（室）及相关机构事务, 93.18, 40.07, 53.11, ~, ~, ~]
      - [2010301, 行政运行, 93.18, 40.07, 53.11, ~, ~, ~]
      - [213, 农林水支出, 70.09, 30.04, 40.05, ~, ~, ~]
      - [21303, 水利, 70.09, 30.04, 40.05, ~, ~, ~]
      - [2130310, 水文测报, 70.09, 30.04, 40.05, ~, ~, ~]
"""
    )
    wrong = good.replace("93.18, 40.07, 53.11", "70.09, 30.04, 40.05")
    told = fixes(good, wrong)
    assert told[0][1], [fix.title for fix, _ in told]


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        ("[7.36, 6.94, ~, ~, ~, 0.42]", "[7.36, ~, 6.94, ~, ~, 0.42]"),
        ("[0.94, 0.52, ~, ~, ~, 0.42]", "[0.94, ~, 0.52, ~, ~, 0.42]"),
        ("[0.94, ~, 0.52, ~, 0.52, 0.42]", "[0.52, ~, 0.94, ~, 0.52, 0.42]"),
    ],
)
def test_an_amount_that_changed_places_with_nothing_or_a_short_one_is_shown(right: str, slip: str) -> None:
    good = VISITED.replace("[0.46, 0.46, ~, ~, ~, ~]", right)
    told = fixes(good, good.replace(right, slip))
    assert any(is_true and fix.title.endswith("换回") for fix, is_true in told), [fix.title for fix, _ in told]


LINES = (
    HEAD
    + """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [61.85, 61.85, ~]
    科目:
      - [213, 农林水支出, 61.85, 61.85, ~]
      - [21303, 水利, 61.85, 61.85, ~]
      - [2130310, 水文测报, 61.85, 61.85, ~]
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301, 工资福利支出, 40.52]
      - [30101, 基本工资, 40.52]
      - [302, 商品和服务支出, 8.07]
      - [30201, 办公费, 5.31]
      - [30202, 印刷费, 2.76]
      - [303, 对个人和家庭的补助, 13.26]
      - [30301, 离休费, ~]
      - [30302, 退休费, ~]
      - [30304, 抚恤金, 13.26]
    人员经费合计: 53.78
    公用经费合计: 8.07
"""
)


def test_totals_that_changed_places_are_shown() -> None:
    good = LINES.replace("53.78", "61.85").replace("8.07", "~").replace("5.31", "~").replace("2.76", "~")
    good = good.replace("13.26", "21.33")
    wrong = good.replace("人员经费合计: 61.85", "人员经费合计: ~").replace("公用经费合计: ~", "公用经费合计: 61.85")
    assert any(is_true for _, is_true in fixes(good, wrong))


def test_the_amount_of_a_class_that_was_copied_over_is_shown_in_each_of_its_items() -> None:
    wrong = LINES.replace("补助, 13.26", "补助, 8.07").replace("离休费, ~", "离休费, 5.31")
    wrong = wrong.replace("退休费, ~", "退休费, 2.76").replace("抚恤金, 13.26", "抚恤金, ~")
    assert any(is_true for _, is_true in fixes(LINES, wrong))


def test_how_a_class_that_was_copied_over_was_shared_among_its_items_is_said_to_be_open() -> None:
    good = LINES.replace("退休费, ~", "退休费, 5.26").replace("抚恤金, 13.26", "抚恤金, 8.00")
    wrong = good.replace("补助, 13.26", "补助, 40.52").replace("离休费, ~", "离休费, 40.52")
    wrong = wrong.replace("退休费, 5.26", "退休费, ~").replace("抚恤金, 8.00", "抚恤金, ~")
    told = fixes(good, wrong)
    assert not any(is_true for _, is_true in told)
    assert "3 格只知道合起来是多少，各为多少不能确定" in told[0][0].reason


def test_cells_of_which_only_the_sum_is_known_are_said_to_be_open() -> None:
    good = BALANCE.replace("分配: ~", "分配: 3.11").replace("结余: 0.18", "结余: 5.07").replace("724.01", "716.01")
    wrong = good.replace("本年支出合计: 716.01", "本年支出合计: 0.00").replace("总计: 724.19}", "总计: 0.00}")
    wrong = wrong.replace(
        "收入合计: 640.18, 使用非财政拨款结余: ~, 年初结转和结余: 84.02, 总计: 0.00",
        "收入合计: 640.18, 使用非财政拨款结余: ~, 年初结转和结余: 84.02, 总计: 724.19",
    )
    wrong = wrong.replace("分配: 3.11", "分配: 0.00").replace("年末结转和结余: 5.07", "年末结转和结余: 0.00")
    told = fixes(good, wrong)
    assert not any(is_true for _, is_true in told)
    assert "2 格只知道合起来是多少，各为多少不能确定" in told[0][0].reason


def test_a_number_of_a_line_that_is_known_elsewhere_keeps_no_other_column_shut() -> None:
    """The row of 208 prints what 20805 must be; of its only 项 the total may be a step off from its one source."""
    good = (
        HEAD
        + """  收入决算表:
    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入]
    合计: [617.12, 565.09, ~, ~, ~, ~, 52.03]
    科目:
      - [201, 一般公共服务支出, 564.64, 564.63, ~, ~, ~, ~, 0.00]
      - [20103, 政府办公厅（室）及相关机构事务, 564.64, 564.63, ~, ~, ~, ~, 0.00]
      - [2010302, 一般行政管理事务, 564.64, 564.63, ~, ~, ~, ~, 0.00]
      - [208, 社会保障和就业支出, 52.48, 0.46, ~, ~, ~, ~, 52.02]
      - [20810, 社会福利, 52.48, 0.46, ~, ~, ~, ~, 52.02]
      - [2081005, 社会福利事业单位, 52.48, 0.46, ~, ~, ~, ~, 52.02]
"""
    )
    first, rest = good.split("      - [20103,")
    wrong = (
        first + "      - [20103," + rest.replace("564.64, 564.63, ~, ~, ~, ~, 0.00", "52.48, 0.46, ~, ~, ~, ~, 52.02")
    )
    assert any(is_true for _, is_true in fixes(good, wrong))


def test_a_number_that_one_key_explains_is_not_the_only_one_where_rounding_allows_the_exact_one() -> None:
    good = LINES.replace("工资福利支出, 40.52", "工资福利支出, 0.25").replace("基本工资, 40.52", "基本工资, 0.18")
    good = (
        good.replace("      - [302,", "      - [30102, 津贴补贴, 0.07]\n      - [302,")
        .replace("53.78", "13.51")
        .replace("61.85", "21.58")
    )
    told = fixes(good, good.replace("工资福利支出, 0.25", "工资福利支出, 0.44"))
    assert any(is_true for _, is_true in told)
    assert not any("没有别的单一改法" in fix.reason for fix, _ in told)


# several cells that one sum tells of


def test_columns_that_changed_places_with_nothing_are_shown_in_rows_without_a_sum_too() -> None:
    """What is left of the second row adds up to nothing: its total is blank."""
    rows = "[7.66, ~, 7.34, ~, 7.34, 0.32]", "[6.85, ~, ~, ~, ~, 6.85]"
    good = VISITED.replace("[0.33, 0.24, 0.09, 0.08, ~, ~]", rows[0]).replace("[0.46, 0.46, ~, ~, ~, ~]", rows[1])
    good = good.replace("7.34, ~, 7.34", "7.34, 7.34, ~")
    wrong = good.replace("[7.66, ~, 7.34, 7.34, ~,", "[~, ~, 7.34, 7.34, 7.66,")
    wrong = wrong.replace("[6.85, ~, ~, ~, ~, 6.85]", "[~, ~, ~, ~, 6.85, 6.85]")
    told = fixes(good, wrong)
    assert told[0][1]
    assert told[0][0].title.endswith("“合计”与“公务用车运行维护费”两栏的数字换回")


def test_a_row_in_the_other_unit_is_shown_where_only_a_rounding_tells() -> None:
    wrong = VISITED.replace("[0.33, 0.24, 0.09, 0.08,", "[1300.00, 400.00, 900.00, 800.00,")
    good = VISITED.replace("[0.33, 0.24, 0.09, 0.08,", "[0.13, 0.04, 0.09, 0.08,")
    assert any(is_true for _, is_true in fixes(good, wrong))
    broken = wrong.replace("1300.00, 400.00", "1350.00, 450.00")
    assert not any("0.09" in fix.title for fix, _ in fixes(VISITED, broken))


ITEMS = LINES.replace("离休费, ~", "离休费, 0.72").replace("退休费, ~", "退休费, 8.43").replace("13.26", "22.41")
ITEMS = ITEMS.replace("抚恤金, 22.41", "抚恤金, 13.26").replace("53.78", "62.93").replace("61.85", "71.00")
BESIDE = "      - [30112, 其他社会保障缴费, {}]\n      - [30113, 住房公积金, {}]\n      - [302,"


def test_rows_that_were_copied_over_blank_ones_are_shown() -> None:
    good, wrong = (ITEMS.replace("      - [302,", BESIDE.format(*each)) for each in (("~", "~"), ("0.72", "8.43")))
    told = fixes(good, wrong)
    assert any(is_true for _, is_true in told), [fix.title for fix, _ in told]
    assert not any("没有别的单一改法" in fix.reason for fix, _ in told)


def test_rows_that_print_what_others_do_are_left_where_that_is_not_what_is_wrong() -> None:
    good = ITEMS.replace("      - [302,", BESIDE.format("0.72", "8.43")).replace("支出, 40.52", "支出, 49.67")
    good = good.replace("71.00", "80.15").replace("62.93", "72.08")
    told = fixes(good, good.replace("基本工资, 40.52", "基本工资, 40.25"))
    assert told[0][1]
    assert not any("其他社会保障缴费" in fix.title and "住房公积金" in fix.title for fix, _ in told)


# what a limit tells


SPENT = LINES.replace("印刷费", "公务接待费").replace("30202", "30217") + "  财政拨款三公经费支出决算表:\n"
ROWS = "    预算数: {}\n    决算数: {}\n"


@pytest.mark.parametrize(
    ("right", "slip", "title"),
    [
        (
            ("[3.50, ~, ~, ~, ~, 3.50]", "[2.76, ~, ~, ~, ~, 2.76]"),
            ("[3.50, 3.50, ~, ~, ~, ~]", "[2.76, 2.76, ~, ~, ~, ~]"),
            "“因公出国（境）费”与“公务接待费”两栏的数字换回",
        ),
        (
            ("[1.60, ~, ~, ~, ~, 1.60]", "[2.76, ~, ~, ~, ~, 2.76]"),
            ("[2.76, ~, ~, ~, ~, 2.76]", "[1.60, ~, ~, ~, ~, 1.60]"),
            "“预算数”与“决算数”两行的数字换回",
        ),
    ],
)
def test_what_changed_places_is_shown_where_a_limit_alone_tells(
    right: tuple[str, str], slip: tuple[str, str], title: str
) -> None:
    told = fixes(SPENT + ROWS.format(*right), SPENT + ROWS.format(*slip))
    assert told[0][1], [fix.title for fix, _ in told]
    assert told[0][0].title.endswith(title)


def test_a_limit_that_is_kept_but_not_met_leaves_it_open_what_happened() -> None:
    budget, spent = "[1.60, 1.60, ~, ~, ~, ~]", "[2.80, ~, ~, ~, ~, 2.80]"
    ((fix, is_true),) = fixes(SPENT + ROWS.format(budget, spent), SPENT + ROWS.format(spent, budget))
    assert is_true
    assert fix.reason.endswith("也可能另有原因，不能确定")
    over, more = "[2.70, ~, ~, ~, ~, 2.70]", "[3.50, ~, ~, ~, ~, 3.50]"
    settings = Settings(select=("JS1", "JS2"))
    (found,) = examine(SPENT + ROWS.format(more, over), settings=settings).diagnostics
    assert found.fixes == ()


def test_of_blank_rows_that_one_is_first_whose_limit_is_met_to_the_digit_and_all_are_shown() -> None:
    """2.76 stands in a row of another class; of those of 302 that print nothing 30217 may be at most 2.76."""
    names = "02 印刷费 03 咨询费 04 手续费 05 水费 06 电费 07 邮电费 08 取暖费 09 物业管理费 11 差旅费 13 维修（护）费 14 租赁费 "
    names += (
        "15 会议费 16 培训费 18 专用材料费 24 被装购置费 25 专用燃料费 26 劳务费 27 委托业务费 28 工会经费 29 福利费"
    )
    codes, items = names.split()[::2], names.split()[1::2]
    blank = [f"      - [302{code}, {name}, ~]\n" for code, name in zip(codes, items, strict=True)]
    good = SPENT.replace("办公费, 5.31", "办公费, ~").replace("支出, 8.07", "支出, 2.76").replace("61.85", "56.54")
    good = good.replace("      - [30217", f"{''.join(blank)}      - [30217").replace("经费合计: 8.07", "经费合计: 2.76")
    good += ROWS.format("[2.76, ~, ~, ~, ~, 2.76]", "[2.76, ~, ~, ~, ~, 2.76]")
    told = fixes(good, good.replace("公务接待费, 2.76", "公务接待费, ~").replace("离休费, ~", "离休费, 2.76"))
    assert told[0][1], [fix.title for fix, _ in told]
    assert all(any(name in fix.title for fix, _ in told) for name in ("办公费", *items))


# what another table prints


def test_of_numbers_that_rounding_leaves_open_the_one_that_another_table_prints_in_the_row_comes_first() -> None:
    """93.19 would fit the total of 163.28 better; the expenditure of the rows is 93.18."""
    rows = """    合计: [163.28, 163.28{0}]
    科目:
      - [201, 一般公共服务支出, 93.18, 93.18{0}]
      - [20103, 政府办公厅（室）及相关机构事务, 93.18, 93.18{0}]
      - [2010301, 行政运行, 93.18, 93.18{0}]
      - [213, 农林水支出, 70.09, 70.09{0}]
      - [21303, 水利, 70.09, 70.09{0}]
      - [2130310, 水文测报, 70.09, 70.09{0}]
"""
    income = "  收入决算表:\n    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入]\n"
    spent = "  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]\n"
    income, spent = HEAD + income + rows.format(", ~" * 5), spent + rows.format(", ~" * 4)
    wrong = income.replace("93.18, 93.18", "70.09, 70.09")
    assert [each.edits[0].text for each, _ in fixes(income, wrong)[:1]] == ["93.19"]
    told = fixes(income + spent, wrong + spent)
    assert told[0][1], [fix.title for fix, _ in told]


def test_an_amount_beyond_a_limit_that_no_sum_has_is_held_to_be_nothing_first() -> None:
    """The total of the class is blank, and nothing was spent of what the amount is part of."""
    good = SPENT.replace("商品和服务支出, 8.07", "商品和服务支出, ~").replace("办公费, 5.31", "办公费, ~")
    good = (
        good.replace("公务接待费, 2.76", "公务接待费, ~")
        .replace("经费合计: 8.07", "经费合计: ~")
        .replace("61.85", "53.78")
    )
    good += ROWS.format("[3.50, 3.50, ~, ~, ~, ~]", "[4.20, 4.20, ~, ~, ~, ~]")
    told = fixes(good, good.replace("公务接待费, ~", "公务接待费, 4.20"))
    assert told[0][1], [fix.title for fix, _ in told]


def test_a_total_and_its_only_part_are_a_step_off_together() -> None:
    good = (
        HEAD
        + """  财政拨款收入支出决算总表:
    收入: {一般公共预算财政拨款: 523.00, 本年收入合计: 523.00, 年初财政拨款结转和结余: {合计: ~, 一般公共预算财政拨款: ~}, 总计: 523.00}
    支出:
      栏目: [合计, 一般公共预算财政拨款, 政府性基金预算财政拨款, 国有资本经营预算财政拨款]
      金融支出: [522.99, 522.99, ~, ~]
      本年支出合计: [522.99, 522.99, ~, ~]
      年末财政拨款结转和结余: [0.00, 0.00, ~, ~]
      总计: [523.00, 523.00, ~, ~]
"""
    )
    told = fixes(good, good.replace("总计: [523.00, 523.00,", "总计: [522.99, 522.99,"))
    assert any(is_true for _, is_true in told), [fix.title for fix, _ in told]


NAMES = {
    "208, 社会保障和就业支出": "584.96",
    "20802, 民政管理事务": "584.96",
    "2080206, 社会组织管理": "584.96",
    "211, 节能环保支出": "0.44",
    "21103, 污染防治": "0.44",
    "2110301, 大气": "0.44",
}


def test_two_rows_that_changed_places_come_before_all_that_is_within_them() -> None:
    """The row between them would make a block of them that slid by as many rows: it is none, they may have changed places."""
    rows = {name: f"{name}, {', '.join([amount] * 2)}, ~, ~, ~, ~, ~]\n" for name, amount in NAMES.items()}
    table = "  收入决算表:\n    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入]\n"
    good = HEAD + table + "    合计: [585.40, 585.40, ~, ~, ~, ~, ~]\n    科目:\n"
    good += "".join(f"      - [{row}" for row in rows.values())
    wrong = good.replace("支出, 584.96, 584.96", "支出, 0.44, 0.44", 1).replace(
        "环保支出, 0.44, 0.44", "环保支出, 584.96, 584.96"
    )
    told = fixes(good, wrong)
    assert told[0][1], [fix.title for fix, _ in told]


def test_a_single_digit_that_changed_places_with_nothing_is_shown_where_no_figure_mends_it_by_itself() -> None:
    right, slip = "[0.11, 0.02, ~, ~, ~, 0.09]", "[0.11, 0.02, 0.09, ~, ~, ~]"
    good = VISITED.replace("[0.33, 0.24, 0.09, 0.08, ~, ~]", "[0.33, 0.24, ~, ~, ~, 0.09]")
    good = good.replace("[0.46, 0.46, ~, ~, ~, ~]", right)
    told = fixes(good, good.replace(right, slip))
    assert any(is_true for _, is_true in told), [fix.title for fix, _ in told]
