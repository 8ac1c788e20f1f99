"""Misprints laid into a good report: one digit of one cell, and what the report then says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jslint import Memo, Settings, examine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jslint.diagnostic import Diagnostic
    from jslint.engine.examination import Examination
    from jslint.figure import Figure
    from jslint.source import Span

TABLES = Settings(select=("JS1", "JS2"), ignore=("JS190", "JS210"))
"""The firm relations of the tables."""


def misprint(printed: str) -> str:
    """The first significant digit is another; a zero becomes 1.00."""
    for index, character in enumerate(printed):
        if character.isdigit() and character != "0":
            return f"{printed[:index]}{int(character) % 9 + 1}{printed[index + 1 :]}"
    return "1.00"


@dataclass(frozen=True)
class Misprinted:
    """A report with misprints: its text, where they stand, and the findings."""

    text: str
    spans: list[Span]
    diagnostics: tuple[Diagnostic, ...]


class Press:
    """Prints a report again and again with misprints in it."""

    def __init__(self, text: str, settings: Settings = TABLES) -> None:
        self._text = text
        self._settings = settings
        self._memo = Memo()
        self.original: Examination = examine(text, settings=settings, memo=self._memo)

    def cells(self) -> Iterator[Figure]:
        """The printed table cells."""
        for table in self.original.report.tables():
            yield from (figure for figure in table.figures() if not figure.blank)

    def misprinted(self, *figures: Figure) -> Misprinted:
        """The report with these cells misprinted."""
        ordered = sorted(figures, key=lambda figure: self.original.locate(figure.anchor))
        text, spans, shift = self._text, [], 0
        for figure in ordered:
            span = self.original.locate(figure.anchor).shifted(shift)
            new = misprint(figure.printed)
            text = text[: span.start] + new + text[span.end :]
            shift += len(new) - len(figure.printed)
            spans.append(span)
        return Misprinted(text, spans, self.findings(text))

    def findings(self, text: str) -> tuple[Diagnostic, ...]:
        """The findings of a text."""
        return examine(text, settings=self._settings, memo=self._memo).diagnostics
