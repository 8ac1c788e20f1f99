"""What may have happened to a table: which cells changed places, and what numbers belong there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.clues import Clue, runs_about
from jslint.diagnosis.grid import Grid, digits_of, is_short
from jslint.diagnosis.sliding import Block
from jslint.diagnosis.what_if import Change
from jslint.figure import Figure


class Draft(Struct, frozen=True, eq=False):
    """Something that may have happened: cells with the number that belongs there, cells whose number is lost, and words.

    Where cells were exchanged, `moved` has those of one side and of the other in turn. `is_usual` where good reports look so too;
    `twice` counts the different amounts of a copy that chance would not print twice. `nothing` are the lost cells that are held to have
    printed nothing where relations do not tell, `beside` is whether the others printed what a sister table does, `held` those of one line that are held
    to have printed all that is known of several together.
    """

    kind: Literal["exchange", "copy", "slide", "blank"]
    grid: Grid
    words: str
    remedy: str
    moved: tuple[Change, ...]
    lost: tuple[Figure, ...] = ()
    is_usual: bool = False
    twice: int = 0
    nothing: tuple[Figure, ...] = ()
    beside: bool = False
    held: frozenset[Figure] = frozenset()


def is_telling(draft: Draft) -> bool:
    """Whether amounts too long for chance stand in other places, several of a copy: then no number of one figure is as likely."""
    if draft.kind == "copy":
        return draft.twice >= limits.ENOUGH
    longest = max((digits_of(number) for _, number in draft.moved), default=0)
    return draft.kind == "exchange" and longest >= limits.TELLING_DIGITS


def drafts_of(clue: Clue) -> Iterator[Draft]:
    """What a clue may mean."""
    if clue.kind == "rows":
        yield from _rows_exchanged(clue)
    elif clue.kind == "columns":
        yield from _columns_exchanged(clue)
    elif clue.kind == "copy":
        yield from _copied(clue)
    else:
        yield from _slid(clue)


def _rows_exchanged(clue: Clue) -> Iterator[Draft]:
    grid, (first, second) = clue.grid, clue.rows
    shared = [key for key in grid.rows[first].cells if key in grid.rows[second].cells]
    told = list(dict.fromkeys(column for _, column in clue.spots))
    whole = f"“{grid.words(first)}”与“{grid.words(second)}”两行的数字疑为互换"
    for columns in (shared, told):
        pairs = [(grid.rows[first].cells[key], grid.rows[second].cells[key]) for key in columns]
        if columns is shared or len(columns) < len(shared):
            yield Draft(
                "exchange", grid, whole if len(columns) > 1 else two_cells(*pairs[0]), "换回", _exchanged(pairs)
            )
    for size, one, other in _classes(grid, first, second):
        pairs = [pair for off in range(size) for pair in _beside(grid, one + off, other + off)]
        words = (
            f"从“{grid.words(one)}”到“{grid.words(one + size - 1)}”与从“{grid.words(other)}”到"
            f"“{grid.words(other + size - 1)}”各 {size} 行的数字疑为互换"
        )
        yield Draft("exchange", grid, words, "换回", _exchanged(pairs))


def _classes(grid: Grid, first: int, second: int) -> Iterator[tuple[int, int, int]]:
    """How many rows the classes of two rows have, and where they begin, where they are as many and of the same shape; from within."""
    distance = second - first
    while first >= 0:
        one, other = _class_of(grid, first), _class_of(grid, second)
        if len(one) == len(other) > 1 and [len(code) for code in one] == [len(code) for code in other]:
            yield len(one), first, second
        above = grid.parent(first)
        if above is None or grid.parent(second) != above + distance:
            return
        first, second = above, above + distance


def _class_of(grid: Grid, first: int) -> list[str]:
    """The code of a row and of those below it that belong to it."""
    codes = (row.code or "" for row in grid.rows[first:])
    return list(takewhile(lambda code: code.startswith(grid.rows[first].code or "-"), codes))


def _beside(grid: Grid, first: int, second: int) -> Iterator[tuple[Figure, Figure]]:
    one, other = grid.rows[first].cells, grid.rows[second].cells
    return ((one[key], other[key]) for key in one if key in other)


def _columns_exchanged(clue: Clue) -> Iterator[Draft]:
    grid, (first, second) = clue.grid, clue.columns
    told = sorted({row for row, _ in clue.spots})
    everywhere, within = range(len(grid.rows)), range(told[0], told[-1] + 1)
    below = sorted({at for row in told for at in range(row, row + max(1, len(_class_of(grid, row))))})
    for rows in (everywhere, within, told, *([] if below in (told, [*within]) else [below])):
        pairs = [
            (cells[first], cells[second])
            for cells in (grid.rows[row].cells for row in rows)
            if first in cells and second in cells
        ]
        if len(pairs) == 1:
            words = two_cells(*pairs[0])
        else:
            some = "" if len(rows) == len(everywhere) else f"从“{grid.words(rows[0])}”到“{grid.words(rows[-1])}”，"
            words = f"{some}“{pairs[0][0].place.column}”与“{pairs[0][1].place.column}”两栏的数字疑为互换"
        yield Draft("exchange", grid, words, "换回", _exchanged(pairs))


def two_cells(first: Figure, second: Figure) -> str:
    """What is said of two cells that changed places."""
    return f"“{first.place.inner_words()}”与“{second.place.inner_words()}”两格的数字疑为互换"


def _exchanged(pairs: Iterable[tuple[Figure, Figure]]) -> tuple[Change, ...]:
    return tuple(
        change
        for first, second in pairs
        if first.number is not None and second.number is not None
        for change in ((first, second.number), (second, first.number))
    )


def _copied(clue: Clue) -> Iterator[Draft]:
    """The whole run of rows that another run of the table prints too, and as far as broken relations tell of it."""
    grid, (first, last) = clue.grid, clue.rows
    told = sorted({row for row, _ in clue.spots})
    for begin, end in dict.fromkeys(((first, last), (told[0], told[-1]))):
        source = begin + clue.distance
        rows = range(begin, end + 1)
        if len(rows) == 1:
            words = f"“{grid.words(begin)}”一行的数字与“{grid.words(source)}”一行完全相同，疑为误抄"
        else:
            words = (
                f"从“{grid.words(begin)}”到“{grid.words(end)}” {len(rows)} 行的数字与从“{grid.words(source)}”到"
                f"“{grid.words(source + len(rows) - 1)}”各行完全相同，疑为误抄"
            )
        lost = tuple(grid.cells(rows, grid.columns))
        is_usual = _is_usual(grid, rows, clue.distance)
        twice = 0 if is_usual else len(_telling(_telling_cells(grid, rows, clue.distance)))
        zeros = tuple(figure for figure in lost if figure.is_zero)
        draft = Draft("copy", grid, words, "改回它自己的数字", (), lost, is_usual, twice, zeros)
        yield draft
        yield replace(draft, beside=True)
        if is_telling(draft):
            yield from _emptied(draft)
            yield from _held(draft, rows)


def _is_usual(grid: Grid, rows: range, distance: int) -> bool:
    """Whether good reports print these rows twice too: what is all that another has, or what both sides of a table have."""
    if not all(grid.kin(row, row + distance) for row in rows):
        return False
    one_side = all(not grid.rows[row].code and grid.rows[row].side == grid.rows[row + distance].side for row in rows)
    return not one_side or len(_telling(grid.cells(rows, grid.columns))) < limits.ENOUGH


def _telling_cells(grid: Grid, rows: Iterable[int], distance: int) -> list[Figure]:
    """The cells of these rows but for those of a total or a part that good reports print as the row so far off."""
    return [figure for row in rows if not _may_be_all(grid, row, row + distance) for figure in grid.rows[row].figures]


def _may_be_all(grid: Grid, first: int, second: int) -> bool:
    """Whether one of two rows is a total, and the other may be its single part: what stands above that prints the same, too."""
    total, part = sorted((first, second), key=lambda row: bool(grid.rows[row].code))
    if bool(grid.rows[total].code) == bool(grid.rows[part].code):
        return False
    above = grid.parent(part)
    while above is not None:
        if not grid.are_alike(above, total):
            return False
        above = grid.parent(above)
    return True


def _telling(figures: Iterable[Figure]) -> frozenset[Decimal]:
    """The different amounts among what these print that chance does not print twice."""
    return frozenset(figure.number for figure in figures if figure.number and not is_short(figure.number))


def repeated_as_nothing(grid: Grid, rows: Iterable[int]) -> Iterator[tuple[Change, ...]]:
    """Nothing in each run of rows about these that print, row by row, the several amounts of another run: they were copied there."""
    runs = ((run, twin - row) for row in rows for twin in grid.twins(row) for run in runs_about(grid, row, twin))
    for (first, last), distance in dict.fromkeys(runs):
        run = range(first, last + 1)
        printed = [figure for figure in grid.cells(run, grid.columns) if figure.number]
        are_rows = len({figure.place.row for figure in printed}) >= limits.ENOUGH
        is_good = _is_usual(grid, run, distance)
        numbers = {each.number for each in _telling_cells(grid, run, distance) if each.number is not None}
        digits = sum(map(digits_of, numbers))
        if are_rows and digits >= limits.TELLING_DIGITS and not is_good:
            yield tuple((figure, ZERO) for figure in printed)


def _emptied(draft: Draft) -> Iterator[Draft]:
    """The rows that the copy covered printed nothing, but for at most one of their cells."""
    covered = [figure for figure in draft.lost if figure.number]
    for kept in (None, *(covered if len(covered) <= limits.MOST_PLACES else ())):
        moved = tuple((figure, ZERO) for figure in covered if figure is not kept)
        yield replace(draft, moved=moved, lost=(kept,) if kept is not None else ())


def _held(draft: Draft, rows: range) -> Iterator[Draft]:
    """Of several rows that the copy covered one line, a row with those within it and above it and totals, printed all that relations do not place.

    Or only what is left of what a sister table prints of the others, or in the columns in which the copy prints nothing.
    """
    codes = {row: draft.grid.rows[row].code or "" for row in rows}
    lines = dict.fromkeys(
        tuple(row for row in rows if codes[row].startswith(code) or code.startswith(codes[row]))
        for code in codes.values()
        if code
    )
    for line in lines if len(lines) > 1 else ():
        held = frozenset(figure for row in line for figure in draft.grid.rows[row].figures)
        some, whole = (tuple(figure for figure in cells if figure not in held) for cells in (draft.nothing, draft.lost))
        yield replace(draft, nothing=whole, held=held)
        yield replace(draft, nothing=some, held=held, beside=True)
        if some != draft.nothing:
            yield replace(draft, nothing=some, held=held)


def _slid(clue: Clue) -> Iterator[Draft]:
    grid, distance = clue.grid, clue.distance
    told = sorted({row for row, _ in clue.spots})
    seen = tuple(dict.fromkeys(column for _, column in clue.spots))
    for columns in dict.fromkeys((grid.columns, seen)):
        for first in range(max(0, told[0] - limits.REACH), told[0] + 1):
            for last in range(told[-1], min(len(grid.rows) - 1, told[-1] + limits.REACH) + 1):
                draft = block_of(grid, Block(0, 0, distance, columns, first, last))
                if draft is not None:
                    yield draft


def block_of(grid: Grid, block: Block) -> Draft | None:
    """What the rows of a block are if it slid, and the numbers that it covered; with no distance, all of its numbers are lost.

    None of a block whose first or last row slid from beyond its side of the table: what belongs there is lost, and not known to be nothing.
    """
    distance, columns, first, last = block.distance, block.columns, block.first, block.last
    if not distance:
        return Draft("blank", grid, "", "补上", (), tuple(grid.cells(range(first, last + 1), columns)))
    if grid.rows[first].side != grid.rows[last].side or not (
        grid.slides(first, distance) and grid.slides(last, distance)
    ):
        return None
    moved: list[Change] = []
    for row in range(first, last + 1):
        source = grid.rows[row + distance].cells
        for column in columns:
            target, origin = grid.rows[row].cells.get(column), source.get(column)
            if target is not None and origin is not None and target.number is not None and origin.number is not None:
                moved.append((target, origin.number))
    behind = range(last + 1, last + distance + 1) if distance > 0 else range(first + distance, first)
    lost = tuple(grid.cells(behind, columns))
    way = "下" if distance > 0 else "上"
    rows = (
        f"从“{grid.words(first)}”到“{grid.words(last)}”的数字疑为整体"
        if first < last
        else f"“{grid.words(first)}”一行的数字疑为"
    )
    words = f"{rows}{way}移 {abs(distance)} 行"
    return Draft("slide", grid, words, "移回", tuple(moved), lost) if moved else None


def words_of_blank(grid: Grid, filled: Sequence[Change]) -> str:
    """What is said of rows that print nothing where their sums need amounts."""
    rows = sorted({grid.spots[figure][0] for figure, _ in filled})
    if len(rows) > 1:
        return f"从“{grid.words(rows[0])}”到“{grid.words(rows[-1])}”的数字疑为漏填"
    return f"“{grid.words(rows[0])}”一行的数字疑为漏填" if rows else ""
