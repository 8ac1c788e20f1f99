"""The labels that Word prints before the paragraphs of a list: they stand in no text node, and yet on paper."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from jslint.document.read.archive import attribute, is_on, local, whole
from jslint.document.read.numerals import numeral
from jslint.document.read.word_styles import Listed, child
from jslint.pattern import Pattern

_HOLE = Pattern(r"%([1-9])")
_LEVELS = 9


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    restart: int | None
    is_legal: bool
    ends: str


class Numbering:
    """The lists of a document (`w:numbering`, or none) and how far each has come."""

    def __init__(self, root: Any) -> None:
        self._lists: dict[int, tuple[int, dict[int, _Level]]] = {}
        self._starts: dict[tuple[int, int], int] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        if root is None:
            return
        abstract = {whole(attribute(each, "abstractNumId")): _levels(each) for each in root.iter("{*}abstractNum")}
        for each in root.iter("{*}num"):
            number, of = whole(attribute(each, "numId")), child(each, "abstractNumId")
            key = -1 if of is None else whole(attribute(of, "val"))
            levels = dict(abstract.get(key, {}))
            for change in each.iter("{*}lvlOverride"):
                at = whole(attribute(change, "ilvl"))
                if (start := child(change, "startOverride")) is not None:
                    self._starts[number, at] = whole(attribute(start, "val"))
                levels |= _levels(change)
            self._lists[number] = key, levels

    def __bool__(self) -> bool:
        return bool(self._lists)

    def label(self, listed: Listed) -> str:
        """What is printed before the next paragraph of a list, with what divides them; "" for none and for bullets."""
        number, at = listed.number or 0, listed.level or 0
        key, levels = self._lists.get(number, (-1, {}))
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counted(key, number, at, levels)
        if level.form == "bullet":
            return ""

        def count(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            of = levels.get(place, level)
            value = counts[place] if counts[place] is not None else of.start
            return numeral(value or 0, "decimal" if level.is_legal else of.form)

        text = _HOLE.sub(count, level.text)
        return text + (" " if text and (level.ends == "space" or text[-1].isascii() or text[-1].isdigit()) else "")

    def _counted(self, key: int, number: int, at: int, levels: dict[int, _Level]) -> list[int | None]:
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        if (number, at) in self._starts and (number, at) not in self._begun:
            self._begun.add((number, at))
            counts[at] = self._starts[number, at]
        else:
            before = counts[at]
            counts[at] = levels[at].start if before is None else before + 1
        for below in range(at + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and at < restart):
                counts[below] = None
        return counts


def _levels(element: Any) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for each in element.iter("{*}lvl"):
        parts = {local(part.tag): part for part in each}
        at = whole(attribute(each, "ilvl"))
        if not 0 <= at < _LEVELS:
            continue

        def said(name: str, default: str, parts: dict[str, Any] = parts) -> str:
            return attribute(parts[name], "val", default) if name in parts else default

        restart = whole(said("lvlRestart", "")) if "lvlRestart" in parts else None
        levels[at] = _Level(
            whole(said("start", "0")),
            said("numFmt", "decimal"),
            said("lvlText", ""),
            restart,
            "isLgl" in parts and is_on(parts["isLgl"]),
            said("suff", "tab"),
        )
    return levels
