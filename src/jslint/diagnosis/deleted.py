"""A row that is missing: sums lack exactly what another table prints for a code that this one does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, is_enough, weigh
from jslint.diagnosis.trials import Trials
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
        short: dict[tuple[str, str], list[Short]] = {}
        for each in short_sums(what_if):
            short.setdefault((each.judged.place.piece, each.judged.place.row), []).append(each)
        weighed = (weigh(what_if, each) for key, sums in short.items() for each in self._of_row(what_if, key[0], sums))
        return best_of(each for each in weighed if is_enough(each))

    def _of_row(self, what_if: WhatIf, piece: str, sums: list[Short]) -> Iterator[Hypothesis]:
        table = self._tables.get(piece)
        parent = next((row for row in table.rows if sums[0][1] in row.figures), None) if table is not None else None
        if table is None or parent is None or not parent.code:
            return
        for sister in self._tables.values():
            for row in sister.coded() if sister is not table else ():
                code = row.code or ""
                if len(code) > len(parent.code) and code.startswith(parent.code) and not table.with_code(code):
                    wanting = _wanting(what_if, self._tables.values(), code)
                    explains = (*wanting, *_doubts(what_if.trials, table, code))
                    yield from _missing(table, parent, row, sums, explains)


def _missing(table: Table, parent: Row, row: Row, sums: list[Short], others: tuple[int, ...]) -> Iterator[Hypothesis]:
    """That a row of another table is missing, which explains what sums lack and some other trials; nothing where amounts differ."""
    printed = {key: _printed(row, number, figure.step) for _, figure, number in sums for key in _keys(parent, figure)}
    if any(number is None for number in printed.values()):
        return
    sister = next(figure.place.title for figure in row.figures)
    named = f"{row.code} {row.name}"
    spelled = "、".join(
        f"{figure.place.column or '金额'} {printed[key]}" for _, figure, _ in sums for key in _keys(parent, figure)
    )
    words = f"《{table.title}》疑漏了“{named}”一行（{spelled}），《{sister}》中有这一行"
    explains = tuple(dict.fromkeys((*(index for index, _, _ in sums), *others)))
    cells = tuple(cell_text(table, parent, key, printed.get(key)) for key in parent.cells)
    place = behind(table, parent, row.code or ""), False
    yield lacking(
        table, (row.code or "", row.name, *cells), place, words, explains, f"可使 {len(explains)} 条勾稽关系成立"
    )


def _wanting(what_if: WhatIf, tables: Iterable[Table], code: str) -> Iterator[int]:
    """The open relations over rows of that code in other tables that want what the missing row printed."""
    figures = (figure for table in tables for row in table.with_code(code) for figure in row.figures)
    for index in what_if.open_over(figures):
        linear, judged = what_if.linear(index), what_if.trials.checks[index].figures[0]
        if linear is not None and not linear.upper and abs(linear.difference) == judged.value:
            yield index


def _doubts(trials: Trials, table: Table, code: str) -> Iterator[int]:
    """The trials that say that this very row is missing."""
    missing = ((index, trials.checks[index].missing) for index in trials.doubts)
    return (index for index, each in missing if each and (each.piece, each.code) == (table.piece, code))


def _keys(row: Row, figure: Figure) -> Iterator[str]:
    return (key for key, cell in row.cells.items() if cell is figure)


def _printed(row: Row, number: Decimal, slack: Decimal) -> Decimal | None:
    """The amount of the row that a sum lacks, as far as rounding allows: the very same where it is printed."""
    amounts = [figure.number for figure in row.figures if figure.number]
    return min(
        (each for each in amounts if abs(each - number) <= slack), key=lambda each: abs(each - number), default=None
    )


def lacking(
    table: Table, row: tuple[str, ...], place: tuple[Anchor, bool], words: str, explains: tuple[int, ...], reason: str
) -> Hypothesis:
    """That a table lacks a row, by its code, its name and its cells, which is put in before (True) or behind another."""
    title = f"在《{table.title}》补上“{row[0]} {row[1]}”一行：{'、'.join(row[2:])}"
    repair = Repair(title, (), row=NewRow(*place, row), reason=reason)
    evidence = limits.ENOUGH - 1  # one relation is enough where the row is named
    return Hypothesis("deleted", (), words=words, remedy="补上", evidence=evidence, explains=explains, repair=repair)


def cell_text(table: Table, parent: Row, key: str, number: Decimal | None) -> str:
    """A cell of the new row as its column prints amounts; nothing as the column prints it."""
    if number is not None:
        return as_printed(parent.cells[key], number, thousands="," in parent.cells[key].printed)
    printed_ = (row.cells[key].printed for row in table.coded() if key in row.cells and row.cells[key].is_zero)
    return next(printed_, "~")


def behind(table: Table, parent: Row, code: str) -> Anchor:
    """The last row of a class that goes before one of this code, which belongs behind it."""
    last = parent
    for row in table.coded():
        if (row.code or "").startswith(parent.code or "-") and (row.code or "") < code:
            last = row
    return anchor_of(last)


def anchor_of(row: Row) -> Anchor:
    """Where a row begins: its code, or its name."""
    return row.code_anchor or row.label
