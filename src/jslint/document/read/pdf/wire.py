"""What the process that reads a PDF says, as bytes: a tag and columns of numbers; either side needs the standard library only."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Sequence

LIBRARY = "pypdfium2_raw"
"""The bindings of pdfium, which only the child process loads."""
LENGTH = struct.Struct("<I")
"""What stands before each frame, and before each column of one."""
OPENED, TORN, DRAWN, REFUSED = b"O", b"T", b"D", b"R"
"""The tags of the frames."""


def packed(tag: bytes, *columns: bytes) -> bytes:
    """A frame of these columns."""
    return tag + b"".join(LENGTH.pack(len(column)) + column for column in columns)


def unpacked(frame: bytes) -> tuple[bytes, list[bytes]]:
    """The tag and the columns of a frame; raises ValueError where it is none."""
    columns, at = [], 1
    while at < len(frame):
        end = at + LENGTH.size
        if end > len(frame):
            raise ValueError
        (length,) = LENGTH.unpack(frame[at:end])
        at = end + length
        if at > len(frame):
            raise ValueError
        columns.append(frame[end:at])
    return frame[:1], columns


def floats(numbers: Iterable[float]) -> bytes:
    """A column of numbers as they are."""
    return array("d", numbers).tobytes()


def integers(numbers: Iterable[int]) -> bytes:
    """A column of whole numbers of 32 bits."""
    return array("i", numbers).tobytes()


def floats_of(column: bytes) -> Sequence[float]:
    """The numbers of a column; raises ValueError."""
    return _numbers("d", column)


def singles_of(column: bytes) -> Sequence[float]:
    """The numbers of a column of single precision, which pdfium's places are; raises ValueError."""
    return _numbers("f", column)


def integers_of(column: bytes) -> Sequence[int]:
    """The whole numbers of a column; raises ValueError."""
    found = array("i")
    found.frombytes(column)
    return found


def _numbers(kind: str, column: bytes) -> Sequence[float]:
    found = array(kind)
    found.frombytes(column)
    return found
