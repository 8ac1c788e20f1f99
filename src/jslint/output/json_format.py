"""Findings for machines: the JSON of `jslint check`, version 1 (schema/output.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic
    from jslint.engine.result import Result
    from jslint.output import Unread
    from jslint.source import Source, Span


def stream(results: Iterable[Result], unread: Sequence[Unread]) -> Iterator[str]:
    """The whole document; ranges are zero-based UTF-16 as in the language server protocol, spans code points."""
    files = [file(result) for result in results]
    document: dict[str, Any] = {"version": 1, "files": files}
    if unread:
        document["unread"] = [{"path": each.path, "message": each.message} for each in unread]
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def file(result: Result) -> dict[str, Any]:
    """One file's part of the document."""
    return {
        "path": result.path,
        "body": result.body,
        "year": result.year,
        "diagnostics": [diagnostic(result, each) for each in result.diagnostics],
        "ledger": dict(result.counts()),
        "figures": dict(result.figure_counts()),
    }


def range_of(source: Source, span: Span) -> dict[str, Any]:
    """A span as the two positions of the language server protocol."""
    start, end = source.range(span)
    return {
        "start": {"line": start.line, "character": start.character},
        "end": {"line": end.line, "character": end.character},
    }


def diagnostic(result: Result, each: Diagnostic) -> dict[str, Any]:
    """One finding."""
    source = result.source
    return {
        "code": each.code,
        "name": each.name,
        "severity": each.severity,
        "message": each.message,
        "range": range_of(source, each.span),
        "span": [each.span.start, each.span.end],
        "related": [
            {
                "path": related.path or result.path,
                "message": related.message,
                "range": range_of(result.source_of(related), related.span),
            }
            for related in each.related
        ],
        "fingerprint": each.fingerprint,
        "suspects": [
            {
                "range": range_of(source, suspect.span),
                "printed": suspect.printed,
                "proposed": suspect.proposed,
                "reason": suspect.reason,
            }
            for suspect in each.suspects
        ],
        "fixes": [
            {
                "title": fix.title,
                "safe": fix.safe,
                "reason": fix.reason,
                "edits": [{"range": range_of(source, edit.span), "newText": edit.text} for edit in fix.edits],
            }
            for fix in each.fixes
        ],
        "place": each.place,
        "sides": list(each.sides) if each.sides else None,
    }
