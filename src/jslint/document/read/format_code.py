"""A spreadsheet's number format taken apart: its sections, when each holds, and the marks it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from jslint.pattern import Pattern

_MOST_LENGTH = 255
"""Characters of a format that Excel takes."""
_CONDITION = Pattern(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_MARK = Pattern(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<power>[Ee][+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|aaaa?)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)


class Mark(NamedTuple):
    """A piece of a section by its kind, with its text.

    `literal` text, a `digit` place (0, #, ?), `point`, `comma`, `percent`, `slash`, `power`, `general`, `text` (@), or a `date`
    part (yyyy, m, [h], AM/PM).
    """

    kind: str
    text: str


class Section(NamedTuple):
    """A section: its marks, its condition (operator and limit) if it has one of its own, and whether it colours red."""

    marks: tuple[Mark, ...]
    condition: tuple[str, Decimal] | None
    is_red: bool
    is_chinese: bool

    def has(self, *kinds: str) -> bool:
        """Whether a mark of one of these kinds is in it."""
        return any(mark.kind in kinds for mark in self.marks)


@lru_cache(maxsize=2048)
def sections(form: str) -> tuple[Section, ...]:
    """The sections of a format, at least one."""
    split: list[list[tuple[str, str]]] = [[]]
    for match in _MARK.finditer(form[:_MOST_LENGTH]):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "other" and text == ";":
            split.append([])
        else:
            split[-1].append((kind, text))
    return tuple(map(_section, split))


def _section(pieces: list[tuple[str, str]]) -> Section:
    marks: list[Mark] = []
    condition, red, chinese = None, False, False
    is_date = any(
        kind in {"date", "half"} or (kind == "bracket" and _is_elapsed(text)) for kind, text in pieces
    ) and not any(kind == "other" and text in "#?" for kind, text in pieces)
    for kind, text in pieces:
        if kind == "bracket":
            red = red or text.lower() in {"red", "红色", "color3"}
            chinese = chinese or text.lower() == "dbnum1"
            condition = condition or _condition(text)
            marks += _bracket(text)
        else:
            marks += _marks(kind, text, is_date=is_date)
    return Section(tuple(marks), condition, red, chinese)


def _marks(kind: str, text: str, *, is_date: bool) -> Iterator[Mark]:
    if kind in {"quoted", "escaped"}:
        yield Mark("literal", text)
    elif kind == "gap":
        yield Mark("literal", " ")
    elif kind in {"general", "power"}:
        yield Mark(kind, text.upper())
    elif kind in {"date", "half"}:
        yield Mark("date", text.lower()) if is_date else Mark("literal", text)
    elif kind == "other":
        yield _single(text, is_date=is_date)


def _single(text: str, *, is_date: bool) -> Mark:
    if is_date:
        return Mark("literal", text)
    kinds = {".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "text"}
    return Mark("digit" if text in "0#?" else kinds.get(text, "literal"), text)


def _bracket(text: str) -> Iterator[Mark]:
    if text.startswith("$"):
        yield Mark("literal", text[1:].partition("-")[0])
    elif _is_elapsed(text):
        yield Mark("date", f"[{text[0].lower()}]")


def _is_elapsed(text: str) -> bool:
    return bool(text) and set(text.lower()) in ({"h"}, {"m"}, {"s"})


def _condition(text: str) -> tuple[str, Decimal] | None:
    match = _CONDITION.fullmatch(text.strip())
    try:
        return (match[1], Decimal(match[2])) if match else None
    except InvalidOperation:
        return None
