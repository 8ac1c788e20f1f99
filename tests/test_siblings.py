"""Two rows of one class that changed places: no sum sees it, and a list of names, a limit or another table does."""

from __future__ import annotations

import pytest

from diagnosed import examples
from jslint import Settings, examine
from jslint.diagnostic import Diagnostic
from jslint.editing.fixing import with_edits

FIGURES = Settings(select=("JS1", "JS2", "JS312"))
DETAIL = "一般公共预算财政拨款基本支出决算明细表"
HEAD = "格式: 1\n报告: {单位名称: 松岗镇水务站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 上海-2024}\n决算表:\n"
ROWS = {
    "30101": ("基本工资", "40.15"),
    "30102": ("津贴补贴", "0.00"),
    "30107": ("绩效工资", "22.70"),
    "30201": ("办公费", "6.31"),
    "30202": ("印刷费", "~"),
    "30206": ("电费", "1.48"),
    "30217": ("公务接待费", "0.35"),
    "30226": ("劳务费", "~"),
    "30299": ("其他商品和服务支出", "3.02"),
}
PERSONNEL, PUBLIC = "基本工资、绩效工资", "办公费、电费、公务接待费、其他商品和服务支出"
HOSTED = """  财政拨款三公经费支出决算表:
    栏目: [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务用车购置费, 公务用车运行维护费, 公务接待费]
    预算数: [0.90, ~, ~, ~, ~, 0.90]
    决算数: [0.40, ~, ~, ~, ~, 0.40]
"""


def report(*, public: str = PUBLIC, personnel: str = PERSONNEL, hosted: str = "", **printed: str) -> str:
    """公开06表 with other amounts in some rows (`r30201`), and the names that the text lists."""
    amounts = {code: printed.get(f"r{code}", amount) for code, (_, amount) in ROWS.items()}
    lines = [f"      - [{code}, {ROWS[code][0]}, {amount}]\n" for code, amount in amounts.items()]
    lines.insert(0, "      - [301, 工资福利支出, 62.85]\n")
    lines.append("      - [310, 资本性支出, ~]\n      - [31002, 办公设备购置, ~]\n")
    lines.insert(4, "      - [302, 商品和服务支出, 11.16]\n")
    text = f"一般公共预算财政拨款基本支出74.01万元，其中：人员经费62.85万元，主要包括：{personnel}；公用经费11.16万元，主要包括：{public}。"
    return (
        f"{HEAD}  {DETAIL}:\n    科目:\n{''.join(lines)}    人员经费合计: 62.85\n    公用经费合计: 11.16\n{hosted}"
        f"情况说明:\n  一般公共预算财政拨款基本支出决算情况: |\n    {text}\n"
    )


def findings(text: str) -> list[Diagnostic]:
    return [each for each in examine(text, settings=FIGURES).diagnostics if each.code != "JS190"]


def repairs(text: str) -> list[str]:
    """What the text is after each repair of its one finding."""
    (found,) = findings(text)
    return [with_edits(text, fix.edits) for fix in found.fixes if fix.reason]


def alike(text: str, other: str) -> bool:
    return text.replace("0.00", "~") == other.replace("0.00", "~")


def test_a_good_report_is_silent() -> None:
    assert findings(report()) == []
    assert findings(report(hosted=HOSTED)) == []


def test_one_row_named_and_blank_and_one_printed_and_not_named_changed_places_or_a_name_is_wrong() -> None:
    wrong = report(r30206="~", r30226="1.48")
    moved_back, *_, renamed = repairs(wrong)
    assert alike(moved_back, report())
    assert renamed == wrong.replace("电费、", "劳务费、")
    (found,) = findings(wrong)
    assert f"也可能是《{DETAIL}》“30206 电费”与“30226 劳务费”两行的数字互换了" in found.message


def test_each_list_is_about_its_own_classes() -> None:
    moved_back, renamed = repairs(report(r30107="0.00", r30102="22.70"))
    assert alike(moved_back, report())
    assert renamed == report(r30107="0.00", r30102="22.70", personnel="基本工资、津贴补贴")


@pytest.mark.parametrize(
    "wrong",
    [
        report(public="办公费、电费、接待、其他商品和服务支出"),  # a name that is no row
        report(public="办公费、印刷费、电费、公务接待费、其他商品和服务支出"),  # one too many
        report(public="办公费、公务接待费、其他商品和服务支出"),  # one too few
        report(public="办公费、印刷费、劳务费、其他商品和服务支出"),  # two, and which of which is not known
        report(public="办公费、公务接待费、其他商品和服务支出、办公设备购置"),  # rows of two classes
        report(public="办公费、劳务费、公务接待费、其他商品和服务支出等"),  # a list that names not all
    ],
)
def test_a_list_that_differs_otherwise_says_nothing_of_rows(wrong: str) -> None:
    assert repairs(wrong) == []


def test_a_limit_is_exceeded_by_the_amount_of_a_row_that_the_list_names() -> None:
    wrong = report(hosted=HOSTED, r30217="6.31", r30201="0.35")
    first, *others = repairs(wrong)
    assert first == report(hosted=HOSTED)
    assert others == []  # rows that the list does not name print nothing


def test_where_nothing_tells_which_row_of_the_class_all_are_shown() -> None:
    rows = report(hosted=HOSTED, r30217="3.02", r30299="0.35").partition("情况说明")[0]
    right = report(hosted=HOSTED).partition("情况说明")[0]
    assert right in (shown := repairs(rows))
    assert len(shown) == 3  # the two blank rows too
    assert "“30217 公务接待费”与同类另一行的数字疑为互换" in findings(rows)[0].message


def test_a_limit_that_no_sum_bears_out_may_be_wrong_itself() -> None:
    alone = HOSTED.replace("决算数: [0.40, ~, ~, ~, ~, 0.40]", "决算数: [~, ~, ~, ~, ~, 0.40]")
    assert repairs(report(hosted=alone, r30217="6.31", r30201="0.35")) == []


@pytest.mark.parametrize(
    ("codes", "code"), [(("2080505", "2080506"), "JS207"), (("30103", "30110"), "JS210"), (("30109", "30112"), "JS171")]
)
def test_what_another_table_prints_for_the_rows_tells_that_they_changed_places(
    codes: tuple[str, str], code: str
) -> None:
    press = next(each for each in examples() if each.name == "shanghai-2024")
    table = next(each for each in press.tables() if each.key == ("支出决算表" if code == "JS207" else DETAIL))
    one, other = (table.with_code(each)[0] for each in codes)
    pairs = zip(one.figures, other.figures, strict=True)
    changes = [each for a, b in pairs if a.number != b.number for each in ((a, b.printed), (b, a.printed))]
    told = press.told(changes)
    (found,) = told.findings
    assert (found.code, told.is_restored) == (code, True)
    assert all("两格的数字换回" in fix.title or "两行的数字换回" in fix.title for fix in found.fixes)


SLID = {"r30201": "~", "r30202": "6.31", "r30206": "~", "r30217": "1.48", "r30226": "0.35"}
"""办公费 one row down, and 电费 and 公务接待费 one row down as well."""


def test_rows_that_slid_within_their_class_are_moved_back_as_a_whole() -> None:
    wrong = report(r30201="~", r30202="6.31")  # one amount alone: two rows that changed places
    assert alike(repairs(wrong)[0], report())
    wrong = report(r30206="~", r30217="1.48", r30226="0.35")
    first, *others = repairs(wrong)
    assert any(alike(each, report()) for each in others)  # two rows that changed places are the fewer cells
    assert alike(first, report(r30206="0.35", r30217="1.48"))
    (found,) = findings(wrong)
    assert found.code == "JS312"


def test_rows_that_slid_and_leave_several_names_wrong_are_one_block() -> None:
    wrong = report(**SLID)
    (found,) = findings(wrong)
    assert "从“30201 办公费”到“30217 公务接待费”的数字疑为整体下移 1 行" in found.message
    assert alike(repairs(wrong)[0], report())
