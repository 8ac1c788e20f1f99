"""Amounts that stand in other cells than their own: rows or columns exchanged, a row copied over another, a block that slid.

What may have happened is read from the broken relations: a figure that would have to be a number which another cell of its row
or column prints is a clue that the two changed places, or that a block slid by the rows between them. What several clues say is
then weighed as a whole, and stands where it mends more than any one figure could.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.clues import clues_of
from jslint.diagnosis.equals import alike, as_well
from jslint.diagnosis.evidence import evidence_of, is_misplaced
from jslint.diagnosis.exchanged import Draft, block_of, drafts_of, is_telling, words_of_blank
from jslint.diagnosis.grid import Grid, digits_of, grid_of
from jslint.diagnosis.hypothesis import Hypothesis, Kind, Weighed, effective, leaves_little, spoils_little, weigh
from jslint.diagnosis.lost import fill_lost
from jslint.diagnosis.sliding import Block, agreeing, blocks_of, both_ends, ends_of
from jslint.diagnosis.trials import Basis, solvable
from jslint.diagnosis.what_if import Change, Effect, WhatIf, keys_between
from jslint.figure import Figure
from jslint.report.tables import Table

KINDS: Mapping[str, Kind] = {"exchange": "exchanged", "copy": "copied", "slide": "slid", "blank": "blank"}


class Displaced:
    """What has happened to the tables of a report: the best explanation by cells that changed places."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables
        self._barren: dict[str, list[int]] = {}
        self._taken = 0

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The best displacement that explains more than any one figure does."""
        if not what_if.open:
            return None
        weighing = _Weighing(what_if, self._tables, self._barren)
        candidates = [each for each in (weighing.best_draft(), weighing.best_block()) if each is not None]
        best = max(candidates, key=weighing.score, default=None)
        return _beside_others(best, (*candidates, *weighing.blocks_beside(best))) if best is not None else None


class _Weighing:
    """Displacements weighed over one what-if."""

    def __init__(self, what_if: WhatIf, tables: Mapping[str, Table], barren: dict[str, list[int]]) -> None:
        self._what_if = what_if
        self._tables = tables
        self._barren = barren
        self._single: dict[tuple[Figure, bool], Effect | None] = {}

    def best_draft(self) -> Weighed | None:
        """The best of what clues say, with what explains the very same; of these the one that most is witness to."""
        best: list[Weighed] = []
        for bound, draft in self._worth_weighing():
            if best and bound < best[0].effect.net:
                break
            weighed = self._weighed(draft) if self._may_stand(draft, best[0].effect.net if best else 0) else None
            if weighed is None or (best and weighed.effect.net < best[0].effect.net):
                continue
            is_rival = bool(best) and weighed.effect.net == best[0].effect.net
            if is_rival and (weighed.explained != best[0].explained or len(best) > limits.MOST_RIVALS):
                continue
            if self._stands(draft, weighed):
                best = [*best, weighed] if is_rival else [weighed]
        if not best:
            return None
        first = max(best, key=self._favour) if len(best) > 1 else best[0]
        rivals = dict.fromkeys((*alike(first, best), *as_well(self._what_if, self._tables, first)))
        return replace(first, rivals=tuple(rivals)[: limits.MOST_RIVALS])

    def _worth_weighing(self) -> list[tuple[int, Draft]]:
        """Drafts over cells that enough open relations stand over, with how many; most first."""
        clues = clues_of(self._what_if, self._tables)[: limits.MOST_DRAFTS]
        bounded: list[tuple[int, Draft]] = []
        for draft in (draft for clue in clues for draft in drafts_of(clue)):
            over = self._what_if.open_over((*(figure for figure, _ in draft.moved), *draft.lost))
            is_copy = draft.kind == "copy" and is_telling(draft) and bool(over)
            is_enough = len(over) >= limits.ENOUGH and not self._is_rivalled(over, len(over), slips=is_telling(draft))
            if is_copy or is_enough:
                bounded.append((len(over), draft))
        return sorted(bounded, key=lambda each: -each[0])

    def best_block(self) -> Weighed | None:
        """The block that explains most by having slid over several rows."""
        best: Weighed | None = None
        for table in self._tables.values():
            best = self._better(best, table)
        return best

    def blocks_beside(self, best: Weighed) -> Iterator[Weighed]:
        """Where two cells seem to have changed places, the blocks that explain the very same if they slid."""
        hypothesis = best.hypothesis
        table = self._tables.get(hypothesis.changes[0][0].place.piece)
        if hypothesis.kind != "exchanged" or len(hypothesis.changes) > limits.ENOUGH or table is None:
            return
        grid = grid_of(table)
        for block in blocks_of(self._what_if, grid, limits.ENOUGH):
            ends = [*ends_of(grid, block)]
            for other in (block, *ends, *both_ends(block, ends)):
                draft = block_of(grid, other)
                weighed = self._weighed(draft) if draft is not None and self._may_stand(draft) else None
                if draft is None or weighed is None or weighed.explained != best.explained:
                    continue
                if self._stands(draft, weighed, beside=True):
                    yield weighed

    def _better(self, best: Weighed | None, table: Table) -> Weighed | None:
        """The best block of the table, where it is better than what was found so far."""
        over = self._what_if.open_over(table.figures())
        if len(over) < limits.ENOUGH or self._barren.get(table.piece) == over or self._is_rivalled(over, len(over)):
            return best
        basis = (*over, self._what_if.trials.over_table(table)) if not self._what_if.numbers else ()
        searched: dict[str, Basis] = table.index("searched", dict)  # of the very same table, also at the last key press
        if basis and searched.get("in vain") == basis:
            return best
        before = 0 if best is None else self.score(best)
        for block in blocks_of(self._what_if, grid_of(table), max(limits.ENOUGH, least_promise(before))):
            if best is not None and block.promise < least_promise(self.score(best)):
                break
            draft = block_of(grid_of(table), block)
            weighed = self._weighed(draft) if draft is not None and self._may_stand(draft) else None
            if draft is None or weighed is None or (best is not None and self.score(weighed) <= self.score(best)):
                continue
            if self._stands(draft, weighed):
                best = self._with_other_ends(grid_of(table), block, weighed)
        if best is None:
            self._barren[table.piece] = over
            searched["in vain"] = basis
        return best

    def _with_other_ends(self, grid: Grid, block: Block, weighed: Weighed) -> Weighed:
        """The block with its ends where most is explained, and what explains the very same with other ends."""
        while True:
            others = list(self._those_of(grid, ends_of(grid, block), weighed))
            better = max(others, key=lambda each: self.worth(each[1]), default=None)
            if better is None or self.worth(better[1]) <= self.worth(weighed):
                return self._likeliest(grid, block, weighed, others)
            block, weighed = better

    def _likeliest(
        self, grid: Grid, block: Block, weighed: Weighed, others: Sequence[tuple[Block, Weighed]]
    ) -> Weighed:
        """Of the ends that explain the very same those that most is witness to, then on which most blocks agree; the rest are rivals.

        So are those for which more numbers had to be found: that a row was covered by the amount of the one beside it is no less so.
        """
        same = [(each, found) for each, found in others if found.explained == weighed.explained]
        both = self._those_of(grid, both_ends(block, [each for each, _ in same]), weighed)
        all_of_them = [
            (block, weighed),
            *same,
            *((each, found) for each, found in both if found.explained == weighed.explained),
        ]
        least = self.worth(weighed)
        equal = [each for each in all_of_them if self.worth(each[1]) >= least]
        _, best = max(equal, key=lambda each: (self._favour(each[1]), agreeing(grid, each[0])))
        return replace(best, rivals=alike(best, (found for _, found in all_of_them)))

    def _those_of(self, grid: Grid, blocks: Iterable[Block], beside: Weighed) -> Iterator[tuple[Block, Weighed]]:
        """Those of some blocks that stand and are worth at least as much as one, or explain the very same and spoil no more."""
        for other in blocks:
            draft = block_of(grid, other)
            weighed = self._weighed(draft) if draft is not None and self._may_stand(draft) else None
            if draft is None or weighed is None:
                continue
            is_same = weighed.explained == beside.explained and weighed.effect.spoilt <= beside.effect.spoilt
            if (is_same or self.worth(weighed) >= self.worth(beside)) and self._stands(draft, weighed):
                yield other, weighed

    def worth(self, found: Weighed) -> tuple[int, int]:
        """Its score, then how few numbers had to be found."""
        return self.score(found), -len(found.hypothesis.found) - len(found.hypothesis.lost)

    def score(self, found: Weighed) -> int:
        """Its rank, with what other places of the report are witness to: an amount that they print for the row counts as a relation."""
        return self.rank(found) + self._favour(found)

    def _favour(self, found: Weighed) -> int:
        return self._what_if.trials.elsewhere.favour(found.hypothesis.changes)

    def rank(self, found: Weighed) -> int:
        """What a block gains and how many broken relations over its cells it explains, less those that it does not.

        One row that moved while others are lost is hardly a block: that all of them were left blank goes before it.
        """
        hypothesis = found.hypothesis
        explained = len(found.effect.mended) + len(self._what_if.open_over(hypothesis.lost))
        numbers = dict(hypothesis.found)
        moved = {figure.place.row for figure, number in hypothesis.changes if number and figure not in numbers}
        is_hardly_one = hypothesis.kind == "slid" and bool(numbers) and len(moved) < limits.ENOUGH
        return found.gain + explained - found.effect.spoilt - found.left - is_hardly_one

    def _may_stand(self, draft: Draft, least: int = 0) -> bool:
        """Whether a draft can come to so much and stand, whatever numbers are found for its lost cells.

        Of the relations over none of these all is known before; of those over one, the open ones may be mended.
        """
        if not draft.moved or not draft.lost:
            return True
        moved = tuple(effective(self._what_if, draft.moved))
        effect = self._what_if.effect(moved, draft.lost)
        open_to = self._what_if.open_over(draft.lost)
        most = len(effect.mended) + len(open_to)
        left = set(self._what_if.open_over(figure for figure, _ in moved)).difference(effect.mended, open_to)
        may_stand = effect.spoilt * limits.CLEARLY <= most and len(left) * limits.MOSTLY <= most
        return may_stand and most - effect.spoilt >= least

    def _weighed(self, draft: Draft) -> Weighed:
        moved = tuple(effective(self._what_if, draft.moved))
        copied = draft.kind == "copy"
        found = fill_lost(self._what_if, draft.grid, draft.lost, moved, copied=copied) if draft.lost else []
        known = {figure for figure, _ in found}
        filled = tuple(effective(self._what_if, found))
        words = f"《{draft.grid.table.title}》{draft.words or words_of_blank(draft.grid, filled)}"
        left = tuple(figure for figure in draft.lost if figure not in known)
        uncertain = filled if draft.kind != "copy" else ()
        hypothesis = Hypothesis(
            KINDS[draft.kind], (*moved, *filled), left, uncertain, words, draft.remedy, worked_out=tuple(found)
        )
        weighed = weigh(self._what_if, hypothesis)
        evidence = evidence_of(self._what_if, draft, weighed)
        return replace(weighed, hypothesis=replace(hypothesis, evidence=evidence)) if evidence else weighed

    def _stands(self, draft: Draft, found: Weighed, *, beside: bool = False) -> bool:
        """Whether enough speaks for it, hardly anything against it, and no single figure explains as much (`beside`: whatever does)."""
        effect, gain = found.effect, found.gain
        told = self._borne_out(draft, found)
        enough = self._asked(draft, found, told)
        borne = len(effect.mended) + found.hypothesis.evidence * (draft.kind == "copy")
        if min(len(found.hypothesis.changes), borne) < limits.ENOUGH or not effect.mended or gain < enough:
            return False
        if not spoils_little(found) or any(map(_is_negative, found.hypothesis.found)):
            return False
        if draft.is_usual and effect.net <= len(found.hypothesis.changes):
            return False
        if not leaves_little(found) or not self._is_enough(draft, found, told):
            return False
        least = gain + bool(found.hypothesis.found)
        return beside or not self._is_rivalled(effect.mended, least, slips=is_telling(draft))

    @staticmethod
    def _asked(draft: Draft, found: Weighed, told: Sequence[Change]) -> int:
        """How many relations it must mend: more where few and short numbers were moved."""
        changes = {"exchange": draft.moved, "copy": ()}.get(draft.kind, told)
        digits = max((digits_of(number) for _, number in changes), default=limits.TELLING)
        are_many = len(found.hypothesis.changes) >= 2 * limits.SEVERAL and (digits > 1 or draft.kind == "exchange")
        return limits.ENOUGH if are_many else asked(digits)

    def _borne_out(self, draft: Draft, found: Weighed) -> list[Change]:
        """The changes of which mended relations tell."""
        stands = {figure for index in found.effect.mended for figure in self._what_if.trials.checks[index].figures}
        changed = {figure for figure, _ in (found.hypothesis.changes if draft.moved else found.hypothesis.found)}
        return [each for each in (*draft.moved, *found.hypothesis.found) if each[0] in stands and each[0] in changed]

    def _is_enough(self, draft: Draft, found: Weighed, told: Sequence[Change]) -> bool:
        """Whether mended relations tell of both sides of an exchange, or several places of one, and several rows of a block."""
        figures = {figure for figure, _ in told}
        if draft.kind == "exchange":
            borne = [figure in figures for figure, _ in draft.moved]
            sides = sum(borne[::2]), sum(borne[1::2])
            least = limits.ENOUGH if _are_telling(draft.moved, borne) else limits.SEVERAL
            return min(sides) > 0 or max(sides) >= least
        if draft.kind != "slide":
            return True
        rows, numbers = {figure.place.row for figure, _ in told}, {number for _, number in told}
        if len(rows) < limits.ENOUGH or len(numbers) < limits.SEVERAL:
            return len(rows) >= limits.ENOUGH and is_misplaced(found.hypothesis)
        idle = (
            self._what_if.effect(found.hypothesis.found, found.hypothesis.lost).mended if found.hypothesis.found else ()
        )
        mended = frozenset(found.effect.mended)
        is_moved = (
            len(found.hypothesis.changes) - len(found.hypothesis.found) >= limits.SEVERAL
            and len(mended.difference(idle)) >= limits.ENOUGH
        )
        return is_moved or not self._are_two(mended)

    def _are_two(self, trials: frozenset[int]) -> bool:
        """Whether two figures, each on its own, explain these trials."""
        figures = dict.fromkeys(each for index in trials for each in solvable(self._what_if.trials.checks[index]))
        effects = [effect for figure in figures if (effect := self._alone(figure)) is not None]
        parts = {trials.intersection(effect.mended) for effect in effects}
        first = sorted(parts, key=len, reverse=True)[: limits.MOST_PAIRED]
        return any(one | other == trials for one in first for other in first)

    def _is_rivalled(self, trials: Collection[int], least: int, *, slips: bool = False) -> bool:
        """Whether one figure alone explains as many of these trials (`slips`: and is one key away from what it prints)."""
        stands = Counter(figure for index in trials for figure in solvable(self._what_if.trials.checks[index]))
        if max(stands.values(), default=0) < least:
            return False
        among = frozenset(trials)
        figures = dict.fromkeys(each for index in trials for each in solvable(self._what_if.trials.checks[index]))
        for figure in figures:
            if stands[figure] >= least:
                effect = self._alone(figure, slips=slips)
                if effect is not None and effect.net >= least and len(among.intersection(effect.mended)) >= least:
                    return True
        return False

    def _alone(self, figure: Figure, *, slips: bool = False) -> Effect | None:
        """The most that a change of this one figure does (`slips`: by one key)."""
        key = (figure, slips)
        if key not in self._single:
            numbers = self._what_if.solutions(figure)
            effects = (
                self._what_if.effect([(figure, number)])
                for number in numbers
                if not slips or keys_between(figure, number) <= 1
            )
            self._single[key] = max(effects, key=lambda effect: effect.net, default=None)
        return self._single[key]


def _beside_others(best: Weighed, found: Iterable[Weighed]) -> Weighed:
    """The best displacement, with what was found by another way and explains the very same as its rivals."""
    same = [each for each in found if each.explained == best.explained and each.effect.spoilt <= best.effect.spoilt]
    told = {frozenset(best.hypothesis.changes)}
    rivals: list[tuple[Change, ...]] = []
    for changes in (*best.rivals, *(changes for each in same for changes in (each.hypothesis.changes, *each.rivals))):
        if frozenset(changes) not in told:
            told.add(frozenset(changes))
            rivals.append(changes)
    return replace(best, rivals=tuple(rivals[: limits.MOST_RIVALS]))


def least_promise(score: int) -> int:
    """What a block must promise to be worth more: all that it explains counts twice, and witnesses may speak for it beside that."""
    return (score - limits.WITNESSES) // 2 + 1


def asked(digits: int) -> int:
    """How many relations a displacement of few numbers must mend whose longest has so many digits."""
    return max(limits.ENOUGH, limits.TELLING - digits)


def _are_telling(changes: Sequence[Change], borne: Sequence[bool]) -> bool:
    """Whether every cell that a relation tells of prints, or should print, an amount too long for chance."""
    numbers = (
        max(digits_of(number), digits_of(figure.value))
        for (figure, number), is_borne in zip(changes, borne, strict=True)
        if is_borne
    )
    return all(digits >= limits.TELLING_DIGITS for digits in numbers)


def _is_negative(change: Change) -> bool:
    """Whether a number was found that no rounding explains where amounts are positive."""
    figure, number = change
    return number < -limits.MOST_ROUNDED * figure.step and figure.value >= ZERO
