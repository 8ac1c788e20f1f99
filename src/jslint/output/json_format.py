"""Findings for machines: the JSON of `jslint check`, version 1 (schema/output.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from jslint.output.json_document import document

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic
    from jslint.engine.result import Result
    from jslint.output import Unread
    from jslint.source import Source, Span
    from jslint.spot import Spot


def stream(results: Iterable[Result], unread: Sequence[Unread]) -> Iterator[str]:
    """The whole document; ranges are zero-based UTF-16 as in the language server protocol, spans code points."""
    yield from document(map(file, results), _unread(unread))
    yield "\n"


def _unread(unread: Sequence[Unread]) -> Iterator[tuple[str, object]]:
    if unread:
        yield "unread", [{"path": each.path, "message": each.message} for each in unread]


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


def spot_of(spot: Spot) -> dict[str, Any]:
    """A place in a document: in words, its page or sheet, and its box on the page in points, where there is one."""
    told: dict[str, Any] = {"document": spot.document, "words": spot.words, "part": spot.part}
    return told if spot.box is None else {**told, "box": list(spot.box)}


def in_document(spot: Spot | None) -> dict[str, Any]:
    """A place in a document: the empty range at its start, and the spot where one is known."""
    start = {"line": 0, "character": 0}
    return {"range": {"start": start, "end": start}, **({} if spot is None else {"spot": spot_of(spot)})}


def _place(result: Result, span: Span, spot: Spot | None, path: str | None = None) -> dict[str, Any]:
    """The range in a report file; of a document, which has no lines, the empty range and the spot where one is known."""
    if result.document and path is None:
        return in_document(spot)
    return {"range": range_of(result.source_of_path(path), span)}


def diagnostic(result: Result, each: Diagnostic) -> dict[str, Any]:
    """One finding."""
    return {
        "code": each.code,
        "name": each.name,
        "severity": each.severity,
        "message": each.message,
        **_place(result, each.span, each.spot),
        "span": [0, 0] if result.document else [each.span.start, each.span.end],
        "related": [
            {
                "path": related.path or result.path,
                "message": related.message,
                **_place(result, related.span, related.spot, related.path),
            }
            for related in each.related
        ],
        "fingerprint": each.fingerprint,
        "suspects": [
            {
                **_place(result, suspect.span, suspect.spot),
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
                "edits": [{**_place(result, edit.span, edit.spot), "newText": edit.text} for edit in fix.edits],
            }
            for fix in each.fixes
        ],
        "place": each.place,
        "sides": list(each.sides) if each.sides else None,
    }
