"""What every relation answers, and how its figures are weighed by intervals.

A printed figure stands for every true value that prints so (XBRL Calculations 1.1). A relation is broken only where no true
values could print as the figures do; the same quantity printed twice has no such slack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO, Interval
from jslint.diagnostic import Outcome, Severity
from jslint.figure import Figure
from jslint.relation.linear import Linear
from jslint.report.cells import WORTH

TAIL = "疑为尾差"


class Term(NamedTuple):
    """A figure with its sign in a sum."""

    figure: Figure
    sign: int = 1


def in_unit(terms: tuple[Term, ...], unit: str) -> tuple[Term, ...]:
    """The terms as if all amounts of money stood in one unit."""
    return tuple(Term(replace(figure, unit=unit) if figure.unit in WORTH else figure, sign) for figure, sign in terms)


class Verdict(Struct, frozen=True):
    """What weighing gave. `difference` is left minus right as printed; `slack` is the most that rounding explains."""

    outcome: Outcome
    difference: Decimal = ZERO
    slack: Decimal = ZERO
    reason: str = ""
    severity: Severity | None = None


class Relation(Struct, frozen=True, eq=False):
    """Anything that ties figures together and can be weighed; what a kind of relation is not, it says by None or nothing."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures tied, the judged one first."""
        raise NotImplementedError

    @property
    def judged(self) -> tuple[Figure, ...]:
        """Those of the figures that the others say the value of."""
        return self.figures[:1]

    @property
    def is_inequality(self) -> bool:
        """Whether it only sets a limit: most changes keep within it, so it guards no figure."""
        return False

    @property
    def is_linear(self) -> bool:
        """Whether it has a `linear`, as far as all figures could be read."""
        return False

    def weigh(self) -> Verdict:
        """The verdict on the figures as printed."""
        raise NotImplementedError

    def formula(self) -> str:
        """The relation with its figures' names and values, in words."""
        raise NotImplementedError

    def short_formula(self) -> str:
        """As `formula`, zeros of a long sum counted and not named."""
        return self.formula()

    def words(self, verdict: Verdict) -> str:
        """What a message says where it is broken: which figures, where, what was expected, the difference."""
        return f"{self.formula()}，相差 {verdict.difference}"

    def seen_from(self, figure: Figure) -> str:
        """The relation in words on the page of one of its figures, with both sides' values."""
        del figure
        return self.formula()

    def sides(self) -> tuple[str, str] | None:
        """Both sides as printed numbers, or None where there are no two or a figure could not be read."""
        return None

    def linear(self) -> Linear | None:
        """The relation as whole weights of its figures, or None where it is none or a figure could not be read."""
        return None

    def due(self) -> Decimal | None:
        """What the judged figure would have to be by all others, where the relation says so and is not linear."""
        return None

    def total_of_parts(self) -> Decimal | None:
        """What several parts add up to for the one judged figure, or None where there is no such sum."""
        return None

    def one_quantity(self) -> tuple[Figure, Figure] | None:
        """Two figures that it says are one quantity printed twice, or None."""
        return None


Kind = TypeVar("Kind", bound=Relation)


def with_figures(relation: Kind, put: Mapping[int, Figure]) -> Kind:
    """The relation with other figures in the place of some (by `id`), wherever its fields hold them."""

    def exchanged(value: Any) -> Any:
        if isinstance(value, Figure):
            return put.get(id(value), value)
        if isinstance(value, Term):
            return Term(put.get(id(value.figure), value.figure), value.sign)
        return tuple(map(exchanged, value)) if type(value) is tuple else value

    return replace(relation, **{name: exchanged(getattr(relation, name)) for name in relation.__struct_fields__})


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
