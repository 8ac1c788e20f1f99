"""Findings as JUnit's XML: a suite for each report, a case for each finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from socket import gethostname
from time import monotonic
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from jslint.output.text import plain_lines

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic
    from jslint.engine.result import Result
    from jslint.output import Unread

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FAILING = ("error", "warning")


def stream(results: Iterable[Result], unread: Sequence[Unread]) -> Iterator[str]:
    """The document, a report's suite at a time; what is only information is output of its case, no failure."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="jslint">\n'
    from_then = monotonic()
    for result in results:
        yield from _suite(result, _when(monotonic() - from_then))
        from_then = monotonic()
    for each in unread:
        yield _unread(each)
    yield "</testsuites>\n"


def _when(seconds: float) -> str:
    """What readers of the format ask of a suite: how long it was waited for, when, and where it ran."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f'time="{seconds:.3f}" timestamp="{moment}" hostname={_attribute(gethostname())}'


def _unread(each: Unread) -> str:
    """A suite with the one error that the file could not be read."""
    name, message = _attribute(each.path), _attribute(each.message)
    return (
        f'  <testsuite name={name} tests="1" failures="0" errors="1" skipped="0" {_when(0)}>\n'
        f'    <testcase classname={name} name="读取"><error message={message} type="unread"/></testcase>\n'
        "  </testsuite>\n"
    )


def _suite(result: Result, when: str) -> Iterator[str]:
    failures = sum(1 for each in result.diagnostics if each.severity in _FAILING)
    tests = max(1, len(result.diagnostics))
    name = _attribute(result.path)
    yield f'  <testsuite name={name} tests="{tests}" failures="{failures}" errors="0" skipped="0" {when}>\n'
    if not result.diagnostics:
        yield f'    <testcase classname={name} name="勾稽关系"/>\n'
    for diagnostic in result.diagnostics:
        yield _case(result, diagnostic)
    yield "  </testsuite>\n"


def _case(result: Result, diagnostic: Diagnostic) -> str:
    if result.document:
        place, line = result.where(diagnostic.span, diagnostic.spot), ""
    else:
        number = result.source.position(diagnostic.span.start).line + 1
        place, line = f"第 {number} 行", f" line={_attribute(str(number))}"
    text = _text("\n".join(plain_lines(result, diagnostic)))
    if diagnostic.severity in _FAILING:
        kind = f"{diagnostic.code} {diagnostic.name}"
        told = f"<failure message={_attribute(diagnostic.message)} type={_attribute(kind)}>{text}</failure>"
    else:
        told = f"<system-out>{text}</system-out>"
    return (
        f"    <testcase classname={_attribute(result.path)} name={_attribute(f'{diagnostic.code} {place}'.strip())}"
        f" file={_attribute(result.path)}{line}>\n"
        f'      <properties><property name="code" value={_attribute(diagnostic.code)}/>'
        f'<property name="fingerprint" value={_attribute(diagnostic.fingerprint)}/></properties>\n'
        f"      {told}\n    </testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
