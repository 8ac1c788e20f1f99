"""Relations of the narrative: a figure that repeats a cell, and a percentage made from two amounts, weighed without dividing."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from jslint.amount import HALF, HUNDRED, ZERO, Interval, parse_amount, printed, quotient, round_half_up
from jslint.figure import Figure
from jslint.relation.linear import Linear
from jslint.relation.same import Same
from jslint.relation.weighing import TAIL, Relation, Term, Verdict, in_unit, unread
from jslint.report.cells import WORTH

FACTORS = WORTH
"""What one of a unit of money is in 万元."""
SLIP = "金额单位与报告不同，疑为单位笔误，由 JS901 判断"


def in_wan(figure: Figure) -> Decimal:
    """A figure's value in 万元; a figure that is no money, or of a table, stays as it is."""
    return figure.value * FACTORS.get(figure.unit, Decimal(1))


def interval_in_wan(figure: Figure) -> Interval:
    """The interval of a figure in 万元."""
    factor = FACTORS.get(figure.unit)
    return figure.interval() if factor is None else figure.interval().times(factor)


def mixed_units(figures: tuple[Figure, ...]) -> bool:
    """Whether amounts of money that are not nil stand in different units."""
    return len({figure.unit for figure in figures if figure.unit in FACTORS and figure.number}) > 1


class Repeat(Same, frozen=True, eq=False):
    """A figure of the narrative that repeats another: equal, or rounded to the digits that the narrative prints."""

    def weigh(self) -> Verdict:
        """As for any identity; a cell that only rounds to the printed digits is rounding; a unit slip is not weighed."""
        bad = unread(self.figures)
        if bad is not None:
            return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
        if mixed_units(self.figures):
            return self._across_units()
        first, second = self.first.value, self.second.value
        step = max(self.first.step, self.second.step)
        if round_half_up(first, step) == round_half_up(second, step):
            return Verdict("holds")
        amount = parse_amount(self.first.printed)
        coarse = amount.step if amount else step
        if coarse > step and round_half_up(second, coarse) == first:
            return Verdict("rounding", first - second, ZERO, f"按 {self.first.printed} 的位数四舍五入相同")
        if abs(first - second) == step:
            return Verdict("broken", first - second, ZERO, TAIL, "warning")
        return Verdict("broken", first - second)

    @property
    def is_linear(self) -> bool:
        """Where both are in one unit."""
        return not mixed_units(self.figures)

    def linear(self) -> Linear | None:
        """As for any identity, where both are in one unit."""
        return None if mixed_units(self.figures) else super().linear()

    def _across_units(self) -> Verdict:
        first, second = in_wan(self.first), in_wan(self.second)
        step = self.second.step * FACTORS.get(self.second.unit, Decimal(1))
        if round_half_up(first, step) == round_half_up(second, step):
            return Verdict("holds")
        amount = parse_amount(self.first.printed)
        factor = FACTORS.get(self.first.unit, Decimal(1))
        if amount and amount.step * factor > step and quotient(second, factor, amount.step) == self.first.value:
            return Verdict("rounding", first - second, ZERO, f"按 {self.first.shown} 的位数四舍五入相同")
        if self.first.value == self.second.value or abs(first) * 100 < abs(second):
            return Verdict("unchecked", reason=SLIP)
        return Verdict("broken", self.first.value - self.second.value)


class Ratio(Relation, frozen=True, eq=False):
    """rate % = part / base; `words` say what the two are. `excuse` is why a last digit that differs is still rounding."""

    rate: Figure
    part: tuple[Term, ...]
    base: tuple[Term, ...]
    part_words: str = ""
    base_words: str = ""
    excuse: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The percentage, then the amounts."""
        return (self.rate, *(term.figure for term in self.part), *(term.figure for term in self.base))

    def expected(self) -> Decimal | None:
        """The percentage at the printed precision, half-up, or None on a zero base or where an amount could not be read."""
        if unread(self.figures) is not None:
            return None
        part, base = _value(self.part), _value(self.base)
        return quotient(part * HUNDRED, base, self.rate.step) if base else None

    def due(self) -> Decimal | None:
        """The percentage that the amounts give."""
        return self.expected()

    def in_unit(self, unit: str) -> Ratio:
        """The relation as if all its amounts of money stood in one unit."""
        return replace(self, part=in_unit(self.part, unit), base=in_unit(self.base, unit))

    def agrees_as_printed(self) -> bool:
        """Whether the amounts, each in its own unit, make the percentage to its last digit."""
        return self.expected() == self.rate.value

    def truncated(self) -> Decimal | None:
        """The percentage cut off at the printed precision, or None on a zero base or where an amount could not be read."""
        if unread(self.figures) is not None:
            return None
        part, base = _value(self.part), _value(self.base)
        return quotient(part * HUNDRED, base, self.rate.step, truncate=True) if base else None

    def weigh(self) -> Verdict:
        """Holds where equal to the half-up rounding of the printed amounts; rounding where the intervals meet; else broken."""
        bad = unread(self.figures)
        if bad is not None:
            return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
        if mixed_units(self.figures):
            return Verdict("unchecked", reason=SLIP)
        expected = self.expected()
        rate = self.rate.value
        if expected is None:
            if not rate and not _value(self.part):
                return Verdict("holds")
            return Verdict("broken", rate)
        if expected == rate:
            return Verdict("holds")
        difference = rate - expected
        if _interval(self.part).times(HUNDRED).meets(self.rate.interval().product(_interval(self.base))):
            return Verdict("rounding", difference, ZERO, f"按印出的数计算为 {self._shown(expected)}，四舍五入可以解释")
        if self.excuse and abs(difference) <= self.rate.step:
            return Verdict("rounding", difference, ZERO, self.excuse)
        if self._hides_amount():
            return Verdict("broken", difference, ZERO, TAIL, "warning")
        return Verdict("broken", difference)

    def _hides_amount(self) -> bool:
        """Whether an amount under half a step, printed as 0.00, can have this percentage."""
        part = self.part[0].figure
        if len(self.part) > 1 or part.blank or part.value:
            return False
        most = Interval(ZERO, part.step * HALF * FACTORS.get(part.unit, Decimal(1)))
        return most.times(HUNDRED).meets(self.rate.interval().product(_interval(self.base)))

    def formula(self) -> str:
        """完成率 99.39% ＝ 决算数 3.25 ÷ 年初预算 3.27."""
        return f"{self.rate.place.inner_words()} {self.rate.shown} ＝ {_spelled(self.part)} ÷ {_spelled(self.base)}"

    def words(self, verdict: Verdict) -> str:
        """What a message says: the percentage, how it is made, what it should be, the difference."""
        made = f"{self.part_words or _spelled(self.part)} ÷ {self.base_words or _spelled(self.base)}"
        expected = self.expected()
        where = self.rate.place.words()
        if expected is None:
            return f"{where}为 {self.rate.shown}，而 {made} 的除数为零，无法计算"
        points = printed(abs(verdict.difference))
        return f"{where}为 {self.rate.shown}，按 {made} 应为 {self._shown(expected)}，相差 {points} 个百分点"

    def _shown(self, number: Decimal) -> str:
        return f"{printed(number, self.rate.step)}%"


def _value(terms: tuple[Term, ...]) -> Decimal:
    result = ZERO
    for figure, sign in terms:
        result += in_wan(figure) if sign > 0 else -in_wan(figure)
    return result


def _interval(terms: tuple[Term, ...]) -> Interval:
    low = high = ZERO
    for figure, sign in terms:
        interval = interval_in_wan(figure) if sign > 0 else -interval_in_wan(figure)
        low, high = low + interval.low, high + interval.high
    return Interval(low, high)


def _spelled(terms: tuple[Term, ...]) -> str:
    parts = []
    for index, (figure, sign) in enumerate(terms):
        operator = "－" if sign < 0 else "＋" if index else ""
        parts.append(f"{operator}{figure.place.column or figure.place.row} {figure.shown}")
    return f"（{' '.join(parts)}）" if len(parts) > 1 else parts[0]


class Hundred(Relation, frozen=True, eq=False):
    """The shares of a complete breakdown add up to 100, or to what the printed parts are of the printed base."""

    rates: tuple[Figure, ...]
    parts: tuple[Figure, ...] = ()
    base: Figure | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The shares."""
        return self.rates

    def weigh(self) -> Verdict:
        """Holds at exactly 100, rounding where the printed digits allow it, broken otherwise."""
        bad = unread(self.rates)
        if bad is not None:
            return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
        difference = sum((rate.value for rate in self.rates), ZERO) - HUNDRED
        if not difference:
            return Verdict("holds")
        slack = sum((rate.quantum for rate in self.rates), ZERO) * HALF
        if abs(difference) <= slack:
            return Verdict("rounding", difference, slack, f"合计 {printed(HUNDRED + difference)}%，四舍五入可以解释")
        if self._follows_amounts(HUNDRED + difference, slack):
            return Verdict("rounding", difference, slack, f"合计 {printed(HUNDRED + difference)}%，来自金额的尾差")
        return Verdict("broken", difference, slack)

    def _follows_amounts(self, stated: Decimal, slack: Decimal) -> bool:
        """Whether the shares add up to what the printed amounts, which rounding keeps from adding up, make them."""
        if self.base is None or not self.base.number:
            return False
        base = in_wan(self.base)
        parts = sum((in_wan(part) for part in self.parts), ZERO)
        return abs(stated * base - parts * HUNDRED) <= slack * abs(base)

    def formula(self) -> str:
        """48.11% ＋ 51.89% ＝ 100%."""
        return f"{' ＋ '.join(rate.shown for rate in self.rates)} ＝ 100%"

    def words(self, verdict: Verdict) -> str:
        """What a message says: the shares, their sum, the difference."""
        shown = "＋".join(rate.shown for rate in self.rates[:12])
        sign = "多" if verdict.difference > 0 else "少"
        return (
            f"{self.rates[0].place.words()}等 {len(self.rates)} 项占比相加为 {printed(HUNDRED + verdict.difference)}%（{shown}），"
            f"应为 100%，{sign} {printed(abs(verdict.difference))} 个百分点；四舍五入最多只能解释 {printed(verdict.slack)}"
        )
