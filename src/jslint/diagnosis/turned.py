"""A class whose amounts all stand one or more rows off, the last ones round at the other end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import takewhile

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, broken_tables, effective, weigh
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.report.tables import Row, Table


class Turned:
    """Classes that add up once their amounts are turned round by some rows."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The class that explains most."""
        tables = broken_tables(what_if, self._tables)
        weighed = (weigh(what_if, each) for table in tables for each in _of_table(what_if, table))
        return best_of(each for each in weighed if _stands(each))


def _stands(weighed: Weighed) -> bool:
    """Whether it mends all that is broken over the class and breaks nothing; a number that was worked out is borne out twice."""
    least = 1 + len(weighed.hypothesis.found)
    return len(weighed.effect.mended) >= least and not weighed.effect.spoilt and not weighed.left


def _of_table(what_if: WhatIf, table: Table) -> Iterator[Hypothesis]:
    yield from _of_rows(what_if, table)
    for at, row in enumerate(rows := table.coded()):
        children = table.children(row)
        if len(children) + 1 < limits.FEWEST_AMOUNTS:
            continue
        for key in row.cells:
            cells = [each.cells[key] for each in (row, *children) if key in each.cells]
            if len(cells) == len(children) + 1 and what_if.open_over(cells[:1]):
                yield from _of_cells(what_if, table, cells)
                yield from _pushed_out(what_if, table, cells, rows[at - 1].cells.get(key) if at else None)


def _of_rows(what_if: WhatIf, table: Table) -> Iterator[Hypothesis]:
    """Classes whose whole rows went round, with all the levels below them."""
    for at, row in enumerate(rows := table.coded()):
        block = (row, *takewhile(partial(_is_below, row), rows[at + 1 :]))
        keys = [key for key in row.cells if all(key in each.cells for each in block)]
        if len(block) < limits.FEWEST_AMOUNTS or not what_if.open_over([row.cells[key] for key in keys]):
            continue
        cells = [[each.cells[key] for each in block] for key in keys]
        if any(cell.number is None and not cell.blank for column in cells for cell in column):
            continue
        columns = [[what_if.number(cell) for cell in column] for column in cells]
        if max(len({number for number in column if number}) for column in columns) < limits.FEWEST_AMOUNTS:
            continue
        if not (sums := _sums(table, block)):
            continue
        farthest = min(limits.FARTHEST, len(block) // 2)
        for turns in range(-farthest, farthest + 1):
            if turns and _adds_up_turned(columns, sums, turns):
                changes = [
                    (cell, numbers[(place + turns) % len(block)])
                    for column, numbers in zip(cells, columns, strict=True)
                    for place, cell in enumerate(column)
                ]
                yield _turned(what_if, table, changes, turns)


def _is_below(row: Row, other: Row) -> bool:
    return other.code != row.code and (other.code or "").startswith(row.code or "")


def _sums(table: Table, block: tuple[Row, ...]) -> list[tuple[int, list[int]]]:
    """The rows of a block that have others below them, with these, by their places in it; none where one stands elsewhere."""
    place = {id(row): at for at, row in enumerate(block)}
    below = [(at, [place.get(id(each)) for each in table.children(row)]) for at, row in enumerate(block)]
    within = [(at, [each for each in children if each is not None]) for at, children in below]
    return [each for each in within if each[1]] if within == below else []


def _adds_up_turned(columns: list[list[Decimal]], sums: list[tuple[int, list[int]]], turns: int) -> bool:
    """Whether every level adds up in every column once the rows are turned; what comes round from the top is no blank."""
    if turns > 0 and not any(number for column in columns for number in column[:turns]):
        return False
    return all(
        sum((column[(each + turns) % len(column)] for each in children), ZERO) == column[(at + turns) % len(column)]
        for column in columns
        for at, children in sums
    )


def _turned(what_if: WhatIf, table: Table, changes: Sequence[Change], turns: int) -> Hypothesis:
    words = (
        f"《{table.title}》从“{changes[0][0].place.row}”到“{changes[-1][0].place.row}”的数字疑为整体{'下' if turns > 0 else '上'}移 "
        f"{abs(turns)} 行，{'最后' if turns > 0 else '最前'}的转到了另一头"
    )
    return Hypothesis("turned", tuple(effective(what_if, changes)), words=words, remedy="移回", evidence=limits.ENOUGH)


def _of_cells(what_if: WhatIf, table: Table, cells: list[Figure]) -> Iterator[Hypothesis]:
    if any(cell.number is None for cell in cells):
        return
    numbers = [what_if.number(cell) for cell in cells]
    if len({number for number in numbers if number}) < limits.FEWEST_AMOUNTS:
        return
    whole = sum(numbers[1:], numbers[0])
    for at, number in enumerate(numbers):
        turns = at if at <= len(cells) // 2 else at - len(cells)
        if not turns or abs(turns) > limits.FARTHEST or 2 * number != whole:
            continue
        if turns > 0 and not any(numbers[:at]):
            continue  # nothing came round from the other end: the class slid, perhaps with others
        changes = [(cell, numbers[(place + at) % len(cells)]) for place, cell in enumerate(cells)]
        yield _turned(what_if, table, changes, turns)


def _pushed_out(what_if: WhatIf, table: Table, cells: list[Figure], above: Figure | None) -> Iterator[Hypothesis]:
    """The class one row too high, its total pushed out: what its items add up to then, which another relation must bear out."""
    if any(cell.number is None for cell in cells):
        return
    numbers = [what_if.number(cell) for cell in cells]
    whole = sum(numbers[1:], numbers[0])
    is_short = numbers[-1] or len({number for number in numbers if number}) < limits.FEWEST_AMOUNTS
    if is_short or (above is not None and _prints(above, whole)):
        return  # the total stands in the row above: the class slid
    changes = tuple(zip(cells, (whole, *numbers[:-1]), strict=True))
    words = (
        f"《{table.title}》从“{cells[0].place.row}”到“{cells[-1].place.row}”的数字疑为整体上移 1 行，"
        f"“{cells[0].place.row}”的合计被挤掉了"
    )
    moved = tuple(effective(what_if, changes))
    yield Hypothesis("turned", moved, found=moved[:1], words=words, remedy="移回", evidence=limits.ENOUGH)


def _prints(figure: Figure, number: Decimal) -> bool:
    """Whether a figure is, or may be, that number as far as sums of rounded amounts tell."""
    return figure.number is None or abs(figure.number - number) <= limits.MOST_ROUNDED * figure.step
