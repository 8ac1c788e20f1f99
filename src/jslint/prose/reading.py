"""What is said of whom: a subject, and the reading of one figure or of words without one."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from jslint.prose.claims import Role, Within
from jslint.prose.numbers import Number


class Subject(Struct, frozen=True, gc=False):
    """Whom a figure is about.

    `path` are the printed names 类, 款, 项 and `entry` the number of the item; `unmarked` says that the names of a numbered item
    stood there without （类）（款）（项）. `kind_of` names what is counted of which this is a kind. `known` is false where words
    make of it something else than its name says; `row` that it is named as a row of the section's table without its levels.
    """

    name: str
    path: tuple[str, ...] = ()
    entry: int = 0
    head: bool = False
    known: bool = True
    unmarked: bool = False
    kind_of: str = ""
    row: bool = False


NOBODY = Subject("", known=False)
"""What a text is about that has named something else: whoever it was, it is none of ours."""


def lost(subject: Subject) -> Subject:
    """The subject where words make another of it."""
    return replace(subject, known=False)


class Reading(Struct, frozen=True, eq=False, gc=False):
    """What a clause says of one figure, or without one; places are offsets of the prose as read.

    `within` is what a row or a class is said to be a part of. `plain` of a nil statement that nothing stands with the name. `rival` is whom a change may be about instead: 收入总计 A，其中本年收入 B，较上年增加 D leaves it open.
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
    within: Within = ""
    plain: bool = False
