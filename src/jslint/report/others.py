"""Another report beside the one that is examined, and its figures as they are weighed there."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.amount import printed
from jslint.figure import Figure
from jslint.other_file import Kin, OtherFile, Trouble
from jslint.report.cells import WAN_YUAN, YUAN
from jslint.report.cover import Reference

if TYPE_CHECKING:
    from jslint.report.model import Report

YUAN_IN_WAN = Decimal(10_000)
PREVIOUS_WORDS = "上年"


class Other(Struct, frozen=True, eq=False):
    """A file that a reference of the report came to: the report in it, or why there is none.

    `reference` is the path as it is written, `path` what findings call the file.
    """

    kin: Kin
    reference: str
    path: str
    trouble: Trouble | None = None
    detail: str = ""
    report: Report | None = None
    _figures: dict[tuple[int, str], Figure] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What messages call it: 上年, or the body's own name."""
        if self.kin == "previous":
            return PREVIOUS_WORDS
        return (self.report.cover.body if self.report is not None else "") or self.path

    def figure(self, figure: Figure, unit: str) -> Figure:
        """A figure of its as one of another report, in the unit of the amounts there; the same object each time."""
        key = (id(figure), unit)
        if key not in self._figures:
            self._figures[key] = converted(self._placed(figure), unit)
        return self._figures[key]

    def _placed(self, figure: Figure) -> Figure:
        place = figure.place._replace(report=self.name)
        return replace(figure, place=place, anchor=figure.anchor._replace(file=self.path))


def other_from(reference: Reference, file: OtherFile, report: Report | None) -> Other:
    """What a file that a reference came to is."""
    return Other(reference.kin, reference.path, file.path, file.trouble, file.detail, report)


def converted(figure: Figure, unit: str) -> Figure:
    """An amount in the other of 元 and 万元, exactly; it prints as it would there, with all its digits."""
    if {figure.unit, unit} != {YUAN, WAN_YUAN}:
        return figure
    factor = 1 / YUAN_IN_WAN if unit == WAN_YUAN else YUAN_IN_WAN
    number = figure.number * factor if figure.number is not None else None
    text = figure.printed if figure.blank or number is None else printed(number)
    return replace(
        figure, printed=text, number=number, quantum=figure.quantum * factor, step=figure.step * factor, unit=unit
    )
