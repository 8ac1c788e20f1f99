"""The numbers of a PDF page by page: of pdfium's own text, in the order in which it is drawn, wherever it stands."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from jslint.document.independent.token import tokens

_OF_NUMBERS = frozenset("0123456789.,%-−０１２３４５６７８９．％－")
_HYPHEN = "\x02"
"""How pdfium's text gives a hyphen at the end of a line."""
_NEXT, _NEXT_OBJECT = 0.6, 0.25
"""In type sizes: letters of one number stand closer than this, and those that are drawn apart closer still."""
_OTHER_SIZE, _OTHER_LINE = 0.88, 0.15
"""A smaller part of the type size, or a baseline off by more of it, is that of a raised figure, which is a number of its own."""


class _Letter(NamedTuple):
    text: str
    drawn: int
    """The address of the text object; 0 for a space or line end that pdfium supposes."""
    at: int


class _Placed(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    size: float
    angle: float


def numbers_of_page(pdfium: Any, page: Any) -> Counter[str]:
    """The number tokens of a page that pdfium has open: to open a document a second time takes longer than to read it."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        return Counter(tokens("".join(_Text(pdfium, text).parts())))
    finally:
        pdfium.FPDFText_ClosePage(text)


class _Text:
    def __init__(self, pdfium: Any, text: Any) -> None:
        self._pdfium = pdfium
        self._text = text
        self._box = pdfium.FS_RECTF()
        self._last = (-1, _Placed(0, 0, 0, 0, 0, 0))

    def parts(self) -> Iterator[str]:
        """The letters, with a space wherever two that could be of one number are none."""
        before: _Letter | None = None
        for letter in self._letters():
            if (
                before
                and before.text in _OF_NUMBERS
                and letter.text in _OF_NUMBERS
                and not self._is_one(before, letter)
            ):
                yield "\n"
            elif (
                before and not (before.text in _OF_NUMBERS and letter.text in _OF_NUMBERS) and letter.at - before.at > 1
            ):
                yield " "
            yield letter.text
            before = letter

    def _letters(self) -> Iterator[_Letter]:
        """What is drawn; spaces only show as a gap in the numbering."""
        address = ctypes.cast(self._pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
        object_of = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(address)
        unicode_of = self._pdfium.FPDFText_GetUnicode
        for at in range(self._pdfium.FPDFText_CountChars(self._text)):
            code = unicode_of(self._text, at)
            if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000 or chr(code).isspace():
                continue
            text = "-" if chr(code) == _HYPHEN else chr(code)
            drawn = object_of(self._text, at) if text in _OF_NUMBERS else 1
            if drawn:
                yield _Letter(text, drawn, at)

    def _is_one(self, before: _Letter, letter: _Letter) -> bool:
        """Whether two letters stand next to each other on one line, in one size."""
        one = self._last[1] if self._last[0] == before.at else self._placed(before.at)
        other = self._placed(letter.at)
        self._last = (letter.at, other)
        large, small = max(one.size, other.size), min(one.size, other.size)
        if small < _OTHER_SIZE * large or abs(one.angle - other.angle) > 1:
            return False
        across, up = other.x - one.x, other.y - one.y
        turn = math.radians(one.angle)
        along, off = across * math.cos(turn) + up * math.sin(turn), up * math.cos(turn) - across * math.sin(turn)
        if abs(off) > _OTHER_LINE * large:
            return False
        quarter = one.angle % 90
        if min(quarter, 90 - quarter) > 1:
            return 0 < along < 1.3 * large
        advance = one.width if round(one.angle / 90) % 2 == 0 else one.height
        gap = along - advance
        return -0.6 * large < gap < (_NEXT if before.drawn == letter.drawn else _NEXT_OBJECT) * large

    def _placed(self, at: int) -> _Placed:
        pdfium = self._pdfium
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(self._text, at, ctypes.byref(self._box))
        angle = -math.degrees(pdfium.FPDFText_GetCharAngle(self._text, at)) % 360
        width, height = self._box.right - self._box.left, self._box.top - self._box.bottom
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, at, ctypes.byref(matrix))
        size = pdfium.FPDFText_GetFontSize(self._text, at) * math.hypot(matrix.c, matrix.d)
        return _Placed(x.value, y.value, width, height, size or max(width, height), angle)
