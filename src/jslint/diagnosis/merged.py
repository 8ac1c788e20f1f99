"""Two rows printed as one: a row is missing, and another of its class prints its own amounts with those of that row.

The sums of the table hold. What tells is another table that prints both rows, and with which the one row does not agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jslint.diagnosis import limits
from jslint.diagnosis.deleted import behind, cell_text
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, is_enough, weigh
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Figure
from jslint.ledger import MissingRow, NewRow, Repair
from jslint.report.cells import as_printed
from jslint.report.tables import Row, Table


class Merged:
    """Rows of which another table prints two, with the amounts of each."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The rows that explain most."""
        said: dict[MissingRow, list[int]] = {}
        for index in what_if.trials.doubts:
            missing = what_if.trials.checks[index].missing
            if missing is not None and missing.piece in self._tables:
                said.setdefault(missing, []).append(index)
        weighed = (weigh(what_if, each) for row, doubts in said.items() for each in self._of(what_if, row, doubts))
        return best_of(each for each in weighed if is_enough(each))

    def _of(self, what_if: WhatIf, missing: MissingRow, doubts: list[int]) -> Iterator[Hypothesis]:
        table = self._tables[missing.piece]
        parent = next((row for row in table.coded() if row.code == missing.code[:-2]), None)
        if parent is None or table.with_code(missing.code):
            return
        for row in table.children(parent):
            over = what_if.open_over(row.figures)
            parts = {key: self._part(what_if, over, figure, missing.code) for key, figure in row.cells.items()}
            known = {key: part for key, part in parts.items() if part is not None}
            if known and set(over) == {index for index, _, _ in known.values()}:
                yield _split(table, parent, row, missing, known, tuple(doubts))

    def _part(self, what_if: WhatIf, over: list[int], figure: Figure, code: str) -> tuple[int, Decimal, Table] | None:
        """What of a cell belongs to the missing row: the trial that tells, how much, and the table that prints the two apart."""
        for index in over:
            pair = what_if.trials.checks[index].figures
            number = what_if.solution(index, figure) if len(pair) == 2 and figure in pair else None
            other = pair[pair[0] is figure] if number is not None else figure
            sister = self._tables.get(other.place.piece)
            if number is None or sister is None or figure.number is None or other.place.piece == figure.place.piece:
                continue
            column = {key for row in sister.coded() for key, cell in row.cells.items() if cell is other}
            printed = {row.cells[key].number for row in sister.with_code(code) for key in column if key in row.cells}
            if printed == {figure.number - number} and number:
                return index, number, sister
        return None


def _split(
    table: Table,
    parent: Row,
    row: Row,
    missing: MissingRow,
    known: Mapping[str, tuple[int, Decimal, Table]],
    doubts: tuple[int, ...],
) -> Hypothesis:
    kept, named = f"{row.code} {row.name}", f"{missing.code} {missing.name}"
    own = {
        row.cells[key]: as_printed(row.cells[key], number, thousands="," in row.cells[key].printed)
        for key, (_, number, _) in known.items()
    }
    rest = {key: row.cells[key].value - number for key, (_, number, _) in known.items()}
    cells = (missing.code, missing.name, *(cell_text(table, parent, key, rest.get(key)) for key in parent.cells))
    spelled = "、".join(f"{figure.place.column or '金额'}改为 {text}" for figure, text in own.items())
    explains = tuple(dict.fromkeys((*(index for index, _, _ in known.values()), *doubts)))
    repair = Repair(
        f"把《{table.title}》“{kept}”{spelled}，并补上“{named}”一行：{'、'.join(cells[2:])}",
        tuple((figure.anchor, text) for figure, text in own.items()),
        row=NewRow(behind(table, parent, missing.code), before=False, cells=cells),
        reason=f"可使 {len(explains)} 条勾稽关系成立",
    )
    sister = next(table for _, _, table in known.values())
    words = f"《{table.title}》“{kept}”一行疑并入了“{named}”的数字，《{sister.title}》中是两行"
    return Hypothesis(
        "deleted", (), words=words, remedy="分开", evidence=limits.ENOUGH - 1, explains=explains, repair=repair
    )
