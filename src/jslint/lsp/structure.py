"""The shape of a report: its outline, what can be folded, and what a growing selection takes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.lsp.asking import Asked, asked
from jslint.reading.pieces import Piece
from jslint.source import Span
from jslint.tree import Mapping, Node, Scalar, Sequence, walk

if TYPE_CHECKING:
    from jslint.lsp.server import Server

MOST_DEPTH = 4
MOST_FOUND = 200


def register(server: Server) -> None:
    """Answer documentSymbol, workspace/symbol, foldingRange and selectionRange."""
    _register_symbols(server)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        about = await asked(server, params.text_document.uri)
        return list(_folds(about)) if about else None

    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    async def selection(params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
        about = await asked(server, params.text_document.uri)
        return [_selection(about, position) for position in params.positions] if about else None


def _register_symbols(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        about = await asked(server, params.text_document.uri)
        return _outline(about) if about else None

    @server.feature(types.WORKSPACE_SYMBOL)
    async def workspace(params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
        found: list[types.SymbolInformation] = []
        for document in server.documents.all():
            about = await asked(server, document.uri)
            if about is not None:
                found.extend(_flat(about, _outline(about), "", params.query))
        return found[:MOST_FOUND]


# symbols


def _outline(about: Asked) -> list[types.DocumentSymbol]:
    """The parts of the report as a tree: top keys, then tables, sections and forms, then their rows and parts."""
    tops: dict[str, types.DocumentSymbol] = {}
    for piece in about.atlas.report.reading.pieces:
        symbol = _piece_symbol(about, piece)
        if symbol is None:
            continue
        top = str(piece.path[0])
        parent = tops.get(top)
        if len(piece.path) == 1 or parent is None:
            tops.setdefault(top, symbol)
        else:
            parent.children = [*(parent.children or ()), symbol]
            parent.range = types.Range(parent.range.start, max(parent.range.end, symbol.range.end, key=_order))
    return list(tops.values())


def _order(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _piece_symbol(about: Asked, piece: Piece) -> types.DocumentSymbol | None:
    if (piece.header and len(piece.path) > 1) or not piece.path:
        return None
    name = piece.id.rpartition("/")[2] or "？"
    if piece.key is not None:
        end = piece.node.span.end if piece.node is not None else piece.key.span.end
        return _symbol(about, piece, name, piece.key.span, Span(piece.key.span.start, end), piece.node, len(piece.path))
    if piece.node is None:
        return None
    head = next((node.span for node in walk(piece.node) if isinstance(node, Scalar)), piece.node.span)
    return _symbol(about, piece, name, head, piece.node.span, piece.node, len(piece.path))


def _symbol(
    about: Asked, piece: Piece, name: str, key: Span, whole: Span, node: Node | None, depth: int
) -> types.DocumentSymbol:
    kind = types.SymbolKind.Number if isinstance(node, Scalar) and not node.style else types.SymbolKind.Field
    if isinstance(node, Mapping | Sequence):
        kind = types.SymbolKind.Namespace if depth == 1 else types.SymbolKind.Class
    return types.DocumentSymbol(
        name=name[:80],
        kind=kind,
        range=about.coordinates.range(Span(min(whole.start, key.start), max(whole.end, key.end)).shifted(piece.start)),
        selection_range=about.coordinates.range(key.shifted(piece.start)),
        detail=node.value[:40] if isinstance(node, Scalar) and not node.style else None,
        children=list(_children(about, piece, node, depth + 1)) if depth < MOST_DEPTH else None,
    )


def _children(about: Asked, piece: Piece, node: Node | None, depth: int) -> Iterator[types.DocumentSymbol]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            whole = Span(entry.key.span.start, entry.value.span.end)
            yield _symbol(about, piece, entry.key.value or "？", entry.key.span, whole, entry.value, depth)
    elif isinstance(node, Sequence) and not node.flow:
        for item in node.items:
            if isinstance(item, Sequence) and item.items and all(isinstance(cell, Scalar) for cell in item.items[:2]):
                words = " ".join(cell.value for cell in item.items[:2] if isinstance(cell, Scalar))
                yield _symbol(about, piece, words.strip() or "？", item.items[0].span, item.span, None, MOST_DEPTH)


def _flat(
    about: Asked, symbols: list[types.DocumentSymbol], container: str, query: str
) -> Iterator[types.SymbolInformation]:
    for symbol in symbols:
        if query in symbol.name:
            location = types.Location(about.document.uri, symbol.selection_range)
            yield types.SymbolInformation(location, symbol.name, symbol.kind, container_name=container or None)
        yield from _flat(about, list(symbol.children or ()), symbol.name, query)


# folds and selections


def _folds(about: Asked) -> Iterator[types.FoldingRange]:
    """Every key whose value goes on below its line, and the top keys over all their pieces."""
    seen: set[int] = set()
    for symbol in _outline(about):
        if symbol.range.end.line > symbol.range.start.line:
            seen.add(symbol.range.start.line)
            yield types.FoldingRange(symbol.range.start.line, symbol.range.end.line)
    source = about.document.source
    for piece in about.atlas.report.reading.pieces:
        for key, node in _keyed(piece):
            first = source.line_of(key.span.start + piece.start)
            last = source.line_of(max(node.span.end - 1, node.span.start) + piece.start)
            if last > first and first not in seen:
                seen.add(first)
                yield types.FoldingRange(first, last)


def _keyed(piece: Piece) -> Iterator[tuple[Scalar, Node]]:
    if piece.node is None:
        return
    if piece.key is not None:
        yield piece.key, piece.node
    for node in walk(piece.node):
        if isinstance(node, Mapping):
            for entry in node.entries:
                yield entry.key, entry.value


def _selection(about: Asked, position: types.Position) -> types.SelectionRange:
    """From the whole text inwards: piece, nodes, the figure or scalar at the position."""
    offset = about.coordinates.offset(position)
    piece = about.atlas.piece_at(offset)
    spans = [Span(0, len(about.document.source.text))]
    if piece is not None:
        if piece.key is not None and piece.node is not None:
            spans.append(Span(piece.key.span.start, piece.node.span.end).shifted(piece.start))
        spans.extend(node.span.shifted(piece.start) for node in about.atlas.nodes_at(offset))
    figure = about.atlas.figure_at(offset)
    if figure is not None:
        spans.append(about.atlas.span(figure.anchor))
    chosen: types.SelectionRange | None = None
    last = spans[0]
    for span in spans:
        if chosen is not None and (span == last or span.start < last.start or span.end > last.end):
            continue
        chosen, last = types.SelectionRange(about.coordinates.range(span), chosen), span
    return chosen or types.SelectionRange(types.Range(position, position))
