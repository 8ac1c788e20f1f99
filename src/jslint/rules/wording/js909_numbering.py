"""JS909: numbers of items or sections that are doubled or out of step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from jslint.figure import Anchor, Place
from jslint.kinds.phrases import some
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, found, rule

_DIGITS = "一二三四五六七八九"
_ITEM = Pattern(
    r"^[ \t\u3000]*(?:(?P<arabic>[0-9]{1,2})(?P<mark>[、．]|\.(?![0-9]))|（(?P<inner>[一二三四五六七八九十]{1,3})）"
    r"|\((?P<half>[一二三四五六七八九十]{1,3})\)|(?P<outer>[一二三四五六七八九十]{1,3})、)",
    re.MULTILINE,
)
_INLINE_ARABIC = Pattern(r"(?<![0-9.])([0-9]{1,2})(?:[、．）)]|\.(?![0-9]))")
_INLINE_WORDS = Pattern(r"([一二三四五六七八九十]{1,3})[）)、]")
_AHEAD = 40
"""Items among which the next of a series is looked for."""
_NEAR = 3
"""A number farther from the one before it is no slip of counting but something else."""

ABOUT = About(
    code="JS909",
    name="broken-numbering",
    title="条目、标题的序号连续",
    severity="information",
    basis="公文序号的通行要求；序号跳号、重号常是删改条目后没有重排。",
    why="跳号往往意味着漏了一条，重号意味着有一条是插进去的。只看行首的序号，行中有序号的算接上；从 1 重新起编的是另一组；与前一个相差太远的不作判断。",
    advice="请核对条目有没有遗漏，并重排序号。",
    good=(
        Example(
            "情况说明:\n  收入决算情况: |\n    1. 其一。\n    2. 其二。\n    1. 另一组。\n    （一）其一。\n    （二）其二。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  收入决算情况: |\n    1. 其一。\n    ⟦JS909⟧3.⟦/⟧ 其二。\n    3. 其三。\n    4. 其四。\n    ⟦JS909⟧4.⟦/⟧ 又其四。\n"
        ),
        Example("情况说明:\n  二、收入决算情况: |\n    甲。\n  ⟦JS909⟧二、支出决算情况⟦/⟧: |\n    乙。\n"),
    ),
)


class Item(Struct, frozen=True):
    """A number at the head of a line: its place, its value, and which series it is of."""

    start: int
    end: int
    number: int
    series: str
    inline: frozenset[int] = frozenset()


def check(report: Report) -> Iterable[Check]:
    """The items of each text, then the printed numbers of the sections."""
    for text in report.texts():
        if text.kind != "prose":
            continue
        items = text.once("JS909", _items)
        broken = tuple(_out_of_step(items))
        if items and not broken:
            yield Check(ABOUT.code, text.place, "holds")
        for item, before in broken:
            yield _finding(text.place, text.anchor(item.start, item.end), item.number, before)
    yield from _sections(report)


def _items(value: str) -> list[Item]:
    items: list[Item] = []
    for match in some(_ITEM, value):
        words = match["inner"] or match["half"] or match["outer"]
        number = _value(words) if words else int(match["arabic"])
        series = "arabic" if match["arabic"] else "outer" if match["outer"] else "inner"
        if number:
            start = match.end() - len(match.group().lstrip())
            passed = value[items[-1].end if items else 0 : start]
            items.append(Item(start, match.end(), number, series, _inline(passed, series)))
    return items


def _inline(passed: str, series: str) -> frozenset[int]:
    """The numbers of a series that stand within lines, where a line end was lost."""
    if series == "arabic":
        return frozenset(int(match.group(1)) for match in _INLINE_ARABIC.finditer(passed))
    return frozenset(_value(match.group(1)) for match in _INLINE_WORDS.finditer(passed))


def _value(words: str) -> int:
    """一 … 九十九 as a number; 0 for what is none."""
    tens, ten, ones = words.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    head = (_DIGITS.index(tens) + 1 if tens in _DIGITS and tens else 1) * 10 if ten else 0
    return head + (_DIGITS.index(ones) + 1 if ones else 0)


def _out_of_step(items: list[Item]) -> Iterator[tuple[Item, int]]:
    """Items that do not follow the one before them in their series; a series begins anew under an item of a higher one."""
    ranks = {"outer": 0, "inner": 1, "arabic": 2}
    last: dict[str, int] = {}
    for at, item in enumerate(items):
        for series in [series for series in last if ranks[series] > ranks[item.series]]:
            del last[series]
        before = last.get(item.series)
        follows = before is None or item.number in {1, before + 1} or item.number - 1 in item.inline
        odd = before is not None and not follows and abs(item.number - before - 1) <= _NEAR
        if odd and before is not None:
            yield item, before
        alone = odd and before is not None and _next(items, at) == before + 2
        last[item.series] = before + 1 if alone and before is not None else item.number


def _next(items: list[Item], at: int) -> int:
    """The number of the next item of the same series, 0 where there is none."""
    return next((item.number for item in islice(items, at + 1, at + 1 + _AHEAD) if item.series == items[at].series), 0)


def _sections(report: Report) -> Iterator[Check]:
    """Only a number that stands twice or runs backwards: a section may be printed without one."""
    before = 0
    for section in report.sections():
        match = _ITEM.match(section.title)
        number = _value(match["outer"]) if match and match["outer"] else 0
        if number and number <= before:
            yield _finding(Place(section.piece), section.title_anchor, number, before)
        before = number or before


def _finding(place: Place, anchor: Anchor, number: int, before: int) -> Check:
    said = f"序号 {number} 重复" if number == before else f"序号 {before} 之后是 {number}"
    return found(
        ABOUT, place, anchor, f"{place.words()}：{said}。{ABOUT.advice}", subject=f"{place.words()} {before} {number}"
    )


RULE: Rule = rule(ABOUT, check)
