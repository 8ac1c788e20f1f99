"""The titles of a table's columns bound to the layout's, by name and never by their order."""

from __future__ import annotations

from msgspec import Struct

from jslint.figure import Anchor
from jslint.reading.slipped_names import meant_name
from jslint.report.layout import ColumnSpec, TableSpec
from jslint.report.tables import Column, Flaw
from jslint.report.terms import Terms
from jslint.report.titles import normalise
from jslint.report.torn_rows import Cells, meant
from jslint.tree import Node, Scalar, Sequence

COLUMNS = "栏目"
SINGLE = "金额"
"""The canonical key of the one amount column of a table that has only one."""


class ColumnTitles(Struct):
    """Binds the titles of one table; what nothing binds goes to `flaws`. `table` is its canonical key."""

    piece: str
    spec: TableSpec | None
    table: str
    terms: Terms
    flaws: list[Flaw]

    def bind(self, node: Node | None, specs: tuple[ColumnSpec, ...]) -> tuple[Column, ...]:
        """The columns of a 栏目 row; without one, the layout's."""
        if not isinstance(node, Sequence):
            return tuple(Column(spec.key, spec.title, known=True) for spec in specs) or (
                Column(SINGLE, "决算数", known=True),
            )
        known = {normalise(name): spec.key for spec in specs for name in (spec.title, spec.key)}
        columns: list[Column] = []
        items = self._titles(node, known)
        present = {normalise(item.value) for item in items if isinstance(item, Scalar)}
        for item in items:
            title = item.value if isinstance(item, Scalar) else ""
            key = self.key_of(title, known)
            taken = {column.key for column in columns}
            if key is None and (name := meant_name(normalise(title), known, present)):
                self.flaws.append(Flaw("unknown-column", Anchor(self.piece, item.span), (title, "", known[name])))
                columns.append(Column(known[name], title, known=True, anchor=Anchor(self.piece, item.span)))
                continue
            if key is None or key in taken:
                self.flaws.append(
                    Flaw("unknown-column", Anchor(self.piece, item.span), (title, "" if key is None else "doubled"))
                )
                columns.append(
                    Column(
                        _unused(title or "（无标题）", taken), title, known=False, anchor=Anchor(self.piece, item.span)
                    )
                )
            else:
                columns.append(Column(key, title, known=True, anchor=Anchor(self.piece, item.span)))
        return tuple(columns)

    def _titles(self, node: Sequence, known: dict[str, str]) -> Cells:
        """The titles; two that ran together are two where both are known."""

        def are_known(cells: Cells) -> bool:
            titles = [cell.value if isinstance(cell, Scalar) else "" for cell in cells]
            return all(self.key_of(title, known) for title in titles)

        if self.spec is None or are_known(node.items) or not (whole := meant(node, len(node.items) + 1, are_known)):
            return node.items
        self.flaws.append(whole.flaw(self.piece, node.span, COLUMNS))
        return whole.cells

    def key_of(self, title: str, known: dict[str, str]) -> str | None:
        """The canonical key of a title, by `known` titles first; None for one that nothing binds."""
        wanted = normalise(title)
        if not wanted:
            return None
        found = known.get(wanted) or self.terms.columns_in.get((self.table, wanted)) or self.terms.columns.get(wanted)
        if found or self.spec is not None:
            return found
        return title  # a table that no layout describes: its own titles are all there is


def _unused(title: str, taken: set[str]) -> str:
    number, key = 1, title
    while key in taken:
        number += 1
        key = f"{title}#{number}"
    return key
