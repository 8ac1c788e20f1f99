"""What is shown beside the text: column titles, totals as computed, tallies over tables, figures of the prose in colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.diagnostic import OUTCOME_WORDS, Outcome
from jslint.editing.atlas import TRIED, Atlas
from jslint.editing.repairs import expected_total
from jslint.figure import Figure
from jslint.lsp.asking import Asked, asked
from jslint.reading.pieces import Piece
from jslint.report.tables import Table
from jslint.source import Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

LEGEND = types.SemanticTokensLegend(["number"], ["broken", "rounding", "guarded"])
"""Figures in prose: what their worst trial gave, and whether any trial holds them."""

_MODIFIERS: dict[Outcome, int] = {"broken": 1, "rounding": 2, "holds": 4}


def register(server: Server) -> None:
    """Answer inlayHint, codeLens and semanticTokens."""

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintOptions())
    async def inlay(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        about = await asked(server, params.text_document.uri)
        if about is None:
            return None
        span = about.coordinates.span(params.range)
        return [*_column_titles(about, span), *_computed(about, span)]

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))
    async def lens(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        about = await asked(server, params.text_document.uri)
        return list(_lenses(about)) if about else None

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    async def tokens(params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        about = await asked(server, params.text_document.uri)
        return _tokens(about, None) if about else None

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, LEGEND)
    async def tokens_in(params: types.SemanticTokensRangeParams) -> types.SemanticTokens | None:
        about = await asked(server, params.text_document.uri)
        return _tokens(about, about.coordinates.span(params.range)) if about else None


# inlay hints


def _column_titles(about: Asked, span: Span) -> Iterator[types.InlayHint]:
    """Over the first row in sight of a table whose own header is above it, the title of each column."""
    source = about.document.source
    top = source.line_of(span.start)
    for table in about.atlas.report.tables():
        header = _header_line(about, table)
        if header is None or header >= top:
            continue
        for row in table.rows:
            cells = [(column, row.cells[column.key]) for column in table.columns if column.key in row.cells]
            at = about.atlas.span(row.label)
            if source.line_of(at.start) < top or len(cells) < 2:
                continue
            if at.start <= span.end:
                for column, figure in cells:
                    place = about.coordinates.position(about.atlas.span(figure.anchor).start)
                    yield types.InlayHint(place, f"{column.title or column.key}:", padding_right=True)
            break


def _header_line(about: Asked, table: Table) -> int | None:
    anchor = next((column.anchor for column in table.columns if column.anchor is not None), None)
    return about.document.source.line_of(about.atlas.span(anchor).start) if anchor is not None else None


def _computed(about: Asked, span: Span) -> Iterator[types.InlayHint]:
    """Behind a total that is not what its parts add up to, what they do."""
    for at, figure in about.atlas.figures(span):
        told: set[str] = set()
        for check in about.atlas.checks_of(figure):
            if check.outcome not in {"rounding", "broken"}:
                continue
            expected = expected_total(figure, check.relation)
            if expected is None or expected in told:
                continue
            told.add(expected)
            sign = "≈" if check.outcome == "rounding" else "≠"
            yield types.InlayHint(
                about.coordinates.position(at.end),
                f"{sign} {expected}",
                tooltip=f"{check.code} {OUTCOME_WORDS[check.outcome]}：各项相加为 {expected}",
                padding_left=True,
            )


# code lenses


def _lenses(about: Asked) -> Iterator[types.CodeLens]:
    for piece in about.atlas.report.reading.pieces:
        words = tally_words(about.atlas.tally(piece.id))
        if words and piece.key is not None:
            yield _lens(about, piece, words)


def _lens(about: Asked, piece: Piece, words: str) -> types.CodeLens:
    assert piece.key is not None  # noqa: S101 - the caller asked
    range_ = about.coordinates.range(piece.key.span.shifted(piece.start))
    command = types.Command(words, "jslint.showLedger", arguments=[about.document.uri, piece.id])
    return types.CodeLens(range_, command)


def tally_words(tally: Counter[Outcome]) -> str:
    """勾稽 24 · 尾差 2 · 不符 1; nothing where nothing was weighed."""
    tried = sum(tally[outcome] for outcome in TRIED)
    if not tried:
        return ""
    shown: tuple[Outcome, ...] = ("rounding", "broken", "waived")
    parts = [f"{OUTCOME_WORDS[outcome]} {tally[outcome]}" for outcome in shown if tally[outcome]]
    return " · ".join([f"勾稽 {tried}", *parts])


# semantic tokens


def _tokens(about: Asked, span: Span | None) -> types.SemanticTokens:
    data: list[int] = []
    line = character = 0
    for at, figure in _prose_figures(about.atlas, span):
        start, end = about.coordinates.position(at.start), about.coordinates.position(at.end)
        if start.line != end.line or end.character <= start.character:
            continue
        fresh = start.character - (character if start.line == line else 0)
        if start.line < line or (start.line == line and data and fresh < 0):
            continue
        data += [start.line - line, fresh, end.character - start.character, 0, _modifiers(about.atlas, figure)]
        line, character = start.line, start.character
    return types.SemanticTokens(data)


def _prose_figures(atlas: Atlas, span: Span | None) -> Iterator[tuple[Span, Figure]]:
    last = -1
    for at, figure in atlas.figures(span):
        if figure.anchor.piece.startswith("情况说明/") and at.start >= last:
            last = at.end
            yield at, figure


def _modifiers(atlas: Atlas, figure: Figure) -> int:
    outcomes = {check.outcome for check in atlas.checks_of(figure) if check.relation is not None}
    worst: tuple[Outcome, ...] = ("broken", "rounding", "holds")
    return next((_MODIFIERS[outcome] for outcome in worst if outcome in outcomes), 0)
