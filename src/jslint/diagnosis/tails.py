"""Places of one quantity or of one row that differ by a quantum only: a tail that was adjusted here and not there."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, weigh
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.relation import TAIL


class Tails:
    """Families of identities that are each one quantum apart."""

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The largest family."""
        tails = [index for index in sorted(what_if.open) if _is_tail(what_if.trials.checks[index])]
        if len(tails) < limits.ENOUGH:
            return None
        classes = Classes()
        related = [check.relation for check in what_if.trials.every() if check.relation is not None]
        printed = [pair for relation in related if (pair := relation.one_quantity()) is not None]
        for pair in printed:
            classes.join(*pair)
        alike: dict[object, Figure] = {}
        for index in tails:
            first, second = pair = _pair(what_if.trials.checks[index])
            for figure in pair:
                classes.join(figure, alike.setdefault((figure.place.piece, figure.place.row), figure))
            classes.join(first, alike.setdefault(frozenset((first.number, second.number)), first))
        families: dict[Figure, list[int]] = {}
        for index in tails:
            families.setdefault(classes.of(_pair(what_if.trials.checks[index])[0]), []).append(index)
        kin: dict[Figure, dict[Figure, None]] = {}
        for pair in printed:
            kin.setdefault(classes.of(pair[0]), {}).update(dict.fromkeys(pair))
        return best_of(
            _family(what_if, members, tuple(kin[root]))
            for root, members in families.items()
            if len(members) >= limits.ENOUGH
        )


def _family(what_if: WhatIf, members: Sequence[int], kin: Sequence[Figure]) -> Weighed:
    """A family of tails; where it prints two numbers, with one of them put right wherever it stands, the other way as a rival.

    What other places are witness to goes first, then what changes fewer cells. One cell against all others needs no family: what
    its relations say of it is enough.
    """
    family = weigh(what_if, Hypothesis("tail", (), explains=tuple(members)))
    numbers = dict.fromkeys(what_if.number(figure) for figure in kin)
    if len(numbers) != 2:
        return family
    ways = [tuple((figure, each) for figure in kin if what_if.number(figure) != each) for each in numbers]
    whole = [
        weighed
        for weighed in (weigh(what_if, Hypothesis("tail", changes)) for changes in ways)
        if not weighed.effect.spoilt and set(members) <= set(weighed.effect.mended)
    ]
    if not whole or min(map(len, ways)) < limits.ENOUGH:
        return family
    favour = what_if.trials.elsewhere.favour
    first, *others = sorted(whole, key=lambda each: (-favour(each.hypothesis.changes), len(each.hypothesis.changes)))
    return replace(first, rivals=tuple(each.hypothesis.changes for each in others))


def _pair(check: Check) -> tuple[Figure, Figure]:
    return check.figures[0], check.figures[1]


def _is_tail(check: Check) -> bool:
    relation = check.relation
    pair = relation.one_quantity() if relation is not None else None
    return pair is not None and check.reason == TAIL and len(check.figures) == len(pair)


class Classes:
    """Figures that print one quantity, joined pair by pair."""

    def __init__(self) -> None:
        """None is joined."""
        self._above: dict[Figure, Figure] = {}

    def of(self, figure: Figure) -> Figure:
        """The figure that stands for all that it is joined with."""
        while (above := self._above.get(figure, figure)) is not figure:
            self._above[figure] = self._above.get(above, above)
            figure = above
        return figure

    def join(self, first: Figure, second: Figure) -> None:
        """Both print one quantity."""
        self._above[self.of(first)] = self.of(second)
