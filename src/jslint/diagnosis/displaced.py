"""Amounts that stand in other cells than their own: rows or columns exchanged, a row copied over another, a block that slid.

What may have happened is read from the broken relations: a figure that would have to be a number which another cell of its row
or column prints is a clue that the two changed places, or that a block slid by the rows between them. What several clues say is
then weighed as a whole, and stands where it mends more than any one figure could.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.clues import clues_of
from jslint.diagnosis.equals import as_well, with_rivals
from jslint.diagnosis.evidence import evidence_of
from jslint.diagnosis.exchanged import Draft, block_of, drafts_of, is_telling, words_of_blank
from jslint.diagnosis.grid import Grid, grid_of
from jslint.diagnosis.hypothesis import Hypothesis, Kind, Weighed, effective, weigh
from jslint.diagnosis.lost import Lost
from jslint.diagnosis.shared import carried_over
from jslint.diagnosis.sliding import (
    Block,
    agreeing,
    beside_ends,
    beside_lost,
    blocks_of,
    both_ends,
    carried,
    ends_of,
    itself,
)
from jslint.diagnosis.standing import Outlook, Standing
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.report.tables import Table

KINDS: Mapping[str, Kind] = {"exchange": "exchanged", "copy": "copied", "slide": "slid", "blank": "blank"}


class Displaced:
    """What has happened to the tables of a report: the best explanation by cells that changed places."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables
        self._barren: dict[str, list[int]] = {}

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The best displacement that explains more than any one figure does."""
        if not what_if.open:
            return None
        weighing = _Weighing(what_if, self._tables, self._barren)
        candidates = [each for each in (weighing.best_draft(), weighing.best_block()) if each is not None]
        if all(each.hypothesis.kind == "slid" for each in candidates):
            candidates.reverse()  # the ends of the block were weighed
        best = max(candidates, key=weighing.score, default=None)
        return with_rivals(best, (*candidates, *weighing.blocks_beside(best))) if best is not None else None


class _Weighing:
    """Displacements weighed over one what-if."""

    def __init__(self, what_if: WhatIf, tables: Mapping[str, Table], barren: dict[str, list[int]]) -> None:
        self._what_if = what_if
        self._tables = tables
        self._barren = barren
        self._standing = Standing(what_if)
        self._lost = Lost(what_if)

    def best_draft(self) -> Weighed | None:
        """The best of what clues say, with what explains the very same; of these the one that most is witness to, then the plainest."""
        best: list[Weighed] = []
        told: set[tuple[frozenset[Change], tuple[Figure, ...]]] = set()
        for bound, draft in self._worth_weighing():
            if best and bound < best[0].effect.net:
                break
            weighed = (
                self._weighed(draft) if self._standing.may_stand(draft, best[0].effect.net if best else 0) else None
            )
            if weighed is None or (best and weighed.effect.net < best[0].effect.net):
                continue
            is_rival = bool(best) and weighed.effect.net == best[0].effect.net
            if is_rival and (weighed.explained != best[0].explained or len(best) > limits.MOST_RIVALS):
                continue
            if (changes := (frozenset(weighed.hypothesis.changes), weighed.hypothesis.lost)) in told:
                continue
            if self._standing.stands(draft, weighed):  # what is no block may be an exchange
                told.add(changes)
                best = [*best, weighed] if is_rival else [weighed]
        if not best:
            return None
        first = max(best, key=self._favoured) if len(best) > 1 else best[0]
        best.extend(as_well(self._what_if, self._tables, first))
        first = max((first, *best), key=self._favour)
        return with_rivals(first, best)

    def _worth_weighing(self) -> list[tuple[int, Draft]]:
        """Drafts over cells that enough open relations stand over, with how many; most first."""
        clues = clues_of(self._what_if, self._tables)[: limits.MOST_DRAFTS]
        bounded: list[tuple[int, Draft]] = []
        for draft in (draft for clue in clues for draft in drafts_of(clue)):
            over = self._what_if.open_over((*(figure for figure, _ in draft.moved), *draft.lost))
            is_copy = draft.kind == "copy" and is_telling(draft) and bool(over)
            is_enough = len(over) >= limits.ENOUGH and not self._standing.is_rivalled(
                over, len(over), slips=is_telling(draft)
            )
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
        if hypothesis.kind != "exchanged" or len(hypothesis.changes) > 2 or table is None:
            return
        grid = grid_of(table)
        for block in blocks_of(self._what_if, grid, limits.ENOUGH):
            ends = [*ends_of(grid, block)]
            for other in (block, *ends, *both_ends(block, ends)):
                if (found := self._of_block(grid, other)) is None or found[1].explained != best.explained:
                    continue
                if self._standing.stands(*found, beside=True):
                    yield found[1]

    def _better(self, best: Weighed | None, table: Table) -> Weighed | None:
        """The best block of the table, where it is better than what was found so far."""
        over = self._what_if.open_over(table.figures())
        if (
            len(over) < limits.ENOUGH
            or self._barren.get(table.piece) == over
            or self._standing.is_rivalled(over, len(over))
        ):
            return best
        before = 0 if best is None else self.score(best)
        grid = grid_of(table)
        blocks = blocks_of(self._what_if, grid, max(limits.ENOUGH, least_promise(before)))
        for others in (itself, beside_ends):
            for block in blocks:
                if best is not None and block.promise < least_promise(self.score(best)):
                    break
                if (found := self._standing_of(grid, others(grid, block), best)) is not None:
                    best = self._with_other_ends(grid, *found)
            if best is not None:
                break  # only where none stands as it is, others are looked at
        if best is None:
            self._barren[table.piece] = over
        return best

    def _standing_of(self, grid: Grid, blocks: Iterable[Block], best: Weighed | None) -> tuple[Block, Weighed] | None:
        """The first of some blocks that stands and is better than the best."""
        for block in blocks:
            found = self._of_block(grid, block)
            if found is None or (best is not None and self.score(found[1]) <= self.score(best)):
                continue
            if self._standing.stands(*found):
                return block, found[1]
        return None

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
        _, best = max(
            equal,
            key=lambda each: (self._favour(each[1]), carried(grid, each[1].hypothesis.found), agreeing(grid, each[0])),
        )
        as_many = [each for each in all_of_them if len(each[1].hypothesis.changes) == len(best.hypothesis.changes)]
        lost = [found for each in as_many for found in self._with_another_lost(grid, *each)]
        return with_rivals(best, (*(found for _, found in all_of_them), *lost))

    def _with_another_lost(self, grid: Grid, block: Block, weighed: Weighed) -> Iterator[Weighed]:
        """What explains the very same with as many changes, another row having lost the amount that was found for one."""
        if any(number for _, number in weighed.hypothesis.found):
            for _, found in self._those_of(grid, beside_lost(grid, block), weighed):
                if found.explained == weighed.explained and self.worth(found) == self.worth(weighed):
                    yield found

    def _those_of(self, grid: Grid, blocks: Iterable[Block], beside: Weighed) -> Iterator[tuple[Block, Weighed]]:
        """Those of some blocks that stand and are worth at least as much as one, or explain the very same and spoil no more."""
        for other in blocks:
            if (found := self._of_block(grid, other, beside)) is None:
                continue
            draft, weighed = found
            is_same = weighed.explained == beside.explained and weighed.effect.spoilt <= beside.effect.spoilt
            if (is_same or self.worth(weighed) >= self.worth(beside)) and self._standing.stands(draft, weighed):
                yield other, weighed

    def _of_block(self, grid: Grid, block: Block, beside: Weighed | None = None) -> tuple[Draft, Weighed] | None:
        """A block that slid as a draft, with what it comes to; None where it can be none that stands, and is as good as another."""
        draft = block_of(grid, block)
        outlook = self._standing.outlook(draft) if draft is not None else None
        if draft is None or (outlook is not None and not self._may_stand(outlook, beside)):
            return None
        return draft, self._weighed(draft)

    def _may_stand(self, outlook: Outlook, beside: Weighed | None) -> bool:
        if not outlook.may_stand or beside is None or outlook.may_explain(beside.explained):
            return outlook.may_stand
        return outlook.most - outlook.spoilt >= least_promise(self.score(beside))

    def worth(self, found: Weighed) -> tuple[int, int]:
        """Its score, then how few numbers had to be found."""
        return self.score(found), -len(found.hypothesis.found) - len(found.hypothesis.lost)

    def score(self, found: Weighed) -> int:
        """Its rank, with what other places of the report are witness to: an amount that they print for the row counts as a relation."""
        return self.rank(found) + self._favour(found)

    def _favoured(self, found: Weighed) -> tuple[int, bool, int]:
        """What is witness to it, then whether numbers only change places; of such what puts back what was carried over."""
        hypothesis = found.hypothesis
        is_exchange = hypothesis.kind == "exchanged"
        return self._favour(found), is_exchange, carried_over(self._tables, hypothesis.changes) if is_exchange else 0

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

    def _weighed(self, draft: Draft) -> Weighed:
        moved = tuple(effective(self._what_if, draft.moved))
        found = self._lost.filled(draft, moved) if draft.lost else []
        known = {figure for figure, _ in found}
        filled = tuple(effective(self._what_if, found))
        words = f"《{draft.grid.table.title}》{draft.words or words_of_blank(draft.grid, filled)}"
        left = tuple(figure for figure in draft.lost if figure not in known)
        uncertain = filled if draft.kind != "copy" else ()
        shared = self._lost.shared(draft, moved, dict(found)) if draft.held else ()
        hypothesis = Hypothesis(
            KINDS[draft.kind],
            (*moved, *filled),
            left,
            uncertain,
            words,
            draft.remedy,
            worked_out=tuple(found),
            shared=shared,
        )
        weighed = weigh(self._what_if, hypothesis)
        evidence = evidence_of(self._what_if, draft, weighed)
        return replace(weighed, hypothesis=replace(hypothesis, evidence=evidence)) if evidence else weighed


def least_promise(score: int) -> int:
    """What a block must promise to be worth more: all that it explains counts twice, and witnesses may speak for it beside that."""
    return (score - limits.WITNESSES) // 2 + 1
