"""Findings as comma-separated values, a line each, for spreadsheets and for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jslint.amount import parse_amount
from jslint.output.finding_rows import HEAD, finding_row
from jslint.printable import printable

if TYPE_CHECKING:
    from jslint.engine.result import Result
    from jslint.output import Unread

BOM = "\ufeff"
"""By which a spreadsheet program knows the file to be UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a spreadsheet program takes a text for a formula."""


def stream(results: Iterable[Result], unread: Sequence[Unread]) -> Iterator[str]:
    """The head, and a line for each finding and each file that could not be read."""
    yield BOM + _line(HEAD)
    for result in results:
        for each in result.diagnostics:
            yield _line(finding_row(result, each))
    for missed in unread:
        yield _line(("", "", missed.path, "", "没有读成", "", "", missed.message, *[""] * (len(HEAD) - 8)))


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([_harmless(printable(cell)) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no program takes for a formula: a text that would be one begins with an apostrophe; an amount stays."""
    return f"'{cell}" if cell.startswith(_FORMULA) and parse_amount(cell.lstrip("+")) is None else cell
