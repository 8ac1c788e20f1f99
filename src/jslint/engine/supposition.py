"""What if a figure were another number: which broken relations would hold then, and which good ones would break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.engine.signed import Signed, Steps, quantum_of
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.relation import AtMost, Relation, Same, Sum, with_figures
from jslint.report.cells import as_printed
from jslint.rule import About

Change = tuple[Figure, Decimal]
MOST_PARTS = 60
"""Figures of one relation that may be its wrong one; longer sums have parts that stand in shorter relations too."""

MOST_ROUNDED = 5
"""Steps by which a number that was found from sums of rounded amounts may be off."""

SETTLED = frozenset({"holds", "rounding"})
WEIGHED = frozenset({"holds", "rounding", "broken"})


class Effect(Struct, frozen=True):
    """What a change would do: the trials that would hold (by their place in the ledger) and how many good ones would break."""

    mended: tuple[int, ...]
    spoilt: int

    @property
    def net(self) -> int:
        """Relations mended less relations spoilt."""
        return len(self.mended) - self.spoilt


def solvable(check: Check) -> Sequence[Figure]:
    """The figures of a sum or an identity that may be its wrong one."""
    if not isinstance(check.relation, (Same, Sum)):
        return ()
    figures = [figure for figure in check.figures if figure.number is not None]
    if len(figures) > MOST_PARTS:
        figures = [figures[0], *(figure for figure in figures[1:] if not figure.is_zero)]
    return figures[:MOST_PARTS]


def is_usual(check: Check, abouts: Mapping[str, About]) -> bool:
    """Whether a trial only usually holds (its rule informs, or was inferred): it neither explains other trials nor objects."""
    about = abouts.get(check.code)
    return about is not None and (about.severity == "information" or about.inferred)


def distance(figure: Figure, number: Decimal) -> int:
    """How many keys lie between what is printed and a number; a shifted point or a swap of two digits counts once."""
    old, new = figure.printed.replace(",", ""), as_printed(figure, number)
    if old.replace(".", "").strip("0") == new.replace(".", "").strip("0"):
        return 1
    if len(old) != len(new):
        return abs(len(old) - len(new)) + 2
    differing = [index for index, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    if len(differing) == 2 and sorted(old[index] for index in differing) == sorted(new[index] for index in differing):
        return 1
    return len(differing)


class Suppositions:
    """The weighed trials of a ledger over some figures of interest, and what changes of those figures do to them.

    A change can be taken for granted (`suppose`); the following ones are weighed on top of it.
    """

    def __init__(
        self, checks: Sequence[Check], figures: Iterable[Figure], counts: Callable[[Check], bool] = bool
    ) -> None:
        """Only trials that touch one of the figures, and that `counts` picks, are looked at."""
        self.checks = checks
        self._counts = counts
        self._numbers: dict[int, Decimal] = {}
        self._trials: dict[int, list[int]] = {}
        self._signed: dict[int, Signed | None] = {}
        self._supposed: dict[int, Change] = {}
        self.open: set[int] = set()
        self._closed: set[int] = set()
        self._mended: set[int] = set()
        self.widen(figures)

    def widen(self, figures: Iterable[Figure]) -> None:
        """Look at these figures as well."""
        numbers = {
            id(figure): figure.value
            for figure in figures
            if figure.number is not None and id(figure) not in self._numbers
        }
        if not numbers:
            return
        self._numbers.update(numbers)
        self._trials.update((key, []) for key in numbers)
        of_interest = frozenset(numbers)
        for index, check in enumerate(self.checks):
            if check.relation is None or check.outcome not in WEIGHED:
                continue
            if of_interest.isdisjoint(map(id, check.figures)) or not self._counts(check):
                continue
            for key in of_interest.intersection(map(id, check.figures)):
                self._trials[key].append(index)
            if check.outcome == "broken" and index not in self._closed:
                self.open.add(index)

    def trials_of(self, figure: Figure) -> list[int]:
        """The trials that the figure stands in."""
        return self._trials.get(id(figure), [])

    def number(self, figure: Figure) -> Decimal:
        """The figure's number, as far as it has been supposed to be another."""
        return self._numbers.get(id(figure), figure.value)

    def signed(self, index: int) -> Signed | None:
        """The trial's relation as weights, or None where it is of another kind."""
        if index not in self._signed:
            relation = self.checks[index].relation
            plain = isinstance(relation, (Sum, Same, AtMost)) and all(
                figure.number is not None for figure in relation.figures
            )
            self._signed[index] = Signed(relation) if plain and isinstance(relation, (Sum, Same, AtMost)) else None
        return self._signed[index]

    def solution(self, index: int, figure: Figure) -> Decimal | None:
        """The number that the figure would have to be for that open sum or identity to hold, or None."""
        signed = self.signed(index) if index in self.open else None
        weight = signed.weights.get(id(figure), 0) if signed is not None and not signed.upper else 0
        if signed is None or abs(weight) != 1:
            return None
        number = self.number(figure) - signed.difference * weight
        return None if number < ZERO <= figure.value else number

    def solutions(self, figure: Figure) -> Iterator[Decimal]:
        """The numbers that would mend one of the open sums or identities that the figure stands in, each once."""
        numbers = (self.solution(index, figure) for index in self.trials_of(figure))
        return iter(dict.fromkeys(number for number in numbers if number is not None))

    def settles(self, index: int, changes: Sequence[Change]) -> bool:
        """Whether a trial would hold after these changes."""
        return self._settles(index, self._steps(changes))

    def effect(self, changes: Sequence[Change], lost: Iterable[Figure] = (), found: Iterable[Change] = ()) -> Effect:
        """What these changes would do; what becomes of the trials over lost figures is left open.

        Numbers `found` from sums of rounded amounts may be off by some steps in the others.
        """
        mended, spoilt = [], 0
        loose = {index for figure, _ in found for index in self.trials_of(figure)}
        steps = self._steps(changes)
        beside = {index for figure in lost for index in self.trials_of(figure)}
        for index in sorted({index for figure, _ in changes for index in self.trials_of(figure)} - beside):
            settled = self._settles(index, steps) or (index in loose and self._nearly(index, steps))
            if settled and index in self.open:
                mended.append(index)
            elif not settled and self.is_good(index):
                spoilt += 1
        return Effect(tuple(mended), spoilt)

    def kept(self, filled: Sequence[Change], changes: Sequence[Change], left: Iterable[Figure] = ()) -> int:
        """How many good sums and identities over numbers that were found still hold after all the changes."""
        beside = {index for figure in left for index in self.trials_of(figure)}
        over = {index for figure, _ in filled for index in self.trials_of(figure)} - beside - self.open
        return sum(
            (signed := self.signed(index)) is not None and not signed.upper and self.settles(index, changes)
            for index in over
        )

    def is_good(self, index: int) -> bool:
        """Whether the trial holds, or does after what has been supposed."""
        return self.checks[index].outcome in SETTLED or index in self._mended

    def suppose(self, changes: Sequence[Change], lost: Iterable[Figure] = (), found: Iterable[Change] = ()) -> Effect:
        """Take these changes for granted; the trials they mend are no longer open."""
        effect = self.effect(changes, lost, found)
        steps = self._steps(changes)
        for index in {index for figure, _ in changes for index in self.trials_of(figure)}:
            signed = self.signed(index)
            if signed is not None:
                signed.difference, signed.slack = signed.after(steps)
        for figure, number in changes:
            self._numbers[id(figure)] = number
            self._supposed[id(figure)] = (figure, number)
        self._mended.update(effect.mended)
        self.close(effect.mended)
        return effect

    def close(self, trials: Iterable[int]) -> None:
        """Leave these trials aside from now on: something else explains them."""
        self._closed.update(trials)
        self.open -= self._closed

    def _steps(self, changes: Iterable[Change]) -> Steps:
        return {id(figure): (figure, self.number(figure), number) for figure, number in changes}

    def open_over(self, figures: Iterable[Figure]) -> list[int]:
        """The open trials that one of these figures stands in."""
        return sorted({index for figure in figures for index in self.trials_of(figure)} & self.open)

    def fill(self, unknown: Sequence[Figure], given: Sequence[Change] = ()) -> list[Change]:
        """Numbers for unknown figures, given some changes, by sums and identities in which only one of them stands.

        Of several numbers the one that most of these agree on; figures that nothing determines are left out.
        """
        left = {id(figure): figure for figure in unknown}
        steps = self._steps(given)
        found: list[Figure] = []
        queue = list(left.values())[::-1]
        while queue:
            figure = queue.pop()
            number = self._agreed(figure, left, steps) if id(figure) in left else None
            if number is None:
                continue
            del left[id(figure)]
            found.append(figure)
            steps[id(figure)] = (figure, self.number(figure), number)
            touched = {key for index in self.trials_of(figure) for key in self._weights(index)}
            queue.extend(reversed([each for key, each in left.items() if key in touched]))
        for figure in found:  # once more, now that the others are known
            old, number = steps.pop(id(figure))[1:]
            steps[id(figure)] = (figure, old, self._agreed(figure, left, steps) or number)
        return [(figure, steps[id(figure)][2]) for figure in found]

    def _agreed(self, figure: Figure, left: Mapping[int, Figure], steps: Steps) -> Decimal | None:
        """The number that suits most relations in which the figure is the only one left open, or None without any."""
        alone = [
            signed
            for index in self.trials_of(figure)
            if (signed := self.signed(index)) is not None
            and not signed.upper
            and abs(signed.weights.get(id(figure), 0)) == 1
            and not any(key in left for key in signed.weights if key != id(figure))
        ]
        old = self.number(figure)
        numbers = Counter(old - signed.after(steps)[0] * signed.weights[id(figure)] for signed in alone)
        if len(numbers) < 2:
            return next(iter(numbers), None)
        suits = {
            number: sum(signed.settles({**steps, id(figure): (figure, old, number)}) for signed in alone)
            for number in numbers
        }
        return max(numbers, key=lambda number: (suits[number], numbers[number]))

    def _weights(self, index: int) -> Iterable[int]:
        signed = self.signed(index)
        return signed.weights if signed is not None else ()

    def _nearly(self, index: int, steps: Steps) -> bool:
        signed = self.signed(index)
        if signed is None:
            return False
        difference, slack = signed.after(steps)
        step = max(figure.step for figure in self.checks[index].figures)
        return (difference if signed.upper else abs(difference)) <= slack + MOST_ROUNDED * step

    def _settles(self, index: int, steps: Steps) -> bool:
        signed = self.signed(index)
        if signed is not None:
            return signed.settles(steps)
        check = self.checks[index]
        own = set(map(id, check.figures))
        changed = {key: change for key, change in self._supposed.items() if key in own}
        changed.update((key, (figure, number)) for key, (figure, _, number) in steps.items() if key in own)
        return check.relation is not None and substitute(check.relation, changed).weigh().outcome in SETTLED


def substitute(relation: Relation, changed: Mapping[int, Change]) -> Relation:
    """A relation of any kind with other numbers in some of its figures."""
    put = {
        key: replace(figure, number=number, quantum=quantum_of(figure, number), blank=False)
        for key, (figure, number) in changed.items()
    }
    return with_figures(relation, put)
