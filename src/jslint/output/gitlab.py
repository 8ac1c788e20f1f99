"""Findings as a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from jslint.digest import blake2b

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic, Severity
    from jslint.engine.result import Result
    from jslint.output import Unread

_SEVERITIES: dict[Severity, str] = {"error": "critical", "warning": "major", "information": "minor", "hint": "info"}


def stream(results: Iterable[Result], unread: Sequence[Unread]) -> Iterator[str]:
    """The whole report."""
    seen: Counter[str] = Counter()
    entries = [_entry(result, each, seen) for result in results for each in result.diagnostics]
    entries.extend(map(_unread, unread))
    yield json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _unread(each: Unread) -> dict[str, Any]:
    """A file that could not be read, at its first line."""
    return {
        "description": each.message,
        "check_name": "unread",
        "fingerprint": blake2b(each.path.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        "severity": "blocker",
        "location": {"path": each.path, "lines": {"begin": 1, "end": 1}},
    }


def _entry(result: Result, diagnostic: Diagnostic, seen: Counter[str]) -> dict[str, Any]:
    """One finding; its fingerprint is the same while its figures are, and no other finding's."""
    name = f"{result.path}\x1f{diagnostic.code}\x1f{diagnostic.fingerprint}"
    seen[name] += 1
    begin, end, place = 1, 1, ""
    if result.document:
        place = result.where(diagnostic.span, diagnostic.spot)
    else:
        lines = result.source.range(diagnostic.span, "utf-32")
        begin, end = lines.start.line + 1, lines.end.line + 1
    return {
        "description": f"{place}：{diagnostic.message}" if place else diagnostic.message,
        "check_name": diagnostic.code,
        "fingerprint": blake2b(f"{name}\x1f{seen[name]}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": result.path, "lines": {"begin": begin, "end": end}},
    }
