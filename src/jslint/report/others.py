"""Another report beside the one that is examined, and its figures as they are weighed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.figure import Figure
from jslint.other_file import Kin, OtherFile, Trouble
from jslint.report.cells import converted
from jslint.report.cover import Reference

if TYPE_CHECKING:
    from jslint.report.model import Report

KIN_WORDS: dict[Kin, str] = {"previous": "上年", "official": "决算报表", "budget": "预算报告"}
"""What messages call another report by what it is; one that is consolidated, by its body."""


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
        """What messages call it: 上年, 决算报表, or the body's own name."""
        if self.kin in KIN_WORDS:
            return KIN_WORDS[self.kin]
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
