"""The rules of a page: those that can be seen, snapped to common places and joined end to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from jslint.document.read.pdf.page import Fill, Page, Rule

INVISIBLE = 0.03
"""A darkness below which a colour cannot be told from white paper."""
_SNAP = 3.0
"""Rules so many points apart stand at one place: the two sides of a drawn line, a double rule."""
_JOIN = 3.0
"""Rules of one place with a gap of so many points are one: dashes, the sides of cells next to each other."""
_SHORTEST = 3.0
"""A joined rule that is no longer is the end of a thick one, or a mark."""
_MOST_WHITE = 2_000
"""White rules that are held against filled areas; more of them are taken as invisible."""


class Straight(Struct, frozen=True):
    """A joined rule: at one place across its direction, from `start` to `end` along it, in points."""

    at: float
    start: float
    end: float


class Ruling(Struct, frozen=True):
    """The joined rules of a page, by place and then by start."""

    across: tuple[Straight, ...]
    """Horizontal ones: `at` is a y."""
    down: tuple[Straight, ...]
    """Vertical ones: `at` is an x."""


def ruling_of(page: Page) -> Ruling:
    """The rules that a reader sees."""
    across: list[Straight] = []
    down: list[Straight] = []
    for rule in _visible(page):
        if rule.right - rule.left >= rule.bottom - rule.top:
            across.append(Straight((rule.top + rule.bottom) / 2, rule.left, rule.right))
        else:
            down.append(Straight((rule.left + rule.right) / 2, rule.top, rule.bottom))
    return Ruling(tuple(_joined(across)), tuple(_joined(down)))


def _visible(page: Page) -> Iterator[Rule]:
    """Every dark rule, and a white one where it parts a filled area (a dark head of a table)."""
    dark = tuple(dict.fromkeys(fill for fill in page.fills if fill.darkness >= INVISIBLE))
    white = 0
    for rule in page.rules:
        if rule.darkness >= INVISIBLE:
            yield rule
        elif dark and white < _MOST_WHITE:
            white += 1
            if is_on(dark[:_MOST_WHITE], rule.left, rule.top, rule.right, rule.bottom, rule.order):
                yield rule


def is_on(fills: Sequence[Fill], left: float, top: float, right: float, bottom: float, order: int) -> bool:
    """Whether a box lies within a filled area that was drawn before it, and not along its edge."""
    for fill in fills:
        x0, y0, x1, y1 = fill.box
        flat, upright = bottom - top < _SNAP, right - left < _SNAP
        within_x = x0 - 1 <= left and right <= x1 + 1
        within_y = y0 - 1 <= top and bottom <= y1 + 1
        if flat and not upright:
            within_y = y0 + 1 < top and bottom < y1 - 1
        elif upright and not flat:
            within_x = x0 + 1 < left and right < x1 - 1
        if fill.order < order and within_x and within_y:
            return True
    return False


def _joined(rules: Iterable[Straight]) -> Iterator[Straight]:
    for at, members in _snapped(sorted(rules, key=lambda rule: rule.at)):
        start, end = members[0].start, members[0].end
        for rule in members[1:]:
            if rule.start <= end + _JOIN:
                end = max(end, rule.end)
                continue
            if end - start > _SHORTEST:
                yield Straight(at, start, end)
            start, end = rule.start, rule.end
        if end - start > _SHORTEST:
            yield Straight(at, start, end)


def _snapped(rules: list[Straight]) -> Iterator[tuple[float, list[Straight]]]:
    """The rules of each place, by their start; its `at` is the mean of theirs."""
    group = 0
    groups = [0]
    for before, rule in pairwise(rules):
        group += rule.at - before.at > _SNAP
        groups.append(group)
    for _, pairs in groupby(zip(groups, rules, strict=False), key=lambda pair: pair[0]):
        members = [rule for _, rule in pairs]
        at = sum(rule.at for rule in members) / len(members)
        yield at, sorted(members, key=lambda rule: (rule.start, rule.end))
