"""Findings for people at a terminal: the message, the line it stands in, and the other places it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click
from wcwidth import wcswidth

from jslint.ledger import OUTCOME_WORDS

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic, Severity
    from jslint.engine import Examination
    from jslint.source import Source, Span

SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "information": "提示", "hint": "尾差"}
_COLOURS = {"error": "red", "warning": "yellow", "information": "cyan", "hint": "bright_black"}
_WIDEST = 100
"""Columns of a source line that are shown; a longer line is cut around the finding."""
_MOST_RELATED = 6


def render(path: str, examination: Examination, *, concise: bool = False) -> Iterator[str]:
    """The lines that tell a report's findings; colours are dropped by click where the output is no terminal."""
    for diagnostic in examination.diagnostics:
        if concise:
            yield _concise(path, examination.source, diagnostic)
        else:
            yield from _full(path, examination.source, diagnostic)
            yield ""


def _place(source: Source, span: Span) -> str:
    position = source.position(span.start, "utf-32")
    return f"{position.line + 1}:{position.character + 1}"


def _head(path: str, source: Source, diagnostic: Diagnostic) -> str:
    word = click.style(SEVERITY_WORDS[diagnostic.severity], fg=_COLOURS[diagnostic.severity], bold=True)
    return f"{path}:{_place(source, diagnostic.span)}: {word} {click.style(diagnostic.code, bold=True)}"


def _concise(path: str, source: Source, diagnostic: Diagnostic) -> str:
    return f"{_head(path, source, diagnostic)} {diagnostic.message}"


def _full(path: str, source: Source, diagnostic: Diagnostic) -> Iterator[str]:
    yield f"{_head(path, source, diagnostic)} {diagnostic.name}"
    yield f"  {diagnostic.message}"
    yield from _excerpt(source, diagnostic.span, _COLOURS[diagnostic.severity])
    for related in diagnostic.related[:_MOST_RELATED]:
        yield f"  相关 {_place(source, related.span)}  {related.message}"
    rest = len(diagnostic.related) - _MOST_RELATED
    if rest > 0:
        yield f"  相关 ……另有 {rest} 处"
    for suspect in diagnostic.suspects[:1]:
        yield f"  疑似 {_place(source, suspect.span)}  {suspect.printed or '空白'}：{suspect.reason}"
    if diagnostic.fingerprint:
        yield click.style(f"  指纹 {diagnostic.fingerprint}", fg="bright_black")


def _excerpt(source: Source, span: Span, colour: str) -> Iterator[str]:
    line = source.line_of(span.start)
    text = source.line_text(line).lstrip("\ufeff")
    shift = len(source.line_text(line)) - len(text)
    start = max(0, source.position(span.start, "utf-32").character - shift)
    end = max(start + 1, min(len(text), start + span.end - span.start))
    low = _cut(text, start)
    shown = ("…" if low else "") + text[low : low + _WIDEST].replace("\t", " ")
    lead = wcswidth(("…" if low else "") + text[low:start].replace("\t", " "))
    marks = "^" * max(1, wcswidth(text[start : min(end, low + _WIDEST)].replace("\t", " ")))
    number = str(line + 1)
    yield f"  {number} │ {shown}"
    yield f"  {' ' * len(number)} │ {' ' * max(0, lead)}{click.style(marks, fg=colour, bold=True)}"


def _cut(text: str, start: int) -> int:
    return max(0, start - _WIDEST // 2) if len(text) > _WIDEST and start > _WIDEST * 2 // 3 else 0


def summary(checked: Iterable[tuple[str, Examination]]) -> str:
    """One line: files, findings by severity, and the ledger's outcomes."""
    files = 0
    severities: dict[Severity, int] = {}
    outcomes: dict[str, int] = {}
    for _, examination in checked:
        files += 1
        for diagnostic in examination.diagnostics:
            severities[diagnostic.severity] = severities.get(diagnostic.severity, 0) + 1
        for outcome, count in examination.counts().items():
            outcomes[OUTCOME_WORDS[outcome]] = outcomes.get(OUTCOME_WORDS[outcome], 0) + count
    told = "，".join(f"{word} {severities[name]}" for name, word in SEVERITY_WORDS.items() if name in severities)
    ledger = " · ".join(f"{word} {count}" for word, count in outcomes.items() if count)
    return f"{files} 份报告：{told or '没有发现问题'}。勾稽关系：{ledger or '无'}。"
