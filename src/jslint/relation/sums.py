"""Signed sums that must be equal, or of which one may not exceed the other."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from jslint.amount import HALF, ZERO, Interval, printed, total
from jslint.figure import Figure
from jslint.relation.linear import Linear
from jslint.relation.ratio import interval_in_wan
from jslint.relation.weighing import TAIL, Relation, Term, Verdict, in_unit, interval_of, unread, value_of
from jslint.relation.words import apart, counted, left_words, side, slack_words, spelled, telling, value


class Sides(Relation, frozen=True, eq=False):
    """Two signed sums; `left_words` and `right_words` say what they are."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    left_words: str = ""
    right_words: str = ""

    sign = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The left side's figures, then the right side's."""
        return tuple(term.figure for term in (*self.left, *self.right))

    @property
    def judged(self) -> tuple[Figure, ...]:
        """The left side's figures."""
        return tuple(term.figure for term in self.left)

    @property
    def is_linear(self) -> bool:
        """Whole weights."""
        return True

    def formula(self) -> str:
        """本年收入合计 109.30 ＝ 一般公共预算财政拨款收入 109.30 ＋ …."""
        return f"{side(self.left)} {self.sign} {side(self.right)}"

    def short_formula(self) -> str:
        """As `formula`, zeros counted."""
        left, right = telling(self.left), telling(self.right)
        left_out = len(self.left) + len(self.right) - len(left) - len(right)
        text = replace(self, left=left, right=right).formula()
        return f"{text}（另有 {left_out} 项为零）" if left_out else text

    def sides(self) -> tuple[str, str] | None:
        """Both sums as printed."""
        if unread(self.figures) is not None:
            return None
        return printed(value_of(self.left)), printed(value_of(self.right))

    def linear(self) -> Linear | None:
        """Left less right; a figure on both sides has the weight that is left of it."""
        if unread(self.figures) is not None:
            return None
        weights: dict[Figure, int] = {}
        for terms, way in ((self.left, 1), (self.right, -1)):
            for figure, sign in terms:
                weights[figure] = weights.get(figure, 0) + way * sign
        slack = sum((figure.quantum for figure in self.figures), ZERO) * HALF
        return Linear(weights, value_of(self.left) - value_of(self.right), slack, self.is_inequality)

    def seen_from(self, figure: Figure) -> str:
        """Both sides with their values, and the difference."""
        del figure
        if unread(self.figures) is not None:
            return ""
        verdict = self.weigh()
        within = self.is_inequality and verdict.outcome == "holds"
        return f"{counted(self.left)} {self.sign} {counted(self.right)}{'' if within else apart(verdict)}"


class Sum(Sides, frozen=True, eq=False):
    """left = right, both signed sums."""

    sign = "＝"

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

    def words(self, verdict: Verdict) -> str:
        """The left side, what the right side adds up to, the difference."""
        left, right = value_of(self.left), value_of(self.right)
        step = min(figure.step for figure in self.figures)
        return (
            f"{left_words(self.left, self.left_words)}为 {value(self.left)}，"
            f"{self.right_words or '各项相加'}应为 {printed(right, step)}{spelled(self.right)}，"
            f"{'多' if left > right else '少'} {printed(abs(verdict.difference))}；{slack_words(verdict)}"
        )

    def in_unit(self, unit: str) -> Sum:
        """The relation as if all its amounts of money stood in one unit."""
        return replace(self, left=in_unit(self.left, unit), right=in_unit(self.right, unit))

    def agrees_as_printed(self) -> bool:
        """Whether the amounts, each in its own unit, add up as far as they are known."""
        left, right = (
            total(interval_in_wan(figure) if sign > 0 else -interval_in_wan(figure) for figure, sign in terms)
            for terms in (self.left, self.right)
        )
        return left.meets(right)

    def total_of_parts(self) -> Decimal | None:
        """The right side, where the left is one figure."""
        if len(self.left) != 1 or len(self.right) < 2 or unread(term.figure for term in self.right) is not None:
            return None
        return value_of(self.right)

    def one_quantity(self) -> tuple[Figure, Figure] | None:
        """The two figures of a sum that has one on each side."""
        if len(self.left) == len(self.right) == 1 and self.left[0].sign == self.right[0].sign:
            return self.left[0].figure, self.right[0].figure
        return None


class AtMost(Sides, frozen=True, eq=False):
    """left ≤ right, both signed sums; with `nil` a right side that is all blank is nothing, and not left open."""

    nil: bool = False

    sign = "≤"

    @property
    def is_inequality(self) -> bool:
        """A limit guards no figure: most changes keep within it."""
        return True

    def weigh(self) -> Verdict:
        """Holds where the printed figures are in order; rounding where their intervals still allow it; broken otherwise."""
        open_ = () if self.nil and unread(self.figures) is None else self.right
        if open_ and (verdict := _unweighable(open_, self.left)):
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

    def words(self, verdict: Verdict) -> str:
        """The left side, what it may not exceed, by how much it does."""
        return (
            f"{left_words(self.left, self.left_words)}为 {value(self.left)}，"
            f"不应大于{left_words(self.right, self.right_words)} {value(self.right)}{spelled(self.right)}，"
            f"超出 {printed(verdict.difference)}；{slack_words(verdict)}"
        )


def _widened(terms: tuple[Term, ...]) -> Interval:
    """The interval, with printed zeros and nil blanks read as amounts too small to print (under 50 元 print as 0.00 万元)."""
    intervals = []
    for figure, sign in terms:
        interval = figure.interval()
        if figure.is_zero and figure.unit == "万元":
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
