"""A relation as whole weights of its figures, so that a change is weighed without adding everything up again."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from jslint.amount import HALF, ZERO
from jslint.figure import Figure

Numbers = Mapping[Figure, Decimal]
"""Figures with what they would be."""


class Linear(Struct, frozen=True, eq=False):
    """The signed sum of weighted figures is zero, or at most zero where `upper`.

    `difference` is what it is as printed, `slack` what rounding explains of it. Where `exact` the slack is that of two
    precisions and does not change with the figures.
    """

    weights: Mapping[Figure, int]
    difference: Decimal
    slack: Decimal
    upper: bool = False
    exact: bool = False

    def after(self, numbers: Numbers) -> tuple[Decimal, Decimal]:
        """Difference and slack once figures are other numbers; others than its own are passed over."""
        difference, slack = self.difference, self.slack
        for figure in numbers.keys() & self.weights.keys():
            weight, number = self.weights[figure], numbers[figure]
            difference += weight * (number - figure.value)
            if not self.exact:
                slack += abs(weight) * (quantum_of(figure, number) - figure.quantum) * HALF
        return difference, slack

    def settles(self, numbers: Numbers) -> bool:
        """Whether the relation would hold then, as rounding allows."""
        return self.is_within(*self.after(numbers))

    def is_within(self, difference: Decimal, slack: Decimal) -> bool:
        """Whether a difference is one that the slack explains."""
        return (difference if self.upper else abs(difference)) <= slack

    def blurred(self, slack: Decimal, figure: Figure, quantum: Decimal) -> Decimal:
        """The slack where one figure, exact so far, is known to a quantum."""
        return slack if self.exact else slack + abs(self.weights[figure]) * quantum * HALF


def quantum_of(figure: Figure, number: Decimal) -> Decimal:
    """The step to which a figure would be known if it printed that number; zeros are exact, as everywhere."""
    if not number:
        return ZERO
    if figure.quantum or not figure.is_zero:
        return figure.quantum
    return figure.step if figure.unit == "万元" else ZERO
