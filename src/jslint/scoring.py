"""Relations of the self-evaluation forms: a printed rate, deviation or score against what the form's figures give.

Each compares a printed figure with a quotient of two exact expressions. The printed figure holds where it is the quotient rounded
half-up at its step; it is rounding where some true values of the figures give it; it is broken otherwise. Quotients are never
divided for a verdict, only cross-multiplied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from jslint.amount import HUNDRED, ZERO, printed, quotient, total
from jslint.figure import Figure
from jslint.profile import Profile
from jslint.relation import Verdict, unread

ONE = Decimal(1)


class Quotient(NamedTuple):
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


@dataclass(frozen=True, slots=True, eq=False)
class Rate:
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
        if verdict := _unweighable(self.figures, self.rate, self.base):
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
        if verdict.outcome == "broken" and self.coarse and exact.rounded(self.coarse) == self.rate.value:
            return Verdict("rounding", verdict.difference, reason="表中的率只印到这一位，四舍五入相符")
        return verdict

    def formula(self) -> str:
        """执行率 4.5 ＝ 全年执行数 1.08 ÷ 全年预算数 24."""
        return f"{_named(self.rate)} ＝ {_named(self.part)} ÷ {_named(self.base)}"


@dataclass(frozen=True, slots=True, eq=False)
class ExecutionScore:
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
        if verdict := _unweighable(self.figures, self.score, self.weight):
            return verdict
        part, base = self.part.interval(), self.base.interval()
        if base.low <= 0 or part.low < 0:
            return Verdict("not_applicable", reason="预算数为 0，不计执行率得分")
        weight = self.weight.value
        corners = (_capped(weight, part.low, base.high), _capped(weight, part.high, base.low))
        return weigh_against(self.score, self._exact(), corners)

    def formula(self) -> str:
        """得分 0.45 ＝ 分值 10 × min（1，全年执行数 1.08 ÷ 全年预算数 24）."""
        rate = f"{_named(self.part)} ÷ {_named(self.base)}"
        return f"{_named(self.score)} ＝ {_named(self.weight)} × min（1，{rate}）"


def _capped(weight: Decimal, part: Decimal, base: Decimal) -> Quotient:
    return Quotient(weight, ONE) if part >= base else Quotient(weight * part, base)


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
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
        return f"{' ＋ '.join(map(_named, self.parts))} ＝ {printed(self.whole)}"


@dataclass(frozen=True, slots=True, eq=False)
class Attainment:
    """An indicator's actual value over its target; without a target figure the target is the whole (words, 100 %)."""

    actual: Figure
    target: Figure | None
    profile: Profile
    reverse: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Actual value, target."""
        return (self.actual,) if self.target is None else (self.actual, self.target)

    def exact(self) -> Quotient:
        """The ratio of the printed values."""
        return Quotient(self.actual.value, self.target.value if self.target else HUNDRED)

    def extremes(self) -> tuple[Quotient, Quotient]:
        """The least and the greatest ratio of true values that print so."""
        actual = self.actual.interval()
        if self.target is None:
            return Quotient(actual.low, HUNDRED), Quotient(actual.high, HUNDRED)
        target = self.target.interval()
        return Quotient(actual.low, target.high), Quotient(actual.high, max(target.low, target.high * Decimal("0.5")))

    def deviation(self, ratio: Quotient) -> Quotient:
        """The deviation in percent: what exceeds the profile's bound."""
        bound = self.profile.full_to
        if bound is None or self.reverse or ratio.part <= bound * ratio.base:
            return Quotient(ZERO, ONE)
        return Quotient(HUNDRED * (ratio.part - bound * ratio.base), ratio.base)

    def score(self, weight: Decimal, ratio: Quotient) -> Quotient:
        """The score of a target that is met: the weight, less the profile's deduction for surplus."""
        bound, over, deduction = self.profile.full_to, self.profile.over, self.profile.deduction
        if bound is None or over is None or deduction is None or self.reverse:
            return Quotient(weight, ONE)
        surplus = ratio.part - bound * ratio.base
        if surplus <= 0:
            return Quotient(weight, ONE)
        if surplus >= over * ratio.base:
            return Quotient(weight * (ONE - deduction), ONE)
        return Quotient(weight * (over * ratio.base - deduction * surplus), over * ratio.base)

    def is_telling(self) -> bool:
        """Whether the profile gives another answer than full marks without deviation."""
        return bool(self.deviation(self.exact()).part)


@dataclass(frozen=True, slots=True, eq=False)
class Deviation:
    """A printed 偏差度 against the profile's."""

    deviation: Figure
    attained: Attainment

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The deviation, then what it is made of."""
        return (self.deviation, *self.attained.figures)

    def expected(self) -> str:
        """The deviation that the profile gives, in percent."""
        return printed(self.attained.deviation(self.attained.exact()).rounded(self.deviation.step)) + "%"

    def weigh(self) -> Verdict:
        """Holds where it is the profile's deviation rounded half-up."""
        if verdict := _unweighable(self.figures, self.deviation, *self.attained.figures):
            return verdict
        corners = tuple(map(self.attained.deviation, self.attained.extremes()))
        return weigh_against(self.deviation, (self.attained.deviation(self.attained.exact()),), corners)

    def formula(self) -> str:
        """偏差度 ＝ 实际完成值 ÷ 年度指标值 － the profile's bound."""
        bound = self.attained.profile.full_to
        tail = f" － {printed(bound * HUNDRED)}%" if bound is not None else " － 100%"
        return f"{_named(self.deviation)} ＝ {_ratio_words(self.attained)}{tail}（不小于 0）"


@dataclass(frozen=True, slots=True, eq=False)
class AttainmentScore:
    """A printed score of an indicator whose target is met against the profile's."""

    score: Figure
    weight: Figure
    attained: Attainment

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The score, the weight, then what the ratio is made of."""
        return (self.score, self.weight, *self.attained.figures)

    def expected(self) -> str:
        """The score that the profile gives."""
        return printed(self.attained.score(self.weight.value, self.attained.exact()).rounded(self.score.step))

    def weigh(self) -> Verdict:
        """Holds where it is the profile's score rounded half-up; weights are assigned, so they are taken as printed."""
        if verdict := _unweighable(self.figures, self.score, self.weight, *self.attained.figures):
            return verdict
        weight = self.weight.value
        corners = tuple(self.attained.score(weight, ratio) for ratio in self.attained.extremes())
        return weigh_against(self.score, (self.attained.score(weight, self.attained.exact()),), corners)

    def formula(self) -> str:
        """得分 ＝ 分值 × the profile's share of 实际完成值 ÷ 年度指标值."""
        name = self.attained.profile.name
        return f"{_named(self.score)} ＝ {_named(self.weight)} × 得分比例（{_ratio_words(self.attained)}，计分办法 {name}）"


def _unweighable(figures: tuple[Figure, ...], *due: Figure) -> Verdict | None:
    bad = unread(figures)
    if bad is not None:
        return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
    blank = next((figure for figure in due if figure.blank), None)
    if blank is not None:
        return Verdict("not_applicable", reason=f"{blank.place.words()}为空白")
    return None


def _ratio_words(attained: Attainment) -> str:
    target = _named(attained.target) if attained.target else "100%"
    return f"{_named(attained.actual)} ÷ {target}"


def _named(figure: Figure) -> str:
    return f"{figure.place.inner_words()} {figure.shown}"
