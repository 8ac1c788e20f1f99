"""Joint consistency: relations that each pass by rounding and yet cannot all be true together.

Every printed figure is an unknown within its rounding interval, every relation that passed ties some of them. Bounds are
propagated through the relations; where none is left, the chain of relations that emptied it is the finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from jslint.amount import HALF
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.rules.table._bounds import Box, Budget, ExhaustedError, Link, Links, Propagation, impossible, irreducible

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
    """Whether it is a sum or an identity over figures of this report alone, possible by itself.

    What passed only at the coarser digits that are printed is not possible at those that such figures are known to.
    """
    relation = check.relation
    if relation is None or not relation.is_linear or relation.is_inequality:
        return False
    if len(check.figures) < len(relation.figures):  # the other ones are in another report
        return False
    pair = relation.one_quantity()
    if pair is None:
        return check.outcome == "holds" or relation.weigh().outcome != "broken"
    return pair[0] is not pair[1] and pair[0].interval().meets(pair[1].interval())


def _exact(check: Check) -> bool:
    """Whether the printed figures themselves fit."""
    pair = check.relation.one_quantity() if check.relation is not None else None
    return pair[0].number == pair[1].number if pair is not None else check.outcome == "holds"


def _terms(check: Check) -> list[tuple[Figure, int]]:
    linear = check.relation.linear() if check.relation is not None else None
    return list(linear.weights.items()) if linear is not None else []


class _System:
    """The relations as links over numbered figures, on a grid of which every bound is a whole number of steps.

    A relation becomes a link, and a figure a variable, when propagation first comes to it: most relations of a report hold
    as printed, and most of the others tighten nothing, so nearly all are never looked at.
    """

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = checks
        self._uses: dict[int, list[int]] = {}
        self._figures: list[Figure] = []
        self._box: Box = []
        self._links: dict[int, Link] = {}
        self._number: dict[int, int] = {}
        self._telling: list[int] = []
        self._dropped: set[int] = set()
        steps: set[Decimal] = set()
        terms = 0
        for number, check in enumerate(checks):
            quanta = set()
            for figure in check.figures:
                steps.add(figure.step)
                if figure.number or figure.quantum:
                    self._uses.setdefault(id(figure), []).append(number)
                    quanta.add(figure.quantum)
                    terms += 1
            if len(quanta) > 1 or not _exact(check):
                self._telling.append(number)
        self._grid = _grid(steps)
        self._budget = Budget(LEAST_WORK + WORK_PER_TERM * terms)

    def link(self, number: int) -> Link:
        """The link that a relation is; one without variables where it is no sum of different figures with signs ±1."""
        link = self._links.get(number)
        if link is None:
            terms = [(figure, sign) for figure, sign in _terms(self._checks[number]) if figure.number or figure.quantum]
            if len({id(figure) for figure, _ in terms}) < len(terms) or any(abs(sign) != 1 for _, sign in terms):
                terms = []
            link = Link(tuple(self._variable(figure) for figure, _ in terms), tuple(sign for _, sign in terms))
            self._links[number] = link
        return link

    def _variable(self, figure: Figure) -> int:
        if id(figure) not in self._number:
            self._number[id(figure)] = len(self._figures)
            self._figures.append(figure)
            self._box.append(self._interval(figure))
        return self._number[id(figure)]

    def interval(self, variable: int) -> tuple[int, int]:
        """What the figure's print allows."""
        return self._box[variable]

    def links_at(self, variable: int) -> Iterable[int]:
        """The relations, of those not told yet, that a figure stands in."""
        return [number for number in self._uses[id(self._figures[variable])] if number not in self._dropped]

    def _interval(self, figure: Figure, quanta: int = 0) -> tuple[int, int]:
        """The figure's interval in grid steps, opened by so many quanta on both sides."""
        value, half = self._steps(figure.value), self._steps(figure.quantum * HALF)
        more = quanta * self._steps(figure.step)
        return value - half - more, value + half + more

    def _steps(self, amount: Decimal) -> int:
        return int(amount / self._grid)

    def chain(self) -> list[int] | None:
        """The numbers of relations that are impossible together and not without any one of them, or None."""
        propagation = Propagation(self, self._budget)
        failed = propagation.run(number for number in self._telling if number not in self._dropped)
        if failed is None:
            return None
        return irreducible(propagation.causes(failed), lambda numbers: self._impossible(numbers, self._box))

    def drop(self, chain: Iterable[int]) -> None:
        """Leave these relations out from now on: what else conflicts with them has the same cause."""
        self._dropped.update(chain)

    def _impossible(self, numbers: Sequence[int], box: Box) -> bool:
        links, small = self._part(numbers, box)
        return impossible(links, small, self._budget)

    def _part(self, numbers: Sequence[int], box: Box) -> tuple[list[Link], Box]:
        """Some of the links, over only their own variables in the order of their first use."""
        order: dict[int, int] = {}
        links = []
        for number in numbers:
            link = self.link(number)
            variables = tuple(order.setdefault(variable, len(order)) for variable in link.variables)
            links.append(Link(variables, link.signs))
        return links, [box[variable] for variable in order]

    def conflict(self, chain: Sequence[int]) -> Conflict:
        """What is to be told of a chain."""
        checks = tuple(self._checks[number] for number in chain)
        involved = list(dict.fromkeys(variable for number in chain for variable in self.link(number).variables))
        top = self._top(chain)
        figures = tuple(self._figures[variable] for variable in (top, *(v for v in involved if v != top)))
        low, high = self._left_for(top, chain)
        return Conflict(checks, figures, low, high, self._is_tail(involved))

    def _top(self, chain: Sequence[int]) -> int:
        """The largest of the figures that the relations judge; the first of several."""
        judged = [self.link(number).variables[0] for number in chain]
        return max(judged, key=lambda variable: abs(self._figures[variable].value))

    def _left_for(self, top: int, chain: Sequence[int]) -> tuple[Decimal | None, Decimal | None]:
        """What the chain leaves for a figure when its own print is not looked at."""
        box = list(self._box)
        box[top] = (-BOUNDLESS, BOUNDLESS)
        net = Links([self.link(number) for number in chain], box)
        propagation = Propagation(net, self._budget)
        if propagation.run(net.numbers) is not None:
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
            for variable in self.link(number).variables:
                uses[variable] = uses.get(variable, 0) + 1
        for variable in sorted(involved, key=lambda variable: uses[variable])[:MOST_TRIED]:
            box = self._box.copy()
            box[variable] = self._interval(self._figures[variable], quanta=1)
            if not self._impossible(around, box):
                return True
        return False

    def _around(self, involved: Iterable[int]) -> list[int]:
        """The relations, of those not told yet, that have one of these figures."""
        return sorted(
            {number for variable in involved for number in self.links_at(variable) if self.link(number).variables}
        )

    def _impossible_with_small_amounts(self, chain: Sequence[int]) -> bool:
        """Whether the chain stays impossible when each zero in 万元, printed or blank, may be an amount under 50 元."""
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
        if figure.is_zero and figure.unit == "万元":
            half = self._steps(figure.step * HALF)
            return -half, half
        return self._interval(figure)


def _grid(steps: Iterable[Decimal]) -> Decimal:
    """Half of the finest of the steps; every printed number is a whole number of its figure's steps."""
    finest = min((int(step.as_tuple().exponent) for step in steps if step), default=0)
    return Decimal((0, (1,), min(finest, 0))) * HALF
