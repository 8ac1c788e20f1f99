"""Workbooks are read as they are shown: formats decide the digits, what is hidden is left out and named, nothing is guessed."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest

from jslint.document.independent import numbers
from jslint.document.independent.cell_format import as_shown
from jslint.document.independent.token import tokens
from jslint.document.read.built_in_formats import BUILT_IN
from jslint.document.read.number_format import shown, shown_text
from jslint.document.read.reader import UnreadableError
from office_files import (
    c,
    data,
    docx,
    grid,
    numbers_again,
    numbers_read,
    p,
    r,
    row,
    stream,
    strictly,
    tbl,
    xlsx,
    zipped,
)

DOCUMENTS = Path(__file__).parent / "documents"
ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
FORMATS: dict[str, list[tuple[str, str]]] = {
    # formats that scale
    "0!.0000": [("3764200", "376.4200"), ("9", "0.0009"), ("0", "0.0000"), ("-51000", "-5.1000")],
    "0!.0,": [("3764200", "376.4"), ("49999", "5.0")],
    "0\\.0,": [("3764200", "376.4")],
    '0!.0,"万"': [("51230000", "5123.0万")],
    "#,##0.00,": [("3764250", "3,764.25")],
    "0.00,,": [("3764250", "3.76")],
    "#,##0,.0": [("3764250", "3,764.3")],
    "0%": [("0.375", "38%")],
    "0.00%": [("0.98857", "98.86%"), ("-0.0312", "-3.12%")],
    # text beside the digits
    '0.00"万元"': [("37.6", "37.60万元")],
    '"第"0"号"': [("8", "第8号")],
    "00-00": [("1234", "12-34")],
    "0000000": [("2080505", "2080505"), ("805", "0000805")],
    "[$¥-804]#,##0.00": [("4321.5", "4,321.50"), ("-4321.5", "-4,321.50")],
    # sections
    "0.00;-0.00;;@": [("0", ""), ("4.5", "4.50"), ("-4.5", "-4.50")],
    ";;;": [("5", ""), ("-5", "")],
    ACCOUNTING: [("0", "-"), ("7654321.5", "7,654,321.50"), ("-3.25", "-3.25")],
    "#,##0.00_);(#,##0.00)": [("-654.3", "-654.30"), ("654.3", "654.30")],
    "0.00;[Red]0.00": [("-654.3", "-654.30")],
    '[>=10000]0!.0,"万";0.00': [("45600", "4.6万"), ("45.6", "45.60")],
    '[<0]"负"0.0;0.0': [("-2", "负2.0"), ("2", "2.0")],
    '0;-0;"零"': [("0", "零")],
    # places that may print nothing
    "#,###": [("0", ""), ("1234567", "1,234,567")],
    "#,###.00": [("0.5", "0.50")],
    "#.##": [("5", "5"), ("5.5", "5.5"), ("5.125", "5.13")],
    "0.0#": [("5", "5.0"), ("5.25", "5.25")],
    # what General shows
    "General": [
        ("376.4", "376.4"),
        ("376.40000000003", "376.4"),
        ("0.09999999997671694", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("123456789.12", "123456789.12"),
        ("7654321.123456", "7654321.123"),
        ("20805051234567", "20805051234567"),
        ("-0.25", "-0.25"),
        ("0", "0"),
    ],
    "@": [("2080505", "2080505")],
    'General"元"': [("12", "12元")],
    # halves are rounded up, as the stored fifteen digits say
    "0.00": [("1.005", "1.01"), ("2.675", "2.68"), ("-2.675", "-2.68"), ("1.0049999999999999", "1.01"), ("0.004", "0.00")],
    # what is no amount
    "0.00E+00": [("37642", "3.76E+04"), ("0", "0.00E+00"), ("0.00525", "5.25E-03")],
    "# ?/?": [("2.5", "2 1/2"), ("0.75", "3/4"), ("3", "3")],
    "# ?/8": [("2.5", "2 4/8")],
    'yyyy"年"m"月"d"日"': [("45291", "2023年12月31日"), ("1", "1900年1月1日"), ("59", "1900年2月28日"), ("61", "1900年3月1日"), ("-1", "-1")],
    "yyyy-mm-dd hh:mm:ss": [("45291.5", "2023-12-31 12:00:00")],
    "[DBNum1]yyyy年m月": [("45291", "二〇二三年十二月")],
    "h:mm AM/PM": [("0.75", "6:00 PM")],
    "[h]:mm": [("1.5", "36:00")],
    "aaaa": [("45291", "星期日")],
}  # fmt: skip
SHOWN = [(form, number, text) for form, pairs in FORMATS.items() for number, text in pairs]


@pytest.mark.parametrize(("form", "number", "text"), SHOWN)
def test_a_format_shows_a_number(form: str, number: str, text: str) -> None:
    assert shown(Decimal(number), form) == text
    assert tokens(as_shown(Decimal(number), 0, form)) == tokens(text)


@pytest.mark.parametrize("number", BUILT_IN)
def test_formats_known_by_number_show_the_same_twice(number: int) -> None:
    for value in map(Decimal, ("0", "1", "-1234.5", "0.125", "45291.75", "7654321.005")):
        assert tokens(as_shown(value, number, "")) == tokens(shown(value, BUILT_IN[number]))


@pytest.mark.parametrize(
    ("text", "form", "seen"),
    [
        ("甲", "General", "甲"),
        ("甲", "0.00", "甲"),
        ("甲", '@"局"', "甲局"),
        ("甲", ";;;", ""),
        ("甲", '0;0;0;"（"@"）"', "（甲）"),
    ],
)
def test_a_format_shows_a_text(text: str, form: str, seen: str) -> None:
    assert shown_text(text, form) == seen


def test_days_since_1904() -> None:
    assert shown(Decimal(43829), "yyyy/m/d", since_1904=True) == "2023/12/31"


# --- cells

TEXT = "<si><r><t>合</t></r><r><t>计</t></r><rPh><t>9.99</t></rPh></si>"
NOT_PRINTED = "是隐藏的，不会印出，没有读>"
CELLS: dict[str, tuple[str, list[object]]] = {
    "shared, inline and formula texts": (
        data(row(1, c("A1", "0", kind="s"), c("B1", "甲_x000D_乙", kind="inlineStr"), c("C1", "3.5", kind="str", formula="A1"))),
        [[["合计", "甲\r乙", "3.5"]]],
    ),
    "a formula whose result is the empty text": (data(row(1, c("A1", "", kind="str", formula='IF(1,"")'), c("B1", "2"))), [[["", "2"]]]),
    "a formula whose result was kept": (data(row(1, c("A1", "12.5", formula="SUM(B1:B2)"))), [[["12.5"]]]),
    "errors": (data(row(1, c("A1", "#REF!", kind="e"), c("B1", "#DIV/0!", kind="e"), c("C1", "1"))), [[["#REF!", "#DIV/0!", "1"]]]),
    "truths": (data(row(1, c("A1", "1", kind="b"), c("B1", "0", kind="b"))), [[["TRUE", "FALSE"]]]),
    "binary noise": (data(row(1, c("A1", "214.80000000000001"), c("B1", "18.399999999999999", style=1))), [[["214.8", "18.40"]]]),
    "cells without a place": (data("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"), [[["1", "2"], ["3", ""]]]),
    "gaps": (data(row(2, c("B2", "1")), row(4, c("D4", "2"))), [[["", "", "", ""], ["", "1", "", ""], ["", "", "", ""], ["", "", "", "2"]]]),
    "a row that is hidden": (data(row(1, c("A1", "1")), row(2, c("A2", "9.99"), about='hidden="1"'), row(3, c("A3", "3"))), [[["1"], ["3"]], f"<工作表“表1”：第 2 行{NOT_PRINTED}"]),
    "a row without height": (data(row(1, c("A1", "1")), row(2, c("A2", "9.99"), about='ht="0"')), [[["1"]], f"<工作表“表1”：第 2 行{NOT_PRINTED}"]),
    "rows hidden unless they say otherwise": (
        data(row(1, c("A1", "1")), before='<sheetFormatPr zeroHeight="1"/>'),
        [[["1"]]],
    ),
    "a hidden row with nothing in it": (data(row(1, c("A1", "1")), row(2, about='hidden="1"')), [[["1"]]]),
    "columns that are hidden": (
        data(row(1, c("A1", "1"), c("B1", "9.99"), c("C1", "8.88"), c("D1", "4")), before='<cols><col min="2" max="3" hidden="1"/></cols>'),
        [[["1", "4"]], f"<工作表“表1”：B、C 列{NOT_PRINTED}"],
    ),
    "a merged title": (data(row(1, c("A1", "甲", kind="inlineStr"), c("B1", "9.99")), row(2, c("A2", "1"), c("B2", "2")), after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), [[["甲", None], ["1", "2"]]]),
    "a merge whose first column is hidden": (
        data(row(1, c("A1", "合计", kind="inlineStr"), c("C1", "5")), before='<cols><col min="1" max="1" hidden="1"/></cols>', after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
        [[["合计", "5"]], f"<工作表“表1”：A 列{NOT_PRINTED}"],
    ),
    "whole columns merged": (data(row(1, c("A1", "1"), c("B1", "2")), after='<mergeCells><mergeCell ref="D1:E1048576"/></mergeCells>'), [[["1", "2"]]]),
    "a whole sheet merged": (data(row(1, c("A1", "1"), c("B1", "2")), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), [[["1"]]]),
    "noughts that are not shown": (data(row(1, c("A1", "0"), c("B1", "0.5")), before='<sheetViews><sheetView showZeros="0"/></sheetViews>'), [[["", "0.5"]]]),
    "a format that hides": (data(row(1, c("A1", "7", style=2), c("B1", "8"))), [[["", "8"]]]),
    "a number beyond all numbers": (data(row(1, c("A1", "1E+400", style=1), c("B1", "1E+300", style=1), c("C1", "2"))), [[["1E+400", "1" + "0" * 300 + ".00", "2"]]]),
    "styled cells far away that hold nothing": (data(row(1, c("A1", "1")), row(1048576, c("XFD1048576", None, style=1))), [[["1"]]]),
}  # fmt: skip


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("kind", CELLS)
def test_a_sheet_is_read_as_it_is_shown(kind: str, strict: bool) -> None:
    inside, seen = CELLS[kind]
    content = xlsx(inside, formats=["0.00", ";;;"], strings=[TEXT])
    content = strictly(content) if strict else content
    assert stream("a.xlsx", content) == seen
    again = numbers("a.xlsx", content)
    assert again is not None
    assert numbers_read("a.xlsx", content) == {part: counted for part, counted in again.items() if counted}


def test_hidden_sheets_are_named_and_not_read() -> None:
    one, two, three = (data(row(1, c("A1", number))) for number in ("1", "2", "3"))
    content = xlsx((one, 'state="hidden"'), two, (three, 'state="veryHidden"'))
    words = "这张工作表是隐藏的，不会印出，没有读"
    assert stream("a.xlsx", content) == [[["2"]], f"<工作表“表1”：{words}>", f"<工作表“表3”：{words}>"]


def test_days_of_a_workbook_since_1904() -> None:
    inside = data(row(1, c("A1", "43829", style=1)))
    assert grid("a.xlsx", xlsx(inside, formats=["yyyy/m/d"], about='<workbookPr date1904="1"/>')) == [["2023/12/31"]]


def test_a_formula_without_a_value_is_refused_where_it_would_be_printed() -> None:
    uncomputed = c("B2", None, formula="A1+1")
    with pytest.raises(UnreadableError, match="工作表“表1”B2 的公式没有算出的值"):
        stream("a.xlsx", xlsx(data(row(1, c("A1", "1")), row(2, uncomputed))))
    assert grid("a.xlsx", xlsx(data(row(1, c("A1", "1")), row(2, uncomputed, about='hidden="1"')))) == [["1"]]


def test_a_workbook_of_another_library_is_read() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "收入"
    for line in (["收入决算表", None, None], ["项目", "数", "备注"], ["甲", 31.4, True], ["乙", 0, "#N/A"]):
        sheet.append(line)
    sheet["B3"].number_format = sheet["B4"].number_format = ACCOUNTING
    sheet.merge_cells("A1:C1")
    sheet.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    wanted = [["收入决算表", None], ["项目", "数"], ["甲", "31.40"], ["乙", "-"]]
    assert stream("a.xlsx", out.getvalue()) == [wanted, f"<工作表“收入”：C 列{NOT_PRINTED}"]


@pytest.mark.parametrize("name", ["odd.xlsx", "odd.xls"])
def test_a_workbook_saved_by_libreoffice_is_read_as_it_is_shown(name: str) -> None:
    content = (DOCUMENTS / name).read_bytes()
    assert stream(name, content) == [
        [
            ["收入表", None, None, ""],
            ["甲", "1,234.50", "3.1%", "2023年12月31日"],
            ["TRUE", "#DIV/0!", "376.4千", "0.3"],
            ["-", "-7.50", "7.50", ""],
        ],
        f"<工作表“收入”：第 3 行、B 列{NOT_PRINTED}",
        "<工作表“底稿”：这张工作表是隐藏的，不会印出，没有读>",
    ]
    again = numbers_again(name, content)
    assert again is not None
    assert numbers_read(name, content) == again


# --- what only bears the name


def test_commas_under_the_name_of_a_workbook_are_refused_in_words() -> None:
    lines = "\r\n".join(
        ("科目编码,科目名称,本年支出合计", "208,社会保障和就业支出,3.25", '210,卫生健康支出,"1,203.40"')
    )
    with pytest.raises(UnreadableError, match="用逗号分隔的文本（CSV）"):
        stream("导出.xls", lines.encode("gb18030"))
    assert stream("导出.xls", lines.replace(",", "\t").encode("gb18030"))


def named_xls(text: str, encoding: str = "utf-8") -> list[object]:
    return stream("导出.xls", text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_tab_text_named_xls(encoding: str) -> None:
    assert named_xls("项目\t数\n甲\t1,200.50\n", encoding) == [[["项目", "数"], ["甲", "1,200.50"]]]


def test_pages_named_xls() -> None:
    table = "<table><tr><td>甲<td>1.50</table>"
    assert named_xls(table) == named_xls(f"<html><body>{table}</body></html>") == [[["甲", "1.50"]]]
    assert named_xls(f"<meta charset='gbk'>{table}", "gb18030") == [[["甲", "1.50"]]]


XML_SHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="Default"/>
<Style ss:ID="s1"><NumberFormat ss:Format="Standard"/></Style><Style ss:ID="s2" ss:Parent="s1"/>
<Style ss:ID="s3"><NumberFormat ss:Format="Short Date"/></Style></Styles>
<Worksheet ss:Name="收入"><Table><Column ss:Index="3" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">收入<B>决算</B>表</Data></Cell><Cell><Data ss:Type="Number">9.99</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:StyleID="s2"><Data ss:Type="Number">1234.5</Data></Cell><Cell ss:Index="4"><Data ss:Type="Boolean">1</Data></Cell>
<Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell ss:StyleID="s3"><Data ss:Type="DateTime">2023-12-31T00:00:00.000</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="Number">8.88</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="草稿"><Table><Row><Cell><Data ss:Type="Number">7</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


def test_an_xml_spreadsheet_named_xls() -> None:
    assert named_xls(XML_SHEET) == [
        [["收入决算表", None, "", "", ""], ["", "", "", "", ""], ["1,234.50", "", "TRUE", "#REF!", "2023/12/31"]],
        f"<工作表“收入”：第 4 行、C 列{NOT_PRINTED}",
        "<工作表“草稿”：这张工作表是隐藏的，不会印出，没有读>",
    ]
    again = numbers("导出.xls", XML_SHEET.encode())
    assert again is not None
    assert numbers_read("导出.xls", XML_SHEET.encode()) == again


# --- what is refused, and what is not

FAR = data(row(1, c("A1", "1")), row(1048576, c("XFD1048576", "2")))
MERGE = '<mergeCell ref="A1:ALL900"/>'
OVERLAPPING = data(row(1, c("A1", "1")), row(900, c("ALL900", "2")), after=f"<mergeCells>{MERGE * 4}</mergeCells>")  # fmt: skip
DEEP = "<si>" + "<r>" * 400 + "</r>" * 400 + "</si>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WIDE = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999"/></w:tcPr><w:p/></w:tc></w:tr>'
NOISE = "".join(f"<w:p w:a='{number:x}'/>" for number in range(2_000_001))
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "wide rows without end": ("a.docx", docx(tbl(WIDE * 501)), "超过 500000 格"),
    "tags without end": ("a.docx", docx(NOISE), "2000005 个标记"),
    "wide cells of a page": ("a.html", b"<table><tr>" + b"<td colspan=200>1" * 2501 + b"</table>", "超过 500000 格"),
    "cells of a text": ("a.xls", b"1\t" * 500_001, "超过 500000 格"),
    "a cell beyond all columns": ("a.xls", XML_SHEET.replace('ss:Index="4"', 'ss:Index="99999999999999"').encode(), "大得不正常"),
    "cells a world apart": ("a.xlsx", xlsx(FAR), "大得不正常"),
    "merges over and over": ("a.xlsx", xlsx(OVERLAPPING), "重叠"),
    "depth": ("a.xlsx", xlsx(data(row(1, c("A1", "0", kind="s"))), strings=[DEEP]), "嵌套得太深"),
    "a sheet cut off": ("a.xlsx", xlsx("<sheetData><row>"), "已损坏"),
    "an archive that grows": ("a.xlsx", zipped({"xl/workbook.xml": b"<a/>", "xl/x.xml": b" " * (8 << 20)}), "大得不正常"),
    "an old Word document": ("a.doc", OLE + b"\0" * 600, "另存为 .docx"),
    "an old Word document under another name": ("a.bin", OLE + "WordDocument\0".encode("utf-16-le") * 9, "另存为 .docx"),
    "an old slide show": ("a.xls", OLE + "PowerPoint Document\0".encode("utf-16-le"), "演示文稿"),
    "a locked document": ("a.doc2", OLE + "EncryptedPackage\0".encode("utf-16-le"), "密码"),
    "WPS text": ("a.wps", OLE + b"\0" * 600, "另存为 .docx"),
    "WPS sheets": ("a.et", OLE + b"\0" * 600, "另存为 .xlsx"),
    "OFD": ("a.ofd", zipped({"OFD.xml": "<ofd/>"}), "PDF"),
    "OFD under another name": ("a.zip2", zipped({"OFD.xml": "<ofd/>"}), "PDF"),
    "a page in one file": ("a.mht", b"MIME-Version: 1.0\r\n", "MHT"),
    "a page in one file named .xls": ("a.xls", b"MIME-Version: 1.0\r\n", "MHT"),
    "RTF": ("a.rtf", b"{\\rtf1 1.00}", "另存为 .docx"),
    "RTF named .doc": ("a.doc", b"{\\rtf1 1.00}", "另存为 .docx"),
    "a picture": ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 60, "图片"),
    "a picture named .pdf": ("a.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "图片"),
    "binary sheets": ("a.xlsb", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}), "另存为 .xlsx"),
    "OpenDocument": ("a.ods", zipped({"content.xml": "<x/>"}), "另存为 .xlsx"),
    "packed files": ("a.rar", b"Rar!\x1a\x07\x00", "解压"),
    "a slide show": ("a.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "演示文稿"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(kind: str) -> None:
    name, content, words = REFUSED[kind]
    with pytest.raises(UnreadableError, match=words) as refused:
        stream(name, content)
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


RIGHT = {
    "a name in capitals": ("A.DOCX", docx(p(r("甲")))),
    "a workbook named as a document": ("a.docx", xlsx(data(row(1, c("A1", "1"))))),
    "text that begins like a picture": ("a.txt", "BM 是单位代码，GIF8 也是\n甲\t1\n".encode()),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_what_only_looks_odd_is_read(kind: str) -> None:
    name, content = RIGHT[kind]
    assert stream(name, content)
