"""A clause while it is cut: what has been taken, and the frozen clause that it becomes."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from jslint.prose.clause import Body, Clause, Closer, Cue, Named, Opening, Year
from jslint.prose.context import Context, Passage
from jslint.prose.items import is_item_name, trimmed
from jslint.prose.lexer import Token
from jslint.prose.numbers import Number
from jslint.prose.reading import Subject
from jslint.prose.vocabulary import Word


class Taken(Struct, gc=False):
    """What of a clause has been taken: the fields that a `Clause` ends with, in its order."""

    start: int
    name_start: int
    subjects: tuple[Named, ...] = ()
    of: Subject | None = None
    name: tuple[int, int] = (0, 0)
    empty: bool = True
    spent: bool = False
    in_path: bool = False
    level_end: int | None = None
    named_to: int | None = None
    coming_year: bool = False
    cues: tuple[Cue, ...] = ()
    before: str = ""
    after: str = ""
    number: Number | None = None
    tail: str = ""
    item: tuple[int, int] | None = None
    years: tuple[Year, ...] = ()
    body: Body = ""


_TAKEN = len(Taken.__struct_fields__)
assert Taken.__struct_fields__ == Clause.__struct_fields__[-_TAKEN:]  # noqa: S101 - a clause is made of them in this order


class Draft(Taken, kw_only=True, gc=False):
    """A clause that is being cut.

    `gap` is the stretch of text that the vocabulary lacks and that ends here, `own_to` where the body's own name ends, `awaiting` says that the name of an item is to come,
    `free` are the numbers that repeat nothing.
    """

    context: Context
    passage: Passage
    awaiting: bool
    gap: tuple[int, int] | None = None
    own_to: int | None = None
    free: tuple[Number, ...] = ()

    @property
    def text(self) -> str:
        """The prose of the passage."""
        return self.passage.text

    def has(self, kind: str) -> bool:
        """Whether a cue of that kind has been taken."""
        for cue in self.cues:  # noqa: SIM110 - asked at every name
            if cue.kind == kind:
                return True
        return False

    def add_gap(self, raw: str, start: int, end: int) -> None:
        """Text that the vocabulary lacks: before the first known word, or behind it."""
        self.gap = (start if self.gap is None else self.gap[0], end)
        if self.empty:
            self.name = (self.name[0] if self.before else start, end)
            self.before += raw
        else:
            self.after += raw

    def close_tail(self, at: int) -> None:
        """What stands behind the level: a name after （款） or （类） that lacks its own mark is that of the 项."""
        tail = trimmed(self.text[self.level_end : at])
        if is_item_name(tail) and not self.context.has_item_level:
            self.tail = tail
            self.subjects = ()
        if tail:
            self.before = self.after = ""
        self.level_end = None

    def clause(self, closer: Closer, token: Token) -> Clause:
        """The clause as it stands, ended by that token."""
        if self.level_end is not None and closer in {"stop", "end"}:
            self.close_tail(token.start)
        mark = token.text if token.word is None else _mark(closer, token.word, token.text)
        return Clause(token.start, closer, mark, token.end, *astuple(self)[:_TAKEN])


def begin(opening: Opening, context: Context, passage: Passage) -> Draft:
    """A draft of the clause that begins there, with what goes on of the one before."""
    return Draft(*_going_on(opening), context=context, passage=passage, awaiting=context.awaiting_name)


def unsaid(opening: Opening, mark: Token) -> Clause:
    """The clause that a mark ends before it says anything."""
    return Clause(mark.start, "stop", mark.text, mark.end, *_going_on(opening))


def _going_on(opening: Opening) -> tuple[Any, ...]:
    """The fields of a clause in which there is nothing yet but what goes on of the one before: whom it names, not the words that its figure has used."""
    rest, level_end = opening.rest, opening.level_end
    if rest is None and level_end is None:
        return opening.start, opening.name_start
    if rest is None:
        return opening.start, opening.name_start, (), None, (0, 0), False, False, True, level_end
    return (
        opening.start,
        opening.name_start,
        rest.subjects,
        rest.of,
        rest.name,
        rest.empty,
        True,
        rest.in_path,
        rest.level_end,
        rest.named_to,
        rest.coming_year,
    )


def _mark(closer: Closer, word: Word, text: str) -> str:
    """What of the word that ends a clause matters to what comes."""
    if closer == "cue":
        return word.kind
    return word.meaning if closer == "level" else text
