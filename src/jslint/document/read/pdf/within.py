"""What every process that is given a PDF does: it says its pieces, and keeps to its budget of memory and time."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from jslint.document.read.pdf.bounds import MEMORY, SECONDS_A_PAGE
from jslint.document.read.pdf.wire import LENGTH


def send(piece: bytes) -> None:
    """Write a piece to standard output, behind its length."""
    sys.stdout.buffer.write(LENGTH.pack(len(piece)))
    sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def limit_memory(size: int) -> None:
    """From now on the process may take the bound's memory beside a document of so many bytes."""
    limits = _resource()
    if limits:
        soft, hard = limits.getrlimit(limits.RLIMIT_AS)
        wanted = [each for each in (MEMORY + size, soft, hard) if each >= 0]  # -1: no limit
        limits.setrlimit(limits.RLIMIT_AS, (min(wanted), hard))


def begin_page() -> None:
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
