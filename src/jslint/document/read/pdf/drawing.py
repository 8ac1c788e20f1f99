"""Rules, filled areas and pictures of a PDF's page, as pdfium knows them; runs in the child process only."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise, repeat
from typing import Any

from jslint.document.read.pdf.bounds import MOST_OBJECTS, TooMuchError
from jslint.document.read.pdf.calls import FORM, IMAGE, LINE, PATH, Pdfium, told
from jslint.document.read.pdf.clips import clips_of
from jslint.document.read.pdf.geometry import STRAIGHT, Box, Matrix, bounds_at, point_at, rectangle, times
from jslint.document.read.pdf.wire import floats, integers

_DEEPEST = 12
"""Forms within forms that are followed."""
_THIN = 3.0
"""A filled rectangle no thicker in points is a rule."""

Colour = tuple[float, float]
"""How dark a colour is on white paper (0 to 1), and how opaque."""


class Drawing:
    """What one page draws; places are those of the page as it is shown."""

    def __init__(self, pdfium: Pdfium, page: int, shown: Matrix) -> None:
        """Walk through the page's objects; raises TooMuchError."""
        self._pdfium = pdfium
        self.orders: dict[int, int] = {}
        """The place of each object in the drawing order."""
        self.outlines = 0
        """Paths that are drawn, of whatever form."""
        self._paths: list[tuple[int, int, Matrix]] = []
        self._see_through: set[int] = set()
        """The drawing order of what is drawn within forms, which may let through what lies below."""
        self._pictures: list[float] = []
        self._rules: list[float] = []
        self._rule_orders: list[int] = []
        self._sides: list[bool] = []
        """Of each rule, whether it is only the side of a filled area."""
        self._fills: list[float] = []
        self._fill_orders: list[int] = []
        self._covers: list[bool] = []
        self._walk(page, pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, shown, 0)
        self._draw()

    def columns(self) -> Iterator[bytes]:
        """Pictures, rules and filled areas as the other side of the wire takes them."""
        yield floats(self._pictures)
        yield floats(self._rules)
        yield integers(self._rule_orders)
        yield bytes(self._sides)
        yield floats(self._fills)
        yield integers(self._fill_orders)
        yield bytes(self._covers)

    def _walk(self, holder: int, count: int, get: Any, matrix: Matrix, depth: int) -> None:
        pdfium, orders, paths = self._pdfium, self.orders, self._paths
        if count > MOST_OBJECTS:
            raise TooMuchError("objects", count)
        ones = list(map(get, repeat(holder), range(count)))
        kinds = map(pdfium.many("FPDFPageObj_GetType"), map(ctypes.c_void_p, ones))
        for one, kind in zip(ones, kinds, strict=True):
            order = len(orders)
            if order > MOST_OBJECTS:
                raise TooMuchError("objects", order)
            orders[one] = order
            if kind == PATH:
                paths.append((one, order, matrix))
                if depth:
                    self._see_through.add(order)
            elif kind == IMAGE:
                self._pictures += bounds_at(times(self._matrix(one), matrix), (0, 0, 1, 1))
            elif kind == FORM and depth < _DEEPEST:
                inner, inside = times(self._matrix(one), matrix), pdfium.FPDFFormObj_CountObjects(one)
                self._walk(one, inside, pdfium.FPDFFormObj_GetObject, inner, depth + 1)

    def _matrix(self, one: int) -> Matrix:
        sides = (ctypes.c_float * 6)()
        self._pdfium.FPDFPageObj_GetMatrix(one, ctypes.addressof(sides))
        a, b, c, d, e, f = sides
        return (a, b, c, d, e, f)

    def _draw(self) -> None:
        pdfium = self._pdfium
        pointers = [ctypes.c_void_p(path) for path, _, _ in self._paths]
        modes = told(pdfium.many("FPDFPath_GetDrawMode"), "2i", pointers)
        drawn = [
            (pointer, *mode, path)
            for pointer, mode, path in zip(pointers, modes, self._paths, strict=True)
            if mode and any(mode)
        ]
        self.outlines = len(drawn)
        fills = iter(colours(pdfium.many("FPDFPageObj_GetFillColor"), [each[0] for each in drawn if each[1]]))
        strokes = iter(colours(pdfium.many("FPDFPageObj_GetStrokeColor"), [each[0] for each in drawn if each[2]]))
        boxes = told(pdfium.many("FPDFPageObj_GetBounds"), "4f", [each[0] for each in drawn])
        for (_, is_filled, is_stroked, (path, order, matrix)), box in zip(drawn, boxes, strict=True):
            area = next(fills)[0] if is_filled else 0.0
            darkness = max(area, next(strokes)[0]) if is_stroked else area
            is_turned = matrix[0] and matrix[1]  # a form that is turned by less than a right angle
            bar = None if is_turned or box is None else self._thin(path, bounds_at(matrix, box), is_filled=is_filled)
            if bar:
                self._bar(bar, darkness, order)
            else:
                self._shape(path, order, matrix, darkness, area if is_filled else None, is_stroked=bool(is_stroked))

    def _thin(self, path: int, box: Box, *, is_filled: int) -> Box | None:
        """The box of a single line or of a filled area that is one, from its bounds: most paths of a report are such."""
        left, top, right, bottom = box
        across, down = right - left, bottom - top
        thick, long = (across, down) if across <= down else (down, across)
        if is_filled:
            return box if thick <= _THIN else None
        if thick > 2 * _THIN or long < 3 * thick or self._pdfium.FPDFPath_CountSegments(path) != 2:
            return None
        reach = thick / 2  # pdfium's bounds hold the width of the line, at its ends too
        return (left + reach, top + reach, right - reach, bottom - reach)

    def _shape(
        self, path: int, order: int, matrix: Matrix, darkness: float, area: float | None, *, is_stroked: bool
    ) -> None:
        """The straight sides of a path, and the rectangles that it fills (`area`: how dark; None where it only draws its outline)."""
        for points, is_closed in self._parts(path, times(self._matrix(path), matrix)):
            if area is not None and (box := rectangle(points)):
                if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                    self._bar(box, darkness, order)
                    continue
                self._fills += (*box, area)
                self._fill_orders.append(order)
                self._covers.append(order not in self._see_through and self._hides(path))
            sides = [*points, points[0]] if is_closed or area is not None else points
            for start, end in pairwise(sides):
                self._side(start, end, darkness, order, is_stroked=is_stroked)

    def _hides(self, path: int) -> bool:
        """Whether a filled area hides what lies below, wholly and up to its sides."""
        pdfium = self._pdfium
        return not pdfium.FPDFPageObj_HasTransparency(path) and not any(clips_of(pdfium, [ctypes.c_void_p(path)]))

    def _parts(self, path: int, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The straight lines of each part of a path; a curve breaks it."""
        pdfium = self._pdfium
        points: list[tuple[float, float]] = []
        count = pdfium.FPDFPath_CountSegments(path)
        if count > MOST_OBJECTS:
            raise TooMuchError("objects", count)
        segments = list(map(pdfium.FPDFPath_GetPathSegment, repeat(path), range(count)))
        places = told(pdfium.many("FPDFPathSegment_GetPoint"), "2f", map(ctypes.c_void_p, segments))
        kinds, closes = map(pdfium.FPDFPathSegment_GetType, segments), map(pdfium.FPDFPathSegment_GetClose, segments)
        for kind, place, is_closed in zip(kinds, places, closes, strict=True):
            if kind != LINE and points:
                yield points, False
                points = []
            points.append(point_at(matrix, *(place or (0.0, 0.0))))
            if is_closed:
                yield points, True
                points = []
        if points:
            yield points, False

    def _bar(self, box: Box, darkness: float, order: int) -> None:
        """A rule drawn as a filled rectangle; a dot may be part of a rule of either direction."""
        left, top, right, bottom = box
        across, down = right - left, bottom - top
        is_dot = across <= _THIN and down <= _THIN
        if is_dot or across > down:
            y = (top + bottom) / 2
            self._rule((left, y, right, y), darkness, order)
        if is_dot or across <= down:
            x = (left + right) / 2
            self._rule((x, top, x, bottom), darkness, order)

    def _side(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        darkness: float,
        order: int,
        *,
        is_stroked: bool,
    ) -> None:
        across, along = abs(start[0] - end[0]), abs(start[1] - end[1])
        if min(across, along) > STRAIGHT or max(across, along) <= STRAIGHT:
            return
        (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        self._rule((left, top, right, bottom), darkness, order, is_side=not is_stroked)

    def _rule(self, box: Box, darkness: float, order: int, *, is_side: bool = False) -> None:
        if len(self._rule_orders) >= MOST_OBJECTS:
            raise TooMuchError("objects", MOST_OBJECTS + 1)
        self._rules += (*box, darkness)
        self._sides.append(is_side)
        self._rule_orders.append(order)


def colours(get: Any, ones: Iterable[ctypes.c_void_p]) -> list[Colour]:
    """The colour of each object; a pattern counts as black."""
    known: dict[tuple[int, int, int, int] | None, Colour] = {None: (1.0, 1.0)}
    channels = told(get, "4I", ones)
    for each in set(channels) - {None}:
        red, green, blue, alpha = each
        light, opaque = (0.299 * red + 0.587 * green + 0.114 * blue) / 255, alpha / 255
        known[each] = round((1 - light) * opaque, 4), opaque
    return [known[each] for each in channels]
