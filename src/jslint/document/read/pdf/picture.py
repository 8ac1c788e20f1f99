"""A page of a PDF as a picture, made in a process of its own like all that reads a PDF."""

from __future__ import annotations

import ctypes
import math
import struct
import subprocess
import sys
import zlib
from typing import Any

from jslint.document.read.pdf.bounds import MOST_PAGES
from jslint.document.read.pdf.child import BOOT, command

SCALE = 1.5
"""Picture points for each point of a page (72 to the inch), where the page is of a usual size."""
MOST_POINTS = 12_000_000
"""Picture points of one page; of a larger page the picture is smaller."""
SECONDS = 60.0
"""How long the process may take for its page."""

_RGB, _WITHOUT_ALPHA = 0x10, 2
"""FPDF_REVERSE_BYTE_ORDER, FPDFBitmap_BGR."""
_ANNOTATIONS = 0x01
_WHITE = 0xFFFFFFFF


def picture_of(content: bytes, number: int) -> tuple[bytes, float] | None:
    """A page (counted from 1) as PNG, with its picture points for each point of the page; None where it cannot be shown."""
    if not 0 < number <= MOST_PAGES:
        return None
    boot = BOOT.format(module="picture", call=f"send({number})")
    try:
        done = subprocess.run(command(boot), input=content, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603 - our own interpreter and module
    except (OSError, subprocess.TimeoutExpired):
        return None
    scale, _, picture = done.stdout.partition(b"\n")
    return (picture, float(scale)) if done.returncode == 0 and picture else None


def send(number: int) -> None:
    """The child's side: read a PDF from standard input, write the scale, a line's end and the picture to standard output."""
    from jslint.document.read.pdf.serve import begin

    content = sys.stdin.buffer.read()
    pdfium = begin(content)
    if pdfium is None:
        return
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    page = document and pdfium.FPDF_LoadPage(document, number - 1)
    if page:
        scale, picture = _drawn(pdfium, page)
        sys.stdout.buffer.write(f"{scale}\n".encode() + picture)


def _drawn(pdfium: Any, page: Any) -> tuple[float, bytes]:
    across, down = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(SCALE, math.sqrt(MOST_POINTS / max(1.0, across * down)))
    width, height = max(1, round(across * scale)), max(1, round(down * scale))
    stride = (width * 3 + 3) // 4 * 4
    buffer = ctypes.create_string_buffer(stride * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, _WITHOUT_ALPHA, buffer, stride)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, _RGB | _ANNOTATIONS)
    rows = (buffer.raw[at : at + width * 3] for at in range(0, stride * height, stride))
    return scale, _png(width, height, b"".join(b"\0" + row for row in rows))


def _png(width: int, height: int, rows: bytes) -> bytes:
    """Rows of RGB, each behind its filter (none), as PNG (ISO/IEC 15948)."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)
