"""What the narrative says of its figures: a union of types, each of what one way of saying tells."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from jslint.figure import Anchor, Figure

AmountRole = Literal[
    "total", "part", "prior", "opening_budget", "full_budget", "budget", "adjustment", "final", "other"
]  # fmt: skip
Reckoning = Literal["difference", "rate", "portion", "execution", "sum", "limit", "operand"]
"""How a figure is made of those beside it: their difference, its rate, a share, an execution rate, a sum, what they may not exceed; or an operand of such a one."""
Role = Literal[
    AmountRole, "share", "change", "change_rate", "direction", "completion_rate", "count", "score", "grade", "reason",
    "purpose", "names", "nil",
]  # fmt: skip

Within = Literal["", "合计", "基本支出", "项目支出"]
"""What a row is a part of: all expenditure of the section's table, or what one of its columns holds of it."""

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
    "difference": "增减额",
    "rate": "增减幅度",
    "portion": "占比",
    "execution": "执行率",
    "sum": "合计数",
    "limit": "总数",
    "operand": "据以计算的数",
}
"""What each role is called in messages."""

BUDGETS: frozenset[str] = frozenset({"opening_budget", "full_budget", "budget"})
AMOUNTS: frozenset[str] = frozenset({"total", "part", "final"})
"""Roles of an amount of the reported year itself."""


class Said(Struct, frozen=True, eq=False):
    """Of whom something is said, and where: what all claims have.

    `topic` is the canonical key of the section it is said about; `subject` the canonical name of what it is about, or the
    name as printed; `path` the printed names 类, 款, 项 of a functional subject (`unmarked` where they stand without these marks) and
    `entry` the number of its item (0 outside items); `kind_of` what is counted of which the subject is a kind. `group` numbers the
    enumeration it stands in, `sentence` the sentence. `within` is of a row of the section's table, named without its levels, and of a class
    what it is said to be a part of; empty where that is not certain, and of all else.
    """

    topic: str
    subject: str
    anchor: Anchor
    path: tuple[str, ...]
    entry: int
    unmarked: bool
    kind_of: str
    group: int
    sentence: int
    within: Within


class Stated(Said, frozen=True, eq=False):
    """What is said by a figure."""

    figure: Figure


class Amount(Stated, frozen=True, eq=False):
    """An amount of money: of the year, of the year before, or a budget."""

    role: AmountRole


class _Derived(Stated, frozen=True, eq=False):
    """A figure made from others: `of` says against what, `part` and `base` are the stated figures it was made from, where there are such."""

    of: str
    part: Figure | None
    base: Figure | None


class Share(_Derived, frozen=True, eq=False):
    """占…的 P%: 100 × part ÷ base; `of` is the base's subject."""

    role: ClassVar[Literal["share"]] = "share"


class Completion(_Derived, frozen=True, eq=False):
    """完成预算的 P%: 100 × part ÷ base; `of` is the budget's role."""

    role: ClassVar[Literal["completion_rate"]] = "completion_rate"


class Change(_Derived, frozen=True, eq=False):
    """增加 D 万元: `of` is `prior`, with the year's amount as base, or a budget's role, with the amount as part and the budget as base.

    `sense` is +1 up, -1 down.
    """

    role: ClassVar[Literal["change"]] = "change"
    sense: int


class Growth(_Derived, frozen=True, eq=False):
    """增长 P%: of what a `Change` is; `part` is the stated change. `sense` 0 is a 差异率, which prints its own sign."""

    role: ClassVar[Literal["change_rate"]] = "change_rate"
    sense: int


class Count(Stated, frozen=True, eq=False):
    """A number of vehicles, visits, projects; `of` is what the subject is a kind of, or nothing."""

    role: ClassVar[Literal["count"]] = "count"
    of: str


class Score(Stated, frozen=True, eq=False):
    """得分 in points; `of` is 平均得分 where it is that of several together."""

    role: ClassVar[Literal["score"]] = "score"
    of: str


class Grade(Stated, frozen=True, eq=False):
    """How many projects got the grade that is the subject."""

    role: ClassVar[Literal["grade"]] = "grade"


Weighted = tuple[tuple[Figure, int], ...]
"""Figures with their signs."""


class Reckoned(Stated, frozen=True, eq=False):
    """A figure that the words beside it make of others of its sentence, whatever they are of: the sum of `part`, in percent of that of `base`."""

    role: Reckoning
    part: Weighted
    base: Weighted


class Direction(Said, frozen=True, eq=False):
    """决算数大于预算数: `comparison` is the kind of word that says it, `sense` +1 greater, -1 less, 0 neither; `of` as of a `Change`."""

    role: ClassVar[Literal["direction"]] = "direction"
    of: str
    sense: int
    comparison: str


class Reason(Said, frozen=True, eq=False):
    """Why something changed, in the words of `text`."""

    role: ClassVar[Literal["reason"]] = "reason"
    text: str


class Purpose(Said, frozen=True, eq=False):
    """What money was spent on, in the words of `text`."""

    role: ClassVar[Literal["purpose"]] = "purpose"
    text: str


class Names(Said, frozen=True, eq=False):
    """主要包括…: the names listed, each with its place; `text` is the whole list."""

    role: ClassVar[Literal["names"]] = "names"
    text: str
    names: tuple[tuple[str, Anchor], ...]


class Nil(Said, frozen=True, eq=False):
    """没有…收支, in the words of `text`; `plain` where the clause says that of the whole subject this year and nothing else."""

    role: ClassVar[Literal["nil"]] = "nil"
    text: str
    plain: bool


Ratio = Share | Completion | Growth
"""A percentage that is a quotient of amounts."""
Figured = Amount | Ratio | Change | Count | Score | Grade | Reckoned
"""One thing that a figure says."""
Claim = Figured | Direction | Reason | Purpose | Names | Nil
"""One thing that a section says."""


def of_what(claim: Claim) -> str:
    """What a claim is a share, a change or a kind of; nothing where it is of nothing."""
    match claim:
        case Share() | Completion() | Change() | Growth() | Count() | Score() | Direction():
            return claim.of
    return ""


def words_of(claim: Claim) -> str:
    """The claim as a reader would say it: 住房公积金 · 年初预算."""
    of = of_what(claim)
    base = f"（{ROLE_WORDS.get(of, of)}）" if of else ""
    return f"{claim.subject} · {ROLE_WORDS[claim.role]}{base}"


class Unbound(Struct, frozen=True, eq=False):
    """A figure whose meaning is not certain, with the reason."""

    figure: Figure
    reason: str
