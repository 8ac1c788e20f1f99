"""Joint consistency: relations that each pass by rounding and yet cannot all be true together.

Every printed figure is an unknown within its rounding interval, every relation that passed ties some of them. Bounds are
propagated through the relations; where none is left, the chain of relations that emptied it is the finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from jslint.amount import HALF, ZERO
from jslint.figure import Figure
from jslint.kinds.bounds import Box, Budget, ExhaustedError, Link, Propagation, impossible, irreducible
from jslint.ledger import Check
from jslint.relation import Same, Sum

MOST_CONFLICTS = 8
"""Chains told of one report; one with more has one cause that the first ones show."""

MOST_TRIED = 48
"""Figures of a chain of which each is tried one quantum off; all telling ones of a chain weigh the same in it."""

LEAST_WORK, WORK_PER_TERM = 40_000, 40
"""Terms that may be looked at: at least so many, and so many for every term of the relations."""

BOUNDLESS = 10**60
"""Grid steps beyond every amount that can be printed."""


class Conflict(Struct, frozen=True):
    """Relations that cannot all hold; without any one of them the rest can.

    `figures` are the telling figures, the largest total first. `low` and `high` are what the others leave for it (None
    where they contradict each other without it). `tail` where one quantum, or amounts too small to print, would remove it.
    """

    chain: tuple[Check, ...]
    figures: tuple[Figure, ...]
    low: Decimal | None
    high: Decimal | None
    tail: bool


class Joint(Struct, frozen=True):
    """What weighing all relations together gave; `tied` counts them, `complete` is false where the work allowed ran out."""

    conflicts: tuple[Conflict, ...] = ()
    tied: int = 0
    complete: bool = True


def weigh_together(checks: Iterable[Check]) -> Joint:
    """The conflicts among the relations of the trials that passed.

    Only sums with signs ±1 and identities take part, and of these only what is possible by itself: broken relations,
    differing identities and inequalities say nothing here.
    """
    passed = [check for check in checks if check.outcome in {"holds", "rounding"} and _ties(check)]
    if all(_exact(check) for check in passed):
        return Joint(tied=len(passed))  # the printed figures themselves are values that fit
    system = _System(passed)
    conflicts: list[Conflict] = []
    try:
        while len(conflicts) < MOST_CONFLICTS and (chain := system.chain()) is not None:
            conflicts.append(system.conflict(chain))
            system.drop(chain)
    except ExhaustedError:
        return Joint(tuple(conflicts), len(passed), complete=False)
    return Joint(tuple(conflicts), len(passed))


def _ties(check: Check) -> bool:
    relation = check.relation
    if isinstance(relation, Same):
        return relation.first is not relation.second and relation.first.interval().meets(relation.second.interval())
    return isinstance(relation, Sum)


def _exact(check: Check) -> bool:
    relation = check.relation
    if isinstance(relation, Same):
        return relation.first.number == relation.second.number
    return check.outcome == "holds"


def _terms(check: Check) -> list[tuple[Figure, int]]:
    relation = check.relation
    if isinstance(relation, Sum):
        return [*relation.left, *[(figure, -sign) for figure, sign in relation.right]]
    return [(figure, sign) for figure, sign in zip(check.figures, (1, -1), strict=False)]


class _System:
    """The relations as links over numbered figures, on a grid of which every bound is a whole number of steps."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks: list[Check] = []
        self._figures: list[Figure] = []
        self._links: list[Link] = []
        self._number: dict[int, int] = {}
        for check in checks:
            self._add(check)
        self._grid = _grid(self._figures)
        self._box = [self._interval(figure) for figure in self._figures]
        terms = sum(len(link.variables) for link in self._links)
        self._budget = Budget(LEAST_WORK + WORK_PER_TERM * terms)
        self._dropped: set[int] = set()

    def _add(self, check: Check) -> None:
        terms = [(figure, sign) for figure, sign in _terms(check) if figure.number or figure.quantum]
        if len({id(figure) for figure, _ in terms}) < len(terms) or any(abs(sign) != 1 for _, sign in terms):
            return
        for figure, _ in terms:
            if id(figure) not in self._number:
                self._number[id(figure)] = len(self._figures)
                self._figures.append(figure)
        self._links.append(Link(tuple(self._number[id(figure)] for figure, _ in terms), tuple(s for _, s in terms)))
        self._checks.append(check)

    def _interval(self, figure: Figure, quanta: int = 0) -> tuple[int, int]:
        """The figure's interval in grid steps, opened by so many quanta on both sides."""
        value, half = self._steps(figure.value), self._steps(figure.quantum * HALF)
        more = quanta * self._steps(figure.step)
        return value - half - more, value + half + more

    def _steps(self, amount: Decimal) -> int:
        return int(amount / self._grid)

    def chain(self) -> list[int] | None:
        """The numbers of relations that are impossible together and not without any one of them, or None."""
        kept = [number for number in range(len(self._links)) if number not in self._dropped]
        links = [self._links[number] for number in kept]
        start = [at for at, number in enumerate(kept) if not self._is_idle(number)]
        propagation = Propagation(links, self._box, self._budget)
        failed = propagation.run(start)
        if failed is None:
            return None
        causes = [kept[at] for at in propagation.causes(failed)]
        return irreducible(causes, lambda numbers: self._impossible(numbers, self._box))

    def drop(self, chain: Iterable[int]) -> None:
        """Leave these relations out from now on: what else conflicts with them has the same cause."""
        self._dropped.update(chain)

    def _is_idle(self, number: int) -> bool:
        """Whether a relation tightens nothing at first: it holds as printed, and all its figures are equally precise."""
        if not _exact(self._checks[number]):
            return False
        widths = {high - low for low, high in (self._box[variable] for variable in self._links[number].variables)}
        return len(widths) <= 1

    def _impossible(self, numbers: Sequence[int], box: Box) -> bool:
        links, small = self._part(numbers, box)
        return impossible(links, small, self._budget)

    def _part(self, numbers: Sequence[int], box: Box) -> tuple[list[Link], Box]:
        """Some of the links, over only their own variables in the order of their first use."""
        order: dict[int, int] = {}
        links = []
        for number in numbers:
            link = self._links[number]
            variables = tuple(order.setdefault(variable, len(order)) for variable in link.variables)
            links.append(Link(variables, link.signs))
        return links, [box[variable] for variable in order]

    def conflict(self, chain: Sequence[int]) -> Conflict:
        """What is to be told of a chain."""
        checks = tuple(self._checks[number] for number in chain)
        involved = list(dict.fromkeys(variable for number in chain for variable in self._links[number].variables))
        top = self._top(chain)
        figures = tuple(self._figures[variable] for variable in (top, *(v for v in involved if v != top)))
        low, high = self._left_for(top, chain)
        return Conflict(checks, figures, low, high, self._is_tail(involved))

    def _top(self, chain: Sequence[int]) -> int:
        """The largest of the figures that the relations judge; the first of several."""
        judged = [self._links[number].variables[0] for number in chain]
        return max(judged, key=lambda variable: abs(self._figures[variable].value))

    def _left_for(self, top: int, chain: Sequence[int]) -> tuple[Decimal | None, Decimal | None]:
        """What the chain leaves for a figure when its own print is not looked at."""
        box = list(self._box)
        box[top] = (-BOUNDLESS, BOUNDLESS)
        propagation = Propagation([self._links[number] for number in chain], box, self._budget)
        if propagation.run() is not None:
            return None, None
        low, high = propagation.box[top]
        if low == -BOUNDLESS or high == BOUNDLESS or (low <= self._box[top][1] and self._box[top][0] <= high):
            return None, None
        return low * self._grid, high * self._grid

    def _is_tail(self, involved: Sequence[int]) -> bool:
        """Whether one figure one quantum off, or zeros that are amounts too small to print, would remove the conflict.

        What touches the chain's figures must then fit as well: an irreducible chain alone is never more than a quantum off.
        """
        around = self._around(involved)
        if not self._impossible_with_small_amounts(around):
            return True
        uses: dict[int, int] = {}
        for number in around:
            for variable in self._links[number].variables:
                uses[variable] = uses.get(variable, 0) + 1
        for variable in sorted(involved, key=lambda variable: uses[variable])[:MOST_TRIED]:
            box = self._box.copy()
            box[variable] = self._interval(self._figures[variable], quanta=1)
            if not self._impossible(around, box):
                return True
        return False

    def _around(self, involved: Iterable[int]) -> list[int]:
        """The relations, of those not told yet, that have one of these figures."""
        wanted = set(involved)
        return [
            number
            for number, link in enumerate(self._links)
            if number not in self._dropped and not wanted.isdisjoint(link.variables)
        ]

    def _impossible_with_small_amounts(self, chain: Sequence[int]) -> bool:
        """Whether the chain stays impossible when each printed 0.00 万元 may be an amount under 50 元."""
        numbers: dict[int, int] = {}
        links: list[Link] = []
        box: Box = []
        for number in chain:
            variables, signs = [], []
            for figure, sign in _terms(self._checks[number]):
                if id(figure) not in numbers:
                    numbers[id(figure)] = len(box)
                    box.append(self._small_interval(figure))
                variables.append(numbers[id(figure)])
                signs.append(sign)
            links.append(Link(tuple(variables), tuple(signs)))
        return impossible(links, box, self._budget)

    def _small_interval(self, figure: Figure) -> tuple[int, int]:
        if figure.is_zero and not figure.blank and figure.unit == "万元":
            half = self._steps(figure.step * HALF)
            return -half, half
        return self._interval(figure)


def _grid(figures: Iterable[Figure]) -> Decimal:
    """Half of the finest step that any of the figures is printed or known to."""
    finest = 0
    for figure in figures:
        for amount in (figure.value, figure.quantum, figure.step):
            if amount != ZERO:
                finest = min(finest, int(amount.as_tuple().exponent))
    return Decimal((0, (1,), finest)) * HALF
