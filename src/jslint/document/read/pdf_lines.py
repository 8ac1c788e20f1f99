"""Characters on a page to lines of text, whatever small differences of height their fonts have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from jslint.document.stream import clean

_WORD_GAP = 0.6
"""A gap this many times the type size stands between two numbers, not inside one."""


class Line(Struct, frozen=True):
    """A line of a page: its text and the box around it, in points from the top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def lines_of(characters: Iterable[Any]) -> list[Line]:
    """The lines from top to bottom; characters that overlap by half their height stand in one line."""
    groups: list[list[Any]] = []
    for character in sorted(characters, key=lambda one: (one["top"] + one["bottom"], one["x0"])):
        group = groups[-1] if groups else None
        if group is not None and _overlap(group, character):
            group.append(character)
        else:
            groups.append([character])
    return [line for line in map(_line, groups) if line.text]


def _overlap(group: Sequence[Any], character: Any) -> bool:
    for other in group[-3:]:
        shared = min(other["bottom"], character["bottom"]) - max(other["top"], character["top"])
        if shared >= 0.5 * min(other["bottom"] - other["top"], character["bottom"] - character["top"]):
            return True
    return False


def _line(group: list[Any]) -> Line:
    group = sorted(group, key=lambda one: one["x0"])
    parts: list[str] = []
    before: Any = None
    for character in group:
        if (
            before is not None
            and character["text"] == before["text"]
            and abs(character["x0"] - before["x0"]) < 0.2 * character["size"]
        ):
            continue  # bold faked by printing twice
        if before is not None and _apart(before, character):
            parts.append(" ")
        parts.append(character["text"])
        before = character
    size = max(one["size"] for one in group)
    inked = [one for one in group if one["text"].strip()] or group
    return Line(
        clean("".join(parts)).strip(),
        min(one["x0"] for one in inked),
        max(one["x1"] for one in inked),
        min(one["top"] for one in inked),
        max(one["bottom"] for one in inked),
        size or 1.0,
    )


def _apart(before: Any, character: Any) -> bool:
    left, right = before["text"][-1:], character["text"][:1]
    gap = float(character["x0"] - before["x1"])
    return bool(
        left.isascii()
        and right.isascii()
        and left.isalnum()
        and right.isalnum()
        and gap > _WORD_GAP * character["size"]
    )
