"""From a figure to every place that states the same quantity: definition, references, highlights, and one new name for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.amount import parse_amount
from jslint.editing.repairs import restated
from jslint.figure import Figure
from jslint.lsp.asking import Asked, asked
from jslint.lsp.edits import workspace_edit

if TYPE_CHECKING:
    from jslint.lsp.server import Server


def register(server: Server) -> None:
    """Answer definition, references, documentHighlight and rename."""
    _register_places(server)
    _register_rename(server)


def _register_places(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location] | None:
        about, figure = await _asked_figure(server, params.text_document.uri, params.position)
        if about is None or figure is None:
            return None
        others = [other for other in about.atlas.same_quantity(figure) if other.anchor != figure.anchor]
        cells = [other for other in others if about.atlas.cell(other) is not None]
        return [_location(about, other) for other in cells or others]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location] | None:
        about, figure = await _asked_figure(server, params.text_document.uri, params.position)
        if about is None or figure is None:
            return None
        with_itself = params.context.include_declaration
        places = about.atlas.same_quantity(figure)
        return [_location(about, other) for other in places if with_itself or other.anchor != figure.anchor]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        about, figure = await _asked_figure(server, params.text_document.uri, params.position)
        if about is None or figure is None:
            return None
        return [types.DocumentHighlight(_location(about, other).range) for other in about.atlas.same_quantity(figure)]


def _register_rename(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        about, figure = await _asked_figure(server, params.text_document.uri, params.position)
        if about is None or figure is None or figure.blank:
            return None
        return types.PrepareRenamePlaceholder(_location(about, figure).range, figure.printed)

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        about, figure = await _asked_figure(server, params.text_document.uri, params.position)
        text = params.new_name.strip()
        if about is None or figure is None or parse_amount(text) is None:
            return None
        return workspace_edit(about, restated(about.atlas, figure, text))


async def _asked_figure(
    server: Server, uri: str, position: types.Position
) -> tuple[Asked, Figure | None] | tuple[None, None]:
    about = await asked(server, uri)
    if about is None:
        return None, None
    return about, about.atlas.figure_at(about.coordinates.offset(position))


def _location(about: Asked, figure: Figure) -> types.Location:
    return types.Location(about.document.uri, about.coordinates.range(about.atlas.span(figure.anchor)))
