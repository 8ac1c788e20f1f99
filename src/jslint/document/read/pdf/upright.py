"""A page turned so that text of one direction stands upright: its letters and its rules, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from jslint.document.read.pdf.lines import Letter
from jslint.document.read.pdf.page import Box, Glyph, Page
from jslint.document.read.pdf.rules import Ruling, Straight
from jslint.document.read.pdf.seen import right_angle

_BELOW = 0.14
"""The part of a type size that stands below the baseline."""


class View(Struct, frozen=True):
    """The page as one sees it after turning it by `angle` degrees clockwise: 0, 90, 180 or 270."""

    angle: int
    width: float
    height: float
    letters: tuple[Letter, ...]
    ruling: Ruling

    def ahead(self, box: Box) -> Box:
        """A box of the page as it is shown where it stands on the view."""
        upright = self.angle % 180 == 0
        width, height = (self.width, self.height) if upright else (self.height, self.width)
        return _turned(box, self.angle, width, height)

    def of(self, letters: Sequence[Letter]) -> View:
        """The view with only these of its letters."""
        return replace(self, letters=tuple(letters))

    def back(self, box: Box) -> Box:
        """A box of the view where it stands on the page as it is shown."""
        return _turned(box, -self.angle % 360, self.width, self.height)


def views_of(page: Page, glyphs: Iterable[Glyph], ruling: Ruling) -> list[View]:
    """A view for every direction of text, the direction of most letters first."""
    angles = list(map(right_angle, page.runs))
    groups: dict[int, list[Glyph]] = {}
    if len(set(angles)) == 1:
        groups[angles[0]] = list(glyphs)
    else:
        for glyph in glyphs:
            groups.setdefault(angles[glyph.run], []).append(glyph)
    counts = Counter({angle: sum(bool(glyph.text.strip()) for glyph in group) for angle, group in groups.items()})
    return [_view(page, angle, groups[angle], ruling) for angle, _ in counts.most_common() if groups[angle]]


def _view(page: Page, angle: int, glyphs: Sequence[Glyph], ruling: Ruling) -> View:
    width, height = (page.width, page.height) if angle % 180 == 0 else (page.height, page.width)
    return View(angle, width, height, tuple(_letters(page, angle, glyphs)), _turned_ruling(page, angle, ruling))


def _letters(page: Page, angle: int, glyphs: Iterable[Glyph]) -> Iterator[Letter]:
    runs = page.runs
    for glyph in glyphs:
        left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
        if angle:
            left, top, right, bottom = _turned((left, top, right, bottom), angle, page.width, page.height)
        run = runs[glyph.run]
        size, height = run.size, bottom - top
        if not 0.4 * height < size < 2.5 * height:  # a type size within a form that is drawn larger or smaller
            size = height
        elif (
            0 <= run.rise < height
        ):  # fonts differ in how much room they claim above and below; a line has one baseline
            bottom -= run.rise - _BELOW * size
            top = bottom - size
        yield Letter(glyph.text, left, top, right, bottom, size, glyph.space)


def _turned_ruling(page: Page, angle: int, ruling: Ruling) -> Ruling:
    if not angle:
        return ruling
    across = [
        _turned((rule.start, rule.at, rule.end, rule.at), angle, page.width, page.height) for rule in ruling.across
    ]
    down = [_turned((rule.at, rule.start, rule.at, rule.end), angle, page.width, page.height) for rule in ruling.down]
    if angle != 180:
        across, down = down, across
    return Ruling(
        tuple(sorted((Straight(box[1], box[0], box[2]) for box in across), key=lambda rule: (rule.at, rule.start))),
        tuple(sorted((Straight(box[0], box[1], box[3]) for box in down), key=lambda rule: (rule.at, rule.start))),
    )


def _turned(box: Box, angle: int, width: float, height: float) -> Box:
    """A box of a page of this size after the page was turned clockwise by the angle."""
    left, top, right, bottom = box
    if angle == 90:
        return (height - bottom, left, height - top, right)
    if angle == 180:
        return (width - right, height - bottom, width - left, height - top)
    if angle == 270:
        return (top, width - right, bottom, width - left)
    return box
