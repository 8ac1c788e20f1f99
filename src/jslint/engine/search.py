"""The figures whose change explains most broken trials, and figures that print one quantity."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from heapq import heapify, heappop, heappush

from jslint.engine.supposition import MOST_PARTS, Change, Suppositions, distance
from jslint.figure import Figure

ENOUGH = 2
"""Broken relations that one change must mend to count as their common cause."""


class Search:
    """Figures whose change explains most, one after the other; what was found is taken for granted for the next."""

    def __init__(self, suppositions: Suppositions, candidates: Sequence[Figure]) -> None:
        self._suppositions = suppositions
        self._candidates = candidates
        self._order = {id(figure): order for order, figure in enumerate(candidates)}
        self._heap = [key for order in range(len(candidates)) if (key := self._key(order)) is not None]
        heapify(self._heap)

    def next(self) -> tuple[Change, tuple[int, ...]] | None:
        """The best change that mends enough, with the trials it mends; None where there is none left."""
        while self._heap:
            key = heappop(self._heap)
            fresh = self._key(key[-2])
            if fresh is None:
                continue
            if fresh > key:
                heappush(self._heap, fresh)
                continue
            change = (self._candidates[fresh[-2]], fresh[-1])
            effect = self._suppositions.suppose([change])
            self._refresh(change[0])
            return change, effect.mended
        return None

    def _key(self, order: int) -> tuple[int, int, int, Decimal] | None:
        """Sorts the best first: most relations explained, fewest keys from what is printed, then the ledger's order."""
        figure = self._candidates[order]
        best: tuple[int, int, int, Decimal] | None = None
        for number in self._suppositions.solutions(figure):
            effect = self._suppositions.effect([(figure, number)])
            if effect.net > 0 and len(effect.mended) >= ENOUGH:
                key = (-effect.net, distance(figure, number), order, number)
                best = key if best is None or key < best else best
        return best

    def _refresh(self, changed: Figure) -> None:
        """Figures of the relations that a change touched may explain others better now than they did."""
        touched = {
            self._order[id(figure)]
            for index in self._suppositions.trials_of(changed)
            if len(self._suppositions.checks[index].figures) <= MOST_PARTS
            for figure in self._suppositions.checks[index].figures
            if id(figure) in self._order
        }
        for order in touched:
            if (key := self._key(order)) is not None:
                heappush(self._heap, key)


class Classes:
    """Figures that print one quantity, joined pair by pair."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, figure: Figure) -> int:
        """The class of a figure."""
        at = id(figure)
        while (above := self._above.get(at, at)) != at:
            self._above[at] = self._above.get(above, above)
            at = above
        return at

    def join(self, first: Figure, second: Figure) -> None:
        """Both print one quantity."""
        self._above[self.of(first)] = self.of(second)
