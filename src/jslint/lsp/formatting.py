"""Formatting: the tables lined up, the whole document or those that a range touches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.diagnostic import Edit
from jslint.editing.alignment import alignment
from jslint.lsp.document import Document

if TYPE_CHECKING:
    from jslint.lsp.server import Server


def register(server: Server) -> None:
    """Answer formatting and rangeFormatting."""

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def whole(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        document = server.documents.get(params.text_document.uri)
        if document is None or not document.is_report:
            return None
        return _edits(document, alignment(document.source.text))

    @server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    def part(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
        document = server.documents.get(params.text_document.uri)
        if document is None or not document.is_report:
            return None
        source, asked = document.source, document.coordinates.span(params.range)
        low = source.line_span(source.line_of(asked.start)).start
        high = source.line_span(source.line_of(asked.end)).end
        edits = alignment(source.text)
        return _edits(document, (edit for edit in edits if low <= edit.span.start and edit.span.end <= high))


def _edits(document: Document, edits: Iterable[Edit]) -> list[types.TextEdit]:
    return [types.TextEdit(document.coordinates.range(edit.span), edit.text) for edit in edits]
