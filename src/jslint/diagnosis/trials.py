"""The weighed trials of a ledger by the figures that stand in them; made once for a ledger and never changed.

Only that they remember of which figures they were asked: what was found does not depend on the others (`diagnosis.kept`). Of
some they were asked for what is broken alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

from jslint.diagnosis import limits
from jslint.diagnosis.elsewhere import Elsewhere
from jslint.figure import Figure
from jslint.ledger import Check, Listing, Opposite
from jslint.relation.linear import Linear
from jslint.report.tables import Table
from jslint.rule import About

SETTLED = frozenset({"holds", "rounding"})
WEIGHED = frozenset({"holds", "rounding", "broken"})


Basis = tuple[object, ...]
"""What something that was found depends on: where all of it is the very same, so is what was found."""


Index = dict[Figure, list[int]]
"""By figure, the places in the ledger of the trials that it stands in, in their order."""


def usual_codes(abouts: Mapping[str, About]) -> frozenset[str]:
    """The rules whose trials only usually hold (they inform, or were inferred): these neither explain others nor object."""
    return frozenset(code for code, about in abouts.items() if about.severity == "information" or about.inferred)


def solvable(check: Check) -> Sequence[Figure]:
    """The figures of a sum or an identity that may be its wrong one."""
    relation = check.relation
    if relation is None or not relation.is_linear or relation.is_inequality:
        return ()
    figures = [figure for figure in check.figures if figure.number is not None]
    if len(figures) > limits.MOST_PARTS:
        figures = [figures[0], *(figure for figure in figures[1:] if not figure.is_zero)]
    return figures[: limits.MOST_PARTS]


class Trials:
    """Trials by their place in the ledger: which stand over a figure, and what each is linearly."""

    __slots__ = (
        "_beside", "_blank", "_broken_over", "_left_out", "_linear", "_over", "_sums", "_usual", "asked", "asked_all", "asked_if_broken", "broken", "checks", "elsewhere"
    )  # fmt: skip

    def __init__(self, checks: Sequence[Check], left_out: Collection[str] = (), tables: Iterable[Table] = ()) -> None:
        """Of a ledger, those trials that were weighed, but for those of the rules that are left out; `tables` bear witness."""
        self.checks = checks
        self.elsewhere = Elsewhere(tables, checks)
        self.asked: set[Figure] = set()
        self.asked_all = False
        self.asked_if_broken: set[Figure] = set()
        self._left_out = left_out
        self._usual: Trials | None = None
        self._linear: dict[int, Linear | None] = {}
        self._sums: dict[Figure, Mapping[int, Linear]] = {}
        self._over: Index = {}
        self._beside: Index = {}
        self._blank: Index = {}
        self._broken_over: Index = {}
        broken = []
        for index, check in enumerate(checks):
            stands = self._index_of(check)
            if stands is not None:
                _enter(stands, check, index)
                if check.outcome == "broken":
                    broken.append(index)
                    _enter(self._broken_over, check, index)
        self.broken = frozenset(broken)

    def _index_of(self, check: Check) -> Index | None:
        """Where the trial is found by its figures; None for what is no relation or was not weighed and cannot be."""
        relation, outcome = check.relation, check.outcome
        if relation is None or check.code in self._left_out:
            return None
        if outcome in WEIGHED:
            return self._over
        return {"unchecked": self._beside, "not_applicable": self._blank}.get(outcome) if relation.is_linear else None

    def renewed(self, checks: Sequence[Check], changed: Sequence[int]) -> Trials:
        """Those of a ledger that differs at these places only, where nothing is broken in either."""
        if not changed:
            return self
        again = Trials((), self._left_out)
        again.checks, again.broken, again.asked_all = checks, self.broken, self.asked_all
        again.elsewhere = self.elsewhere.of(checks)
        again._broken_over = self._broken_over
        again._linear = {index: linear for index, linear in self._linear.items() if index not in changed}
        again._over, again._beside, again._blank = dict(self._over), dict(self._beside), dict(self._blank)
        for index in changed:
            _take_out(again._index_of(self.checks[index]), self.checks[index], index)
            _put_in(again._index_of(checks[index]), checks[index], index)
        if self._usual is not None:
            again._usual = self._usual.renewed(checks, changed)
        return again

    def regrouped(self, ledger: Sequence[Check]) -> Trials | None:
        """The same trials as a ledger has them once it is grouped and waived; None where it has others."""
        found = {id(check.relation): check for check in ledger if check.relation is not None}
        if len(found) != sum(1 for check in self.checks if check.relation is not None):
            return None
        checks = [found.get(id(check.relation)) if check.relation is not None else check for check in self.checks]
        if None in checks:
            return None
        return self._of(cast("list[Check]", checks), self.elsewhere.of(ledger))

    def _of(self, checks: Sequence[Check], elsewhere: Elsewhere) -> Trials:
        """The same trials, told otherwise since."""
        again = Trials((), self._left_out)
        again.checks, again.elsewhere = checks, elsewhere
        again._linear, again._over, again._beside, again._blank = self._linear, self._over, self._beside, self._blank
        again._broken_over = self._broken_over
        again.broken = frozenset(index for index in self.broken if checks[index].outcome == "broken")
        again._usual = self._usual._of(checks, elsewhere) if self._usual is not None else None
        return again

    @property
    def doubts(self) -> Iterator[int]:
        """The broken trials that say which row a table lacks."""
        return (index for index, check in enumerate(self.checks) if check.missing is not None)

    @property
    def usual(self) -> Trials:
        """The trials that are left out here because they only usually hold, by the same places; asked for a figure, these are too."""
        if self._usual is None:
            firm = {check.code for check in self.checks}.difference(self._left_out)
            self._usual = Trials(self.checks, firm)
            self._usual.asked, self._usual.asked_if_broken = self.asked, self.asked_if_broken
        return self._usual

    def opposites(self) -> Iterator[tuple[int, Opposite]]:
        """The trials that say of two figures that their words go opposite ways, with which."""
        return ((index, check.opposite) for index, check in enumerate(self.checks) if check.opposite is not None)

    def listings(self) -> Iterator[tuple[int, Listing]]:
        """The trials of a text that names rows, with which it names and which it does not."""
        for index, check in enumerate(self.checks):
            if check.listing is not None:
                self.asked.update(check.figures, check.listing.others)
                yield index, check.listing

    def every(self) -> Sequence[Check]:
        """All of them."""
        self.asked_all = True
        return self.checks

    def over(self, figure: Figure) -> Sequence[int]:
        """The trials that a figure stands in."""
        self.asked.add(figure)
        return self._over.get(figure, ())

    def broken_over(self, figure: Figure) -> Sequence[int]:
        """The broken ones of the trials that a figure stands in."""
        self.asked_if_broken.add(figure)
        return self._broken_over.get(figure, ())

    def broken_over_any(self, figures: Iterable[Figure]) -> set[int]:
        """The broken ones of the trials that one of these figures stands in."""
        figures = frozenset(figures)
        self.asked_if_broken.update(figures)
        return {index for figure in self._broken_over.keys() & figures for index in self._broken_over[figure]}

    def bearing(self, figure: Figure) -> Iterator[int]:
        """The trials that a figure stands in, with the sums that were not weighed because their total is blank."""
        yield from self.over(figure)
        yield from self.beside(figure)

    def beside(self, figure: Figure) -> Iterator[int]:
        """The sums over a figure that were not weighed because their total is blank, but could be."""
        self.asked.add(figure)
        for index in self._beside.get(figure, ()):
            if all(other.number is not None for other in self.checks[index].figures):
                yield index

    def over_any(self, figures: Iterable[Figure]) -> set[int]:
        """The trials that one of these figures stands in."""
        figures = tuple(figures)
        self.asked.update(figures)
        return {index for figure in figures for index in self._over.get(figure, ())}

    def sums(self, figure: Figure) -> Mapping[int, Linear]:
        """The sums and identities among the trials that bear on a figure, by their places, in that order."""
        self.asked.add(figure)
        if figure not in self._sums:
            linears = ((index, self.linear(index)) for index in self.bearing(figure))
            self._sums[figure] = {index: each for index, each in linears if each is not None and not each.upper}
        return self._sums[figure]

    def blank_sums(self, figure: Figure) -> Iterator[tuple[int, Linear]]:
        """The sums and identities over a figure in which nothing is printed: they tell of it once another of their cells has a number."""
        self.asked.add(figure)
        for index in self._blank.get(figure, ()):
            if (linear := self.linear(index)) is not None and not linear.upper:
                yield index, linear

    def unweighed_sums(self, figure: Figure) -> Iterator[tuple[int, Linear]]:
        """The sums over a figure that were not weighed because their total, or all of them, is blank."""
        yield from self.blank_sums(figure)
        yield from ((index, linear) for index in self.beside(figure) if (linear := self.sums(figure).get(index)))

    def linear(self, index: int) -> Linear | None:
        """A trial's relation as weights, or None where it is of another kind."""
        if index not in self._linear:
            relation = self.checks[index].relation
            self._linear[index] = relation.linear() if relation is not None else None
        return self._linear[index]


def figures_of(check: Check) -> Sequence[Figure]:
    """Those that a trial stands over; a finding that is not about the figures that it rests on names none, its relation does."""
    return check.figures or (check.relation.figures if check.relation is not None else ())


def _enter(index: Index, check: Check, at: int) -> None:
    """Behind all that are entered already."""
    for figure in figures_of(check):
        stands = index.get(figure)
        if stands is None:
            index[figure] = [at]
        elif stands[-1] != at:  # a figure may stand in a relation twice
            stands.append(at)


def _take_out(index: Index | None, check: Check, at: int) -> None:
    for figure in dict.fromkeys(figures_of(check)) if index is not None else ():
        left = [other for other in index[figure] if other != at] if index is not None else []
        if index is not None and left:
            index[figure] = left
        elif index is not None:
            del index[figure]


def _put_in(index: Index | None, check: Check, at: int) -> None:
    for figure in figures_of(check) if index is not None else ():
        if index is not None:
            index[figure] = sorted({*index.get(figure, ()), at})
