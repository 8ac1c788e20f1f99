"""Reports broken as people break them, several places at once: one finding, and its first repair gives the report back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from jslint import examine
from jslint.editing.fixing import with_edits

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic

JIAOZUO, SHANGHAI = (
    (ROOT / "examples" / f"{name}.report.yaml").read_text("utf-8")
    for name in ("jiaozuo-2023-corrected", "shanghai-2024")
)
SPENT, GENERAL = "\n  支出决算表:", "\n  一般公共预算财政拨款支出决算表:"
THREE_PUBLIC = "\n  财政拨款三公经费支出决算情况:"


def with_columns_exchanged(text: str, table: str, *codes: str) -> str:
    """The second and the third amount of these rows of a table, 基本支出 and 项目支出, in each other's place."""
    head, tail = text[: (at := text.index(table))], text[at:]
    for code in codes:
        tail = re.sub(
            rf'(- \[{code}, .*?, *(?:"[\d,.]+"|[\d.]+), *)("[\d,.]+"|[\d.]+|~)(, *)("[\d,.]+"|[\d.]+|~)',
            r"\1\4\3\2",
            tail,
            count=1,
        )
    return head + tail


def with_words(text: str, behind: str, old: str, new: str) -> str:
    """The first of these words behind others turned into new ones."""
    at = text.index(old, text.index(behind, text.index(THREE_PUBLIC)))
    return text[:at] + new + text[at + len(old) :]


def only_finding(text: str) -> Diagnostic:
    (found,) = examine(text).diagnostics
    return found


def plain(text: str) -> str:
    """With nothing printed in one way."""
    return re.sub(r"(?<![\d.])0\.00(?![\d%])", "~", text.replace(" ", "").replace('"', "").replace(",,", ","))


def is_given_back(finding: Diagnostic, bad: str, good: str) -> bool:
    return finding.likeliest is not None and plain(with_edits(bad, finding.likeliest.edits)) == plain(good)


def test_two_columns_of_one_class_with_all_below_it_are_changed_back() -> None:
    """Its sums hold among themselves, and only the totals of the two columns are broken."""
    bad = with_columns_exchanged(SHANGHAI, SPENT, "210", "21011", "2101101", "2101102")
    found = only_finding(bad)
    assert "从“210 卫生健康支出”到“2101102 事业单位医疗”，“基本支出”与“项目支出”两栏的数字疑为互换" in found.message
    assert is_given_back(found, bad, SHANGHAI)
    assert found.fixes[0].title == (
        "把《支出决算表》从“210 卫生健康支出”到“2101102 事业单位医疗” 4 行的“基本支出”与“项目支出”两栏的数字换回"
    )


def test_what_is_sorted_by_cells_that_are_wrong_is_no_finding_of_its_own() -> None:
    """Opening budgets are 基本支出 or 项目支出 by what the general budget's table prints."""
    codes = ("217", "21701", "2170150", "2170199", "21799", "2179999")
    bad = with_columns_exchanged(JIAOZUO, GENERAL, *codes)
    found = only_finding(bad)
    assert is_given_back(found, bad, JIAOZUO)
    assert sum("JS320" in each.message for each in found.related) == 2


@pytest.mark.parametrize(
    ("behind", "right", "wrong"),
    [
        ("因公出国（境）费支出决算", "增长 48.67%", "下降 48.67%"),
        ("公务接待费支出决算减少", "减少 0.93 万元，下降", "增加 0.93 万元，增长"),
    ],
)
def test_words_of_direction_that_numbers_contradict_are_turned_back(behind: str, right: str, wrong: str) -> None:
    bad = with_words(SHANGHAI, behind, right, wrong)
    assert is_given_back(only_finding(bad), bad, SHANGHAI)


def test_one_amount_in_several_places_is_told_once_however_each_prints_it() -> None:
    bad = SHANGHAI.replace("39,840.89", "39,804.89").replace("39840.89", "39804.89")
    found = only_finding(bad)
    assert is_given_back(found, bad, SHANGHAI)
    assert found.fixes[0].title.endswith("3 格都改为 39,840.89")


def test_two_rows_printed_as_one_are_taken_apart_again() -> None:
    """The sums of the table hold; the general budget's table prints the two."""
    head, tail = JIAOZUO[: (at := JIAOZUO.index(SPENT))], JIAOZUO[at:]
    tail = re.sub(r" *- \[2101103, .*\n", "", tail, count=1)
    bad = head + re.sub(r"(- \[2101102, .*?)1\.53, +1\.53", r"\g<1>2.57, 2.57", tail, count=1)
    found = only_finding(bad)
    assert "“2101102 事业单位医疗”一行疑并入了“2101103 公务员医疗补助”的数字" in found.message
    assert is_given_back(found, bad, JIAOZUO)


def test_of_two_rows_one_that_is_left_out_is_no_reason_to_take_another_apart() -> None:
    """What the other prints too much is not what the missing one printed."""
    head, tail = JIAOZUO[: (at := JIAOZUO.index(SPENT))], JIAOZUO[at:]
    tail = re.sub(r" *- \[2101103, .*\n", "", tail, count=1)
    bad = head + re.sub(r"(- \[2101102, .*?)1\.53, +1\.53", r"\g<1>2.58, 2.58", tail, count=1)
    assert not any("疑并入了" in each.message for each in examine(bad).diagnostics)


def test_what_agreed_with_a_number_that_is_wrong_elsewhere_asks_for_the_right_one() -> None:
    """One amount wrong in three tables: the detail by economic class is tied to the others by what usually holds only."""
    head, tail = SHANGHAI[: (at := SHANGHAI.index(SPENT))], SHANGHAI[at:]
    tables, said = tail[: (at := tail.index("\n情况说明:"))], tail[at:]
    bad = head + tables.replace("942.89", "924.89") + said
    text = with_edits(
        bad, [edit for each in examine(bad).diagnostics if each.likeliest for edit in each.likeliest.edits]
    )
    assert text == SHANGHAI


@pytest.mark.parametrize(
    ("text", "row", "right", "wrong", "said"),
    [
        (JIAOZUO, "2170150", "43.66, 43.66", "43.66, 34.66", "没有别的单一改法"),  # another table prints it
        (
            SHANGHAI,
            "2120803",
            "423.85",
            "432.85",
            "没有别的单一改法（四舍五入，尾数可能差一点）",
        ),  # 423.86 fits the roundings as well
    ],
)
def test_a_number_is_said_to_be_the_only_one_where_rounding_leaves_no_other(
    text: str, row: str, right: str, wrong: str, said: str
) -> None:
    at = text.index(
        right,
        text.index(f"- [{row},", text.index(SPENT if text is JIAOZUO else "\n  政府性基金预算财政拨款收入支出决算表:")),
    )
    bad = text[:at] + wrong + text[at + len(right) :]
    found = only_finding(bad)
    assert is_given_back(found, bad, text)
    assert found.likeliest is not None
    assert found.likeliest.reason.endswith(said)


def test_what_is_kept_by_a_limit_just_so_follows_the_figure_that_breaks_it() -> None:
    """A score is no more than its weight; of two tables one prints no more than the other: both were changed, one finding."""
    head, tail = SHANGHAI[: (at := SHANGHAI.index(SPENT))], SHANGHAI[at:]
    at = tail.index("\n  一般公共预算财政拨款基本支出决算明细表:")
    bad = head + tail[:at].replace("942.89", "924.89") + tail[at:]
    assert is_given_back(only_finding(bad), bad, SHANGHAI)


def test_a_weight_and_its_score_changed_alike_may_be_those_of_any_row() -> None:
    """Both totals are short by the same, and every row of full marks would do: all are shown, and it is said how many they are."""
    at = JIAOZUO.index("25,   25", JIAOZUO.index("提高群众防范非法集资意识,"))
    bad = JIAOZUO[:at] + "20,   20" + JIAOZUO[at + len("25,   25") :]
    found = only_finding(bad)
    assert found.likeliest is not None
    assert "同样说得通的改法共 22 种，不能确定是哪一种" in found.likeliest.reason
    assert JIAOZUO.replace(" ", "") in [with_edits(bad, fix.edits).replace(" ", "") for fix in found.fixes]


def test_of_what_a_rate_was_made_from_every_number_one_key_off_is_shown_where_they_are_few() -> None:
    """2143.58 may have been 2133.58, a digit, or 2134.58, two digits in each other's place: the rate fits both."""
    bad = SHANGHAI.replace("收入支出总计增加 2134.58 万元", "收入支出总计增加 2143.58 万元")
    found = only_finding(bad)
    assert found.likeliest is not None
    assert "同样说得通的改法共 3 种" in found.likeliest.reason
    assert SHANGHAI in [with_edits(bad, fix.edits) for fix in found.fixes]
