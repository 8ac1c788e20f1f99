"""Cells that print more than their value: a unit behind an amount, a number over two lines, a name behind its code; other units."""

from __future__ import annotations

import pytest

from jslint.document.recognise import Document, Imported, import_documents
from jslint.engine.examination import examine
from office_files import c, cells, data, docx, p, r, row, tbl, tc, tr, xlsx
from test_recognition import tree

HEAD = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
ROWS = (
    ("合计", "", "512.36", "301.12", "211.24"),
    ("205", "教育支出", "498.06", "286.82", "211.24"),
    ("221", "住房保障支出", "14.30", "14.30", "0.00"),
)
LINES = ("云岭县第三中学", "2022年度单位决算", "支出决算表")
SAID = (
    "三、支出决算情况说明\n本年支出合计512.36万元，其中：基本支出301.12万元，占58.77%；项目支出211.24万元，占41.23%。\n"
)


def imported(name: str, content: bytes) -> Imported:
    result = import_documents([Document(name, content)])
    assert result.faults == ()
    return result


def table(result: Imported, key: str = "支出决算表") -> dict[str, object]:
    found: dict[str, object] = tree(result)["决算表"][key]
    return found


def in_word(*rows: str, unit: str = "单位：万元") -> Imported:
    return imported("稿.docx", docx("".join(p(r(line)) for line in (*LINES, unit)) + tbl(tr(cells(*HEAD)), *rows)))


def in_text(rows: tuple[tuple[str, ...], ...], unit: str, *, behind: str = "") -> Imported:
    lines = (*LINES, f"单位：{unit}", *("\t".join(each) for each in (HEAD, *rows)))
    return imported("稿.txt", ("\n".join(lines) + "\n" + behind).encode())


def scaled(times: float, digits: int) -> tuple[tuple[str, ...], ...]:
    return tuple((*row[:2], *(f"{float(text) * times:.{digits}f}" for text in row[2:])) for row in ROWS)


def with_unit(unit: str) -> tuple[tuple[str, ...], ...]:
    return tuple((*row[:2], *(text + unit for text in row[2:])) for row in ROWS)


# a unit behind each amount


@pytest.mark.parametrize("above", ["万元", ""])
def test_a_unit_behind_every_amount_is_none_of_the_amount(above: str) -> None:
    found = table(in_text(with_unit("万元"), above))
    assert (found["合计"], found["科目"]) == (list(ROWS[0][2:]), [list(each) for each in ROWS[1:]])


def test_a_format_that_prints_a_unit_leaves_the_amount() -> None:
    lines = [row(at, c(f"A{at}", text, kind="inlineStr")) for at, text in enumerate((*LINES, "单位：万元"), 1)]
    for at, texts in enumerate((HEAD, *ROWS), 5):
        words = [c(f"{'AB'[place]}{at}", text, kind="inlineStr") for place, text in enumerate(texts[:2])]
        kind, style = ("inlineStr", 0) if at == 5 else ("n", 1)
        amounts = [c(f"{'CDE'[place]}{at}", text, kind=kind, style=style) for place, text in enumerate(texts[2:])]
        lines.append(row(at, *words, *amounts))
    found = table(imported("稿.xlsx", xlsx(data(*lines), formats=['#,##0.00"万元"'])))
    assert (found["合计"], found["科目"]) == (list(ROWS[0][2:]), [list(each) for each in ROWS[1:]])


def test_where_every_amount_says_another_unit_than_the_line_above_that_is_the_tables() -> None:
    result = in_text(with_unit("元"), "万元")
    assert table(result)["金额单位"] == "元"
    assert table(result)["合计"] == list(ROWS[0][2:])
    assert [doubt for doubt in result.doubts if "每个数后面写的是元" in doubt]


def test_one_amount_with_another_unit_stays_as_it_is_printed_and_is_no_name() -> None:
    rows = (ROWS[0], ("205", "", "4980600元", *ROWS[1][3:]), ROWS[2])
    result = in_text(rows, "万元")
    assert table(result)["科目"] == [["205", None, "4980600元", "286.82", "211.24"], list(ROWS[2])]
    assert result.text.count("4980600元") == 1


# units of tables


@pytest.mark.parametrize(
    ("unit", "times", "digits"), [("千元", 10, 2), ("千元", 10, 0), ("百万元", 0.01, 2), ("亿元", 0.0001, 4)]
)
def test_a_table_in_another_unit_says_so_and_its_amounts_are_known_to_their_own_digits(
    unit: str, times: float, digits: int
) -> None:
    result = in_text(scaled(times, digits), unit, behind=SAID)
    facts = tree(result)["报告"]
    assert (facts["金额单位"], table(result)["金额单位"]) == ("万元", unit)
    assert [each.code for each in examine(result.text).diagnostics if not each.code.startswith("JS50")] == []


@pytest.mark.parametrize(
    ("place", "wrong", "code"), [((0, 2), "5123.80", "JS303"), ((1, 3), "2868.30", "JS111"), ((0, 2), "5126", "JS303")]
)
def test_a_wrong_figure_of_a_table_in_another_unit_is_found(place: tuple[int, int], wrong: str, code: str) -> None:
    rows = [list(each) for each in scaled(10, 2)]
    rows[place[0]][place[1]] = wrong
    result = in_text(tuple(map(tuple, rows)), "千元", behind=SAID)
    found = [each.code for each in examine(result.text).diagnostics if not each.code.startswith("JS50")]
    assert code in found


# numbers over two lines


def broken(*lines: str) -> str:
    return tc("".join(p(r(line)) for line in lines))


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("49", "8.06"), "498.06"),
        (("498.0", "6"), "498.06"),
        (("498.", "06"), "498.06"),
        (("1,4", "98.06"), "1,498.06"),
        (("1,498", ",006.00"), "1,498,006.00"),
        (("-49", "8.06"), "-498.06"),
        (("4", "98", ".06"), "498.06"),
    ],
)
def test_a_number_that_broke_in_a_narrow_cell_is_one(lines: tuple[str, ...], read: str) -> None:
    result = in_word(*(tr(cells(*ROWS[at])) for at in (0, 2)), tr(cells("205", "教育支出") + broken(*lines) + cells("286.82", "211.24")))  # fmt: skip
    assert table(result)["科目"] == [list(ROWS[2]), ["205", "教育支出", read, "286.82", "211.24"]]
    joined = [doubt for doubt in result.doubts if "断成几行" in doubt]
    assert len(joined) == (0 if lines[0].endswith(".") or lines[1].startswith(",") else 1)


@pytest.mark.parametrize("lines", [("498.06", "12.00"), ("498.06", "0"), ("12", "34")])
def test_two_numbers_in_a_cell_stay_two(lines: tuple[str, ...]) -> None:
    result = in_word(*(tr(cells(*ROWS[at])) for at in (0, 2)), tr(cells("205", "教育支出") + broken(*lines) + cells("286.82", "211.24")))  # fmt: skip
    assert "".join(lines) not in result.text
    assert not [doubt for doubt in result.doubts if "断成几行" in doubt]


def test_a_break_in_a_cell_of_a_page_is_one_in_a_number() -> None:
    body = [list(each) for each in ROWS]
    body[1][2] = "49<br>8.06"
    lines = "".join(f"<p>{line}</p>" for line in (*LINES, "单位：万元"))
    html = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in each) + "</tr>" for each in (HEAD, *body))
    found = table(imported("页.html", f"<body>{lines}<table>{html}</table></body>".encode()))
    assert found["科目"] == [list(each) for each in ROWS[1:]]


# codes


def test_a_name_behind_its_code_in_one_cell_has_a_place_of_its_own() -> None:
    rows = (ROWS[0], *((f"{code}{name}", "", *amounts) for code, name, *amounts in ROWS[1:]))
    assert table(in_text(rows, "万元"))["科目"] == [list(each) for each in ROWS[1:]]


def test_a_table_whose_only_first_column_holds_code_and_name() -> None:
    lines = (
        *LINES,
        "单位：万元",
        "科目\t本年支出合计\t基本支出\t项目支出",
        "合计\t512.36\t301.12\t211.24",
        "205 教育支出\t498.06\t286.82\t211.24",
        "221 住房保障支出\t14.30\t14.30\t0.00",
    )
    found = table(imported("稿.txt", "\n".join(lines).encode()))
    assert (found["合计"], found["科目"]) == (list(ROWS[0][2:]), [list(each) for each in ROWS[1:]])


def test_full_width_codes_are_codes() -> None:
    found = table(in_text((ROWS[0], ("２０５", *ROWS[1][1:]), ROWS[2]), "万元"))
    assert found["科目"] == [list(each) for each in ROWS[1:]]


# raised and struck-out text in Word


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ('<w:vertAlign w:val="superscript"/>', "1"),
        ('<w:vertAlign w:val="subscript"/>', "②"),
        ("<w:strike/>", "489.06"),
        ("<w:dstrike/>", "0.01"),
    ],
)
def test_a_notes_number_and_struck_out_text_are_no_part_of_a_number(about: str, text: str) -> None:
    amount = tc(p(r("498.06"), r(text, about)))
    result = in_word(*(tr(cells(*ROWS[at])) for at in (0, 2)), tr(cells("205", "教育支出") + amount + cells("286.82", "211.24")))  # fmt: skip
    assert table(result)["科目"] == [list(ROWS[2]), list(ROWS[1])]
    assert [rest.text for rest in result.rest] == [text]


def test_a_raised_figure_of_a_unit_stays_in_its_word() -> None:
    said = p(r("三、支出决算情况说明")) + p(r("修缮校舍1200m"), r("2", '<w:vertAlign w:val="superscript"/>'), r("。"))
    result = imported("稿.docx", docx(p(r("云岭县第三中学2022年度单位决算")) + said))
    assert tree(result)["情况说明"]["支出决算情况"] == "修缮校舍1200m2。\n"
    assert result.rest == ()


# raised and struck-out text in Excel


@pytest.mark.parametrize(("about", "text"), [('<vertAlign val="superscript"/>', "1"), ("<strike/>", "489.06")])
def test_a_part_of_a_cells_text_that_is_raised_or_struck_out_is_none_of_its_number(about: str, text: str) -> None:
    parts = f"<r><t>498.06</t></r><r><rPr>{about}</rPr><t>{text}</t></r>"
    lines = [row(at, c(f"A{at}", line, kind="inlineStr")) for at, line in enumerate((*LINES, "单位：万元"), 1)]
    for at, texts in enumerate((HEAD, ROWS[0], ("205", "教育支出", "", *ROWS[1][3:]), ROWS[2]), 5):
        filled = [c(f"{'ABCDE'[place]}{at}", each, kind="inlineStr") for place, each in enumerate(texts) if each]
        lines.append(row(at, *filled[:2], c("C7", "0", kind="s"), *filled[2:]) if at == 7 else row(at, *filled))
    result = imported("稿.xlsx", xlsx(data(*lines), strings=[f"<si>{parts}</si>"]))
    assert table(result)["科目"] == [list(each) for each in ROWS[1:]]
    assert [rest.text for rest in result.rest] == [text]
