"""A clause while it is cut: what has been taken, and the frozen clause that it becomes."""

from __future__ import annotations

from msgspec import Struct

from jslint.prose.clause import Body, Clause, Closer, Cue, Named, Year
from jslint.prose.context import Opening, Passage
from jslint.prose.items import is_item_name, trimmed
from jslint.prose.lexer import Token
from jslint.prose.numbers import Number
from jslint.prose.reading import Subject


class Draft(Struct):
    """What of a clause has been taken; fields are those of `Clause`.

    `gap` is the stretch of text that the vocabulary lacks and that ends here, `own_to` where the body's own name ends, `awaiting` says that the name of an item is to come,
    `free` are the numbers that repeat nothing.
    """

    opening: Opening
    passage: Passage
    start: int
    name_start: int
    awaiting: bool
    subjects: tuple[Named, ...] = ()
    of: Subject | None = None
    before: str = ""
    after: str = ""
    name: tuple[int, int] = (0, 0)
    empty: bool = True
    spent: bool = False
    in_path: bool = False
    level_end: int | None = None
    named_to: int | None = None
    coming_year: bool = False
    cues: tuple[Cue, ...] = ()
    tail: str = ""
    item: tuple[int, int] | None = None
    years: tuple[Year, ...] = ()
    gap: tuple[int, int] | None = None
    own_to: int | None = None
    body: Body = ""
    number: Number | None = None
    free: tuple[Number, ...] = ()

    @property
    def text(self) -> str:
        """The prose of the passage."""
        return self.passage.text

    def add_gap(self, raw: str, start: int, end: int) -> None:
        """Text that the vocabulary lacks: before the first known word, or behind it."""
        self.gap = (start if self.gap is None else self.gap[0], end)
        if self.empty:
            self.name = (self.name[0] if self.before else start, end)
            self.before += raw
        else:
            self.after += raw

    def close_tail(self, at: int) -> None:
        """A name after （款） or （类） that lacks its own mark is that of the 项."""
        if self.level_end is None:
            return
        tail = trimmed(self.text[self.level_end : at])
        if is_item_name(tail) and not self.opening.has_item_level:
            self.tail = tail
            self.subjects = ()
        if tail:
            self.before = self.after = ""
        self.level_end = None

    def clause(self, closer: Closer, token: Token) -> Clause:
        """The clause as it stands, ended by that token."""
        if self.level_end is not None and closer in {"stop", "end"}:
            self.close_tail(token.start)
        return Clause(
            self.start,
            token.start,
            closer,
            _mark(closer, token),
            token.end,
            self.cues,
            self.subjects,
            self.of,
            self.before,
            self.after,
            self.name,
            self.empty,
            self.spent,
            self.in_path,
            self.level_end,
            self.named_to,
            self.name_start,
            self.number,
            self.tail,
            self.item,
            self.years,
            self.coming_year,
            self.body,
        )


def begin(opening: Opening, passage: Passage) -> Draft:
    """A draft of the clause that begins there, with what goes on of the one before."""
    rest = opening.rest
    if rest is None:
        return Draft(opening, passage, opening.start, opening.name_start, opening.awaiting_name)
    return Draft(
        opening,
        passage,
        rest.start,
        rest.name_start,
        opening.awaiting_name,
        rest.subjects,
        rest.of,
        name=rest.name,
        empty=rest.empty,
        spent=rest.spent,
        in_path=rest.in_path,
        level_end=rest.level_end,
        named_to=rest.named_to,
        coming_year=rest.coming_year,
    )


def _mark(closer: Closer, token: Token) -> str:
    """What of the token that ends a clause matters to what comes."""
    if token.word is not None and closer in {"cue", "level"}:
        return token.word.kind if closer == "cue" else token.word.meaning
    return token.text
