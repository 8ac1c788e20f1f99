"""A word of direction that goes the wrong way: 减少 for 增加, where the rate beside it was made of the amounts the right way round."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from jslint.diagnosis.hypothesis import Hypothesis, Weighed, best_of, weigh
from jslint.diagnosis.what_if import WhatIf


class Directions:
    """Changes of which everything holds once they go the other way, where the rate's word already does."""

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The word that explains most."""
        return best_of(weigh(what_if, each) for each in _of(what_if))


def _of(what_if: WhatIf) -> Iterator[Hypothesis]:
    for index, opposite in what_if.trials.opposites():
        if not (over := what_if.open_over((opposite.change,))):
            continue
        both = (opposite.change, opposite.rate)
        effect = what_if.effect([(figure, -what_if.number(figure)) for figure in both])
        if effect.broken or set(effect.mended) != set(over):
            continue
        words = f"{opposite.change.place.words()} {opposite.change.shown} 的增减方向疑为写反"
        repair = replace(opposite.repair, reason="数字都不变，上年数、增减额和增减幅度就都对得上")
        yield Hypothesis("direction", (), (), (), words, "改正", 0, (index, *over), repair)
