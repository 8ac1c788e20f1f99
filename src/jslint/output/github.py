"""Findings as workflow commands, which GitHub Actions shows at their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jslint.printable import printable

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic, Severity
    from jslint.engine.result import Result
    from jslint.output import Unread

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


def stream(results: Iterable[Result], unread: Sequence[Unread]) -> Iterator[str]:
    """A command for each finding."""
    for result in results:
        for diagnostic in result.diagnostics:
            yield _command(result, diagnostic) + "\n"
    for each in unread:
        yield f"::error file={_escaped(each.path, ':,')},title=jslint::{_escaped(each.message)}\n"


def _command(result: Result, diagnostic: Diagnostic) -> str:
    properties: dict[str, str | int] = {"file": result.path}
    message = diagnostic.message
    if result.document:
        place = result.where(diagnostic.span, diagnostic.spot)
        message = f"{place}：{message}" if place else message
    else:
        start, end = result.source.range(diagnostic.span, "utf-32")
        properties |= {"line": start.line + 1, "endLine": end.line + 1}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    if not result.document and start.line == end.line:  # the columns of a stretch over several lines are refused
        properties |= {"col": start.character + 1, "endColumn": end.character + 1}
    told = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {told}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return printable(text)
