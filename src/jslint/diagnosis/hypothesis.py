"""Something that may have happened to figures of a report, and what it comes to when it is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from jslint.diagnosis import limits
from jslint.diagnosis.what_if import Change, Effect, WhatIf
from jslint.figure import Figure
from jslint.ledger import Repair
from jslint.relation import TAIL
from jslint.report.tables import Table

Kind = Literal[
    "figure",
    "repeated",
    "exchanged",
    "copied",
    "class",
    "total",
    "blank",
    "slid",
    "turned",
    "unit",
    "sister",
    "contradicted",
    "direction",
    "deleted",
    "tail",
    "handed",
]
"""What happened: one figure is wrong; with it those that repeat it or follow from it; cells exchanged; rows or a class copied
over others; a class's total copied into one of its parts; rows left blank; a block that slid, or turned round within its class, or is
printed in another unit, or stands against other names than in a sister table; cells that agree among themselves and with no other
place; a word of direction that goes the wrong way; a row deleted; a tail adjusted; what a rule itself says."""


SLIPS: frozenset[Kind] = frozenset({"figure", "repeated", "tail", "handed"})
"""Kinds that concern single amounts, which a last digit may be about."""


class Hypothesis(Struct, frozen=True, eq=False):
    """What may have happened, and what undoes it.

    `changes`: the cells with the numbers that undo it; `lost`: cells of which it leaves the number open.
    `words` say what happened, `remedy` what to do, in a word or two.
    `evidence` counts what is printed and speaks for it, in relations, beside those that it mends.
    `found`: those of the changes whose numbers were only worked out from relations and speak for nothing by themselves.
    `worked_out`: all numbers that relations gave to cells whose own are lost, also where the cell prints its number already.
    `shared`: cells of which only what they come to together is known.
    `explains`: trials that it accounts for without any change; `settled` of them hold once it is undone, and need not hold.
    `repair`: what to do where no cell is to change, or what is as likely as to change them.
    """

    kind: Kind
    changes: tuple[Change, ...]
    lost: tuple[Figure, ...] = ()
    found: tuple[Change, ...] = ()
    words: str = ""
    remedy: str = ""
    evidence: int = 0
    explains: tuple[int, ...] = ()
    repair: Repair | None = None
    worked_out: tuple[Change, ...] = ()
    shared: tuple[Figure, ...] = ()
    settled: int = 0


class Weighed(Struct, frozen=True, eq=False):
    """A hypothesis with what it mends and loses; `left` are open trials over its figures that it does not explain.

    `telling` are those of the explained trials that differ by more than the tail of a rounding. `rivals` are other changes that
    explain the very same trials, `near` those that do with worked-out numbers some steps off.
    """

    hypothesis: Hypothesis
    effect: Effect
    left: int = 0
    kept: int = 0
    telling: int = 0
    rivals: tuple[tuple[Change, ...], ...] = ()
    near: tuple[tuple[Change, ...], ...] = ()

    @property
    def explained(self) -> tuple[int, ...]:
        """The trials that it mends or accounts for."""
        return tuple(sorted({*self.effect.mended, *self.hypothesis.explains}))

    @property
    def gain(self) -> int:
        """Relations explained less those spoilt and those that only served to find a number; evidence weighs as much.

        A good relation that still holds with several numbers that were found speaks for them.
        """
        free = max(0, len(self.hypothesis.found) - self.kept)
        return len(self.explained) - self.effect.spoilt - free + self.hypothesis.evidence

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        """Sorts the best first: most gained, most explained, fewest left broken, fewest cells of unknown number and changed."""
        explained = len(self.explained)
        return (-self.gain, -explained, self.left, len(self.hypothesis.lost), len(self.hypothesis.changes))


class Generator(Protocol):
    """Where hypotheses come from."""

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The best hypothesis of its kind that explains enough by itself, or None."""


def weigh(what_if: WhatIf, hypothesis: Hypothesis) -> Weighed:
    """What a hypothesis comes to."""
    effect = what_if.effect(hypothesis.changes, hypothesis.lost, hypothesis.found)
    over = set(what_if.open_over(figure for figure, _ in hypothesis.changes))
    left = over.difference(effect.mended, hypothesis.explains, what_if.open_over(hypothesis.lost))
    kept = what_if.kept(hypothesis.found, hypothesis.changes, hypothesis.lost) if hypothesis.found else 0
    explained = {*effect.mended, *hypothesis.explains}
    telling = sum(1 for index in explained if what_if.trials.checks[index].reason != TAIL)
    return Weighed(hypothesis, effect, len(left), kept, telling)


def is_enough(weighed: Weighed) -> bool:
    """Whether it explains as much as a common cause must, breaking hardly anything."""
    return len(weighed.explained) >= limits.ENOUGH and weighed.gain >= limits.ENOUGH and spoils_little(weighed)


def spoils_little(weighed: Weighed) -> bool:
    """Whether it explains far more than it breaks; that rows changed places, more than tails of roundings, which are everywhere."""
    if weighed.hypothesis.kind not in SLIPS and not weighed.telling:
        return False
    return weighed.effect.spoilt * limits.CLEARLY <= len(weighed.explained)


def leaves_little(weighed: Weighed) -> bool:
    """Whether it mends far more than it leaves broken over its own cells."""
    return weighed.left * limits.MOSTLY <= len(weighed.effect.mended)


def best_of(candidates: Iterable[Weighed]) -> Weighed | None:
    """The one that gains most; the first of equals."""
    return min(candidates, key=lambda weighed: weighed.order, default=None)


def broken_tables(what_if: WhatIf, tables: Mapping[str, Table]) -> Sequence[Table]:
    """Those of the tables (by their pieces) over whose figures a relation is open."""
    pieces = {figure.place.piece for index in what_if.open for figure in what_if.trials.checks[index].figures}
    return [table for piece, table in tables.items() if piece in pieces]


def effective(what_if: WhatIf, changes: Sequence[Change]) -> Iterator[Change]:
    """Those of the changes that change anything."""
    return (change for change in changes if change[1] != what_if.number(change[0]))
