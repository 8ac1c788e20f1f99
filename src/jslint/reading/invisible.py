"""Characters that print nothing: marked one to one where they are found, and left out of what is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.pattern import Pattern
from jslint.tree import Run

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The default-ignorable code points of Unicode (DerivedCoreProperties.txt), as a class of characters."""

MARK = "\u2060"
"""What stands for each of them in the text that is parsed: YAML takes it, and it is itself one of them."""

INVISIBLE = Pattern(f"[{IGNORABLE}]")
_UNIT = r"\s*(?:万|亿|千元|元|[%％])"
_POINT = "(?:" + "|".join(rf"(?<=[\u4e00-\u9fff][0-9]{{{digits}}}\.)" for digits in range(1, 6)) + ")"
"""The point of an amount behind a word; that of an item's ordinal stands at a line's head."""
_HARD_SPACE = Pattern(
    r"(?<=[0-9])\u00a0(?=[.,][0-9])"
    rf"|{_POINT}\u00a0(?=[0-9]{{1,4}}{_UNIT})"
    r"|(?<=[0-9],)\u00a0(?=[0-9]{3}(?![0-9]))"
    rf"|(?<=[0-9])(?<![0-9]{{4}})\u00a0(?=[0-9]{{1,3}}(?:,[0-9]{{3}})*(?:\.[0-9]+)?{_UNIT})"
)
"""A no-break space within a number: at its point or comma, or before digits that carry the number's unit."""


def marked(text: str) -> tuple[str, Iterator[tuple[int, bool]]]:
    """The text with a mark for each such character, and their places, each with whether it stands within a number."""
    unseen = INVISIBLE.sub(MARK, text) if INVISIBLE.search(text) else text
    unseen = _HARD_SPACE.sub(MARK, unseen) if "\u00a0" in unseen else unseen
    return unseen, _places(unseen)


def _places(text: str) -> Iterator[tuple[int, bool]]:
    at = text.find(MARK)
    while at >= 0:
        end = at
        while text.startswith(MARK, end):
            end += 1
        within = _is_figure(text[max(0, at - 1) : at]) and _is_figure(text[end : end + 1])
        yield from ((each, within) for each in range(at, end))
        at = text.find(MARK, end)


def _is_figure(character: str) -> bool:
    return character != "" and character in "0123456789.,"


def without(value: str, runs: Iterable[Run]) -> tuple[str, tuple[Run, ...]]:
    """A value without what prints nothing, and its runs, cut where something was left out."""
    holes = [match.start() for match in INVISIBLE.finditer(value)]
    if not holes:
        return value, tuple(runs)
    return INVISIBLE.sub("", value), tuple(_cut(holes, runs))


def _cut(holes: list[int], runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        at, end = run.value_start, run.value_start + run.length
        within = [hole for hole in holes if at <= hole < end]
        joined = False
        for hole in (*within, end):
            if hole > at:
                before = sum(1 for each in holes if each < at)
                yield Run(at - before, run.source_start + at - run.value_start, hole - at, joined)
                joined = True
            at = hole + 1
