"""Places of one quantity or of one row that differ by a quantum only: a tail that was adjusted here and not there."""

from __future__ import annotations

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
        for check in what_if.trials.every():
            if check.relation is not None and (pair := check.relation.one_quantity()) is not None:
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
        return best_of(
            weigh(what_if, Hypothesis("tail", (), explains=tuple(members)))
            for members in families.values()
            if len(members) >= limits.ENOUGH
        )


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
