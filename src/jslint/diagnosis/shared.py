"""Lost cells that share one sum: what they come to together is known, not which of them holds how much of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Weighed, effective, weigh
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure


class Share(Struct, frozen=True, eq=False):
    """Cells of unknown number on one side of one sum, and what they come to together (within its roundings)."""

    cells: tuple[Figure, ...]
    total: Decimal
    slack: Decimal

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is left for them."""
        return abs(self.total) <= self.slack


def shares(what_if: WhatIf, left: Sequence[Figure], numbers: Mapping[Figure, Decimal]) -> Iterator[Share]:
    """What several of these cells come to, by every sum in which no other number is unknown."""
    unknown = dict.fromkeys(left)
    for index in sorted({index for figure in left for index in what_if.trials.bearing(figure)}):
        linear = what_if.trials.linear(index)
        cells = tuple(figure for figure in unknown if linear is not None and figure in linear.weights)
        if linear is None or linear.upper or len(cells) < limits.ENOUGH:
            continue
        weights = {linear.weights[figure] for figure in cells}
        if len(weights) == 1 and abs(weight := weights.pop()) == 1:
            difference, slack = linear.after({**what_if.numbers, **numbers, **dict.fromkeys(cells, ZERO)})
            yield Share(cells, -difference * weight, slack)


def nothing_left(what_if: WhatIf, left: Sequence[Figure], numbers: Mapping[Figure, Decimal]) -> list[Change]:
    """Nothing for the cells among which a sum leaves nothing to share."""
    found = (share for share in shares(what_if, left, numbers) if share.is_nothing)
    return [(figure, ZERO) for share in found for figure in share.cells if figure.value >= ZERO]


def completed(what_if: WhatIf, weighed: Weighed) -> Weighed:
    """With all that its lost cells share in one of them, the last that does best; in each other that does as well it is a rival.

    Left as it is where they share several sums, are too many for a guess, or something over them would stay broken.
    """
    hypothesis = weighed.hypothesis
    if not limits.ENOUGH <= len(hypothesis.lost) <= limits.SEVERAL:
        return weighed
    found = list(shares(what_if, hypothesis.lost, dict(hypothesis.changes)))
    whole = [each for each in found if set(each.cells) == set(hypothesis.lost) and each.total > each.slack]
    if len(whole) != 1:
        return weighed
    ways = [_with(what_if, weighed, each) for each in _ways(whole[0])]
    best = max(ways, key=lambda each: each.effect.net)
    over = what_if.open_over(hypothesis.lost)
    if best.effect.net < weighed.effect.net or not set(over) <= set(best.effect.mended):
        return weighed
    equal = (each.hypothesis.changes for each in ways if each is not best and each.effect.net == best.effect.net)
    return replace(best, rivals=(*equal, *weighed.rivals))


def _ways(share: Share) -> Iterator[list[Change]]:
    for holder in reversed(share.cells):
        yield [(figure, share.total if figure is holder else ZERO) for figure in share.cells]


def _with(what_if: WhatIf, weighed: Weighed, given: Iterable[Change]) -> Weighed:
    known = list(given)
    filled = tuple(effective(what_if, known))
    hypothesis = replace(
        weighed.hypothesis,
        changes=(*weighed.hypothesis.changes, *filled),
        lost=(),
        found=(*weighed.hypothesis.found, *filled),
        worked_out=(*weighed.hypothesis.worked_out, *known),
        shared=len(known),
    )
    return weigh(what_if, hypothesis)
