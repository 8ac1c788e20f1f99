"""What a printed page consists of: texts with their places and marks, grids, chapters."""

from __future__ import annotations

from msgspec import Struct

from jslint.diagnostic import RANK


class Mark(Struct, frozen=True):
    """A stretch of a text: plain, or under a finding."""

    text: str
    severity: str = ""
    message: str = ""


class Printed(Struct, frozen=True):
    """A text on the page: where it stands in the file (line and character; -1 where it is the layout's), and its marks."""

    marks: tuple[Mark, ...]
    line: int = -1
    character: int = -1
    kind: str = ""
    columns: int = 1
    rows: int = 1

    @property
    def severity(self) -> str:
        """The gravest severity of the marks."""
        return max((mark.severity for mark in self.marks if mark.severity), key=_rank, default="")


class Grid(Struct, frozen=True):
    """A table on the page."""

    title: str
    number: str
    body: str
    year: int
    unit: str
    head: tuple[tuple[Printed, ...], ...]
    rows: tuple[tuple[Printed, ...], ...]
    notes: tuple[Printed, ...]
    heading: Printed


class Chapter(Struct, frozen=True):
    """A part of the report: its heading, and what stands under it."""

    heading: str
    blocks: tuple[Grid | Printed, ...] = ()


def _rank(severity: str) -> int:
    return RANK.get(severity, -1)  # type: ignore[call-overload, no-any-return]
