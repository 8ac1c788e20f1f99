"""A row that is missing: sums lack exactly what another table prints for a code that this one does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, is_enough, weigh
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Anchor, Figure
from jslint.ledger import NewRow, Repair
from jslint.report.cells import as_printed
from jslint.report.tables import Row, Table


class Short(NamedTuple):
    """A sum within one table that lacks so much: its trial, the figure that is judged, the amount."""

    trial: int
    judged: Figure
    amount: Decimal


def short_sums(what_if: WhatIf) -> Iterator[Short]:
    """The broken sums of one table whose parts come to less than their total."""
    for index in sorted(what_if.open):
        linear, check = what_if.linear(index), what_if.trials.checks[index]
        judged = check.relation.judged if check.relation is not None else ()
        if linear is None or linear.upper or linear.exact or len(judged) != 1 or linear.difference <= 0:
            continue
        if {figure.place.piece for figure in check.figures} == {judged[0].place.piece}:
            yield Short(index, judged[0], linear.difference)


class Deleted:
    """Rows that other tables have and that would make a class of this one add up."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The row that explains most."""
        self._what_if = what_if
        lacking: dict[tuple[str, str], list[Short]] = {}
        for each in short_sums(what_if):
            lacking.setdefault((each.judged.place.piece, each.judged.place.row), []).append(each)
        weighed = (weigh(what_if, each) for key, sums in lacking.items() for each in self._of_row(key[0], sums))
        return best_of(each for each in weighed if is_enough(each))

    def _of_row(self, piece: str, sums: list[Short]) -> Iterator[Hypothesis]:
        table = self._tables.get(piece)
        parent = next((row for row in table.rows if sums[0][1] in row.figures), None) if table is not None else None
        if table is None or parent is None or not parent.code:
            return
        for sister in self._tables.values():
            for row in sister.coded() if sister is not table else ():
                code = row.code or ""
                if len(code) > len(parent.code) and code.startswith(parent.code) and not table.with_code(code):
                    yield from self._missing(table, parent, row, sums)

    def _missing(self, table: Table, parent: Row, row: Row, sums: list[Short]) -> Iterator[Hypothesis]:
        printed = {
            key: _printed(row, number, figure.step) for _, figure, number in sums for key in _keys(parent, figure)
        }
        if any(number is None for number in printed.values()):
            return
        sister = next(figure.place.title for figure in row.figures)
        named = f"{row.code} {row.name}"
        spelled = "、".join(
            f"{figure.place.column or '金额'} {printed[key]}" for _, figure, _ in sums for key in _keys(parent, figure)
        )
        words = f"《{table.title}》疑漏了“{named}”一行（{spelled}），《{sister}》中有这一行"
        trials = tuple(
            dict.fromkeys((*(index for index, _, _ in sums), *self._lacking(row.code or ""), *self._doubts(table, row)))
        )
        cells = (row.code or "", row.name, *(cell_text(table, parent, key, printed.get(key)) for key in parent.cells))
        beside, before = neighbour(table, parent, row.code or "")
        repair = Repair(
            f"在《{table.title}》补上“{named}”一行：{'、'.join(cells[2:])}",
            (),
            row=NewRow(beside, before, cells),
            reason=f"可使 {len(trials)} 条勾稽关系成立",
        )
        yield Hypothesis("deleted", (), (), (), words, "补上", limits.ENOUGH - 1, trials, repair)

    def _doubts(self, table: Table, row: Row) -> Iterator[int]:
        """The trials that say that this very row is missing."""
        trials = self._what_if.trials
        missing = ((index, trials.checks[index].missing) for index in trials.doubts)
        return (index for index, each in missing if each and (each.piece, each.code) == (table.piece, row.code))

    def _lacking(self, code: str) -> Iterator[int]:
        """The open relations over rows of that code in other tables that want what the missing row printed."""
        figures = (figure for table in self._tables.values() for row in table.with_code(code) for figure in row.figures)
        for index in self._what_if.open_over(figures):
            linear = self._what_if.linear(index)
            judged = self._what_if.trials.checks[index].figures[0]
            if linear is not None and not linear.upper and abs(linear.difference) == judged.value:
                yield index


def _keys(row: Row, figure: Figure) -> Iterator[str]:
    return (key for key, cell in row.cells.items() if cell is figure)


def _printed(row: Row, number: Decimal, slack: Decimal) -> Decimal | None:
    """The amount of the row that a sum lacks, as far as rounding allows: the very same where it is printed."""
    amounts = [figure.number for figure in row.figures if figure.number]
    return min(
        (each for each in amounts if abs(each - number) <= slack), key=lambda each: abs(each - number), default=None
    )


def cell_text(table: Table, parent: Row, key: str, number: Decimal | None) -> str:
    """A cell of the new row as its column prints amounts; nothing as the column prints it."""
    if number is not None:
        return as_printed(parent.cells[key], number, thousands="," in parent.cells[key].printed)
    printed_ = (row.cells[key].printed for row in table.coded() if key in row.cells and row.cells[key].is_zero)
    return next(printed_, "~")


def neighbour(table: Table, parent: Row, code: str) -> tuple[Anchor, bool]:
    """The code of the last row of the class that goes before, behind which the new one belongs."""
    last = parent
    for row in table.coded():
        if (row.code or "").startswith(parent.code or "-") and (row.code or "") < code:
            last = row
    return last.code_anchor or last.label, False
