"""A signed sum as weights of its figures, so that a change is weighed without adding everything up again."""

from __future__ import annotations

from decimal import Decimal

from jslint.amount import HALF, ZERO
from jslint.figure import Figure
from jslint.relation import AtMost, Same, Sum, Term, value_of

Steps = dict[int, tuple[Figure, Decimal, Decimal]]
"""Figures, by `id`, with what they are taken for and what they would be."""


def quantum_of(figure: Figure, number: Decimal) -> Decimal:
    """The step to which a figure would be known if it printed that number; zeros are exact, as everywhere."""
    if not number:
        return ZERO
    if figure.quantum or not figure.is_zero:
        return figure.quantum
    return figure.step if figure.unit == "万元" else ZERO


class Signed:
    """A signed sum as weights of its figures, so that a change is weighed without adding everything up again."""

    __slots__ = ("difference", "exact", "slack", "upper", "weights")

    def __init__(self, relation: Sum | Same | AtMost) -> None:
        same = isinstance(relation, Same)
        left = (Term(relation.first),) if isinstance(relation, Same) else relation.left
        right = (Term(relation.second),) if isinstance(relation, Same) else relation.right
        self.weights: dict[int, int] = {}
        for terms, side in ((left, 1), (right, -1)):
            for figure, sign in terms:
                self.weights[id(figure)] = self.weights.get(id(figure), 0) + side * sign
        self.difference = value_of(left) - value_of(right)
        self.upper = isinstance(relation, AtMost)
        self.exact = same
        self.slack = ZERO
        if isinstance(relation, Same):
            steps = {relation.first.step, relation.second.step}
            self.slack = max(steps) * HALF if len(steps) > 1 else ZERO
        else:
            self.slack = sum((figure.quantum for figure in relation.figures), ZERO) * HALF

    def after(self, steps: Steps) -> tuple[Decimal, Decimal]:
        """Difference and slack once figures went from one number to another."""
        difference, slack = self.difference, self.slack
        fewer = steps if len(steps) < len(self.weights) else self.weights
        for key in fewer:
            weight, step = self.weights.get(key, 0), steps.get(key)
            if step is not None and weight:
                figure, old, new = step
                difference += weight * (new - old)
                if not self.exact:
                    slack += abs(weight) * (quantum_of(figure, new) - quantum_of(figure, old)) * HALF
        return difference, slack

    def settles(self, steps: Steps) -> bool:
        """Whether the relation would hold, as rounding allows."""
        difference, slack = self.after(steps)
        return (difference if self.upper else abs(difference)) <= slack
