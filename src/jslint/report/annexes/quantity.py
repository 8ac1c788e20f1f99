"""What a target or an actual value of an indicator says: a number with its direction and unit, a range, or words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from jslint.amount import HUNDRED, ZERO, parse_amount
from jslint.figure import Anchor, Figure, Place
from jslint.pattern import Pattern
from jslint.report.cells import PERCENT
from jslint.tree import Scalar

Kind = Literal["blank", "number", "range", "words", "other"]
Direction = Literal["", "≥", ">", "≤", "<", "="]

_DIRECTIONS: tuple[tuple[str, Direction], ...] = (
    ("大于或等于", "≥"), ("大于等于", "≥"), ("不少于", "≥"), ("不低于", "≥"), ("不小于", "≥"), ("至少", "≥"), ("达到", "≥"),
    ("小于或等于", "≤"), ("小于等于", "≤"), ("不超过", "≤"), ("不高于", "≤"), ("不大于", "≤"), ("不多于", "≤"),
    ("控制在", "≤"), ("低于等于", "≤"), ("高于等于", "≥"), ("超过", ">"), ("大于", ">"), ("高于", ">"), ("多于", ">"),
    ("小于", "<"), ("低于", "<"), ("少于", "<"), ("等于", "="),
    (">=", "≥"), ("=>", "≥"), ("≥", "≥"), ("≧", "≥"), ("<=", "≤"), ("=<", "≤"), ("≤", "≤"), ("≦", "≤"),
    (">", ">"), ("<", "<"), ("=", "="),
)  # fmt: skip
_TAILS: tuple[tuple[str, Direction], ...] = (
    ("及以上", "≥"), ("以上", "≥"), ("及以下", "≤"), ("以下", "≤"), ("之内", "≤"), ("以内", "≤"), ("内", "≤"),
)  # fmt: skip
_FOLD = str.maketrans("０１２３４５６７８９．，％＞＜＝～", "0123456789.,%><=~")
_NUMBER = r"-?[0-9][0-9,]{0,40}(?:\.[0-9]{1,24})?"
_SHAPE = Pattern(
    rf"(?P<about>[约近]?)\s*(?P<low>{_NUMBER})\s*(?P<lowpercent>%?)(?P<lowunit>[^0-9%~\-—至到]{{0,6}}?)"
    rf"(?:\s*(?:~|-|—|–|至|到)\s*(?P<high>{_NUMBER})\s*(?P<highpercent>%?))?\s*(?P<unit>[^0-9]{{0,24}})"
)
_DATE = Pattern(r"[0-9]\s*(?:年|月|日|号|季度)")
_PERIOD = Pattern(r"[0-9]\s*个月")
_REMARK = Pattern(r"[（(].*")
LONGEST = 60
"""Characters of a value that is still one; a longer text tells a story."""
_ABOUT = ("左右", "上下")
_MORE = ("余", "多", "来")


class Quantity(Struct, frozen=True, eq=False):
    """A target or an actual value as printed.

    `figure` is its number (the lower one of a range), in `unit` (`%`, 次, 万元 …; empty where none is printed); `words` is the
    text of one without digits. What has digits but says more than one thing is `other`: nothing is concluded from it.
    """

    kind: Kind
    text: str
    anchor: Anchor
    direction: Direction = ""
    figure: Figure | None = None
    high: Figure | None = None
    unit: str = ""
    about: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers in it."""
        return tuple(figure for figure in (self.figure, self.high) if figure is not None)

    @property
    def is_percent(self) -> bool:
        """Whether the number is a percentage."""
        return self.unit == PERCENT

    def number(self) -> Decimal:
        """The printed number of a quantity of kind number, percentages as fractions."""
        value = self.figure.value if self.figure else ZERO
        return value.scaleb(-2) if self.is_percent else value


WHOLE = HUNDRED.scaleb(-2)
"""What words as a target stand for: 100 %, as a fraction."""


def read_quantity(scalar: Scalar, place: Place, anchor: Anchor) -> Quantity:
    """Read a target or an actual value. Never fails: what is not understood is `other` or `words`."""
    text = scalar.value
    folded = text.translate(_FOLD)
    if scalar.is_null or folded.strip() in {"", "-", "—", "——", "–", "/", "／", "无"}:
        return Quantity("blank", text, anchor)
    if not any(character.isdigit() for character in folded):
        return Quantity("words", text.strip(), anchor)
    if len(folded) > LONGEST or (_DATE.search(folded) and not _PERIOD.search(folded)):
        return Quantity("other", text, anchor)
    return _number(scalar, folded, place, anchor)


def _number(scalar: Scalar, folded: str, place: Place, anchor: Anchor) -> Quantity:
    start, direction = _direction(folded)
    match = _SHAPE.fullmatch(folded.rstrip(), start)
    if match is None:
        return Quantity("other", scalar.value, anchor)
    unit, tail, about = _unit(match["unit"] or match["lowunit"])
    percent = bool(match["lowpercent"] or match["highpercent"])
    low = _figure(scalar, match, "low", place, anchor, PERCENT if percent else unit)
    high = _figure(scalar, match, "high", place, anchor, PERCENT if percent else unit) if match["high"] else None
    if low is None or (match["high"] and high is None):
        return Quantity("other", scalar.value, anchor)
    return Quantity(
        "range" if high else "number",
        scalar.value,
        anchor,
        direction or tail,
        low,
        high,
        PERCENT if percent else unit,
        about or bool(match["about"]),
    )


def _direction(folded: str) -> tuple[int, Direction]:
    at = len(folded) - len(folded.lstrip())
    for words, direction in _DIRECTIONS:
        if folded.startswith(words, at):
            at += len(words)
            return at + len(folded[at:]) - len(folded[at:].lstrip()), direction
    return at, ""


def _unit(text: str) -> tuple[str, Direction, bool]:
    """The unit without remarks and tails, the direction that a tail says (以上, 以内), and whether it is approximate."""
    bare = _REMARK.sub("", text).strip().rstrip("。；;，,")
    about = bare.endswith(_ABOUT) or bare.startswith(_MORE)
    for words in _ABOUT:
        bare = bare.removesuffix(words)
    bare = bare.lstrip("".join(_MORE))
    for words, direction in _TAILS:
        if bare.endswith(words):
            return bare.removesuffix(words).strip(), direction, about
    return bare.strip(), "", about


def _figure(scalar: Scalar, match: re.Match[str], group: str, place: Place, anchor: Anchor, unit: str) -> Figure | None:
    """A count is exact; a percentage or a number with decimals is known to its printed digits."""
    end = match.end(f"{group}percent") if match[f"{group}percent"] else match.end(group)
    amount = parse_amount(match[group])
    if amount is None:
        return None
    rounded = unit == PERCENT or amount.step < 1
    quantum = amount.step if rounded and amount.number else ZERO
    span = scalar.span_around(match.start(group), end)
    printed = scalar.value[match.start(group) : end]
    return Figure(place, Anchor(anchor.piece, span), printed, amount.number, quantum, amount.step, unit)
