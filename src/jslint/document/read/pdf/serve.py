"""The child's side of reading a PDF: it imports no more than that needs, for it starts once for every document."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Any

from jslint.document.read.pdf.bounds import is_torn, unpacks_too_far
from jslint.document.read.pdf.calls import library
from jslint.document.read.pdf.extract import frames, refused
from jslint.document.read.pdf.wire import LIBRARY, TORN, packed
from jslint.document.read.pdf.within import begin_page, limit_memory, send


def serve() -> None:
    """Read a PDF from standard input and write its frames to standard output, each behind its length."""
    gc.disable()  # what a page gives holds no cycles
    content = sys.stdin.buffer.read()
    if unpacks_too_far(content):
        send(refused("unpacked"))
        return
    if is_torn(content):
        send(packed(TORN))
    limit_memory(len(content))
    for frame in frames(library(), content, begin_page):
        send(frame)


def begin(content: bytes) -> Any:
    """The library, within the limits that one page may take; None for what unpacks too far."""
    if unpacks_too_far(content):
        return None
    pdfium = importlib.import_module(LIBRARY)
    limit_memory(len(content))
    begin_page()
    return pdfium
