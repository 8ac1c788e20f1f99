"""Prose as it is read: width folded, quotes and spaces dropped, soft line breaks joined, with the way back to every character."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from msgspec import Struct

from jslint.pattern import Pattern

_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
"""Characters that no reader sees (Unicode: Default_Ignorable_Code_Point of the basic plane)."""
_DROPPED = Pattern(rf"[\s{_UNSEEN}“”\"‘’'「」『』]+")
_WITHIN_NUMBER = Pattern(rf"[\u00a0\u2009\u202f{_UNSEEN}]+")
"""A gap that does not part the digits around it: nothing seen, or a space that groups them."""
_NUMBERED = Pattern(
    r"[\s“”]*(?:[0-9０-９]{1,3}[“”]?[、.．)）](?![0-9０-９])|[(（][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
)
_STOPS = frozenset("。；：:;！!？?")
_HEADING = Pattern(r"[^，。；,;：:%％]{2,44}(?:情况|说明|结果|概况)[。:：]?")
_NUMBERED_HEADING = Pattern(
    r"(?:[(（][0-9一二三四五六七八九十]{1,3}[)）]|[0-9一二三四五六七八九十]{1,3}[、.．])[^0-9，。；,;:：%％]{2,40}(?:变动|变化|对比|比较|构成|分析)"
)
"""A heading that only its number shows to be one: （二）与上年对比."""
_DIGITS = frozenset("0123456789")

_SHAPES = {
    "⻔": "门",
    "⻋": "车",
    "⻓": "长",
    "⻅": "见",
    "⻚": "页",
    "⻛": "风",
    "⻜": "飞",
    "⻢": "马",
    "⻥": "鱼",
    "⻬": "齐",
}
"""Radicals that PDF fonts print for whole characters and that Unicode does not decompose."""


def _folded() -> dict[str, str]:
    folded = dict(_SHAPES)
    for character in map(chr, (*range(0x2E80, 0x2FE0), *range(0xFF01, 0xFF5F))):
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) == 1 and plain != character:
            folded.setdefault(character, plain)
    del folded["，"]  # a full-width comma never groups digits
    return {**folded, "\u2212": "-", "﹣": "-", "﹪": "%"}


_FOLDED = _folded()
_TO_FOLD = Pattern(f"[{''.join(sorted(_FOLDED))}]")
"""What is folded: a pattern passes over the rest of a text six times as fast as `str.translate` does."""


class Prose(Struct, frozen=True):
    r"""A passage as read. `\n` ends a paragraph; one space keeps two numbers apart; `_at` maps stretches back."""

    text: str
    _starts: tuple[int, ...]
    _sources: tuple[int, ...]

    def source(self, at: int) -> int:
        """The offset in the passage of the character at `at`."""
        index = bisect_right(self._starts, at) - 1
        return self._sources[index] + at - self._starts[index] if index >= 0 else at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the passage that `text[start:end]` stands on, from its first to its last character."""
        starts, sources = self._starts, self._sources
        first = bisect_right(starts, start) - 1
        if first < 0:
            return start, end
        source = sources[first] + start - starts[first]
        if end <= start:
            return source, source
        last = bisect_right(starts, end - 1, first) - 1
        return source, sources[last] + end - starts[last]


_GROUPED = Pattern(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")
"""A full-width comma among full-width digits groups them; elsewhere it is punctuation."""


def fold(text: str) -> str:
    """Full-width letters, digits and signs to half-width, one to one; the full-width comma stays what it is."""
    return _TO_FOLD.sub(_plain, _GROUPED.sub(",", text))


def _plain(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


def read_prose(raw: str) -> Prose:
    """A passage without what the eye passes over. Linear in its length."""
    folded = fold(raw)
    parts: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = at = 0
    for match in _DROPPED.finditer(folded):
        start, end = match.span()
        if start > at:
            starts.append(length)
            sources.append(at)
            parts.append(folded[at:start])
            length += start - at
        at = end
        if length and (folded[start - 1] in _DIGITS or "\n" in match[0]) and (kept := _kept(folded, start, end)):
            starts.append(length)
            sources.append(start)
            parts.append(kept)
            length += 1
    if at < len(folded):
        starts.append(length)
        sources.append(at)
        parts.append(folded[at:])
    return Prose("".join(parts), tuple(starts), tuple(sources))


def _kept(text: str, start: int, end: int) -> str:
    """What a dropped stretch leaves: a paragraph's end, a space between two numbers, or nothing."""
    gap = text[start:end]
    if "\n" in gap and _ends_paragraph(text, start, end, gap):
        return "\n"
    if text[start - 1] in _DIGITS and text[end : end + 1] in _DIGITS and not _WITHIN_NUMBER.fullmatch(gap):
        return " "
    return ""


def _ends_paragraph(text: str, start: int, end: int, gap: str) -> bool:
    if gap.count("\n") > 1 or text[start - 1 : start] in _STOPS or _NUMBERED.match(text, end):
        return True
    line_start = text.rfind("\n", max(0, start - 50), start) + 1
    if start - line_start > 46:
        return False
    line = text[line_start:start].strip()
    return bool(_HEADING.fullmatch(line) or _NUMBERED_HEADING.fullmatch(line))
