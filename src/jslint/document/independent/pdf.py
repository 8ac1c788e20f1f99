"""The numbers of a PDF page by page: of pdfium's own text, in the order in which it is drawn, wherever it stands."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import Any

from jslint.document.independent.token import tokens

_OF_NUMBER = "[0-9.,%\\-\u2212\uff10-\uff19\uff0e\uff05\uff0d]"
_LETTER = re.compile(_OF_NUMBER)
_LETTERS = re.compile(f"{_OF_NUMBER}(?: *{_OF_NUMBER})+")
"""Letters that could be of one number, with spaces or without."""
_UNPRINTED = re.compile("[\\s\0\ud800-\udfff]")
_HYPHEN = "\x02"
"""How pdfium's text gives a hyphen at the end of a line."""
_NEXT, _NEXT_OBJECT = 0.6, 0.25
"""In type sizes: letters of one number stand closer than this, and those that are drawn apart closer still."""
_SPACED, _SPACED_SLANTING = 0.12, 0.7
"""In type sizes: letters with a printed space between them are of two numbers from this distance on; slanting, from letter to letter."""
_OTHER_SIZE, _OTHER_LINE = 0.88, 0.15
"""A smaller part of the type size, or a baseline off by more of it, is that of a raised figure, which is a number of its own."""


_Placed = tuple[int, float, float, float, float, float, float]
"""A letter: the address of its text object, its origin (x, y), its box (width, height), type size in points, degrees."""


def _gives(kind: Any) -> Any:
    """A function that gives such a value, takes pointers as `c_void_p` or the space to write to, and whole numbers of 32 bits."""
    return ctypes.PYFUNCTYPE(kind)


_WHOLE, _CODE, _POINTER, _REAL, _SINGLE = map(
    _gives, (ctypes.c_int, ctypes.c_uint, ctypes.c_void_p, ctypes.c_double, ctypes.c_float)
)


def numbers_of_page(pdfium: ctypes.CDLL, text: int) -> Counter[str]:
    """The number tokens of a page whose text pdfium has open: to open a document a second time takes longer than to read it."""
    return Counter(tokens("".join(_Text(pdfium, ctypes.c_void_p(text)).parts())))


class _Text:
    """The text of a page; a letter is told by its number on the page."""

    def __init__(self, pdfium: ctypes.CDLL, page: ctypes.c_void_p) -> None:
        self._page = page
        self._styles: dict[int, tuple[float, float]] = {}
        self._count = _WHOLE(("FPDFText_CountChars", pdfium))
        self._unicode = _CODE(("FPDFText_GetUnicode", pdfium))
        self._object = _POINTER(("FPDFText_GetTextObject", pdfium))
        self._origin = _WHOLE(("FPDFText_GetCharOrigin", pdfium))
        self._box = _WHOLE(("FPDFText_GetLooseCharBox", pdfium))
        self._matrix = _WHOLE(("FPDFText_GetMatrix", pdfium))
        self._size = _REAL(("FPDFText_GetFontSize", pdfium))
        self._angle = _SINGLE(("FPDFText_GetCharAngle", pdfium))

    def parts(self) -> Iterator[str]:
        """What is drawn, with a space wherever two letters that could be of one number are none."""
        text = self._printed()
        found = list(_LETTERS.finditer(text))
        numbers = [at for match in found for at in range(*match.span()) if text[at] != " "]
        places = dict(zip(numbers, self._placed(numbers), strict=True))
        end = 0
        for match in found:
            yield text[end : match.start()]
            of_match = [at for at in range(*match.span()) if text[at] != " "]
            yield text[of_match[0]]
            for before, at in pairwise(of_match):
                if not _are_one(places[before], places[at], is_spaced=self._is_spaced(before, at)):
                    yield "\n"
                yield text[at]
            end = match.end()
        yield text[end:]

    def _printed(self) -> str:
        """A letter or a space for each number: a digit that no object draws is none."""
        count = self._count(self._page)
        codes = map(self._unicode, repeat(self._page), range(count))
        text = "".join([chr(code) if code < 0x110000 else " " for code in codes])
        text = _UNPRINTED.sub(" ", text).replace(_HYPHEN, "-")
        digits = [match.start() for match in _LETTER.finditer(text)]
        self._drawn = dict(zip(digits, map(self._object, repeat(self._page), digits), strict=True))
        if None in self._drawn.values():
            text = "".join([" " if self._drawn.get(at, at) is None else letter for at, letter in enumerate(text)])
        return text

    def _is_spaced(self, before: int, at: int) -> bool:
        """Whether a space is drawn between two letters, not only supposed there."""
        return any(self._object(self._page, between) for between in range(before + 1, at))

    def _placed(self, numbers: Sequence[int]) -> Iterator[_Placed]:
        origin, box = (ctypes.c_double * 2)(), (ctypes.c_float * 4)()
        x, y = ctypes.byref(origin), ctypes.byref(origin, 8)
        for at in numbers:
            self._origin(self._page, at, x, y)
            self._box(self._page, at, box)
            size, angle = self._style(at)
            left, top, right, bottom = box
            width, height = right - left, top - bottom
            yield (self._drawn[at], *origin, width, height, size or max(width, height), angle)

    def _style(self, at: int) -> tuple[float, float]:
        """Type size in points and degrees of a letter, which all of its object share."""
        style = self._styles.get(drawn := self._drawn[at])
        if style is None:
            matrix = (ctypes.c_float * 6)()
            self._matrix(self._page, at, matrix)
            size = self._size(self._page, at) * math.hypot(matrix[2], matrix[3])
            angle = self._angle(self._page, at)
            style = self._styles[drawn] = size, -math.degrees(angle) % 360
        return style


def _are_one(one: _Placed, other: _Placed, *, is_spaced: bool) -> bool:
    """Whether two letters stand next to each other on one line, in one size, without a space that is drawn."""
    drawn, x, y, width, height, size, angle = one
    other_drawn, other_x, other_y, _, _, other_size, other_angle = other
    large, small = (size, other_size) if size > other_size else (other_size, size)
    if small < _OTHER_SIZE * large or abs(angle - other_angle) > 1:
        return False
    along, off = other_x - x, other_y - y
    if angle:
        turn = math.radians(angle)
        along, off = along * math.cos(turn) + off * math.sin(turn), off * math.cos(turn) - along * math.sin(turn)
    if abs(off) > _OTHER_LINE * large:
        return False
    quarter = angle % 90
    if min(quarter, 90 - quarter) > 1:
        return 0 < along < (_SPACED_SLANTING if is_spaced else 1.3) * large
    gap = along - (width if round(angle / 90) % 2 == 0 else height)
    furthest = _SPACED if is_spaced else _NEXT if drawn == other_drawn else _NEXT_OBJECT
    return -0.6 * large < gap < furthest * large
