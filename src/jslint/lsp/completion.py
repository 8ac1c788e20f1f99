"""Completion: what may be typed at the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.editing.sentences import plain
from jslint.editing.suggestions import MOST, Kind, Suggestion, suggestions
from jslint.editing.typing_place import TypingPlace, typing_place
from jslint.lsp.asking import Asked, asked
from jslint.source import Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

KINDS: dict[Kind, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "subject": types.CompletionItemKind.Reference,
    "column": types.CompletionItemKind.Field,
    "figure": types.CompletionItemKind.Value,
    "sentence": types.CompletionItemKind.Text,  # editors hide what is called a snippet where they hide their own
}


def register(server: Server) -> None:
    """Answer textDocument/completion."""
    options = types.CompletionOptions(trigger_characters=["[", " ", "为"])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    async def complete(params: types.CompletionParams) -> types.CompletionList | None:
        about = await asked(server, params.text_document.uri)
        if about is None:
            return None
        source = about.document.source
        place = typing_place(source, about.coordinates.offset(params.position))
        found = suggestions(about.atlas, place, server.abouts(about.document))
        items = [_item(server, about, place, index, each) for index, each in enumerate(found)]
        return types.CompletionList(is_incomplete=len(found) >= MOST or place.kind == "prose", items=items)


def _item(server: Server, about: Asked, place: TypingPlace, index: int, found: Suggestion) -> types.CompletionItem:
    labels = _takes_labels(server)
    is_snippet = found.kind == "sentence" and _takes_snippets(server)
    text = found.text if is_snippet or found.kind != "sentence" else plain(found.text)
    typed = place.typed if found.typed is None else found.typed
    span = Span(place.span.end - len(typed), place.span.end)
    return types.CompletionItem(
        label=found.label,
        kind=KINDS[found.kind],
        detail=None if labels else found.detail or None,
        label_details=types.CompletionItemLabelDetails(description=found.detail) if labels and found.detail else None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, found.words) if found.words else None,
        sort_text=f"{index:04d}",
        filter_text=typed or found.label,
        insert_text_format=types.InsertTextFormat.Snippet if is_snippet else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(about.coordinates.range(span), text),
    )


def _takes_labels(server: Server) -> bool:
    """Whether the editor shows what an item is beside each name, not only beside the one that is marked."""
    text = server.client_capabilities.text_document
    item = text.completion.completion_item if text and text.completion else None
    return bool(item and item.label_details_support)


def _takes_snippets(server: Server) -> bool:
    text = server.client_capabilities.text_document
    item = text.completion.completion_item if text and text.completion else None
    return bool(item and item.snippet_support)
