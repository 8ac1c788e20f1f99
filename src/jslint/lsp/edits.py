"""Edits of ours as edits of the protocol."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.diagnostic import Edit
from jslint.lsp.asking import Asked

if TYPE_CHECKING:
    from jslint.lsp.server import Server


def previews(server: Server) -> bool:
    """Whether the editor can show edits under a title before it makes them, where the person wishes so."""
    workspace = server.client_capabilities.workspace
    return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.change_annotation_support)


def text_edits(about: Asked, edits: Iterable[Edit]) -> list[types.TextEdit]:
    """Each edit with its range in the newest text."""
    return [types.TextEdit(about.coordinates.range(edit.span), edit.text) for edit in edits]


def plain(edit: types.TextEdit) -> dict[str, object]:
    """An edit as plain data: the requests of our own are not known to the protocol's converter."""
    return {"range": plain_range(edit.range), "newText": edit.new_text}


def plain_range(found: types.Range) -> dict[str, object]:
    """A range as plain data."""
    ends = (("start", found.start), ("end", found.end))
    return {name: {"line": place.line, "character": place.character} for name, place in ends}


def workspace_edit(about: Asked, edits: Iterable[Edit], preview: str = "", words: str = "") -> types.WorkspaceEdit:
    """The edits of one document, for the version they were made for.

    A `preview` title and its `words` stand above them where the person has them shown first. They are never asked to be confirmed:
    VS Code leaves such edits out unless each is ticked.
    """
    document = types.OptionalVersionedTextDocumentIdentifier(about.document.uri, about.document.version)
    plain = text_edits(about, edits)
    if not preview:
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, plain)])
    annotated = [types.AnnotatedTextEdit(preview, each.range, each.new_text) for each in plain]
    annotations = {preview: types.ChangeAnnotation(preview, needs_confirmation=False, description=words or None)}
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(document, annotated)], change_annotations=annotations
    )
