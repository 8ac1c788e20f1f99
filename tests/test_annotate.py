"""`check --annotate`: what stands under every comment, note and highlight is the figure that the finding is about."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from docx import Document as WordDocument

from conftest import ROOT
from jslint.cli import main
from jslint.document.annotate.excel import annotated_xlsx
from jslint.document.annotate.note import Note, reach
from jslint.document.annotate.pdf import annotated_pdf
from jslint.document.annotate.word import annotated_docx
from jslint.document.recognise import Document, Imported, import_documents
from jslint.spot import Spot
from office_files import docx, p, r, tbl, tc, tr
from reading_back import under_comments, under_highlights

DOCUMENTS = ROOT / "tests" / "documents"
FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def notes_of(imported: Imported) -> list[Note]:
    """A note on every figure that was placed, each saying the figure."""
    lines = imported.text.split("\n")
    notes = []
    for mark in imported.marks:
        for found in FIGURE.finditer(lines[mark.line], mark.start, mark.end) if mark.printed else ():
            spot = imported.stretch_at(mark.line, found.start(), found.end())
            assert spot is not None
            assert spot.text == found[0]
            notes.append(Note(spot, found[0], "error"))
    return notes


def read(name: str) -> tuple[bytes, list[Note]]:
    data = DOCUMENTS.joinpath(name).read_bytes()
    return data, notes_of(import_documents([Document(name, data)]))


# laws: every figure of a document


def test_a_comment_stands_on_every_figure_of_a_word_document() -> None:
    data, notes = read("whole.docx")
    assert len(notes) > 300
    told = under_comments(annotated_docx("whole.docx", data, notes))
    assert [said for said, _ in told] == [note.text for note in notes]
    assert [(said, under) for said, under in told if said != under] == []


def test_comments_change_no_character_and_no_figure_of_the_document() -> None:
    data, notes = read("whole.docx")
    copy = annotated_docx("whole.docx", data, notes)
    before, after = (import_documents([Document("whole.docx", each)]) for each in (data, copy))
    assert after.text == before.text


def test_a_note_stands_in_every_cell_of_a_workbook() -> None:
    data, notes = read("nine-sheets.xlsx")
    assert len(notes) > 300
    book = openpyxl.load_workbook(io.BytesIO(annotated_xlsx(data, notes)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment]
    said = Counter(line for cell in cells for line in cell.comment.text.split("\n\n"))
    assert said == Counter(note.text for note in notes)
    original = openpyxl.load_workbook(io.BytesIO(data))
    assert [original[cell.parent.title][cell.coordinate].value for cell in cells] == [cell.value for cell in cells]
    places = {f"工作表“{cell.parent.title}”{cell.coordinate}" for cell in cells}
    assert {note.spot.words for note in notes if note.spot} == places


@pytest.mark.parametrize("name", ["whole.pdf", "libreoffice-pages.pdf", "chromium-sideways.pdf"])
def test_a_highlight_lies_on_every_figure_of_a_pdf(name: str) -> None:
    data, notes = read(name)
    assert len(notes) > 20
    told = under_highlights(annotated_pdf(data, notes))
    assert Counter(said for said, _ in told) == Counter(note.text for note in notes)
    assert [(said, under) for said, under in told if said != under] == []


# single places


def test_equal_figures_are_told_apart_by_what_is_printed_around_them() -> None:
    shown = "一、收入 12.00 万元，支出 12.00 万元"
    one = Spot("a", "第 1 段", before="收入 ", text="12.00", after=" 万元，支出 12.00 万元")
    other = Spot("a", "第 1 段", before="收入 12.00 万元，支出 ", text="12.00", after=" 万元")
    assert reach(shown, one) == (5, 10)
    assert reach(shown, other) == (17, 22)
    assert reach(shown, Spot("a", "第 1 段", text="12.00")) is None
    assert reach(shown, Spot("a", "第 1 段", text="13.00")) is None
    assert reach(shown, Spot("a", "第 1 段")) is None
    assert reach("3 2.50", Spot("a", "第 1 段", text="32.50")) == (0, 6)


def note(words: str, text: str = "", before: str = "", after: str = "", *related: Spot) -> Note:
    return Note(Spot("a.docx", words, before=before, text=text, after=after), f"说 {words}", "warning", related)


def package(body: str) -> bytes:
    """A whole .docx as python-docx writes it, with a body written by hand."""
    whole, made = io.BytesIO(), io.BytesIO()
    WordDocument().save(whole)
    with (
        zipfile.ZipFile(io.BytesIO(docx(body))) as own,
        zipfile.ZipFile(whole) as old,
        zipfile.ZipFile(made, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, (own if name == "word/document.xml" else old).read(name))
    return made.getvalue()


def commented(body: str, *notes: Note) -> list[tuple[str, str]]:
    return under_comments(annotated_docx("a.docx", package(body), notes))


def test_runs_are_split_where_a_figure_begins_and_ends_inside_them() -> None:
    body = p(r("支出3"), r("2.5"), r("0万元"))
    assert commented(body, note("第 1 段", "32.50", "支出", "万元")) == [("说 第 1 段", "32.50")]
    again = note("第 1 段", "2.5", "支出3", "0万元")
    both = commented(body, note("第 1 段", "32.50", "支出", "万元"), again)
    assert both == [("说 第 1 段", "32.50"), ("说 第 1 段", "2.5")]


def test_deleted_text_and_list_labels_are_no_characters() -> None:
    body = p("<w:del><w:r><w:delText>12.00</w:delText></w:r></w:del>", r("收入12.00万元"))
    assert commented(body, note("第 1 段", "12.00", "一、收入", "万元")) == [("说 第 1 段", "12.00")]


def test_what_cannot_be_told_apart_stands_on_the_whole_paragraph_or_cell() -> None:
    body = p(r("12.00 或 12.00")) + tbl(tr(tc(p(r("甲"))), tc()))
    assert commented(body, note("第 1 段", "12.00")) == [("说 第 1 段", "12.00 或 12.00")]
    assert commented(body, note("第 1 个表格第 1 行第 2 格")) == [("说 第 1 个表格第 1 行第 2 格", "")]
    assert commented(body, note("第 1 个表格第 1 行第 1 格")) == [("说 第 1 个表格第 1 行第 1 格", "甲")]
    assert commented(body, note("页眉")) == [("说 页眉", "12.00 或 12.00")]
    assert commented(body, Note(None, "全文", "error")) == [("全文", "12.00 或 12.00")]


def test_a_text_box_takes_no_comment_so_its_paragraph_does() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p(r('框内 7.00'))}</w:txbxContent></w:pict></w:r>"
    assert commented(p(r("正文"), box), note("第 1 段的文本框", "7.00", "框内 ")) == [("说 第 1 段的文本框", "正文")]


def test_what_a_finding_is_related_to_is_coloured() -> None:
    body = p(r("收入 1.00，支出 2.00"))
    other = Spot("a.docx", "第 1 段", before="收入 ", text="1.00", after="，支出 2.00")
    copy = annotated_docx("a.docx", package(body), [note("第 1 段", "2.00", "收入 1.00，支出 ", "", other)])
    runs = WordDocument(io.BytesIO(copy)).paragraphs[0].runs
    assert [(run.text, run.font.highlight_color) for run in runs if run.font.highlight_color] == [
        ("1.00", 3),
        ("2.00", 7),
    ]


@pytest.mark.parametrize("name", ["whole.pdf", "whole.docx"])
def test_the_name_of_a_row_is_a_place_of_its_own(name: str) -> None:
    imported = import_documents([Document(name, DOCUMENTS.joinpath(name).read_bytes())])
    lines = imported.text.split("\n")
    at, line = next((at, line) for at, line in enumerate(lines) if line.lstrip().startswith("本年收入合计:"))
    start = line.index("本")
    label, amount = imported.stretch_at(at, start, start + 6), imported.stretch_at(at, len(line) - 3, len(line))
    assert label is not None
    assert amount is not None
    assert label.words != amount.words


# the command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: str) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JSLINT_CACHE_DIR", str(tmp_path / ".cache"))
    (tmp_path / "甲局").mkdir()
    with zipfile.ZipFile(DOCUMENTS / "whole.docx") as whole, zipfile.ZipFile("甲局/报告.docx", "w") as wrong:
        for name in whole.namelist():
            wrong.writestr(name, whole.read(name).replace(b"32,703.32", b"32,703.82", 1))
    book = openpyxl.load_workbook(DOCUMENTS / "nine-sheets.xlsx")
    assert book["表2"]["D8"].value == 36734.77
    book["表2"]["D8"].value = 36734.27
    book.save("甲局/表.xlsx")
    shutil.copy(DOCUMENTS / "whole.html", "甲局/网页.html")
    Path("乙局.report.yaml").write_text(published, "utf-8")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def digests(folder: Path) -> dict[str, str]:
    files = (
        each for each in folder.rglob("*") if each.is_file() and "批注" not in each.parts and ".cache" not in each.parts
    )
    return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def test_copies_lie_beside_each_other_as_their_originals_which_are_untouched(folder: Path) -> None:
    before = digests(folder)
    done = check("--documents", "--annotate", "批注", "--format", "json", ".")
    assert (done.exit_code, done.stderr) == (1, "")
    assert digests(folder) == before
    copies = sorted(str(each.relative_to("批注")) for each in Path("批注").rglob("*") if each.is_file())
    assert copies == ["乙局.report.yaml.html", "甲局/报告.docx", "甲局/网页.html.html", "甲局/表.xlsx"]
    first = {name: Path("批注", name).read_bytes() for name in ("乙局.report.yaml.html", "甲局/网页.html.html")}
    again = check("--documents", "--annotate", "批注", "--format", "json", ".")
    assert again.stdout == done.stdout  # from the cache, and without the copies
    assert {name: Path("批注", name).read_bytes() for name in first} == first


@pytest.mark.usefixtures("folder")
def test_every_finding_is_told_once_on_its_own_figure() -> None:
    done = check("--annotate", "批注", "--format", "json", "甲局/报告.docx", "甲局/表.xlsx")
    (word, book) = json.loads(done.stdout)["files"]
    told = under_comments(Path("批注/报告.docx").read_bytes())
    assert [said.split("】")[0].split()[-1] for said, _ in told] == [each["code"] for each in word["diagnostics"]]
    assert "32,703.82" in {under for _, under in told}
    cells = {
        f"工作表“{sheet.title}”{cell.coordinate}": cell
        for sheet in openpyxl.load_workbook("批注/表.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    placed = [each for each in book["diagnostics"] if "spot" in each]
    assert cells["工作表“表2”D8"].value == 36734.27
    assert all(each["message"] in cells[each["spot"]["words"]].comment.text for each in placed)
    assert sum(cell.comment.text.count("【") for cell in cells.values()) >= len(book["diagnostics"])


@pytest.mark.usefixtures("folder")
def test_several_documents_of_one_report_each_take_their_own() -> None:
    done = check("--together", "--annotate", "批注", "--format", "json", "甲局/表.xlsx", "甲局/报告.docx")
    (file,) = json.loads(done.stdout)["files"]
    there = [each["message"] for each in file["diagnostics"] if each.get("spot", {}).get("document") != "报告.docx"]
    cells = [
        c for sheet in openpyxl.load_workbook("批注/表.xlsx") for row in sheet.iter_rows() for c in row if c.comment
    ]
    said = "\n".join(cell.comment.text for cell in cells)
    assert there
    assert all(message in said for message in there)
    assert len(there) + len(WordDocument("批注/报告.docx").comments) == len(file["diagnostics"])


@pytest.mark.usefixtures("folder")
def test_copies_never_take_the_place_of_originals() -> None:
    done = check("--annotate", ".", "乙局.report.yaml")
    assert (done.exit_code, "另一个文件夹" in done.stderr) == (2, True)
    assert check("--annotate", "批注", "-").exit_code == 2
    assert check("--annotate", "批注", "--write-baseline", "乙局.report.yaml").exit_code == 2
    assert not Path("批注").exists()
    Path("批注").mkdir()
    original = Path("甲局/报告.docx").read_bytes()
    Path("批注/报告.docx").symlink_to(Path("甲局/报告.docx").absolute())
    done = check("--annotate", "批注", "甲局/报告.docx")
    assert (done.exit_code, "就是原件" in done.stderr) == (2, True)
    assert Path("甲局/报告.docx").read_bytes() == original


def test_a_document_that_takes_no_comments_becomes_a_page(folder: Path) -> None:
    """python-docx does not open a package without content types; the importer does."""
    with zipfile.ZipFile("甲局/报告.docx") as whole, zipfile.ZipFile("旧写法.docx", "w") as bare:
        for name in whole.namelist():
            bare.writestr(name, b"<Types/>" if name == "[Content_Types].xml" else whole.read(name))
    done = check("--no-cache", "--annotate", "批注", "--format", "json", "旧写法.docx")
    assert "旧写法.docx 写不进批注" in done.stderr
    (file,) = json.loads(done.stdout)["files"]
    assert file["diagnostics"]
    page = Path("批注/旧写法.docx.html").read_text("utf-8")
    assert all(each["code"] in page for each in file["diagnostics"])
    assert [each.name for each in (folder / "批注").iterdir()] == ["旧写法.docx.html"]
