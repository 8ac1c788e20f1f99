"""Ledger and diagnostics as something to read: for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

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
}
"""The formats of `jslint check` and the modules that write them."""


def stream(form: str, results: Iterable[Result]) -> Iterator[str]:
    """The output of one format, in stretches of text with their line ends, as the results come."""
    module = import_module(f"{__name__}.{FORMATS[form]}")
    lines: Iterator[str] = module.stream(results)
    return lines
