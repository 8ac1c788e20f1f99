"""Findings as SARIF 2.1.0, which code hosts and review tools read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jslint import __version__
from jslint.rules import shipped_rules

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic, Fix, Severity
    from jslint.engine.result import Result
    from jslint.output import Unread
    from jslint.source import Source, Span
    from jslint.spot import Spot

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def stream(results: Iterable[Result], unread: Sequence[Unread]) -> Iterator[str]:
    """The whole log of one run; columns count code points, as `columnKind` says."""
    told = [_result(result, each) for result in results for each in result.diagnostics]
    run = {
        "tool": {
            "driver": {"name": "jslint", "version": __version__, "rules": _rules({each["ruleId"] for each in told})}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(unread)],
        "results": told,
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _invocation(unread: Sequence[Unread]) -> dict[str, Any]:
    """Whether every file could be read, and why one could not."""
    if not unread:
        return {"executionSuccessful": True}
    told = [
        {
            "level": "error",
            "message": {"text": each.message},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(each.path)}}}],
        }
        for each in unread
    ]
    return {"executionSuccessful": False, "toolExecutionNotifications": told}


def _uri(path: str) -> str:
    """A path as a URI; a byte of a name that is no UTF-8 stays that byte."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path, errors="surrogateescape")


def _rules(codes: set[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": rule.about.code,
            "name": rule.about.name,
            "shortDescription": {"text": rule.about.title},
            "fullDescription": {"text": rule.about.why.strip()},
            "help": {"text": rule.about.advice.strip()},
            "defaultConfiguration": {"level": _LEVELS[rule.about.severity]},
        }
        for rule in shipped_rules()
        if rule.about.code in codes
    ]


def _result(result: Result, diagnostic: Diagnostic) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [_place(result, diagnostic.span, diagnostic.spot)],
        "partialFingerprints": {"jslint/v1": diagnostic.fingerprint},
    }
    if diagnostic.related:
        told["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.message},
                **_place(result, related.span, related.spot, related.path),
            }
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fixes and not result.document:
        told["fixes"] = [_fix(result.path, result.source, fix) for fix in diagnostic.fixes]
    return told


def _place(result: Result, span: Span, spot: Spot | None, path: str | None = None) -> dict[str, Any]:
    """A region of a report file; of a document the file, and the page, sheet, cell or paragraph as a logical place."""
    artifact = {"uri": _uri(path or result.path)}
    if result.document and path is None:
        logical = {"logicalLocations": [_logical(spot)]} if spot is not None else {}
        return {"physicalLocation": {"artifactLocation": artifact}, **logical}
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(result.source_of_path(path), span)}}


def _logical(spot: Spot) -> dict[str, Any]:
    return {"name": spot.words, "fullyQualifiedName": f"{spot.document} {spot.words}", "kind": "element"}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.range(span, "utf-32")
    return {
        "startLine": start.line + 1,
        "startColumn": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(path: str, source: Source, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": {"text": f"{fix.title}（{fix.reason}）" if fix.reason else fix.title},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}],
    }
