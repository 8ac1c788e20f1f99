"""Numbers that were worked out are told as open as far as rounding leaves them so, and what is as likely is shown beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from jslint import Settings, examine
from jslint.diagnosis.hypothesis import Hypothesis, weigh
from jslint.diagnosis.nearby import nearby
from jslint.diagnosis.proposal import Proposal
from jslint.diagnosis.trials import Trials
from jslint.diagnosis.what_if import WhatIf
from jslint.diagnostic import Diagnostic
from jslint.editing.fixing import with_edits
from jslint.figure import Figure
from jslint.ledger import Cause
from jslint.relation import Relation, Same, Sum, Term
from searches import check, figure

FIGURES = Settings(select=("JS1", "JS2"))
HEAD = "格式: 1\n报告: {单位名称: 青岭县水文站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 国家-2022}\n决算表:\n"

EARNED = (
    HEAD
    + """  收入决算表:
    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入]
    合计: [884.37, 870.16, ~, 14.21, ~, ~, ~]
    科目:
      - [208, 社会保障和就业支出, 61.43, 61.43, ~, ~, ~, ~, ~]
      - [20805, 行政事业单位养老支出, 61.43, 61.43, ~, ~, ~, ~, ~]
      - [2080502, 事业单位离退休, 22.18, 22.18, ~, ~, ~, ~, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, 39.26, 39.26, ~, ~, ~, ~, ~]
      - [213, 农林水支出, 822.94, 808.73, ~, 14.21, ~, ~, ~]
      - [21303, 水利, 822.94, 808.73, ~, 14.21, ~, ~, ~]
      - [2130310, 水文测报, 500.02, 485.81, ~, 14.21, ~, ~, ~]
      - [2130399, 其他水利支出, 322.92, 322.92, ~, ~, ~, ~, ~]
"""
)
COPIED = EARNED.replace("支出, 61.43, 61.43, ~, ~, ~", "支出, 822.94, 808.73, ~, 14.21, ~")


def said(text: str) -> list[Diagnostic]:
    """The errors and warnings over a text's tables."""
    return [each for each in examine(text, settings=FIGURES).diagnostics if each.severity in {"error", "warning"}]


def plain(text: str) -> str:
    return text.replace("0.00", "~")


def test_the_report_is_good() -> None:
    assert said(EARNED) == []


def test_a_number_that_rounding_leaves_open_is_told_so_and_the_right_one_is_shown() -> None:
    (found,) = said(COPIED)
    alike = [fix for fix in found.fixes if "以内不能确定" in fix.reason]
    ends = [plain(with_edits(COPIED, fix.edits)) for fix in alike]
    assert EARNED in ends
    assert len(ends) == len(set(ends)) > 1
    told = [each.message for each in found.related if "社会保障和就业支出 · 本年收入合计" in each.message]
    assert told[0].endswith("（0.01 以内不能确定）")
    assert all(fix.reason.endswith(f"；0.01 以内不能确定，这是同样成立的 {len(ends)} 种改法之一") for fix in alike)
    assert len({fix.title for fix in alike}) == len(ends)


def test_a_number_that_its_only_child_prints_is_not_open() -> None:
    """Then one repair is all there is."""
    good = EARNED.replace("      - [2080502, 事业单位离退休, 22.18, 22.18, ~, ~, ~, ~, ~]\n", "").replace(
        "39.26", "61.43"
    )
    assert said(good) == []
    first, last = good.split("      - [2080505")
    wrong = (
        first.replace("支出, 61.43, 61.43, ~, ~, ~", "支出, 822.94, 808.73, ~, 14.21, ~") + "      - [2080505" + last
    )
    (found,) = said(wrong)
    assert [plain(with_edits(wrong, fix.edits)) for fix in found.fixes] == [good]
    assert not any("以内不能确定" in each.message for each in found.related)


def world(*relations: Relation) -> WhatIf:
    return WhatIf(Trials([check(each) for each in relations]))


def variants(what_if: WhatIf, *worked_out: tuple[Figure, str]) -> list[dict[Figure, Decimal]]:
    """What is as likely as these numbers, which relations gave."""
    changes = tuple((each, Decimal(number)) for each, number in worked_out)
    found = nearby(what_if, weigh(what_if, Hypothesis("copied", changes, worked_out=changes)))
    return [dict(each) for each in found]


def parts(*texts: str) -> tuple[Term, ...]:
    return tuple(Term(figure(text, 50 + at)) for at, text in enumerate(texts))


def test_an_identity_leaves_nothing_open() -> None:
    lost = figure("5.00", 1)
    assert variants(world(Same(lost, figure("9.31", 2))), (lost, "9.31")) == []


@pytest.mark.parametrize(("is_blank", "count"), [(True, 0), (False, 2)])
def test_a_sum_of_which_all_else_is_blank_is_an_identity(is_blank: bool, count: int) -> None:
    wrong, nothing = figure("5.00"), replace(figure("0.00", 4), blank=is_blank)
    what_if = world(Sum((Term(figure("7.31", 9)),), (Term(wrong), Term(nothing))))
    assert len(variants(what_if, (wrong, "7.31"))) == count


def test_a_name_that_several_cells_have_is_said_once() -> None:
    cells = [(figure("5.00", at, row), Decimal("7.31")) for at, row in enumerate(("甲", "乙", "甲", "甲"))]
    title = Proposal(tuple(cells), mended=3).title()
    assert title.endswith("“甲 · 合计”（3 处）、“乙 · 合计” 4 格都改为 7.31")


def test_a_sum_leaves_open_what_its_roundings_do() -> None:
    lost = figure("5.00", 1)
    whole = Sum((Term(figure("9.31", 2)),), (Term(lost), *parts("1.00", "2.00")))
    assert [each[lost] for each in variants(world(whole), (lost, "6.31"))] == [
        Decimal(text) for text in ("6.32", "6.30", "6.33", "6.29")
    ]


def test_cells_that_were_given_one_number_are_off_together() -> None:
    first, second = figure("5.00", 1), figure("5.00", 2)
    whole = Sum((Term(figure("9.31", 3)),), (Term(first), *parts("3.00")))
    found = variants(world(whole, Same(first, second)), (first, "6.31"), (second, "6.31"))
    assert [set(each.values()) for each in found] == [{Decimal("6.32")}, {Decimal("6.30")}]


def test_two_numbers_are_off_at_once_where_they_may_be() -> None:
    first, second = figure("5.00", 1), figure("7.00", 2)
    sums = [
        Sum((Term(figure("9.31", 3)),), (Term(first), *parts("3.00"))),
        Sum((Term(figure("8.44", 4)),), (Term(second), *parts("3.00"))),
    ]
    found = variants(world(*sums), (first, "6.31"), (second, "5.44"))
    assert {first: Decimal("6.30"), second: Decimal("5.45")} in found
    assert len(found) == 4 + 4


@pytest.mark.parametrize("number", ["0.00", "0.01"])
def test_nothing_is_never_off_and_nothing_becomes_nothing(number: str) -> None:
    lost = figure("5.00", 1)
    total = figure(str(Decimal(number) + 3), 2)
    found = variants(world(Sum((Term(total),), (Term(lost), *parts("3.00")))), (lost, number))
    assert all(each[lost] > 0 for each in found)
    assert len(found) == (number != "0.00")


# rows and tables in the other unit, of which one sum only tells

SPENT_ON = (
    HEAD
    + """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [3120.40, 2200.10, 920.30]
    科目:
      - [213, 农林水支出, 3120.40, 2200.10, 920.30]
      - [21303, 水利, 3120.40, 2200.10, 920.30]
      - [2130310, 水文测报, 3120.40, 2200.10, 920.30]
  财政拨款三公经费支出决算表:
    预算数: [58.46, 3.11, 50.20, ~, 50.20, 5.16]
    决算数: [41.07, ~, 38.81, ~, 38.81, 2.26]
"""
)
YUAN = {
    "[58.46, 3.11, 50.20, ~, 50.20, 5.16]": "[584600.00, 31100.00, 502000.00, ~, 502000.00, 51600.00]",
    "[41.07, ~, 38.81, ~, 38.81, 2.26]": "[410700.00, ~, 388100.00, ~, 388100.00, 22600.00]",
}


@pytest.mark.parametrize("count", [1, 2])
def test_amounts_beyond_all_others_that_round_in_the_other_unit_are_in_it(count: int) -> None:
    assert said(SPENT_ON) == []
    wrong = SPENT_ON
    for old, new in list(YUAN.items())[:count]:
        wrong = wrong.replace(old, new)
    (found,) = said(wrong)
    assert found.likeliest is not None
    assert with_edits(wrong, found.likeliest.edits) == SPENT_ON
    assert "疑以元为单位" in found.message


@pytest.mark.parametrize("row", ["[1300.00, ~, 1100.00, ~, 1100.00, 100.00]", "[58.46, 3.11, 50.20, ~, 50.20, 5.26]"])
def test_round_amounts_that_others_exceed_are_in_the_unit_of_the_report(row: str) -> None:
    found = said(SPENT_ON.replace("[58.46, 3.11, 50.20, ~, 50.20, 5.16]", row))
    assert found
    assert not any("为单位" in each.message for each in found)


# columns that changed places in two rows

RECEIVED = (
    HEAD
    + """  财政拨款三公经费支出决算表:
    预算数: [0.93, ~, 0.71, ~, 0.71, 0.22]
    决算数: [0.64, ~, 0.46, ~, 0.46, 0.18]
"""
)


def test_columns_that_changed_places_are_shown_though_their_amounts_are_short() -> None:
    assert said(RECEIVED) == []
    wrong = RECEIVED.replace("~, 0.71, ~, 0.71, 0.22", "~, 0.22, ~, 0.71, 0.71")
    wrong = wrong.replace("~, 0.46, ~, 0.46, 0.18", "~, 0.18, ~, 0.46, 0.46")
    found = said(wrong)
    assert all(RECEIVED in [with_edits(wrong, fix.edits) for fix in each.fixes] for each in found)
    assert found


def test_an_amount_that_is_nothing_is_shown_beside_one_that_a_key_explains() -> None:
    text = (
        HEAD
        + """  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301, 工资福利支出, 20.47]
      - [30101, 基本工资, 20.47]
      - [302, 商品和服务支出, 0.37]
      - [30201, 办公费, 0.37]
      - [30202, 印刷费, 0.00]
    人员经费合计: 20.47
    公用经费合计: 0.37
"""
    )
    wrong = text.replace("印刷费, 0.00", "印刷费, 0.37")
    (found,) = said(wrong)
    assert text in [with_edits(wrong, fix.edits) for fix in found.fixes]


@pytest.mark.parametrize(("proposed", "near"), [("9.32", ()), ("9.31", ("9.32",))])
def test_a_number_that_one_of_the_repairs_leaves_as_printed_is_open_too(proposed: str, near: tuple[str, ...]) -> None:
    moved, lost = figure("5.00", 1), figure("9.31", 2)
    changes = [(moved, Decimal("2.00")), *([(lost, Decimal(proposed))] if proposed != lost.printed else [])]
    other = ((moved, Decimal("2.00")), *((lost, Decimal(text)) for text in near))
    assert Cause("slid", tuple(changes), near=(other,)).left_open == {lost: Decimal("0.01")}
