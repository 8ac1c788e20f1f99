"""Relations of an indicator: deviation, score and full marks against actual value, target and scoring profile."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from jslint.amount import HUNDRED, ZERO, printed
from jslint.figure import Figure
from jslint.kinds.profile import Profile
from jslint.relation import Relation, Verdict
from jslint.rules.performance._scoring import (
    ONE,
    Quotient,
    as_coarsely_printed,
    coarse_step,
    named,
    unweighable,
    weigh_against,
)


class Attainment(Struct, frozen=True, eq=False):
    """An indicator's actual value over its target; without a target figure the target is the whole (words, 100 %).

    `reverse` marks a target that is an upper bound (≤), `strict` one that itself misses (< and >).
    """

    actual: Figure
    target: Figure | None
    reverse: bool = False
    strict: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Actual value, target."""
        return (self.actual,) if self.target is None else (self.actual, self.target)

    @property
    def bound(self) -> Decimal:
        """The target's number as it is printed: a bound is meant so."""
        return HUNDRED if self.target is None else self.target.value

    def is_met(self) -> bool:
        """Whether the printed values meet the target."""
        difference = self.bound - self.actual.value if self.reverse else self.actual.value - self.bound
        return difference > 0 or (not difference and not self.strict)

    def is_missed(self) -> bool:
        """Whether no true value that prints so would meet the target."""
        interval = self.actual.interval()
        reachable = interval.low <= self.bound if self.reverse else interval.high >= self.bound
        return not self.is_met() and not reachable

    def ratio(self) -> Quotient:
        """The ratio of the printed values."""
        return Quotient(self.actual.value, self.bound)

    def extremes(self) -> tuple[Quotient, Quotient]:
        """The least and the greatest ratio of true values that print so."""
        actual = self.actual.interval()
        if self.target is None:
            return Quotient(actual.low, HUNDRED), Quotient(actual.high, HUNDRED)
        target = self.target.interval()
        least = target.low if target.low > 0 else target.high
        return Quotient(actual.low, target.high), Quotient(actual.high, least)

    def deviation(self, profile: Profile, ratio: Quotient) -> Quotient:
        """The deviation in percent: what exceeds the profile's bound."""
        surplus = self._surplus(profile, ratio)
        return Quotient(HUNDRED * surplus, ratio.base) if surplus > 0 else Quotient(ZERO, ONE)

    def score(self, profile: Profile, weight: Decimal, ratio: Quotient) -> Quotient:
        """The score of a target that is met: the weight, less the profile's deduction for surplus."""
        surplus, over, deduction = self._surplus(profile, ratio), profile.over, profile.deduction
        if surplus <= 0 or over is None or deduction is None:
            return Quotient(weight, ONE)
        if surplus >= over * ratio.base:
            return Quotient(weight * (ONE - deduction), ONE)
        return Quotient(weight * (over * ratio.base - deduction * surplus), over * ratio.base)

    def _surplus(self, profile: Profile, ratio: Quotient) -> Decimal:
        """What goes beyond the profile's bound, times the ratio's base; 0 where surplus does not count."""
        if profile.full_to is None or self.reverse:
            return ZERO
        return max(ZERO, ratio.part - profile.full_to * ratio.base)


class _OfIndicator(Relation, frozen=True, eq=False):
    """A printed figure of an indicator, judged by actual value and target."""

    actual: Figure
    target: Figure | None
    reverse: bool
    strict: bool

    def attained(self) -> Attainment:
        """Actual value over target."""
        return Attainment(self.actual, self.target, self.reverse, self.strict)


class Deviation(_OfIndicator, frozen=True, eq=False):
    """A printed 偏差度 against the profile's."""

    deviation: Figure
    profile: Profile

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The deviation, then what it is made of."""
        return (self.deviation, *self.attained().figures)

    def _exact(self) -> Quotient:
        attained = self.attained()
        return attained.deviation(self.profile, attained.ratio())

    def expected(self) -> str:
        """The deviation that the profile gives, in percent."""
        return printed(self._exact().rounded(self.deviation.step)) + "%"

    def weigh(self) -> Verdict:
        """Holds where it is the profile's deviation rounded half-up."""
        if verdict := unweighable(self.figures, *self.figures) or _unscored(self.attained()):
            return verdict
        attained = self.attained()
        corners = tuple(attained.deviation(self.profile, ratio) for ratio in attained.extremes())
        verdict = weigh_against(self.deviation, (self._exact(),), corners)
        return as_coarsely_printed(verdict, self.deviation, self._exact(), corners, coarse_step(self.deviation))

    def formula(self) -> str:
        """偏差度 60.00% ＝ 19 ÷ 10 － 130%（不小于 0）."""
        bound = self.profile.full_to or ONE
        return f"{named(self.deviation)} ＝ {_ratio_words(self)} － {printed(bound * HUNDRED, ONE)}%（不小于 0）"


class AttainmentScore(_OfIndicator, frozen=True, eq=False):
    """A printed score of an indicator whose target is met against the profile's."""

    score: Figure
    weight: Figure
    profile: Profile

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The score, the weight, then what the ratio is made of."""
        return (self.score, self.weight, *self.attained().figures)

    def _exact(self) -> Quotient:
        attained = self.attained()
        return attained.score(self.profile, self.weight.value, attained.ratio())

    def expected(self) -> str:
        """The score that the profile gives."""
        return printed(self._exact().rounded(self.score.step))

    def weigh(self) -> Verdict:
        """Holds where it is the profile's score rounded half-up; weights are assigned, so they are taken as printed."""
        if verdict := unweighable(self.figures, *self.figures) or _unscored(self.attained()):
            return verdict
        attained, weight = self.attained(), self.weight.value
        corners = tuple(attained.score(self.profile, weight, ratio) for ratio in attained.extremes())
        return weigh_against(self.score, (self._exact(),), corners)

    def formula(self) -> str:
        """得分 3.29 ＝ 分值 5 × 得分比例（19 ÷ 10，计分办法 henan）."""
        share = f"得分比例（{_ratio_words(self)}，计分办法 {self.profile.name}）"
        return f"{named(self.score)} ＝ {named(self.weight)} × {share}"


class EarnedFullMarks(_OfIndicator, frozen=True, eq=False):
    """Full marks only where the target is met; what is less than the weight is another relation's."""

    score: Figure
    weight: Figure
    loose: bool = False
    """Whether only one of the two values has a unit, so that a miss may be one of units."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The score, the weight, then actual value and target."""
        return (self.score, self.weight, *self.attained().figures)

    def weigh(self) -> Verdict:
        """Broken where the target is missed and the score is the weight."""
        if verdict := unweighable(self.figures, *self.figures):
            return verdict
        attained = self.attained()
        if attained.is_met() or self.score.value < self.weight.value:
            return Verdict("holds")
        if attained.is_missed() and not self.loose:
            return Verdict("broken", attained.actual.value - attained.bound)
        return Verdict("unchecked", reason="计量单位没有写全" if self.loose else "四舍五入后可能达到")

    def formula(self) -> str:
        """得分 20 ＝ 分值 20 仅当 实际完成值 95% 达到 年度指标值 95%."""
        target = named(self.target) if self.target else "100%"
        return f"{named(self.score)} ＝ {named(self.weight)} 仅当 {named(self.actual)} 达到 {target}"


def _unscored(attained: Attainment) -> Verdict | None:
    """Profiles say what a met target scores; a missed one, or a target of 0, none of them knows."""
    if attained.bound <= 0:
        return Verdict("not_applicable", reason="指标值为 0，没有完成程度")
    if not attained.is_met():
        return Verdict("unchecked", reason="没有达到指标值，计分办法没有规定应得多少")
    return None


def _ratio_words(attained: _OfIndicator) -> str:
    target = named(attained.target) if attained.target else "100%"
    return f"{named(attained.actual)} ÷ {target}"
