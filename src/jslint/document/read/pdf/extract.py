"""Characters, rules, filled areas and pictures of a PDF's pages, as pdfium knows them; runs in the child process only."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from jslint.document.independent.pdf import numbers_of_page
from jslint.document.read.pdf.bounds import MOST_GLYPHS, MOST_OBJECTS, MOST_PAGES, TooMuchError
from jslint.document.read.pdf.calls import Plain, words_by
from jslint.document.read.pdf.geometry import STRAIGHT, Matrix, bounds_at, point_at, rectangle, shown_by, times
from jslint.document.read.pdf.page import Box, Drawn, Fill, Frame, Glyph, Opened, Page, Refused, Rule, Run

_DEEPEST = 12
"""Forms within forms that are followed."""
_LINE_END = frozenset(map(ord, "\r\n"))
_SPACES = frozenset(code for code in range(0x3001) if chr(code).isspace())
_LEAST_HEIGHT = 0.01
_THIN = 3.0
"""A filled rectangle no thicker in points is a rule."""
_HYPHEN = 2
"""How pdfium's text gives a hyphen at the end of a line."""
_PASSWORD, _SECURITY = 4, 5


def frames(bindings: Any, content: bytes, begin: Any) -> Iterator[Frame]:
    """The document's pages in order, or why they end; `begin` is called before each page, to set its budget."""
    pdfium = Plain(bindings)
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        yield Refused("password" if pdfium.FPDF_GetLastError() in {_PASSWORD, _SECURITY} else "broken")
        return
    count = pdfium.FPDF_GetPageCount(document)
    if not 0 < count <= MOST_PAGES:
        yield Refused("pages" if count > 0 else "broken", amount=count)
        return
    yield Opened(count)
    for number in range(1, count + 1):
        begin()
        try:
            page = pdfium.FPDF_LoadPage(document, number - 1)
            if not page:
                yield Refused("page", number)
                return
            drawn = _Extractor(pdfium, page).page()
            yield Drawn(drawn, numbers_of_page(bindings, ctypes.cast(page, bindings.FPDF_PAGE)))
            pdfium.FPDF_ClosePage(page)
        except TooMuchError as error:
            yield Refused(error.reason, number, error.amount)
            return


class _Extractor:
    def __init__(self, pdfium: Plain, page: int) -> None:
        self._pdfium = pdfium
        self._page = page
        left, bottom, right, top = self._crop()
        self._turns = pdfium.FPDFPage_GetRotation(page) % 4
        self._width, self._height = right - left, top - bottom
        self._shown = shown_by(left, bottom, right, top, self._turns)
        self._orders: dict[int, int] = {}
        self._rules: list[Rule] = []
        self._fills: list[Fill] = []
        self._pictures: list[Box] = []
        self._outlines = 0
        self._channels = [ctypes.c_uint() for _ in range(4)]
        self._to_channels = [ctypes.byref(channel) for channel in self._channels]
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._to_sides = [ctypes.byref(side) for side in self._sides]

    def page(self) -> Page:
        count = self._pdfium.FPDFPage_CountObjects(self._page)
        if count > MOST_OBJECTS:
            raise TooMuchError("objects", count)
        get = self._pdfium.FPDFPage_GetObject
        for index in range(count):
            self._object(get(self._page, index), self._shown, 0)
        runs, glyphs = self._text()
        width, height = (self._width, self._height) if self._turns % 2 == 0 else (self._height, self._width)
        return Page(
            width, height, runs, glyphs, self._rules, self._fills, self._pictures, self._outlines, self._fields()
        )

    def _fields(self) -> int:
        pdfium = self._pdfium
        kinds = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP}
        count = 0
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(self._page), MOST_OBJECTS)):
            note = pdfium.FPDFPage_GetAnnot(self._page, index)
            count += pdfium.FPDFAnnot_GetSubtype(note) in kinds
            pdfium.FPDFPage_CloseAnnot(note)
        return count

    def _crop(self) -> Box:
        """The part of the page that is shown, as pdfium itself cuts it: left, bottom, right, top of user space."""
        box = self._pdfium.FS_RECTF()
        self._pdfium.FPDF_GetPageBoundingBox(self._page, ctypes.byref(box))
        return (box.left, box.bottom, box.right, box.top)

    # objects

    def _object(self, one: int, matrix: Matrix, depth: int) -> None:
        pdfium = self._pdfium
        order = len(self._orders)
        if order > MOST_OBJECTS:
            raise TooMuchError("objects", order)
        self._orders[one] = order
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(one, matrix, order)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._pictures.append(bounds_at(times(self._matrix(one), matrix), (0, 0, 1, 1)))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = times(self._matrix(one), matrix)
            for index in range(pdfium.FPDFFormObj_CountObjects(one)):
                self._object(pdfium.FPDFFormObj_GetObject(one, index), inner, depth + 1)

    def _matrix(self, one: int) -> Matrix:
        matrix = self._pdfium.FS_MATRIX()
        self._pdfium.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix))
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _colour(self, get: Any, one: int) -> tuple[float, float]:
        """How dark a colour is on white paper (a pattern counts as black), and how opaque."""
        if not get(one, *self._to_channels):
            return 1.0, 1.0
        red, green, blue, alpha = self._channels
        light = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
        opaque = alpha.value / 255
        return round((1 - light) * opaque, 4), opaque

    # paths

    def _path(self, path: int, matrix: Matrix, order: int) -> None:
        pdfium = self._pdfium
        fills, strokes = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fills), ctypes.byref(strokes))
        if not fills.value and not strokes.value:
            return
        self._outlines += 1
        filled = self._colour(pdfium.FPDFPageObj_GetFillColor, path)[0] if fills.value else 0.0
        stroked = self._colour(pdfium.FPDFPageObj_GetStrokeColor, path)[0] if strokes.value else 0.0
        if bar := self._thin(path, matrix, is_filled=bool(fills.value)):
            self._bar(bar, max(filled, stroked), order)
            return
        for points, is_closed in self._parts(path, times(self._matrix(path), matrix)):
            if fills.value and (box := rectangle(points)):
                if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                    self._bar(box, max(filled, stroked), order)
                    continue
                self._fills.append(Fill(box, filled, order))
            sides = [*points, points[0]] if is_closed or fills.value else points
            for start, end in pairwise(sides):
                self._side(start, end, max(filled, stroked), order)

    def _thin(self, path: int, matrix: Matrix, *, is_filled: bool) -> Box | None:
        """The box of a single line or of a filled area that is one, from its bounds: most paths of a report are such."""
        if not self._pdfium.FPDFPageObj_GetBounds(path, *self._to_sides):
            return None
        one, two, three, four = self._sides
        left, top, right, bottom = bounds_at(matrix, (one.value, two.value, three.value, four.value))
        thick, long = sorted((right - left, bottom - top))
        if matrix[0] and matrix[1]:
            return None  # a form that is turned by less than a right angle
        if is_filled:
            return (left, top, right, bottom) if thick <= _THIN else None
        if thick > 2 * _THIN or long < 3 * thick or self._pdfium.FPDFPath_CountSegments(path) != 2:
            return None
        reach = thick / 2  # pdfium's bounds hold the width of the line, at its ends too
        return (left + reach, top + reach, right - reach, bottom - reach)

    def _parts(self, path: int, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The straight lines of each part of a path; a curve breaks it."""
        pdfium = self._pdfium
        points: list[tuple[float, float]] = []
        count = pdfium.FPDFPath_CountSegments(path)
        if count > MOST_OBJECTS:
            raise TooMuchError("objects", count)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind != pdfium.FPDF_SEGMENT_LINETO and points:
                yield points, False
                points = []
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            points.append(point_at(matrix, x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield points, True
                points = []
        if points:
            yield points, False

    def _bar(self, box: Box, darkness: float, order: int) -> None:
        """A rule drawn as a filled rectangle; a dot may be part of a rule of either direction."""
        left, top, right, bottom = box
        x, y = (left + right) / 2, (top + bottom) / 2
        is_dot = max(right - left, bottom - top) <= _THIN
        if is_dot or right - left > bottom - top:
            self._rule(Rule(left, y, right, y, darkness, order))
        if is_dot or right - left <= bottom - top:
            self._rule(Rule(x, top, x, bottom, darkness, order))

    def _rule(self, rule: Rule) -> None:
        if len(self._rules) >= MOST_OBJECTS:
            raise TooMuchError("objects", len(self._rules) + 1)
        self._rules.append(rule)

    def _side(self, start: tuple[float, float], end: tuple[float, float], darkness: float, order: int) -> None:
        across, along = abs(start[0] - end[0]), abs(start[1] - end[1])
        if min(across, along) > STRAIGHT or max(across, along) <= STRAIGHT:
            return
        (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        self._rule(Rule(left, top, right, bottom, darkness, order))

    # text

    def _text(self) -> tuple[list[Run], list[Glyph]]:
        pdfium = self._pdfium
        text = pdfium.FPDFText_LoadPage(self._page)
        count = pdfium.FPDFText_CountChars(text)
        if count > MOST_GLYPHS:
            raise TooMuchError("glyphs", count)
        object_of, unicode_of = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_GetUnicode
        box_of = pdfium.FPDFText_GetLooseCharBox
        box = pdfium.FS_RECTF()
        place = ctypes.byref(box)
        runs: list[Run] = []
        known: dict[int, int] = {}
        glyphs: list[Glyph] = []
        for index in range(count):
            one, code = object_of(text, index), unicode_of(text, index)
            if not one or code in _SPACES:
                if glyphs and code not in _LINE_END:
                    glyphs[-1] = _before_space(glyphs[-1], 2 if one else 1)
                continue
            box_of(text, index, place)
            left, top, right, bottom = corners = self._corners(text, index, box)
            run = known.get(one)
            if run is None:
                run = known[one] = len(runs)
                runs.append(self._run(text, index, one, corners))
            glyphs.append(Glyph(_character(code), left, top, right, bottom, run))
        pdfium.FPDFText_ClosePage(text)
        return runs, glyphs

    def _corners(self, text: int, index: int, box: Any) -> Box:
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if not (top - bottom >= _LEAST_HEIGHT and right - left >= _LEAST_HEIGHT):  # a font that does not say its height
            sides = [ctypes.c_double() for _ in range(4)]
            self._pdfium.FPDFText_GetCharBox(text, index, *map(ctypes.byref, sides))
            left, right, bottom, top = (side.value if math.isfinite(side.value) else -1e6 for side in sides)
        return bounds_at(self._shown, (left, bottom, right, top))

    def _run(self, text: int, index: int, one: int, corners: Box) -> Run:
        pdfium = self._pdfium
        mode = pdfium.FPDFTextObj_GetTextRenderMode(one)
        colour = pdfium.FPDFPageObj_GetStrokeColor if mode in {1, 5} else pdfium.FPDFPageObj_GetFillColor
        darkness, alpha = self._colour(colour, one)
        matrix = self._matrix(one)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix[2], matrix[3])
        angle = (-math.degrees(pdfium.FPDFText_GetCharAngle(text, index)) - 90 * self._turns) % 360
        is_artifact = any("watermark" in name.lower() for name in self._marks(one))
        order = self._orders.get(one, len(self._orders))
        rise = self._rise(text, index, round(angle / 90) % 4, corners)
        return Run(size, round(angle, 2), mode, darkness, alpha, order, is_artifact, rise)

    def _rise(self, text: int, index: int, quarters: int, corners: Box) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        self._pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        across, down = point_at(self._shown, x.value, y.value)
        left, top, right, bottom = corners
        return (bottom - down, right - across, down - top, across - left)[quarters]

    def _marks(self, one: int) -> Iterator[str]:
        """The names of marked content, and the names that its properties give (/Artifact with /Subtype /Watermark)."""
        pdfium = self._pdfium
        for index in range(max(0, pdfium.FPDFPageObj_CountMarks(one))):
            mark = pdfium.FPDFPageObj_GetMark(one, index)
            yield words_by(lambda *place, mark=mark: pdfium.FPDFPageObjMark_GetName(mark, *place))
            for key in (b"Subtype", b"Type"):
                yield words_by(
                    lambda *place, mark=mark, key=key: pdfium.FPDFPageObjMark_GetParamStringValue(mark, key, *place)
                )


def _character(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _before_space(glyph: Glyph, space: int) -> Glyph:
    corners = (glyph.left, glyph.top, glyph.right, glyph.bottom)
    return Glyph(glyph.text, *corners, glyph.run, max(space, glyph.space))
