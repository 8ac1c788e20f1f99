"""The library pdfium and its functions, as the process that reads a PDF calls them.

It loads no bindings: that takes as long as to read half a report, and an object made and checked for every pointer longer than the call.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from struct import Struct
from typing import Any

from jslint.document.read.pdf.wire import LIBRARY

PATH, IMAGE, FORM = 2, 3, 5
"""FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_FORM."""
LINE = 0
"""FPDF_SEGMENT_LINETO."""
TYPED = frozenset({3, 13, 20})
"""FPDF_ANNOT_FREETEXT, FPDF_ANNOT_STAMP, FPDF_ANNOT_WIDGET: notes and fields with text of their own."""

_NAMES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
_KINDS: dict[str, Any] = {
    "p": ctypes.c_void_p,
    "i": ctypes.c_int,
    "u": ctypes.c_uint,
    "n": ctypes.c_ulong,
    "f": ctypes.c_float,
    "d": ctypes.c_double,
    "-": None,
}
_FUNCTIONS = {
    "FPDF_InitLibrary": "-",
    "FPDF_GetLastError": "n",
    "FPDF_LoadMemDocument64": "ppnp",
    "FPDF_GetPageCount": "ip",
    "FPDF_LoadPage": "ppi",
    "FPDF_ClosePage": "-p",
    "FPDF_GetPageBoundingBox": "ipp",
    "FPDFPage_GetRotation": "ip",
    "FPDFPage_GetAnnotCount": "ip",
    "FPDFPage_GetAnnot": "ppi",
    "FPDFPage_CloseAnnot": "-p",
    "FPDFAnnot_GetSubtype": "ip",
    "FPDFPage_CountObjects": "ip",
    "FPDFPage_GetObject": "ppi",
    "FPDFPageObj_GetType": "ip",
    "FPDFPageObj_GetMatrix": "ipp",
    "FPDFPageObj_GetBounds": "ipppp",
    "FPDFPageObj_GetFillColor": "ipppp",
    "FPDFPageObj_GetStrokeColor": "ipppp",
    "FPDFPageObj_HasTransparency": "ip",
    "FPDFPageObj_GetClipPath": "pp",
    "FPDFClipPath_CountPaths": "ip",
    "FPDFClipPath_CountPathSegments": "ipi",
    "FPDFClipPath_GetPathSegment": "ppii",
    "FPDFPageObj_CountMarks": "ip",
    "FPDFPageObj_GetMark": "ppn",
    "FPDFPageObjMark_GetName": "ippnp",
    "FPDFPageObjMark_GetParamStringValue": "ipppnp",
    "FPDFFormObj_CountObjects": "ip",
    "FPDFFormObj_GetObject": "ppn",
    "FPDFPath_GetDrawMode": "ipp",
    "FPDFPath_CountSegments": "ip",
    "FPDFPath_GetPathSegment": "ppi",
    "FPDFPathSegment_GetType": "ip",
    "FPDFPathSegment_GetClose": "ip",
    "FPDFPathSegment_GetPoint": "ippp",
    "FPDFTextObj_GetTextRenderMode": "ip",
    "FPDFText_LoadPage": "pp",
    "FPDFText_ClosePage": "-p",
    "FPDFText_CountChars": "ip",
    "FPDFText_GetUnicode": "upi",
    "FPDFText_GetTextObject": "ppi",
    "FPDFText_GetLooseCharBox": "ipip",
    "FPDFText_GetCharBox": "ipipppp",
    "FPDFText_GetCharOrigin": "ipipp",
    "FPDFText_GetCharAngle": "fpi",
    "FPDFText_GetFontSize": "dpi",
}
"""What each gives and takes, by the letters of the table above."""


def library() -> ctypes.CDLL:
    """The library that lies in the package of the bindings, or else the one that the bindings find."""
    for folder in sys.path:
        with suppress(OSError):
            return ctypes.CDLL(f"{folder}/{LIBRARY}/{_NAMES.get(sys.platform, 'libpdfium.so')}")
    found: ctypes.CDLL = import_module(f"{LIBRARY}.bindings")._libs["pdfium"]
    return found


class Pdfium:
    """The functions of the library: as attributes, with every pointer as a number, or `many`, to be called many times over."""

    def __init__(self, found: ctypes.CDLL) -> None:
        self._library = found
        self._many: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        """Looked up once: from then on it is an attribute like any other."""
        result, *takes = (_KINDS[letter] for letter in _FUNCTIONS[name])
        function = ctypes.CFUNCTYPE(result, *takes)((name, self._library))
        setattr(self, name, function)
        return function

    def many(self, name: str) -> Any:
        """A function without a check of what it takes: pointers are `c_void_p` or what is written to, whole numbers have 32 bits."""
        function = self._many.get(name)
        if function is None:
            function = self._many[name] = _unchecked(_FUNCTIONS[name][0])((name, self._library))
        return function


@lru_cache
def _unchecked(gives: str) -> Any:
    return ctypes.PYFUNCTYPE(_KINDS[gives])


def told(get: Any, shape: str, ones: Iterable[Any], *, of: Any = None, at_once: bool = False) -> list[Any]:
    """The numbers that a function (of `many`) tells of each of several things, None where it knows none.

    It takes the thing, behind what it is a part `of`, and then where to write each number, or only where to write all (`at_once`).
    `shape` says how many they are and of which kind, as `struct` has it.
    """
    numbers = Struct(f"{shape[0]}{shape[1]}")
    space = ctypes.create_string_buffer(numbers.size)
    size = numbers.size // int(shape[0])
    places = [space] if at_once else [ctypes.byref(space, at) for at in range(0, numbers.size, size)]
    read = numbers.unpack_from
    if of is None:
        return [read(space) if get(one, *places) else None for one in ones]
    return [read(space) if get(of, one, *places) else None for one in ones]


def words_by(get: Any) -> str:
    """What a function writes into a space for UTF-16, given the space, its bytes and where to put the length."""
    space = ctypes.create_string_buffer(128)
    length = ctypes.c_ulong()
    if not get(space, 128, ctypes.byref(length)):
        return ""
    return space.raw[: max(0, min(128, length.value) - 2)].decode("utf-16-le", "replace")
