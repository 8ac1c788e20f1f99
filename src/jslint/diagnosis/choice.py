"""One choice over hypotheses: the best first, each weighed on top of those before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.contradicted import Contradicted
from jslint.diagnosis.copied import Copies
from jslint.diagnosis.deleted import Deleted
from jslint.diagnosis.directions import Directions
from jslint.diagnosis.displaced import Displaced
from jslint.diagnosis.equals import with_rivals
from jslint.diagnosis.hypothesis import Generator, Kind, Weighed
from jslint.diagnosis.merged import Merged
from jslint.diagnosis.nearby import likeliest, nearby
from jslint.diagnosis.shared import completed, with_shared
from jslint.diagnosis.siblings import Siblings
from jslint.diagnosis.sister import Sisters
from jslint.diagnosis.slips import Slips, idle_figures
from jslint.diagnosis.tails import Tails
from jslint.diagnosis.turned import Turned
from jslint.diagnosis.units import Units
from jslint.diagnosis.wanted import Wanted
from jslint.diagnosis.what_if import WhatIf
from jslint.report.tables import Table

ORDER: tuple[Kind, ...] = (
    "unit", "turned", "sister", "slid", "class", "deleted", "exchanged", "copied", "blank", "contradicted", "direction", "tail", "total", "figure", "repeated"
)  # fmt: skip
"""Which kind is chosen of those that explain as much: what says more of what happened goes before a figure by itself."""

PLACES: frozenset[Kind] = frozenset({"slid", "sister", "exchanged", "copied", "blank"})


class Choice:
    """The hypotheses about a report, one after the other."""

    def __init__(self, what_if: WhatIf, tables: Mapping[str, Table]) -> None:
        """Over the open trials of a what-if and the report's tables by their pieces."""
        self.what_if = what_if
        self._idle = idle_figures(tables.values())
        self._tables = tables

    def chosen(self) -> Iterator[Weighed]:
        """What is held to have happened, until nothing more explains enough."""
        generators: list[Generator] = [
            Displaced(self._tables),
            Units(self._tables),
            Sisters(self._tables),
            Copies(self._tables),
            Turned(self._tables),
            Deleted(self._tables),
            Merged(self._tables),
            Wanted(self._tables),
            Contradicted(self._idle),
            Directions(),
            Siblings(self._tables),
            Tails(),
            Slips(self.what_if, self._idle),
        ]
        candidates = {generator: generator.best(self.what_if) for generator in generators}
        taken = 0
        while found := [each for each in candidates.values() if each is not None]:
            best = self._best(found)
            taken += best.hypothesis.kind in PLACES
            whole = likeliest(self.what_if, completed(self.what_if, best))
            whole = with_shared(self.what_if, whole, self._tables, self._idle)
            near = nearby(self.what_if, whole)
            closed = self._suppose(whole)
            yield replace(with_rivals(whole, found), near=near)
            for generator, candidate in candidates.items():
                if candidate is not None and (candidate is best or self._is_touched(candidate, closed, best)):
                    candidates[generator] = generator.best(self.what_if)
            if taken >= limits.MOST_TAKEN:
                candidates = {each: found for each, found in candidates.items() if not isinstance(each, Displaced)}

    def _best(self, found: Iterable[Weighed]) -> Weighed:
        """What explains most; of those that explain as much what other places of the report are witness to.

        One thing that happened, of which that is only a part, goes before it.
        """
        ordered = sorted(found, key=_order)
        equal = [each for each in ordered if each.gain == ordered[0].gain]
        favour = self.what_if.trials.elsewhere.favour
        best = max(equal, key=lambda each: favour(each.hypothesis.changes)) if len(equal) > 1 else ordered[0]
        return next((each for each in ordered if _is_whole(each, best)), best)

    def _suppose(self, best: Weighed) -> frozenset[int]:
        before = self.what_if.open
        hypothesis = best.hypothesis
        closing = (*hypothesis.explains, *self.what_if.open_over(hypothesis.lost))
        self.what_if = self.what_if.supposing(hypothesis.changes, best.effect, closing)
        return before - self.what_if.open

    def _is_touched(self, candidate: Weighed, closed: frozenset[int], best: Weighed) -> bool:
        """Whether what was supposed bears on a candidate that was weighed before."""
        if not closed.isdisjoint(candidate.explained):
            return True
        over = self.what_if.trials.over_any(figure for figure, _ in candidate.hypothesis.changes)
        return any(not over.isdisjoint(self.what_if.trials.over(figure)) for figure, _ in best.hypothesis.changes)


def _is_whole(one: Weighed, part: Weighed) -> bool:
    """Whether cells that changed places are all that another says, and more that explains more, or leaves no number open."""
    return (
        one.hypothesis.kind in PLACES
        and set(one.hypothesis.changes) > set(part.hypothesis.changes)
        and (set(one.explained) > set(part.explained) or _is_plainer(one, part))
        and one.effect.spoilt <= part.effect.spoilt
        and one.left <= part.left
    )


def _is_plainer(one: Weighed, other: Weighed) -> bool:
    """Whether it explains the same by printed amounts alone, where another leaves numbers open."""
    hypothesis = one.hypothesis
    is_known = not hypothesis.lost and set(hypothesis.changes).isdisjoint(hypothesis.worked_out)
    return is_known and bool(other.hypothesis.lost) and set(one.explained) == set(other.explained)


def _order(weighed: Weighed) -> tuple[object, ...]:
    return (-weighed.gain, ORDER.index(weighed.hypothesis.kind), *weighed.order)
