"""The way from a place in a report's text to what is known of it: its figure, the trials it stands in, its other places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from jslint.diagnostic import Outcome
from jslint.engine.examination import Examination
from jslint.figure import Anchor, Figure
from jslint.ledger import Check
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount
from jslint.reading.pieces import Piece
from jslint.report.quantities import At, Quantity, known, quantity
from jslint.report.tables import Column, Row, Table
from jslint.source import Span
from jslint.tree import Node, children

TRIED: tuple[Outcome, ...] = ("holds", "rounding", "broken", "waived")
"""Outcomes of trials in which figures were weighed."""


class Cell(Struct, frozen=True):
    """Where a figure of a table stands."""

    table: Table
    row: Row
    column: Column


class Atlas:
    """An index over one examination, made where it is asked for.

    A figure is known by its anchor: the same characters are one figure here, though several rules may have read them.
    """

    def __init__(self, examination: Examination) -> None:
        """Over this examination; it is not changed."""
        self.examination = examination
        self.report = examination.report
        self.source = examination.source
        self._starts = {piece.id: piece.start for piece in self.report.reading.pieces}

    def span(self, anchor: Anchor) -> Span:
        """The span of the file that an anchor is."""
        return anchor.span.shifted(self._starts.get(anchor.piece, 0))

    # figures

    @cached_property
    def _figures(self) -> list[tuple[Span, Figure]]:
        found: dict[Anchor, Figure] = {}
        for figure in self.report.figures():
            found.setdefault(figure.anchor, figure)
        for check in self.checks:
            for figure in check.figures:
                found.setdefault(figure.anchor, figure)
        return sorted(((self.span(anchor), figure) for anchor, figure in found.items()), key=lambda pair: pair[0])

    def figures(self, within: Span | None = None) -> Iterator[tuple[Span, Figure]]:
        """The figures in the order of the text, with their spans; only those that touch `within` where it is given."""
        if within is None:
            yield from self._figures
            return
        first = max(0, bisect_left(self._figures, within.start, key=lambda pair: pair[0].start) - 1)
        for span, figure in self._figures[first:]:
            if span.start > within.end:
                return
            if span.end >= within.start:
                yield span, figure

    def figure_at(self, offset: int) -> Figure | None:
        """The figure whose characters are at an offset, or end right before it."""
        touching = [pair for pair in self.figures(Span(offset, offset)) if pair[0].end > pair[0].start]
        inside = [figure for span, figure in touching if span.start <= offset < span.end]
        return inside[0] if inside else touching[0][1] if touching else None

    @cached_property
    def _cells(self) -> dict[Anchor, Cell]:
        found: dict[Anchor, Cell] = {}
        for table in self.report.tables():
            columns = {column.key: column for column in table.columns}
            for row in table.rows:
                for key, figure in row.cells.items():
                    if key in columns:
                        found.setdefault(figure.anchor, Cell(table, row, columns[key]))
        return found

    def cell(self, figure: Figure) -> Cell | None:
        """Where a figure stands in a table, or None for one that stands elsewhere."""
        return self._cells.get(figure.anchor)

    def quantity(self, figure: Figure) -> Quantity | None:
        """The quantity that a figure is: of its cell, or of what the narrative says of it."""
        cell = self.cell(figure)
        if cell is not None:
            return known().at.get(At(cell.table.key, cell.row.key, cell.column.key, cell.row.side, cell.row.group))
        claims = (claim for section in self.report.sections() for claim in section.on_figure(Amount, figure))
        said = (quantity(claim) for claim in claims if claim.role in AMOUNTS | BUDGETS)
        return next((each for each in said if each is not None), None)

    # trials

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every trial, consequences after what they follow from."""
        return tuple(_with_consequences(self.examination.ledger))

    @cached_property
    def _checks_of(self) -> dict[Anchor, list[Check]]:
        found: dict[Anchor, list[Check]] = {}
        for check in self.checks:
            for anchor in dict.fromkeys(figure.anchor for figure in check.figures):
                found.setdefault(anchor, []).append(check)
        return found

    def checks_of(self, figure: Figure) -> tuple[Check, ...]:
        """The trials that a figure stands in, in the order of the ledger."""
        return tuple(self._checks_of.get(figure.anchor, ()))

    @cached_property
    def _relations_in(self) -> dict[str, list[Check]]:
        found: dict[str, list[Check]] = {}
        for check in self.checks:
            if check.relation is not None:
                for piece in dict.fromkeys(figure.anchor.piece for figure in check.figures):
                    found.setdefault(piece, []).append(check)
        return found

    def relations_in(self, piece: str) -> tuple[Check, ...]:
        """The trials that weigh figures of a piece, those that it shares with other pieces as well."""
        return tuple(self._relations_in.get(piece, ()))

    def tally(self, piece: str) -> Counter[Outcome]:
        """How many trials that weigh figures of a piece had each outcome."""
        return Counter(check.outcome for check in self.relations_in(piece))

    # the same quantity

    @cached_property
    def _quantities(self) -> dict[Anchor, list[Figure]]:
        groups: dict[Anchor, list[Figure]] = {}
        for check in self.checks:
            pair = _pair(check)
            if pair is None or pair[0].anchor == pair[1].anchor:
                continue
            first, second = (groups.setdefault(figure.anchor, [figure]) for figure in pair)
            if first is not second:
                small, large = sorted((first, second), key=len)
                large.extend(small)
                groups.update({figure.anchor: large for figure in small})
        for group in {id(group): group for group in groups.values()}.values():
            group.sort(key=lambda figure: self.span(figure.anchor))
        return groups

    def same_quantity(self, figure: Figure) -> tuple[Figure, ...]:
        """Every place that states the same quantity, the figure itself among them, in the order of the text."""
        return tuple(self._quantities.get(figure.anchor, (figure,)))

    @cached_property
    def explained_together(self) -> frozenset[Anchor]:
        """The figures that a finding holds to be wrong together with others: by itself none of them is mended."""
        causes = (check.cause for check in self.checks if check.cause is not None)
        return frozenset(figure.anchor for cause in causes if len(cause.changes) > 1 for figure, _ in cause.changes)

    # the tree

    @cached_property
    def _pieces(self) -> list[Piece]:
        return sorted(self.report.reading.pieces, key=lambda piece: piece.start)

    def piece_at(self, offset: int) -> Piece | None:
        """The piece that holds an offset, or None before the first."""
        pieces = self._pieces
        if pieces and pieces[-1].start == 0:  # read as a whole: every piece counts from the text's start
            holding = (piece for piece in pieces if piece.node is not None and _touches(piece.node.span, offset))
            keyed = (piece for piece in pieces if piece.key is not None and _touches(piece.key.span, offset))
            return next(holding, None) or next(keyed, None)
        index = bisect_right(pieces, offset, key=lambda piece: piece.start) - 1
        return pieces[index] if index >= 0 else None

    def nodes_at(self, offset: int) -> tuple[Node, ...]:
        """The nodes of the piece that hold an offset, the outermost first; the piece's key alone where that is meant."""
        piece = self.piece_at(offset)
        if piece is None:
            return ()
        inner = offset - piece.start
        if piece.key is not None and _touches(piece.key.span, inner):
            return (piece.key,)
        found: list[Node] = []
        node = piece.node if piece.node is not None and _touches(piece.node.span, inner) else None
        while node is not None:
            found.append(node)
            node = next((child for child in children(node) if _touches(child.span, inner)), None)
        return tuple(found)


def _with_consequences(checks: Iterable[Check]) -> Iterator[Check]:
    for check in checks:
        yield check
        yield from _with_consequences(check.consequences)


def _pair(check: Check) -> tuple[Figure, Figure] | None:
    """The two figures of a trial that says they are one quantity; one in another report has no place here."""
    relation = check.relation
    if relation is None or any(figure.anchor.file for figure in relation.figures):
        return None
    return relation.one_quantity()


def _touches(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end
