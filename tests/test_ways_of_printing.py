"""Headings, covers, columns and drawn tables as people print them are read for what they mean; nothing of them is left over."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from jslint.document.recognise import Document, Imported, import_documents
from jslint.engine.examination import examine
from test_recognition import from_text, tree

COVER = "白杨县第四小学2022年度单位决算\n"
HEAD = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
ROWS = [
    ["合计", "", "264.90", "101.70", "163.20"],
    ["205", "教育支出", "264.90", "101.70", "163.20"],
    ["20502", "普通教育", "264.90", "101.70", "163.20"],
]
TOTAL = ["264.90", "101.70", "163.20"]


def table_of_lines(head: list[str], rows: list[list[str]]) -> str:
    """The expenditure table as text with tabs."""
    return "支出决算表\n单位：万元\n" + "".join("\t".join(row) + "\n" for row in (head, *rows))


def page(text: str) -> Imported:
    """A page with this body, imported."""
    return import_documents([Document("页.html", f"<html><body><p>{COVER}</p>{text}</body></html>".encode())])


@pytest.mark.parametrize(
    "heading",
    ["三．支出决算情况", "三 、支出决算情况", "第三节 支出决算情况说明", "３．支出决算情况说明", "3、支出决算情况说明"],
)
def test_a_heading_with_any_ordinal_opens_its_section(heading: str) -> None:
    result = from_text(f"{COVER}{heading}\n本年支出合计264.90万元。\n")
    assert tree(result)["情况说明"] == {"支出决算情况": "本年支出合计264.90万元。\n"}
    assert result.of_fate("rest") == ()


@pytest.mark.parametrize(
    ("line", "body", "year"),
    [
        ("白杨县第四小学部门决算（2021年度）", "白杨县第四小学", "2021"),
        ("白杨县第四小学部门决算公开报告", "白杨县第四小学", "0"),
        ("白杨县第四小学２０２２年度部门决算", "白杨县第四小学", "2022"),
        ("关于印发部门决算工作方案的通知", "（请填写）", "0"),
    ],
)
def test_a_cover_says_its_body_and_year_in_any_order(line: str, body: str, year: str) -> None:
    cover = tree(from_text(f"{line}\n{table_of_lines(HEAD, ROWS)}"))["报告"]
    assert (cover["单位名称"], cover["年度"]) == (body, year)


def test_the_title_of_a_workbook_that_stands_above_its_cells_is_the_cover() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "支出决算表"
    for row in ([COVER.strip()], ["单位：万元"], HEAD, *ROWS):
        sheet.append(row)
    stored = io.BytesIO()
    book.save(stored)
    cover = tree(import_documents([Document("表.xlsx", stored.getvalue())]))["报告"]
    assert (cover["单位名称"], cover["年度"]) == ("白杨县第四小学", "2022")


DRAWN = """支出决算表
单位：万元
┌────┬────┬──────┬────┬────┐
│科目编码│科目名称│本年支出合计│基本支出│项目支出│
├────┼────┼──────┼────┼────┤
│合计│　│264.90│101.70│163.20│
│205│教育支出│264.90│101.70│163.20│
└────┴────┴──────┴────┴────┘
"""
MARKED = """## 支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|--:|--:|--:|
| **合计** | | **264.90** | 101.70 | 163.20 |
| 205 | 教育支出 | 264.90 | 101.70 | 163.20 |
"""


@pytest.mark.parametrize("text", [DRAWN, MARKED])
def test_a_table_drawn_or_marked_in_text_is_a_table(text: str) -> None:
    result = from_text(COVER + text)
    assert tree(result)["决算表"]["支出决算表"]["合计"] == TOTAL
    assert result.of_fate("rest") == ()


def test_the_unit_behind_a_title_is_no_part_of_it() -> None:
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in (HEAD, *ROWS))
    result = page(f"<table><caption>支出决算表　单位：元</caption>{cells}</table>")
    assert tree(result)["决算表"]["支出决算表"]["合计"] == TOTAL
    assert "标题" not in tree(result)["决算表"]["支出决算表"]
    assert tree(result)["决算表"]["支出决算表"]["金额单位"] == "元"


def columns(title: str, values: list[str], *, at: int) -> Any:
    """The report, the tables beside and the findings of the table with one column more."""
    rows = [[*row[:at], value, *row[at:]] for row, value in zip([HEAD, *ROWS], [title, *values], strict=True)]
    result = from_text(COVER + table_of_lines(rows[0], rows[1:]))
    report = tree(result)
    assert result.of_fate("rest") == ()
    assert {finding.code for finding in examine(result.text).diagnostics}.isdisjoint({"JS013", "JS111", "JS112"})
    return report["决算表"]["支出决算表"], report.get("其他表", {})


@pytest.mark.parametrize(
    ("title", "values", "at"),
    [
        ("其中：人员经费", ["88.80", "88.80", "88.80"], 4),
        ("上年决算数", ["250.10", "250.10", "250.10"], 5),
        ("核对", ["0", "0", "0"], 5),
        ("比上年增减（%）", ["5.92", "5.92", "5.92"], 5),
    ],
)
def test_a_column_that_is_no_part_of_the_sums_stands_beside_them(title: str, values: list[str], at: int) -> None:
    table, others = columns(title, values, at=at)
    assert table["合计"] == TOTAL
    assert [row[-1] for row in others["支出决算表（其他栏目）"]["行"]] == values


def test_units_in_the_titles_of_columns_are_not_their_names() -> None:
    head = [*HEAD[:2], *(f"{title}（万元）" for title in HEAD[2:])]
    table = tree(from_text(COVER + table_of_lines(head, ROWS).replace("单位：万元\n", "")))["决算表"]["支出决算表"]
    assert (table["栏目"], table["合计"]) == (HEAD[2:], TOTAL)


def test_a_column_that_counts_the_rows_is_furniture() -> None:
    rows = [[str(number), *row] for number, row in enumerate([["", *ROWS[0][:1], *ROWS[0][2:]], *ROWS[1:]], 1)]
    result = from_text(COVER + table_of_lines(["序号", *HEAD], rows))
    assert tree(result)["决算表"]["支出决算表"]["合计"] == TOTAL
    assert result.of_fate("rest") == ()


def test_an_entry_of_the_contents_is_one_however_many_dots_lead_to_its_page() -> None:
    dots = "." * 90
    entries = f"第二部分 2022年度部门决算表{dots}3\n支出决算表{dots}3\n第三部分 2022年度部门决算情况说明{dots}5\n"
    parts = f"第二部分 2022年度部门决算表\n{table_of_lines(HEAD, ROWS)}第三部分 2022年度部门决算情况说明\n"
    result = from_text(f"{COVER}目录\n{entries}{parts}三、支出决算情况说明\n本年支出合计264.90万元。\n")
    assert tree(result)["目录"] == entries
    assert result.of_fate("rest") == ()
