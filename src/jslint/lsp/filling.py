"""Code actions that fill: a section, or from a cell all that it reaches; worked out when chosen, not while the menu is made."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from jslint.diagnostic import Edit
from jslint.editing.fill import fill_text, is_open
from jslint.editing.fill.edits import edits_between
from jslint.editing.fill.sources import TABLES
from jslint.lsp.asking import Asked, asked
from jslint.lsp.edits import plain, previews, text_edits, workspace_edit
from jslint.reading.pieces import Piece
from jslint.report.section import Section
from jslint.source import Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

FILL = "jslint/fill"
TITLE = "按表填写本节"
FROM_CELL = "按表改写情况说明里有关的句子"


def register(server: Server) -> None:
    """Answer jslint/fill, and codeAction/resolve: put the edits into an action that was chosen."""

    @server.feature(FILL)
    async def fill(params: Any) -> dict[str, Any] | None:
        """`{textDocument: {uri}}` → `{version, edits: [{range, newText}]}`: the whole narrative, as the tables give it."""
        about = await asked(server, str(getattr(getattr(params, "textDocument", None), "uri", "")))
        if about is None:
            return None
        version = about.document.version
        edits = await _filled(server, about, [])
        return {"version": version, "edits": [plain(each) for each in text_edits(about, edits)]}

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        data: Any = action.data
        about = await asked(server, data["uri"]) if isinstance(data, dict) and "sections" in data else None
        if about is not None and about.document.version == data["version"]:
            await fill_in(server, about, action)
        return action


def offered(about: Asked, span: Span) -> Iterator[types.CodeAction]:
    """An action without its edits, where the section that the span touches has something to be filled.

    From a table it is the whole narrative: the sentences that do not follow the tables any more.
    """
    piece = about.atlas.piece_at(span.start)
    in_table = piece is not None and piece.id.startswith(TABLES)
    section = None if in_table else _section_of(about, piece)
    if (in_table or section is not None) and is_open(about.atlas, section):
        titles = [section.title] if section is not None else []
        data = {"uri": about.document.uri, "version": about.document.version, "sections": titles}
        title = FROM_CELL if in_table else TITLE
        yield types.CodeAction(title, types.CodeActionKind.RefactorRewrite, data=data)


async def fill_in(server: Server, about: Asked, action: types.CodeAction) -> None:
    """Put the edits of its section into an action, worked out beside the server's own thread."""
    data: Any = action.data
    edits = await _filled(server, about, data["sections"])
    if about.document.version == data["version"]:
        action.edit = workspace_edit(about, edits, action.title if previews(server) else "")


async def _filled(server: Server, about: Asked, sections: list[str]) -> tuple[Edit, ...]:
    """The edits that fill sections, all where none is named; worked out for the text of this moment."""
    document = about.document
    text, settings, related = document.source.text, document.settings, server.related_of(document)
    filled = await asyncio.to_thread(lambda: fill_text(text, settings, related=related(), sections=sections).text)
    return tuple(edits_between(text, filled)) if document.source.text == text else ()


def resolves(server: Server) -> bool:
    """Whether the editor asks for the edits of an action once it is chosen."""
    text = server.client_capabilities.text_document
    support = text.code_action.resolve_support if text and text.code_action else None
    return bool(support and "edit" in support.properties)


def _section_of(about: Asked, piece: Piece | None) -> Section | None:
    sections = about.atlas.report.sections()
    return next((each for each in sections if piece is not None and each.piece == piece.id), None)
