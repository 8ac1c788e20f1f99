"""Amounts that stand in other cells than their own: rows or columns exchanged, a row copied over another, a block that slid.

What may have happened is read from the broken relations: a figure that would have to be a number which another cell of its row
or column prints is a clue that the two changed places, or that a block slid by the rows between them. What several clues say is
then weighed as a whole, and stands where it mends more than any one figure could.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from jslint.amount import ZERO
from jslint.engine.clues import SEVERAL, clues_of
from jslint.engine.drafts import Draft, block_of, drafts_of, words_of_blank
from jslint.engine.grid import grid_of
from jslint.engine.search import ENOUGH
from jslint.engine.sliding import blocks_of
from jslint.engine.supposition import MOST_ROUNDED, Change, Effect, Suppositions, solvable
from jslint.figure import Figure
from jslint.report.tables import Table

MOST_DRAFTS = 48
"""What may have happened that is weighed, the likeliest first."""

MOST_TAKEN = 8
"""Displacements of one report beyond which no more are sought."""

MOST_BLOCKS = 16
"""Blocks of one table that are weighed, those that gain most first."""

MOST_PAIRED = 24
"""Figures of which any two are asked whether they explain what a block does."""

CLEARLY, MOSTLY = 10, 4
"""How many relations a displacement must mend for each good one that it would break, and for each that it leaves broken."""

TELLING = 4
"""Digits of the longest moved number and relations mended that are enough together: 1.00 stands in many places by chance."""


class Displacement(Struct, frozen=True, eq=False):
    """What has happened to a table, what its cells should be, and the trials that are then explained."""

    words: str
    remedy: str
    changes: tuple[Change, ...]
    effect: Effect
    left: tuple[Figure, ...] = ()
    filled: tuple[Change, ...] = ()
    kept: int = 0

    @property
    def gain(self) -> int:
        """Relations mended less those spoilt, and less those that only served to find a lost number.

        A good relation that still holds with several numbers that were found speaks for them.
        """
        return self.effect.net - max(0, len(self.filled) - self.kept)


class Displacements:
    """What has happened to the tables of a report, one after the other, that which explains most first."""

    def __init__(self, suppositions: Suppositions, tables: Iterable[Table]) -> None:
        self._suppositions = suppositions
        self._tables: Mapping[str, Table] = {table.piece: table for table in tables}
        self._single: dict[int, Effect | None] = {}
        self._barren: dict[str, list[int]] = {}
        self._taken = 0

    def next(self) -> Displacement | None:
        """The best displacement that explains more than any one figure does; it is taken for granted from now on."""
        if self._taken >= MOST_TAKEN or len(self._suppositions.open) < ENOUGH:
            return None
        self._single = {}
        best, slid = self._best(self._worth_weighing()), self.slide()
        if slid is not None and (best is None or self._rank(slid) > self._rank(best)):
            best = slid
        if best is not None:
            self._taken += 1
            self._suppositions.suppose(best.changes, best.left, best.filled)
        return best

    def _worth_weighing(self) -> list[tuple[int, Draft]]:
        """Drafts over cells that enough open relations stand over, with how many; most first."""
        clues = clues_of(self._suppositions, self._tables)[:MOST_DRAFTS]
        bounded: list[tuple[int, Draft]] = []
        for draft in (draft for clue in clues for draft in drafts_of(clue)):
            over = self._suppositions.open_over((*(figure for figure, _ in draft.moved), *draft.lost))
            if len(over) >= ENOUGH and not self._is_rivalled(over, len(over)):
                bounded.append((len(over), draft))
        self._suppositions.widen(
            figure for _, draft in bounded for figure in (*(figure for figure, _ in draft.moved), *draft.lost)
        )
        return sorted(bounded, key=lambda each: -each[0])

    def slide(self, pieces: Collection[str] = ()) -> Displacement | None:
        """The block of these tables (any, if none are named) that explains most by having slid over several rows."""
        if pieces:
            self._single = {}
        best: Displacement | None = None
        for table in self._tables.values():
            if table.piece in pieces or not pieces:
                best = self._better(best, table)
        return best

    def _better(self, best: Displacement | None, table: Table) -> Displacement | None:
        """The best block of the table, where it is better than what was found so far."""
        over = self._suppositions.open_over(table.figures())
        if len(over) < ENOUGH or self._barren.get(table.piece) == over or self._is_rivalled(over, len(over)):
            return best
        self._suppositions.widen(table.figures())
        for block in blocks_of(self._suppositions, grid_of(table))[:MOST_BLOCKS]:
            if block.promise < ENOUGH or (best is not None and 2 * block.promise <= self._rank(best)):
                break
            draft = block_of(grid_of(table), block)
            weighed = self._weighed(draft) if draft is not None else None
            if draft is None or weighed is None or (best is not None and self._rank(weighed) <= self._rank(best)):
                continue
            if self._stands(draft, weighed):
                best = weighed
        if best is None:
            self._barren[table.piece] = over
        return best

    def _rank(self, found: Displacement) -> int:
        """What a block gains and how many broken relations over its cells it explains, less those that it does not."""
        explained = len(found.effect.mended) + len(self._suppositions.open_over(found.left))
        return found.gain + explained - found.effect.spoilt - self._leaves(found)

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
        found = self._suppositions.fill(draft.lost, moved) if draft.lost else []
        known = {id(figure) for figure, _ in found}
        filled = tuple(each for each in found if each[1] != self._suppositions.number(each[0]))
        changes = (*moved, *filled)
        left = tuple(figure for figure in draft.lost if id(figure) not in known)
        uncertain = filled if draft.kind != "copy" else ()
        return Displacement(
            f"《{draft.grid.table.title}》{draft.words or words_of_blank(draft.grid, filled)}",
            draft.remedy,
            changes,
            self._suppositions.effect(changes, left, uncertain),
            left,
            uncertain,
            self._suppositions.kept(uncertain, changes, left),
        )

    def _stands(self, draft: Draft, found: Displacement) -> bool:
        """Whether enough speaks for it, hardly anything against it, and no single figure explains as much."""
        effect, gain = found.effect, found.gain
        told = self._borne_out(draft, found)
        enough = self._asked(draft, found, told)
        if min(len(found.changes), len(effect.mended)) < ENOUGH or gain < enough:
            return False
        if effect.spoilt * CLEARLY > len(effect.mended) or any(map(_is_negative, found.filled)):
            return False
        if draft.is_usual and effect.net <= len(found.changes):
            return False
        if self._leaves(found) * MOSTLY > len(effect.mended) or not self._is_enough(draft, found, told):
            return False
        return not self._is_rivalled(effect.mended, gain + bool(found.filled))

    @staticmethod
    def _asked(draft: Draft, found: Displacement, told: Sequence[Change]) -> int:
        """How many relations it must mend: more where few and short numbers were moved."""
        changes = draft.moved if draft.kind == "exchange" else told
        digits = max((_digits(number) for _, number in changes), default=TELLING)
        are_many = len(found.changes) >= 2 * SEVERAL and (digits > 1 or draft.kind == "exchange")
        return ENOUGH if are_many else max(ENOUGH, TELLING - digits)

    def _leaves(self, found: Displacement) -> int:
        """Open relations over the changed figures that it neither mends nor explains by a lost number."""
        over = set(self._suppositions.open_over(figure for figure, _ in found.changes))
        return len(over.difference(found.effect.mended, self._suppositions.open_over(found.left)))

    def _borne_out(self, draft: Draft, found: Displacement) -> list[Change]:
        """The changes of which mended relations tell."""
        stands = {id(figure) for index in found.effect.mended for figure in self._suppositions.checks[index].figures}
        changed = {id(figure) for figure, _ in (found.changes if draft.moved else found.filled)}
        return [each for each in (*draft.moved, *found.filled) if id(each[0]) in stands and id(each[0]) in changed]

    def _is_enough(self, draft: Draft, found: Displacement, told: Sequence[Change]) -> bool:
        """Whether mended relations tell of both sides of an exchange, or several places of one, and several rows of a block."""
        figures = {id(figure) for figure, _ in told}
        if draft.kind == "exchange":
            borne = [id(figure) in figures for figure, _ in draft.moved]
            sides = sum(borne[::2]), sum(borne[1::2])
            return min(sides) > 0 or max(sides) >= SEVERAL
        if draft.kind != "slide":
            return True
        rows, numbers = {figure.place.row for figure, _ in told}, {number for _, number in told}
        if len(rows) < ENOUGH or len(numbers) < SEVERAL:
            return False
        idle = self._suppositions.effect(found.filled, found.left).mended if found.filled else ()
        mended = frozenset(found.effect.mended)
        is_moved = len(found.changes) - len(found.filled) >= SEVERAL and len(mended.difference(idle)) >= ENOUGH
        return is_moved or not self._are_two(mended)

    def _are_two(self, trials: frozenset[int]) -> bool:
        """Whether two figures, each on its own, explain these trials."""
        figures = {id(each): each for index in trials for each in solvable(self._suppositions.checks[index])}
        effects = [effect for figure in figures.values() if (effect := self._alone(figure)) is not None]
        parts = {trials.intersection(effect.mended) for effect in effects}
        first = sorted(parts, key=len, reverse=True)[:MOST_PAIRED]
        return any(one | other == trials for one in first for other in first)

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


def _is_negative(change: Change) -> bool:
    """Whether a number was found that no rounding explains where amounts are positive."""
    figure, number = change
    return number < -MOST_ROUNDED * figure.step and figure.value >= ZERO


def _digits(number: Decimal) -> int:
    return len("".join(map(str, number.as_tuple().digits)).strip("0"))
