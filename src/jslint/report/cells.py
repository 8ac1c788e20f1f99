"""A cell's text as a figure: value, unit and the precision to which it is known."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO, Amount, is_nil, parse_amount, printed
from jslint.figure import Anchor, Figure, Place
from jslint.tree import Node, Scalar

YUAN, WAN_YUAN, PERCENT = "元", "万元", "%"
YUAN_IN_WAN = Decimal(10_000)


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


def converted(figure: Figure, unit: str) -> Figure:
    """An amount in the other of 元 and 万元, exactly; it prints as it would there, with all its digits."""
    if {figure.unit, unit} != {YUAN, WAN_YUAN}:
        return figure
    number, factor = _in_unit(figure, unit)
    text = figure.printed if figure.blank or number is None else printed(number)
    quantum, step = figure.quantum * factor, figure.step * factor
    return replace(figure, printed=text, number=number, quantum=quantum, step=step, unit=unit, printed_unit="")


def weighed_in(figure: Figure, unit: str) -> Figure:
    """An amount as it is printed, weighed in another unit: exact where it is printed in 元, else to its own step."""
    if {figure.unit, unit} != {YUAN, WAN_YUAN}:
        return figure
    number, factor = _in_unit(figure, unit)
    quantum, step = figure.quantum * factor, figure.step * factor
    return replace(figure, number=number, quantum=quantum, step=step, unit=unit, printed_unit=figure.unit)


def _in_unit(figure: Figure, unit: str) -> tuple[Decimal | None, Decimal]:
    factor = 1 / YUAN_IN_WAN if unit == WAN_YUAN else YUAN_IN_WAN
    return (figure.number * factor if figure.number is not None else None), factor


def as_printed(figure: Figure, number: Decimal, *, thousands: bool = False) -> str:
    """A number in the figure's unit as it would be printed in its place, in the unit and to the step of the print."""
    if not figure.printed_unit:
        return printed(number, figure.step or None, thousands=thousands)
    factor = YUAN_IN_WAN if figure.printed_unit == YUAN else 1 / YUAN_IN_WAN
    return printed(number * factor, (figure.step * factor).normalize() or None, thousands=thousands)
