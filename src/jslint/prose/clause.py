"""A clause, frozen: what stands up to a figure, or up to the mark, the word or the heading that ends it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from jslint.prose.numbers import Number
from jslint.prose.reading import Subject, lost
from jslint.prose.vocabulary import Word


class Cue(Struct, frozen=True, gc=False):
    """A word of the vocabulary as it stands in a clause."""

    kind: str
    start: int
    end: int


class Named(Struct, frozen=True, gc=False):
    """A subject that a clause names, where its name begins, and the word it is named by."""

    subject: Subject
    start: int
    word: Word


class Year(Struct, frozen=True, gc=False):
    """A year that a clause names, whether the clause begins with it, and whether it only compares with it (比2022年)."""

    value: int
    opens: bool
    compared: bool = False


Body = Literal["", "own", "other"]
"""Which body a clause names: that of the report, or another."""
Closer = Literal["number", "cue", "level", "ordinal", "code", "stop", "heading", "end"]
"""What a clause ends at; `cue` is a word that announces: 其中, 主要包括, 原因, 用于."""


class Clause(Struct, frozen=True, gc=False):
    """A clause up to its figure, or to what ends it. One that goes on behind a figure repeats the subjects and is `spent`.

    `before` and `after` are what the vocabulary does not know, before and after its first known word; `name` is the stretch from
    the first to the last character of what stands before. `level_end` is where a （类）, （款） or （项） ended that stands before
    it, until something follows it. `tail` is a name that followed a level without its own; `item` the name of a numbered item, `body` which body it names.
    `mark` is what ends it (of a cue the kind, of a level the level, of a heading the section it begins), `behind` where the next may begin.
    """

    end: int
    closer: Closer
    mark: str
    behind: int
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

    def last(self, *kinds: str) -> Cue | None:
        """The last cue of one of these kinds."""
        for cue in reversed(self.cues):
            if cue.kind in kinds:
                return cue
        return None

    def has(self, *kinds: str) -> bool:
        """Whether there is a cue of one of these kinds."""
        for cue in self.cues:  # noqa: SIM110 - asked at every word: a generator would cost as much as the answer
            if cue.kind in kinds:
                return True
        return False

    @property
    def subject(self) -> Subject | None:
        """The subject that the clause names last; 项目 gives way to what says which projects."""
        if not self.subjects:
            return None
        named = self.subjects[-1].subject
        if named.name == "项目" and len(self.subjects) > 1:
            return self.subjects[-2].subject
        return named

    def disowned(self) -> Clause:
        """The clause once a figure was lost to words that nobody knows: its subjects are not known any more."""
        return replace(self, subjects=tuple(replace(each, subject=lost(each.subject)) for each in self.subjects))


class Opening(Struct, frozen=True, gc=False):
    """Where a clause begins.

    `name_start` is where the name of a level may begin; `rest` the clause whose figure has been read and of which the names go on, `level_end` where the level ended that it stands behind.
    """

    start: int
    name_start: int
    rest: Clause | None = None
    level_end: int | None = None
