"""What an amount of a row or a class is said to be a part of: all expenditure, or what one column of the table holds of it."""

from __future__ import annotations

from jslint.prose.claims import AMOUNTS, Within
from jslint.prose.clause import Clause, Named
from jslint.prose.context import Context, Passage
from jslint.prose.numbers import Number
from jslint.prose.periods import may_be_of_part
from jslint.prose.reading import Reading

_OF_BASIC = frozenset(
    {
        "人员经费", "公用经费", "工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出", "会议费", "培训费"
    }
)  # fmt: skip
"""Names of the section on basic expenditure that are no rows as prose is read and hold nothing but what its table does."""
BASIC = "一般公共预算财政拨款基本支出决算情况"
_COLUMNS: dict[str, Within] = {
    "基本支出": "基本支出",
    "一般公共预算财政拨款基本支出": "基本支出",
    "项目支出": "项目支出",
    "一般公共预算财政拨款项目支出": "项目支出",
}
HALVES_OF_ROWS = ("的基本支出", "的项目支出")
"""What the halves of a row are called: 高中教育的项目支出."""
_STATED = AMOUNTS | {"other"}
"""Roles of an amount, of a part that no table has too."""
_OF_WHOLES = AMOUNTS | {"share", "completion_rate"}
"""Roles of a figure of a whole behind which 其中 announces its parts."""


def within(context: Context, clause: Clause, passage: Passage, number: Number) -> Within:
    """What the row or class that the clause names is a part of; empty where the sentence leaves it open."""
    if len(_named_since(context, clause)) > 1:
        return ""
    whole, announced = _whole_before(context), context.part_of
    aside = context.aside
    if aside is not None and aside.sentence == context.sentence:
        announced = aside.last
        if announced is None or not (is_row(announced) or _is_of_basic(context, announced)):
            return ""
    since = whole.end if whole is not None else passage.part_start(number.start)
    if may_be_of_part(passage.text, since, number.start):
        return ""  # 1至6月小学教育支出 A 万元
    if announced is None:
        return "合计" if whole is None or whole.subject.head or _is_of_basic(context, whole) else ""
    if announced.role not in _OF_WHOLES:
        return ""
    if is_row(announced):
        return "" if whole is not None and whole.start > announced.start else announced.within
    if whole is None:
        return ""
    if _is_of_basic(context, announced) and _is_of_basic(context, whole):
        return "合计"
    ended = whole.subject != announced.subject or _list_ended(passage.text, announced, number)
    return "" if ended else _of_whole(whole)


def _of_whole(whole: Reading) -> Within:
    return "合计" if whole.subject.head else _COLUMNS.get(whole.subject.name, "")


def _named_since(context: Context, clause: Clause) -> list[Named]:
    """The subjects that a clause names behind the figure before: A 万元和乙 B 万元 names one at each figure."""
    since = context.last.end if context.last is not None else 0
    return [each for each in clause.subjects if each.start >= since]


def _is_of_basic(context: Context, whole: Reading) -> bool:
    """公用经费 A 万元，其中会议费 B 万元、办公费 C 万元: in the section on basic expenditure a half holds all that its items have."""
    return context.topic == BASIC and whole.subject.name in _OF_BASIC


def is_row(reading: Reading) -> bool:
    """Whether a figure is of a row of the section's table, or of a class."""
    return (reading.subject.row or bool(reading.subject.path)) and not is_half(reading)


def is_half(reading: Reading) -> bool:
    """Whether a figure is of what one column holds of a row: 高中教育的项目支出."""
    return reading.subject.name.endswith(HALVES_OF_ROWS)


def _whole_before(context: Context) -> Reading | None:
    """The last amount of what is no row: in the sentence, or what the one before ended with."""
    for reading in reversed(context.recent):
        if context.sentence - reading.sentence > 1 or reading.topic != context.topic:
            return None
        if reading.role in _STATED and not is_row(reading):
            return reading
    return None


def _list_ended(text: str, announced: Reading, number: Number) -> bool:
    """Whether a semicolon stands behind parts that no colon announced: the next may be a part of something else."""
    between = text[announced.end : number.start]
    return ";" in between and ":" not in between.partition(";")[0]
