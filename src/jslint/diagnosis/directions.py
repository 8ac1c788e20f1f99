"""Words of direction that go the wrong way: 减少 for 增加, where the numbers fit the right way round.

Of a change alone, where the word of its rate goes the right way already; or of both, where several relations hold once both are turned.
Of a rate alone, where nothing but the word is wrong and numbers bear the change out.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, weigh
from jslint.diagnosis.what_if import WhatIf
from jslint.ledger import Check, Opposite, Repair


class Directions:
    """Changes of which everything holds once they go the other way."""

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The word that explains most."""
        return best_of(weigh(what_if, each) for each in _of(what_if))


def _of(what_if: WhatIf) -> Iterator[Hypothesis]:
    for index, opposite in what_if.trials.opposites():
        over = what_if.open_over((opposite.change, opposite.rate))
        both = (opposite.change, opposite.rate)
        effect = what_if.effect([(figure, -what_if.number(figure)) for figure in both])
        fits = not effect.broken and set(effect.mended) == set(over)
        if what_if.trials.checks[index].outcome != "broken":
            if fits and len(over) >= limits.ENOUGH:
                yield _turned(opposite, _together(opposite), over)
        elif fits and over:
            yield _turned(opposite, opposite.repair, (index, *over))


def _turned(opposite: Opposite, repair: Repair, explains: tuple[int, ...] | list[int]) -> Hypothesis:
    words = f"{opposite.change.place.words()} {opposite.change.shown} 的增减方向疑为写反"
    reason = "数字都不变，上年数、增减额和增减幅度就都对得上"
    return Hypothesis(
        "direction", (), words=words, remedy="改正", explains=tuple(explains), repair=replace(repair, reason=reason)
    )


def _together(opposite: Opposite) -> Repair:
    """What turns both words."""
    first, second = opposite.repair, opposite.of_rate
    return Repair(f"{first.title}，{second.title.removeprefix('把')}", (*first.edits, *second.edits))


def with_rates_turned(what_if: WhatIf) -> Iterator[tuple[int, Check]]:
    """Broken trials of two words of which numbers bear out the change's, so that the rate's goes the wrong way: with what turns that."""
    for index, opposite in what_if.trials.opposites():
        both, check = (opposite.change, opposite.rate), what_if.trials.checks[index]
        if check.finding is None or what_if.open_over(both):
            continue
        if what_if.effect([(figure, -what_if.number(figure)) for figure in both]).broken:
            repair = replace(opposite.of_rate, reason="数字都不变，增减额前的说法与其他数字相符")
            yield index, check.with_changes(finding=replace(check.finding, repairs=(repair,)))
