"""Text that its ground or what was drawn later hides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jslint.document.read.pdf.page import Box, Fill, Glyph, Page, Run
from jslint.document.read.pdf.rules import INVISIBLE

UNSEEN_MODES = frozenset({3, 7})
"""Text render modes that paint nothing (ISO 32000-1, table 106)."""
_PALE, _CONTRAST = 0.2, 0.08
"""Text that is no darker may have the colour of its ground: it differs less in darkness, on an area that is no white."""
_MOST_FILLS = 200
"""Filled areas and pictures of a page that are held against its light text."""
_MOST_NEAR = 100
"""Areas that are held against a letter below them."""
_TILE, _MOST_TILES = 24.0, 64
"""Points of a side of the squares by which areas are found, and how many of them an area fills before it is held against all."""


def like_their_ground(page: Page) -> set[int]:
    """Runs of light text of which nothing stands out from the paper, or from the light area that it stands on."""
    light = {at for at, run in enumerate(page.runs) if run.darkness < _PALE and run.mode not in UNSEEN_MODES}
    if not light:
        return light
    fills = sorted(page.fills[:_MOST_FILLS], key=lambda fill: -fill.order)
    pictures = page.pictures[:_MOST_FILLS]
    for glyph in page.glyphs:
        if glyph.run in light and glyph.text.strip() and _stands_out(page.runs[glyph.run], glyph, fills, pictures):
            light.discard(glyph.run)
    return light


def _stands_out(run: Run, glyph: Glyph, fills: Sequence[Fill], pictures: Sequence[Box]) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    if any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in pictures):
        return True
    ground = 0.0
    for fill in fills:  # the last drawn first
        left, top, right, bottom = fill.box
        if left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 and fill.order < run.order:
            ground = fill.darkness
            break
    return abs(run.darkness - ground) >= (INVISIBLE if ground < INVISIBLE else _CONTRAST)


class Covers:
    """The areas of a page that hide what was drawn before them."""

    def __init__(self, page: Page) -> None:
        self._runs = page.runs
        self._large: list[Fill] = []
        self._tiles: dict[tuple[int, int], list[Fill]] = defaultdict(list)
        first = min((run.order for run in page.runs), default=0)
        for fill in page.fills:
            if fill.covers and fill.order > first:
                self._add(fill)

    def _add(self, fill: Fill) -> None:
        left, top, right, bottom = fill.box
        if (right - left) * (bottom - top) > _MOST_TILES * _TILE * _TILE or right - left > _MOST_TILES * _TILE:
            self._large += [fill] if len(self._large) < _MOST_NEAR else []
            return
        for column in range(int(left // _TILE), int(right // _TILE) + 1):
            for row in range(int(top // _TILE), int(bottom // _TILE) + 1):
                near = self._tiles[column, row]
                near += [fill] if len(near) < _MOST_NEAR else []

    def hide(self, glyph: Glyph) -> bool:
        """Whether one of them hides a letter."""
        if not self._tiles and not self._large:
            return False
        order = self._runs[glyph.run].order
        return any(fill.order > order and _holds(fill.box, glyph) for fill in self._near(glyph))

    def _near(self, glyph: Glyph) -> Iterator[Fill]:
        yield from self._large
        yield from self._tiles.get(
            (int((glyph.left + glyph.right) / 2 // _TILE), int((glyph.top + glyph.bottom) / 2 // _TILE)), ()
        )


def _holds(box: Box, glyph: Glyph) -> bool:
    left, top, right, bottom = box
    quarter = (glyph.bottom - glyph.top) / 4
    is_within = left <= glyph.left + 1 and glyph.right - 1 <= right
    return is_within and top <= glyph.top + quarter and glyph.bottom - quarter <= bottom
