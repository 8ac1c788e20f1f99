"""What a printed page consists of: texts with their places and marks, grids, chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from jslint.diagnostic import RANK
from jslint.pattern import Pattern

_UNPRINTABLE = Pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """A text with what no page can hold (control characters, halves of characters) made visible, one for one."""
    return _UNPRINTABLE.sub("\ufffd", text)


class Mark(Struct, frozen=True):
    """A stretch of a text: plain, or under a finding; in a text of several lines with its own place in the file (else -1)."""

    text: str
    severity: str = ""
    message: str = ""
    line: int = -1
    character: int = -1


class Printed(Struct, frozen=True):
    """A text on the page: where it stands in the file (line and character; -1 where it is the layout's), and its marks.

    `kind` is how it is set (h0, h1, h2, p, field, note; in grids head, label, code, number, total); `lead` stands in front of it in its line.
    """

    marks: tuple[Mark, ...]
    line: int = -1
    character: int = -1
    kind: str = ""
    columns: int = 1
    rows: int = 1
    lead: Printed | None = None

    @property
    def severity(self) -> str:
        """The gravest severity of the marks."""
        return max((mark.severity for mark in self.marks if mark.severity), key=_rank, default="")

    @property
    def text(self) -> str:
        """The text without its marks."""
        return "".join(mark.text for mark in self.marks)


Lines = tuple[tuple[Printed, ...], ...]
"""Rows of cells."""


class Grid(Struct, frozen=True):
    """A table on the page; `title` is empty for one within a text. `listed` is what the contents call it, where its heading alone does not tell."""

    title: str
    number: str
    body: str
    year: int
    unit: str
    head: Lines
    rows: Lines
    notes: tuple[Printed, ...]
    heading: Printed
    listed: str = ""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((at + cell.columns for _, at, cell in self.cells()), default=0)

    def cells(self) -> Iterator[tuple[int, int, Printed]]:
        """Every cell with its row (those of the head counted first) and column."""
        return spread((*self.head, *self.rows))


class Chapter(Struct, frozen=True):
    """A part of the report: its heading, and what stands under it."""

    heading: str
    blocks: tuple[Grid | Printed, ...] = ()


class Line(Struct, frozen=True):
    """A line of the contents: the level of what it names (1 a part, 2 a table or section), its text, its name for links."""

    level: int
    text: str
    name: str


class Pages(Struct, frozen=True):
    """A report as it will be printed; `contents` is the page of contents as its file has it, `date` the month of the cover."""

    body: str
    year: int
    scope: str
    date: str
    contents: tuple[Printed, ...]
    chapters: tuple[Chapter, ...]

    @property
    def title(self) -> tuple[str, str]:
        """The two lines of the cover."""
        return self.body, f"{self.year} 年度{self.scope}" if self.year else self.scope

    @property
    def date_words(self) -> str:
        """The month of the cover as it is printed: 2024-09 → 2024 年 9 月."""
        year, _, month = self.date.partition("-")
        return f"{year} 年 {int(month)} 月" if year.isdigit() and month.isdigit() else self.date

    def name(self, chapter: int, block: int | None = None) -> str:
        """What links call a chapter or a block of it."""
        return f"part-{chapter + 1}" if block is None else f"part-{chapter + 1}-{block + 1}"

    def entries(self) -> Iterator[Line]:
        """The contents: every part, table, section and annex."""
        for at, chapter in enumerate(self.chapters):
            yield Line(1, chapter.heading, self.name(at))
            for number, block in enumerate(chapter.blocks):
                heading = block.heading if isinstance(block, Grid) else block
                if isinstance(block, Grid) or block.kind == "h0":
                    listed = block.listed if isinstance(block, Grid) else ""
                    yield Line(2, listed or heading.text, self.name(at, number))


def spread(lines: Sequence[Sequence[Printed]]) -> Iterator[tuple[int, int, Printed]]:
    """Every cell of some lines with its row and column, cells over several rows or columns counted."""
    taken: set[tuple[int, int]] = set()
    for at, line in enumerate(lines):
        column = 0
        for cell in line:
            while any((at, column + right) in taken for right in range(cell.columns)):
                column += 1
            yield at, column, cell
            taken |= {(at + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}


def _rank(severity: str) -> int:
    return RANK.get(severity, -1)  # type: ignore[call-overload, no-any-return]
