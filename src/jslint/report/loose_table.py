"""A table that no layout knows: its cells as they are printed, the amounts among them as figures."""

from __future__ import annotations

from msgspec import Struct

from jslint.figure import Anchor, Figure, Place
from jslint.reading.pieces import Piece
from jslint.report.cells import Measure, amount_cell, is_amount, weighed_in
from jslint.report.row_cells import UNIT, own_measure
from jslint.tree import Mapping, Node, Scalar, Sequence

PART = "其他表"
COLUMNS, ROWS = "栏目", "行"
BESIDE = "其他栏目"
"""How the title of what a table prints beside its layout ends, behind that table's own (收入支出决算总表（其他栏目）)."""


class LooseRow(Struct, frozen=True, eq=False):
    """A row: its cells as scalars, its label (the words in front), and the figures by their place in the row."""

    cells: tuple[Scalar, ...]
    label: str
    figures: dict[int, Figure]


class LooseTable(Struct, frozen=True, eq=False):
    """A table of 其他表; `unit` is what its amounts are printed in."""

    piece: str
    title: str
    title_anchor: Anchor
    unit: str
    titles: tuple[Scalar, ...]
    rows: tuple[LooseRow, ...]
    texts: dict[str, Scalar]

    def figures(self) -> tuple[Figure, ...]:
        """Every amount, row by row."""
        return tuple(figure for row in self.rows for figure in row.figures.values())


def build_loose_table(piece: Piece, measure: Measure) -> LooseTable | None:
    """The table of a piece, or None where its node is no mapping (the schema says what it should be)."""
    if piece.key is None or not isinstance(piece.node, Mapping):
        return None
    own = own_measure(piece.node, measure)
    titles = _scalars(piece.node.get(COLUMNS))
    rows = piece.node.get(ROWS)
    items = rows.items if isinstance(rows, Sequence) else ()
    return LooseTable(
        piece=piece.id,
        title=piece.key.value,
        title_anchor=Anchor(piece.id, piece.key.span),
        unit=own.unit,
        titles=titles,
        rows=tuple(_row(piece.id, titles, _scalars(item), own, measure.unit) for item in items),
        texts={
            entry.key.value: entry.value
            for entry in piece.node.entries
            if isinstance(entry.value, Scalar) and entry.key.value not in {UNIT, COLUMNS, ROWS}
        },
    )


def _row(piece: str, titles: tuple[Scalar, ...], cells: tuple[Scalar, ...], own: Measure, unit: str) -> LooseRow:
    label = next((cell.value.strip() for cell in cells if not cell.is_null and not is_amount(cell)), "")
    figures = {
        at: _figure(piece, label, titles[at].value if at < len(titles) else "", cell, own, unit)
        for at, cell in enumerate(cells)
        if not cell.is_null and cell.value.strip() and is_amount(cell)
    }
    return LooseRow(cells, label, figures)


def _figure(piece: str, label: str, column: str, cell: Scalar, own: Measure, unit: str) -> Figure:
    anchor = Anchor(piece, cell.span_around(0, len(cell.value)))
    return weighed_in(amount_cell(cell, Place(piece, label, column), anchor, own), unit)


def _scalars(node: Node | None) -> tuple[Scalar, ...]:
    return tuple(item for item in node.items if isinstance(item, Scalar)) if isinstance(node, Sequence) else ()
