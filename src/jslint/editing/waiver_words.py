"""What may be typed into an entry of 核实说明: rules and fingerprints of the open findings that a person may answer for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jslint.diagnostic import Diagnostic
from jslint.engine.examination import Examination
from jslint.report.explanations import PART
from jslint.rule import About
from jslint.source import Source

RULE, FINGERPRINT = "规则", "指纹"

_ITEM = re.compile(r"\s*-(?:\s|$)")
_RULE = re.compile(r"\s*(?:-\s+)?规则:\s*[\"']?(?P<code>[A-Z]+[0-9]{3})\b")


def is_meant(path: tuple[str, ...]) -> bool:
    """Whether a place is the value of 规则 or 指纹 within 核实说明."""
    return len(path) > 1 and path[0] == PART and path[-1] in {RULE, FINGERPRINT}


def open_findings(
    examination: Examination, path: tuple[str, ...], offset: int, abouts: Mapping[str, About]
) -> Iterator[Diagnostic]:
    """The findings that the entry around an offset may explain: of its rule, where it names one and 指纹 is asked for."""
    code = _code_around(examination.source, offset) if path[-1] == FINGERPRINT else ""
    for finding in examination.diagnostics:
        rule = abouts.get(finding.code)
        if rule is not None and rule.waivable and code in {"", finding.code}:
            yield finding


def _code_around(source: Source, offset: int) -> str:
    """The rule that the entry names, which begins at a dash and ends before the next one."""
    line = source.line_of(offset)
    first = line
    while first > 0 and not _ITEM.match(source.line_text(first)):
        first -= 1
    for at in range(first, source.line_count()):
        text = source.line_text(at)
        if at > first and (_ITEM.match(text) or (text.strip() and not text.startswith((" ", "\t")))):
            break
        if (match := _RULE.match(text)) is not None:
            return match["code"]
    return ""
