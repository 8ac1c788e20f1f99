"""How large a PDF may be when it is read, and how far its streams unpack, seen before anything keeps what they unpack to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

MOST_PAGES = 3_000
MOST_OBJECTS = 200_000
"""Drawn objects (text, paths, pictures) of one page; a page of a report has some thousands."""
MOST_GLYPHS = 200_000
"""Characters of one page; a page that is full of small print has ten thousand."""
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes that one stream may unpack to, whatever number of filters it stands behind."""
MEMORY = 1024 * 1024 * 1024
"""Address space of the child process beyond the document itself, where the system can limit it."""
SECONDS_A_PAGE = 8
"""Processor time that a page may take; one of a report takes some thousandths of a second."""

_MOST_RATIO = 1032
"""Deflate never unpacks to more than this many times its bytes (258 bytes from two bits)."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 1024
"""A stream's dictionary is looked for in so many bytes before it."""
_PIECE = 1 << 20


def unpacks_too_far(content: bytes) -> bool:
    """Whether a stream of the file, its pictures aside, unpacks beyond the bound. Keeps a megabyte at a time."""
    view = memoryview(content)
    starts = [match.end() for match in _STREAM.finditer(content)]
    for start, after in pairwise([*starts, len(content)]):
        head = content[max(0, start - _HEAD) : start]
        head = head[head.rfind(b"obj") :]
        if _may_grow(head, after - start) and _unpacked(view[start:after]) > MOST_UNPACKED:
            return True
    return False


def _may_grow(head: bytes, length: int) -> bool:
    """Pictures are not unpacked to read text; one plain Flate filter is bounded by the length of what it unpacks."""
    if re.search(rb"/Subtype\s*/Image\b", head):
        return False
    is_one = head.count(b"Flate") == 1 and not re.search(rb"/(?:Filter\s+\d|LZW|RunLength|Fl\b)", head)
    return not (is_one and length * _MOST_RATIO <= MOST_UNPACKED)


def _unpacked(packed: memoryview) -> int:
    """Bytes that a stream unpacks to, through a second filter too, counted to the bound."""
    outer, inner = zlib.decompressobj(), zlib.decompressobj()
    total = within = 0
    is_nested: bool | None = None
    for piece in _pieces(outer, packed):
        total += len(piece)
        if is_nested is None:
            is_nested = len(piece) > 1 and piece[0] & 15 == 8 and (piece[0] << 8 | piece[1]) % 31 == 0
        if is_nested:
            for part in _pieces(inner, piece):
                within += len(part)
                if within > MOST_UNPACKED:
                    return within
        if total > MOST_UNPACKED:
            break
    return total


def _pieces(unpacker: zlib._Decompress, packed: memoryview | bytes) -> Iterator[bytes]:
    """What the bytes unpack to, a piece at a time; nothing more where they are not deflated."""
    try:
        for start in range(0, len(packed), _PIECE):
            rest: memoryview | bytes = packed[start : start + _PIECE]
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail
    except zlib.error:
        return
