"""What if figures were other numbers: which broken relations would hold then, and which good ones would break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.trials import SETTLED, Trials
from jslint.figure import Figure
from jslint.relation import Relation, with_figures
from jslint.relation.linear import Linear, Numbers, quantum_of

Change = tuple[Figure, Decimal]


class Effect(Struct, frozen=True):
    """What a change would do: the trials that would hold and the good ones that would break, by their places in the ledger."""

    mended: tuple[int, ...]
    broken: tuple[int, ...] = ()

    @property
    def spoilt(self) -> int:
        """How many good trials would break."""
        return len(self.broken)

    @property
    def net(self) -> int:
        """Relations mended less relations spoilt."""
        return len(self.mended) - len(self.broken)


class WhatIf:
    """The trials of a ledger with some figures taken for other numbers; `supposing` gives another one, this one stays.

    `open` are the broken trials that nothing explains yet, `numbers` what figures are taken for.
    """

    __slots__ = ("_mended", "_states", "numbers", "open", "trials")

    def __init__(
        self,
        trials: Trials,
        numbers: Numbers | None = None,
        still_open: frozenset[int] | None = None,
        mended: frozenset[int] = frozenset(),
    ) -> None:
        self.trials = trials
        self.numbers: Numbers = numbers or {}
        self.open = trials.broken if still_open is None else still_open
        self._mended = mended
        self._states: dict[int, Linear | None] = {}

    def supposing(self, changes: Sequence[Change], effect: Effect, closing: Iterable[int] = ()) -> WhatIf:
        """With these changes taken for granted; the trials that they mend, and those to be closed, are no longer open."""
        numbers = {**self.numbers, **dict(changes)} if changes else self.numbers
        return WhatIf(
            self.trials, numbers, self.open.difference(effect.mended, closing), self._mended.union(effect.mended)
        )

    def reopened(self, trials: Iterable[int]) -> WhatIf:
        """With these trials open: what is supposed has broken them."""
        return WhatIf(self.trials, self.numbers, self.open.union(trials), self._mended.difference(trials))

    def without(self, trials: Iterable[int]) -> WhatIf:
        """With these trials left aside: something else explains them."""
        return WhatIf(self.trials, self.numbers, self.open.difference(trials), self._mended)

    def number(self, figure: Figure) -> Decimal:
        """The figure's number, as far as it is supposed to be another."""
        return self.numbers.get(figure, figure.value)

    def linear(self, index: int) -> Linear | None:
        """A trial's weights with the difference and the slack that are left by what is supposed, or None."""
        if index not in self._states:
            linear = self.trials.linear(index)
            if linear is not None and self.numbers:
                difference, slack = linear.after(self.numbers)
                linear = replace(linear, difference=difference, slack=slack)
            self._states[index] = linear
        return self._states[index]

    def is_good(self, index: int) -> bool:
        """Whether the trial holds, or does after what has been supposed."""
        return index in self._mended or self.trials.checks[index].outcome in SETTLED

    def open_over(self, figures: Iterable[Figure]) -> list[int]:
        """The open trials that one of these figures stands in."""
        return sorted(self.trials.broken_over_any(figures) & self.open)

    def solution(self, index: int, figure: Figure) -> Decimal | None:
        """The number that the figure would have to be for that open trial to hold, or None.

        Where it would fall below nothing, and nothing does as well for all that rounding tells, that.
        """
        if index not in self.open:
            return None
        linear = self.linear(index)
        if linear is None:
            return self._due(index, figure)
        weight = 0 if linear.upper else linear.weights.get(figure, 0)
        if abs(weight) != 1:
            return None
        number = self.number(figure) - linear.difference * weight
        if not number < ZERO <= figure.value:
            return number
        return ZERO if self._settles(index, {**self.numbers, figure: ZERO}) else None

    def _due(self, index: int, figure: Figure) -> Decimal | None:
        relation = self.trials.checks[index].relation
        if relation is None or relation.figures[0] is not figure:
            return None
        return substitute(relation, self.numbers).due()

    def solutions(self, figure: Figure) -> Iterator[Decimal]:
        """The numbers that would mend one of the open trials that the figure stands in, each once."""
        numbers = (self.solution(index, figure) for index in self.trials.broken_over(figure))
        return iter(dict.fromkeys(number for number in numbers if number is not None))

    def near(self, figure: Figure, number: Decimal) -> Iterator[Decimal]:
        """Numbers that rounding allows as well and that differ little beside the change itself, the nearest first."""
        over = (self.linear(index) for index in self.trials.broken_over(figure) if index in self.open)
        slack = max((each.slack for each in over if each is not None), default=figure.step)
        slack = min(slack, abs(number - self.number(figure)) / limits.BESIDE_ROUNDING)
        steps = min(int(slack / figure.step), limits.MOST_STEPS) if figure.step else 0
        for count in range(1, steps + 1):
            yield number - count * figure.step
            yield number + count * figure.step

    def settles(self, index: int, changes: Iterable[Change]) -> bool:
        """Whether a trial would hold after these changes."""
        return self._settles(index, self._with(changes))

    def effect(self, changes: Sequence[Change], lost: Iterable[Figure] = (), found: Iterable[Change] = ()) -> Effect:
        """What these changes would do; what becomes of the trials over lost figures is left open.

        Numbers `found` from sums of rounded amounts may be off by some steps in the others. A sum that was not weighed because its
        total is blank is one more that would break where the total is given a number that it does not come to.
        """
        mended, broken = [], []
        lost = frozenset(lost)
        loose = self.trials.over_any(figure for figure, _ in found)
        numbers = self._with(changes)
        for index in sorted(self.trials.over_any(figure for figure, _ in changes) - self.trials.over_any(lost)):
            is_open = index in self.open
            if not is_open and not self.is_good(index):
                continue
            settled = self._settles(index, numbers) or (index in loose and self._nearly(index, numbers))
            if settled and is_open:
                mended.append(index)
            elif not settled and not is_open:
                broken.append(index)
        woken = self._woken(changes)
        if woken:
            hidden = {index for figure in lost for index, _ in self.trials.unweighed_sums(figure)}
            broken.extend(index for index in sorted(woken - hidden) if not self._nearly(index, numbers))
        return Effect(tuple(mended), tuple(broken))

    def _woken(self, changes: Iterable[Change]) -> set[int]:
        """The sums that were not weighed because their total, or all of them, is blank, and would be."""
        filled = (figure for figure, number in changes if figure.blank and number and not self.number(figure))
        return {
            index
            for figure in filled
            for index, _ in self.trials.unweighed_sums(figure)
            if self.trials.checks[index].figures[0] is figure
        }

    def beside(self, changes: Sequence[Change]) -> int:
        """How many more of the sums that were not weighed, their total being blank, would add up after these changes."""
        numbers = self._with(changes)
        linears = dict(self._not_weighed(changes)).values()
        return sum(linear.settles(numbers) - linear.settles(self.numbers) for linear in linears)

    def awoken(self, changes: Sequence[Change]) -> list[int]:
        """Those of these sums that add up after the changes and did not before."""
        numbers = self._with(changes)
        linears = dict(self._not_weighed(changes)).items()
        return [index for index, each in linears if each.settles(numbers) and not each.settles(self.numbers)]

    def _not_weighed(self, changes: Sequence[Change]) -> Iterator[tuple[int, Linear]]:
        """The sums over these figures that were not weighed because their total is blank."""
        for index in (index for figure, _ in changes for index in self.trials.beside(figure)):
            if (linear := self.trials.linear(index)) is not None and not linear.upper:
                yield index, linear

    def contradicted(self, changes: Sequence[Change]) -> int:
        """How many sums that were not weighed, their total being blank, would be broken once these totals are printed."""
        numbers = self._with(changes)
        totals = [(figure, index) for figure, number in changes if number for index in self.trials.beside(figure)]
        return sum(
            linear.weights.get(figure, 0) > 0 and not linear.upper and not linear.settles(numbers)
            for figure, index in totals
            if figure.blank and (linear := self.trials.linear(index)) is not None
        )

    def kept(self, filled: Sequence[Change], changes: Sequence[Change], left: Iterable[Figure] = ()) -> int:
        """How many good sums and identities over numbers that were found still hold after all the changes.

        So do those hold that were not weighed, nothing being printed as their total, once it is no longer blank.
        """
        left = frozenset(left)
        beside = self.trials.over_any(left) | self.open
        numbers = self._with(changes)
        kept = sum(
            (linear := self.trials.linear(index)) is not None and not linear.upper and linear.settles(numbers)
            for index in self.trials.over_any(figure for figure, _ in filled) - beside
        )
        woken = dict(
            each for figure, number in filled if number and figure.blank for each in self.trials.unweighed_sums(figure)
        )
        return kept + sum(
            left.isdisjoint(linear.weights) and linear.settles(numbers) and len(linear.weights) > 2
            for linear in woken.values()
        )

    def _with(self, changes: Iterable[Change]) -> dict[Figure, Decimal]:
        return {**self.numbers, **dict(changes)}

    def _settles(self, index: int, numbers: Numbers) -> bool:
        linear = self.trials.linear(index)
        if linear is not None:
            return linear.settles(numbers)
        relation = self.trials.checks[index].relation
        return relation is not None and substitute(relation, numbers).weigh().outcome in SETTLED

    def _nearly(self, index: int, numbers: Numbers) -> bool:
        linear = self.trials.linear(index)
        if linear is None:
            return False
        difference, slack = linear.after(numbers)
        step = max(figure.step for figure in self.trials.checks[index].figures)
        return (difference if linear.upper else abs(difference)) <= slack + limits.MOST_ROUNDED * step


def substitute(relation: Relation, numbers: Mapping[Figure, Decimal]) -> Relation:
    """A relation of any kind with other numbers in some of its figures."""
    put = {
        id(figure): replace(figure, number=number, quantum=quantum_of(figure, number), blank=False)
        for figure in relation.figures
        if (number := numbers.get(figure)) is not None and number != figure.number
    }
    return with_figures(relation, put) if put else relation
