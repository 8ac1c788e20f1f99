"""What the reader of a passage knows at a point: the clause it is in, whom the sentence is about, which item and list it stands in."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, field

from jslint.report.prose.claims import Role
from jslint.report.prose.numbers import Number
from jslint.report.prose.vocabulary import Word

BUDGET_ROLES: dict[str, Role] = {
    "opening": "opening_budget",
    "full": "full_budget",
    "budget": "budget",
    "adjustment": "adjustment",
}
"""The role of an amount or base that a kind of cue calls a budget."""
RECENT = 120
"""Claims before a number among which those that it goes with are sought."""


class Subject(NamedTuple):
    """Whom a figure is about: canonical or printed name, the functional path, the number of its item."""

    name: str
    path: tuple[str, ...] = ()
    entry: int = 0
    head: bool = False
    known: bool = True


class Draft(Struct):
    """A claim before its figures are made; places are offsets of the prose as read.

    `rival` is whom a change may be about instead: 收入总计 A，其中本年收入 B，较上年增加 D leaves it open.
    """

    topic: str
    subject: Subject
    role: Role
    start: int
    end: int
    number: Number | None = None
    of: str = ""
    sense: int | None = None
    part: Number | None = None
    base: Number | None = None
    group: int = 0
    sentence: int = 0
    text: str = ""
    names: tuple[tuple[str, int, int], ...] = ()
    passage: int = 0
    rival: Subject | None = None


class Cue(Struct):
    """A word of the vocabulary as it stands in a clause."""

    kind: str
    start: int
    end: int


class Clause(Struct):
    """A clause between two stops, as far as it is read.

    `before` and `after` are what the vocabulary does not know, before and after its first known word; `name` is the stretch from
    the first to the last character of what stands before. `spent` says that a figure has used its words of comparison.
    """

    start: int
    cues: list[Cue] = field(default_factory=list)
    subjects: list[tuple[Subject, int, Word]] = field(default_factory=list)
    of: Subject | None = None
    before: str = ""
    after: str = ""
    name: tuple[int, int] = (-1, -1)
    empty: bool = True
    spent: bool = False
    later_year: bool = False
    path_end: int = -1
    named_to: int = -1

    def kinds(self) -> set[str]:
        """The kinds of its cues."""
        return {cue.kind for cue in self.cues}

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
        named = [subject for subject, _, _ in self.subjects]
        if named[-1].name == "项目" and len(named) > 1:
            return named[-2]
        return named[-1]


class Aside(NamedTuple):
    """Whom a sentence was about before a bracket with figures of its own, and whether it enumerates."""

    sentence: int
    subject: Subject | None
    counted: Subject | None
    listed: bool


class Scope(Struct):
    """What outlives a clause: the section, the sentence's subject, the item, the list and the last comparison.

    `later` is 1 in a sentence that names a year after the report's, 2 once it has named that year's budget.
    """

    topic: str
    subject: Subject | None = None
    main: Subject | None = None
    path: dict[str, str] = field(default_factory=dict)
    entry: int = 0
    sentence: int = 0
    group: int = 0
    listed: bool = False
    mode: str = ""
    mode_start: int = 0
    comparand: str = ""
    resumable: bool = False
    awaiting_name: bool = False
    tentative: bool = False
    counted: Subject | None = None
    shared: tuple[Subject, ...] = ()
    aside: Aside | None = None
    later: int = 0
