"""A cell's text as a figure: value, unit and the precision to which it is known."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO, Amount, is_nil, parse_amount, printed
from jslint.figure import Anchor, Figure, Place
from jslint.pattern import Pattern
from jslint.tree import Node, Scalar

YUAN, WAN_YUAN, PERCENT = "元", "万元", "%"
WORTH: Mapping[str, Decimal] = {
    YUAN: Decimal("0.0001"),
    "千元": Decimal("0.1"),
    WAN_YUAN: Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10_000),
}
"""What one of a unit of money is in 万元."""


class Measure(Struct, frozen=True):
    """What the amounts of a table are printed in: unit, the step they are known to at least, and whether with marks of thousands."""

    unit: str
    step: Decimal
    thousands: bool = False

    @property
    def exact(self) -> bool:
        """Whether an amount has no rounding in it: 元 with two decimals is what was paid."""
        return self.unit == YUAN

    def of_unit(self, unit: str) -> Measure:
        """The measure of amounts in another unit: the layout's step is for 万元 and 元, in others each is known to its own digits."""
        return Measure(unit, self.step if unit in {YUAN, WAN_YUAN} else Decimal(1), self.thousands)

    def as_in(self, text: str) -> Measure:
        """The measure of a table of this source text: with marks of thousands where one of its amounts has them."""
        return replace(self, thousands=True) if _THOUSANDS.search(text) else self


_THOUSANDS = Pattern(r"[\"' ][-－]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?[\"'\n]")

_cached = lru_cache(maxsize=4096)(parse_amount)


def amount_cell(node: Node | None, place: Place, anchor: Anchor, measure: Measure) -> Figure:
    """The figure of an amount cell; `number` is None where its text is no amount."""
    if not isinstance(node, Scalar):
        return Figure(place, anchor, "", None, ZERO, measure.step, measure.unit, thousands=measure.thousands)
    text = node.value
    if node.is_null or is_nil(text):
        return Figure(
            place, anchor, text, ZERO, ZERO, measure.step, measure.unit, blank=True, thousands=measure.thousands
        )
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
    return Figure(place, anchor, text, amount.number, quantum, step, measure.unit, thousands=measure.thousands)


def converted(figure: Figure, unit: str) -> Figure:
    """An amount in another unit of money, exactly; it prints as it would there, with all its digits."""
    if figure.unit == unit or not {figure.unit, unit} <= WORTH.keys():
        return figure
    number, factor = _in_unit(figure, unit)
    text = figure.printed if figure.blank or number is None else printed(number)
    quantum, step = ((each * factor).normalize() for each in (figure.quantum, figure.step))
    return replace(figure, printed=text, number=number, quantum=quantum, step=step, unit=unit, printed_unit="")


def weighed_in(figure: Figure, unit: str) -> Figure:
    """An amount as it is printed, weighed in another unit: exact where it is printed in 元, else to its own step."""
    if figure.unit == unit or not {figure.unit, unit} <= WORTH.keys():
        return figure
    number, factor = _in_unit(figure, unit)
    quantum, step = ((each * factor).normalize() for each in (figure.quantum, figure.step))
    return replace(figure, number=number, quantum=quantum, step=step, unit=unit, printed_unit=figure.unit)


def _in_unit(figure: Figure, unit: str) -> tuple[Decimal | None, Decimal]:
    factor = WORTH[figure.unit] / WORTH[unit]
    return (figure.number * factor if figure.number is not None else None), factor


def as_printed(figure: Figure, number: Decimal, *, thousands: bool = False) -> str:
    """A number in the figure's unit as it would be printed in its place, in the unit and to the step of the print."""
    if not figure.printed_unit:
        return printed(number, figure.step or None, thousands=thousands)
    factor = WORTH[figure.unit] / WORTH[figure.printed_unit]
    return printed(number * factor, (figure.step * factor).normalize() or None, thousands=thousands)
