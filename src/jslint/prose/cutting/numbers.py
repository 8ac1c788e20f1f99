"""Numbers as they end a clause, or go by: years, ordinals and codes repeat nothing."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.prose.clause import Closer, Cue, Year
from jslint.prose.context import ITEM_TOPICS
from jslint.prose.cutting.draft import Draft
from jslint.prose.cutting.names import names_other, take_remark
from jslint.prose.lexer import Token
from jslint.prose.numbers import Number

_TITLE_REACH = 80
"""Characters before a number within which the 《 of the title that holds it stands."""


def take_number(draft: Draft, token: Token) -> Closer | None:
    """A figure ends the clause; what repeats nothing does not."""
    number = token.number
    if draft.gap is not None and number is not None and number.free == "年份" and not draft.cues:
        names_other(draft)
    draft.gap = None
    if number is None or number.kind == "free":
        if number is not None:
            if draft.level_end is not None:
                draft.close_tail(token.start)
            draft.free += (number,)
        return _take_free(draft, token, number)
    if draft.level_end is not None:
        draft.close_tail(token.start)
    if _in_title(draft.text, token.start):
        draft.free += (number.freed("文件名中的数字"),)
        return None
    draft.number = number
    return "number"


def _take_free(draft: Draft, token: Token, number: Number | None) -> Closer | None:
    if number is not None and number.free == "年份":
        _take_year(draft, number)
        return None
    fresh = draft.empty and not draft.before
    if token.kind == "ordinal" and fresh and _begins_item(draft, token):
        return "ordinal"
    if token.kind == "ordinal" and number is None:
        take_remark(draft, token)
    coded = number is not None and number.free == "科目编码" and token.fresh and not draft.awaiting
    if coded and fresh and draft.passage.opens_paragraph(draft.start, draft.context.topic):
        return "ordinal" if _begins_item(draft, token) else None
    return None


def _begins_item(draft: Draft, token: Token) -> bool:
    """Whether an ordinal begins an item: （一） only where the section goes by items, none within a reason's line."""
    mode = draft.context.mode
    if token.number is None:
        return draft.context.topic in ITEM_TOPICS and not mode
    return not mode or draft.text[token.start - 1 : token.start] in {"\n", ""}


def _take_year(draft: Draft, number: Number) -> None:
    year = draft.passage.year
    opens = _opens(draft, number) and not (number.year < year and _DAY.match(draft.text, number.after))
    if year and 0 < number.year < year:
        draft.cues += (Cue("prior", number.start, number.after),)
        if number.year < year - 1:
            draft.cues += (Cue("earlier", number.start, number.after),)
    if year and number.year > year:
        draft.coming_year = True
    compared = draft.text.endswith(_COMPARED, draft.start, number.start)
    draft.years += (Year(number.year, opens, compared),)


_COMPARED = ("与", "较", "比", "同", "对比", "和", "跟", "按")
_ANNOUNCED = Pattern(r"(?:预计|预测|拟|计划|安排|截[至止]|至|到|另外?|此外|其余|根据|按照?)+")


_DAY = Pattern(r"[0-9]{1,2}月[0-9]{1,2}日")
"""截至2023年12月31日 in a report of 2024 is a day that was not renewed, not the year that is told of."""


def _opens(draft: Draft, number: Number) -> bool:
    """Whether a clause begins with the year: 2022年…, 我局2022年…, 预计2024年…, not 与2022年相比."""
    if number.start == draft.start:
        return True
    if not draft.empty:
        return False
    if _ANNOUNCED.fullmatch(draft.text, draft.start, number.start):
        return True
    return not draft.before and not draft.text.startswith(_COMPARED, draft.start)


def _in_title(text: str, at: int) -> bool:
    opened = text.rfind("《", max(0, at - _TITLE_REACH), at)
    return opened >= 0 and text.find("》", opened, at) < 0


def take_code(draft: Draft, token: Token) -> Closer | None:
    """教育支出（205）A 万元; a code in brackets that follows no name is a bracket like another."""
    assert token.number is not None  # noqa: S101 - a code is a number
    draft.free += (token.number,)
    if _names_by_code(draft):
        draft.item = (draft.start, token.start)
        return "code"
    if draft.named_to == token.start:
        return None
    if draft.level_end is not None:
        draft.close_tail(token.start)
    return "code"


def _names_by_code(draft: Draft) -> bool:
    """行政运行（2010301）: a paragraph that begins with a name the vocabulary lacks and its code begins an item."""
    if not draft.before or draft.subjects or draft.cues or draft.context.mode:
        return False
    return draft.passage.opens_paragraph(draft.start, draft.context.topic)
