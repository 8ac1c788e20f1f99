"""What was found to have happened, kept from one examination to the next while all that it depends on says the same.

It depends on the broken trials, the tables, the rules, and of the good trials on those over the figures that the trials were
asked for (`Trials.asked`): whatever else changes while a person types, the answer cannot. A sentence that is typed in is read
anew, and its figures are others then; where they say what they said and nothing told is about them, the answer stays as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import is_

from msgspec import Struct

from jslint.diagnosis.anew import Anew
from jslint.diagnosis.trials import SETTLED, Trials, figures_of
from jslint.figure import Figure
from jslint.ledger import Check, Opposite
from jslint.report.tables import Table
from jslint.rule import About


class Given(Struct, frozen=True, eq=False):
    """What is grouped: the ledger, the rules, the tables, and the rules that tell a kind of hypothesis."""

    ledger: tuple[Check, ...]
    abouts: Mapping[str, About]
    tables: tuple[Table, ...]
    tellers: Mapping[str, About]


class Kept(Struct, frozen=True, eq=False):
    """How a ledger was grouped: who speaks, by the place in it, which places follow another, and which figures mattered.

    `told` are the figures of which a finding says what they should be.
    """

    given: Given
    trials: Trials | None
    asked: frozenset[Figure]
    speaking: Mapping[int, Check]
    following: frozenset[int]
    told: frozenset[Figure]

    def renewed(self, given: Given) -> Kept | None:
        """The same of another ledger; None where it may be grouped otherwise."""
        if not self._is_alike(given):
            return None
        pairs = enumerate(zip(self.given.ledger, given.ledger, strict=True))
        changed = {at: pair for at, pair in pairs if pair[0] is not pair[1]}
        codes = {about.code for about in given.tellers.values()}
        if any(_speaks(check) or check.code in codes for pair in changed.values() for check in pair):
            return None
        if any(old.code != new.code for old, new in changed.values()):
            return None
        anew = Anew()
        if not all(self._is_kept(*pair, anew) for pair in changed.values()) or self._is_told(anew):
            return None
        trials = self.trials.renewed(given.ledger, tuple(changed)) if self.trials is not None else None
        asked = frozenset(anew.figures.get(figure, figure) for figure in self.asked) if anew.figures else self.asked
        return Kept(given, trials, asked, self.speaking, self.following, self.told)

    def grouped(self) -> tuple[Check, ...]:
        """The ledger with its consequences attached."""
        return tuple(
            self.speaking.get(at, check) for at, check in enumerate(self.given.ledger) if at not in self.following
        )

    def _is_alike(self, given: Given) -> bool:
        mine = self.given
        return (
            len(mine.ledger) == len(given.ledger)
            and _are_same(mine.tables, given.tables)
            and mine.abouts == given.abouts
            and mine.tellers == given.tellers
        )

    def _is_kept(self, old: Check, new: Check, anew: Anew) -> bool:
        """Whether a trial has no part in what was found, or the same as before."""
        if not self._has_a_part(old) and not self._has_a_part(new):
            return True
        are_good = old.outcome == new.outcome and old.outcome in SETTLED
        said = ((each.relation, each.listing, _words_of(each.opposite)) for each in (old, new))
        return are_good and anew.is_alike(*said)

    def _is_told(self, anew: Anew) -> bool:
        """Whether a finding is about one of these figures, or its repair changes words beside one."""
        repairs = (check.cause.repair for check in self.speaking.values() if check.cause is not None)
        mended = {anchor.piece for repair in repairs if repair is not None for anchor, _ in repair.edits}
        return any(figure in self.told or figure.anchor.piece in mended for figure in anew.figures)

    def _has_a_part(self, check: Check) -> bool:
        """Whether it may have been asked: all that name rows or tell of opposite words always are, others by their figures."""
        if check.listing is not None or check.opposite is not None:
            return True
        asked_all = self.trials is not None and self.trials.asked_all
        return check.relation is not None and (asked_all or not self.asked.isdisjoint(figures_of(check)))


def told_of(speaking: Mapping[int, Check]) -> Iterator[Figure]:
    """The figures of which findings say what they should be, or that this is open."""
    causes = (check.cause for check in speaking.values())
    for cause in causes:
        if cause is not None:
            yield from (*cause.lost, *cause.shared)
            for changes in (cause.changes, *cause.rivals, *cause.near):
                yield from (figure for figure, _ in changes)


def _speaks(check: Check) -> bool:
    """Whether a trial says by itself that something is wrong."""
    return check.outcome == "broken" or check.missing is not None


def _words_of(opposite: Opposite | None) -> tuple[object, ...]:
    """The figures of two words, and what turns these, wherever it stands in its piece."""
    if opposite is None:
        return ()
    repairs = (opposite.repair, opposite.of_rate)
    turned = [(each.title, *(text for _, text in each.edits)) for each in repairs]
    return opposite.change, opposite.rate, *turned


def _are_same(mine: Sequence[Table], others: Sequence[Table]) -> bool:
    return len(mine) == len(others) and all(map(is_, mine, others))
