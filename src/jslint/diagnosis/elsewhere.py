"""What other places of the report print of a row: other tables under the same code, and names that the prose lists.

They need not agree with it, so nothing is broken where they differ; of explanations that mend as much they tell the likelier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property

from jslint.figure import Figure
from jslint.ledger import Check
from jslint.report.tables import Table


class Elsewhere:
    """Witnesses to amounts beside the relations."""

    def __init__(self, tables: Iterable[Table], checks: Sequence[Check]) -> None:
        """Over a report's tables, and the trials of which those without a relation say that a row should, or should not, print."""
        self._tables = tuple(tables)
        self._checks = checks

    @cached_property
    def _codes(self) -> dict[Figure, tuple[str, str]]:
        """By figure, its row's code and its table's piece."""
        return {
            figure: (row.code, table.piece)
            for table in self._tables
            for row in table.coded()
            if row.code
            for figure in row.figures
        }

    @cached_property
    def _printing(self) -> dict[tuple[str, Decimal], set[str]]:
        """The tables that print an amount in a row of a code."""
        found: dict[tuple[str, Decimal], set[str]] = {}
        for figure, (code, piece) in self._codes.items():
            if figure.number:
                found.setdefault((code, figure.number), set()).add(piece)
        return found

    @cached_property
    def doubted(self) -> frozenset[Figure]:
        """The figures of which a broken trial that is no relation says that they should be something, or nothing."""
        broken = (check for check in self._checks if check.outcome == "broken" and check.relation is None)
        return frozenset(figure for check in broken for figure in check.figures)

    def prints(self, figure: Figure, number: Decimal) -> bool:
        """Whether another table prints that amount under the code of the figure's row."""
        code, piece = self._codes.get(figure, ("", ""))
        return bool(code) and bool(self._printing.get((code, number), set()) - {piece})

    def favour(self, changes: Iterable[tuple[Figure, Decimal]]) -> int:
        """How many witnesses speak for changes, less those that speak for what is printed."""
        return sum(
            self.prints(figure, number)
            - self.prints(figure, figure.value)
            + (figure in self.doubted and bool(number) != bool(figure.value))
            for figure, number in changes
            if number != figure.value
        )
