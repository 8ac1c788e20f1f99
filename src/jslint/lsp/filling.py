"""What fills: a section, or from a figure all that follows from it, worked out when chosen; and what is left to a person."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from jslint.diagnostic import Edit
from jslint.editing.fill import carries, carry_figure, fill_text, is_open
from jslint.editing.fill.edits import edits_between
from jslint.editing.unready import BEGINNING, unready
from jslint.lsp.asking import Asked, asked
from jslint.lsp.edits import plain, plain_range, previews, text_edits, workspace_edit
from jslint.source import Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

FILL, UNREADY = "jslint/fill", "jslint/unready"
TITLE = "按表填写本节"


def register(server: Server) -> None:
    """Answer jslint/fill, jslint/unready, and codeAction/resolve: put the edits into an action that was chosen."""

    @server.feature(FILL)
    async def fill(params: Any) -> dict[str, Any] | None:
        """`{textDocument: {uri}}` → `{version, edits: [{range, newText}], errors, unwritten}`: the narrative as the tables give it.

        With it the errors of the tables, which it follows, and the places that it leaves to a person.
        """
        about = await asked(server, _uri(params))
        if about is None:
            return None
        version = about.document.version
        edits, told = await _filled(server, about)
        return {"version": version, "edits": [plain(each) for each in text_edits(about, edits)], **told}

    @server.feature(UNREADY)
    async def lacks(params: Any) -> dict[str, Any] | None:
        """`{textDocument: {uri}}` → `{errors, unwritten, range}`: how many of each, and where the first stands, or null."""
        about = await asked(server, _uri(params))
        if about is None:
            return None
        left = unready(about.atlas.examination)
        places = sorted((*(each.span for each in left.errors), *left.unwritten))
        first = plain_range(about.coordinates.range(places[0])) if places else None
        return {"errors": len(left.errors), "unwritten": len(left.unwritten), "range": first}

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        data: Any = action.data
        about = await asked(server, data["uri"]) if isinstance(data, dict) and "fill" in data else None
        if about is not None and about.document.version == data["version"]:
            await fill_in(server, about, action)
        return action


def offered(about: Asked, span: Span) -> Iterator[types.CodeAction]:
    """Actions without their edits: of the section that the span touches, and of the figures that it touches."""
    for each in carries(about.atlas, span):
        yield _action(about, each.title, {"offset": each.offset, "words": each.words})
    piece = about.atlas.piece_at(span.start)
    for section in about.atlas.report.sections():
        if piece is not None and section.piece == piece.id and is_open(about.atlas, section):
            yield _action(about, TITLE, {"sections": [section.title]})


def _action(about: Asked, title: str, fill: dict[str, Any]) -> types.CodeAction:
    data = {"uri": about.document.uri, "version": about.document.version, "fill": fill}
    return types.CodeAction(title, types.CodeActionKind.RefactorRewrite, data=data)


async def fill_in(server: Server, about: Asked, action: types.CodeAction) -> None:
    """Put its edits into an action, worked out beside the server's own thread."""
    data: Any = action.data
    fill, document = data["fill"], about.document
    text, settings, related = document.source.text, document.settings, server.related_of(document)

    def filled() -> str:
        if "offset" in fill:
            return carry_figure(text, fill["offset"], settings, related=related())[0]
        return fill_text(text, settings, related=related(), sections=fill["sections"]).text

    edits = edits_between(text, await asyncio.to_thread(filled))
    if document.version == data["version"]:
        preview = action.title if previews(server) and len(edits) > 1 else ""
        action.edit = workspace_edit(about, edits, preview, fill.get("words", ""))


async def _filled(server: Server, about: Asked) -> tuple[tuple[Edit, ...], dict[str, int]]:
    """The edits that fill all sections, and what is to be said of them; none where the text is another by now."""
    document = about.document
    text, settings, related = document.source.text, document.settings, server.related_of(document)
    filled = await asyncio.to_thread(lambda: fill_text(text, settings, related=related()))
    if document.source.text != text:
        return (), {}
    return tuple(edits_between(text, filled.text)), {
        "errors": filled.table_errors,
        "unwritten": filled.text.count(BEGINNING),
    }


def _uri(params: Any) -> str:
    return str(getattr(getattr(params, "textDocument", None), "uri", ""))


def resolves(server: Server) -> bool:
    """Whether the editor asks for the edits of an action once it is chosen."""
    text = server.client_capabilities.text_document
    support = text.code_action.resolve_support if text and text.code_action else None
    return bool(support and "edit" in support.properties)
