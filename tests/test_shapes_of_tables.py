"""Tables of the layouts in other shapes than the layouts print them: more columns, groups, codes in two cells, headings among rows."""

from __future__ import annotations

from typing import Any

import pytest

from test_recognition import from_text, tree

COVER = "云岭县第三中学2022年度单位决算\n"
SUMMARY, DETAIL = "收入支出决算总表", "一般公共预算财政拨款基本支出决算明细表"
THREE_PUBLIC = "财政拨款三公经费支出决算表"


def table(key: str, *rows: str, title: str = "") -> tuple[Any, list[str]]:
    """A table as it is read, and the amounts that are left over or stand in a table of their own."""
    result = from_text(f"{COVER}{title or key}\n单位：万元\n" + "\n".join(rows) + "\n")
    beside = tree(result).get("其他表", {}).get(f"{key}（其他栏目）", {"行": []})["行"]
    left = [rest.text for rest in result.rest if "." in rest.text]
    return tree(result)["决算表"][key], [*left, *(text for row in beside for text in row if text and "." in text)]


@pytest.mark.parametrize(
    ("titles", "place"),
    [(("年初预算数", "决算数"), 1), (("年初预算数", "全年预算数", "决算数"), 2), (("决算数", "上年数"), 0)],
)
def test_beside_budgets_the_final_amounts_are_the_summarys(titles: tuple[str, ...], place: int) -> None:
    def side(label: str, final: str, *budgets: str) -> str:
        cells = [*budgets, "", ""][: len(titles) - 1]
        return "\t".join([label, *cells[:place], final, *cells[place:]])

    head = "\t".join(["项目", *titles] * 2)
    found, left = table(
        SUMMARY,
        head,
        side("一、一般公共预算财政拨款收入", "505.21", "500.00") + "\t" + side("五、教育支出", "498.06", "490.00"),
        side("八、其他收入", "", "12.00") + "\t" + side("十九、住房保障支出", "14.30", "20.00"),
        side("本年收入合计", "505.21", "512.00") + "\t" + side("本年支出合计", "512.36", "510.00"),
        side("总计", "512.36", "512.00") + "\t" + side("总计", "512.36", "510.00"),
    )
    assert found["收入"] == {
        "一般公共预算财政拨款收入": "505.21", "其他收入": None, "本年收入合计": "505.21", "总计": "512.36",
    }  # fmt: skip
    assert found["支出"] == {"教育支出": "498.06", "住房保障支出": "14.30", "本年支出合计": "512.36", "总计": "512.36"}
    assert sorted(left) == sorted(["500.00", "490.00", "12.00", "20.00", "512.00", "510.00", "512.00", "510.00"])


def test_expenditure_by_nature_beside_that_by_function_is_no_part_of_it() -> None:
    found, left = table(
        SUMMARY,
        "收入\t\t支出\t\t\t",
        "项目\t决算数\t项目（按功能分类）\t决算数\t项目（按支出性质和经济分类）\t决算数",
        "一、一般公共预算财政拨款收入\t505.21\t五、教育支出\t498.06\t一、基本支出\t301.12",
        "八、其他收入\t7.15\t十九、住房保障支出\t14.30\t二、项目支出\t211.24",
        "本年收入合计\t512.36\t本年支出合计\t512.36\t本年支出合计\t512.36",
        "总计\t512.36\t总计\t512.36\t总计\t512.36",
    )
    assert found["支出"] == {"教育支出": "498.06", "住房保障支出": "14.30", "本年支出合计": "512.36", "总计": "512.36"}
    assert left == ["301.12", "211.24", "512.36", "512.36"]


def test_a_class_that_stands_once_above_its_kinds_is_part_of_their_codes() -> None:
    found, left = table(
        DETAIL,
        "类\t款\t科目名称\t决算数",
        "301\t\t工资福利支出\t250.10",
        "\t01\t基本工资\t150.10",
        "\t02\t津贴补贴\t100.00",
        "302\t\t商品和服务支出\t40.12",
        "\t01\t办公费\t40.12",
    )
    assert [row[0] for row in found["科目"]] == ["301", "30101", "30102", "302", "30201"]
    assert [row[2] for row in found["科目"]] == ["250.10", "150.10", "100.00", "40.12", "40.12"]
    assert left == []


def test_a_heading_of_the_three_public_total_is_not_its_amount() -> None:
    found, left = table(
        THREE_PUBLIC,
        "项目\t决算数",
        "一、“三公”经费支出\t—",
        "（一）支出合计\t7.41",
        "1.因公出国（境）费\t0.00",
        "2.公务用车购置及运行维护费\t6.50",
        "（1）公务用车购置费\t0.00",
        "（2）公务用车运行维护费\t6.50",
        "3.公务接待费\t0.91",
        title="财政拨款“三公”经费支出决算表",
    )
    assert found["决算数"] == ["7.41", "0.00", "6.50", "0.00", "6.50", "0.91"]
    assert left == []


def test_a_subtotal_is_that_of_the_item_above_it() -> None:
    found, _ = table(
        THREE_PUBLIC,
        "预算数\t\t\t\t\t\t决算数",
        "“三公”经费\t\t\t\t\t培训费\t“三公”经费\t\t\t\t\t培训费",
        "小计\t因公出国（境）费\t公务用车购置及运行维护费\t\t公务接待费\t\t小计\t因公出国（境）费\t公务用车购置及运行维护费\t\t公务接待费",
        "\t\t小计\t公务用车购置费\t\t\t\t\t小计\t公务用车购置费",
        "7.41\t0.10\t6.50\t6.20\t0.81\t2.30\t7.14\t0.20\t6.05\t6.02\t0.89\t2.03",
        title="财政拨款“三公”经费、会议费和培训费支出决算表",
    )
    assert found["栏目"] == ["合计", "因公出国（境）费", "公务用车购置及运行维护费小计", "公务用车购置费", "公务接待费"]
    assert found["预算数"] == ["7.41", "0.10", "6.50", "6.20", "0.81"]
    assert found["决算数"] == ["7.14", "0.20", "6.05", "6.02", "0.89"]


@pytest.mark.parametrize("final", ["决算统计数", "统计数", "决算数"])
def test_what_the_form_of_statistics_calls_its_final_amounts(final: str) -> None:
    found, _ = table(
        THREE_PUBLIC,
        f"项目\t行次\t预算数\t{final}",
        "（一）支出合计\t2\t9.10\t7.41",
        "1.因公出国（境）费\t3\t0.00\t0.10",
        "2.公务用车购置及运行维护费\t4\t8.10\t6.50",
        "3.公务接待费\t7\t1.00\t0.81",
        title="“三公”经费、行政参公单位机关运行经费情况表",
    )
    assert (found["预算数"], found["决算数"]) == (["9.10", "0.00", "8.10", "1.00"], ["7.41", "0.10", "6.50", "0.81"])


def test_a_sign_of_the_currency_is_no_part_of_an_amount() -> None:
    found, left = table(
        "支出决算表",
        "科目编码\t科目名称\t本年支出合计\t基本支出",
        "合计\t\t¥512.36\t￥301.12",
        "205\t教育支出\t¥ 498.06\t286.82",
    )
    assert (found["合计"], found["科目"]) == (["512.36", "301.12"], [["205", "教育支出", "498.06", "286.82"]])
    assert left == []
