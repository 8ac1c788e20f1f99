"""The tables and headings of a printed report, as they stand in the seed's text and in a published PDF."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jslint.document.read.pdf.document import read_pdf
from jslint.document.stream import Grid
from printed_pdf import page_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def normal(text: str) -> str:
    return re.sub(r"[\s\"'“”‘’「」()\[\]【】]", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed table: its title, its mark (公开NN表, "" where none is printed) and its cells row by row."""

    title: str
    mark: str
    rows: list[list[str]]


def seed_tables(path: Path) -> list[Printed]:
    lines = [line.strip("\n") for line in path.read_text(encoding="utf-8").splitlines()]
    starts = [i for i, line in enumerate(lines) if re.fullmatch(r"公开 ?\d\d ?表", line.strip())]
    end = next(i for i, line in enumerate(lines) if i > starts[-1] and line.startswith("第三部分"))
    tables = []
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        title = next(line for line in reversed(lines[:start]) if line.strip())
        rows = [line.split("\t") for line in lines[start:stop] if "\t" in line]
        tables.append(Printed(normal(title), normal(lines[start]), rows))
    return tables


def seed_sections(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if re.match(r"[一二三四五六七八九十]+、\S+情况说明$", line)]


def pdf_pages(path: Path) -> list[tuple[str, list[list[str]]]]:
    rows: dict[str, list[list[str]]] = {}
    for block in read_pdf(path.name, path.read_bytes(), lambda _done, _known: None):
        if isinstance(block, Grid):
            held = rows.setdefault(block.rows[0][0].spot.part, [])
            held += [[cell.text for cell in row] for row in block.rows]
    return [(text, rows.get(f"第 {number} 页", [])) for number, text in enumerate(page_texts(path), 1)]


def pdf_tables(pages: list[tuple[str, list[list[str]]]]) -> list[Printed]:
    tables: list[Printed] = []
    for text, rows in pages:
        head = re.search(r"^(\S.*表)\n(?:[“” ]+\n)?单位：万元$", text, re.MULTILINE)
        if head:
            tables.append(Printed(normal(head[1]), "", rows))
        elif tables and rows and not text.startswith("第三部分"):
            tables[-1].rows.extend(rows)
    return tables


def is_figure(cell: str) -> bool:
    return re.fullmatch(r"-?[\d,]+(\.\d+)?", cell) is not None


def code_of(row: list[str], at: int) -> tuple[str, int]:
    """The subject code that begins at a cell (whole, or as 类|款|项), and the index of the cell after it."""
    code = row[at]
    if not re.fullmatch(r"[1-9]\d\d(\d\d){0,2}", code):
        return "", at
    end = at + 1
    while end < len(row) and (re.fullmatch(r"\d\d", row[end]) or (row[end] == "" and end + 1 < len(row))):
        code += row[end]
        end += 1
    return code, end


def labels(row: list[str]) -> Iterator[tuple[str, str, str]]:
    """The printed labels of a row: the code before it ("" where none), its text, the cell after it."""
    at = 0
    while at < len(row):
        code, at = code_of(row, at)
        if at < len(row) and row[at] and not is_figure(row[at]):
            yield code, row[at], row[at + 1] if at + 1 < len(row) else ""
        at += 1
