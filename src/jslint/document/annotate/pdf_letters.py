"""Where the characters of a place stand on a page of a PDF, line by line; runs in the child process only."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from jslint.document.annotate.note import reach
from jslint.spot import Spot

Area = tuple[float, float, float, float]
"""Left, bottom, right, top in points of a page's own space."""

_FINE = 20
"""Steps in a point: pdfium's places on a page as shown are whole numbers."""
_NEAR = 1.0
"""Points that a character may stand out of its box."""
_ICON = 18.0
"""The side of a sign for what has no place on its page, in points."""
_WIDE, _HIGH = 220.0, 120.0
"""The size of a pop-up, in points."""


class Letters:
    """The characters of one page and the areas that a mark covers; signs without a place are set below each other."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._shown = page.get_size()
        self._size = [round(side * _FINE) for side in self._shown]
        self._signs = 0
        text = page.get_textpage()
        self._letters = list(_letters(text))
        text.close()

    def lines(self, spots: Sequence[Spot]) -> tuple[Area, ...]:
        """The lines of some places, each by itself."""
        return tuple(line for spot in spots if spot.box is not None for line in self._lines(spot, spot.box))

    def corner(self) -> Area:
        """Where the next sign stands, from the top left corner down."""
        down = _ICON * (1 + 1.25 * self._signs)
        self._signs += 1
        return self._area(_ICON, down, 2 * _ICON, down + _ICON)

    def beside(self, spots: Sequence[Spot]) -> Area:
        """Where the pop-up of some places opens: at the right edge of the page, level with the first."""
        width, height = self._shown
        top = spots[0].box[1] if spots and spots[0].box else _ICON * (1 + 1.25 * self._signs)
        left, top = max(0.0, width - _WIDE), max(0.0, min(top, height - _HIGH))
        return self._area(left, top, left + _WIDE, top + _HIGH)

    def _lines(self, spot: Spot, box: tuple[float, float, float, float]) -> list[Area]:
        """The characters of a spot, line by line, or its whole box where they cannot be told."""
        whole = self._area(*box)
        inside = [(letter, area) for letter, area in self._letters if _lies_in(area, whole)]
        found = reach("".join(letter for letter, _ in inside), spot)
        if found is None:
            return [whole]
        own = [area for _, area in inside[slice(*found)]]
        low, high = (0, 2) if _run_upwards(own) else (1, 3)
        lines = [own[:1]]
        for area in own[1:]:
            if _goes_on(around(lines[-1]), area, low, high):
                lines[-1].append(area)
            else:
                lines.append([area])
        return [around(line) for line in lines]

    def _area(self, left: float, top: float, right: float, bottom: float) -> Area:
        """An area of the page as shown (from the top left corner), in the page's own space."""
        one, other = self._own(left, top), self._own(right, bottom)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

    def _own(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as shown, in the page's own space, however it is turned or cut."""
        across, up = ctypes.c_double(), ctypes.c_double()
        raw.FPDF_DeviceToPage(
            self._page, 0, 0, *self._size, 0, round(x * _FINE), round(y * _FINE), ctypes.byref(across), ctypes.byref(up)
        )
        return across.value, up.value


def _letters(text: Any) -> Iterator[tuple[str, Area]]:
    """The characters of a page with their boxes, in the order in which they are drawn; one character each."""
    sides = [ctypes.c_double() for _ in range(4)]
    for at in range(text.count_chars()):
        if raw.FPDFText_GetCharBox(text, at, *map(ctypes.byref, sides)):
            left, right, bottom, top = (side.value for side in sides)
            code = raw.FPDFText_GetUnicode(text, at)
            if 0 < code <= 0x10FFFF and right > left:
                yield chr(code), (left, bottom, right, top)


def _run_upwards(areas: Sequence[Area]) -> bool:
    """Whether characters follow each other along the page's own height: those of a page that is turned."""
    steps = [(abs(other[0] - one[0]), abs(other[1] - one[1])) for one, other in pairwise(areas)]
    return 2 * sum(up > across for across, up in steps) > len(steps)


def _goes_on(line: Area, area: Area, low: int, high: int) -> bool:
    """Whether a character stands in the line of those before it: the middle of one within the height of the other."""
    return (
        area[low] <= (line[low] + line[high]) / 2 <= area[high]
        or line[low] <= (area[low] + area[high]) / 2 <= line[high]
    )


def _lies_in(area: Area, whole: Area) -> bool:
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    return whole[0] - _NEAR <= x <= whole[2] + _NEAR and whole[1] - _NEAR <= y <= whole[3] + _NEAR


def around(areas: Sequence[Area]) -> Area:
    """The least area that holds all of them."""
    lefts, bottoms, rights, tops = zip(*areas, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
