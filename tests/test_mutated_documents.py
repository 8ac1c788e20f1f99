"""Documents changed at random as offices change them: the law of conservation holds, nothing fails, nothing is lost unsaid."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from conftest import how_many
from jslint.document.lay_out import lay_out
from jslint.document.page import Grid
from jslint.document.recognise import Document, Imported, import_documents
from jslint.engine.examination import examine
from made_pdf import GREY, WHITE, Sheet, pdf
from written_elsewhere import sheet

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "shanghai-2024.report.yaml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMATS = (
    "0.00",
    "#,##0.00",
    "0",
    "0!.0000",
    "#,##0.00,",
    '0.00"万元"',
    '0.00"元"',
    "0.0%",
    "[>=0]0.00;(0.00)",
    "General",
    "@",
)
TORN = "有一段内容已损坏"
ROWS = 18
"""Rows of a page."""


def imported(name: str, data: bytes) -> Imported:
    result = import_documents([Document(name, data)])
    assert result.faults == ()
    return result


def held(result: Imported) -> Counter[str]:
    """The numbers with decimals, whatever became of them."""
    return Counter(entry.token for entry in result.entries if "." in entry.token)


def repacked(data: bytes, part: str, change: Callable[[Any], None]) -> bytes:
    """A packed document with one part of it changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(name, content)
    return out.getvalue()


# --- Word


def element(name: str, *inside: Any, **attributes: str) -> Any:
    made = etree.Element(f"{{{W}}}{name}", {f"{{{W}}}{key}": value for key, value in attributes.items()})
    made.extend(inside)
    return made


def wrap(root: Any, dice: random.Random) -> bool:
    """A content control, a tag or a tracked insertion around anything."""
    kind = dice.choice(("p", "r", "tr", "tc", "tbl"))
    one = dice.choice(list(root.iter(f"{{{W}}}{kind}")))
    parent, at = one.getparent(), one.getparent().index(one)
    if kind == "r" and dice.random() < 0.6:
        wrapper = inner = element(*dice.choice((("ins",), ("moveTo",), ("smartTag",))))
    else:
        inner = element("sdtContent")
        wrapper = element("sdt", element("sdtPr"), inner)
    parent.remove(one)
    inner.append(one)
    parent.insert(at, wrapper)
    return True


def merge(root: Any, dice: random.Random) -> bool:
    """A cell over its blank neighbour to the right, or over a blank one below."""
    row = dice.choice(list(root.iter(f"{{{W}}}tr")))
    cells = row.findall(f"{{{W}}}tc")
    below = row.getnext().findall(f"{{{W}}}tc") if row.getnext() is not None else []
    for at in dice.sample(range(len(cells)), len(cells)):
        properties = cells[at].find(f"{{{W}}}tcPr")
        if properties is None or cells[at].find(f"{{{W}}}tcPr/{{{W}}}gridSpan") is not None:
            continue
        if at + 1 < len(cells) and not "".join(cells[at + 1].itertext()).strip():
            if cells[at + 1].find(f"{{{W}}}tcPr/{{{W}}}gridSpan") is None:
                row.remove(cells[at + 1])
                properties.append(element("gridSpan", val="2"))
                return True
        elif len(below) == len(cells) and not "".join(below[at].itertext()).strip():
            properties.append(element("vMerge", val="restart"))
            below[at].find(f"{{{W}}}tcPr").append(element("vMerge"))
            return True
    return False


def hide_row(root: Any, dice: random.Random) -> bool:
    row = dice.choice(list(root.iter(f"{{{W}}}tr")))
    about = row.find(f"{{{W}}}trPr")
    if about is None:
        about = element("trPr")
        row.insert(0, about)
    about.append(element("hidden"))
    return True


KEEP: dict[str, Callable[[Any, random.Random], bool]] = {"wrap": wrap, "merge": merge}
"""Changes after which every number is still printed."""


def in_word(data: bytes, dice: random.Random, before: Counter[str]) -> None:
    names = dice.choices([*KEEP, "hide"], k=dice.randint(1, 6))

    def change(root: Any) -> None:
        for name in names:
            (KEEP.get(name) or hide_row)(root, dice)

    result = imported("a.docx", repacked(data, "word/document.xml", change))
    if "hide" in names:
        assert held(result) <= before
        assert any("隐藏" in doubt for doubt in result.doubts)
    else:
        assert held(result) == before


# --- Excel


def reach(root: Any, dice: random.Random) -> str:
    """Two cells beside or under each other."""
    place = dice.choice(list(root.iter(f"{{{S}}}c"))).get("r")
    letters, number = place.rstrip("0123456789"), int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    right = chr(ord(letters) + 1) if len(letters) == 1 and letters < "Z" else letters
    return f"{letters}{number}:{right}{number}" if dice.random() < 0.5 else f"{letters}{number}:{letters}{number + 1}"


def change_sheet(root: Any, dice: random.Random) -> None:
    rows = list(root.iter(f"{{{S}}}row"))
    how = dice.choice(("merge", "row", "column"))
    if how == "row":
        dice.choice(rows).set("hidden", "1")
    elif how == "column":
        for column in root.iter(f"{{{S}}}col"):
            column.set("hidden", "1" if dice.random() < 0.3 else "0")
    elif next(root.iter(f"{{{S}}}mergeCells"), None) is None:
        merges = etree.Element(f"{{{S}}}mergeCells")
        merges.append(etree.Element(f"{{{S}}}mergeCell", ref=reach(root, dice)))
        root.find(f"{{{S}}}sheetData").addnext(merges)


def change_formats(root: Any, dice: random.Random) -> None:
    formats = root.find(f"{{{S}}}numFmts")
    if formats is None:
        formats = etree.Element(f"{{{S}}}numFmts")
        root.insert(0, formats)
    for number, form in enumerate(dice.sample(FORMATS, 3), 300):
        formats.append(etree.Element(f"{{{S}}}numFmt", numFmtId=str(number), formatCode=form))
    for style in root.find(f"{{{S}}}cellXfs"):
        if dice.random() < 0.4:
            style.set("numFmtId", str(dice.choice((300, 301, 302))))


def in_excel(data: bytes, dice: random.Random, before: Counter[str]) -> None:
    del before
    for _ in range(dice.randint(1, 4)):
        part = f"xl/worksheets/sheet{dice.randint(1, 9)}.xml"
        data = repacked(data, part, lambda root: change_sheet(root, dice))
    if dice.random() < 0.5:
        data = repacked(data, "xl/styles.xml", lambda root: change_formats(root, dice))
    imported("a.xlsx", data)


# --- PDF


def pages() -> list[tuple[str, list[list[str]]]]:
    """The tables of the example, title and rows, a page at a time."""
    laid_out = lay_out(examine(EXAMPLE.read_text(encoding="utf-8")))
    grids = [
        block for chapter in laid_out.chapters for block in chapter.blocks if isinstance(block, Grid) and block.title
    ]
    found = []
    for grid in grids:
        rows = sheet(1, grid)[1][4:]
        for at in range(0, len(rows), ROWS):
            found.append(
                (
                    grid.title if at == 0 else "",
                    [[cell.replace("\u3000", "") for cell in row] for row in rows[at : at + ROWS]],
                )
            )
    return found


def drawn(dice: random.Random) -> tuple[bytes, Counter[str], list[str]]:
    """The pages with marks over them, the numbers that are added, and what has been done."""
    sheets, added, done = [], Counter[str](), []
    for title, rows in pages():
        widths = [10 + 9 * max(map(len, column)) for column in zip(*rows, strict=True)]
        page = Sheet(width=max(600, 80 + sum(widths)), height=842).text(60, 60, title)
        page.ruled(rows, widths=widths, row=34)
        how = dice.choice(("", "", "", "watermark", "unseen"))
        figure = f"{dice.randrange(10**6) / 100:.2f}"
        if how == "watermark":
            page.text(200, 500, f"内部资料{figure}", size=36, colour=GREY, angle=35)
            added[figure] += 1
        elif how == "unseen":
            page.text(300, 800, figure, colour=WHITE)
            added[figure] += 1
        sheets.append(page)
        done.append(how)
    data = pdf(sheets[0].text(60, 30, "某某局 2024 年度部门决算"), *sheets[1:])
    if dice.choice((False, False, True)):
        data = torn(data, dice.randrange(len(sheets)))
        done.append("torn")
    return data, added, done


def torn(data: bytes, page: int) -> bytes:
    """The content of a page broken off: bytes in its middle overwritten."""
    start = -1
    for _ in range(page + 1):
        start = data.index(b"stream\n", data.index(b"/FlateDecode", start + 1)) + 7
    middle = (start + data.index(b"endstream", start)) // 2
    return data[:middle] + bytes(60) + data[middle + 60 :]


def in_pdf(_data: bytes, dice: random.Random, before: Counter[str]) -> None:
    content, added, done = drawn(dice)
    if "torn" in done:  # what stands behind the break is anybody's guess: it is told, whatever is read
        result = import_documents([Document("a.pdf", content)])
        assert any(TORN in doubt for doubt in result.doubts)
    else:
        assert held(imported("a.pdf", content)) == before + added


DOCUMENTS: dict[str, tuple[str, Callable[[bytes, random.Random, Counter[str]], None]]] = {
    "docx": ("whole.docx", in_word),
    "xlsx": ("nine-sheets.xlsx", in_excel),
    "pdf": ("", in_pdf),
}


def original(kind: str) -> bytes:
    name = DOCUMENTS[kind][0]
    if name:
        return (HERE / "documents" / name).read_bytes()
    return drawn(_Still())[0]


class _Still(random.Random):
    """Draws the pages without a mark."""

    def choice(self, seq: Any) -> Any:
        return seq[0]


def holds(kind: str, seeds: range) -> None:
    data = original(kind)
    before = held(imported(f"a.{kind}", data))
    assert len(before) > 100
    for seed in seeds:
        DOCUMENTS[kind][1](data, random.Random(f"{kind} {seed}"), before)


@pytest.mark.parametrize("kind", list(DOCUMENTS))
def test_the_law_holds_for_a_document_changed_at_random(kind: str) -> None:
    holds(kind, range(2))


@pytest.mark.long
@pytest.mark.parametrize("kind", list(DOCUMENTS))
def test_the_law_holds_for_three_hundred_documents_changed_at_random(kind: str) -> None:
    holds(kind, range(2, 2 + how_many(4, 100)))
