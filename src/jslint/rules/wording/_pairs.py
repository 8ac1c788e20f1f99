"""Quotes and brackets that do not pair."""

from __future__ import annotations

from jslint.pattern import Pattern

_CLOSERS = {"）": "（", ")": "（", "》": "《", "”": "“", "】": "【", "」": "「", "』": "『"}
_OPENERS = {"（": "（", "(": "（", "《": "《", "“": "“", "【": "【", "「": "「", "『": "『"}
_MARKS = Pattern("[（(《“【「『）)》”】」』]")
_NUMBERED = Pattern(r"(?:^|[\s。；，、：:;,“”（）])[0-9a-zA-Z一二三四五六七八九十①-⑳]{1,3}$")

DEEPEST = 50
"""Open brackets among which the other half is looked for."""


def unpaired(value: str) -> list[tuple[int, str, bool]]:
    """Each quote or bracket without its other half: place, mark, whether it opens.

    A bracket and its half may differ in width. A closing bracket behind a number that begins a clause is an
    enumeration (1）). A later pair that closes regularly tells which one is alone.
    """
    lone: list[tuple[int, str, bool]] = []
    opened: list[tuple[int, str]] = []
    for match in _MARKS.finditer(value):
        at, mark = match.start(), match.group()
        if mark in _OPENERS:
            opened.append((at, mark))
        elif mark in _CLOSERS:
            place = _opener(opened, _CLOSERS[mark])
            if place is not None:
                lone.extend((start, other, True) for start, other in opened[place + 1 :])
                del opened[place:]
            elif not (mark in "）)" and _NUMBERED.search(value[max(0, at - 5) : at])):
                lone.append((at, mark, False))
    lone.extend((start, mark, True) for start, mark in opened)
    return sorted(lone)


def _opener(opened: list[tuple[int, str]], wanted: str) -> int | None:
    for index in range(len(opened) - 1, max(-1, len(opened) - 1 - DEEPEST), -1):
        if _OPENERS[opened[index][1]] == wanted:
            return index
    return None
