"""The same quantity printed twice."""

from __future__ import annotations

from jslint.amount import HALF, ZERO, printed, round_half_up
from jslint.figure import Figure
from jslint.relation.linear import Linear
from jslint.relation.weighing import TAIL, Relation, Verdict, unread
from jslint.relation.words import apart


class Same(Relation, frozen=True, eq=False):
    """The same quantity printed twice: equal to the digit at the coarser of the two precisions."""

    first: Figure
    second: Figure
    left_words: str = ""
    right_words: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The judged figure, then the one it repeats."""
        return (self.first, self.second)

    @property
    def is_linear(self) -> bool:
        """Whole weights."""
        return True

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
        return " ＝ ".join(f"{figure.place.words()} {figure.shown}" for figure in self.figures)

    def words(self, verdict: Verdict) -> str:
        """Both places with what they print, and the difference."""
        return (
            f"{self.left_words or self.first.place.words()}为 {self.first.shown}，"
            f"{self.right_words or self.second.place.words()}为 {self.second.shown}，"
            f"同一数字两处不一致，相差 {printed(abs(verdict.difference))}"
        )

    def seen_from(self, figure: Figure) -> str:
        """The other place."""
        if unread(self.figures) is not None:
            return ""
        other = self.second if figure.anchor == self.first.anchor else self.first
        return f"与{other.place.words()} {other.shown} 应一致{apart(self.weigh())}"

    def sides(self) -> tuple[str, str] | None:
        """What both places print."""
        return (self.first.shown, self.second.shown) if unread(self.figures) is None else None

    def linear(self) -> Linear | None:
        """First less second; the slack is only that of two precisions."""
        if unread(self.figures) is not None:
            return None
        steps = {self.first.step, self.second.step}
        slack = max(steps) * HALF if len(steps) > 1 else ZERO
        weights = {self.first: 1, self.second: -1} if self.first is not self.second else {}
        return Linear(weights, self.first.value - self.second.value, slack, exact=True)

    def one_quantity(self) -> tuple[Figure, Figure] | None:
        """Both."""
        return self.figures[0], self.figures[1]
