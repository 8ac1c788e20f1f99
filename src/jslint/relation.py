"""Relations over printed figures and how they are weighed: signed sums, identities and inequalities, by intervals.

A printed figure stands for every true value that prints so (XBRL Calculations 1.1). A relation is broken only where no true
values could print as the figures do; the same quantity printed twice has no such slack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, Protocol, cast

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import HALF, ZERO, Interval, printed, round_half_up, total
from jslint.diagnostic import Severity
from jslint.figure import Figure
from jslint.ledger import Outcome

TAIL = "疑为尾差"


class Term(NamedTuple):
    """A figure with its sign in a sum."""

    figure: Figure
    sign: int = 1


class Verdict(Struct, frozen=True):
    """What weighing gave. `difference` is left minus right as printed; `slack` is the most that rounding explains."""

    outcome: Outcome
    difference: Decimal = ZERO
    slack: Decimal = ZERO
    reason: str = ""
    severity: Severity | None = None


class Relation(Protocol):
    """Anything that ties figures together and can be weighed."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures tied, the judged one first."""

    def weigh(self) -> Verdict:
        """The verdict on the figures as printed."""

    def formula(self) -> str:
        """The relation with its figures' names and values, in words."""


def with_figures(relation: Relation, put: Mapping[int, Figure]) -> Relation:
    """The relation with other figures in the place of some (by `id`), wherever its fields hold them."""

    def exchanged(value: Any) -> Any:
        if isinstance(value, Figure):
            return put.get(id(value), value)
        if isinstance(value, Term):
            return Term(put.get(id(value.figure), value.figure), value.sign)
        return tuple(map(exchanged, value)) if type(value) is tuple else value

    held = cast("Any", relation)
    return cast("Relation", replace(held, **{name: exchanged(getattr(held, name)) for name in held.__struct_fields__}))


def unread(figures: Iterable[Figure]) -> Figure | None:
    """The first figure whose text could not be read, or None."""
    return next((figure for figure in figures if figure.number is None), None)


def value_of(terms: Iterable[Term]) -> Decimal:
    """The signed sum of the printed values."""
    result = ZERO
    for figure, sign in terms:
        number = figure.number
        if number is None:
            raise ValueError(figure.printed)
        result = result + number if sign > 0 else result - number
    return result


def interval_of(terms: Iterable[Term]) -> Interval:
    """The interval of the signed sum."""
    low = high = ZERO
    for figure, sign in terms:
        interval = figure.interval()
        low, high = (
            (low + interval.low, high + interval.high) if sign > 0 else (low - interval.high, high - interval.low)
        )
    return Interval(low, high)


def _widened(terms: Iterable[Term]) -> Interval:
    """As interval_of, with printed zeros read as amounts too small to print (under 50 元 print as 0.00 万元)."""
    intervals = []
    for figure, sign in terms:
        interval = figure.interval()
        if figure.is_zero and not figure.blank and figure.unit == "万元":
            interval = Interval.around(ZERO, figure.step)
        intervals.append(interval if sign > 0 else -interval)
    return total(intervals)


def _unweighable(total_terms: tuple[Term, ...], others: tuple[Term, ...]) -> Verdict | None:
    """Why a relation cannot be weighed: an unread figure, or a blank where the total should stand."""
    for figure, _ in (*total_terms, *others):
        if figure.number is None:
            return Verdict("unchecked", reason=f"{figure.place.words()}无法读成数字")
    if all(figure.blank for figure, _ in total_terms):
        if all(term.figure.blank for term in others):
            return Verdict("not_applicable", reason="各栏均为空白")
        if value_of(others):
            return Verdict("unchecked", reason=f"{total_terms[0].figure.place.words()}为空白")
    return None


class Sum(Struct, frozen=True, eq=False):
    """left = right, both signed sums; `left_words` and `right_words` say what the sides are."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    left_words: str = ""
    right_words: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The left side's figures, then the right side's."""
        return tuple(term.figure for term in (*self.left, *self.right))

    def weigh(self) -> Verdict:
        """Holds where the printed figures add up; rounding where the sides' intervals meet; broken otherwise.

        Where only the exactness of printed zeros breaks it, it is a warning: true amounts under 50 元 print as 0.00.
        """
        if verdict := _unweighable(self.left, self.right):
            return verdict
        difference = value_of(self.left) - value_of(self.right)
        if not difference:
            return Verdict("holds")
        left, right = interval_of(self.left), interval_of(self.right)
        slack = (left.width + right.width) * HALF
        if left.meets(right):
            return Verdict("rounding", difference, slack, f"相差 {printed(abs(difference))}，四舍五入可以解释")
        if _widened(self.left).meets(_widened(self.right)):
            return Verdict("broken", difference, slack, TAIL, "warning")
        return Verdict("broken", difference, slack)

    def formula(self) -> str:
        """本年收入合计 109.30 ＝ 一般公共预算财政拨款收入 109.30 ＋ …."""
        return f"{_side(self.left)} ＝ {_side(self.right)}"


class Same(Struct, frozen=True, eq=False):
    """The same quantity printed twice: equal to the digit at the coarser of the two precisions."""

    first: Figure
    second: Figure
    left_words: str = ""
    right_words: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The judged figure, then the one it repeats."""
        return (self.first, self.second)

    def weigh(self) -> Verdict:
        """Holds where equal; one step apart is a warning (published reports adjust tails); more is an error."""
        bad = unread(self.figures)
        if bad is not None:
            return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
        if self.first.blank and self.second.blank:
            return Verdict("not_applicable", reason="两处均为空白")
        step = max(self.first.step, self.second.step)
        first, second = round_half_up(self.first.value, step), round_half_up(self.second.value, step)
        if first == second:
            return Verdict("holds")
        difference = self.first.value - self.second.value
        if abs(first - second) == step:
            return Verdict("broken", difference, ZERO, TAIL, "warning")
        return Verdict("broken", difference)

    def formula(self) -> str:
        """Both places with what they print."""
        return f"{_named(self.first)} ＝ {_named(self.second)}"


class AtMost(Struct, frozen=True, eq=False):
    """left ≤ right, both signed sums."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    left_words: str = ""
    right_words: str = ""

    @property
    def is_inequality(self) -> bool:
        """A limit guards no figure: most changes keep within it."""
        return True

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The left side's figures, then the right side's."""
        return tuple(term.figure for term in (*self.left, *self.right))

    def weigh(self) -> Verdict:
        """Holds where the printed figures are in order; rounding where their intervals still allow it; broken otherwise."""
        if verdict := _unweighable(self.right, self.left):
            return verdict
        difference = value_of(self.left) - value_of(self.right)
        if difference <= 0:
            return Verdict("holds", difference)
        left, right = interval_of(self.left), interval_of(self.right)
        slack = (left.width + right.width) * HALF
        if left.low <= right.high:
            return Verdict("rounding", difference, slack, f"超出 {printed(difference)}，四舍五入可以解释")
        if _widened(self.left).low <= _widened(self.right).high:
            return Verdict("broken", difference, slack, TAIL, "warning")
        return Verdict("broken", difference, slack)

    def formula(self) -> str:
        """Both sides with their figures."""
        return f"{_side(self.left)} ≤ {_side(self.right)}"


def _named(figure: Figure) -> str:
    return f"{figure.place.words()} {figure.shown}"


def _side(terms: tuple[Term, ...]) -> str:
    parts = []
    for index, (figure, sign) in enumerate(terms):
        operator = "－" if sign < 0 else "＋" if index else ""
        parts.append(f"{operator}{figure.place.inner_words()} {figure.shown}")
    return " ".join(parts)
