"""How a report's own forms work out deviations and the scores of missed targets: what all rows but one follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from jslint.amount import HUNDRED, ZERO, printed
from jslint.figure import Figure
from jslint.kinds.attainment import Attainment
from jslint.kinds.scoring import ONE, Quotient, coarse_step
from jslint.report.annexes import Form, Indicator
from jslint.rules.performance._attainment import read_attainment

LEAST_ALIKE = 3
"""Rows that show a habit, each by a figure that another habit would print otherwise."""
FULL_TO = Decimal("1.3")
"""What one of the habits counts from: 130 % of the target."""

Way = Callable[[Attainment], Quotient]


def _signed(at: Attainment) -> Quotient:
    return Quotient(HUNDRED * (at.actual.value - at.bound), at.bound)


def _absolute(at: Attainment) -> Quotient:
    return Quotient(HUNDRED * abs(at.actual.value - at.bound), at.bound)


def _surplus(at: Attainment) -> Quotient:
    surplus = ZERO if at.reverse else max(ZERO, at.actual.value - FULL_TO * at.bound)
    return Quotient(HUNDRED * surplus, at.bound)


DEVIATIONS: Mapping[str, Way] = {
    "不计": lambda _at: Quotient(ZERO, ONE),
    "完成值与指标值之差": _signed,
    "完成值与指标值之差的绝对值": _absolute,
    "超过 130% 的部分": _surplus,
}
"""How a form may work out a deviation, in percent of the target."""


class Entry(Struct, frozen=True):
    """A printed figure of an indicator, with what it is made of; `weight` is 1 for a deviation."""

    indicator: Indicator
    figure: Figure
    attained: Attainment
    weight: Decimal


class Unlike(Struct, frozen=True):
    """The one figure that does not follow what all the others of its kind do, and what it would be."""

    entry: Entry
    way: str
    expected: str


def unlike(forms: Iterable[Form]) -> Iterator[Unlike]:
    """The figures that stand alone against the habit of their kind: words, limits and aims, met and missed, each by itself."""
    deviations: dict[tuple[str, bool], list[Entry]] = {}
    scores: dict[str, list[Entry]] = {}
    for form in forms:
        for indicator in form.indicators:
            reading = read_attainment(indicator)
            at = reading.attained
            if at is None or reading.loose or reading.outcome == "open" or at.bound <= 0 or not at.actual.value:
                continue
            kind = "words" if at.target is None else "limit" if at.reverse else "aim"
            deviation, score, weight = map(_printed, (indicator.deviation, indicator.score, indicator.weight))
            if deviation is not None:
                key = (kind, reading.outcome == "met")
                deviations.setdefault(key, []).append(Entry(indicator, deviation, at, ONE))
            if reading.outcome == "missed" and score is not None and weight is not None:
                scores.setdefault(kind, []).append(Entry(indicator, score, at, weight.value))
    for entries in deviations.values():
        yield from _alone(entries, DEVIATIONS)
    for entries in scores.values():
        yield from _alone(entries, {"分值乘以完成程度": _ratio})


def _printed(figure: Figure | None) -> Figure | None:
    return figure if figure is not None and not figure.blank and figure.number is not None else None


def _ratio(at: Attainment) -> Quotient:
    return Quotient(at.bound, at.actual.value) if at.reverse else Quotient(at.actual.value, at.bound)


def _alone(entries: list[Entry], ways: Mapping[str, Way]) -> Iterator[Unlike]:
    """Where every way that fits best leaves out the same single row, and enough others show it."""
    misfits = {name: [entry for entry in entries if not _fits(entry, way)] for name, way in ways.items()}
    least = min((len(found) for found in misfits.values()), default=0)
    best = [name for name, found in misfits.items() if len(found) == least]
    if least != 1 or len({id(misfits[name][0]) for name in best}) != 1:
        return
    odd = misfits[best[0]][0]
    telling = [entry for entry in entries if entry is not odd and _tells(entry, ways[best[0]], ways)]
    expected = {name: _expected(odd, ways[name]) for name in best}
    if len(telling) >= LEAST_ALIKE and len(set(expected.values())) == 1:
        yield Unlike(odd, best[0], printed(next(iter(expected.values()))))


def _tells(entry: Entry, way: Way, ways: Mapping[str, Way]) -> bool:
    """Whether another way would print it otherwise, or a plain full or empty figure."""
    if len(ways) == 1:
        return entry.figure.value not in {ZERO, entry.weight}
    return any(_expected(entry, other) != _expected(entry, way) for other in ways.values())


def _fits(entry: Entry, way: Way) -> bool:
    return _expected(entry, way) == entry.figure.value


def _expected(entry: Entry, way: Way) -> Decimal:
    exact = way(entry.attained)
    step = coarse_step(entry.figure) or entry.figure.step
    if exact.part < 0:
        return -Quotient(-exact.part * entry.weight, exact.base).rounded(step)
    return Quotient(exact.part * entry.weight, exact.base).rounded(step)
