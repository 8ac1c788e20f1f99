"""The cells of a table's row: its amounts by column, in the unit of the report."""

from __future__ import annotations

from jslint.figure import Anchor, Figure, Place
from jslint.report.cells import WORTH, Measure, amount_cell, weighed_in
from jslint.report.column_titles import ColumnTitles
from jslint.report.tables import Column, Flaw
from jslint.report.titles import normalise
from jslint.report.torn_rows import are_amounts, cells_of, meant
from jslint.source import Span
from jslint.tree import Mapping, Node, Scalar

UNIT = "金额单位"
CODE_TITLES = frozenset({"科目编码", "功能分类科目编码", "经济分类科目编码", "编码", "科目代码"})
NAME_TITLES = frozenset({"科目名称", "名称", "项目"})


class RowCells:
    """Makes the cells of the rows of one table; what cannot be read goes to `flaws`."""

    def __init__(
        self, piece: str, node: Node | None, measure: Measure, titles: ColumnTitles, flaws: list[Flaw]
    ) -> None:
        """`measure` is the report's; the table's own 金额单位 goes before it."""
        self._piece = piece
        self._measure, self._unit = own_measure(node, measure), measure.unit
        self._titles = titles
        self._flaws = flaws

    def of(self, words: str, value: Node, columns: tuple[Column, ...]) -> dict[str, Figure]:
        """The cells of a row: a list of amounts, a map of column titles, one amount, or nothing at all."""
        if isinstance(value, Mapping):
            return self.of_map(words, value, columns)
        if isinstance(value, Scalar):
            if len(columns) == 1:
                return {columns[0].key: self.one(words, columns[0], value, single=True)}
            if value.is_null:
                return {column.key: self.one(words, column, value) for column in columns}
        items = cells_of(value)
        if len(items) != len(columns) and (whole := meant(value, len(columns), are_amounts)):
            items = whole.cells
            self._flaws.append(whole.flaw(self._piece, value.span, words))
        if len(items) != len(columns):
            self._flaws.append(count_flaw(Anchor(self._piece, value.span), len(columns), items, words))
            return self.unreadable(words, columns, value.span)
        pairs = zip(columns, items, strict=True)
        return {column.key: self.one(words, column, item, single=len(columns) == 1) for column, item in pairs}

    def of_map(self, words: str, node: Mapping, columns: tuple[Column, ...]) -> dict[str, Figure]:
        """The cells of a row that is a map of column titles."""
        known = {normalise(name): column for column in columns for name in (column.title, column.key)}
        cells: dict[str, Figure] = {}
        for entry in node.entries:
            if entry.key.value in CODE_TITLES | NAME_TITLES:
                continue
            column = known.get(normalise(entry.key.value))
            if column is None:
                key = self._titles.key_of(entry.key.value, {})
                column = next((column for column in columns if column.key == key), None)
            if column is None:
                self._flaws.append(Flaw("unknown-column", Anchor(self._piece, entry.key.span), (entry.key.value, "")))
            else:
                cells[column.key] = self.one(words, column, entry.value)
        return cells

    def one(self, words: str, column: Column, node: Node, *, single: bool = False) -> Figure:
        """One cell; `single` where the row has no other."""
        place = Place(self._piece, words, "" if single else column.title)
        figure = weighed_in(amount_cell(node, place, Anchor(self._piece, _digits(node)), self._measure), self._unit)
        if figure.number is None and isinstance(node, Scalar):
            self._flaws.append(Flaw("malformed-number", figure.anchor, (node.value, place.words())))
        return figure

    def unreadable(self, words: str, columns: tuple[Column, ...], span: Span) -> dict[str, Figure]:
        """The cells of a row that is too long or too short: nobody can say which amount is which."""
        return {
            column.key: amount_cell(
                None, Place(self._piece, words, column.title), Anchor(self._piece, span), self._measure
            )
            for column in columns
        }


def own_measure(node: Node | None, measure: Measure) -> Measure:
    """What a table's amounts are printed in: its own 金额单位 where it has one, else the report's."""
    unit = node.get(UNIT) if isinstance(node, Mapping) else None
    return measure.of_unit(unit.value) if isinstance(unit, Scalar) and unit.value in WORTH else measure


def _digits(node: Node) -> Span:
    """What is printed, without the quotes that YAML needs around a comma."""
    return node.span_around(0, len(node.value)) if isinstance(node, Scalar) and node.value else node.span


def count_flaw(anchor: Anchor, expected: int, cells: tuple[Node, ...], words: str) -> Flaw:
    """The cells that stand are kept for the message: two neighbours such as 20 and 323.21 were one amount with a comma."""
    texts = (cell.value if isinstance(cell, Scalar) else "…" for cell in cells[:30])
    return Flaw("column-count", anchor, (words, str(expected), str(len(cells)), *texts))
