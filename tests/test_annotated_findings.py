"""`check --annotate` read back: under the mark of every finding stand its own figure or words, in the documents themselves."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from conftest import ROOT
from jslint import examine
from jslint.cli import main
from jslint.document.annotate.pdf import annotated_pdf
from jslint.document.lay_out import lay_out
from jslint.document.recognise import Document, Imported, import_documents
from jslint.report.titles import normalise
from jslint.workspace.publishing import writer_of
from reading_back import under_cell_notes, under_comments, under_highlights
from test_annotate import notes_of

DOCUMENTS = ROOT / "tests" / "documents"
UNDER: dict[str, Callable[[bytes], list[tuple[str, str]]]] = {
    ".docx": under_comments,
    ".xlsx": under_cell_notes,
    ".pdf": under_highlights,
}
HEADING = re.compile(r"【.{2} (JS[0-9]{3})】(.*)")


def findings(imported: Imported) -> list[tuple[str, str, str]]:
    """Code, message, and the characters of the report file that every finding is about."""
    told = examine(imported.text)
    return [(each.code, each.message, imported.text[each.span.start : each.span.end]) for each in told.diagnostics]


def read_back(path: Path, folder: Path) -> tuple[int, int, list[tuple[str, str, str]]]:
    """How many findings a document has, under how many the very characters stand, and the others: code, words, what stands there."""
    told = findings(import_documents([Document(path.name, path.read_bytes())]))
    before = path.read_bytes()
    done = CliRunner().invoke(main, ["check", "--no-cache", "--annotate", str(folder), str(path)])
    assert done.exit_code == 1, done.output
    assert path.read_bytes() == before
    marks: dict[tuple[str, str], list[str]] = {}
    for said, under in UNDER[path.suffix](folder.joinpath(path.name).read_bytes()):
        if heading := HEADING.match(said):
            marks.setdefault((heading[1], heading[2]), []).append(bare(under))
    astray = []
    for code, message, words in told:
        stands = marks.get((code, message), [])
        if bare(words) in stands:
            stands.remove(bare(words))
        else:
            astray.append((code, words, "、".join(stands)))
    assert sum(map(len, marks.values())) == sum(
        1 for _, _, under in astray if under
    )  # every finding once, and nothing else
    return len(told), len(told) - len(astray), astray


def bare(words: str) -> str:
    """Words without what is set otherwise in a report file and in print: spaces, quotes, brackets' width."""
    number = words.replace(",", "")
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", number):
        return number.rstrip("0").rstrip(".")
    return normalise(words).replace("“", "").replace("”", "")


@pytest.mark.parametrize(
    ("name", "least", "nowhere"),
    [
        ("sh-putuo-czj-2024-draft-with-problems.pdf", 10, ["JS501"]),  # a table that is not there
        ("sh-putuo-czj-2024-published.pdf", 4, []),
    ],
)
def test_under_every_finding_of_a_real_report(
    name: str, least: int, nowhere: list[str], shared: Path, tmp_path: Path
) -> None:
    count, exact, astray = read_back(shared / "reports" / name, tmp_path)
    assert count >= least
    assert exact == count - len(nowhere)
    assert [(code, under) for code, _, under in astray] == [(code, "") for code in nowhere]


@pytest.mark.parametrize("name", ["sh-putuo-czj-2024-draft-with-problems.pdf", "sh-putuo-czj-2024-published.pdf"])
def test_a_highlight_lies_on_every_figure_of_a_real_report(name: str, shared: Path) -> None:
    data = (shared / "reports" / name).read_bytes()
    notes = notes_of(import_documents([Document(name, data)]))
    assert len(notes) > 500
    told = under_highlights(annotated_pdf(data, notes))
    assert Counter(said for said, _ in told) == Counter(note.text for note in notes)
    assert [(said, under) for said, under in told if said != under] == []


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_under_every_finding_of_an_example(ending: str, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
    path = tmp_path / f"example{ending}"
    path.write_bytes(writer_of(path.name)(lay_out(examine(text))).data)
    count, exact, astray = read_back(path, tmp_path / "批注")
    assert count >= 40
    assert (exact, astray) == (count, [])


def test_under_every_finding_of_a_word_document_with_wrong_figures(tmp_path: Path) -> None:
    """Every thirtieth figure of the document is another."""
    path = tmp_path / "报告.docx"
    with zipfile.ZipFile(DOCUMENTS / "whole.docx") as whole, zipfile.ZipFile(path, "w") as wrong:
        for name in whole.namelist():
            wrong.writestr(name, _other(whole.read(name)) if name == "word/document.xml" else whole.read(name))
    count, exact, astray = read_back(path, tmp_path / "批注")
    assert count > 10
    assert (exact, astray) == (count, [])


def _other(document: bytes) -> bytes:
    pieces = re.split(r"(?<=>)([0-9,]+\.[0-9]{2})(?=<)", document.decode("utf-8"))
    for at in range(31, len(pieces), 60):
        pieces[at] = pieces[at].translate(str.maketrans("123456789", "234567891"))
    return "".join(pieces).encode("utf-8")


def test_under_every_finding_of_a_workbook_with_wrong_figures(tmp_path: Path) -> None:
    """Every fortieth amount of the workbook is another."""
    path = tmp_path / "表.xlsx"
    book = openpyxl.load_workbook(DOCUMENTS / "nine-sheets.xlsx")
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, float) and cell.value
    ]
    for cell in cells[::40]:
        cell.value += 1000
    book.save(path)
    count, exact, astray = read_back(path, tmp_path / "批注")
    assert count > 5
    assert exact == count - len(astray)
    assert [(code, words) for code, words, _ in astray] == [("JS501", "格式")]  # the narrative is not in a workbook
