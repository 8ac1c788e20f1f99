"""The weights and scores that make up a form's total."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from jslint.amount import HUNDRED
from jslint.figure import Figure
from jslint.pattern import Pattern
from jslint.report.annexes import Form, Indicator

_EXECUTION = Pattern("(?:预算|资金|支出)执行率?")


class Scored(NamedTuple):
    """A row that is given a weight, a score or both."""

    weight: Figure | None
    score: Figure | None


def scored(form: Form) -> tuple[Scored, ...]:
    """Every row that counts towards the total: funds, management, indicators.

    Where execution is one of the indicators and these alone make up 100, the funds show its points once more.
    """
    funds = tuple(entry for entry in _funds(form) if not _empty(entry))
    others = tuple(entry for entry in _rows(form) if not _empty(entry))
    weights = [entry.weight.value for entry in others if entry.weight is not None and entry.weight.number is not None]
    twice = any(_EXECUTION.search(indicator.name) for indicator in form.indicators) and sum(weights) == HUNDRED
    return others if funds and twice else (*funds, *others)


def _funds(form: Form) -> Iterator[Scored]:
    for row in form.funds.rows if form.funds else ():
        yield Scored(row.cells.get("分值"), row.cells.get("得分"))


def _rows(form: Form) -> Iterator[Scored]:
    for entry in form.management:
        yield Scored(entry.weight, entry.score)
    for indicator in form.indicators:
        yield Scored(indicator.weight, indicator.score)


def _empty(entry: Scored) -> bool:
    return (entry.weight is None or entry.weight.blank) and (entry.score is None or entry.score.blank)


def figures_of(figures: Iterator[Figure | None]) -> tuple[Figure, ...]:
    """Those that are printed."""
    return tuple(figure for figure in figures if figure is not None and not figure.blank)


def execution_is_scored(form: Form) -> bool:
    """Whether the funds show a weight of their own."""
    return any(row.cells.get("分值") is not None for row in form.funds.rows) if form.funds else False


def level_sums(form: Form) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Each weight of a group of indicators with the weights one printed level below that make it up."""
    depth = max((len(indicator.level_weights) for indicator in form.indicators), default=0)
    used = [level for level in range(depth) if any(_weight(indicator, level) for indicator in form.indicators)]
    if any(indicator.weight is not None and not indicator.weight.blank for indicator in form.indicators):
        used.append(depth)
    for upper, lower in pairwise(used):
        for _, members in groupby(form.indicators, key=lambda indicator, upper=upper: indicator.levels[: upper + 1]):  # type: ignore[misc]
            group = tuple(members)
            whole = next((weight for indicator in group if (weight := _weight(indicator, upper))), None)
            parts = tuple(weight for indicator in group if (weight := _weight(indicator, lower)))
            if whole is not None and parts:
                yield whole, parts


def _weight(indicator: Indicator, level: int) -> Figure | None:
    weight = indicator.level_weights[level] if level < len(indicator.level_weights) else indicator.weight
    return weight if weight is not None and not weight.blank else None
