"""`jslint import`, `jslint paste` and `jslint check` of documents: what people see, and what is refused."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jslint.cli import main
from jslint.document.read.archive import MOST_BYTES
from jslint.document.read.number_format import shown
from jslint.document.recognise import Document, UnreadableError, import_documents
from jslint.document.recognise.paste import PasteError, paste_rows

DOCUMENTS = Path(__file__).parent / "documents"
TABLE = """支出决算表
单位：万元
项目\t\t本年支出合计\t基本支出\t项目支出
合计\t\t3.25\t3.00\t0.20
208\t社会保障和就业支出\t3.25\t3.00\t0.20
"""


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- import


def test_import_writes_the_report_and_its_places(folder: Path) -> None:
    (folder / "表.txt").write_text("2023 年度某局部门决算\n" + TABLE, "utf-8")
    done = run("import", "表.txt", "-o", "x.report.yaml")
    assert done.exit_code == 0
    assert done.output.splitlines()[:2] == [
        "已写入 x.report.yaml（版式 国家-2022）：1 张表、0 节说明。",
        "数字 8 个：放入 7、由版式再印 1、页码、行次、栏次 0、未归入 0；与另一种读法逐处一致。",
    ]
    assert "没有找到：收入支出决算总表、收入决算表、" in done.output
    places = json.loads((folder / "x.report.places.json").read_text("utf-8"))
    assert places["数字"] == {"放入": 7, "版式再印": 1, "页码、行次、栏次": 0, "未归入": 0}
    lines = (folder / "x.report.yaml").read_text("utf-8").splitlines()
    for place in places["处"]:
        printed = lines[place["行"] - 1][place["列"] - 1 : place["止"] - 1]
        assert place["原文"] in {printed, ""}
        assert place["原处"].startswith("第 ")


def test_import_overwrites_only_when_told_to(folder: Path) -> None:
    (folder / "a.txt").write_text(TABLE, "utf-8")
    target = folder / "a.report.yaml"
    target.write_text("我的\n", "utf-8")
    refused = run("import", "a.txt")
    assert (refused.exit_code, target.read_text("utf-8")) == (2, "我的\n")
    assert "已经存在" in refused.output
    assert run("import", "a.txt", "--force").exit_code == 0
    assert "支出决算表" in target.read_text("utf-8")


def test_import_takes_the_layout_it_is_given(folder: Path) -> None:
    (folder / "a.txt").write_text(TABLE, "utf-8")
    assert run("import", "a.txt", "--layout", "上海-2024").exit_code == 0
    assert "版式: 上海-2024" in (folder / "a.report.yaml").read_text("utf-8")
    unknown = run("import", "a.txt", "--layout", "火星-2024", "--force")
    assert unknown.exit_code == 2
    assert "没有版式“火星-2024”" in unknown.output


# --- check of a document


def test_check_names_the_place_in_the_document(folder: Path) -> None:
    (folder / "a.txt").write_text(TABLE.replace("合计\t\t3.25", "合计\t\t9.99"), "utf-8")
    done = run("check", "a.txt", "--format", "concise", "--select", "JS111")
    assert done.exit_code == 1
    told = done.output.splitlines()
    assert told[0].startswith("a.txt 第 4 行第 3 格: 错误 JS111 《支出决算表》合计 · 本年支出合计为 9.99")
    assert all("第 4 行第" in line for line in told[:-1])


def test_check_names_sheet_and_cell() -> None:
    done = run("check", str(DOCUMENTS / "nine-sheets.xlsx"), "--format", "json", "--fail-on", "error")
    assert done.exit_code == 1  # the workbook holds no narrative, which the layout asks for
    assert json.loads(done.output)


def test_check_does_not_change_documents(folder: Path) -> None:
    (folder / "a.txt").write_text(TABLE, "utf-8")
    assert run("check", "a.txt", "--fix").exit_code == 2
    assert (folder / "a.txt").read_text("utf-8") == TABLE


# --- paste


def test_paste_gives_the_rows_of_the_table() -> None:
    done = run("paste", "支出决算表", given="208\t社会保障和就业支出\t1,300.20\t2\t\t\t\t\n20805\t养老\t1,300.20\t2\n")
    assert done.output == (
        "      - [208,   社会保障和就业支出, 1300.20, 2, ~, ~, ~, ~]\n"
        "      - [20805, 养老,               1300.20, 2, ~, ~, ~, ~]\n"
    )


def test_paste_of_a_whole_table_is_what_the_example_has() -> None:
    text = (DOCUMENTS / "paste.tsv").read_text("utf-8")
    rows = paste_rows("支出决算表", (), text, layout_id="上海-2024").splitlines()
    example = (Path(__file__).parents[1] / "examples" / "shanghai-2024.report.yaml").read_text("utf-8").splitlines()
    start = example.index("  支出决算表:  # 公开03表")
    wanted = example[start + 4 : start + 4 + len(rows) - 1]
    plain = [re.sub(r'"([0-9,.-]+)"', lambda amount: amount[1].replace(",", ""), row) for row in wanted]
    assert [row.split() for row in rows[:-1]] == [row.split() for row in plain], "a spreadsheet's commas are left out"
    assert rows[-1].startswith("    合计:")


def test_paste_binds_to_the_columns_of_the_file() -> None:
    assert (
        paste_rows("支出决算表", ("本年支出合计", "基本支出"), "208\t甲支出\t1\t2") == "      - [208, 甲支出, 1, 2]\n"
    )


@pytest.mark.parametrize(("table", "text"), [("支出决算表", "没有\t一个\t科目\n"), ("火星表", "208\t甲\t1\n")])
def test_paste_says_what_is_wrong(table: str, text: str) -> None:
    with pytest.raises(PasteError):
        paste_rows(table, (), text)


# --- hostile documents


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
HOSTILE = {
    "empty.docx": (b"", "是空文件"),
    "noise.docx": (b"\x00\x01\x02 not a document", "已损坏，或者内容不是 .docx 文件"),
    "locked.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "设有密码"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "另存为 .docx"),
    "broken.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "已损坏"),
    "cut.docx": (zipped({"word/document.xml": b"<w/>" * 50})[:80], "已损坏"),
    "entity.docx": (zipped({"word/document.xml": ENTITY}), "外部实体声明"),
    "bomb.xlsx": (zipped({"xl/workbook.xml": b"<a/>", "xl/x.xml": b" " * (8 << 20)}), "大得不正常"),
    "bag.zip": (zipped({"a.txt": b"x"}), "压缩包"),
    "nothing.docx": (zipped({"word/document.xml": b"<nothing/>"}), "读不出来"),
    "nothing.xlsx": (zipped({"xl/workbook.xml": b"<nothing/>"}), "读不出来"),
    "scan.png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "图片"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "PDF"),
    "letter.txt": ("各位领导：\n请查收。".encode(), "没有找到决算表"),
    "binary.txt": (b"abc\x00\x01\x02", "不是能导入的文件"),
    "bytes.txt": (b"\xff\x81\x30\xff\xff", "UTF-8 或 GB18030"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_in_words(name: str) -> None:
    data, words = HOSTILE[name]
    with pytest.raises(UnreadableError, match=words):
        import_documents([Document(name, data)])


def test_a_scan_is_known_as_one() -> None:
    pdfium = pytest.importorskip("pypdfium2")
    book = pdfium.PdfDocument.new()
    book.new_page(595, 842)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableError, match="扫描件"):
        import_documents([Document("scan.pdf", out.getvalue())])


def test_an_archive_that_claims_too_much_is_not_unpacked() -> None:
    data = bytearray(zipped({"word/document.xml": b"<a/>"}))
    at = data.rindex(b"PK\x01\x02") + 24  # the size that the directory claims for the member
    data[at : at + 4] = (MOST_BYTES + 1).to_bytes(4, "little")
    with pytest.raises(UnreadableError, match="大得不正常"):
        import_documents([Document("claims.docx", bytes(data))])


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lxml.etree", None)
    with pytest.raises(UnreadableError, match=r"lxml.*juesuan-lint\[import\]"):
        import_documents([Document("a.docx", (DOCUMENTS / "whole.docx").read_bytes())])


WIDE = "<table><tr><td colspan=99999>支出决算表</td></tr><tr><td>208</td><td>甲</td><td>1.00</td></tr></table>"


def test_a_cell_that_claims_a_wide_span_does_no_harm() -> None:
    result = import_documents([Document("a.html", f"<html><body>{WIDE}</body></html>".encode())])
    assert "[208, 甲, 1.00" in result.text


def test_a_page_nested_too_deep_is_refused_and_not_cut() -> None:
    deep = f"<html><body>{'<div>' * 3000}{WIDE}</body></html>"
    with pytest.raises(UnreadableError, match="嵌套得太深"):
        import_documents([Document("a.html", deep.encode())])


def test_a_formula_without_a_value_is_not_read_as_blank() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["支出决算表"], ["项目", "", "本年支出合计"], ["208", "甲支出", "=1+1"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableError, match="C3 的公式没有算出的值"):
        import_documents([Document("a.xlsx", out.getvalue())])


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        ("109.3", "0.00", "109.30"),
        ("30086.76", "#,##0.00", "30,086.76"),
        ("1234.5", "#,##0.00_ ", "1,234.50"),
        ("0.125", "0.00", "0.13"),
        ("2741.2", "General", "2741.2"),
        ("24", "General", "24"),
        ("0.9886", "0.00%", "98.86%"),
        ("-3.5", "#,##0.00;[Red]-#,##0.00", "-3.50"),
        ("2741.2", "0.##", "2741.2"),
        ("1E+3", "General", "1000"),
    ],
)
def test_numbers_are_read_as_they_are_shown(number: str, form: str, text: str) -> None:
    from decimal import Decimal

    assert shown(Decimal(number), form) == text


NO_DOCUMENTS = {"报告.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "报告.wps": b"\xd0\xcf\x11\xe0" * 99, "扫描.png": b"\x89PNG\r\n\x1a\n", "备份.dat": b"\x01\x00\x02"}  # fmt: skip
COMMANDS: list[list[str]] = [
    ["check"], ["check", "--fix"], ["check", "--format", "json"], ["import"], ["ledger"], ["figures"], ["format"], ["format", "--check"],
]  # fmt: skip


@pytest.mark.parametrize("name", NO_DOCUMENTS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_refuses_a_file_that_nobody_reads(folder: Path, command: list[str], name: str) -> None:
    (folder / name).write_bytes(NO_DOCUMENTS[name])
    done = run(*command, name)
    assert done.exit_code == 2
    assert name in done.output
    assert "JS0" not in done.output
    assert (folder / name).read_bytes() == NO_DOCUMENTS[name]


def test_what_is_no_text_is_not_read_from_the_standard_input() -> None:
    done = run("check", "-", given="%PDF-1.7\n")
    assert done.exit_code == 2
    assert "PDF" in done.output


def test_a_folder_of_documents_says_that_they_are_there(folder: Path) -> None:
    (folder / "决算.xlsx").write_bytes((DOCUMENTS / "nine-sheets.xlsx").read_bytes())
    for command in ("check", "ledger", "figures"):
        done = run(command, ".")
        assert done.exit_code == 2
        assert "决算.xlsx" in done.output
