"""Amounts that are printed in another unit than the report's: in 元 where it counts in 万元, or the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from jslint.amount import round_half_up
from jslint.diagnosis import limits
from jslint.diagnosis.grid import Grid, grid_of
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, leaves_little, spoils_little, weigh
from jslint.diagnosis.trials import solvable
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.report.tables import Table

FACTORS: Mapping[str, tuple[Decimal, str]] = {
    "万元": (Decimal("0.0001"), "元"),
    "元": (Decimal(10_000), "万元"),
}
"""By the report's unit: what an amount of the other unit is multiplied by, and that unit."""


class Units:
    """Tables, columns and rows of which every amount holds once it is taken for one of the other unit."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables
        self._beyond: dict[str, bool] = {}
        self._most: dict[str, Decimal | None] = {}

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The cells of which most is explained."""
        hits = self._hits(what_if)
        weighed = (
            weigh(what_if, hypothesis)
            for piece, figures in hits.items()
            for hypothesis in _of_table(what_if, grid_of(self._tables[piece]), figures, self._most_beside(piece))
        )
        return best_of(each for each in weighed if _stands(each))

    def _hits(self, what_if: WhatIf) -> dict[str, list[Figure]]:
        """By table, the figures that a relation with another table or with figures beside them wants in the report's unit."""
        hits: dict[str, dict[Figure, None]] = {}
        for index in sorted(what_if.open):
            check = what_if.trials.checks[index]
            for figure in solvable(check):
                number = what_if.solution(index, figure) if self._is_convertible(figure) else None
                if number and _is_converted(what_if, index, figure, number):
                    hits.setdefault(figure.place.piece, {})[figure] = None
            pieces = dict.fromkeys(figure.place.piece for figure in check.figures)
            for piece in pieces if what_if.linear(index) is not None else ():
                within = [each for each in check.figures if each.place.piece == piece and each.number]
                if len(within) < limits.ENOUGH or not all(map(self._is_convertible, within)):
                    continue
                if len(pieces) == 1 and not (self._is_beyond(piece, within) or self._is_wholly_beyond(piece)):
                    continue
                if what_if.settles(index, [(each, _converted(each)) for each in within]):
                    hits.setdefault(piece, {}).update(dict.fromkeys(within))
        return {
            piece: list(figures)
            for piece, figures in hits.items()
            if len(figures) >= limits.ENOUGH or self._is_wholly_beyond(piece)
        }

    def _is_wholly_beyond(self, piece: str) -> bool:
        """Whether a table prints several amounts, all whole in the other unit, and one that goes beyond all other tables."""
        if piece not in self._beyond:
            self._beyond[piece] = self._are_beyond(piece)
        return self._beyond[piece]

    def _are_beyond(self, piece: str) -> bool:
        printed = [figure for figure in self._tables[piece].figures() if figure.number]
        telling = {figure.number for figure in printed if self._is_convertible(figure)}
        return len(telling) >= limits.SEVERAL and self._is_beyond(piece, printed)

    def _is_beyond(self, piece: str, figures: Sequence[Figure]) -> bool:
        """Whether amounts are larger than all that other tables print, of which they can only be a part, and whole in the other unit."""
        return _are_whole(figures) and _is_beyond(figures, self._most_beside(piece))

    def _most_beside(self, piece: str) -> Decimal | None:
        if piece not in self._most:
            others = (table.figures() for other, table in self._tables.items() if other != piece)
            numbers = (abs(figure.number) for each in others for figure in each if figure.number is not None)
            self._most[piece] = max(numbers, default=None)
        return self._most[piece]

    def _is_convertible(self, figure: Figure) -> bool:
        return figure.place.piece in self._tables and not figure.place.report and figure.unit in FACTORS


def _stands(weighed: Weighed) -> bool:
    """Whether it explains enough and leaves hardly anything broken."""
    return bool(weighed.telling) and weighed.gain >= limits.ENOUGH and spoils_little(weighed) and leaves_little(weighed)


def is_converted(figure: Figure, number: Decimal) -> bool:
    """Whether a number is what the figure prints, taken for an amount of the other and smaller unit."""
    return _is_in_smaller(figure) and number != figure.value == number / FACTORS[figure.unit][0]


def in_report_unit(figures: Iterable[Figure]) -> tuple[Change, ...]:
    """What the amounts of a row are in the report's unit, where several are whole in the other one; else nothing."""
    printed = [figure for figure in figures if figure.number]
    if len({figure.number for figure in printed}) < limits.SEVERAL or not all(map(_is_in_smaller, printed)):
        return ()
    return tuple((figure, _converted(figure)) for figure in printed) if _are_whole(printed) else ()


def _is_in_smaller(figure: Figure) -> bool:
    """Whether the unit that its amount may be in is smaller than the report's."""
    return figure.unit in FACTORS and FACTORS[figure.unit][0] < 1


def _is_converted(what_if: WhatIf, index: int, figure: Figure, number: Decimal) -> bool:
    linear = what_if.linear(index)
    slack = linear.slack if linear is not None else figure.step
    return abs(_converted(figure) - number) <= max(slack, figure.step) and number != figure.value


def _converted(figure: Figure) -> Decimal:
    """The amount in the report's unit, in that unit's steps."""
    factor, _ = FACTORS[figure.unit]
    return round_half_up(figure.value * factor, figure.step)


def _of_table(what_if: WhatIf, grid: Grid, hits: list[Figure], most: Decimal | None) -> Iterator[Hypothesis]:
    spots = [grid.spots[figure] for figure in hits if figure in grid.spots]
    title = f"《{grid.table.title}》"
    yield from _in_other_unit(what_if, grid.table.figures(), f"{title}各行", most)
    for row in dict.fromkeys(row for row, _ in spots):
        yield from _in_other_unit(what_if, grid.rows[row].figures, f"{title}“{grid.words(row)}”一行", most)
    for column in dict.fromkeys(column for _, column in spots):
        cells = [row.cells[column] for row in grid.rows if column in row.cells]
        yield from _in_other_unit(what_if, cells, f"{title}“{cells[0].place.column or column}”一栏", most)


def _in_other_unit(
    what_if: WhatIf, figures: Iterator[Figure] | list[Figure], where: str, most: Decimal | None
) -> Iterator[Hypothesis]:
    """`most` is the largest amount of the other tables: every row that goes beyond it is evidence."""
    changes: tuple[Change, ...] = tuple(
        (figure, _converted(figure))
        for figure in figures
        if figure.number and what_if.number(figure) == figure.number and figure.unit in FACTORS
    )
    if len(changes) >= limits.ENOUGH:
        unit = changes[0][0].unit
        words = f"{where}的数字疑以{FACTORS[unit][1]}为单位，而报告以{unit}为单位"
        rows: dict[str, list[Figure]] = {}
        for figure, _ in changes:
            rows.setdefault(figure.place.row, []).append(figure)
        beyond = sum(_are_whole(each) and _is_beyond(each, most) for each in rows.values())
        yield Hypothesis("unit", changes, words=words, remedy=f"换算成{unit}", evidence=max(1, beyond))


def _are_whole(figures: Iterable[Figure]) -> bool:
    """Whether amounts lose nothing by being converted."""
    return all(_converted(figure) == figure.value * FACTORS[figure.unit][0] for figure in figures)


def _is_beyond(figures: Iterable[Figure], most: Decimal | None) -> bool:
    """Whether one of the amounts is larger than the most that other tables print."""
    return most is not None and max(abs(figure.value) for figure in figures) > most
