"""Cells that agree among themselves and with nothing else: changed in one place of a report and not in the others.

An amount that was moved from one row or column to another leaves all sums of its table as they are; so does a row of last year.
Only the places that print the same quantities contradict, each of one cell, and to follow it there alone would break a sum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from jslint.diagnosis import limits
from jslint.diagnosis.equals import with_rivals
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, weigh
from jslint.diagnosis.slips import chain
from jslint.diagnosis.tails import Classes
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.relation import TAIL


class Contradicted:
    """Cells of one table, or figures of one section, that other places contradict and that only change together."""

    def __init__(self, idle: Collection[Figure]) -> None:
        """No amount is missing in `idle` figures."""
        self._idle = idle

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The cells of which most is explained; those of another place that explain the very same are its rivals."""
        found = [
            weighed
            for wanted in _wanted(what_if).values()
            for each in _together(what_if, wanted, self._idle)
            if _stands(weighed := weigh(what_if, each))
        ]
        best = best_of(found)
        return with_rivals(best, found) if best is not None else None


def _stands(weighed: Weighed) -> bool:
    """Whether several relations are mended, none that is no tail is left over the cells, and nothing breaks."""
    return weighed.telling >= limits.ENOUGH and not weighed.left and not weighed.effect.spoilt


def _wanted(what_if: WhatIf) -> dict[str, dict[Figure, Decimal]]:
    """By place in the report, the figures with what the other places of their quantities print, where these agree."""
    asked: dict[str, dict[Figure, set[Decimal]]] = {}
    for index in sorted(what_if.open):
        check = what_if.trials.checks[index]
        pair = check.relation.one_quantity() if check.relation is not None else None
        if pair is None or check.reason == TAIL or what_if.linear(index) is None:
            continue
        if len({figure.place.piece for figure in pair}) < len(pair):
            continue
        for figure, other in (pair, pair[::-1]):
            number = what_if.solution(index, figure)
            if number is not None and other.number is not None and not figure.place.report:
                asked.setdefault(figure.place.piece, {}).setdefault(figure, set()).add(number)
    return {
        piece: {figure: next(iter(numbers)) for figure, numbers in figures.items() if len(numbers) == 1}
        for piece, figures in asked.items()
    }


def _together(what_if: WhatIf, wanted: Mapping[Figure, Decimal], idle: Collection[Figure]) -> Iterator[Hypothesis]:
    """The figures that cannot change one by one, each with what follows from it."""
    if not limits.ENOUGH <= len(wanted) <= limits.MOST_PARTS:
        return
    classes = Classes()
    spoiling: dict[int, Figure] = {}
    changes: dict[Figure, Mapping[Figure, Decimal]] = {}
    for figure, number in wanted.items():
        steps = list(chain(what_if, figure, number, idle))
        if not all(effect.broken for _, effect in steps):
            continue
        changes[figure] = steps[-1][0]
        for own, effect in steps:
            for each in own:
                classes.join(figure, each)
            for index in effect.broken:
                classes.join(figure, spoiling.setdefault(index, figure))
    groups: dict[Figure, list[Figure]] = {}
    for figure in changes:
        groups.setdefault(classes.of(figure), []).append(figure)
    for members in groups.values():
        ordered = sorted(members, key=lambda each: each.span)
        if len(ordered) >= limits.ENOUGH:
            whole = {each: number for figure in ordered for each, number in changes[figure].items()}
            whole.update((figure, wanted[figure]) for figure in ordered)
            yield _hypothesis(ordered, tuple(sorted(whole.items(), key=lambda change: change[0].anchor)))


def _hypothesis(members: Sequence[Figure], changes: tuple[Change, ...]) -> Hypothesis:
    first = members[0].place
    words = (
        f"《{first.title}》“{first.inner_words()}”等 {len(members)} 个数彼此对得上，却与其他各处都不一致，"
        "疑为只改了这里，或者误用了别的数"
    )
    return Hypothesis("contradicted", changes, words=words, remedy="改成其他各处的数字")
