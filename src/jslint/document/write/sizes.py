"""How large headings are set, so that each keeps to one line."""

from __future__ import annotations

from collections.abc import Iterable

A4 = (210, 297)
"""Width and height of a page in millimetres."""
MARGIN = 25
"""Left and right of a page that stands, in millimetres."""
COVER, HEADING = 30, 22
"""Points of the lines of a cover and of the headings of parts, at most."""
_LEAST = 15
_POINT = 0.3528
"""Millimetres of a point."""


def text_width(*, lies: bool) -> int:
    """The width between the margins, in millimetres."""
    return A4[lies] - 2 * MARGIN


def fitted(lines: Iterable[str], *, most: int) -> int:
    """The size in points at which the longest of some lines fits into a page that stands; never under 15."""
    longest = max(map(len, lines), default=0)
    return max(_LEAST, min(most, int(text_width(lies=False) / _POINT / max(1, longest))))
