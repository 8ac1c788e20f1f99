"""An entry of 核实说明 written into a report's text: only its own characters are added."""

from __future__ import annotations

import re

from msgspec import Struct

from jslint.diagnostic import Diagnostic, Edit
from jslint.editing.fixing import with_edits
from jslint.engine.examination import Examination, examine
from jslint.other_file import Related
from jslint.reading.quoting import quoted
from jslint.report.explanations import PART
from jslint.settings import Settings
from jslint.source import Span
from jslint.tree import Sequence

_LINE_END = re.compile(r"\r\n|\r|\n")


class WaivingError(ValueError):
    """The explanation cannot be written; the message says why."""


class Explanation(Struct, frozen=True):
    """What a person says of a finding: why the figures are right, who takes responsibility, and the day as `年-月-日`."""

    words: str
    person: str
    date: str


def with_waiver(
    text: str,
    code: str,
    fingerprint: str,
    explanation: Explanation,
    settings: Settings,
    related: Related | None = None,
) -> str:
    """The text with an entry that explains the finding of that rule and fingerprint.

    Raises WaivingError where there is no such finding, where it may not be explained away, and where the text cannot
    take the entry.
    """
    examination = examine(text, settings=settings, related=related)
    finding = _finding(examination, code, fingerprint)
    changed = with_edits(text, entry_edits(examination, finding, explanation))
    again = examine(changed, settings=settings, related=related)
    left = {(each.code, each.fingerprint) for each in again.diagnostics}
    expected = {(each.code, each.fingerprint) for each in examination.diagnostics} - {(code, finding.fingerprint)}
    if left != expected:
        raise WaivingError(f"规则 {code} 的结果不能用核实说明代替改正")
    return changed


def _finding(examination: Examination, code: str, fingerprint: str) -> Diagnostic:
    of_rule = [each for each in examination.diagnostics if each.code == code]
    for each in of_rule:
        if each.fingerprint == fingerprint:
            return each
    if not of_rule:
        raise WaivingError(f"这份报告里没有 {code} 的问题")
    names = "、".join(dict.fromkeys(each.fingerprint for each in of_rule[:5]))
    raise WaivingError(f"{code} 没有指纹为 {fingerprint} 的问题；现有的指纹是 {names}")


def entry_edits(examination: Examination, finding: Diagnostic, explanation: Explanation) -> tuple[Edit, ...]:
    """The edits that add an entry for the finding: at the end of the list, of an empty one, or of the text.

    Raises WaivingError where the text cannot take the entry.
    """
    text = examination.source.text
    end = (_LINE_END.search(text) or re.match("", text)).group() or "\n"  # type: ignore[union-attr]
    piece = next((piece for piece in examination.report.reading.pieces if piece.path == (PART,)), None)
    if piece is None:
        lead = "" if not text or text.endswith(("\n", "\r")) else end
        return (_put(len(text), f"{lead}{end}{PART}:{end}{_entry(finding, explanation, '  ', end)}"),)
    node = piece.node
    if isinstance(node, Sequence) and node.items and not node.flow:
        at = _line_end(text, node.items[-1].span.end + piece.start)
        indent = _indent(text, node.items[0].span.start + piece.start)
        return (_put(at, _lead(text, at, end) + _entry(finding, explanation, indent, end)),)
    if node is None or piece.key is None or not _is_empty(node):
        raise WaivingError(f"“{PART}”应是一个列表，每条以“- 规则:”开头；请先改正它的写法")
    colon = text.index(":", piece.start + piece.key.span.end) + 1
    close = max(colon, node.span.end + piece.start)
    at = _line_end(text, close)
    cleared = (Edit(Span(colon, close), ""),) if colon < close else ()
    return (*cleared, _put(at, _lead(text, at, end) + _entry(finding, explanation, "  ", end)))


def _put(at: int, text: str) -> Edit:
    return Edit(Span(at, at), text)


def _lead(text: str, at: int, end: str) -> str:
    """A line end where the text before an entry has none."""
    return "" if text[at - 1 : at] in {"\n", "\r"} else end


def _is_empty(node: object) -> bool:
    return (isinstance(node, Sequence) and not node.items) or bool(getattr(node, "is_null", False))


def _indent(text: str, item: int) -> str:
    """The spaces before the dash of the list item whose content begins there."""
    start = max(text.rfind("\n", 0, item), text.rfind("\r", 0, item)) + 1
    return text[start : text.index("-", start)]


def _line_end(text: str, at: int) -> int:
    """The start of the line after the one that holds the character before `at`."""
    if at and text[at - 1] in "\r\n":
        return at
    match = _LINE_END.search(text, at)
    return match.end() if match else len(text)


def _entry(finding: Diagnostic, explanation: Explanation, indent: str, end: str) -> str:
    rows = (
        f"{indent}- 规则: {finding.code}",
        f"{indent}  指纹: {finding.fingerprint}",
        f"{indent}  说明: {quoted(explanation.words)}",
        f"{indent}  核实人: {quoted(explanation.person)}",
        f"{indent}  日期: {explanation.date}",
    )
    return "".join(row + end for row in rows)
