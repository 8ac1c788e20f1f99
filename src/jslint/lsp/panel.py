"""Requests of our own, for an editor's panel and preview: the ledger as a tree, the report as a page, rows from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jslint.diagnostic import OUTCOME_WORDS, OUTCOMES
from jslint.document.pasting import rows_from
from jslint.document.skeleton import skeleton
from jslint.document.write.web import preview
from jslint.editing.figure_page import trial_line
from jslint.ledger import Check
from jslint.lsp.asking import Asked, asked
from jslint.lsp.hints import tally_words
from jslint.reading.pieces import Piece
from jslint.report.layout import layout_ids, shipped_layout
from jslint.source import Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

LEDGER, PREVIEW, ROWS = "jslint/ledger", "jslint/preview", "jslint/rows"
LAYOUTS, NEW = "jslint/layouts", "jslint/new"


def register(server: Server) -> None:
    """Answer jslint/ledger, jslint/preview, jslint/rows, jslint/layouts and jslint/new."""
    _register_views(server)
    _register_writing(server)


def _register_views(server: Server) -> None:
    @server.feature(LEDGER)
    async def ledger(params: Any) -> dict[str, Any] | None:
        """`{textDocument: {uri}}` → `{uri, version, counts, groups: [{piece, title, words, range, counts, checks}]}`."""
        about = await asked(server, _uri(params))
        if about is None:
            return None
        groups = [_group(server, about, piece) for piece in about.atlas.report.reading.pieces]
        return {
            "uri": about.document.uri,
            "version": about.document.version,
            "counts": dict(about.atlas.examination.counts()),
            "groups": [group for group in groups if group["checks"]],
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
    @server.feature(ROWS)
    def rows(params: Any) -> dict[str, Any] | None:
        """`{text, indent}` → `{text}`: cells copied from a spreadsheet as rows of a table; null where they are none."""
        text, indent = getattr(params, "text", None), getattr(params, "indent", "      ")
        made = rows_from(text, indent) if isinstance(text, str) and isinstance(indent, str) else None
        return {"text": made} if made is not None else None

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


def _group(server: Server, about: Asked, piece: Piece) -> dict[str, Any]:
    tally = about.atlas.tally(piece.id)
    key = piece.key.span if piece.key else piece.node.span if piece.node else Span(0, 0)
    return {
        "piece": piece.id,
        "title": piece.id.rpartition("/")[2],
        "words": tally_words(tally),
        "range": _range(about, key.shifted(piece.start)),
        "counts": {outcome: tally[outcome] for outcome in OUTCOMES},
        "checks": list(_checks(server, about, piece)),
    }


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
    """A range as plain data: the requests are ours, so the protocol's converter does not know them."""
    found = about.coordinates.range(span)
    return {
        "start": {"line": found.start.line, "character": found.start.character},
        "end": {"line": found.end.line, "character": found.end.character},
    }
