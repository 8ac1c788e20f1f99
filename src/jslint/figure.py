"""A printed figure: what it is, exactly where it stands, what it says and how exactly it says it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from jslint.amount import ZERO, Interval
from jslint.source import Span


class Place(NamedTuple):
    """What a figure is in the words of the report: piece, row and column.

    `piece` is the path of a table, section or form (`决算表/收入决算表`); `row` and `column` are as printed. The place says
    nothing of offsets, so it survives every edit elsewhere. `report` says which report it is in where that is another one.
    """

    piece: str
    row: str = ""
    column: str = ""
    report: str = ""

    @property
    def title(self) -> str:
        """The last part of the piece's path: the table, section or form itself."""
        return self.piece.rpartition("/")[2]

    def words(self) -> str:
        """The place as a reader would say it: 《收入决算表》208 社会保障和就业支出 · 财政拨款收入."""
        inner = " · ".join(part for part in (self.row, self.column) if part)
        return f"{self.report}《{self.title}》{inner}"

    def inner_words(self) -> str:
        """The place within its table, for a message that has named the table already."""
        return " · ".join(part for part in (self.report, self.row, self.column) if part) or self.title


class Anchor(NamedTuple):
    """A span within a piece, in code points from the piece's start; the engine turns it into a span of the file.

    `file` names the other report that the piece is of; empty for the report itself.
    """

    piece: str
    span: Span
    file: str = ""


class Figure(Struct, frozen=True, eq=False):
    """A printed figure.

    `number` is its value in `unit` (None where the text could not be read); `quantum` is the step to which it is known, 0
    for what is exact (a printed zero, a nil blank, a count, 元 with two decimals); `step` is the step of the precision that
    identity is judged at. `printed` is the text between the span's ends, in `printed_unit` where that is not `unit`. `thousands` where
    amounts of its table are printed with marks of thousands. Two figures are the same only if they are the
    same object.
    """

    place: Place
    anchor: Anchor
    printed: str
    number: Decimal | None
    quantum: Decimal
    step: Decimal
    unit: str
    blank: bool = False
    printed_unit: str = ""
    thousands: bool = False

    @property
    def span(self) -> Span:
        """The span within the figure's piece."""
        return self.anchor.span

    @property
    def value(self) -> Decimal:
        """The number of a figure that could be read; raises ValueError for one that could not."""
        if self.number is None:
            raise ValueError(self.printed)
        return self.number

    def interval(self) -> Interval:
        """The true values that print so; raises ValueError for a figure that could not be read."""
        return Interval.around(self.value, self.quantum)

    @property
    def shown(self) -> str:
        """The figure as messages quote it."""
        return "空白" if self.blank else self.printed + self.printed_unit

    @property
    def is_zero(self) -> bool:
        """Whether it says nothing was received or spent: a printed zero or a nil blank."""
        return self.number == ZERO
