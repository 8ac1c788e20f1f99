"""Blocks that slid over the ends of a table: what their lost cells share, one row alone, where the block begins and ends."""

from __future__ import annotations

import pytest

from diagnosed import Press, examples
from jslint.editing.fixing import with_edits
from misplaced import Changes
from moved_about import TABLES, made_up, name_of, table_of

LEDGER = "收入支出决算总表"
BASIC = "一般公共预算财政拨款基本支出决算明细表"
SPENT, SHARED, CARRIED, WHOLE = "支出本年支出合计", "支出结余分配", "支出年末结转和结余", "支出总计"
LAYOUTS = ("国家-2018", "国家-2020", "国家-2022", "上海-2024")


def laid(press: Press, key: str, numbers: dict[str, str]) -> Changes:
    """Other texts in the first cells of these rows."""
    figures = {name_of(row): next(iter(row.figures)) for row in table_of(press, key).rows if row.cells}
    return [(figures[name], text) for name, text in numbers.items()]


def slid(press: Press, key: str, names: tuple[str, str], distance: int) -> Changes:
    """The rows between two that far down (up, if negative); what they leave is blank, what leaves them is lost."""
    rows = table_of(press, key).rows
    first, last = (next(i for i, row in enumerate(rows) if name_of(row) == name) for name in names)
    block = rows[first : last + 1]
    sources = [block[i - distance] if 0 <= i - distance < len(block) else None for i in range(len(block))]
    texts = [next(iter(each.figures)).printed if each is not None else "0.00" for each in sources]
    pairs = [(next(iter(row.figures)), text) for row, text in zip(block, texts, strict=True)]
    return [(figure, text) for figure, text in pairs if _plain(figure.printed) != _plain(text)]


def _plain(text: str) -> str:
    return "0" if text in {"~", "0.00"} else text.replace(",", "")


# what lost cells share


@pytest.mark.parametrize("distance", [4, 5])
@pytest.mark.parametrize("layout", ["国家-2018", "国家-2020", "国家-2022"])
@pytest.mark.parametrize(("seed", "first"), [(401, "支出社会保障和就业支出"), (431, "支出城乡社区支出")])
def test_what_is_left_of_a_sum_is_carried_over(layout: str, seed: int, first: str, distance: int) -> None:
    press = made_up(layout, seed)
    told = press.told(slid(press, LEDGER, (first, WHOLE), distance))
    (found,) = told.findings
    assert told.is_restored, found.message


@pytest.mark.parametrize("seed", [401, 431])
def test_that_another_row_holds_it_is_told_as_well(seed: int) -> None:
    press = made_up("国家-2022", seed)
    carried = next(each for each in table_of(press, LEDGER).rows if name_of(each) == CARRIED)
    (found,) = press.told(slid(press, LEDGER, (SPENT, WHOLE), 3)).findings
    kept = next(iter(carried.figures)).printed
    others = [fix for fix in found.fixes if kept in fix.title and "结余分配" in fix.title]
    assert len(found.fixes) > 1
    assert len(others) == 1


def test_two_rows_that_both_held_something_are_one_finding() -> None:
    """How much each held is known to nobody: what is said first adds up."""
    press = made_up("国家-2022", 435)
    told = press.told(slid(press, LEDGER, ("支出卫生健康支出", WHOLE), 4))
    (found,) = told.findings
    assert found.likeliest is not None
    assert press.findings(with_edits(told.text, found.likeliest.edits)) == []


@pytest.mark.parametrize("seed", [435, 442])
def test_all_cells_that_share_an_amount_are_named(seed: int) -> None:
    """Also the one into which nothing is put: how much of it that one held is open."""
    press = made_up("国家-2022", seed)
    amounts = {SPENT: "0.00", SHARED: "0.00", CARRIED: "0.00", WHOLE: "0.00"}
    told = press.told(laid(press, LEDGER, amounts))
    (found,) = told.findings
    assert found.likeliest is not None
    assert "“支出 · 结余分配”、“支出 · 年末结转和结余” 2 格只知道合起来是多少" in found.likeliest.reason
    assert "支出 · 结余分配 0.00，应为多少不能确定" in [each.message for each in found.related]


@pytest.mark.parametrize(("layout", "seed", "first"), [("国家-2022", 408, "31303"), ("国家-2020", 421, "39908")])
def test_what_a_total_that_is_known_leaves_for_its_items_is_not_shared_among_them(
    layout: str, seed: int, first: str
) -> None:
    """人员经费 is what its classes come to, so 公用经费 is known, and of that the other classes leave nothing."""
    press = made_up(layout, seed)
    told = press.told(slid(press, BASIC, (first, "公用经费合计"), 2))
    (found,) = told.findings
    assert told.is_restored
    assert not any("只知道合起来" in fix.reason for fix in found.fixes)


def test_nothing_is_guessed_of_a_share_over_which_something_else_would_stay_broken() -> None:
    """With a misprint beside it the sum tells of neither."""
    press = made_up("国家-2022", 401)
    wrong = [*slid(press, LEDGER, ("支出社会保障和就业支出", WHOLE), 5), *laid(press, LEDGER, {"收入总计": "6567.67"})]
    assert not any("3949.90" in fix.title for each in press.told(wrong).findings for fix in each.fixes)


@pytest.mark.parametrize("layout", ["国家-2020", "国家-2022"])
@pytest.mark.parametrize("seed", [401, 431])
def test_a_block_does_not_reach_over_to_the_other_side(layout: str, seed: int) -> None:
    """What stood in the last rows of a side is lost; the first of the other side did not slide there."""
    press = made_up(layout, seed)
    told = press.told(slid(press, LEDGER, ("收入事业收入", "收入总计"), 3))
    (found,) = told.findings
    assert told.is_tied, found.message


@pytest.mark.parametrize(
    ("seed", "first", "last", "distance"),
    [
        (411, "30110", "30208", -2),
        (438, "31019", "公用经费合计", -1),
        (444, "30213", "31003", -1),
        (452, "30302", "30226", 1),
    ],
)
def test_a_block_is_shown_beside_two_cells_that_seem_to_have_changed_places(
    seed: int, first: str, last: str, distance: int
) -> None:
    """The sums of classes tell only of the rows that left theirs."""
    press = made_up("国家-2022", seed)
    told = press.told(slid(press, BASIC, (first, last), distance))
    (found,) = told.findings
    assert told.is_tied, found.message
    assert not any("没有别的单一改法" in fix.reason for fix in found.fixes)


@pytest.mark.parametrize("distance", [3, 4, 5])
def test_a_block_goes_before_a_part_of_it_that_explains_less(distance: int) -> None:
    """The last rows alone would be what was left blank, and the first ones another finding."""
    press = made_up("国家-2020", 621042)
    told = press.told(slid(press, LEDGER, ("支出卫生健康支出", WHOLE), distance))
    assert len(told.findings) == 1
    assert told.is_named


# one row alone


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("distance", [3, -3])
@pytest.mark.parametrize("seed", [401, 431])
def test_one_amount_in_the_place_of_another_is_one_finding(layout: str, distance: int, seed: int) -> None:
    press = made_up(layout, seed)
    told = press.told(slid(press, LEDGER, (SPENT, WHOLE), distance))
    (found,) = told.findings
    row, way = ("本年支出合计", "下移 3 行") if distance > 0 else ("总计", "上移 3 行")
    assert f"“支出 · {row}”一行的数字疑为{way}" in found.message
    assert told.is_restored


@pytest.mark.parametrize(
    "numbers",
    [
        {SPENT: "0.00", WHOLE: "2671.77", CARRIED: "0.00"},
        {SPENT: "2671.77", WHOLE: "6567.67"},
        {SPENT: "0.00", WHOLE: "5.00", CARRIED: "0.00"},
    ],
)
def test_misprints_beside_each_other_are_no_row_that_moved(numbers: dict[str, str]) -> None:
    press = made_up("国家-2022", 401)
    told = press.told(laid(press, LEDGER, numbers))
    assert told.findings
    assert not any("一行的数字疑为" in each.message for each in told.findings)


# where a block begins and ends

HEAD = "格式: 1\n报告: {单位名称: 石泉县水利站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 国家-2022}\n决算表:\n"
ROWS = {
    "301": ("工资福利支出", "50.31"),
    "30101": ("基本工资", "32.42"),
    "30102": ("津贴补贴", "17.89"),
    "302": ("商品和服务支出", "40.77"),
    "30201": ("办公费", "12.42"),
    "30202": ("印刷费", "0.00"),
    "30203": ("咨询费", "28.35"),
    "30204": ("手续费", "0.00"),
    "30205": ("水费", "0.00"),
    "30206": ("电费", "0.00"),
    "30207": ("邮电费", "0.00"),
}


def detail(**amounts: str) -> Press:
    """A table by economic kinds that ends with rows of nothing."""
    printed = {code: (name, amounts.get(f"_{code}", amount)) for code, (name, amount) in ROWS.items()}
    rows = "".join(f"      - [{code}, {name}, {amount}]\n" for code, (name, amount) in printed.items())
    return Press("", f"{HEAD}  {BASIC}:\n    科目:\n{rows}    人员经费合计: 50.31\n    公用经费合计: 40.77\n", TABLES)


@pytest.mark.parametrize("last", ["30203", "30204", "30205", "30206", "30207"])
def test_of_ends_that_explain_the_same_most_blocks_agree_on_one(last: str) -> None:
    press = detail()
    told = press.told(slid(press, BASIC, ("301", last), 1))
    (found,) = told.findings
    assert told.is_restored, found.message
    assert len(found.fixes) > 1


@pytest.mark.parametrize("last", ["30204", "30205", "30206"])
def test_that_another_row_has_lost_its_amount_is_told_as_well(last: str) -> None:
    """What is printed is the same whichever of the rows behind the block held the lost amount."""
    press = detail(_30203="0.00", **{f"_{last}": "28.35"})
    told = press.told(slid(press, BASIC, ("301", last), 1))
    assert len(told.findings) == 1
    assert told.is_tied


def test_the_other_ends_are_told_as_well() -> None:
    press = detail()
    told = press.told(slid(press, BASIC, ("301", "30203"), 1))
    assert len(told.findings) == 1
    assert told.is_tied


# what another table prints of the rows

GENERAL, EARNED = "一般公共预算财政拨款支出决算表", "收入决算表"


def slid_whole(press: Press, key: str, names: tuple[str, str], distance: int) -> Changes:
    """The rows between two in all columns."""
    rows = table_of(press, key).rows
    first, last = (next(i for i, row in enumerate(rows) if name_of(row) == name) for name in names)
    block = rows[first : last + 1]
    sources = [block[i - distance] if 0 <= i - distance < len(block) else None for i in range(len(block))]
    pairs = [
        (figure, source.cells[column].printed if source is not None else "0.00")
        for row, source in zip(block, sources, strict=True)
        for column, figure in row.cells.items()
    ]
    return [(figure, text) for figure, text in pairs if _plain(figure.printed) != _plain(text)]


@pytest.mark.parametrize(
    ("layout", "seed", "key", "names", "distance"),
    [("国家-2018", 1205, GENERAL, ("21206", "2129999"), 2), ("国家-2020", 1234, EARNED, ("221", "2230105"), -5)],
)
def test_rows_that_slid_are_not_left_blank_where_another_table_prints_what_belongs_in_them(
    layout: str, seed: int, key: str, names: tuple[str, str], distance: int
) -> None:
    """The relations allow that nothing slid and the first rows lack what the last ones lost."""
    press = made_up(layout, seed)
    told = press.told(slid_whole(press, key, names, distance))
    (found,) = told.findings
    assert told.is_named, found.message


# what decides between ends, and what is supposed of lost cells

FISCAL = "财政拨款收入支出决算总表"


def test_of_two_rows_that_may_have_lost_an_amount_the_last_balance_is_named_first() -> None:
    press = made_up("国家-2022", 1060)
    told = press.told(slid(press, LEDGER, ("支出一般公共服务支出", CARRIED), 1))
    (found,) = told.findings
    assert told.is_named, found.message


def test_nothing_is_supposed_in_all_the_cells_for_which_a_sum_leaves_something() -> None:
    """310 moves back to its own row and leaves its amount to three 款 that were lost: one of them held it."""
    press = made_up("上海-2024", 1015)
    told = press.told(slid(press, BASIC, ("30307", "公用经费合计"), 5))
    (found,) = told.findings
    assert found.likeliest is not None
    assert press.findings(with_edits(told.text, found.likeliest.edits)) == []


def test_a_block_is_found_by_other_ends_where_it_does_not_stand_as_it_was_found() -> None:
    """Which of the rows behind it was lost makes no difference to what moved, and all to what is worked out."""
    press = made_up("上海-2024", 1035)
    told = press.told(slid(press, FISCAL, ("支出社会保障和就业支出", "支出年末财政拨款结转和结余"), 2))
    (found,) = told.findings
    assert told.is_named, found.message


def test_a_sum_whose_total_was_left_blank_bears_a_block_out() -> None:
    press = made_up("上海-2024", 1039)
    told = press.told(slid(press, BASIC, ("30212", "公用经费合计"), 5))
    (found,) = told.findings
    assert told.is_named, found.message


def test_a_block_that_knows_all_its_numbers_goes_before_the_same_told_by_a_sister_table_with_some_left_open() -> None:
    press, distance = examples()[0], 2
    rows = table_of(press, FISCAL).rows
    names = [name_of(row) for row in rows]
    block = rows[names.index("支出公共安全支出") : names.index("支出抗疫特别国债安排的支出") + 1]
    changes: Changes = []
    for at, row in enumerate(block):
        for key, figure in row.cells.items():
            text = block[at - distance].cells[key].printed if at >= distance else "0.00"
            changes.extend([(figure, text)] if _plain(text) != _plain(figure.printed) else [])
    told = press.told(changes)
    (found,) = told.findings
    assert told.is_restored, found.message
