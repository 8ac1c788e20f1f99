"""What the narrative says of its figures: who (subject), in which role, and of what."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from jslint.figure import Anchor, Figure

Role = Literal[
    "total", "part", "share", "change", "change_rate", "direction", "prior", "opening_budget", "full_budget", "budget",
    "adjustment", "final", "completion_rate", "count", "score", "grade", "reason", "purpose", "names", "nil", "other",
]  # fmt: skip

ROLE_WORDS: dict[str, str] = {
    "total": "总额",
    "part": "其中数",
    "share": "占比",
    "change": "增减额",
    "change_rate": "增减幅度",
    "direction": "增减方向",
    "prior": "上年数",
    "opening_budget": "年初预算",
    "full_budget": "全年预算",
    "budget": "预算数",
    "adjustment": "预算调整数",
    "final": "决算数",
    "completion_rate": "完成率",
    "count": "数量",
    "score": "得分",
    "grade": "等级个数",
    "reason": "原因",
    "purpose": "用途",
    "names": "项目名称",
    "nil": "无收支",
    "other": "其他",
}
"""What each role is called in messages."""

BUDGETS: frozenset[str] = frozenset({"opening_budget", "full_budget", "budget"})
AMOUNTS: frozenset[str] = frozenset({"total", "part", "final"})
"""Roles of an amount of the reported year itself."""


class Claim(Struct, frozen=True, eq=False):
    """One thing that a section says.

    `topic` is the canonical key of the section it is said about; `subject` the canonical name of what it is about, or the
    name as printed; `path` the printed names 类, 款, 项 of a functional subject (`unmarked` where they stand without these marks) and
    `entry` the number of its item (0 outside items); `kind_of` what is counted of which the subject is a kind. `of` says what a ratio or a change is of: the base's subject, a budget's role, `prior`. `sense` is +1 up or
    greater, -1 down or less, 0 equal. `part` and `base` are the stated figures that a ratio was made from, where the text
    has them. `group` numbers the enumeration it stands in, `sentence` the sentence. `text` holds a reason's or a list's words.
    """

    topic: str
    subject: str
    role: Role
    anchor: Anchor
    figure: Figure | None = None
    path: tuple[str, ...] = ()
    entry: int = 0
    of: str = ""
    sense: int | None = None
    part: Figure | None = None
    base: Figure | None = None
    group: int = 0
    sentence: int = 0
    text: str = ""
    names: tuple[tuple[str, Anchor], ...] = ()
    unmarked: bool = False
    kind_of: str = ""

    @property
    def words(self) -> str:
        """The claim as a reader would say it: 住房公积金 · 年初预算."""
        base = f"（{ROLE_WORDS.get(self.of, self.of)}）" if self.of else ""
        return f"{self.subject} · {ROLE_WORDS[self.role]}{base}"


class Unbound(Struct, frozen=True, eq=False):
    """A figure whose meaning is not certain, with the reason."""

    figure: Figure
    reason: str
