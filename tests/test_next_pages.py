"""Tables over several pages: the head printed again, and rows that a page break cut in two."""

from __future__ import annotations

import pytest

from jslint.document.recognise import Document, Imported, import_documents
from made_pdf import Sheet, pdf
from test_recognition import tree

HEAD = [
    "科目编码",
    "科目名称",
    "本年支出合计",
    "基本支出",
    "项目支出",
    "上缴上级支出",
    "经营支出",
    "对附属单位补助支出",
]
WIDTHS = [70, 150, 90, 80, 80, 90, 80, 120]
FIRST = [HEAD, ["合计", "", "96.40", "60.10", "36.30", "0.00", "0.00", "0.00"]]
SIDES = ["收入支出决算总表", ["收入", "行次", "决算数", "支出", "行次", "决算数"], [150, 50, 90, 150, 50, 90]]


def over_pages(title: str, *pages: list[list[str]], widths: list[int] = WIDTHS) -> Imported:
    """A report with one table over some pages."""
    sheets = [Sheet().ruled(rows, widths=widths, top=120 if at == 0 else 60) for at, rows in enumerate(pages)]
    sheets[0].text(40, 60, "某某局 2023 年度部门决算").text(40, 90, title)
    result = import_documents([Document("表.pdf", pdf(*sheets))])
    assert (result.faults, result.rest, result.loose) == ((), (), ())
    return result


def rows_of(result: Imported) -> list[list[str]]:
    rows: list[list[str]] = tree(result)["决算表"]["支出决算表"]["科目"]
    return rows


def row(code: str, name: str, amount: str) -> list[str]:
    return [code, name, amount, amount, "0.00", "0.00", "0.00", "0.00"]


def test_a_name_that_breaks_over_two_pages_is_one() -> None:
    pages = (
        [*FIRST, row("208", "社会保障和就", "60.10")],
        [HEAD, ["", "业支出", *[""] * 6], row("204", "公共安全支出", "36.30")],
    )
    assert [each[:3] for each in rows_of(over_pages("支出决算表", *pages))] == [
        ["208", "社会保障和就业支出", "60.10"],
        ["204", "公共安全支出", "36.30"],
    ]  # fmt: skip


def test_a_head_that_has_no_room_is_known_again_by_its_beginnings() -> None:
    cut = [*HEAD[:-1], "对附属单"]
    pages = ([*FIRST, row("208", "社会保障和就业支出", "60.10")], [cut, row("204", "公共安全支出", "36.30")])
    result = over_pages("支出决算表", *pages)
    assert [each[0] for each in rows_of(result)] == ["208", "204"]
    assert tree(result)["决算表"]["支出决算表"]["栏目"] == HEAD[2:]


@pytest.mark.parametrize("again", [True, False])
def test_both_sides_of_a_table_break_in_one_line(*, again: bool) -> None:
    title, head, widths = SIDES
    pages = (
        [head, ["一、一般公共预算财政拨款收入", "1", "96.40", "一、一般公共服务支出", "32", "90.00"], ["二、政府性基", "2", "0.00", "二、外交", "33", "6.40"]],
        [*([head] if again else []), ["金预算财政拨款收入", "", "", "支出", "", ""], ["本年收入合计", "3", "96.40", "本年支出合计", "34", "96.40"]],
    )  # fmt: skip
    table = tree(over_pages(str(title), *pages, widths=widths))["决算表"]["收入支出决算总表"]  # type: ignore[arg-type]
    assert table == {
        "收入": {"一般公共预算财政拨款收入": "96.40", "政府性基金预算财政拨款收入": "0.00", "本年收入合计": "96.40"},
        "支出": {"一般公共服务支出": "90.00", "外交支出": "6.40", "本年支出合计": "96.40"},
    }


def test_words_without_numbers_stay_a_row_where_rows_of_the_table_have_none() -> None:
    title, head, widths = SIDES
    pages = (
        [head, ["一般公共预算财政拨款收入", "", "96.40", "一般公共服务支出", "", "96.40"], ["上级补助收入", "", "", "外交支出", "", ""], ["事业收入", "", "0.00", "国防支出", "", "0.00"]],
        [head, ["经营收入", "", "", "公共安全支出", "", ""], ["本年收入合计", "", "96.40", "本年支出合计", "", "96.40"]],
    )  # fmt: skip
    table = tree(over_pages(str(title), *pages, widths=widths))["决算表"]["收入支出决算总表"]  # type: ignore[arg-type]
    assert {"事业收入", "经营收入"} <= set(table["收入"])
    assert {"国防支出", "公共安全支出"} <= set(table["支出"])


FUNDS = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]


@pytest.mark.parametrize(("cut", "at"), [(0, 6), (0, 3), (2, 4), (2, 8)])
def test_a_name_in_a_group_that_breaks_over_two_pages_stays_in_its_group(cut: int, at: int) -> None:
    """The row of the same name above the group keeps its own amount."""
    amounts = ["0.27", "0.00", "0.19"]

    def row(name: str, amount: str, other: str = "") -> list[str]:
        return [name, amount, other, *[""] * 4]

    group = [row(f"{number}、{name}", amount) for number, name, amount in zip("一二三", FUNDS, amounts, strict=True)]
    head = [
        ["收入", "", "支出", *[""] * 4],
        ["项目", "决算数", "项目", "合计", *FUNDS],
    ]
    before = [
        *head,
        ["一、一般公共预算财政拨款", "795.86", "一、一般公共服务支出", "872.37", "796.13", "0.00", "76.24"],
        row("二、政府性基金预算财政拨款", "0.00"),
        row("三、国有资本经营预算财政拨款", "76.05"),
        ["本年收入合计", "871.91", "本年支出合计", "872.37", "796.13", "0.00", "76.24"],
        row("年初财政拨款结转和结余", "0.46", "年末财政拨款结转和结余"),
        *group[:cut],
        row(group[cut][0][: at + 2], amounts[cut]),
    ]
    after = [
        *head,
        row(group[cut][0][at + 2 :], ""),
        *group[cut + 1 :],
        ["总计", "872.37", "总计", "872.37", "796.13", "0.00", "76.24"],
    ]
    result = over_pages("财政拨款收入支出决算总表", before, after, widths=[130, 60, 130, 60, 70, 70, 70])
    income = tree(result)["决算表"]["财政拨款收入支出决算总表"]["收入"]
    assert income["国有资本经营预算财政拨款"] == "76.05"
    assert income["年初财政拨款结转和结余"] == {"合计": "0.46", **dict(zip(FUNDS, amounts, strict=True))}


@pytest.mark.parametrize("printed", ["助支出8.40", "8.助支出40", "8.40助支出"])
def test_the_end_of_a_title_that_is_drawn_into_the_row_below_is_no_part_of_its_amount(printed: str) -> None:
    cut = [*HEAD[:-1], "对附属单位补"]
    below = [*row("204", "公共安全支出", "36.30")[:-1], printed]
    pages = ([*FIRST, row("208", "社会保障和就业支出", "60.10")], [cut, below, row("221", "住房保障支出", "0.00")])
    result = over_pages("支出决算表", *pages)
    assert [each[-1] for each in rows_of(result)] == ["0.00", "8.40", "0.00"]


def test_words_that_are_no_end_of_a_title_stay_in_their_cell() -> None:
    below = [*row("204", "公共安全支出", "36.30")[:-1], "助出8.40"]
    cut = [*HEAD[:-1], "对附属单位补"]
    result = over_pages("支出决算表", [*FIRST, row("208", "社会保障和就业支出", "60.10")], [cut, below])
    assert [each[-1] for each in rows_of(result)] == ["0.00", "助出8.40"]


def test_a_name_goes_to_the_ordinal_that_stood_alone_before_the_page_break() -> None:
    title, head, widths = SIDES
    pages = (
        [head, ["一、一般公共预算财政拨款收入", "", "96.40", "一、一般公共服务支出", "", "90.00"], ["事业收入", "", "", "二、外交支出", "", ""], ["八、", "", "7.15", "二十一、", "", "6.40"]],
        [head, ["其他收入", "", "", "国有资本经营预算支出", "", ""], ["本年收入合计", "", "103.55", "本年支出合计", "", "96.40"]],
    )  # fmt: skip
    table = tree(over_pages(str(title), *pages, widths=widths))["决算表"]["收入支出决算总表"]  # type: ignore[arg-type]
    assert (table["收入"]["其他收入"], table["支出"]["国有资本经营预算支出"]) == ("7.15", "6.40")
    assert "" not in {*table["收入"], *table["支出"]}
