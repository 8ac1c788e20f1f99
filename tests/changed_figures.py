"""Each figure of a good report changed in turn: whether an error or a warning notices it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from jslint import Memo, examine
from jslint.engine.examination import Examination
from jslint.figure import Figure

NOT_CHANGED = ("年度指标值", "指标值", "年度目标值")
"""Columns of targets, which no figure of a report says the value of."""


class Change(Struct, frozen=True):
    """A figure that was changed, and whether that was noticed."""

    figure: Figure
    noticed: bool

    @property
    def area(self) -> str:
        """决算表, 情况说明 or 附件."""
        return self.figure.place.piece.partition("/")[0]

    @property
    def words(self) -> str:
        """Where the figure stands."""
        return self.figure.place.words()


def changed(printed: str) -> str:
    """The first significant digit one further; a zero becomes 7."""
    match = re.search("[1-9]", printed)
    if match is None:
        return re.sub("0", "7", printed, count=1)
    digit = "1" if match[0] == "9" else str(int(match[0]) + 1)
    return printed[: match.start()] + digit + printed[match.end() :]


def figures_of(examination: Examination) -> Iterator[Figure]:
    """The figures that a report must get right: no blanks, years, ordinals, nor targets; those that are not understood too."""
    report = examination.report
    free = {figure.anchor for section in report.sections() for figure, _ in section.free_figures()}
    for figure in (*report.figures(), *(figure for figure, _ in report.unbound_figures())):
        if figure.anchor in free:
            continue
        if figure.blank or figure.number is None or not re.search("[0-9]", figure.printed):
            continue
        if figure.place.column.endswith(NOT_CHANGED):
            continue
        yield figure


def severe(examination: Examination) -> set[tuple[str, str]]:
    return {(each.code, each.fingerprint) for each in examination.diagnostics if each.severity in {"error", "warning"}}


def changes(text: str, step: int = 1, first: int = 0, area: str = "") -> Iterator[Change]:
    """Every `step`-th figure of a report, or of one area of it, changed by itself, from the `first` on."""
    memo = Memo()
    before = examine(text, memo=memo)
    known = severe(before)
    seen: set[object] = set()
    figures = [
        each
        for each in figures_of(before)
        if each.place.piece.startswith(area) and not (each.anchor in seen or seen.add(each.anchor))
    ]
    for figure in figures[first::step]:
        span = before.locate(figure.anchor)
        if text[span.start : span.end].strip("\"'") != figure.printed:
            continue
        new = text[span.start : span.end].replace(figure.printed, changed(figure.printed))
        after = examine(text[: span.start] + new + text[span.end :], memo=memo)
        yield Change(figure, bool(severe(after) - known))
