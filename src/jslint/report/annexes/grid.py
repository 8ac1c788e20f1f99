"""A small table within a form: columns bound by title, rows as lists or maps of column titles, flaws noted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jslint.figure import Anchor, Figure, Place
from jslint.report.annexes.form_cells import form_cell
from jslint.report.annexes.names import FormNames
from jslint.report.cells import WAN_YUAN
from jslint.report.tables import Flaw
from jslint.report.torn_rows import Cells, meant
from jslint.source import Span
from jslint.tree import Mapping, Node, Scalar, Sequence

COLUMNS = "栏目"


class BoundColumn(Struct, frozen=True):
    """A column of a block: its canonical key, or None where nothing binds it."""

    key: str | None
    title: str


class Grid(Struct):
    """Reads the rows of one block of a form; what it cannot read goes to `flaws`."""

    piece: str
    names: FormNames
    block: str
    flaws: list[Flaw]
    unit: str = WAN_YUAN
    columns: tuple[BoundColumn, ...] = ()

    def bind(self, node: Node | None, default: tuple[str, ...]) -> None:
        """Bind the printed titles; without any, the form's usual columns are meant."""
        if not isinstance(node, Sequence):
            self.columns = tuple(BoundColumn(self.names.column(self.block, title), title) for title in default)
            return
        bound: list[BoundColumn] = []
        taken: set[str] = set()
        for item in self._titles(node):
            title = item.value if isinstance(item, Scalar) else ""
            key = self._key(title, item.span, taken)
            taken.update([key] if key else [])
            bound.append(BoundColumn(key, title))
        self.columns = tuple(bound)

    def _titles(self, node: Sequence) -> Cells:
        """The titles; two that ran together are two where both are known."""
        if self._are_known(node.items) or not (whole := meant(node, len(node.items) + 1, self._are_known)):
            return node.items
        self.flaws.append(whole.flaw(self.piece, node.span, COLUMNS))
        return whole.cells

    def _are_known(self, cells: Cells) -> bool:
        return all(isinstance(cell, Scalar) and self.names.column(self.block, cell.value) for cell in cells)

    def _key(self, title: str, span: Span, taken: set[str]) -> str | None:
        """A cut-off title is read as the one column it begins, and noted all the same: no known name is printed there."""
        key = self.names.column(self.block, title)
        if key is None:
            key = self.names.resembling(self.block, title)
            self.flaws.append(Flaw("unknown-column", Anchor(self.piece, span), (title, "", key or "")))
        if key in taken and key is not None and self.names.kind(key) != "text":
            self.flaws.append(Flaw("unknown-column", Anchor(self.piece, span), (title, "doubled")))
            return None
        return key

    @property
    def keys(self) -> frozenset[str]:
        """The canonical columns that are printed."""
        return frozenset(column.key for column in self.columns if column.key)

    def cells(self, node: Node, words: str) -> dict[str, tuple[Scalar, str]] | None:
        """The scalars of a row by canonical column, each with its printed title; None where it cannot be laid out."""
        if isinstance(node, Mapping):
            return dict(self._mapped(node))
        items = node.items if isinstance(node, Sequence) else (node,)
        if len(items) != len(self.columns):
            if isinstance(node, Scalar) and node.is_null:
                return {}
            whole = meant(node, len(self.columns), self._fit)
            if whole is None:
                self.flaws.append(self._count(node, items, words))
                return None
            items = whole.cells
            self.flaws.append(whole.flaw(self.piece, node.span, words))
        cells: dict[str, tuple[Scalar, str]] = {}
        for column, item in zip(self.columns, items, strict=True):
            if column.key and isinstance(item, Scalar) and (column.key not in cells or cells[column.key][0].is_null):
                cells[column.key] = (item, column.title)
        return cells

    def _fit(self, cells: Cells) -> bool:
        """Whether every number column has a number or nothing, and no other cell reads on where a blank is due."""
        return all(self._fits(column, cell) for column, cell in zip(self.columns, cells, strict=True))

    def _fits(self, column: BoundColumn, cell: Node) -> bool:
        if not isinstance(cell, Scalar):
            return False
        kind = self.names.kind(column.key) if column.key else "text"
        nowhere = Place(self.piece), Anchor(self.piece, cell.span)
        return kind == "text" or form_cell(cell, kind, *nowhere, self.unit).number is not None

    def _mapped(self, node: Mapping) -> Iterator[tuple[str, tuple[Scalar, str]]]:
        for entry in node.entries:
            key = self.names.column(self.block, entry.key.value)
            if key is None:
                flaw = Flaw("unknown-column", Anchor(self.piece, entry.key.span), (entry.key.value, ""))
                self.flaws.append(flaw)
            elif isinstance(entry.value, Scalar):
                yield key, (entry.value, entry.key.value)

    def _count(self, node: Node, items: tuple[Node, ...], words: str) -> Flaw:
        texts = (item.value if isinstance(item, Scalar) else "…" for item in items[:30])
        detail = (words, str(len(self.columns)), str(len(items)), *texts)
        return Flaw("column-count", Anchor(self.piece, node.span), detail)

    def figure(self, row: str, column: str, cell: tuple[Scalar, str] | None) -> Figure | None:
        """The figure of a number column's cell, or None where the row has none."""
        if cell is None:
            return None
        scalar, title = cell
        place = Place(self.piece, row, title)
        anchor = Anchor(self.piece, printed_span(scalar))
        figure = form_cell(scalar, self.names.kind(column), place, anchor, self.unit)
        if figure.number is None:
            self.flaws.append(Flaw("malformed-number", anchor, (scalar.value, place.words())))
        return figure

    def unreadable(self, row: str, node: Node) -> dict[str, Figure]:
        """Figures without a number for a row whose cells could not be told apart."""
        anchor = Anchor(self.piece, node.span)
        return {
            column.key: form_cell(_GARBLED, "text", Place(self.piece, row, column.title), anchor)
            for column in self.columns
            if column.key and self.names.kind(column.key) != "text"
        }


_GARBLED = Scalar(Span(0, 0), "…", '"', ())


def printed_span(scalar: Scalar) -> Span:
    """What is printed, without the quotes that YAML may need."""
    return scalar.span_around(0, len(scalar.value)) if scalar.value else scalar.span


def text_of(cell: tuple[Scalar, str] | None) -> str:
    """A text cell as printed, empty where blank."""
    return "" if cell is None or cell[0].is_null else cell[0].value.strip()
