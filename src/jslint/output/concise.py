"""Findings one a line, for editors' error lists and for grep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jslint.output.text import head, summary_after
from jslint.printable import printable

if TYPE_CHECKING:
    from jslint.engine.result import Result
    from jslint.output import Unread


def stream(results: Iterable[Result], unread: Sequence[Unread] = ()) -> Iterator[str]:
    """A line for each finding, and the summary."""
    yield from summary_after(results, _lines, unread)


def _lines(result: Result) -> Iterator[str]:
    for diagnostic in result.diagnostics:
        yield f"{head(result, diagnostic)} {printable(diagnostic.message)}\n"
