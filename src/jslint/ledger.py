"""The ledger: one entry for every trial of a rule at a place, with its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.diagnostic import Outcome, Severity
from jslint.figure import Anchor, Figure, Place
from jslint.relation import Relation


class NewRow(Struct, frozen=True, eq=False):
    """A row that is missing: its cells as they are to be printed, and the code of the row before or behind which it belongs."""

    beside: Anchor
    before: bool
    cells: tuple[str, ...]


class Repair(Struct, frozen=True, eq=False):
    """A replacement of characters within a piece that would mend a finding, or a row to be put in; `reason` says what it mends."""

    title: str
    edits: tuple[tuple[Anchor, str], ...]
    safe: bool = False
    row: NewRow | None = None
    reason: str = ""


class MissingRow(Struct, frozen=True):
    """A row that the table of a piece lacks: its code and its name."""

    piece: str
    code: str
    name: str


class Listing(Struct, frozen=True, eq=False):
    """Rows that a text names as those that printed something: a cell of each `named` group does, none of the `others`.

    A name that is no row has an empty group. `astray` are the names whose rows print nothing, with their places.
    """

    named: tuple[tuple[Figure, ...], ...]
    others: tuple[Figure, ...]
    astray: tuple[tuple[Anchor, Figure], ...] = ()

    def agrees(self, numbers: Mapping[Figure, Decimal]) -> bool:
        """Whether the text names exactly the rows that print something, once figures are other numbers."""
        return all(
            any(figure.number is None or numbers.get(figure, figure.value) for figure in group) for group in self.named
        ) and not any(figure.number is not None and numbers.get(figure, figure.value) for figure in self.others)


class Opposite(Struct, frozen=True, eq=False):
    """A change and its rate, each with what turns the word before it round; whether the words go opposite ways now stands with the trial."""

    change: Figure
    rate: Figure
    repair: Repair
    of_rate: Repair


class Finding(Struct, frozen=True, eq=False):
    """What a broken trial tells the reader: where, what, and which other places it is about."""

    anchor: Anchor
    message: str
    related: tuple[tuple[Anchor, str], ...] = ()
    repairs: tuple[Repair, ...] = ()


class Cause(Struct, frozen=True, eq=False):
    """What is held to have happened where a trial speaks for others: `changes` undo it, `lost` stay open, `words` say it.

    `mended` trials hold once it is undone; `remedy` is what to do, in a word or two. `rivals` are other changes that would undo as
    much, `near` those that do with numbers as far off as rounding leaves them open; `repair` is what undoes it where no cell changes.
    Of the cells that are `shared` only what they come to together is known. `settled` are so many trials that hold then and
    are no relations that must; where only such are, `repair` is as likely as the changes.
    """

    kind: str
    changes: tuple[tuple[Figure, Decimal], ...]
    lost: tuple[Figure, ...] = ()
    mended: int = 0
    words: str = ""
    remedy: str = ""
    rivals: tuple[tuple[tuple[Figure, Decimal], ...], ...] = ()
    repair: Repair | None = None
    near: tuple[tuple[tuple[Figure, Decimal], ...], ...] = ()
    shared: tuple[Figure, ...] = ()
    settled: int = 0

    @property
    def left_open(self) -> dict[Figure, Decimal]:
        """By figure, how far its right number may be from the one that is proposed: what rounding leaves open."""
        numbers = dict(self.changes)
        far: dict[Figure, Decimal] = {}
        for near in map(dict, self.near):
            for figure in {**numbers, **near}:  # as printed, where one of the two leaves it as it is
                off = abs(near.get(figure, figure.value) - numbers.get(figure, figure.value))
                if off:
                    far[figure] = max(off, far.get(figure, off))
        return far


class Check(Struct, frozen=True, eq=False):
    """One trial of a rule.

    `figures` are those that the trial is about, the judged one first. `reason` says why a trial is unchecked, not applicable or
    rounding. `finding` is there exactly when the outcome is broken or waived. `severity` is the rule's own unless the
    trial's circumstances soften it. `subject` names what a finding without figures is about (for its fingerprint).
    `instead` are figures that the rule itself says are wrong, with the right numbers; `cause` is what the diagnosis holds to
    be behind this trial and its consequences. `missing` is the one row of which the rule says that a table lacks it, where that
    is all that it says. `listing` are the rows that the text tried names, and those that it does not;
    `opposite` the two figures of which it says no more than whether their words go opposite ways;
    `decided` are figures beside the relation that decided which numbers it compares.
    """

    code: str
    place: Place
    outcome: Outcome
    figures: tuple[Figure, ...] = ()
    relation: Relation | None = None
    reason: str = ""
    finding: Finding | None = None
    severity: Severity | None = None
    subject: str = ""
    consequences: tuple[Check, ...] = ()
    instead: tuple[tuple[Figure, Decimal], ...] = ()
    cause: Cause | None = None
    missing: MissingRow | None = None
    listing: Listing | None = None
    opposite: Opposite | None = None
    decided: tuple[Figure, ...] = ()

    @property
    def resting(self) -> tuple[Figure, ...]:
        """The figures that it says nothing sure of once one of them is wrong: that decided what it is about, or all of no relation."""
        return self.decided or (self.figures if self.relation is None else ())

    def with_changes(self, **changes: object) -> Check:
        """The same trial with some fields replaced."""
        return replace(self, **changes)


def with_consequences(ledger: Iterable[Check]) -> Iterator[Check]:
    """Every trial, each with those that it speaks for."""
    for check in ledger:
        yield check
        yield from check.consequences
