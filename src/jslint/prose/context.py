"""What is known at a point of a passage: frozen values that the next clause replaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from jslint.prose.claims import Role
from jslint.prose.reading import Reading, Subject
from jslint.prose.row_names import NO_ROWS, Rows
from jslint.prose.vocabulary import Vocabulary

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


class Slot(Struct, frozen=True, gc=False):
    """What a number of an enumeration is about; in another role than the first where the enumeration goes through the years."""

    subject: Subject
    role: Role | None = None


class Aside(Struct, frozen=True, gc=False):
    """Whom a sentence was about before a bracket with figures of its own, whether it enumerates, its last figure, where it opens; `named`: the bracket stands right behind a name."""

    sentence: int
    subject: Subject | None
    counted: Subject | None
    listed: bool
    last: Reading | None
    named: bool = False
    start: int = 0
    era: Era = ""
    abroad: bool = False


Mode = Literal["", "reason", "purpose", "names"]
Era = Literal["", "prior", "earlier", "coming", "planned"]
"""The year a sentence is about: the report's own, the one before, an earlier one, a later one, a later one's budget."""


class Context(Struct, frozen=True, gc=False):
    """What outlives a clause: the section, whom the sentence is about, the item, the list, the last figures.

    `run` are what the numbers that follow in an enumeration are about; `total_lost` says that the last total was of something else, `lost_at` behind which amount of another thing the text goes on; `sharing` who has a share and of what, while the base's amount is read. `part_of` is the figure
    whose parts 其中 announces, `named_at` the mark right behind a name that has no figure yet, `inherited` what the change is against whose parts it announces; `abroad` says that the sentence is about another body.
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
    era: Era = ""
    abroad: bool = False
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

    @property
    def has_item_level(self) -> bool:
        """Whether the item's path has come to the 项."""
        return bool(self.path) and self.has_level("项")

    def remembering(self, readings: tuple[Reading, ...]) -> Context:
        """The context with these as its latest readings."""
        return replace(self, recent=(*self.recent, *readings)[-RECENT:]) if readings else self


class Passage(Struct, frozen=True):
    """A passage that is read: its prose, the vocabulary, the report's year (0 where unknown), the names of its body.

    `rows` are the names of the rows of each section's table, `index` tells it from the section's other passages.
    """

    text: str
    vocabulary: Vocabulary
    year: int
    own: tuple[str, ...] = ()
    rows: Mapping[str, Rows] = NO_ROWS
    index: int = 0

    def opens_sentence(self, start: int) -> bool:
        """Whether a sentence, or a part of one behind a semicolon, begins there."""
        return start == 0 or self.text[start - 1] in "。!?\n;"

    def sentence_start(self, at: int) -> int:
        """Where the sentence begins in which a place stands."""
        return max(self.text.rfind("。", 0, at), self.text.rfind("\n", 0, at)) + 1

    def part_start(self, at: int) -> int:
        """Where the sentence begins, or what of it stands behind a semicolon."""
        text = self.text
        return max(text.rfind("。", 0, at), text.rfind("\n", 0, at), text.rfind(";", 0, at)) + 1

    def opens_paragraph(self, start: int, topic: str) -> bool:
        """Whether a paragraph of a section of items begins there."""
        return topic in ITEM_TOPICS and (start == 0 or self.text[start - 1] == "\n")

    def default(self, topic: str) -> Subject:
        """What a section is about where its sentences do not say it."""
        return Subject(self.vocabulary.defaults.get(topic, topic), head=True)
