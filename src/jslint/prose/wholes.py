"""What an amount of a row or a class is said to be a part of: all expenditure, or what one column of the table holds of it."""

from __future__ import annotations

from jslint.prose.claims import AMOUNTS, Within
from jslint.prose.clause import Clause
from jslint.prose.context import Context, Passage
from jslint.prose.numbers import Number
from jslint.prose.periods import may_be_of_part
from jslint.prose.reading import Reading

_COLUMNS: dict[str, Within] = {
    "基本支出": "基本支出",
    "一般公共预算财政拨款基本支出": "基本支出",
    "项目支出": "项目支出",
    "一般公共预算财政拨款项目支出": "项目支出",
}
_STATED = AMOUNTS | {"other"}
"""Roles of an amount, of a part that no table has too."""
_OF_WHOLES = AMOUNTS | {"share", "completion_rate"}
"""Roles of a figure of a whole behind which 其中 announces its parts."""


def within(context: Context, clause: Clause, passage: Passage, number: Number) -> Within:
    """What the row or class that the clause names is a part of; empty where the sentence leaves it open."""
    if len(clause.subjects) > 1:
        return ""
    whole, announced = _whole_before(context), context.part_of
    aside = context.aside
    if aside is not None and aside.sentence == context.sentence:
        announced = aside.last
        if announced is None or not is_row(announced):
            return ""
    since = whole.end if whole is not None else passage.part_start(number.start)
    if may_be_of_part(passage.text, since, number.start):
        return ""  # 1至6月小学教育支出 A 万元
    if announced is None:
        return "合计" if whole is None or whole.subject.head else ""
    if announced.role not in _OF_WHOLES:
        return ""
    if is_row(announced):
        return "" if whole is not None and whole.start > announced.start else announced.within
    if whole is None or whole.subject != announced.subject or _list_ended(passage.text, announced, number):
        return ""
    return "合计" if announced.subject.head else _COLUMNS.get(announced.subject.name, "")


def is_row(reading: Reading) -> bool:
    """Whether a figure is of a row of the section's table, or of a class."""
    return reading.subject.row or bool(reading.subject.path)


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
