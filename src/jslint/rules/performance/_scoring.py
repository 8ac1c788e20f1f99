"""Relations of the self-evaluation forms: a printed rate, deviation or score against what the form's figures give.

Each compares a printed figure with a quotient of two exact expressions. The printed figure holds where it is the quotient rounded
half-up at its step; it is rounding where some true values of the figures give it; it is broken otherwise. Quotients are never
divided for a verdict, only cross-multiplied.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import HUNDRED, ZERO, printed, quotient, total
from jslint.figure import Figure
from jslint.relation import Relation, Verdict, unread

ONE = Decimal(1)


class Quotient(Struct, frozen=True):
    """part / base with base > 0."""

    part: Decimal
    base: Decimal

    def rounded(self, step: Decimal) -> Decimal:
        """Half-up at a step."""
        return quotient(self.part, self.base, step)


def weigh_against(figure: Figure, exact: Iterable[Quotient], possible: Iterable[Quotient]) -> Verdict:
    """A printed figure against the quotients that it may be the rounding of, and the extremes of what is possible."""
    accepted = tuple(exact)
    first = accepted[0].rounded(figure.step)
    if any(entry.rounded(figure.step) == figure.value for entry in accepted):
        return Verdict("holds")
    difference = figure.value - first
    interval = figure.interval()
    corners = tuple(possible)
    above = all(corner.part > interval.high * corner.base for corner in corners)
    below = all(corner.part < interval.low * corner.base for corner in corners)
    if not above and not below:
        return Verdict("rounding", difference, reason=f"相差 {printed(abs(difference))}，四舍五入可以解释")
    return Verdict("broken", difference)


def coarse_step(figure: Figure) -> Decimal | None:
    """The step of the digits that are printed, where that is coarser than what such figures are known to; else None."""
    step = Decimal((0, (1,), -len(figure.printed.strip("%％分 ").partition(".")[2])))
    return step if step > figure.step else None


def as_coarsely_printed(
    verdict: Verdict, figure: Figure, exact: Quotient, possible: Iterable[Quotient], coarse: Decimal | None
) -> Verdict:
    """A broken verdict weighed again at the digits that are printed, where that is coarser: rounding if they agree there."""
    if verdict.outcome != "broken" or coarse is None:
        return verdict
    again = weigh_against(replace(figure, quantum=coarse, step=coarse), (exact,), possible)
    if again.outcome == "broken":
        return verdict
    return Verdict("rounding", verdict.difference, reason="只印到这一位，四舍五入相符")


class Rate(Relation, frozen=True, eq=False):
    """rate = 100 × part / base, in percent."""

    rate: Figure
    part: Figure
    base: Figure
    coarse: Decimal | None = None
    """The step that this form prints all its rates to, where that is coarser than what they are known to."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The rate, then part and base."""
        return (self.rate, self.part, self.base)

    def expected(self) -> str:
        """The rate that part and base give, as it would be printed; empty on a zero base."""
        if not self.base.value:
            return ""
        return printed(Quotient(HUNDRED * self.part.value, self.base.value).rounded(self.rate.step))

    def weigh(self) -> Verdict:
        """On a zero base 0 of 0 may be stated as 0; any other rate is broken."""
        if verdict := unweighable(self.figures, self.rate, self.base):
            return verdict
        part, base = self.part.interval(), self.base.interval()
        if not self.base.value:
            if not self.rate.value:
                return Verdict("holds") if not self.part.value else Verdict("unchecked", reason="预算数为 0，无法计算")
            return Verdict("broken", self.rate.value, reason="预算数为 0，执行率无法计算")
        if base.low <= 0 or part.low < 0:
            return Verdict("unchecked", reason="预算数或执行数为负或接近 0")
        exact = Quotient(HUNDRED * self.part.value, self.base.value)
        corners = (Quotient(HUNDRED * part.low, base.high), Quotient(HUNDRED * part.high, base.low))
        verdict = weigh_against(self.rate, (exact,), corners)
        if verdict.outcome == "broken" and self._is_fraction(exact):
            return Verdict("holds", reason="执行率按小数填写")
        return as_coarsely_printed(verdict, self.rate, exact, corners, self.coarse)

    def _is_fraction(self, exact: Quotient) -> bool:
        """Whether the rate is printed as a fraction of 1, as spreadsheets hold it: 0.9886 for 98.86%."""
        digits = self.rate.printed.partition(".")[2]
        if not digits.isdecimal() or self.rate.value > ONE:
            return False
        step = Decimal((0, (1,), -len(digits)))
        return Quotient(exact.part, exact.base * HUNDRED).rounded(step) == self.rate.value

    def formula(self) -> str:
        """执行率 4.5 ＝ 全年执行数 1.08 ÷ 全年预算数 24."""
        return f"{named(self.rate)} ＝ {named(self.part)} ÷ {named(self.base)}"


class ExecutionScore(Relation, frozen=True, eq=False):
    """score = weight × min(1, rate), the rate being part / base or the printed one."""

    score: Figure
    weight: Figure
    part: Figure
    base: Figure
    rate: Figure | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The score, the weight, then what the rate is made of."""
        return tuple(
            figure for figure in (self.score, self.weight, self.part, self.base, self.rate) if figure is not None
        )

    def _exact(self) -> tuple[Quotient, ...]:
        weight = self.weight.value
        found = [_capped(weight, self.part.value, self.base.value)]
        if self.rate is not None and not self.rate.blank:
            found.append(_capped(weight, self.rate.value, HUNDRED))
        return tuple(found)

    def expected(self) -> str:
        """The score that the amounts give, as it would be printed."""
        return printed(self._exact()[0].rounded(self.score.step))

    def weigh(self) -> Verdict:
        """Holds by the amounts or by the printed rate; both are computed so."""
        if verdict := unweighable(self.figures, self.score, self.weight):
            return verdict
        part, base = self.part.interval(), self.base.interval()
        if base.low <= 0 or part.low < 0:
            return Verdict("not_applicable", reason="预算数为 0，不计执行率得分")
        weight = self.weight.value
        corners = (_capped(weight, part.low, base.high), _capped(weight, part.high, base.low))
        return weigh_against(self.score, self._exact(), corners)

    def formula(self) -> str:
        """得分 0.45 ＝ 分值 10 × min（1，全年执行数 1.08 ÷ 全年预算数 24）."""
        rate = f"{named(self.part)} ÷ {named(self.base)}"
        return f"{named(self.score)} ＝ {named(self.weight)} × min（1，{rate}）"


def _capped(weight: Decimal, part: Decimal, base: Decimal) -> Quotient:
    return Quotient(weight, ONE) if part >= base else Quotient(weight * part, base)


class Whole(Relation, frozen=True, eq=False):
    """The parts of a whole that is fixed: weights add to 100."""

    parts: tuple[Figure, ...]
    whole: Decimal = HUNDRED

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The parts."""
        return self.parts

    def expected(self) -> str:
        """The whole."""
        return printed(self.whole)

    def weigh(self) -> Verdict:
        """Holds where the printed parts add to the whole; rounding where true parts could."""
        bad = unread(self.parts)
        if bad is not None:
            return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
        interval = total(figure.interval() for figure in self.parts)
        difference = sum((figure.value for figure in self.parts), ZERO) - self.whole
        if not difference:
            return Verdict("holds")
        if interval.low <= self.whole <= interval.high and len(self.parts) > 1:
            return Verdict("rounding", difference, reason=f"相差 {printed(abs(difference))}，四舍五入可以解释")
        return Verdict("broken", difference)

    def formula(self) -> str:
        """分值 10 ＋ 分值 20 ＋ … ＝ 100."""
        return f"{' ＋ '.join(map(named, self.parts))} ＝ {printed(self.whole)}"


def unweighable(figures: tuple[Figure, ...], *due: Figure) -> Verdict | None:
    """Why a relation cannot be weighed: an unread figure, or a blank where one of `due` should stand."""
    bad = unread(figures)
    if bad is not None:
        return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
    blank = next((figure for figure in due if figure.blank), None)
    if blank is not None:
        return Verdict("not_applicable", reason=f"{blank.place.words()}为空白")
    return None


def named(figure: Figure) -> str:
    """A figure with its place in the form, for formulas."""
    return f"{figure.place.inner_words()} {figure.shown}"
