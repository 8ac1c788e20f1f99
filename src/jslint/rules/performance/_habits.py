"""How a report's own forms work out deviations and the scores of missed targets: what all rows but one follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from jslint.amount import HUNDRED, ZERO, printed
from jslint.figure import Figure
from jslint.report.annexes import Form, Indicator
from jslint.rules.performance._attainment import numbers_of, read_attainment
from jslint.rules.performance._indicator import Attainment
from jslint.rules.performance._scoring import ONE, Quotient, coarse_step

LEAST_ALIKE = 3
"""Rows that show a habit, each by a figure that another habit would print otherwise."""
LEAST_BROKEN = 2
"""Rows that show it by figures that are no whole numbers, which nobody gives by guess."""
LEAST_DERIVED = 5
"""Deviations that follow from their rows, before one that does not stands alone."""
FULL_TO = Decimal("1.3")
"""What one of the habits counts from: 130 % of the target."""


class Entry(Struct, frozen=True):
    """A printed figure of an indicator, with what it is made of; `weight` is 1 for a deviation."""

    indicator: Indicator
    figure: Figure
    attained: Attainment
    weight: Decimal


class Unlike(Struct, frozen=True):
    """The one figure that does not follow what all the others do: `way` says what that is, `expected` what it would be.

    `expected` is empty where the others follow their rows in several ways, of which none gives this figure.
    """

    entry: Entry
    way: str
    expected: str = ""


Way = Callable[[Entry], Quotient]


def _nothing(_entry: Entry) -> Quotient:
    return Quotient(ZERO, ONE)


def _signed(entry: Entry) -> Quotient:
    at = entry.attained
    return Quotient(HUNDRED * (at.actual.value - at.bound), at.bound)


def _absolute(entry: Entry) -> Quotient:
    signed = _signed(entry)
    return Quotient(abs(signed.part), signed.base)


def _surplus(entry: Entry) -> Quotient:
    at = entry.attained
    surplus = ZERO if at.reverse else max(ZERO, at.actual.value - FULL_TO * at.bound)
    return Quotient(HUNDRED * surplus, at.bound)


DEVIATIONS: Mapping[str, Way] = {
    "不计": _nothing,
    "完成值与指标值之差": _signed,
    "完成值与指标值之差的绝对值": _absolute,
    "超过 130% 的部分": _surplus,
}
"""How a form may work out a deviation, in percent of the target."""


def _difference(entry: Entry) -> Quotient:
    return Quotient(entry.attained.actual.value - entry.attained.bound, ONE)


def _of_actual(entry: Entry) -> Quotient:
    return Quotient(_signed(entry).part, entry.attained.actual.value)


def _lost(entry: Entry) -> Quotient:
    score, weight = _printed(entry.indicator.score), _printed(entry.indicator.weight)
    if score is None or weight is None or weight.value <= 0:
        return _nothing(entry)
    return Quotient(HUNDRED * (weight.value - score.value), weight.value)


DERIVED: tuple[Way, ...] = (*DEVIATIONS.values(), _difference, _of_actual, _lost)
"""Every way in which a deviation, with one sign or the other, is known to follow from its row; these only excuse a figure."""


def _ratio(entry: Entry) -> Quotient:
    at = entry.attained
    return Quotient(at.bound, at.actual.value) if at.reverse else Quotient(at.actual.value, at.bound)


SCORES: Mapping[str, Way] = {"分值乘以完成程度": _ratio}
"""How a form may score a target that is missed."""


def unlike(forms: Iterable[Form]) -> Iterator[Unlike]:
    """The figures that stand alone against the habit of their kind, then the one deviation that no way gives.

    Kinds are words, limits and aims, met and missed, each by itself; where a kind is too rare to show how its missed targets
    are scored, all kinds together show it.
    """
    deviations: dict[tuple[str, bool], list[Entry]] = {}
    scores: dict[str, list[Entry]] = {}
    for indicator in (indicator for form in forms for indicator in form.indicators):
        reading = read_attainment(indicator)
        at = reading.attained
        if at is None or reading.loose or reading.outcome == "open" or not _has_ratio(at):
            continue
        kind = "words" if at.target is None else "limit" if at.reverse else "aim"
        deviation, score, weight = map(_printed, (indicator.deviation, indicator.score, indicator.weight))
        if deviation is not None:
            key = (kind, reading.outcome == "met")
            deviations.setdefault(key, []).append(Entry(indicator, deviation, at, ONE))
        if reading.outcome == "missed" and score is not None and weight is not None:
            scores.setdefault(kind, []).append(Entry(indicator, score, at, weight.value))
    of_kinds = [
        *(found for entries in deviations.values() for found in _alone(entries, DEVIATIONS)),
        *(found for entries in scores.values() for found in _alone(entries, SCORES)),
    ]
    yield from of_kinds
    told = {found.entry.figure for found in of_kinds}
    together = [*_alone([entry for entries in scores.values() for entry in entries], SCORES), *_underived(forms)]
    yield from (found for found in together if found.entry.figure not in told)


def _underived(forms: Iterable[Form]) -> Iterator[Unlike]:
    """The one deviation that follows from its row in no known way, where all the others do."""
    entries = [
        Entry(indicator, deviation, at, ONE)
        for form in forms
        for indicator in form.indicators
        if (deviation := _printed(indicator.deviation)) is not None
        if (at := numbers_of(indicator)) is not None and _has_ratio(at)
    ]
    odd = [entry for entry in entries if not any(_follows(entry, way) for way in DERIVED)]
    if len(odd) == 1 and len(entries) > LEAST_DERIVED:
        yield Unlike(odd[0], f"其余 {len(entries) - 1} 行")


def _has_ratio(at: Attainment) -> bool:
    return at.bound > 0 and at.actual.value > 0


def _printed(figure: Figure | None) -> Figure | None:
    return figure if figure is not None and not figure.blank and figure.number is not None else None


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
    if _are_enough(telling) and len(set(expected.values())) == 1:
        yield Unlike(odd, best[0], printed(next(iter(expected.values()))))


def _are_enough(telling: list[Entry]) -> bool:
    broken = sum(bool(entry.figure.value % ONE) for entry in telling)
    return len(telling) >= LEAST_ALIKE or broken >= LEAST_BROKEN


def _tells(entry: Entry, way: Way, ways: Mapping[str, Way]) -> bool:
    """Whether another way would print it otherwise, or a plain full or empty figure."""
    if len(ways) == 1:
        return entry.figure.value not in {ZERO, entry.weight}
    return any(_expected(entry, other) != _expected(entry, way) for other in ways.values())


def _fits(entry: Entry, way: Way) -> bool:
    return _expected(entry, way) == entry.figure.value


def _follows(entry: Entry, way: Way) -> bool:
    """Whether a way gives the figure with one sign or the other."""
    return abs(_expected(entry, way)) == abs(entry.figure.value)


def _expected(entry: Entry, way: Way) -> Decimal:
    exact = way(entry)
    step = coarse_step(entry.figure) or entry.figure.step
    if exact.part < 0:
        return -Quotient(-exact.part * entry.weight, exact.base).rounded(step)
    return Quotient(exact.part * entry.weight, exact.base).rounded(step)
