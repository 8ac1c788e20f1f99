"""What of a page's text a reader reads: watermarks and what cannot be seen are told apart from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from msgspec import Struct

from jslint.document.read.pdf.ground import UNSEEN_MODES, Covers, like_their_ground
from jslint.document.read.pdf.page import Box, Glyph, Page, Run
from jslint.document.read.pdf.rules import INVISIBLE, Ruling, Straight, is_on

_SLANT = 5.0
"""Degrees off a right angle from which text is no line of a skewed scan but slanted."""
_SMALLEST = 1.0
"""Points below which nobody reads."""
_LIGHT = 0.6
"""A watermark's colour has at most this part of the darkness of the page's text."""
_LARGE = 2.5
"""Times the type size of the page's text that a watermark as dark as the text has."""
_PART = 0.4
"""A style that more than this part of the page is set in is its text, unless it is a few words over and over."""
_ENOUGH = 3
"""Letters of a style that lie across text or rules before it is a watermark."""
_SHARE = 0.2
"""The part of its letters that do, unless it is a few words over and over: a figure too wide for its cell meets one rule."""
_TILE = 24.0
_MOST_IN_TILE = 200
_SCANNED = 0.5
"""Part of a page that a picture covers on a scan."""

Style = tuple[int, int]
"""Type size in half points and darkness in hundredths: what all copies of a watermark share."""


class Seen(Struct, frozen=True):
    """The text of a page, and what is none."""

    text: list[Glyph]
    watermarks: list[Glyph]
    unseen: list[Glyph]
    is_recognised: bool
    """Whether the text is the invisible layer that text recognition puts over a scan."""


def seen_of(page: Page, ruling: Ruling, known: set[tuple[Style, str]]) -> Seen:
    """The page's text; `known` holds the watermarks of the pages before it and learns those of this page."""
    is_recognised = _is_recognised(page)
    unseen_runs = {at for at, run in enumerate(page.runs) if _is_unseen(run, is_recognised=is_recognised)}
    unseen_runs |= like_their_ground(page)
    covers = Covers(page)
    marked = {at for at, run in enumerate(page.runs) if run.is_artifact or _is_slanted(run)}
    text: list[Glyph] = []
    watermarks: list[Glyph] = []
    unseen: list[Glyph] = []
    right, bottom = 2 * page.width + 2, 2 * page.height + 2
    for glyph in page.glyphs:
        is_inside = -2 <= glyph.left + glyph.right <= right and -2 <= glyph.top + glyph.bottom <= bottom
        if not is_inside or glyph.run in unseen_runs or covers.hide(glyph):
            unseen.append(glyph)
        elif glyph.run in marked:
            watermarks.append(glyph)
        else:
            text.append(glyph)
    across = _upright_watermarks(page, text, ruling, known)
    if across:
        watermarks += [glyph for glyph in text if glyph.run in across]
        text = [glyph for glyph in text if glyph.run not in across]
    return Seen(text, watermarks, unseen, is_recognised)


def right_angle(run: Run) -> int:
    """The angle of a run's text as 0, 90, 180 or 270."""
    return round(run.angle / 90) % 4 * 90


def _is_slanted(run: Run) -> bool:
    off = run.angle % 90
    return min(off, 90 - off) > _SLANT


def _is_recognised(page: Page) -> bool:
    hidden = sum(page.runs[glyph.run].mode in UNSEEN_MODES for glyph in page.glyphs)
    if hidden <= 0.9 * len(page.glyphs):
        return False
    area = max((_area(box) for box in page.pictures), default=0.0)
    return hidden > 0 and area >= _SCANNED * page.width * page.height


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_unseen(run: Run, *, is_recognised: bool) -> bool:
    if run.mode in UNSEEN_MODES:
        return not is_recognised
    return run.is_clipped or run.alpha < INVISIBLE or 0 < run.size < _SMALLEST


# watermarks that stand upright


def _upright_watermarks(page: Page, text: list[Glyph], ruling: Ruling, known: set[tuple[Style, str]]) -> set[int]:
    """The runs of watermarks: lighter or far larger than the text, and printed across it or across rules."""
    inked = [glyph for glyph in text if glyph.text.strip()]
    if not inked:
        return set()
    styles: dict[Style, dict[int, int]] = defaultdict(dict)
    for at, count in Counter([glyph.run for glyph in inked]).items():
        styles[_style(page.runs[at])][at] = count
    darkness = _darkness(page, styles.values())
    size = _middle_size(page, styles.values(), _LIGHT * darkness)
    found: set[int] = set()
    for style, runs in styles.items():
        run = page.runs[next(iter(runs))]
        is_light = run.darkness <= _LIGHT * darkness
        if not (is_light or run.size >= _LARGE * size):
            continue
        glyphs = [glyph for glyph in inked if glyph.run in runs]
        words = _words(glyphs)
        is_repeated = len(set(words.values())) <= _PART * len(words)
        if len(glyphs) > _PART * len(inked) and not is_repeated:  # the body of the page
            continue
        if any((style, word) in known for word in words.values()) or _lies_across(
            page,
            glyphs,
            [glyph for glyph in inked if page.runs[glyph.run].darkness > _LIGHT * darkness],
            ruling,
            _ENOUGH if is_repeated else max(_ENOUGH, int(_SHARE * len(glyphs))),
        ):
            known.update((style, word) for word in words.values())
            found |= set(words)
    return found


def _darkness(page: Page, styles: Iterable[Mapping[int, int]]) -> float:
    """How dark the text of a page is: a tenth of its letters is darker, whatever stands across it in grey."""
    counts = Counter[float]()
    for runs in styles:
        for at, count in runs.items():
            counts[page.runs[at].darkness] += count
    return _ranked(counts, counts.total() * 9 // 10)


def _middle_size(page: Page, styles: Iterable[Mapping[int, int]], light: float) -> float:
    """The median of the type sizes of the letters that are darker; beyond measure where none is (white letters on a dark area)."""
    counts = Counter[float]()
    for runs in styles:
        for at, count in runs.items():
            if page.runs[at].darkness > light:
                counts[page.runs[at].size] += count
    total = counts.total()
    if not total:
        return inf
    return (_ranked(counts, (total - 1) // 2) + _ranked(counts, total // 2)) / 2


def _ranked(counts: Mapping[float, int], rank: int) -> float:
    """The value of this rank, from 0, among values that each stand so many times."""
    for value in sorted(counts):
        rank -= counts[value]
        if rank < 0:
            return value
    raise ValueError(rank)


def _is_on_area(page: Page, glyph: Glyph) -> bool:
    """Whether light text stands out from a dark area beneath it."""
    run = page.runs[glyph.run]
    dark = [fill for fill in page.fills[:_MOST_IN_TILE] if fill.darkness > run.darkness + INVISIBLE]
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return is_on(dark, x, y, x, y, run.order)


def _style(run: Run) -> Style:
    return (round(run.size * 2), round(run.darkness * 100))


def _words(glyphs: Iterable[Glyph]) -> dict[int, str]:
    words: dict[int, str] = defaultdict(str)
    for glyph in glyphs:
        words[glyph.run] += glyph.text
    return words


def _lies_across(page: Page, glyphs: list[Glyph], others: list[Glyph], ruling: Ruling, enough: int) -> bool:
    """Whether enough letters lie over other letters or over rules, which no text of a page does."""
    tiles: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    mine = {glyph.run for glyph in glyphs}
    for other in others:
        if other.run not in mine:
            for tile in _tiles(other):
                if len(tiles[tile]) < _MOST_IN_TILE:
                    tiles[tile].append(other)
    count = 0
    for glyph in glyphs:
        lies_over = any(_overlap(glyph, other) for tile in _tiles(glyph) for other in tiles.get(tile, ()))
        count += (lies_over or _is_crossed(glyph, ruling)) and not _is_on_area(page, glyph)
        if count >= min(enough, len(glyphs)):
            return True
    return False


def _tiles(glyph: Glyph) -> Iterator[tuple[int, int]]:
    for column in range(int(glyph.left // _TILE), int(min(glyph.right, glyph.left + 12 * _TILE) // _TILE) + 1):
        for row in range(int(glyph.top // _TILE), int(min(glyph.bottom, glyph.top + 12 * _TILE) // _TILE) + 1):
            yield column, row


def _overlap(one: Glyph, other: Glyph) -> bool:
    """Whether two letters share more of the smaller one's box than lines set tight do."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return False
    smaller = min(
        (one.right - one.left) * (one.bottom - one.top), (other.right - other.left) * (other.bottom - other.top)
    )
    return across * down > 0.4 * smaller


def _is_crossed(glyph: Glyph, ruling: Ruling) -> bool:
    """Whether a rule runs through the middle half of a letter."""
    width, height = glyph.right - glyph.left, glyph.bottom - glyph.top
    left, right = glyph.left + width / 4, glyph.right - width / 4
    top, bottom = glyph.top + height / 4, glyph.bottom - height / 4
    return any(rule.start < left and right < rule.end for rule in _between(ruling.across, top, bottom)) or any(
        rule.start < top and bottom < rule.end for rule in _between(ruling.down, left, right)
    )


def _between(rules: Sequence[Straight], first: float, last: float) -> Sequence[Straight]:
    start = bisect_right(rules, first, key=lambda rule: rule.at)
    end = bisect_left(rules, last, key=lambda rule: rule.at)
    return rules[start : min(end, start + _MOST_IN_TILE)]
