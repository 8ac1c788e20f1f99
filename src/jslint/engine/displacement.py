"""Amounts that stand in other cells than their own: rows or columns exchanged, a row copied over another, a block that slid.

What may have happened is read from the broken relations: a figure that would have to be a number which another cell of its row
or column prints is a clue that the two changed places, or that a block slid by the rows between them. What several clues say is
then weighed as a whole, and stands where it mends more than any one figure could.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from jslint.engine.clues import SEVERAL, Clue, clues_of
from jslint.engine.grid import Grid
from jslint.engine.search import ENOUGH
from jslint.engine.supposition import Change, Effect, Suppositions, solvable
from jslint.figure import Figure
from jslint.report.tables import Table

MOST_DRAFTS = 48
"""What may have happened that is weighed, the likeliest first."""

MOST_TAKEN = 8
"""Displacements of one report beyond which no more are sought."""

CLEARLY, MOSTLY = 10, 4
"""How many relations a displacement must mend for each good one that it would break, and for each that it leaves broken."""

TELLING = 4
"""Digits of the longest moved number and relations mended that are enough together: 1.00 stands in many places by chance."""


class Draft(Struct, frozen=True, eq=False):
    """Something that may have happened: cells with the number that belongs there, cells whose number is lost, and words.

    Where cells were exchanged, `moved` has those of one side and of the other in turn. `is_usual` where good reports look so too.
    """

    kind: Literal["exchange", "copy", "slide"]
    grid: Grid
    words: str
    remedy: str
    moved: tuple[Change, ...]
    lost: tuple[Figure, ...] = ()
    is_usual: bool = False


class Displacement(Struct, frozen=True, eq=False):
    """What has happened to a table, what its cells should be, and the trials that are then explained."""

    piece: str
    words: str
    remedy: str
    changes: tuple[Change, ...]
    effect: Effect
    filled: int = 0
    left: tuple[Figure, ...] = ()


class Displacements:
    """What has happened to the tables of a report, one after the other, that which explains most first."""

    def __init__(self, suppositions: Suppositions, tables: Iterable[Table]) -> None:
        self._suppositions = suppositions
        self._tables: Mapping[str, Table] = {table.piece: table for table in tables}
        self._single: dict[int, Effect | None] = {}
        self._taken = 0

    def next(self) -> Displacement | None:
        """The best displacement that explains more than any one figure does; it is taken for granted from now on."""
        if self._taken >= MOST_TAKEN or len(self._suppositions.open) < ENOUGH:
            return None
        self._single = {}
        best = self._best(self._worth_weighing())
        if best is not None:
            self._taken += 1
            self._suppositions.suppose(best.changes, best.left)
        return best

    def _worth_weighing(self) -> list[tuple[int, Draft]]:
        """Drafts over cells that enough open relations stand over, with how many; most first."""
        clues = clues_of(self._suppositions, self._tables)[:MOST_DRAFTS]
        bounded: list[tuple[int, Draft]] = []
        for draft in (draft for clue in clues for draft in _drafts(clue)):
            over = self._suppositions.open_over((*(figure for figure, _ in draft.moved), *draft.lost))
            if len(over) >= ENOUGH and not self._is_rivalled(over, len(over)):
                bounded.append((len(over), draft))
        self._suppositions.widen(
            figure for _, draft in bounded for figure in (*(figure for figure, _ in draft.moved), *draft.lost)
        )
        return sorted(bounded, key=lambda each: -each[0])

    def _best(self, drafts: Sequence[tuple[int, Draft]]) -> Displacement | None:
        best: Displacement | None = None
        for bound, draft in drafts:
            if best is not None and bound <= best.effect.net:
                break
            weighed = self._weighed(draft)
            if best is not None and weighed.effect.net <= best.effect.net:
                continue
            if self._stands(draft, weighed):
                best = weighed
        return best

    def _weighed(self, draft: Draft) -> Displacement:
        moved = tuple(each for each in draft.moved if each[1] != self._suppositions.number(each[0]))
        filled = self._suppositions.fill(draft.lost, moved) if draft.lost else []
        known = {id(figure) for figure, _ in filled}
        changes = (*moved, *(each for each in filled if each[1] != self._suppositions.number(each[0])))
        left = tuple(figure for figure in draft.lost if id(figure) not in known)
        return Displacement(
            draft.grid.table.piece,
            f"《{draft.grid.table.title}》{draft.words}",
            draft.remedy,
            changes,
            self._suppositions.effect(changes, left),
            len(changes) - len(moved) if moved else 0,
            left,
        )

    def _stands(self, draft: Draft, found: Displacement) -> bool:
        """Whether enough speaks for it, hardly anything against it, and no single figure explains as much."""
        effect, gain = found.effect, _gain(found)
        digits = max((_digits(number) for _, number in draft.moved), default=TELLING)
        enough = ENOUGH if len(found.changes) >= 2 * SEVERAL else max(ENOUGH, TELLING - digits)
        if len(found.changes) < ENOUGH or gain < enough or effect.spoilt * CLEARLY > len(effect.mended):
            return False
        if draft.is_usual and effect.net <= len(found.changes):
            return False
        over = set(self._suppositions.open_over(figure for figure, _ in found.changes))
        left = len(over.difference(effect.mended, self._suppositions.open_over(found.left)))
        if left * MOSTLY > len(effect.mended) or not self._is_borne_out(draft, found):
            return False
        return not self._is_rivalled(effect.mended, gain)

    def _is_borne_out(self, draft: Draft, found: Displacement) -> bool:
        """Whether relations that are mended bear out both sides of an exchange, or several places of one, and several rows of a block."""
        stands = {id(figure) for index in found.effect.mended for figure in self._suppositions.checks[index].figures}
        changed = {id(figure) for figure, _ in found.changes}
        borne = [id(figure) in stands and id(figure) in changed for figure, _ in draft.moved]
        if draft.kind == "exchange":
            sides = sum(borne[::2]), sum(borne[1::2])
            return min(sides) > 0 or max(sides) >= SEVERAL
        moved = [change for change, is_borne in zip(draft.moved, borne, strict=True) if is_borne]
        rows, numbers = {figure.place.row for figure, _ in moved}, {number for _, number in moved}
        return draft.kind == "copy" or (len(rows) >= ENOUGH and len(numbers) + bool(found.filled) >= SEVERAL)

    def _is_rivalled(self, trials: Collection[int], least: int) -> bool:
        """Whether one figure alone explains as many of these trials."""
        stands = Counter(id(figure) for index in trials for figure in solvable(self._suppositions.checks[index]))
        if max(stands.values(), default=0) < least:
            return False
        among = frozenset(trials)
        figures = {id(each): each for index in trials for each in solvable(self._suppositions.checks[index])}
        for figure in figures.values():
            if stands[id(figure)] >= least:
                effect = self._alone(figure)
                if effect is not None and effect.net >= least and len(among.intersection(effect.mended)) >= least:
                    return True
        return False

    def _alone(self, figure: Figure) -> Effect | None:
        """The most that a change of this one figure does."""
        if id(figure) not in self._single:
            numbers = self._suppositions.solutions(figure)
            effects = (self._suppositions.effect([(figure, number)]) for number in numbers)
            self._single[id(figure)] = max(effects, key=lambda effect: effect.net, default=None)
        return self._single[id(figure)]


def _gain(found: Displacement) -> int:
    """Relations mended less those spoilt, and less those that only served to find a lost number."""
    return found.effect.net - found.filled


def _digits(number: Decimal) -> int:
    return len("".join(map(str, number.as_tuple().digits)).strip("0"))


# what a clue may mean


def _drafts(clue: Clue) -> Iterator[Draft]:
    if clue.kind == "rows":
        yield from _rows_exchanged(clue)
    elif clue.kind == "columns":
        yield from _columns_exchanged(clue)
    elif clue.kind == "copy":
        yield from _row_copied(clue)
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
            yield Draft("exchange", grid, whole if len(columns) > 1 else _two_cells(pairs), "换回", _exchanged(pairs))


def _columns_exchanged(clue: Clue) -> Iterator[Draft]:
    grid, (first, second) = clue.grid, clue.columns
    told = sorted({row for row, _ in clue.spots})
    everywhere = range(len(grid.rows))
    for rows in (everywhere, range(told[0], told[-1] + 1), told):
        pairs = [
            (cells[first], cells[second])
            for cells in (grid.rows[row].cells for row in rows)
            if first in cells and second in cells
        ]
        if len(pairs) == 1:
            words = _two_cells(pairs)
        else:
            some = "" if len(rows) == len(everywhere) else f"从“{grid.words(rows[0])}”到“{grid.words(rows[-1])}”，"
            words = f"{some}“{pairs[0][0].place.column}”与“{pairs[0][1].place.column}”两栏的数字疑为互换"
        yield Draft("exchange", grid, words, "换回", _exchanged(pairs))


def _two_cells(pairs: Sequence[tuple[Figure, Figure]]) -> str:
    first, second = pairs[0]
    return f"“{first.place.inner_words()}”与“{second.place.inner_words()}”两格的数字疑为互换"


def _exchanged(pairs: Iterable[tuple[Figure, Figure]]) -> tuple[Change, ...]:
    return tuple(
        change
        for first, second in pairs
        if first.number is not None and second.number is not None
        for change in ((first, second.number), (second, first.number))
    )


def _row_copied(clue: Clue) -> Iterator[Draft]:
    grid, (target, source) = clue.grid, clue.rows
    words = f"“{grid.words(target)}”一行的数字与“{grid.words(source)}”一行完全相同，疑为误抄"
    lost = tuple(figure for figure in grid.rows[target].figures if figure.number is not None)
    yield Draft("copy", grid, words, "改回它自己的数字", (), lost, grid.kin(target, source))


def _slid(clue: Clue) -> Iterator[Draft]:
    grid, distance = clue.grid, clue.distance
    told = sorted({row for row, _ in clue.spots})
    seen = tuple(dict.fromkeys(column for _, column in clue.spots))
    for columns in dict.fromkeys((grid.columns, seen)):
        for first in range(max(0, told[0] - REACH), told[0] + 1):
            for last in range(told[-1], min(len(grid.rows) - 1, told[-1] + REACH) + 1):
                draft = _block(grid, distance, columns, first, last)
                if draft is not None:
                    yield draft


REACH = 2
"""Rows before and behind a block whose clues end there that may have slid along: zeros give no clue."""


def _block(grid: Grid, distance: int, columns: tuple[str, ...], first: int, last: int) -> Draft | None:
    moved: list[Change] = []
    for row in range(first, last + 1):
        if not 0 <= row + distance < len(grid.rows):
            continue
        source = grid.rows[row + distance].cells
        for column in columns:
            target, origin = grid.rows[row].cells.get(column), source.get(column)
            if target is not None and origin is not None and target.number is not None and origin.number is not None:
                moved.append((target, origin.number))
    own = {id(figure) for figure, _ in moved}
    behind = range(max(0, first + distance), min(len(grid.rows), last + distance + 1))
    lost = tuple(figure for figure in grid.cells(behind, columns) if id(figure) not in own)
    way = "下" if distance > 0 else "上"
    words = f"从“{grid.words(first)}”到“{grid.words(last)}”的数字疑为整体{way}移 {abs(distance)} 行"
    return Draft("slide", grid, words, "移回", tuple(moved), lost) if moved else None
