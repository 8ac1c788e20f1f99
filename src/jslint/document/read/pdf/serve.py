"""The child's side of reading a PDF: it imports no more than that needs, for it starts once for every document."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Any

import msgspec

from jslint.document.read.pdf.bounds import MEMORY, SECONDS_A_PAGE, is_torn, unpacks_too_far
from jslint.document.read.pdf.extract import frames
from jslint.document.read.pdf.page import LENGTH, LIBRARY, Frame, Refused, Torn


def serve() -> None:
    """Read a PDF from standard input and write its frames to standard output, each behind its length."""
    gc.disable()  # what a page gives holds no cycles
    pdfium = importlib.import_module(LIBRARY)
    content = sys.stdin.buffer.read()
    if unpacks_too_far(content):
        _send(Refused("unpacked"))
        return
    if is_torn(content):
        _send(Torn())
    _limit_memory(len(content))
    for frame in frames(pdfium, content, _begin_page):
        _send(frame)


def begin(content: bytes) -> Any:
    """The library, within the limits that one page may take; None for what unpacks too far."""
    if unpacks_too_far(content):
        return None
    pdfium = importlib.import_module(LIBRARY)
    _limit_memory(len(content))
    _begin_page()
    return pdfium


def _send(frame: Frame) -> None:
    piece = msgspec.msgpack.encode(frame)
    sys.stdout.buffer.write(LENGTH.pack(len(piece)) + piece)
    sys.stdout.buffer.flush()


def _limit_memory(size: int) -> None:
    limits = _resource()
    if limits:
        soft, hard = limits.getrlimit(limits.RLIMIT_AS)
        wanted = [each for each in (MEMORY + size, soft, hard) if each >= 0]  # -1: no limit
        limits.setrlimit(limits.RLIMIT_AS, (min(wanted), hard))


def _begin_page() -> None:
    """From now on the process may take so much processor time more."""
    limits = _resource()
    if limits:
        used = limits.getrusage(limits.RUSAGE_SELF)
        _, hard = limits.getrlimit(limits.RLIMIT_CPU)
        limits.setrlimit(limits.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS_A_PAGE, hard))


def _resource() -> Any:
    """The module that sets limits to a process; None where the system has none (Windows)."""
    try:
        return importlib.import_module("resource")
    except ImportError:
        return None
