"""What a line or a grid is, told by evidence in whatever order a document has it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from ruamel.yaml import YAML

from jslint.document.recognise import Document, Imported, UnreadableError, import_documents


def from_text(text: str, name: str = "稿.txt") -> Imported:
    result = import_documents([Document(name, text.encode())])
    assert result.faults == ()
    return result


def tree(result: Imported) -> Any:
    return plain(YAML(typ="safe").compose(result.text))


def plain(node: Any) -> Any:
    if node.id == "mapping":
        return {plain(key): plain(value) for key, value in node.value}
    if node.id == "sequence":
        return [plain(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def cover(result: Imported) -> dict[str, str]:
    facts = tree(result)["报告"]
    return {key: facts[key] for key in ("单位名称", "年度", "金额单位", "版式")}


HEAD = "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出"
TOTAL = "合计\t\t96.40\t60.10\t36.30\t0.00\t0.00\t0.00"
ROW = "204\t公共安全支出\t96.40\t60.10\t36.30\t0.00\t0.00\t0.00"
ZEROS = ["0.00", "0.00", "0.00"]
EXPENDITURE = f"支出决算表\n单位：万元\n{HEAD}\n{TOTAL}\n{ROW}\n"
SECTION = "三、支出决算情况说明\n本年支出合计96.40万元。\n"


# headings


def test_a_heading_and_its_text_may_stand_on_one_line() -> None:
    report = tree(
        from_text(
            "柳河市司法局2021年度部门决算\n（一）支出决算情况说明：2021年度支出96.40万元，其中基本支出60.10万元。\n"
            "（二）收入决算情况。收入合计97.00万元。\n其中财政拨款收入95.00万元。\n"
        )
    )["情况说明"]
    assert report == {
        "支出决算情况": "2021年度支出96.40万元，其中基本支出60.10万元。\n",
        "收入决算情况": "收入合计97.00万元。\n其中财政拨款收入95.00万元。\n",
    }


def test_a_gap_may_part_a_heading_from_its_sentence() -> None:
    result = from_text(
        "柳河市司法局2021年度部门决算\n一、收入支出决算总体情况 2021年度收、支总计97.00万元，与上年持平。\n"
        "二、收入决算情况说明　2021年度收入合计97.00万元。\n"
    )
    assert tree(result)["情况说明"] == {
        "收入支出决算总体情况": "2021年度收、支总计97.00万元，与上年持平。\n",
        "收入决算情况": "2021年度收入合计97.00万元。\n",
    }


def test_headings_broken_over_lines_are_joined() -> None:
    report = tree(
        from_text(
            "七、财政拨款“三公”经费支出决算情\n况说明\n（一）“三公”经费财政拨款支出决算总体情况\n说明。\n"
            "支出决算为 3.20 万元。\n（二）“三公”经费财政拨款支出决算具\n体情况说明。\n公务接待费 3.20 万元。\n"
        )
    )["情况说明"]
    assert report == {
        "财政拨款三公经费支出决算情况": {
            "总体情况": "支出决算为 3.20 万元。\n",
            "具体情况": "公务接待费 3.20 万元。\n",
        }
    }


def test_numbers_of_headings_mean_nothing() -> None:
    report = tree(
        from_text(
            "九、支出决算情况说明\n支出96.40万元。\n九、收入决算情况说明\n收入97.00万元。\n二、机关运行经费支出情况\n5.00万元。\n"
        )
    )["情况说明"]
    assert list(report) == ["支出决算情况", "收入决算情况", "机关运行经费支出情况"]


def test_another_noun_before_the_words_of_a_section_makes_it_no_heading_of_that_section() -> None:
    report = tree(
        from_text(
            "一、收入决算情况说明\n收入97.00万元。\n（一）因公出国（境）费支出决算情况说明\n没有发生。\n"
            "（二）财政拨款收入决算情况说明\n财政拨款收入总计95.00万元。\n"
        )
    )["情况说明"]
    assert report == {
        "收入决算情况": "收入97.00万元。\n（一）因公出国（境）费支出决算情况说明\n没有发生。\n",
        "财政拨款收入支出决算总体情况": "财政拨款收入总计95.00万元。\n",
    }


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("财政拨款支出决算情况", "财政拨款收入支出决算总体情况"),
        ("财政拨款收支决算情况说明", "财政拨款收入支出决算总体情况"),
        ("财政拨款收入、支出决算情况", "财政拨款收入支出决算总体情况"),
        ("柳河市残联2021年度财政拨款收入支出情况说明", "财政拨款收入支出决算总体情况"),
        ("一般公共预算“三公”经费情况", "财政拨款三公经费支出决算情况"),
        ("柳河市供销社支出决算情况说明", "支出决算情况"),
        ("一般公共预算财政拨款收入支出决算情况", "一般公共预算财政拨款支出决算情况"),
    ],
)
def test_a_heading_of_the_second_rank_opens_its_own_section(heading: str, key: str) -> None:
    report = tree(from_text(f"（一）收入决算情况说明\n收入97.00万元。\n（二）{heading}\n总计95.00万元。\n"))
    assert report["情况说明"] == {"收入决算情况": "收入97.00万元。\n", key: "总计95.00万元。\n"}


def test_an_overview_may_be_numbered_as_the_first_of_all_headings() -> None:
    report = tree(
        from_text(
            "柳河市司法局\n2021年度部门决算公开说明\n一、部门基本情况\n（一）主要职责\n负责行政复议。\n（二）人员编制情况\n"
            "编制31名，实有29人。\n二、部门决算情况说明\n（一）支出决算情况说明\n支出96.40万元。\n"
        )
    )
    assert report["部门概况"] == {"主要职责": "负责行政复议。\n", "人员编制情况": "编制31名，实有29人。\n"}
    assert report["情况说明"] == {"支出决算情况": "支出96.40万元。\n"}


# the cover and the contents


@pytest.mark.parametrize(
    ("lines", "body", "year"),
    [
        ("柳河市司法局2021年度部门决算公开情况说明\n一、基本情况\n（一）职能\n略。\n", "柳河市司法局", "2021"),
        ("柳河市\n司法局\n2021年度部门决算\n", "柳河市司法局", "2021"),
        ("关于公开2021年度部门决算的说明\n柳河市司法局\n", "柳河市司法局", "2021"),
        ("2021 年度柳河市司法\n局部门决算\n二〇二二年九月\n", "柳河市司法局", "2021"),
        ("柳河市第二小学 2017 单位决算\n", "柳河市第二小学", "2017"),
        ("第一部分 柳河市司法局部门概况\n", "柳河市司法局", "0"),
        ("柳河市司法局2021年度部门决算公开\n第一部分 部门概况\n一、主要职责\n略。\n", "柳河市司法局", "2021"),
        ("柳河市残联2021年单位决算信息公开\n第一部分 本部门（单位）概况\n一、主要职责\n略。\n", "柳河市残联", "2021"),
        ("部门：柳河市司法局\n2021年度\n", "柳河市司法局", "2021"),
    ],
)
def test_body_and_year_of_a_cover(lines: str, body: str, year: str) -> None:
    facts = cover(from_text(lines + SECTION.replace("96.40万元", "九十余万元") + EXPENDITURE))
    assert (facts["单位名称"], facts["年度"]) == (body, year)


def test_a_long_line_or_one_with_an_amount_is_no_cover() -> None:
    result = from_text("我局2021年度收支平衡，全年支出96.40万元。\n" + EXPENDITURE)
    assert [rest.text for rest in result.rest] == ["我局2021年度收支平衡，全年支出96.40万元。"]


def test_the_contents_are_kept_and_taken_for_nothing_else() -> None:
    contents = "第一部分 柳河市司法局概况\t1\n第二部分 2021年度部门决算表\t3\n一、支出决算表\t3\n第三部分 2021年度部门决算情况说明\t8\n"
    body = f"第一部分 柳河市司法局概况\n一、主要职责\n略。\n{EXPENDITURE}第三部分 2021年度部门决算情况说明\n{SECTION}"
    result = from_text("柳河市司法局\n2021年度部门决算\n目 录\n" + contents.replace("\t", " … ") + body)
    report = tree(result)
    assert report["目录"] == contents.replace("\t", " … ")
    assert list(report) == ["格式", "报告", "目录", "部门概况", "决算表", "情况说明"]
    assert result.rest == ()


def test_field_codes_of_a_contents_page_are_not_printed_but_its_page_numbers_are() -> None:
    contents = "第一部分 某局概况 PAGEREF _Toc25831 h 3\n第二部分 2021年度部门决算表 PAGEREF _Toc25832 \\h 5\n"
    report = tree(from_text("目录\n" + contents + "第一部分 某局概况\n一、主要职责\n略。\n" + EXPENDITURE))
    assert report["目录"].split() == ["第一部分", "某局概况", "3", "第二部分", "2021年度部门决算表", "5"]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("（二）一般公共预算财政拨款支出决算结构情况\n支出96.40万元。\n" + SECTION, "国家-2022"),
        (EXPENDITURE, "国家-2022"),
        (
            EXPENDITURE
            + "一般公共预算财政拨款“三公”经费支出决算表\n单位：万元\n项目\t预算数\t决算数\n合计\t1.00\t1.00\n",
            "国家-2018",
        ),
        (SECTION + "十、预算绩效管理情况\n略。\n九、国有资本经营预算财政拨款收入支出决算情况说明\n无。\n", "上海-2024"),
        (SECTION + "四、机关运行经费支出情况\n略。\n", "国家-2022"),
        (SECTION + "十、预算绩效管理情况\n略。\n", "国家-2022"),
    ],
)
def test_another_layout_than_the_default_needs_the_title_of_a_table_or_section(text: str, layout: str) -> None:
    assert cover(from_text(text))["版式"] == layout


# tables


def test_a_table_opens_by_its_title_in_the_midst_of_an_overview() -> None:
    report = tree(from_text("第一部分 某局概况\n一、主要职责\n略。\n某局2021年度部门决算表\n" + EXPENDITURE + SECTION))
    assert report["部门概况"] == {"主要职责": "略。\n"}
    assert report["决算表"]["支出决算表"]["合计"] == ["96.40", "60.10", "36.30", *ZEROS]
    assert report["情况说明"] == {"支出决算情况": "本年支出合计96.40万元。\n"}


def test_a_title_that_leads_to_no_cells_is_text() -> None:
    text = "三、支出决算情况说明\n报表详见以下附件：\n支出决算表\n以上各表另附，支出96.40万元。\n"
    report = tree(from_text(text))
    assert report["情况说明"]["支出决算情况"] == "报表详见以下附件：\n支出决算表以上各表另附，支出96.40万元。\n"
    assert "决算表" not in report


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD + "\t备注", TOTAL + "\t核对一致", ROW + "\t"],
        [HEAD + "\t勾稽", TOTAL + "\t√", ROW + "\t√"],
        [HEAD, TOTAL + "\t含追加", ROW],
    ],
)
def test_a_remark_beside_the_total_is_kept_beside_the_table(rows: list[str]) -> None:
    table = tree(from_text("支出决算表\n单位：万元\n" + "\n".join(rows)))["决算表"]["支出决算表"]
    assert table["合计"] == ["96.40", "60.10", "36.30", *ZEROS]
    assert table["科目"] == [["204", "公共安全支出", "96.40", "60.10", "36.30", *ZEROS]]
    assert ("表外文字" in table) == ("√" not in rows[1])


@pytest.mark.parametrize("title", ["备注", ""])
def test_remarks_beside_a_table_of_two_sides_are_no_rows(title: str) -> None:
    rows = [
        f"项目\t行次\t金额\t项目\t行次\t金额\t{title}",
        "一、一般公共预算财政拨款收入\t1\t95.00\t四、公共安全支出\t35\t96.40\t含追加",
        "八、其他收入\t8\t1.40\t\t\t\t利息",
        "本年收入合计\t27\t96.40\t本年支出合计\t58\t96.40\tTRUE",
        "总计\t31\t96.40\t总计\t62\t96.40\t相符",
    ]
    table = tree(from_text("收入支出决算总表\n单位：万元\n" + "\n".join(rows)))["决算表"]["收入支出决算总表"]
    income = {"一般公共预算财政拨款收入": "95.00", "其他收入": "1.40", "本年收入合计": "96.40", "总计": "96.40"}
    assert table["收入"] == income
    assert table["支出"] == {"公共安全支出": "96.40", "本年支出合计": "96.40", "总计": "96.40"}
    assert table["表外文字"] == "含追加\n利息\n相符\n"


def test_remarks_on_both_sides_are_no_columns() -> None:
    page = "<p>财政拨款收入支出决算总表</p><p>单位：万元</p><table>" + "".join(
        f"<tr><td>{'</td><td>'.join(row.split('|'))}</td></tr>"
        for row in (
            "项目|行次|金额|说明|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款|校验",
            "一、一般公共预算财政拨款|1|95.00|含上年|四、公共安全支出|36|95.00|95.00|0.00|0.00|√",
            "本年收入合计|27|95.00||本年支出合计|59|95.00|95.00|0.00|0.00|相符",
            "总计|32|95.00|相符|总计|64|95.00|95.00|0.00|0.00|相符",
        )
    )
    table = tree(from_text(page + "</table>", "页.html"))["决算表"]["财政拨款收入支出决算总表"]
    row = ["95.00", "95.00", "0.00", "0.00"]
    funds = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    assert table["收入"] == {"一般公共预算财政拨款": "95.00", "本年收入合计": "95.00", "总计": "95.00"}
    assert table["支出"] == {"栏目": ["合计", *funds], "公共安全支出": row, "本年支出合计": row, "总计": row}


@pytest.mark.parametrize(("title", "marks"), [("序号", ("", "1")), ("核对", ("√", "√"))])
def test_a_first_column_that_counts_or_ticks_the_rows_is_none_of_the_table(title: str, marks: tuple[str, str]) -> None:
    rows = zip((title, *marks), (HEAD, TOTAL, ROW), strict=True)
    lines = "\n".join(f"{mark}\t{row}" for mark, row in rows)
    table = tree(from_text(f"支出决算表\n单位：万元\n{lines}\n"))["决算表"]["支出决算表"]
    assert table["合计"] == ["96.40", "60.10", "36.30", *ZEROS]
    assert table["科目"] == [["204", "公共安全支出", "96.40", "60.10", "36.30", *ZEROS]]


def test_of_a_total_that_is_merged_with_the_head_only_what_is_printed_is_known() -> None:
    page = (
        "<p>政府性基金预算财政拨款收入支出决算表</p><table><tr><td colspan=2>项目</td><td rowspan=2>年初结转和结余</td>"
        "<td rowspan=2>本年收入</td><td colspan=3>本年支出</td><td rowspan=2>年末结转和结余</td></tr><tr><td>科目编码</td>"
        "<td>科目名称</td><td></td><td></td><td></td></tr><tr><td>合计</td><td></td><td>1.00</td><td>7.00</td><td>小计</td>"
        "<td>基本支出</td><td>项目支出</td><td>2.00</td></tr><tr><td>212</td><td>城乡社区支出</td><td>1.00</td><td>7.00</td>"
        "<td>6.00</td><td></td><td>6.00</td><td>2.00</td></tr></table>"
    )
    table = tree(from_text(page, "页.html"))["决算表"]["政府性基金预算财政拨款收入支出决算表"]
    assert table == {
        "栏目": ["年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"],
        "合计": {"年初结转和结余": "1.00", "本年收入": "7.00", "年末结转和结余": "2.00"},
        "科目": [["212", "城乡社区支出", "1.00", "7.00", "6.00", None, "6.00", "2.00"]],
    }


def test_bars_without_a_frame_are_a_table() -> None:
    rows = "项目 | 预算数 | 决算数\n合计 | 9.00 | 8.50\n公务接待费 | 1.00 | 0.50\n公务用车购置及运行维护费 | 8.00 | 8.00\n因公出国（境）费 | 0 | 0\n"
    table = tree(from_text("财政拨款“三公”经费支出决算表\n单位：万元\n" + rows))["决算表"]["财政拨款三公经费支出决算表"]
    assert table == {
        "栏目": ["合计", "因公出国（境）费", "公务用车购置及运行维护费小计", "公务接待费"],
        "预算数": ["9.00", "0", "8.00", "1.00"],
        "决算数": ["8.50", "0", "8.00", "0.50"],
    }


THREE_PUBLIC = {
    "one amount column, and changes that are left over": (
        "项目\t本年支出数（万元）\t比上年减少\n因公出国（境）费\t1.10\t0.30\n公务接待费\t2.20\t0.10\n公务用车购置及运行费\t3.30\t0.20\n合计\t6.60\t0.60\n",
        {"决算数": ["6.60", "1.10", "3.30", "2.20"]},
        [["因公出国（境）费", "0.30"], ["公务接待费", "0.10"], ["公务用车购置及运行费", "0.20"], ["合计", "0.60"]],
    ),
    "the two figures each in a row": (
        "项目\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t公务接待费\n预算数\t7.00\t1.20\t3.40\t2.40\n决算数\t6.60\t1.10\t3.30\t2.20\n",
        {"预算数": ["7.00", "1.20", "3.40", "2.40"], "决算数": ["6.60", "1.10", "3.30", "2.20"]},
        [],
    ),
    "a column that is no item keeps its figures to itself": (
        "合计\t\t因公出国（境）费\t\t公务用车购置及运行维护费\t\t公务接待费\t\t会议费\t\n"
        + "预算数\t决算数\t" * 4
        + "预算数\t决算数\n"
        "7.00\t6.60\t1.20\t1.10\t3.40\t3.30\t2.40\t2.20\t0.50\t0.40\n",
        {"预算数": ["7.00", "1.20", "3.40", "2.40"], "决算数": ["6.60", "1.10", "3.30", "2.20"]},
        [["0.50", "0.40"]],
    ),
}


@pytest.mark.parametrize("shape", THREE_PUBLIC)
def test_three_public_tables_with_other_and_fewer_columns(shape: str) -> None:
    rows, figures, beside = THREE_PUBLIC[shape]
    result = from_text("某市“三公”经费情况\n" + rows)
    table = tree(result)["决算表"]["财政拨款三公经费支出决算表"]
    assert table["栏目"] == ["合计", "因公出国（境）费", "公务用车购置及运行维护费小计", "公务接待费"]
    assert {key: table[key] for key in ("预算数", "决算数") if key in table} == figures
    others = tree(result).get("其他表", {}).values()
    assert [row for other in others for row in other["行"]] == beside
    assert result.of_fate("rest") == ()


def test_a_table_one_cell_a_line_is_put_together_where_its_width_is_certain() -> None:
    cells = "项目 行次 决算数 项目 行次 决算数 一、事业收入 5 30.00 五、教育支出 36 28.50 本年收入合计 27 30.00 本年支出合计 58 28.50"
    table = tree(from_text("收入支出决算总表\n金额单位：万元\n" + cells.replace(" ", "\n")))["决算表"][
        "收入支出决算总表"
    ]
    assert table == {
        "收入": {"事业收入": "30.00", "本年收入合计": "30.00"},
        "支出": {"教育支出": "28.50", "本年支出合计": "28.50"},
    }


def test_a_table_one_cell_a_line_without_its_blank_cells_is_refused() -> None:
    cells = "项目 行次 决算数 项目 行次 决算数 一、事业收入 5 30.00 五、教育支出 36 本年收入合计 27 30.00 本年支出合计 58 28.50"
    with pytest.raises(UnreadableError, match="一格一行"):
        from_text("收入支出决算总表\n金额单位：万元\n" + cells.replace(" ", "\n"))


def test_the_last_line_of_a_merged_head_is_not_taken_for_the_titles_of_all_columns() -> None:
    cells = "项目 年初结转和结余 本年收入 本年支出 年末结转和结余 科目编码 科目名称 小计 基本支出 项目支出 合计 1.00 9.00 8.00 0.00 8.00 2.00"
    with pytest.raises(UnreadableError, match="一格一行"):
        from_text("政府性基金预算财政拨款收入支出决算表\n金额单位：万元\n" + cells.replace(" ", "\n"))


def test_a_short_three_public_list_is_read_where_every_row_is_an_item() -> None:
    rows = ("项目\t预算数\t决算数", "合计\t4.00\t3.10", "公务接待费\t4.00\t3.10")
    result = from_text("财政拨款“三公”经费支出决算表\n单位：万元\n" + "\n".join(rows))
    table = tree(result)["决算表"]["财政拨款三公经费支出决算表"]
    assert table == {"栏目": ["合计", "公务接待费"], "预算数": ["4.00", "4.00"], "决算数": ["3.10", "3.10"]}
    unknown = from_text("财政拨款“三公”经费支出决算表\n单位：万元\n" + "\n".join((*rows, "培训费\t1.00\t0.90")))
    assert "印了不止一次" not in "".join(unknown.doubts)
    assert "其他表" in tree(unknown)


def test_the_first_row_of_a_page_may_be_cut_within_its_labels() -> None:
    head = "项目\t行次\t决算数\t项目\t行次\t决算数\n"
    rows = "一、一般公共\t1\t7.25\t一、一般公共服\t32\t7.25\n\n预算财政拨款收入\t\t\t务支出\t\t\n二、事业收入\t2\t0.00\t五、教育支出\t36\t0.00\n"
    table = tree(from_text("收入支出决算总表\n单位：万元\n" + head + rows))["决算表"]["收入支出决算总表"]
    assert table == {
        "收入": {"一般公共预算财政拨款收入": "7.25", "事业收入": "0.00"},
        "支出": {"一般公共服务支出": "7.25", "教育支出": "0.00"},
    }


def test_rows_of_text_that_spaces_divide_are_a_table_where_each_number_has_its_title() -> None:
    rows = (
        "科目编码 科目名称 本年支出合计 基本支出 项目支出\n合计 96.40 60.10 36.30\n204 公共安全支出 96.40 60.10 36.30\n"
    )
    table = tree(from_text("支出决算表\n单位：万元\n" + rows))["决算表"]["支出决算表"]
    assert table == {
        "栏目": ["本年支出合计", "基本支出", "项目支出"],
        "合计": ["96.40", "60.10", "36.30"],
        "科目": [["204", "公共安全支出", "96.40", "60.10", "36.30"]],
    }


def test_rows_of_text_that_lost_a_blank_stay_lines() -> None:
    rows = "科目编码 科目名称 本年支出合计 基本支出 项目支出\n合计 96.40 60.10 36.30\n204 公共安全支出 96.40 96.40\n"
    result = from_text("支出决算表\n单位：万元\n" + rows + SECTION)
    assert "决算表" not in tree(result)
    assert len(result.of_fate("rest")) == 6


def test_a_three_public_table_of_one_body_without_budget_is_that_of_the_accounts() -> None:
    rows = "单位名称\t合计\t因公出国（境）费\t公务接待费\t公务用车运行费\n柳河市司法局\t6.60\t1.10\t2.20\t3.30\n"
    table = tree(from_text("“三公”经费支出决算表\n单位：万元\n" + rows))["决算表"]["财政拨款三公经费支出决算表"]
    assert (table["栏目"], table["决算数"]) == (
        ["合计", "因公出国（境）费", "公务用车运行维护费", "公务接待费"],
        ["6.60", "1.10", "3.30", "2.20"],
    )
    assert "预算数" not in table


def test_a_table_that_cannot_be_told_stands_whole_among_the_others() -> None:
    rows = "单位名称\t合计\t因公出国（境）费\t公务接待费\n甲局\t3.30\t1.10\t2.20\n乙局\t4.40\t2.20\t2.20\n"
    report = tree(from_text("“三公”经费支出决算表\n单位：万元\n" + rows))
    assert "决算表" not in report
    assert report["其他表"]["“三公”经费支出决算表"]["行"][1] == ["乙局", "4.40", "2.20", "2.20"]


def test_text_of_the_narrative_before_its_first_section_is_kept_and_read() -> None:
    report = tree(from_text("柳河市司法局2021年度部门决算\n第三部分 部门决算情况说明\n全年支出96.40万元。\n" + SECTION))
    assert report["情况说明"] == {"其他说明": "全年支出96.40万元。\n", "支出决算情况": "本年支出合计96.40万元。\n"}


def test_a_label_cut_by_a_page_break_stays_on_its_side() -> None:
    head = (
        "项目\t行次\t金额\t项目\t行次\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款\n"
    )
    rows = (
        "三、国有资本经营预算财政拨款\t3\t5.00\t四、公共安全支出\t36\t0.00\t0.00\t0.00\t0.00\n"
        "\t20\t\t二十一、国有资本经营预算\t53\t5.00\t0.00\t0.00\t5.00\n\n\t\t\t支出\t\t\t\t\t\n"
        "总计\t32\t5.00\t总计\t64\t5.00\t0.00\t0.00\t5.00\n"
    )
    table = tree(from_text("财政拨款收入支出决算总表\n单位：万元\n" + head + rows))["决算表"][
        "财政拨款收入支出决算总表"
    ]
    assert table["收入"] == {"国有资本经营预算财政拨款": "5.00", "总计": "5.00"}
    assert table["支出"]["国有资本经营预算支出"] == ["5.00", "0.00", "0.00", "5.00"]


# beside the layout


def test_each_table_keeps_the_unit_that_is_printed_at_it() -> None:
    other = (
        EXPENDITURE.replace("支出决算表", "收入决算表").replace("万元", "元").replace("本年支出合计", "本年收入合计")
    )
    report = tree(from_text(f"单位：万元\n{EXPENDITURE}\n{other}"))
    assert "金额单位" not in report["决算表"]["支出决算表"]
    assert report["决算表"]["收入决算表"]["金额单位"] == "元"
    assert report["报告"]["金额单位"] == "万元"


def test_two_tables_of_one_kind_are_both_kept_each_in_its_own_unit() -> None:
    again = EXPENDITURE.replace("万元", "元").replace("96.40", "964000").replace("60.10", "601000")
    result = from_text(f"{EXPENDITURE}\n单位：万元\n{again}")
    report = tree(result)
    assert report["决算表"]["支出决算表"]["合计"][0] == "96.40"
    assert report["其他表"]["支出决算表"]["金额单位"] == "元"
    assert report["其他表"]["支出决算表"]["行"][0][:3] == ["合计", None, "964000"]
    assert result.doubts[-1] == "《支出决算表》印了不止一次，另一张整张写在“其他表”里，请核对"


CAPITAL = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n223\t国有资本经营预算支出\t5.11\t0.00\t5.11\n"
FLOWS = "科目编码\t科目名称\t年初结转和结余\t本年收入\t小计\t基本支出\t项目支出\t年末结转和结余\n223\t国有资本经营预算支出\t1.20\t6.30\t5.12\t0.00\t5.12\t2.38\n"


@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_titles_of_one_table_the_layouts_own_is_that_table(*, is_first: bool) -> None:
    own = f"国有资本经营预算财政拨款支出决算表\n单位：万元\n{CAPITAL}"
    other = f"国有资本经营预算财政拨款收入支出决算表\n单位：万元\n{FLOWS}"
    report = tree(from_text("".join((own, other) if is_first else (other, own))))
    assert report["决算表"]["国有资本经营预算财政拨款支出决算表"]["科目"] == [["223", "国有资本经营预算支出", "5.11", "0.00", "5.11"]]  # fmt: skip
    assert report["其他表"]["国有资本经营预算财政拨款收入支出决算表"]["行"] == [["223", "国有资本经营预算支出", "1.20", "6.30", "5.12", "0.00", "5.12", "2.38"]]  # fmt: skip


def test_a_table_that_is_only_like_another_leaves_the_place_to_the_one_with_the_title() -> None:
    rows = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n204\t公共安全支出\t{}\t60.10\t36.30\n"
    whole = "财政拨款支出决算表（功能科目）\n单位：万元\n" + rows.format("97.40")
    general = "一般公共预算支出决算表（功能科目）\n单位：万元\n" + rows.format("96.40")
    result = from_text(whole + general)
    report = tree(result)
    assert report["决算表"]["一般公共预算财政拨款支出决算表"]["科目"][0][2] == "96.40"
    assert report["其他表"]["财政拨款支出决算表（功能科目）"]["行"][0][2] == "97.40"
    assert "印了不止一次" not in "".join(result.doubts)
    alone = from_text(whole)
    assert tree(alone)["决算表"]["一般公共预算财政拨款支出决算表"]["标题"] == "财政拨款支出决算表（功能科目）"
    assert "不全或不是版式的" in "".join(alone.doubts)


# tables without titles, one behind the other

SUBJECTS = "科目编码\t科目名称\t小计\t基本支出\t项目支出\n合计\t\t96.40\t60.10\t36.30\n204\t公共安全支出\t96.40\t60.10\t36.30\n"
KINDS = "人员经费\t\t\t公用经费\t\t\n科目编码\t科目名称\t金额\t科目编码\t科目名称\t金额\n301\t工资福利支出\t52.01\t302\t商品和服务支出\t8.09\n30101\t基本工资\t52.01\t30201\t办公费\t8.09\n"
ITEMS = "预算数\t\t\t\t决算数\t\t\t\n合计\t因公出国（境）费\t公务用车购置费\t公务接待费\t合计\t因公出国（境）费\t公务用车购置费\t公务接待费\n3.30\t1.10\t0.00\t2.20\t3.03\t1.01\t0.00\t2.02\n"


@pytest.mark.parametrize("head", [True, False])
def test_the_economic_table_behind_one_of_subjects_is_not_its_next_page(*, head: bool) -> None:
    kinds = KINDS if head else KINDS.split("\n", 2)[2]
    tables = tree(from_text(f"{SUBJECTS}\n{kinds}"))["决算表"]
    assert [row[0] for row in tables["一般公共预算财政拨款支出决算表"]["科目"]] == ["204"]
    economic = tables["一般公共预算财政拨款基本支出决算明细表"]["科目"]
    assert [(row[0], row[2]) for row in economic] == [
        ("301", "52.01"), ("30101", "52.01"), ("302", "8.09"), ("30201", "8.09"),
    ]  # fmt: skip


@pytest.mark.parametrize("before", [SUBJECTS, KINDS])
def test_three_public_items_behind_another_table_are_not_its_next_page(before: str) -> None:
    result = from_text(f"{before}\n{ITEMS}")
    table = tree(result)["决算表"]["财政拨款三公经费支出决算表"]
    assert (table["预算数"], table["决算数"]) == (["3.30", "1.10", "0.00", "2.20"], ["3.03", "1.01", "0.00", "2.02"])
    assert len(tree(result)["决算表"]) == 2


def test_two_tables_of_two_sides_with_one_first_line_are_two() -> None:
    summary = "收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t95.00\t四、公共安全支出\t96.40\n八、其他收入\t1.40\t五、教育支出\t0.00\n总计\t96.40\t总计\t96.40\n"
    funds = "一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款"
    fiscal = f"收入\t\t支出\t\t\t\t\n项目\t金额\t项目\t合计\t{funds}\n一、一般公共预算财政拨款\t95.00\t四、公共安全支出\t95.00\t95.00\t0.00\t0.00\n二、政府性基金预算财政拨款\t0.00\t五、教育支出\t0.00\t0.00\t0.00\t0.00\n总计\t95.00\t总计\t95.00\t95.00\t0.00\t0.00\n"
    tables = tree(from_text(f"{summary}\n{fiscal}"))["决算表"]
    assert tables["收入支出决算总表"]["支出"] == {"公共安全支出": "96.40", "教育支出": "0.00", "总计": "96.40"}
    assert tables["财政拨款收入支出决算总表"]["收入"] == {
        "一般公共预算财政拨款": "95.00", "政府性基金预算财政拨款": "0.00", "总计": "95.00",
    }  # fmt: skip


def test_the_next_page_of_a_two_sided_table_stays_its_page_though_both_kinds_have_its_rows() -> None:
    head = "收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n"
    first = "一、一般公共预算财政拨款收入\t95.00\t四、公共安全支出\t96.40\n"
    second = "本年收入合计\t96.40\t本年支出合计\t96.40\n总计\t96.40\t总计\t96.40\n"
    for again in (head, ""):
        tables = tree(from_text(f"收入支出决算总表\n{head}{first}\n{again}{second}"))["决算表"]
        assert tables == {
            "收入支出决算总表": {
                "收入": {"一般公共预算财政拨款收入": "95.00", "本年收入合计": "96.40", "总计": "96.40"},
                "支出": {"公共安全支出": "96.40", "本年支出合计": "96.40", "总计": "96.40"},
            }
        }


def test_a_grid_with_figures_in_the_midst_of_prose_is_a_table_of_its_own() -> None:
    text = (
        "三、支出决算情况说明\n分项目如下：\n项目名称\t金额\n普法宣传\t36.30\n合计\t36.30\n以上均已完成，占37.66%。\n"
    )
    report = tree(from_text(text))
    assert report["情况说明"] == {"支出决算情况": "分项目如下：\n以上均已完成，占37.66%。\n"}
    assert report["其他表"] == {
        "分项目如下": {"栏目": ["项目名称", "金额"], "行": [["普法宣传", "36.30"], ["合计", "36.30"]]}
    }


def test_a_list_without_figures_in_the_midst_of_prose_stays_prose() -> None:
    report = tree(
        from_text("第一部分 某局概况\n二、单位构成\n包括：\n序号\t单位\n1\t本级\n2\t法律援助中心\n" + SECTION)
    )
    assert report["部门概况"] == {"单位构成": "包括：\n序号　单位\n1　本级\n2　法律援助中心\n"}


def test_title_and_number_are_kept_where_they_are_not_the_layouts() -> None:
    text = "附表三\n" + EXPENDITURE.replace("支出决算表", "柳河市司法局2021年度支出决算表", 1)
    table = tree(from_text(text))["决算表"]["支出决算表"]
    assert (table["标题"], table["编号"]) == ("柳河市司法局2021年度支出决算表", "附表三")


def test_the_title_of_a_table_that_no_layout_knows_is_that_tables() -> None:
    other = "国有资产占用情况表\n单位：台、辆\n项目\t数量\n车辆\t3\n合计\t3\n"
    report = tree(from_text("柳河市司法局2021年度部门决算\n" + EXPENDITURE + other + SECTION))
    assert report["报告"]["单位名称"] == "柳河市司法局"
    assert "表外文字" not in report["决算表"]["支出决算表"]
    assert report["其他表"] == {"国有资产占用情况表": {"栏目": ["项目", "数量"], "行": [["车辆", "3"], ["合计", "3"]]}}


# two bodies


def test_two_bodies_in_one_import_are_refused() -> None:
    texts = [f"{body}2021年度部门决算\n{EXPENDITURE}" for body in ("柳河市司法局", "柳河市水务局")]
    documents = [Document(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    with pytest.raises(UnreadableError, match=r"两个单位.*柳河市司法局.*柳河市水务局"):
        import_documents(documents)


@pytest.mark.parametrize("body", ["柳河市司法局", "司法局", "柳河市司法居"])
def test_a_short_form_and_a_misprint_of_one_name_are_one_body(body: str) -> None:
    texts = [f"柳河市司法局2021年度部门决算\n{EXPENDITURE}", f"{body}2021年度部门决算\n{SECTION}"]
    documents = [Document(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    assert tree(import_documents(documents))["报告"]["年度"] == "2021"


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_row_of_a_sheet_that_holds_only_a_title_of_no_layout_is_the_tables_title(*, is_merged: bool) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["2024年项目支出预算明细表"],
        [None, None, "单位：元"],
        ["项目", "处室", "金额"],
        ["校舍修缮", "基建处", 120],
        ["合计", None, 120],
    ):
        sheet.append(row)
    if is_merged:
        sheet.merge_cells("A1:C1")
    data = BytesIO()
    book.save(data)
    result = import_documents([Document("甲.xlsx", data.getvalue())])
    assert result.loose == ("2024年项目支出预算明细表",)
    assert cover(result)["年度"] == "2024"
    assert not result.rest


def test_whole_numbers_of_an_economic_table_are_no_codes() -> None:
    lines = (
        "某某局2023年度部门决算",
        "一般公共预算财政拨款基本支出决算明细表",
        "单位：元",
        "科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数",
        "301\t工资福利支出\t11499\t302\t商品和服务支出\t142",
        "30101\t基本工资\t11499\t30201\t办公费\t142",
        "人员经费合计\t\t11499\t公用经费合计\t\t142",
    )
    result = from_text("\n".join(lines))
    table = tree(result)["决算表"]["一般公共预算财政拨款基本支出决算明细表"]
    assert table["科目"] == [
        ["301", "工资福利支出", "11499"],
        ["30101", "基本工资", "11499"],
        ["302", "商品和服务支出", "142"],
        ["30201", "办公费", "142"],
    ]
    assert (table["人员经费合计"], table["公用经费合计"]) == ("11499", "142")
    assert result.rest == ()


# lines in cells, and a title on every page


def test_cells_that_stand_alone_in_their_rows_are_lines_of_text() -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first["A1"] = "柳河市司法局2021年度部门决算"
    second = book.create_sheet("说明")
    second["A1"] = "三、支出决算情况说明\n本年支出合计96.40万元。"
    second["A2"] = "其中：基本支出60.10万元。"
    out = BytesIO()
    book.save(out)
    result = import_documents([Document("稿.xlsx", out.getvalue())])
    assert result.faults == ()
    assert cover(result)["年度"] == "2021"
    assert tree(result)["情况说明"] == {"支出决算情况": "本年支出合计96.40万元。\n其中：基本支出60.10万元。\n"}


def test_a_year_of_characters_on_the_cover_is_the_year() -> None:
    assert cover(from_text("柳河市司法局\n二〇二一年度部门决算\n二〇二二年九月\n" + SECTION))["年度"] == "2021"


MORE = "20406\t司法\t96.40\t60.10\t36.30\t0.00\t0.00\t0.00\n2040601\t行政运行\t96.40\t60.10\t36.30\t0.00\t0.00\t0.00"


@pytest.mark.parametrize("title", ["支出决算表（续）", "支出决算表续表1", "支出决算表"])
def test_a_title_printed_again_above_the_next_page_opens_no_other_table(title: str) -> None:
    result = from_text(f"{EXPENDITURE}{title}\n单位：万元\n{HEAD}\n{MORE}\n")
    report = tree(result)
    assert [row[0] for row in report["决算表"]["支出决算表"]["科目"]] == ["204", "20406", "2040601"]
    assert "其他表" not in report


def test_a_table_printed_twice_is_another_table() -> None:
    result = from_text(f"{EXPENDITURE}{EXPENDITURE.replace('60.10', '61.10')}")
    assert [row[0] for row in tree(result)["决算表"]["支出决算表"]["科目"]] == ["204"]
    assert list(tree(result)["其他表"]) == ["支出决算表"]


def test_a_note_that_begins_with_a_number_keeps_it() -> None:
    result = from_text(f"{EXPENDITURE}说明2.50万元为上年结转安排。\n{SECTION}")
    assert "2.50万元为上年结转安排" in result.text
    assert [rest.text for rest in result.rest if "." in rest.text] == []


def test_parts_of_the_three_public_total_under_short_names() -> None:
    lines = ("项目\t决算数", "合计\t7.41", "一、因公出国（境）费用\t0.00", "二、公务接待费\t0.91", "三、公务用车费\t6.50", "其中：购置费\t0.00", "运行费\t6.50")  # fmt: skip
    result = from_text("一般公共预算财政拨款“三公”经费支出决算表\n单位：万元\n" + "\n".join(lines) + "\n")
    found = tree(result)["决算表"]["财政拨款三公经费支出决算表"]
    assert found["决算数"] == ["7.41", "0.00", "6.50", "0.00", "6.50", "0.91"]
