"""Ledger and diagnostics as something to read: for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from jslint.pattern import Pattern

if TYPE_CHECKING:
    from jslint.engine.result import Result

FORMATS = {
    "text": "text",
    "concise": "concise",
    "json": "json_format",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "csv": "csv_format",
    "html": "html_format",
}
"""The formats of `jslint check` that are text, and the modules that write them."""

WORKBOOK = "xlsx"
"""The one that is an Excel workbook: a file, never a stream."""


_UNPAIRED = Pattern(r"[\ud800-\udfff]")


class Unread(Struct, frozen=True):
    """A file of which there is no result, and why."""

    path: str
    message: str
    crashed: bool = False
    """Whether it was the process examining it that came to an end."""


def stream(form: str, results: Iterable[Result], unread: Sequence[Unread] = ()) -> Iterator[str]:
    """The output of one format, in stretches of text with their line ends, as the results come.

    `unread` may grow while they do. Bytes that are no UTF-8, of a name or a text, come out as U+FFFD.
    """
    module = import_module(f"{__name__}.{FORMATS[form]}")
    lines: Iterator[str] = module.stream(results, unread)
    return (_UNPAIRED.sub("\ufffd", line) for line in lines)
