"""The rules of a page: those that can be seen, snapped to common places and joined end to end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from jslint.document.read.pdf.page import Fill, Page, Rule

INVISIBLE = 0.03
"""A darkness below which a colour cannot be told from white paper."""
_SNAP = 3.0
"""Rules so many points apart stand at one place: the two sides of a drawn line, a double rule."""
_DRAWN = 0.6
"""Rules so many points apart were drawn as one: its dots and dashes, its pieces from cell to cell."""
_JOIN = 3.0
"""Rules of one place with a gap of so many points are one: dashes, the sides of cells next to each other."""
_SHORTEST = 3.0
"""A joined rule that is no longer is the end of a thick one, or a mark."""
_MOST_WHITE = 2_000
"""White rules that are held against filled areas, more of them are taken as invisible; sides that are held against rules."""


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
    visible = list(_visible(page))
    across, down = _directions(rule for rule in visible if not rule.is_side)
    sides = _directions(rule for rule in visible if rule.is_side)
    if across and down:
        sides = (_of_cells(sides[0], across), _of_cells(sides[1], down))
    return Ruling(tuple(_joined([*across, *sides[0]])), tuple(_joined([*down, *sides[1]])))


def _directions(rules: Iterable[Rule]) -> tuple[list[Straight], list[Straight]]:
    """Horizontal and vertical ones."""
    across: list[Straight] = []
    down: list[Straight] = []
    for rule in rules:
        if rule.right - rule.left > rule.bottom - rule.top:
            across.append(Straight((rule.top + rule.bottom) / 2, rule.left, rule.right))
        else:
            down.append(Straight((rule.left + rule.right) / 2, rule.top, rule.bottom))
    return across, down


def _of_cells(sides: Sequence[Straight], drawn: Sequence[Straight]) -> list[Straight]:
    """The sides of filled areas but those of areas within a drawn cell: what marks a figure is no rule.

    Such a side stands between two drawn rules of its direction, and in line with none.
    """
    if len(drawn) > _MOST_WHITE:
        return list(sides)
    places = sorted(rule.at for rule in drawn)
    kept: list[Straight] = []
    looked = 0
    for side in sides:
        at = bisect_left(places, side.at - _SNAP)
        is_in_line = at < len(places) and places[at] <= side.at + _SNAP
        looked += not is_in_line
        if is_in_line or looked > _MOST_WHITE or not _is_between(side, drawn):
            kept.append(side)
    return kept


def _is_between(side: Straight, drawn: Sequence[Straight]) -> bool:
    beside = [rule.at for rule in drawn if rule.start < side.end and side.start < rule.end]
    return bool(beside) and min(beside) < side.at < max(beside)


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
    """Rules joined where they were drawn, then, without what stayed too short to be one (dots, ends), where they snap to."""
    drawn = _end_to_end(rules, _DRAWN)
    return _end_to_end((rule for rule in drawn if rule.end - rule.start > _SHORTEST), _SNAP)


def _end_to_end(rules: Iterable[Straight], span: float) -> Iterator[Straight]:
    for at, members in _places(sorted(rules, key=lambda rule: rule.at), span):
        start, end = members[0].start, members[0].end
        for rule in members[1:]:
            if rule.start > end + _JOIN:
                yield Straight(at, start, end)
                start = rule.start
                end = rule.end
            end = max(end, rule.end)
        yield Straight(at, start, end)


def _places(rules: list[Straight], span: float) -> Iterator[tuple[float, list[Straight]]]:
    """The rules within a span of each other, by their start, and the mean of where they stand, the longer the weightier."""
    first = 0
    for at, rule in enumerate(rules):
        if rule.at - rules[first].at > span:
            yield _place(rules[first:at])
            first = at
    if rules:
        yield _place(rules[first:])


def _place(rules: list[Straight]) -> tuple[float, list[Straight]]:
    weights = [rule.end - rule.start or 1e-6 for rule in rules]
    at = sum(rule.at * weight for rule, weight in zip(rules, weights, strict=True)) / sum(weights)
    return at, sorted(rules, key=lambda rule: (rule.start, rule.end))
