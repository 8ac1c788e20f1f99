"""Requests of our own, for an editor's panel and preview: the ledger as a tree, the report as a page, a new report, copied rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from jslint.diagnostic import OUTCOME_WORDS, OUTCOMES
from jslint.document.recognise.paste import PasteError
from jslint.document.skeleton import skeleton
from jslint.document.write.web import preview
from jslint.editing.figure_page import trial_line
from jslint.editing.pasting import paste_at
from jslint.ledger import Check
from jslint.lsp.asking import Asked, asked
from jslint.lsp.edits import plain, plain_range, text_edits
from jslint.lsp.hints import tally_words
from jslint.reading.pieces import Piece
from jslint.report.layout import layout_ids, shipped_layout
from jslint.source import Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

LEDGER, PREVIEW, PASTE = "jslint/ledger", "jslint/preview", "jslint/paste"
LAYOUTS, NEW = "jslint/layouts", "jslint/new"


def register(server: Server) -> None:
    """Answer jslint/ledger, jslint/preview, jslint/paste, jslint/layouts and jslint/new."""
    _register_views(server)
    _register_writing(server)


def _register_views(server: Server) -> None:
    @server.feature(LEDGER)
    async def ledger(params: Any) -> dict[str, Any] | None:
        """`{textDocument: {uri}}` → `{uri, version, counts, groups: [{piece, title, words, range, counts, checks, findings}]}`."""
        about = await asked(server, _uri(params))
        if about is None:
            return None
        findings = _findings(server, about)
        groups = [_group(server, about, piece, findings) for piece in about.atlas.report.reading.pieces]
        return {
            "uri": about.document.uri,
            "version": about.document.version,
            "counts": dict(about.atlas.examination.counts()),
            "groups": [group for group in groups if group["checks"] or group["findings"]],
        }

    @server.feature(PREVIEW)
    async def page(params: Any) -> dict[str, Any] | None:
        """`{textDocument: {uri}}` → `{uri, version, html}`; what stands in the file carries its line and character."""
        about = await asked(server, _uri(params))
        if about is None:
            return None
        html = preview(about.atlas.examination, server.encoding)
        return {"uri": about.document.uri, "version": about.document.version, "html": html}


def _register_writing(server: Server) -> None:
    @server.feature(PASTE)
    async def paste(params: Any) -> dict[str, Any] | None:
        """`{textDocument: {uri}, position, text}` → `{version, title, count, doubts, edits: [{range, newText}]}`, or `{problem}`.

        The edits put cells copied from a spreadsheet into the table at the position; a problem is in words for the person.
        """
        about, text = await asked(server, _uri(params)), getattr(params, "text", None)
        at = getattr(params, "position", None)
        line, character = getattr(at, "line", None), getattr(at, "character", None)
        if about is None or not isinstance(text, str) or not isinstance(line, int) or not isinstance(character, int):
            return None
        try:
            made = paste_at(about.atlas, about.coordinates.offset(types.Position(line, character)), text)
        except PasteError as error:
            return {"problem": str(error)}
        return {
            "version": about.document.version,
            "title": made.title,
            "count": made.count,
            "doubts": list(made.doubts),
            "edits": [plain(each) for each in text_edits(about, made.edits)],
        }

    @server.feature(LAYOUTS)
    def layouts(_params: Any) -> dict[str, Any]:
        """`{}` → `{layouts: [{id, title}]}`."""
        known = (shipped_layout(name) for name in layout_ids())
        return {"layouts": [{"id": layout.id, "title": layout.title} for layout in known if layout]}

    @server.feature(NEW)
    def new(params: Any) -> dict[str, Any] | None:
        """`{layout, name, year}` → `{text}`: an empty report; null where the layout is not known."""
        layout = shipped_layout(str(getattr(params, "layout", "")))
        name, year = getattr(params, "name", ""), getattr(params, "year", 0)
        if layout is None or not isinstance(name, str) or not name.isprintable() or not isinstance(year, int):
            return None
        return {"text": skeleton(layout, body=name, year=year)}


def _uri(params: Any) -> str:
    uri = getattr(getattr(params, "textDocument", None), "uri", "")
    return uri if isinstance(uri, str) else ""


def _group(server: Server, about: Asked, piece: Piece, findings: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    tally = about.atlas.tally(piece.id)
    key = piece.key.span if piece.key else piece.node.span if piece.node else Span(0, 0)
    return {
        "piece": piece.id,
        "title": piece.id.rpartition("/")[2],
        "words": tally_words(tally),
        "range": _range(about, key.shifted(piece.start)),
        "counts": {outcome: tally[outcome] for outcome in OUTCOMES},
        "checks": list(_checks(server, about, piece)),
        "findings": findings.get(piece.id, []),
    }


def _findings(server: Server, about: Asked) -> dict[str, list[dict[str, Any]]]:
    """What the editor underlines, by the piece that it stands in, in the order of the text."""
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in sorted(about.atlas.examination.diagnostics, key=lambda each: each.span):
        piece = about.atlas.piece_at(finding.span.start)
        rule = server.about(about.document, finding.code)
        row = {
            "code": finding.code,
            "title": rule.title if rule else "",
            "severity": finding.severity,
            "place": finding.place,
            "message": finding.message,
            "range": _range(about, finding.span),
        }
        found.setdefault(piece.id if piece is not None else "", []).append(row)
    return found


def _checks(server: Server, about: Asked, piece: Piece) -> Iterator[dict[str, Any]]:
    abouts = server.abouts(about.document)
    for check in about.atlas.relations_in(piece.id):
        rule = abouts.get(check.code)
        yield {
            "code": check.code,
            "title": rule.title if rule else "",
            "outcome": check.outcome,
            "outcomeWords": OUTCOME_WORDS[check.outcome],
            "words": trial_line(check.figures[0], check, rule).removeprefix("- "),
            "reason": check.reason,
            "range": _range(about, about.atlas.span(check.figures[0].anchor)),
            "figures": _figures(about, check),
            "isElsewhere": check.figures[0].anchor.piece != piece.id,
        }


def _figures(about: Asked, check: Check) -> list[dict[str, Any]]:
    return [
        {
            "place": figure.place.words(),
            "printed": figure.shown,
            "range": _range(about, about.atlas.span(figure.anchor)),
        }
        for figure in check.figures
    ]


def _range(about: Asked, span: Span) -> dict[str, Any]:
    return plain_range(about.coordinates.range(span))
