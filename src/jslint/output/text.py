"""Findings for people at a terminal: the message, the line it stands in, and the other places it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from jslint.columns import columns_of
from jslint.diagnostic import OUTCOME_WORDS, OUTCOMES
from jslint.printable import printable

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic, Fix, Related, Severity
    from jslint.engine.result import Result
    from jslint.output import Unread
    from jslint.source import Source, Span

SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "information": "提示", "hint": "尾差"}
_COLOURS = {"error": "red", "warning": "yellow", "information": "cyan", "hint": "bright_black"}
_WIDEST = 100
"""Columns of a source line that are shown; a longer line is cut around the finding."""
_MOST_RELATED = 6
_MOST_OTHERS = 3
"""Repairs that are shown beside the first, as likely as it is."""


def stream(results: Iterable[Result], unread: Sequence[Unread] = ()) -> Iterator[str]:
    """Every finding with its line and what it is related to, and the summary; colours are dropped off a terminal."""
    yield from summary_after(results, _findings, unread)


def _findings(result: Result) -> Iterator[str]:
    for diagnostic in result.diagnostics:
        yield from (f"{line}\n" for line in lines(result, diagnostic))
        yield "\n"


def summary_after(
    results: Iterable[Result], told: Callable[[Result], Iterator[str]], unread: Sequence[Unread] = ()
) -> Iterator[str]:
    """What is told of each result, and one line about all of them; `unread` may grow while the results come."""
    summary = Summary()
    for result in results:
        yield from told(result)
        summary.add(result)
    yield f"{summary.line(len(unread))}\n"


def plain_lines(result: Result, diagnostic: Diagnostic) -> Iterator[str]:
    """The lines that tell one finding, without colours."""
    return (click.unstyle(line) for line in lines(result, diagnostic))


def _related_place(result: Result, related: Related) -> str:
    place = result.where(related.span, related.spot, related.path)
    return f"{printable(related.path)}:{place}" if related.path else place


def head(result: Result, diagnostic: Diagnostic) -> str:
    """Where a finding is, how grave, and whose: the beginning of its first line."""
    word = click.style(SEVERITY_WORDS[diagnostic.severity], fg=_COLOURS[diagnostic.severity], bold=True)
    place = result.where(diagnostic.span, diagnostic.spot)
    joint = "" if not place else " " if result.document else ":"
    return f"{printable(result.path)}{joint}{place}: {word} {click.style(diagnostic.code, bold=True)}"


def lines(result: Result, diagnostic: Diagnostic) -> Iterator[str]:
    """The lines that tell one finding: what, the line it stands in, what it is related to, what may be wrong."""
    yield f"{head(result, diagnostic)} {diagnostic.name}"
    yield f"  {printable(diagnostic.message)}"
    if not result.document:
        yield from _excerpt(result.source, diagnostic.span, _COLOURS[diagnostic.severity])
    for related in diagnostic.related[:_MOST_RELATED]:
        place = _related_place(result, related)
        yield f"  相关 {place}{'  ' if place else ''}{printable(related.message)}"
    rest = len(diagnostic.related) - _MOST_RELATED
    if rest > 0:
        yield f"  相关 ……另有 {rest} 处"
    if (repair := diagnostic.likeliest) is not None:
        first = repair.edits[0]
        yield f"  疑似 {result.where(first.span, first.spot)}  {printable(repair.title)}：{repair.reason}"
    yield from _others(result, diagnostic.as_likely)
    if diagnostic.fingerprint:
        yield click.style(f"  指纹 {diagnostic.fingerprint}", fg="bright_black")


def _others(result: Result, repairs: Sequence[Fix]) -> Iterator[str]:
    for repair in repairs[:_MOST_OTHERS]:
        first = repair.edits[0]
        yield f"  或者 {result.where(first.span, first.spot)}  {printable(repair.title)}"
    if len(repairs) > _MOST_OTHERS:
        yield f"  或者 ……另有 {len(repairs) - _MOST_OTHERS} 种"


def _excerpt(source: Source, span: Span, colour: str) -> Iterator[str]:
    line = source.line_of(span.start)
    text = printable(source.line_text(line).lstrip("\ufeff"))
    shift = len(source.line_text(line)) - len(text)
    start = max(0, source.position(span.start, "utf-32").character - shift)
    end = max(start + 1, min(len(text), start + span.end - span.start))
    low = _cut(text, start)
    shown = ("…" if low else "") + text[low : low + _WIDEST].replace("\t", " ")
    lead = columns_of(("…" if low else "") + text[low:start].replace("\t", " "))
    marks = "^" * max(1, columns_of(text[start : min(end, low + _WIDEST)].replace("\t", " ")))
    number = str(line + 1)
    yield f"  {number} │ {shown}"
    yield f"  {' ' * len(number)} │ {' ' * max(0, lead)}{click.style(marks, fg=colour, bold=True)}"


def _cut(text: str, start: int) -> int:
    return max(0, start - _WIDEST // 2) if len(text) > _WIDEST and start > _WIDEST * 2 // 3 else 0


class Summary:
    """Counts over all results: files, findings by severity, the ledger's outcomes."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self._files = self._baselined = 0
        self._severities: Counter[str] = Counter()
        self._outcomes: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        """Count one report."""
        self._files += 1
        self._baselined += result.baselined
        self._severities.update(each.severity for each in result.diagnostics)
        self._outcomes.update(result.counts())

    def line(self, unread: int = 0) -> str:
        """The counts in one line; nothing is said of reports that could not be read but that they could not."""
        missed = f"另有 {unread} 个文件没有读成，没有检查。" if unread else ""
        if unread and not self._files:
            return f"没有检查任何报告：{unread} 个文件没有读成。"
        told = "，".join(
            f"{word} {self._severities[name]}" for name, word in SEVERITY_WORDS.items() if self._severities[name]
        )
        held = f"（另有 {self._baselined} 处已登记在基线里）" if self._baselined else ""
        ledger = " · ".join(
            f"{OUTCOME_WORDS[name]} {self._outcomes[name]}" for name in OUTCOMES if self._outcomes[name]
        )
        return f"{self._files} 份报告：{told or '没有发现问题'}{held}。勾稽关系：{ledger or '无'}。{missed}"
