"""A stated rate against the ways in which the report's own figures may be taken to give it."""

from __future__ import annotations

from decimal import Decimal

from jslint.amount import HUNDRED, ZERO, printed, quotient
from jslint.figure import Figure
from jslint.relation import Relation, Term, Verdict, interval_of, unread, value_of

Way = tuple[tuple[Term, ...], tuple[Term, ...]]
"""A part and a base, both signed sums."""


class StatedRate(Relation, frozen=True, eq=False):
    """rate = 100 × |part| / base in one of several ways; `names` say each of them."""

    rate: Figure
    ways: tuple[Way, ...]
    names: tuple[str, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The rate, then the figures of all ways, each once."""
        used = [term.figure for part, base in self.ways for term in (*part, *base)]
        return tuple({id(figure): figure for figure in (self.rate, *used)}.values())

    def weigh(self) -> Verdict:
        """Holds where one way gives the rate to its printed digit; broken only where none can. A zero base gives no rate."""
        bad = unread(self.figures)
        if bad is not None:
            return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
        results = [self._weigh(part, base) for part, base in self.ways]
        if "holds" in results:
            return Verdict("holds")
        if "rounding" in results:
            return Verdict("rounding", reason="四舍五入可以解释")
        if "unchecked" in results:
            return Verdict("unchecked", reason="基数为负或接近 0")
        return Verdict("broken")

    def _weigh(self, part: tuple[Term, ...], base: tuple[Term, ...]) -> str:
        if not value_of(base):
            return "broken"
        whole, piece, stated = interval_of(base), interval_of(part), self.rate.interval()
        if whole.low <= 0:
            return "unchecked"
        if quotient(HUNDRED * abs(value_of(part)), value_of(base), self.rate.step) == abs(self.rate.value):
            return "holds"
        if piece.high < 0:
            piece = -piece
        low, high = abs(stated.low), abs(stated.high)
        meets = low * whole.low <= HUNDRED * piece.high and high * whole.high >= HUNDRED * piece.low
        return "rounding" if meets else "broken"

    def results(self) -> tuple[str, ...]:
        """What each way gives, in words."""
        found = []
        for words, (part, base) in zip(self.names, self.ways, strict=True):
            result = quotient(HUNDRED * abs(value_of(part)), value_of(base), HUNDREDTH) if value_of(base) else None
            found.append(f"{words}为 {printed(result)}%" if result is not None else f"{words}时分母为 0，无法计算")
        return tuple(found)

    @property
    def is_computable(self) -> bool:
        """Whether any way has a base."""
        return any(value_of(base) != ZERO for _, base in self.ways)

    def formula(self) -> str:
        """The rate with the ways it may be computed in."""
        return f"{self.rate.place.inner_words()} {self.rate.shown} ＝ {' 或 '.join(self.names)}"


HUNDREDTH = Decimal("0.01")
