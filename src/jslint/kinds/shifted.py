"""Blocks of rows whose amounts slid: what each row would print if its own amounts were back in it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jslint.figure import Figure
from jslint.kinds.sequences import FEWEST_AMOUNTS
from jslint.relation import Sum, Term
from jslint.report.tables import Row, Table

TOTALS = frozenset({"小计", "合计", "本年支出合计", "本年收入合计"})
"""Columns that the other columns of their row add up to."""


class Block(Struct, frozen=True):
    """Amounts that stand in other rows than their own: from where on, what they should be, and how that is known."""

    astray: tuple[Figure, ...]
    instead: tuple[tuple[Figure, Decimal | None], ...]
    evidence: str


def is_sum(figures: list[Figure]) -> bool:
    """Whether the first is the sum of the others, as rounding allows; also where one could not be read."""
    relation = Sum((Term(figures[0]),), tuple(map(Term, figures[1:])))
    return relation.weigh().outcome != "broken"


# rows that print other rows' amounts, as a sister table shows


class Slide(Struct, frozen=True):
    """Rows of one column that print other rows' amounts: from which row to which each belongs (None: to none here)."""

    rows: tuple[Row, ...]
    column: str
    homes: tuple[tuple[int, int | None], ...]
    settled: frozenset[int]
    evidence: str


def moved_whole(slide: Slide) -> bool:
    """Whether the other columns slid along: then the rows still add up across."""
    added = [_adds_across(slide.rows[index]) for index, _ in slide.homes]
    return 2 * sum(added) > len(added)


def _adds_across(row: Row) -> bool:
    total = next((key for key in row.cells if key in TOTALS), None)
    if total is None or len(row.cells) < 2:
        return False
    figures = [row.cells[total], *(figure for key, figure in row.cells.items() if key != total)]
    return any(not figure.is_zero for figure in figures) and is_sum(figures)


def block_of(slide: Slide, columns: tuple[str, ...]) -> Block:
    """What the rows of the block would print once each amount is back in its own row; open where none belongs."""
    sources = {target: source for source, target in reversed(_moves(slide))}
    touched = [index for move in sources.items() for index in move]
    touched.extend(source for source, _ in slide.homes)
    instead = []
    for target in range(min(touched), max(touched) + 1):
        if target in slide.settled and target not in sources:
            continue
        source = slide.rows[sources[target]].cells if target in sources else {}
        for column in columns:
            figure = slide.rows[target].cells.get(column)
            origin = source.get(column)
            if figure is not None and figure.number is not None:
                instead.append((figure, origin.number if origin else None))
    figures = tuple(slide.rows[index].cells[slide.column] for index, _ in slide.homes)
    return Block(figures, tuple(instead), slide.evidence)


def _moves(slide: Slide) -> list[tuple[int, int]]:
    """Each row and where its amounts belong, with the rows between two, before and behind them that moved equally far."""
    known = [(source, target - source) for source, target in slide.homes if target is not None]
    moves: list[tuple[int, int]] = []
    for order, (source, distance) in enumerate(known):
        together = order > 0 and known[order - 1][1] == distance
        first = known[order - 1][0] + 1 if together else source
        moves.extend((between, between + distance) for between in range(first, source + 1))
    if known:
        moves.extend(_beyond(slide, *known[0], step=-1))
        moves.extend(_beyond(slide, *known[-1], step=1))
    return moves


def _beyond(slide: Slide, source: int, distance: int, *, step: int) -> Iterator[tuple[int, int]]:
    """The rows that go on from one end of the block, until one agrees with the sister table or the table ends."""
    source += step
    while min(source, source + distance) >= 0 and max(source, source + distance) < len(slide.rows):
        if source in slide.settled:
            return
        yield source, source + distance
        source += step


# rows that add up once they are moved by one


def off_their_sums(table: Table) -> Iterator[Block]:
    """The classes of an economic table whose rows, taken one up or down, add up as they do not where they stand."""
    rows = table.coded()
    figures = [next(iter(row.cells.values()), None) for row in rows]
    for at, row in enumerate(rows):
        items = table.children(row)
        end = at + 1 + len(items)
        if len(items) < FEWEST_AMOUNTS - 1 or tuple(rows[at + 1 : end]) != items:
            continue
        printed = figures[at:end]
        readable = [figure for figure in printed if figure is not None and figure.number is not None]
        if len(readable) == len(printed) and not is_sum(readable):
            yield from _moved(row, figures, at, end)


def _moved(row: Row, figures: list[Figure | None], at: int, end: int) -> Iterator[Block]:
    for step in (-1, 1):
        if at + step < 0 or end + step > len(figures):
            continue
        moved = [figure for figure in figures[at + step : end + step] if figure is not None]
        amounts = {figure.number for figure in moved if not figure.is_zero}
        if len(moved) < end - at or None in amounts or len(amounts) < FEWEST_AMOUNTS or moved[0].is_zero:
            continue
        if not is_sum(moved):
            continue
        homes = [figure for figure in figures[at:end] if figure is not None]
        outside = moved[0] if step < 0 else moved[-1]
        evidence = (
            f"整段{'下' if step < 0 else '上'}移一行后，{row.code} {row.name}为 {moved[0].shown}，正好等于其下各款之和"
        )
        astray_ = tuple(figure for figure in moved if not figure.is_zero)
        yield Block(
            astray_,
            (*((home, figure.number) for home, figure in zip(homes, moved, strict=True)), (outside, None)),
            evidence,
        )
