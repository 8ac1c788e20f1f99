"""What is known at a point of a passage: frozen values that the next clause replaces."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from jslint.prose.claims import Role
from jslint.prose.numbers import Number
from jslint.prose.vocabulary import Vocabulary, Word

BUDGET_ROLES: dict[str, Role] = {
    "opening": "opening_budget",
    "full": "full_budget",
    "budget": "budget",
    "adjustment": "adjustment",
}
"""The role of an amount or base that a kind of cue calls a budget."""
BUDGET_CUES = ("opening", "full", "budget")
ITEM_TOPICS = frozenset(
    {
        "一般公共预算财政拨款支出决算情况",
        "政府性基金预算财政拨款支出决算情况",
        "国有资本经营预算财政拨款支出决算情况",
    }
)
"""Sections that go through the functional subjects item by item."""
RECENT = 120
"""Readings before a number among which those that it goes with are sought."""


class Subject(NamedTuple):
    """Whom a figure is about.

    `path` are the printed names 类, 款, 项 and `entry` the number of the item; `unmarked` says that the names of a numbered item
    stood there without （类）（款）（项）. `kind_of` names what is counted of which this is a kind. `known` is false where words
    make of it something else than its name says.
    """

    name: str
    path: tuple[str, ...] = ()
    entry: int = 0
    head: bool = False
    known: bool = True
    unmarked: bool = False
    kind_of: str = ""


NOBODY = Subject("", known=False)
"""What a text is about that has named something else: whoever it was, it is none of ours."""


class Reading(Struct, frozen=True, eq=False, gc=False):
    """What a clause says of one figure, or without one; places are offsets of the prose as read.

    `rival` is whom a change may be about instead: 收入总计 A，其中本年收入 B，较上年增加 D leaves it open.
    """

    topic: str
    subject: Subject
    role: Role
    start: int
    end: int
    number: Number | None = None
    of: str = ""
    sense: int = 0
    part: Number | None = None
    base: Number | None = None
    group: int = 0
    sentence: int = 0
    text: str = ""
    names: tuple[tuple[str, int, int], ...] = ()
    passage: int = 0
    rival: Subject | None = None


class Cue(NamedTuple):
    """A word of the vocabulary as it stands in a clause."""

    kind: str
    start: int
    end: int


class Named(NamedTuple):
    """A subject that a clause names, where its name begins, and the word it is named by."""

    subject: Subject
    start: int
    word: Word


class Year(NamedTuple):
    """A year that a clause names, and whether the clause begins with it."""

    value: int
    opens: bool


Closer = Literal["number", "cue", "level", "ordinal", "code", "stop", "heading", "end"]
"""What a clause ends at; `cue` is a word that announces: 其中, 主要包括, 原因, 用于."""


class Clause(Struct, frozen=True, gc=False):
    """A clause up to its figure, or to what ends it. One that goes on behind a figure repeats the subjects and is `spent`.

    `before` and `after` are what the vocabulary does not know, before and after its first known word; `name` is the stretch from
    the first to the last character of what stands before. `level_end` is where a （类）, （款） or （项） ended that stands before
    it, until something follows it. `mark` is what ends it (of a cue the kind, of a level the level, of a heading the section it begins),
    `behind` where the next may begin. `tail` is a name that followed a level without its own; `item` the name of a numbered item.
    """

    start: int
    end: int
    closer: Closer
    mark: str = ""
    behind: int = 0
    cues: tuple[Cue, ...] = ()
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
    name_start: int = 0
    number: Number | None = None
    tail: str = ""
    item: tuple[int, int] | None = None
    years: tuple[Year, ...] = ()
    coming_year: bool = False

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
        return replace(self, subjects=tuple(each._replace(subject=lost(each.subject)) for each in self.subjects))


def lost(subject: Subject) -> Subject:
    """The subject where words make another of it."""
    return subject._replace(known=False)


class Slot(NamedTuple):
    """What a number of an enumeration is about; in another role than the first where the enumeration goes through the years."""

    subject: Subject
    role: Role | None = None


class Aside(NamedTuple):
    """Whom a sentence was about before a bracket with figures of its own, whether it enumerates, its last figure, where it opens; `named`: the bracket stands right behind a name."""

    sentence: int
    subject: Subject | None
    counted: Subject | None
    listed: bool
    last: Reading | None
    named: bool = False
    start: int = 0


Mode = Literal["", "reason", "purpose", "names"]
Coming = Literal["", "year", "budget"]
"""How far a sentence has come with a year after the report's: it names the year, or that year's budget too."""


class Opening(Struct, frozen=True, gc=False):
    """What cutting a clause needs to know: where it begins and of which section, and what the words before it leave open.

    `rest` is what goes on of the clause before, `has_item_level` whether the item's path has come to the 项, `amount_lost` whether the
    last amount was of something else, `last` the last figure, `recent` the latest readings, among which a total says that a name is the body's own.
    """

    topic: str
    start: int
    name_start: int
    rest: Clause | None
    awaiting_name: bool
    has_item_level: bool
    listed: bool
    mode: Mode
    mode_start: int
    amount_lost: bool
    last: Reading | None
    recent: tuple[Reading, ...]


class Context(Struct, frozen=True, gc=False):
    """What outlives a clause: the section, whom the sentence is about, the item, the list, the last figures.

    `rest` is the clause whose figure is read and that goes on; `name_start` where the name of a level may begin. `run` are what the
    numbers that follow in an enumeration are about; `total_lost` says that the last total was of something else, `lost_at` behind which amount of another thing the text goes on; `sharing` who has a share and of what, while the base's amount is read. `part_of` is the figure
    whose parts 其中 announces, `named_at` the mark right behind a name that has no figure yet, `inherited` what the change is against whose parts it announces.
    """

    topic: str
    subject: Subject | None = None
    main: Subject | None = None
    path: tuple[tuple[str, str], ...] = ()
    entry: int = 0
    sentence: int = 0
    group: int = 0
    listed: bool = False
    mode: Mode = ""
    mode_start: int = 0
    comparand: str = ""
    inherited: str = ""
    resumable: bool = False
    awaiting_name: bool = False
    tentative: bool = False
    counted: Subject | None = None
    shared: tuple[Subject, ...] = ()
    aside: Aside | None = None
    coming: Coming = ""
    start: int = 0
    name_start: int = 0
    rest: Clause | None = None
    last: Reading | None = None
    run: tuple[Slot, ...] = ()
    completed: bool = False
    sharing: tuple[Subject, Subject] | None = None
    amount_lost: bool = False
    named_at: int | None = None
    total_lost: bool = False
    lost_at: int | None = None
    part_of: Reading | None = None
    recent: tuple[Reading, ...] = ()

    def has_level(self, level: str) -> bool:
        """Whether the item's path has come to that level."""
        return any(known == level for known, _ in self.path)

    def opening(self) -> Opening:
        """What cutting the next clause needs to know."""
        return Opening(
            self.topic,
            self.start,
            self.name_start,
            self.rest,
            self.awaiting_name,
            bool(self.path) and self.has_level("项"),
            self.listed,
            self.mode,
            self.mode_start,
            self.amount_lost,
            self.last,
            self.recent,
        )

    def remembering(self, readings: tuple[Reading, ...]) -> Context:
        """The context with these as its latest readings."""
        return replace(self, recent=(*self.recent, *readings)[-RECENT:]) if readings else self


class Passage(Struct, frozen=True):
    """A passage that is read: its prose, the vocabulary, the report's year (0 where unknown)."""

    text: str
    vocabulary: Vocabulary
    year: int

    def opens_sentence(self, start: int) -> bool:
        """Whether a sentence, or a part of one behind a semicolon, begins there."""
        return start == 0 or self.text[start - 1] in "。!?\n;"

    def opens_paragraph(self, start: int, topic: str) -> bool:
        """Whether a paragraph of a section of items begins there."""
        return topic in ITEM_TOPICS and (start == 0 or self.text[start - 1] == "\n")

    def default(self, topic: str) -> Subject:
        """What a section is about where its sentences do not say it."""
        return Subject(self.vocabulary.defaults.get(topic, topic), head=True)
