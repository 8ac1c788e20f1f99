"""Relations of words about amounts: which of two is greater, and which way several go."""

from __future__ import annotations

from decimal import Decimal

from jslint.amount import printed
from jslint.figure import Figure
from jslint.relation.ratio import SLIP, in_wan, mixed_units
from jslint.relation.weighing import Relation, Verdict, unread

ABOUT_SHARE = Decimal(10)
"""基本持平 is taken at its word up to a tenth: larger differences owe an explanation (省级公开评分表)."""


class Order(Relation, frozen=True, eq=False):
    """What a text says of two amounts: the first is greater (+1), less (-1) or equal (0), about equal or different."""

    first: Figure
    second: Figure
    said: str
    word: str

    @property
    def is_inequality(self) -> bool:
        """A word about two amounts guards neither."""
        return True

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The two amounts."""
        return (self.first, self.second)

    def weigh(self) -> Verdict:
        """Holds where the printed amounts stand as the word says."""
        bad = unread(self.figures)
        if bad is not None:
            return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
        if mixed_units(self.figures):
            return Verdict("unchecked", reason=SLIP)
        difference = in_wan(self.first) - in_wan(self.second)
        agrees = {
            "greater": difference > 0,
            "less": difference < 0,
            "equal": not difference,
            "differs": bool(difference),
            "about": abs(difference) * ABOUT_SHARE <= abs(in_wan(self.second)),
        }[self.said]
        return Verdict("holds" if agrees else "broken", difference)

    def formula(self) -> str:
        """决算数 3.25 小于 年初预算 3.27."""
        return f"{self.first.place.inner_words()} {self.first.shown} {self.word} {self.second.place.inner_words()} {self.second.shown}"

    def words(self, verdict: Verdict) -> str:
        """What a message says: the word and the two amounts it does not fit."""
        there = self.second.place
        column = there.words() if there.piece != self.first.place.piece else there.column or there.row
        truth = (
            "相等"
            if not verdict.difference
            else f"{'大' if verdict.difference > 0 else '小'} {printed(abs(verdict.difference))}"
        )
        return (
            f"{self.first.place.words()} {self.first.shown} 写作“{self.word}”，而{column}为 {self.second.shown}，"
            f"{'两数' if truth == '相等' else '前者'}{truth}"
        )


class BothWays(Relation, frozen=True, eq=False):
    """Of two amounts that have one thing said of them, both are more, or both less, than what each is held against."""

    one: tuple[Figure, Figure]
    other: tuple[Figure, Figure]

    @property
    def is_inequality(self) -> bool:
        """Which way an amount goes guards none."""
        return True

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Each amount with what it is held against."""
        return (*self.one, *self.other)

    def weigh(self) -> Verdict:
        """Broken where one is more and the other less."""
        bad = unread(self.figures)
        if bad is not None:
            return Verdict("unchecked", reason=f"{bad.place.words()}无法读成数字")
        if mixed_units(self.one) or mixed_units(self.other):
            return Verdict("unchecked", reason=SLIP)
        return Verdict("broken" if way_of(self.one) * way_of(self.other) < 0 else "holds")

    def formula(self) -> str:
        """公务员医疗补助 · 决算数 1.04 小于年初预算 1.23，住房公积金 · 决算数 3.30 大于年初预算 3.27."""
        return "，".join(_compared(*pair) for pair in (self.one, self.other))

    def words(self, verdict: Verdict) -> str:
        """What a message says: both comparisons."""
        del verdict
        return self.formula()


def way_of(pair: tuple[Figure, Figure]) -> int:
    """+1 where the first of two amounts is greater, -1 where it is less, 0 where they are equal."""
    difference = in_wan(pair[0]) - in_wan(pair[1])
    return (difference > 0) - (difference < 0)


def _compared(amount: Figure, against: Figure) -> str:
    word = {1: "大于", -1: "小于", 0: "等于"}[way_of((amount, against))]
    return (
        f"{amount.place.inner_words()} {amount.shown} {word}{against.place.column or against.place.row} {against.shown}"
    )
