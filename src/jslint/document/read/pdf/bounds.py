"""How large a PDF may be when it is read, and how far its streams unpack, seen before anything keeps what they unpack to."""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

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
_STREAM = re.compile(rb"stream\r?\n")
_NO_TEXT = re.compile(
    rb"/(?:Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)|Length1)\b|/(?:LZW|ASCII|RunLength|Crypt)"
)
"""What the dictionary of a font or a picture says, and other filters before the packed bytes."""
_HEAD = 1024
"""A stream's dictionary is looked for in so many bytes before it."""
_PIECE = 1 << 20
_LONGEST = 16 << 20
"""Bytes of a stream that are looked at for a break."""
_MOST_FILTERS = 8


class TooMuchError(Exception):
    """A page draws more than the bound allows."""

    def __init__(self, reason: str, amount: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.amount = amount


def unpacks_too_far(content: bytes) -> bool:
    """Whether a stream of the file, its pictures aside, unpacks beyond the bound. Keeps some megabytes at a time."""
    return any(_may_grow(head, len(packed)) and _grows(packed) for head, packed in _streams(content))


def is_torn(content: bytes) -> bool:
    """Whether a packed stream of text or drawing breaks off or is broken: what stands behind the break shows nowhere.

    Fonts and pictures do not count.
    """
    return b"/Encrypt" not in content and any(
        head.count(b"Flate") == 1 and not _NO_TEXT.search(head) and _breaks(packed)
        for head, packed in _streams(content)
    )


def _streams(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """The dictionary of each stream, and its bytes to the next."""
    view = memoryview(content)
    starts = [
        match.end() for match in _STREAM.finditer(content) if content[match.start() - 3 : match.start()] != b"end"
    ]
    for start, after in pairwise([*starts, len(content)]):
        head = content[max(0, start - _HEAD) : start]
        yield head[head.rfind(b"obj") :], view[start:after]


def _breaks(packed: memoryview) -> bool:
    """Whether the bytes cannot be unpacked to their end, or not to what was packed; a sum that is left out is no break."""
    try:
        zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error as error:
        if "incorrect data check" not in str(error):
            return True
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        unpacker.decompress(packed[2:], _LONGEST)
        return not unpacker.unused_data[:16].lstrip().startswith(b"endstream")
    return False


def _may_grow(head: bytes, length: int) -> bool:
    """Pictures are not unpacked to read text; one plain Flate filter is bounded by the length of what it unpacks."""
    if re.search(rb"/Subtype\s*/Image\b", head):
        return False
    is_one = head.count(b"Flate") == 1 and not re.search(rb"/(?:Filter\s+\d|LZW|RunLength|Fl\b)", head)
    return not (is_one and length * _MOST_RATIO <= MOST_UNPACKED)


class _TooFarError(Exception):
    """More was unpacked than the bound."""


def _grows(packed: memoryview) -> bool:
    """Whether what a stream unpacks to, through as many filters as it stands behind, goes beyond the bound."""
    pieces: Iterator[bytes | memoryview] = iter([packed])
    try:
        for _ in range(_MOST_FILTERS):
            pieces = _unpacked(pieces)
            first = next(pieces, b"")
            if len(first) < 2 or first[0] & 15 != 8 or (first[0] << 8 | first[1]) % 31:  # no deflated bytes within
                break
            pieces = chain([first], pieces)
        deque(pieces, maxlen=0)
    except _TooFarError:
        return True
    return False


def _unpacked(packed: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """What the bytes unpack to, a piece at a time; nothing more where they are not deflated."""
    unpacker, total = zlib.decompressobj(), 0
    try:
        for part in packed:
            for start in range(0, len(part), _PIECE):
                rest = bytes(part[start : start + _PIECE])
                while rest and not unpacker.eof:
                    piece = unpacker.decompress(rest, _PIECE)
                    rest = unpacker.unconsumed_tail
                    total += len(piece)
                    if total > MOST_UNPACKED:
                        raise _TooFarError
                    if piece:
                        yield piece
    except zlib.error:
        return
