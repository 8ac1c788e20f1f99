"""Generated reports written by other programs come back whole: LibreOffice's docx, xlsx, html and PDF, Chromium's PDF.

    python tests/written_elsewhere.py [REPORTS] [FIRST]

Each report is imported from each kind; its numbers must balance against the second reading, its tables must be those that were
generated, and no amount may be left over. Prints what differs and a count for each kind; exit 1 if anything differs.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generate import department
from generate_prose import Teller, report_of
from jslint.document.lay_out import lay_out
from jslint.document.page import Grid
from jslint.document.recognise import Document, UnreadableError, import_documents
from jslint.document.write.web import web_page
from jslint.engine.examination import examine
from jslint.report.layout import Layout, layout_ids, shipped_layout
from other_programs import HTML, Cells, Chromium, Sheet, flat_sheets, libreoffice
from round_trip import facts

BATCH = 25
"""Reports that LibreOffice converts in one call."""
KINDS = ("docx", "xlsx", "html", "pdf", "chromium.pdf")
LAYOUTS = layout_ids()
SMALL = b"td, th { font-size: 6pt } </style>"
"""LibreOffice prints every page upright: twelve columns of a larger type would run off it."""


class Difference(NamedTuple):
    """A report that does not come back from a kind as it was generated."""

    report: int
    kind: str
    words: str


def layout_of(number: int) -> Layout:
    """The layout of a report: each in turn."""
    layout = shipped_layout(LAYOUTS[number % len(LAYOUTS)])
    assert layout is not None
    return layout


def generated(number: int) -> str:
    """An honest report with its narrative, in one of the layouts."""
    dice, layout = random.Random(number), layout_of(number)
    teller = Teller(department(dice, layout), layout, dice)
    return report_of(teller.made, layout, teller.sections())


def differences(numbers: range) -> list[Difference]:
    """What is not as it was generated, over all kinds."""
    found: list[Difference] = []
    for start in range(0, len(numbers), BATCH):
        reports = {number: generated(number) for number in numbers[start : start + BATCH]}
        with tempfile.TemporaryDirectory() as name:
            write(reports, Path(name))
            for number, text in reports.items():
                for kind in KINDS:
                    path = Path(name) / f"r{number}.{kind}"
                    found += [Difference(number, kind, words) for words in wrong_with(path, text, layout_of(number))]
    return found


def write(reports: Mapping[int, str], folder: Path) -> None:
    """The reports in every kind, by their numbers."""
    pages, books = [], []
    for number, text in reports.items():
        page, book = folder / f"r{number}.page.html", folder / f"r{number}.fods"
        laid_out = lay_out(examine(text))
        page.write_bytes(web_page(laid_out).replace(b"</style>", SMALL))
        grids = [block for chapter in laid_out.chapters for block in chapter.blocks if isinstance(block, Grid)]
        book.write_text(flat_sheets(map(sheet, range(1, 99), grids)), encoding="utf-8")
        pages.append(page)
        books.append(book)
    libreoffice(folder, "xlsx", books)
    for text_document in libreoffice(folder, "odt:writer8", pages, infilter=HTML):
        text_document.rename(folder / f"{text_document.name.partition('.')[0]}.odt")
    texts = [folder / f"r{number}.odt" for number in reports]
    for kind in ("docx", "pdf", f"html:{HTML}"):
        libreoffice(folder, kind, texts)
    with Chromium() as browser:
        for number in reports:
            (folder / f"r{number}.chromium.pdf").write_bytes(browser.pdf(folder / f"r{number}.page.html"))


def sheet(number: int, grid: Grid) -> Sheet:
    """A table of the accounts as it stands on a sheet of a workbook, with what is printed around it."""
    cells: dict[tuple[int, int], str] = {(at, column): cell.text for at, column, cell in grid.cells()}
    height = 1 + max((at for at, _ in cells), default=0)
    rows: list[Cells] = [[cells.get((at, column), "") for column in range(grid.width)] for at in range(height)]
    beside = [""] * max(0, grid.width - 2)
    return f"表{number}", [
        [grid.title],
        [grid.number],
        [f"{grid.year} 年度"],
        [f"编制单位：{grid.body}", *beside, f"单位：{grid.unit}"],
        *rows,
        *([note.text] for note in grid.notes),
    ]


def wrong_with(path: Path, text: str, layout: Layout) -> Iterator[str]:
    """What is not as it was generated after an import."""
    try:
        result = import_documents([Document(path.name, path.read_bytes())], layout_id=layout.id)
    except UnreadableError as error:
        yield str(error)
        return
    yield from (balance.words() for balance in result.faults)
    yield from (f"left over: {rest.spot.words} {rest.text[:40]}" for rest in result.rest if "." in rest.text)
    before, after = (_amounts(each) for each in (facts(text), facts(result.text)))
    for table in sorted({*before, *after}):
        own, read = before.get(table, Counter()), after.get(table, Counter())
        lost, new = own - read, read - own
        if lost or new:
            yield f"{table}: lost {dict(lost)}, new {dict(new)}"


def _amounts(told: Mapping[tuple[str, ...], str]) -> Mapping[str, Counter[tuple[tuple[str, ...], str]]]:
    """The figures of each table with the rows and columns that they stand at."""
    found: dict[str, Counter[tuple[tuple[str, ...], str]]] = {}
    for path, value in told.items():
        if path[0] == "决算表" and "." in value:
            found.setdefault(path[1], Counter())[path[2:], value] += 1
    return found


def main() -> int:
    """Writes and imports the reports."""
    count, first = (int(sys.argv[at]) if len(sys.argv) > at else default for at, default in ((1, 10), (2, 1)))
    found = differences(range(first, first + count))
    for difference in found:
        print(f"r{difference.report}.{difference.kind}: {difference.words[:300]}")
    wrong = Counter(kind for _, kind in {(each.report, each.kind) for each in found})
    print(", ".join(f"{kind} {count - wrong[kind]}/{count}" for kind in KINDS))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
