"""A row that is missing: a rule, or the table's form, says which it is, and a sum says how much it printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.deleted import Short, anchor_of, behind, cell_text, lacking, short_sums
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, weigh
from jslint.diagnosis.keys import keys_between
from jslint.diagnosis.trials import solvable
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Figure
from jslint.ledger import MissingRow
from jslint.report.tables import Row, Table


class Wanted:
    """Rows that a table is said to lack, where one sum alone says what each of their cells printed."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The row that explains most."""
        short: dict[str, list[Short]] = {}
        for each in short_sums(what_if):
            short.setdefault(each.judged.place.piece, []).append(each)
        missing = self._missing(what_if, short)
        hypotheses = (
            _hypothesis(self._tables[row.piece], row, short[row.piece], said)
            for row, said in missing.items()
            if _is_the_only_one(row, missing) and not self._tables[row.piece].with_code(row.code)
        )
        return best_of(weigh(what_if, each) for each in hypotheses if each is not None)

    def _missing(self, what_if: WhatIf, short: Mapping[str, list[Short]]) -> dict[MissingRow, tuple[int, ...]]:
        """Each row with the open trials that say it is missing; the form's own say so without any."""
        found: dict[MissingRow, tuple[int, ...]] = {}
        for index in what_if.trials.doubts:
            row = what_if.trials.checks[index].missing
            if row is not None and row.piece in short and row.piece in self._tables:
                found[row] = (*found.get(row, ()), index)
        for table in (self._tables[piece] for piece in short if piece in self._tables):
            surely = (each for each in short[table.piece] if not _is_a_slip(what_if, each.trial))
            for row in (row for each in surely for row in _left_out(table, each.judged)):
                found.setdefault(row, ())
        return found


def _is_a_slip(what_if: WhatIf, index: int) -> bool:
    """Whether one key in one of its figures would mend a sum."""
    able = ((figure, what_if.solution(index, figure)) for figure in solvable(what_if.trials.checks[index]))
    return any(number is not None and keys_between(figure, number) <= 1 for figure, number in able)


def _is_the_only_one(row: MissingRow, missing: Iterable[MissingRow]) -> bool:
    """Whether no other row of its class is missing: of several a sum does not tell them apart."""
    return {each.code for each in missing if each.piece == row.piece and each.code[:3] == row.code[:3]} == {row.code}


def _left_out(table: Table, judged: Figure) -> Iterator[MissingRow]:
    """The one row of the form that a class lacks, where it prints all others, also those that hold nothing."""
    parent = next((row for row in table.coded() if judged in row.figures), None)
    if parent is None or table.spec is None or not parent.code:
        return
    due = [
        (row.code, row.title)
        for row in table.spec.rows
        if row.code and row.code != parent.code and row.code.startswith(parent.code)
    ]
    left = [each for each in due if not table.with_code(each[0])]
    if len(left) == 1 and len(due) > limits.FEWEST_AMOUNTS:
        yield MissingRow(table.piece, *left[0])


def _hypothesis(table: Table, row: MissingRow, short: list[Short], said: tuple[int, ...]) -> Hypothesis | None:
    parent = next((each for each in table.coded() if each.code and row.code[:-2] == each.code), None)
    below = [each for each in table.coded() if (each.code or "")[:-2] == row.code]
    sums = _of_parent(parent, short) if parent is not None else _of_children(table, below, short)
    columns = parent or next(iter(below), None)
    if not sums or columns is None:
        return None
    named = f"{row.code} {row.name}"
    spelled = "、".join(
        f"{each.judged.place.column or '金额'} {cell_text(table, columns, key, each.amount)}"
        for key, each in sums.items()
    )
    cells = (cell_text(table, columns, key, sums[key].amount if key in sums else None) for key in columns.cells)
    place = (behind(table, parent, row.code), False) if parent is not None else (anchor_of(columns), True)
    explains = (*said, *(each.trial for each in sums.values()))
    words = f"《{table.title}》疑漏了“{named}”一行（{spelled}，由合计倒推）"
    return lacking(table, (row.code, row.name, *cells), place, words, explains, "金额由合计倒推，请对照账务核对")


def _of_parent(parent: Row, short: list[Short]) -> dict[str, Short]:
    """By column, what the sum of the row above lacks."""
    return {key: each for each in short for key, figure in parent.cells.items() if figure is each.judged}


def _of_children(table: Table, below: list[Row], short: list[Short]) -> dict[str, Short]:
    """By column, what a total lacks that the rows below the missing one add up to; nothing where a column has no such total."""
    totals = [row for row in table.rows if not row.code]
    found: dict[str, Short] = {}
    for key in below[0].cells if below else ():
        cells = [row.cells[key] for row in below if key in row.cells]
        if any(cell.number is None for cell in cells):
            return {}
        whole = sum((cell.value for cell in cells), ZERO)
        judged = {figure for row in totals for figure in row.figures}
        able = [each for each in short if each.judged in judged and _are_near(each, whole)]
        if whole and len(able) == 1:
            found[key] = able[0]
        elif whole:
            return {}
    return found


def _are_near(short: Short, whole: Decimal) -> bool:
    return abs(short.amount - whole) <= limits.MOST_ROUNDED * short.judged.step
