"""A cell's text as a figure: value, unit and the precision to which it is known."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from jslint.amount import ZERO, Amount, is_nil, parse_amount
from jslint.figure import Anchor, Figure, Place
from jslint.tree import Node, Scalar

YUAN, WAN_YUAN, PERCENT = "元", "万元", "%"


class Measure(Struct, frozen=True):
    """What the amounts of a table are printed in: unit, and the step they are known to at least."""

    unit: str
    step: Decimal

    @property
    def exact(self) -> bool:
        """Whether an amount has no rounding in it: 元 with two decimals is what was paid."""
        return self.unit == YUAN


_cached = lru_cache(maxsize=4096)(parse_amount)


def amount_cell(node: Node | None, place: Place, anchor: Anchor, measure: Measure) -> Figure:
    """The figure of an amount cell; `number` is None where its text is no amount."""
    if not isinstance(node, Scalar):
        return Figure(place, anchor, "", None, ZERO, measure.step, measure.unit)
    text = node.value
    if node.is_null or is_nil(text):
        return Figure(place, anchor, text, ZERO, ZERO, measure.step, measure.unit, blank=True)
    amount = _cached(text)
    if amount is None or amount.percent:
        return Figure(place, anchor, text, None, ZERO, measure.step, measure.unit)
    return amount_figure(amount, text, place, anchor, measure)


def is_amount(node: Node) -> bool:
    """Whether a cell holds an amount or nothing."""
    if not isinstance(node, Scalar):
        return False
    amount = _cached(node.value)
    return node.is_null or is_nil(node.value) or (amount is not None and not amount.percent)


def amount_figure(amount: Amount, text: str, place: Place, anchor: Anchor, measure: Measure) -> Figure:
    """An amount is known to the layout's step, or finer where more digits are printed; a printed zero is exact."""
    step = min(measure.step, amount.step)
    quantum = ZERO if measure.exact or not amount.number else step
    return Figure(place, anchor, text, amount.number, quantum, step, measure.unit)
