"""A row that is missing: sums lack exactly what another table prints for a code that this one does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, is_enough, weigh
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Figure
from jslint.report.tables import Row, Table


class Deleted:
    """Rows that other tables have and that would make a class of this one add up."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The row that explains most."""
        lacking: dict[tuple[str, str], list[tuple[int, Figure, Decimal]]] = {}
        for index in sorted(what_if.open):
            linear, check = what_if.linear(index), what_if.trials.checks[index]
            judged = check.relation.judged if check.relation is not None else ()
            if linear is None or linear.upper or linear.exact or len(judged) != 1 or linear.difference <= 0:
                continue
            if {figure.place.piece for figure in check.figures} == {judged[0].place.piece}:
                lacking.setdefault((judged[0].place.piece, judged[0].place.row), []).append(
                    (index, judged[0], linear.difference)
                )
        weighed = (weigh(what_if, each) for key, sums in lacking.items() for each in self._of_row(key[0], sums))
        return best_of(each for each in weighed if is_enough(each))

    def _of_row(self, piece: str, sums: list[tuple[int, Figure, Decimal]]) -> Iterator[Hypothesis]:
        table = self._tables.get(piece)
        parent = next((row for row in table.rows if sums[0][1] in row.figures), None) if table is not None else None
        if table is None or parent is None or not parent.code:
            return
        for sister in self._tables.values():
            for row in sister.coded() if sister is not table else ():
                code = row.code or ""
                if len(code) > len(parent.code) and code.startswith(parent.code) and not table.with_code(code):
                    yield from _missing(table, sister, row, sums)


def _missing(table: Table, sister: Table, row: Row, sums: list[tuple[int, Figure, Decimal]]) -> Iterator[Hypothesis]:
    amounts = {figure.number for figure in row.figures if figure.number}
    explained = [(index, figure, number) for index, figure, number in sums if number in amounts]
    if len(explained) < len(sums) or not explained:
        return
    spelled = "、".join(f"{figure.place.column or '金额'} {number}" for _, figure, number in explained)
    words = f"《{table.title}》疑漏了“{row.code} {row.name}”一行（{spelled}），《{sister.title}》中有这一行"
    trials = tuple(index for index, _, _ in explained)
    yield Hypothesis("deleted", (), (), (), words, "补上", limits.ENOUGH - 1, trials)
