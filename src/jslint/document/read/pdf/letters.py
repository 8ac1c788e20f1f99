"""The characters of a PDF's page and what their text objects say of them, as pdfium knows them; runs in the child process only."""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, repeat

from jslint.document.read.pdf.bounds import MOST_GLYPHS, TooMuchError
from jslint.document.read.pdf.calls import Pdfium, told, words_by
from jslint.document.read.pdf.clips import clip_box, clips_of
from jslint.document.read.pdf.drawing import colours
from jslint.document.read.pdf.geometry import Box, Matrix, bounds_at, point_at
from jslint.document.read.pdf.wire import floats, integers

_LINE_ENDS = frozenset(map(ord, "\r\n"))
_SPACES = frozenset(
    {*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}
)
"""What `str.isspace` says yes to."""
_LEAST = 0.01
"""Points of a box's side below which a font does not say how high its letters are."""
_STROKED = frozenset({1, 5})
"""Text render modes that show the colour of the outline."""


class Letters:
    """The text of one page that pdfium has open: what is ink."""

    def __init__(self, pdfium: Pdfium, text: int, shown: Matrix, turns: int, orders: dict[int, int]) -> None:
        """Read the text that is open; `orders` is the drawing order of the page's objects. Raises TooMuchError."""
        self._pdfium = pdfium
        self._shown, self._turns, self._orders = shown, turns, orders
        self._text = text
        self._pointer = ctypes.c_void_p(self._text)
        count = pdfium.FPDFText_CountChars(self._text)
        if count > MOST_GLYPHS:
            raise TooMuchError("glyphs", count)
        self._codes = list(map(pdfium.many("FPDFText_GetUnicode"), repeat(self._pointer), range(count)))
        self._objects = list(map(pdfium.many("FPDFText_GetTextObject"), repeat(self._pointer), range(count)))
        self._inked = [
            at
            for at, (code, one) in enumerate(zip(self._codes, self._objects, strict=True))
            if one and code not in _SPACES
        ]
        objects = [self._objects[at] for at in self._inked]
        first = dict(zip(reversed(objects), reversed(range(len(objects))), strict=True))
        self._runs = {one: number for number, one in enumerate(dict.fromkeys(objects))}
        self._leaders = [first[one] for one in self._runs]
        self._firsts = [self._inked[number] for number in self._leaders]
        self._run_of = [self._runs[one] for one in objects]
        self._boxes = self._loose_boxes()

    def columns(self) -> Iterator[bytes]:
        """Characters, runs and places as the other side of the wire takes them."""
        yield array("I", [self._codes[at] for at in self._inked]).tobytes()
        yield array("f", chain.from_iterable(self._boxes)).tobytes()
        yield integers(self._run_of)
        yield bytes(self._spaces())
        yield from self._run_columns()

    def _spaces(self) -> Iterator[int]:
        """Behind each character: 2 where a space is printed, 1 where pdfium supposes one, 0 where it stands before the next."""
        for at, after in pairwise([*self._inked, len(self._codes)]):
            if after == at + 1:
                yield 0
            else:
                between = range(at + 1, after)
                yield max(
                    (2 if self._objects[each] else 1 for each in between if self._codes[each] not in _LINE_ENDS),
                    default=0,
                )

    def _loose_boxes(self) -> list[tuple[float, ...]]:
        """Left, top, right, bottom of each character: the height of its font and its own advance."""
        loose = self._pdfium.many("FPDFText_GetLooseCharBox")
        boxes = told(loose, "4f", self._inked, of=self._pointer, at_once=True)
        return [
            box if box is not None and box[1] - box[3] >= _LEAST and box[2] - box[0] >= _LEAST else self._tight_box(at)
            for at, box in zip(self._inked, boxes, strict=True)
        ]

    def _tight_box(self, at: int) -> tuple[float, ...]:
        sides = [ctypes.c_double() for _ in range(4)]
        self._pdfium.FPDFText_GetCharBox(self._text, at, *map(ctypes.addressof, sides))
        left, right, bottom, top = (side.value if math.isfinite(side.value) else -1e6 for side in sides)
        return (left, top, right, bottom)

    def _run_columns(self) -> Iterator[bytes]:
        pdfium = self._pdfium
        objects = list(map(ctypes.c_void_p, self._runs))
        modes = list(map(pdfium.many("FPDFTextObj_GetTextRenderMode"), objects))
        shown = colours(pdfium.many("FPDFPageObj_GetFillColor"), objects)
        if not _STROKED.isdisjoint(modes):
            stroked = colours(pdfium.many("FPDFPageObj_GetStrokeColor"), objects)
            shown = [stroked[at] if mode in _STROKED else shown[at] for at, mode in enumerate(modes)]
        angles = self._angles()
        last = len(self._orders)
        yield floats(self._sizes(objects))
        yield floats(rounded for _, rounded in angles)
        yield integers(modes)
        yield floats(darkness for darkness, _ in shown)
        yield floats(opaque for _, opaque in shown)
        yield integers(self._orders.get(one, last) for one in self._runs)
        yield bytes(self._are_artifacts(objects))
        yield bytes(self._are_clipped(objects))
        yield floats(self._rises([quarters for quarters, _ in angles]))

    def _sizes(self, objects: Sequence[ctypes.c_void_p]) -> list[float]:
        sizes = map(self._pdfium.many("FPDFText_GetFontSize"), repeat(self._pointer), self._firsts)
        get = self._pdfium.many("FPDFPageObj_GetMatrix")
        matrices = told(get, "6f", objects, at_once=True)
        return [
            size * (math.hypot(matrix[2], matrix[3]) if matrix else 0.0)
            for size, matrix in zip(sizes, matrices, strict=True)
        ]

    def _angles(self) -> list[tuple[int, float]]:
        """The direction of each run: quarters of a turn, and degrees anticlockwise, as shown."""
        known: dict[float, tuple[int, float]] = {}
        angles: list[tuple[int, float]] = []
        for turned in map(self._pdfium.many("FPDFText_GetCharAngle"), repeat(self._pointer), self._firsts):
            if turned not in known:
                angle = (-math.degrees(turned) - 90 * self._turns) % 360
                known[turned] = round(angle / 90) % 4, round(angle, 2)
            angles.append(known[turned])
        return angles

    def _rises(self, quarters: Sequence[int]) -> Iterator[float]:
        """How far the baseline stands above the foot of the first letter's box."""
        get = self._pdfium.many("FPDFText_GetCharOrigin")
        origins = told(get, "2d", self._firsts, of=self._pointer)
        for number, quarter, origin in zip(self._leaders, quarters, origins, strict=True):
            x, y = origin or (0.0, 0.0)
            user_left, user_top, user_right, user_bottom = self._boxes[number]
            if self._turns == quarter == 0 and user_bottom <= user_top:
                down = self._shown[5]
                yield (down - user_bottom) - (down - y)
                continue
            left, top, right, bottom = bounds_at(self._shown, (user_left, user_bottom, user_right, user_top))
            across, down = point_at(self._shown, x, y)
            yield (bottom - down, right - across, down - top, across - left)[quarter]

    def _are_clipped(self, objects: Sequence[ctypes.c_void_p]) -> list[bool]:
        """Whether no letter of a run shows, as all stand beside what its clip lets through."""
        clips = clips_of(self._pdfium, objects)
        boxes = {run: clip_box(self._pdfium, clip) for run, clip in enumerate(clips) if clip}
        clipped = [run in boxes and boxes[run] is not None for run in range(len(clips))]
        for number, run in enumerate(self._run_of if boxes else ()):
            shown = boxes.get(run)
            if shown is not None and _touches(self._boxes[number], shown):
                clipped[run] = False
        return clipped

    def _are_artifacts(self, objects: Sequence[ctypes.c_void_p]) -> Iterator[bool]:
        """Whether marked content calls itself a watermark (/Artifact with /Subtype /Watermark); objects share their marks."""
        counts = list(map(self._pdfium.many("FPDFPageObj_CountMarks"), objects))
        if max(counts, default=0) <= 0:
            yield from (False for _ in counts)
            return
        get = self._pdfium.FPDFPageObj_GetMark
        known: dict[int, bool] = {}
        for one, count in zip(self._runs, counts, strict=True):
            marks = [get(one, index) for index in range(max(0, count))]
            for mark in marks:
                if mark not in known:
                    known[mark] = any("watermark" in name.lower() for name in self._names(mark))
            yield any(known[mark] for mark in marks)

    def _names(self, mark: int) -> Iterator[str]:
        """The name of a mark, and the names that its properties give."""
        pdfium = self._pdfium
        yield words_by(lambda *place: pdfium.FPDFPageObjMark_GetName(mark, *place))
        for key in (b"Subtype", b"Type"):
            yield words_by(lambda *place, key=key: pdfium.FPDFPageObjMark_GetParamStringValue(mark, key, *place))


def _touches(letter: Sequence[float], shown: Box) -> bool:
    """Whether the middle of a letter (left, top, right, bottom in user space) lies within a box (left, bottom, right, top)."""
    x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    left, bottom, right, top = shown
    return left <= x <= right and bottom <= y <= top
