"""What a binder is: a figure in its clause goes in; what is said of it, why nobody can say, or nothing comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from jslint.prose.claims import Role
from jslint.prose.clause import Clause
from jslint.prose.context import Context, Passage
from jslint.prose.focus import following
from jslint.prose.numbers import Number
from jslint.prose.reading import Reading, Subject
from jslint.prose.wholes import within

MONEY_OF = {"公务接待": "公务接待费"}
"""The money of what is counted: 公务接待 3.20 万元 is 公务接待费."""
_FOLLOWED = frozenset({"total", "part", "final", "opening_budget", "full_budget", "budget", "change"})
"""Roles of figures that say whom what comes is about."""


class Bound(Struct, frozen=True, gc=False):
    """What is said of a figure, what is known behind it, and the clause where binding changed it."""

    context: Context
    readings: tuple[Reading, ...]
    clause: Clause | None = None


class Unsure(Struct, frozen=True, gc=False):
    """A figure whose meaning is not certain, with the reason."""

    reason: str
    clause: Clause | None = None


class Free(Struct, frozen=True, gc=False):
    """A figure that repeats nothing, with the reason."""

    reason: str


Outcome = Bound | Unsure | Free | None
"""None: the figure is not for this binder."""


class View(Struct, frozen=True, gc=False):
    """A figure as a binder sees it; `text` is the prose of the passage."""

    text: str
    passage: Passage
    clause: Clause
    context: Context
    number: Number

    def knowing(self, context: Context) -> View:
        """The view in that context."""
        return self if context is self.context else replace(self, context=context)

    def between(self, number: Number) -> str:
        """What stands between an earlier figure and this one."""
        return self.text[number.after : self.number.start]

    def default(self) -> Subject:
        """What the section is about where its sentences do not say it."""
        return self.passage.default(self.context.topic)

    def unknown(self) -> Unsure:
        """A figure lost to words that the vocabulary lacks."""
        return Unsure(f"“{(self.clause.after or self.clause.before)[-12:]}”不在词汇表里", self.clause)

    def reading(self, role: Role, subject: Subject, **also: Any) -> Reading:
        """A reading of the figure."""
        context, number = self.context, self.number
        if role != "count" and subject.name in MONEY_OF:
            subject = replace(subject, name=MONEY_OF[subject.name])
        unnumbered = context.entry and not subject.entry and len(subject.path) != 1
        if unnumbered and (subject.path or subject.kind_of or context.main is None):
            subject = replace(subject, entry=context.entry)
        if subject.row or (len(subject.path) == 1 and not subject.entry):
            also["within"] = within(context, self.clause, self.passage, number)
        return Reading(
            context.topic,
            subject,
            role,
            number.start,
            number.end,
            number,
            group=context.group,
            sentence=context.sentence,
            passage=self.passage.index,
            **also,
        )

    def bound(self, reading: Reading) -> Bound:
        """The reading remembered for those that follow in the sentence."""
        context = self.context
        if reading.role == "total":
            context = replace(context, group=context.group + 1, total_lost=False)
            reading = replace(reading, group=context.group)
        if reading.role in _FOLLOWED:
            context = following(context, self.clause, self.passage, reading.subject)
        return Bound(replace(context, last=reading), (reading,), self.clause)


class Example(NamedTuple):
    """A sentence of a section and what it says of its last figure, in the words of the claim."""

    topic: str
    text: str
    said: str


class Binder(NamedTuple):
    """One way of saying: the kinds of numbers it is for, what it does, and sentences that show it."""

    name: str
    kinds: frozenset[str]
    bind: Callable[[View], Outcome]
    examples: tuple[Example, ...] = ()
