"""Functions of pdfium called in other ways than their bindings do."""

from __future__ import annotations

import ctypes
from typing import Any


def as_numbers(function: Any) -> Any:
    """The same function of pdfium, giving an address as a number: a pointer object for every character takes ten times as long."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(address)


def words_by(get: Any) -> str:
    """What a function writes into a space for UTF-16, given the space, its bytes and where to put the length."""
    space = ctypes.create_string_buffer(128)
    length = ctypes.c_ulong()
    if not get(ctypes.cast(space, ctypes.POINTER(ctypes.c_ushort)), 128, length):
        return ""
    return space.raw[: max(0, min(128, length.value) - 2)].decode("utf-16-le", "replace")
