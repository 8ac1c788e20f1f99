"""Headings within a text: where they stand, and which section they begin."""

from __future__ import annotations

from collections.abc import Callable

from jslint.pattern import Pattern
from jslint.prose.vocabulary import Vocabulary

_ORDINAL = Pattern(r"(?:[0-9]{1,3}[、.)]|\([0-9一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、)")
_TITLE = Pattern(r"[^0-9，,;:%。\n]{2,44}(?=[。:\n]|$)")
_ENDS = ("情况", "说明", "结果", "概况")
_NUMBERED_ENDS = ("变动", "变化", "对比", "比较", "构成", "分析")
"""How a heading ends that only its number shows to be one."""
WHOLE_TOPICS = frozenset({"收入支出决算总体情况", "收入决算情况", "支出决算情况"})
_NOT = Pattern(r"没有|无|如下|来看|是|为")


def headings(
    text: str, vocabulary: Vocabulary, topic: str, key_of: Callable[[str], str | None]
) -> dict[int, tuple[int, str]]:
    """Start of each heading to its end and the canonical key of the section it begins, empty where it names none.

    Short headings (收入情况) begin a section only under `topic`s of the whole: under a fund they are of that fund.
    """
    short = vocabulary.headings if topic in WHOLE_TOPICS else {}
    found: dict[int, tuple[int, str]] = {}
    start = 0
    while start < len(text):
        ordinal = _ORDINAL.match(text, start)
        at = ordinal.end() if ordinal else start
        title = _TITLE.match(text, at)
        ends = _ENDS + _NUMBERED_ENDS if ordinal else _ENDS
        if title and title[0].endswith(ends) and not _NOT.search(title[0]):
            end = title.end() + (1 if text[title.end() : title.end() + 1] in {"。", ":"} else 0)
            topic = short.get(title[0]) or key_of(title[0]) or ""
            found[start] = (end, topic)
        following = text.find("\n", start)
        start = following + 1 if following >= 0 else len(text)
    return found
