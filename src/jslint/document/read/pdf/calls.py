"""Functions of pdfium called in other ways than their bindings do."""

from __future__ import annotations

import ctypes
from typing import Any


class Plain:
    """pdfium with every pointer as a number: an object made and checked for each takes several times as long as the call.

    What a function writes to is given by `ctypes.byref`; structures and constants are those of the bindings.
    """

    def __init__(self, pdfium: Any) -> None:
        self._pdfium = pdfium

    def __getattr__(self, name: str) -> Any:
        """Looked up once: from then on it is an attribute like any other."""
        found = getattr(self._pdfium, name)
        if hasattr(found, "argtypes"):
            address = ctypes.cast(found, ctypes.c_void_p).value or 0
            found = ctypes.CFUNCTYPE(_plain(found.restype), *map(_plain, found.argtypes))(address)
        setattr(self, name, found)
        return found


def _plain(kind: Any) -> Any:
    is_pointer = isinstance(kind, type) and issubclass(kind, ctypes._Pointer | ctypes.c_char_p)
    return ctypes.c_void_p if is_pointer else kind


def words_by(get: Any) -> str:
    """What a function writes into a space for UTF-16, given the space, its bytes and where to put the length."""
    space = ctypes.create_string_buffer(128)
    length = ctypes.c_ulong()
    if not get(space, 128, ctypes.byref(length)):
        return ""
    return space.raw[: max(0, min(128, length.value) - 2)].decode("utf-16-le", "replace")
