"""The words of direction: 增加 or 减少, 增长 or 下降, 大于, 小于 or 等于, as the figures have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jslint.amount import HUNDRED
from jslint.diagnostic import Edit
from jslint.editing.fill.reasons import FOR_REASON
from jslint.editing.fill.sources import Sources, is_prose
from jslint.figure import Anchor, Figure
from jslint.ledger import Check
from jslint.prose.claims import Change, Claim, Direction, Growth
from jslint.prose.opposites import OTHER_WAY
from jslint.relation import unread
from jslint.relation.order import Order
from jslint.relation.ratio import in_wan
from jslint.source import Span

_WORDS = re.compile("|".join(sorted(OTHER_WAY, key=len, reverse=True)))
_COMPARED = {
    "大于": ("大于", "小于", "等于"), "小于": ("大于", "小于", "等于"), "等于": ("大于", "小于", "等于"),
    "高于": ("高于", "低于", "等于"), "低于": ("高于", "低于", "等于"), "多于": ("多于", "少于", "等于"), "少于": ("多于", "少于", "等于"),
}  # fmt: skip
_COMPARING = re.compile("|".join(_COMPARED))
_LEVEL = re.compile(r"与(?P<what>[^，。；;：:\n与]{1,16}?)(?:支出)?(?:相持平|持平|相等|一致|相同)")
"""决算数与年初预算数持平."""
_ASKED = re.compile(rf"(?:支出)?决算数与(?:年初|全年)?预算数(?:存在|有)差异{FOR_REASON}[。；;]?")
"""The sentence of its own that asks for the reason of a difference."""
_CLAUSE = "，。；;：:\n、（(”"
LONGEST_CLAUSE = 30


def turned(sources: Sources, figure: Figure) -> Edit | None:
    """The word before a figure turned to say the opposite; None where no one word of its clause says the direction."""
    span = sources.atlas.span(figure.anchor)
    text = sources.atlas.source.text
    start = max(text.rfind(mark, 0, span.start) for mark in _CLAUSE) + 1
    found = list(_WORDS.finditer(text, max(start, span.start - LONGEST_CLAUSE), span.start))
    if len(found) != 1:
        return None
    return Edit(Span(*found[0].span()), OTHER_WAY[found[0][0]])


def words(sources: Sources) -> Iterator[tuple[Edit, Check]]:
    """The edits that make the words of direction say what the figures say."""
    claims = {claim.anchor: claim for section in sources.atlas.report.sections() for claim in section.claims}
    for check in sources.atlas.checks:
        if check.outcome == "broken" and check.finding is not None and _is_of_words(check):
            claim = claims.get(check.finding.anchor)
            if claim is not None and (edit := _edit(sources, check, claim)) is not None:
                yield edit, check


def _is_of_words(check: Check) -> bool:
    return isinstance(check.relation, Order) or (check.relation is None and bool(check.figures))


def _edit(sources: Sources, check: Check, claim: Claim) -> Edit | None:
    if isinstance(claim, Direction):
        way = _way(check)
        return _compared(sources, claim.anchor, way) if way is not None else None
    if isinstance(claim, Growth) and check.relation is None and len(check.figures) == 2:
        return turned(sources, check.figures[0])
    if isinstance(claim, Change) and isinstance(check.relation, Order):
        return turned(sources, claim.figure)
    return None


def _way(check: Check) -> int | None:
    """How the first amount of a comparison stands to the second, or a completion rate to the whole."""
    relation = check.relation
    if isinstance(relation, Order):
        if unread(relation.figures) is not None:
            return None
        difference = in_wan(relation.first) - in_wan(relation.second)
        return (difference > 0) - (difference < 0)
    rate = check.figures[0]
    if len(check.figures) != 1 or rate.unit != "%" or not is_prose(rate):
        return None
    return (rate.value > HUNDRED) - (rate.value < HUNDRED)


def _compared(sources: Sources, anchor: Anchor, way: int) -> Edit | None:
    """大于, 小于 or 等于 as the amounts stand, in the words of the sentence."""
    span = sources.atlas.span(anchor)
    text = sources.atlas.source.text
    found = list(_COMPARING.finditer(text, span.start, span.end))
    if len(found) != 1:
        changed = _no_longer_level(text, span, way) if way else _level_again(text, span)
        return changed if not found else None
    greater, less, equal = _COMPARED[found[0][0]]
    word = {1: greater, -1: less, 0: equal}[way]
    if word == found[0][0]:
        return None
    start, end = found[0].span()
    asked = "" if way else text[end : max(end, text.find(FOR_REASON, end))]
    if asked and not any(mark in asked for mark in _CLAUSE):
        return Edit(Span(start, end + len(asked) + len(FOR_REASON)), f"{word}{asked}")
    return Edit(Span(start, end), word)


def _level_again(text: str, span: Span) -> Edit | None:
    """The sentence that asks for the reason of a difference, taken away where there is none any more."""
    found = next((each for each in _ASKED.finditer(text) if each.start() < span.end and span.start < each.end()), None)
    return Edit(Span(*found.span()), "") if found is not None else None


def _no_longer_level(text: str, span: Span, way: int) -> Edit | None:
    """与预算数持平 as 大于预算数 or 小于预算数."""
    start = max(text.rfind(mark, 0, span.end) for mark in _CLAUSE) + 1
    for match in _LEVEL.finditer(text, start):
        if match.start() < span.end <= match.end():
            return Edit(Span(*match.span()), f"{'大于' if way > 0 else '小于'}{match['what']}")
    return None
