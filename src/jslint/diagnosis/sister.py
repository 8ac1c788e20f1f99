"""Blocks of a table whose amounts stand against other names than in a sister table that prints the same amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from jslint.diagnosis import limits
from jslint.diagnosis.filling import fill
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, effective, weigh
from jslint.diagnosis.sequences import Entry, astray
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Figure
from jslint.relation import Sum, Term
from jslint.report.quantities import known
from jslint.report.tables import Row, Table


class Slide(Struct, frozen=True):
    """Rows of one column that print other rows' amounts: from which row to which each belongs (None: to none here).

    `settled` rows print the sister's amount, `agreeing` ones also where that is nothing, or the sister does not know them.
    `total` is the row of the table's total where the block runs on into it: it prints the sister's next row.
    """

    rows: tuple[Row, ...]
    column: str
    homes: tuple[tuple[int, int | None], ...]
    settled: frozenset[int]
    agreeing: frozenset[int]
    evidence: str
    total: Row | None = None


class Sisters:
    """Blocks that a sister table shows to stand in other rows than their own."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = {table.key: table for table in tables.values() if not table.is_blank}

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The table of which most is explained."""
        found = []
        for key in dict.fromkeys(column.table for column in known().sisters):
            table = self._tables.get(key)
            if table is not None and len(what_if.open_over(table.figures())) >= limits.FEWEST_AMOUNTS:
                slides = self._slides(table)
                if slides:
                    found.append(weigh(what_if, _hypothesis(what_if, table, slides)))
        return best_of(each for each in found if each.effect.mended and each.telling and each.effect.net > 0)

    def _slides(self, table: Table) -> list[Slide]:
        slides = []
        for (key, column), sisters in known().sisters.items():
            if key == table.key:
                beside = (self._beside(table, column, self._tables.get(other), theirs) for other, theirs in sisters)
                slides.append(
                    max((slide for slide in beside if slide), key=lambda slide: len(slide.homes), default=None)
                )
        return sorted((slide for slide in slides if slide), key=lambda slide: -len(slide.homes))

    def _beside(self, table: Table, column: str, sister: Table | None, theirs: str) -> Slide | None:
        if sister is None or not _is_likelier_wrong(table, column, sister, theirs):
            return None
        two_sided = table.spec is not None and table.spec.form == "sides"
        rows = _rows(table, column, classes=two_sided)
        own = _entries(rows, column)
        other = _entries(_rows(sister, theirs, classes=two_sided), theirs)
        found = astray(own, other, complete=two_sided)
        if not found:
            return None
        first = found[0]
        evidence = (
            f"{own[first.index].figure.shown} 是《{sister.title}》中“{first.sister.figure.place.row}”的数字，"
            f"以下各行也依次与《{sister.title}》其他科目的数字相同"
        )
        at = {entry.name: index for index, entry in enumerate(own)}
        numbers = {entry.name: entry.figure.number for entry in other}
        agreeing = [
            index
            for index, entry in enumerate(own)
            if entry.name not in numbers or entry.figure.number == numbers[entry.name]
        ]
        settled = (index for index in agreeing if own[index].name in numbers and own[index].figure.number)
        homes = tuple((each.index, at.get(each.sister.name)) for each in found)
        total = None if two_sided else _total_within(table, own, column, homes, numbers)
        return Slide(rows, column, homes, frozenset(settled), frozenset(agreeing), evidence, total)


def _hypothesis(what_if: WhatIf, table: Table, slides: list[Slide]) -> Hypothesis:
    whole = _moved_whole(slides[0])
    blocks = [(slides[0], tuple(slides[0].rows[0].cells))] if whole else [(slide, (slide.column,)) for slide in slides]
    instead: dict[Figure, Decimal | None] = {}
    for slide, columns in reversed(blocks):
        instead.update(_instead(slide, columns))
    moved = [(figure, number) for figure, number in instead.items() if number is not None]
    unknown = [figure for figure, number in instead.items() if number is None]
    filled = fill(what_if, unknown, moved) if unknown else []
    known = {figure for figure, _ in filled}
    lost = tuple(figure for figure in unknown if figure not in known)
    figures = [slide.rows[index].cells[slide.column] for slide, _ in blocks for index, _ in slide.homes]
    first, rows = min(figures, key=lambda figure: figure.span), len({figure.place.row for figure in figures})
    words = f"《{table.title}》从“{first.place.inner_words()}”起 {rows} 行数字疑为整体错行：{blocks[0][0].evidence}"
    changes = tuple(effective(what_if, [*moved, *filled]))
    evidence = len({figure.number for figure in figures})
    return Hypothesis("sister", changes, lost, words=words, remedy="移回", evidence=evidence, worked_out=tuple(filled))


def _moved_whole(slide: Slide) -> bool:
    """Whether the other columns slid along: then the rows still add up across."""
    added = [_adds_across(slide.rows[index]) for index, _ in slide.homes]
    return 2 * sum(added) > len(added)


def _adds_across(row: Row) -> bool:
    total = next((key for key in row.cells if key in known().whole_columns), None)
    if total is None or len(row.cells) < 2:
        return False
    figures = [row.cells[total], *(figure for key, figure in row.cells.items() if key != total)]
    return any(not figure.is_zero for figure in figures) and _is_sum(figures)


def _is_sum(figures: list[Figure]) -> bool:
    """Whether the first is the sum of the others, as rounding allows; also where one could not be read."""
    return Sum((Term(figures[0]),), tuple(map(Term, figures[1:]))).weigh().outcome != "broken"


def _instead(slide: Slide, columns: tuple[str, ...]) -> Iterator[tuple[Figure, Decimal | None]]:
    """What the rows of the block would print once each amount is back in its own row; open where none belongs."""
    if slide.total is not None:
        yield from ((slide.total.cells[column], None) for column in columns if column in slide.total.cells)
    sources = {target: source for source, target in reversed(_moves(slide))}
    touched = [index for move in sources.items() for index in move]
    touched.extend(source for source, _ in slide.homes)
    for target in range(min(touched), max(touched) + 1):
        if target in slide.settled and target not in sources:
            continue
        source = slide.rows[sources[target]].cells if target in sources else {}
        for column in columns:
            figure = slide.rows[target].cells.get(column)
            origin = source.get(column)
            if figure is not None and figure.number is not None:
                yield figure, origin.number if origin else None


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
        emptied = slide.rows[source].cells[slide.column].is_zero and source + distance in slide.agreeing
        if source in slide.settled or emptied:  # a row that the block has left belongs nowhere else
            return
        yield source, source + distance
        source += step


def _rows(table: Table, column: str, *, classes: bool) -> tuple[Row, ...]:
    return tuple(
        row
        for row in table.coded()
        if column in row.cells and (not classes or len(row.code or "") == 3) and row.side in {None, "支出"}
    )


def _total_within(
    table: Table,
    own: list[Entry],
    column: str,
    homes: tuple[tuple[int, int | None], ...],
    numbers: Mapping[str, Decimal | None],
) -> Row | None:
    """The total's row where the block ends at the last row before it, and it prints what follows there in the sister."""
    source, target = homes[-1]
    totals = [row for row in table.rows if row.code is None and column in row.cells]
    if len(totals) != 1 or target is None or source != len(own) - 1 or target + 1 >= len(own):
        return None
    number = totals[0].cells[column].number
    return totals[0] if number and number == numbers.get(own[target + 1].name) else None


def _entries(rows: tuple[Row, ...], column: str) -> list[Entry]:
    return [Entry(row.code or "", row.cells[column]) for row in rows]


def _is_likelier_wrong(table: Table, column: str, sister: Table, theirs: str) -> bool:
    """Of two tables the one whose own sums break more has slid; where neither's do, the later one."""
    if table.spec is not None and table.spec.form == "sides":
        return _breaches(sister, theirs) == 0
    own, other = _breaches(table, column), _breaches(sister, theirs)
    return own > other or (own == other and _rank(table) < _rank(sister))


def _rank(table: Table) -> int:
    """Which of two tables is held to have slid where their sums do not tell: the first of the data."""
    return next(rank for rank, column in enumerate(known().sisters) if column.table == table.key)


def _breaches(table: Table, column: str) -> int:
    return sum(1 for row in table.coded() if table.children(row) and not _adds_up(table, row, column))


def _adds_up(table: Table, row: Row, column: str) -> bool:
    cells = [each.cells.get(column) for each in (row, *table.children(row))]
    figures = [figure for figure in cells if figure is not None]
    return len(figures) < len(cells) or _is_sum(figures)
