"""One figure that is wrong, alone or with the cells that repeat it and the rates that were made from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Hypothesis, Kind, Weighed, weigh
from jslint.diagnosis.keys import keys_between
from jslint.diagnosis.trials import solvable
from jslint.diagnosis.what_if import Change, Effect, WhatIf, substitute
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.report.tables import Table


class Key(NamedTuple):
    """Sorts the best first: most gained, fewest cells, fewest keys from what is printed, then the ledger's order.

    Of a figure that was not weighed yet it is the best that any number can come to.
    """

    loss: int
    cells: int
    keys: int
    order: int
    is_weighed: bool = False
    number: Decimal = ZERO


class Slips:
    """Figures whose change explains most; what was found for one what-if is kept where the next one does not touch it."""

    def __init__(self, what_if: WhatIf, idle: Collection[Figure]) -> None:
        """Over the figures of the open trials; those of `idle` columns are never the wrong ones."""
        # of one open trial alone no cause is sought, and no more are ever open than at first
        able = sorted(what_if.open) if len(what_if.open) >= limits.ENOUGH else ()
        checks = (what_if.trials.checks[index] for index in able)
        self._candidates = list(
            dict.fromkeys(each for check in checks for each in candidates(check) if each not in idle)
        )
        self._order = {figure: order for order, figure in enumerate(self._candidates)}
        self._idle = idle
        self._seen = what_if
        self._heap = [self._bound(what_if, order) for order in range(len(self._candidates))]
        heapify(self._heap)

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The best change that mends enough."""
        if len(what_if.open) < limits.ENOUGH:
            return None
        self._refresh(what_if)
        while self._heap:
            key = self._heap[0]
            fresh = self._key(what_if, key.order)
            if fresh == key:
                return self._weighed(what_if, key)
            heappop(self._heap)
            if fresh is not None:
                heappush(self._heap, fresh)
        return None

    def _weighed(self, what_if: WhatIf, key: Key) -> Weighed:
        figure, number = self._candidates[key.order], key.number
        exact, effect = followed(what_if, figure, number, self._idle)
        changes = exact
        for near in what_if.near(figure, number) if key.keys > 1 else ():
            if keys_between(figure, near) <= 1:
                nearer, after = followed(what_if, figure, near, self._idle)
                if after.net >= effect.net and len(nearer) <= len(changes):
                    changes = nearer
                    break
        worked_out = changes if keys_between(*changes[0]) > 1 else ()
        kind: Kind = "figure" if len(changes) == 1 else "repeated"
        weighed = weigh(what_if, Hypothesis(kind, changes, worked_out=worked_out))
        return weighed if changes is exact else replace(weighed, rivals=(exact,))

    def _bound(self, what_if: WhatIf, order: int) -> Key:
        """All that is open mended by one key: in the figure alone, where it stands in all of it, else with others that follow it."""
        most = len(what_if.open)
        alone = sum(1 for index in what_if.trials.broken_over(self._candidates[order]) if index in what_if.open)
        return Key(-most, 1 if alone == most else 2, 1, order)

    def _key(self, what_if: WhatIf, order: int) -> Key | None:
        figure = self._candidates[order]
        best: Key | None = None
        for number in what_if.solutions(figure):
            changes, effect = followed(what_if, figure, number, self._idle)
            if effect.net > 0 and len(effect.mended) >= limits.ENOUGH:
                key = Key(
                    -effect.net, len(changes), keys_between(figure, number), order, is_weighed=True, number=number
                )
                best = key if best is None or key < best else best
        return best

    def _refresh(self, what_if: WhatIf) -> None:
        """Figures of the trials that changed since may explain others better now than they did."""
        if what_if is self._seen:
            return
        changed = [figure for figure, number in what_if.numbers.items() if self._seen.numbers.get(figure) != number]
        trials = what_if.trials.over_any(changed) | (self._seen.open ^ what_if.open)
        self._seen = what_if
        touched = {
            self._order[figure]
            for index in trials
            if len(what_if.trials.checks[index].figures) <= limits.MOST_PARTS
            for figure in what_if.trials.checks[index].figures
            if figure in self._order
        }
        for order in touched:
            heappush(self._heap, self._bound(what_if, order))


def candidates(check: Check) -> Sequence[Figure]:
    """The figures of a broken trial that may be its wrong one: of a rate, the rate."""
    relation = check.relation
    if relation is None or relation.is_inequality:
        return ()
    if relation.is_linear:
        return solvable(check)
    return relation.figures[:1] if relation.due() is not None else ()


def followed(
    what_if: WhatIf, figure: Figure, number: Decimal, idle: Collection[Figure] = ()
) -> tuple[tuple[Change, ...], Effect]:
    """The figure as another number, with every cell that must print the same then and every rate made from it.

    Only where a relation would break otherwise; the effect is that of all of them.
    """
    best: tuple[Mapping[Figure, Decimal], Effect] | None = None
    for each in chain(what_if, figure, number, idle):
        if best is None or each[1].net > best[1].net:
            best = each
    changes, effect = best if best is not None else ({}, Effect(()))
    return tuple(changes.items()), effect


def chain(
    what_if: WhatIf, figure: Figure, number: Decimal, idle: Collection[Figure] = ()
) -> Iterator[tuple[Mapping[Figure, Decimal], Effect]]:
    """The change by itself, then with what must follow where a relation breaks, and so on, each with its effect."""
    changes = {figure: number}
    effect = what_if.effect([(figure, number)])
    yield changes, effect
    while effect.broken and len(changes) < limits.MOST_REPEATED:
        more = dict(_following(what_if, effect.broken, changes))
        new = {other: value for other, value in more.items() if other not in changes and other not in idle}
        if not new:
            break
        changes = {**changes, **new}
        effect = what_if.effect(list(changes.items()))
        yield changes, effect


def _following(what_if: WhatIf, broken: Iterable[int], changes: Mapping[Figure, Decimal]) -> Iterator[Change]:
    for index in broken:
        linear = what_if.linear(index)
        if linear is None:
            relation = what_if.trials.checks[index].relation
            due = substitute(relation, {**what_if.numbers, **changes}).due() if relation is not None else None
            if relation is not None and due is not None:
                yield relation.figures[0], due
        else:
            yield from _repeating(what_if, linear.weights, changes)


def _repeating(what_if: WhatIf, weights: Mapping[Figure, int], changes: Mapping[Figure, Decimal]) -> Iterator[Change]:
    """The one other figure of an identity, or of a sum in which all others are zero; of a limit, what it is just kept by."""
    changed = [figure for figure in weights if figure in changes]
    others = [
        figure for figure in weights if figure not in changes and (len(weights) == 2 or what_if.number(figure) != ZERO)
    ]
    if len(changed) == len(others) == 1:
        (figure,), (other,) = changed, others
        if weights[figure] + weights[other] == 0 and what_if.number(figure) == what_if.number(other):
            yield other, changes[figure]


def with_only_part(what_if: WhatIf, changes: Sequence[Change], idle: Collection[Figure]) -> tuple[Change, ...]:
    """The same in the one cell that prints the very number as all of a sum or as its only part, though rounding would let the two differ.

    Where several do, one of them is likelier a step off than all others.
    """
    whole = dict(changes)
    once = dict(_in_pairs(what_if, whole, idle))
    is_pair = len(once) == 1 and not dict(_in_pairs(what_if, whole | once, idle))
    return tuple((whole | once).items()) if is_pair else tuple(changes)


def _in_pairs(what_if: WhatIf, changes: Mapping[Figure, Decimal], idle: Collection[Figure]) -> Iterator[Change]:
    """What would print the same as these beside them in the good sums in which nothing else is printed: 0.00 may be a little."""
    for index in sorted(what_if.trials.over_any(changes) - what_if.open):
        linear = what_if.linear(index) if what_if.is_good(index) else None
        printed = {each: weight for each, weight in linear.weights.items() if not each.blank} if linear else {}
        if linear is not None and not linear.upper and len(printed) == 2:
            yield from (each for each in _repeating(what_if, printed, changes) if each[0] not in idle)


def idle_figures(tables: Iterable[Table]) -> frozenset[Figure]:
    """The blank cells and zeros of columns in which nothing is printed, beside others: no amount is missing there."""
    return frozenset(figure for table in tables for figure in _idle(table))


def _idle(table: Table) -> tuple[Figure, ...]:
    return table.index("idle", lambda: _idle_of(table))


def _idle_of(table: Table) -> tuple[Figure, ...]:
    columns: dict[str, list[Figure]] = {}
    if all(figure.is_zero for figure in table.figures()):
        return ()  # it was left out as a whole, which says nothing of any column
    for row in table.rows:
        for key, figure in row.cells.items():
            columns.setdefault(f"{row.side or ''}{key}", []).append(figure)
    return tuple(figure for cells in columns.values() if all(cell.is_zero for cell in cells) for figure in cells)
