"""Word documents are read as they are printed, whatever is wrapped around the text; what is not printed is not read."""

from __future__ import annotations

import io

import pytest

from conftest import ROOT
from jslint.document.independent import numbers
from jslint.document.read.numerals import numeral
from jslint.document.read.reader import UnreadableError
from office_files import cells, docx, numbers_read, p, r, sdt, stream, strictly, tbl, tc, tr

DOCUMENTS = ROOT / "tests" / "documents"
INS, DEL = '<w:ins w:id="1" w:author="a">', '<w:del w:id="2" w:author="a">'
TO, FROM = '<w:moveTo w:id="3" w:author="a">', '<w:moveFrom w:id="4" w:author="a">'
GONE = '<w:r><w:delText>61.75</w:delText></w:r>'  # fmt: skip
MERGED, BEGUN = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'
BOX = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
NEW_BOX = "<w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing>"


def field(code: str, result: str, *, begin: str = "begin") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="{begin}"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def twice(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


LISTS = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}{level(1, "chineseCounting", "（%2）")}'
    f"{level(2, 'decimal', '%3.')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1", 8)}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "●")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="more"><w:basedOn w:val="secret"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="note"><w:rPr><w:vanish/></w:rPr></w:style>'
    f'<w:style w:type="paragraph" w:styleId="head"><w:pPr>{numbered(1)}</w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="head2"><w:basedOn w:val="head"/></w:style>'
)

KINDS: dict[str, tuple[str, list[object]]] = {
    # tracked changes
    "an inserted run": (p(r("收入 "), f"{INS}{r('48.20')}</w:ins>", r(" 万元")), ["收入 48.20 万元"]),
    "an inserted digit": (p(r("5"), f"{INS}{r('1')}</w:ins>", f"{DEL}{GONE}</w:del>", r("3.07")), ["513.07"]),
    "a deleted run": (p(r("结余"), f"{DEL}{GONE}</w:del>", r("7.00")), ["结余7.00"]),
    "a move": (p(f"{FROM}{r('8.80')}</w:moveFrom>", r("甲"), f"{TO}{r('8.80')}</w:moveTo>"), ["甲8.80"]),
    "an insertion in a cell": (tbl(tr(tc(p(f"{INS}{r('6.13')}</w:ins>")), cells("乙"))), [[["6.13", "乙"]]]),
    "an inserted row": (tbl(tr(cells("甲", "1.00")), tr(cells("乙", "2.00"), about='<w:ins w:id="9"/>')), [[["甲", "1.00"], ["乙", "2.00"]]]),
    "a deleted row": (tbl(tr(cells("甲", "1.00")), tr(cells("乙", "2.00"), about='<w:del w:id="9"/>')), [[["甲", "1.00"]]]),
    "a deleted cell": (tbl(tr(cells("甲"), tc(p(r("3.00")), '<w:cellDel w:id="9"/>'), cells("4.00"))), [[["甲", "4.00"]]]),
    "a moved row": (
        tbl(tr(tc(p(f"{FROM}{r('5.50')}</w:moveFrom>", about='<w:rPr><w:moveFrom w:id="8"/></w:rPr>'))), tr(cells("5.50"))),
        [[["5.50"]]],
    ),
    "a deleted paragraph mark": (p(r("支出 12"), about='<w:rPr><w:del w:id="8"/></w:rPr>') + p(r("3.40 万元")), ["支出 12", "+3.40 万元"]),
    "a deleted paragraph": (p(f"{DEL}{GONE}</w:del>", about='<w:rPr><w:del w:id="8"/></w:rPr>') + p(r("甲")), ["甲"]),
    "an insertion in a link in a control": (p(sdt(f"<w:hyperlink>{INS}{r('9.10')}</w:ins></w:hyperlink>")), ["9.10"]),
    # wrappers
    "a control around a run": (p(r("共"), sdt(r("31.40")), r("万元")), ["共31.40万元"]),
    "a control around a paragraph": (sdt(p(r("共 2.20"))), ["共 2.20"]),
    "a control around a table": (sdt(tbl(tr(cells("甲", "2.20")))), [[["甲", "2.20"]]]),
    "a control around rows": (tbl(tr(cells("甲")), sdt(tr(cells("乙")) + tr(cells("丙")))), [[["甲"], ["乙"], ["丙"]]]),
    "a control around a cell": (tbl(tr(cells("甲"), sdt(tc(p(r("3.30")))), cells("4.40"))), [[["甲", "3.30", "4.40"]]]),
    "controls in controls": (sdt(sdt(tbl(sdt(sdt(tr(sdt(sdt(cells("5.50"))))))))), [[["5.50"]]]),
    "a smart tag": (p(r("人均"), f'<w:smartTag w:element="date"><w:smartTagPr/>{r("0.41")}</w:smartTag>'), ["人均0.41"]),
    "custom XML around everything": (f"<w:customXml><w:customXmlPr/>{p(f'<w:customXml>{r(chr(0x7532))}</w:customXml>')}</w:customXml>", ["甲"]),
    "text set right to left": (p(f"<w:bdo>{r('7.70')}</w:bdo>", f"<w:dir>{r('8.80')}</w:dir>"), ["7.708.80"]),
    "a formula": (p("<m:oMath><m:r><m:t>6.6</m:t></m:r></m:oMath>", r("%")), ["6.6%"]),
    "a word with its sound": (p("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>1</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>局</w:t></w:r></w:rubyBase></w:ruby></w:r>"), ["局"]),
    # fields
    "a simple field": (p(r("计"), f'<w:fldSimple w:instr="=SUM(ABOVE) 3.3">{r("19.90")}</w:fldSimple>'), ["计19.90"]),
    "a field of several runs": (p(field("=SUM(1.1)", r("20.") + r("05")), r("万元")), ["20.05万元"]),
    "a field in the code of a field": (p(field(f"IF </w:instrText></w:r>{field('X', r('4.4'))}<w:r><w:instrText>", r("5.5"))), ["5.5"]),
    "a field over two paragraphs": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', r("一、甲 3"))
        + p(r("二、乙 4"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        ["一、甲 3", "二、乙 4"],
    ),
    "a field that never ends": (p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p(r("合计 3.33")), ["合计 3.33"]),
    # text boxes and tables inside tables
    "a text box": (p(r("正文"), f"<w:r>{BOX.format(p(r('另增 0.83')))}</w:r>"), ["正文", "另增 0.83"]),
    "a text box drawn in two ways": (p(f"<w:r>{twice(NEW_BOX.format(p(r('2.62'))), BOX.format(p(r('2.62'))))}</w:r>"), ["2.62"]),
    "a text box whose first way is empty": (p(f"<w:r>{twice('<w:drawing/>', BOX.format(p(r('2.62'))))}</w:r>"), ["2.62"]),
    "a table in a text box": (p(f"<w:r>{BOX.format(tbl(tr(cells('甲', '1.10'))) + p())}</w:r>"), [[["甲", "1.10"]]]),
    "a text box in a cell": (tbl(tr(tc(p(r("甲"), f"<w:r>{BOX.format(p(r('0.55')))}</w:r>")), cells("乙"))), [[["甲", "乙"]], "0.55"]),
    "a table in a cell": (tbl(tr(cells("甲"), tc(tbl(tr(cells("1.10", "2.20"))) + p(r("丙"))))), [[["甲", "丙"]], [["1.10", "2.20"]]]),
    "a table in a frame": (tbl(tr(tc(p(r("支出决算表")) + tbl(tr(cells("甲", "1.10"))) + p()))), ["支出决算表", [["甲", "1.10"]]]),
    "a page that a table sets out": (
        tbl(tr(cells("首页", "公开")), tr(tc(p(r("支出决算表")) + tbl(tr(cells("甲", "1.10"))) + p(r("注")), '<w:gridSpan w:val="2"/>')), tr(cells("打印", ""))),
        ["首页", "公开", "支出决算表", [["甲", "1.10"]], "注", "打印"],
    ),
    "a page with blank margins": (tbl(tr(cells(""), tc(p(r("支出决算表")) + tbl(tr(cells("甲", "1.10"))) + p()), cells(""))), ["支出决算表", [["甲", "1.10"]]]),
    "a table beside words": (tbl(tr(cells("年度指标"), tc(tbl(tr(cells("甲", "1.10"))) + p())), tr(cells("总分", ""))), [[["年度指标", ""], ["总分", ""]], [["甲", "1.10"]]]),
    "a table below amounts": (tbl(tr(cells("合计", "9.30")), tr(tc(tbl(tr(cells("甲", "1.10"))) + p(), '<w:gridSpan w:val="2"/>'))), [[["合计", "9.30"], ["", None]], [["甲", "1.10"]]]),
    "a table three deep": (tbl(tr(tc(tbl(tr(tc(tbl(tr(cells("4.20", "甲"))) + p()))) + p()))), [[["4.20", "甲"]]]),
    # merges
    "cells merged across": (tbl(tr(tc(p(r("项目")), '<w:gridSpan w:val="2"/>'), cells("数")), tr(cells("甲", "乙", "1"))), [[["项目", None, "数"], ["甲", "乙", "1"]]]),
    "cells merged down": (tbl(tr(tc(p(r("类")), BEGUN), cells("1")), tr(tc(about=MERGED), cells("2")), tr(tc(p(), MERGED), cells("3"))), [[["类", "1"], [None, "2"], [None, "3"]]]),
    "a covered cell with text": (tbl(tr(tc(p(r("7.00")), BEGUN)), tr(tc(p(r("7.00")), MERGED))), [[["7.00"], [None]]]),
    "a merge begun in another column": (
        tbl(tr(tc(p(r("项")), BEGUN + '<w:gridSpan w:val="2"/>'), cells("数")), tr(cells("码"), tc(p(r("5.05")), MERGED), tc(about=MERGED))),
        [[["项", None, "数"], ["码", "5.05", ""]]],
    ),
    "a merge begun nowhere": (tbl(tr(tc(p(r("6.06")), MERGED), cells("甲"))), [[["6.06", "甲"]]]),
    "a merge after one that ended": (tbl(tr(tc(p(r("甲")), BEGUN)), tr(cells("乙")), tr(tc(p(r("丙")), MERGED))), [[["甲"], ["乙"], ["丙"]]]),
    "a row set in": (tbl(tr(cells("甲", "乙")), tr(cells("1.00"), about='<w:gridBefore w:val="1"/>')), [[["甲", "乙"], ["", "1.00"]]]),
    # hidden text
    "hidden text": (p(r("甲"), r("9.99", "<w:vanish/>"), r("乙")), ["甲乙"]),
    "hidden by a style": (p(r("甲"), r("9.99", '<w:rStyle w:val="secret"/>')), ["甲"]),
    "hidden by the style under a style": (p(r("甲"), r("9.99", '<w:rStyle w:val="more"/>')), ["甲"]),
    "hidden by the paragraph's style": (p(r("9.99"), about='<w:pStyle w:val="note"/>') + p(r("甲")), ["甲"]),
    "shown although its style hides it": (p(r("1.11", '<w:vanish w:val="0"/>'), about='<w:pStyle w:val="note"/>'), ["1.11"]),
    "both styles hide, which shows": (p(r("1.11", '<w:rStyle w:val="secret"/>'), about='<w:pStyle w:val="note"/>'), ["1.11"]),
    "a hidden paragraph mark": (p(r("一、收入"), about="<w:rPr><w:vanish/></w:rPr>") + p(r("为 3.00")), ["一、收入", "+为 3.00"]),
    "a hidden row": (
        tbl(tr(cells("甲", "1.00")), tr(cells("乙", "2.00"), about="<w:hidden/>")),
        [[["甲", "1.00"]], "<第 1 个表格：第 2 行是隐藏的，不会印出，没有读>"],
    ),
    # lists
    "headings numbered by Word": (
        p(r("收入"), about=numbered(1)) + p(r("财政拨款"), about=numbered(1, 1)) + p(r("一般公共预算"), about=numbered(1, 2))
        + p(r("政府性基金"), about=numbered(1, 2)) + p(r("支出"), about=numbered(1)) + p(r("基本支出"), about=numbered(1, 1)),
        ["一、收入", "（一）财政拨款", "1. 一般公共预算", "2. 政府性基金", "二、支出", "（一）基本支出"],
    ),
    "numbers of rows": (tbl(tr(tc(p(about=numbered(2))), cells("甲")), tr(tc(p(about=numbered(2))), cells("乙"))), [[["8", "甲"], ["9", "乙"]]]),
    "a number before a number": (p(r("2023 年"), about=numbered(2)) + p(r("2024 年"), about=numbered(2, 1)), ["8 2023 年", "8.1 2024 年"]),
    "a list in a style": (p(r("甲"), about='<w:pStyle w:val="head"/>') + p(r("乙"), about='<w:pStyle w:val="head2"/>'), ["一、甲", "二、乙"]),
    "a list left": (p(r("甲"), about='<w:pStyle w:val="head"/>' + numbered(0)), ["甲"]),
    "bullets": (p(r("甲"), about=numbered(3)), ["甲"]),
    "a list begun anew": (p(r("甲"), about=numbered(1)) + p(r("乙"), about=numbered(4)) + p(r("丙"), about=numbered(4)), ["一、甲", "一、乙", "二、丙"]),
    "a deleted paragraph does not count": (
        p(r("甲"), about=numbered(1)) + p(f"{DEL}{GONE}</w:del>", about=numbered(1) + '<w:rPr><w:del w:id="7"/></w:rPr>') + p(r("乙"), about=numbered(1)),
        ["一、甲", "二、乙"],
    ),
    # what is as it always was
    "breaks, tabs and hyphens": (p(r("甲"), "<w:r><w:tab/><w:t>1</w:t><w:br/><w:t>2</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>"), ["甲\t1", "2-3"]),
    "a page break within a run": (p('<w:r><w:t>12</w:t><w:br w:type="page"/><w:t>34</w:t></w:r>'), ["12", "34"]),
    "tab stops are no tabs": (p(r("甲"), about='<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'), ["甲"]),
    "an embedded sheet": (p(r("见表"), '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'), ["见表", "<第 1 段：这里有嵌入的对象（如 Excel 表格），里面的文字和数字没有读，请人工核对>"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_read_as_it_is_printed(kind: str) -> None:
    body, printed = KINDS[kind]
    content = docx(body, numbering=LISTS, styles=STYLES)
    assert stream("a.docx", content) == printed


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_is_found_by_the_second_reading_too(kind: str) -> None:
    content = docx(KINDS[kind][0], numbering=LISTS, styles=STYLES)
    again = numbers("a.docx", content)
    assert again is not None
    assert numbers_read("a.docx", content) == {part: counted for part, counted in again.items() if counted}


@pytest.mark.parametrize("strict", [False, True])
def test_notes_follow_their_paragraph_and_margins_need_a_figure(strict: bool) -> None:
    body = p(r("支出"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + p(
        r("完"), '<w:r><w:endnoteReference w:id="3"/></w:r>'
    )
    content = (strictly if strict else bytes)(
        docx(
            body,
            footnotes=f'<w:footnote w:id="2">{p(r("含上年 4.40"))}</w:footnote><w:footnote w:id="5">{p(r("8.88"))}</w:footnote>',
            endnotes=f'<w:endnote w:id="3">{p(r("见附表 1"))}</w:endnote>',
            header=p(r("某局 2023 年度部门决算")) + p(r("单位：万元，合计 5.25")),
            footer=p(r("第 12 页")),
        )
    )
    wanted = ["单位：万元，合计 5.25", "支出", "含上年 4.40", "完", "见附表 1"]
    assert stream("a.docx", content) == wanted
    again = numbers("a.docx", content)
    assert again is not None
    assert numbers_read("a.docx", content) == again


def test_a_document_of_another_library_is_read() -> None:
    library = pytest.importorskip("docx")
    document = library.Document()
    document.add_heading("支出决算情况说明", 1)
    document.add_paragraph("支出合计 80.15 万元").add_run("，增长 1.5%").bold = True
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ("项目", "", "数", "甲", "乙", "80.15"), strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    out = io.BytesIO()
    document.save(out)
    assert stream("a.docx", out.getvalue()) == [
        "支出决算情况说明",
        "支出合计 80.15 万元，增长 1.5%",
        [["项目", None, "数"], ["甲", "乙", "80.15"]],
    ]


REFUSED = {
    "a cell wider than any": (tbl(tr(tc(p(), '<w:gridSpan w:val="20000000"/>'))), "大得不正常"),
    "cells that add up": (tbl(tr(*[tc(p(), '<w:gridSpan w:val="900"/>')] * 2)), "大得不正常"),
    "a row set in too far": (tbl(tr(cells("甲"), about='<w:gridBefore w:val="999999999999"/>')), "大得不正常"),
    "tables without end": ("".join([*["<w:tbl><w:tr><w:tc>"] * 300, *["</w:tc></w:tr></w:tbl>"] * 300]), "嵌套得太深"),
    "no XML": ("<w:p>", "已损坏"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_document_made_to_hurt_is_refused_in_words(kind: str) -> None:
    body, words = REFUSED[kind]
    with pytest.raises(UnreadableError, match=words):
        stream("a.docx", docx(body))


NUMERALS: list[tuple[int, str, str]] = [
    (12, "chineseCounting", "十二"), (20, "chineseCounting", "二十"), (103, "chineseCountingThousand", "一百零三"),
    (1010, "chineseCountingThousand", "一千零一十"), (2023, "ideographDigital", "二〇二三"), (12, "decimalEnclosedCircle", "⑫"),
    (3, "ideographTraditional", "丙"), (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (28, "upperLetter", "BB"),
    (7, "decimalZero", "07"), (7, "decimalFullWidth", "７"), (7, "none", ""), (21, "decimalEnclosedCircle", "21"), (5, "unknown", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "form", "text"), NUMERALS)
def test_counts_in_the_forms_of_lists(value: int, form: str, text: str) -> None:
    assert numeral(value, form) == text


def test_a_document_with_macros_is_read_and_they_are_not() -> None:
    assert stream("a.docm", docx(p(r("甲 1.00")))) == ["甲 1.00"]


def test_a_document_saved_by_libreoffice_is_read_as_it_is_printed() -> None:
    content = (DOCUMENTS / "odd.docx").read_bytes()
    assert stream("odd.docx", content) == [
        "一、收入情况",
        "1. 本年收入",
        "2. 上年结转",
        "二、支出情况",
        "支出合计 48.20 万元。",
        "含上年结转 4.40 万元。",
        "见下框。",
        "框内另有 0.83 万元。",
        [["项目", None, "数"], ["编码", "名称", None], ["208", "社会保障支出", "3.25"]],
        [["其中", "1.15"]],
        "完。",
    ]
    again = numbers("odd.docx", content)
    assert again is not None
    assert numbers_read("odd.docx", content) == again
