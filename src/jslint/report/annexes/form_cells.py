"""The cells of a form that must hold a number: amounts, rates, deviations, weights and scores."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from jslint.amount import ZERO, is_nil, parse_amount
from jslint.figure import Anchor, Figure, Place
from jslint.pattern import Pattern
from jslint.report.annexes.names import CellKind
from jslint.report.cells import PERCENT, WAN_YUAN, YUAN
from jslint.tree import Scalar

HUNDREDTH = Decimal("0.01")
"""Numbers of a form are known to it or finer, even where trailing zeros were dropped (FORMAT: 「Precision」)."""

SCORE = "分"
_NOTHING = frozenset({"不适用", "无", "无偏差", "不计分", "不涉及"})
_WITH_UNIT = Pattern(r"(?P<number>\S.*?)\s*(?:万元|亿元|元|分|%|％)?")
_UNITS: dict[CellKind, str] = {"percent": PERCENT, "score": SCORE, "text": ""}


_parsed = lru_cache(maxsize=4096)(parse_amount)


def form_cell(scalar: Scalar, kind: CellKind, place: Place, anchor: Anchor, unit: str = WAN_YUAN) -> Figure:
    """The figure of a number cell; `number` is None where its text is none. Words such as 不适用 say nothing, as a blank does."""
    unit = _UNITS.get(kind, unit)
    text = scalar.value
    if scalar.is_null or is_nil(text) or (kind != "amount" and text.strip() in _NOTHING):
        return Figure(place, anchor, text, ZERO, ZERO, HUNDREDTH, unit, blank=True)
    match = _WITH_UNIT.fullmatch(text.strip())
    amount = _parsed(match["number"]) if match else None
    if amount is None or (amount.percent and kind != "percent"):
        return Figure(place, anchor, text, None, ZERO, HUNDREDTH, unit)
    step = min(HUNDREDTH, amount.step)
    quantum = step if amount.number and unit != YUAN else ZERO
    return Figure(place, anchor, text, amount.number, quantum, step, unit)
