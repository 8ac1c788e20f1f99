"""A PDF given to a process of its own: what pdfium does with a hostile file ends there, within a budget of time and memory."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import IO

from jslint.document.read.pdf.page import Frame, Refused
from jslint.document.read.pdf.pages import frame_of
from jslint.document.read.pdf.wire import LENGTH, LIBRARY

_PACKAGES = ("jslint", "msgspec", LIBRARY)
BOOT = "import sys; sys.path[:0] = sys.argv[1:]; from jslint.document.read.pdf import {module}; {module}.{call}"
"""What the process runs: a call of a module of this room."""
_SILENT = 60.0
"""Seconds after which a process that says nothing is ended, where the system sets no limit to its processor time."""


def frames_of(content: bytes) -> Generator[Frame, None, None]:
    """The pages of a PDF, in order. Where the process ends before its time, the last is Refused("time") or Refused("crash")."""
    for piece in pieces_of(BOOT.format(module="serve", call="serve()"), content):
        try:
            yield piece if isinstance(piece, Refused) else frame_of(piece)
        except ValueError:  # nothing that the process would say by itself
            yield Refused("crash")
            return


def pieces_of(boot: str, content: bytes, *packages: str) -> Generator[bytes | Refused, None, None]:
    """What the process says that runs a line of Python and is given the content, piece by piece; why it ended before its time.

    `packages` are what it needs beside the packages that reading needs.
    """
    try:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command(boot, *packages), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        yield Refused("start")
        return
    with child:
        try:
            yield from _conversation(child, content)
        finally:
            child.kill()


def command(boot: str, *packages: str) -> list[str]:
    """The command line of a process that runs a line of Python with the packages that reading a PDF needs, these, and no others."""
    flags = ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else [])]
    return [sys.executable, *flags, "-c", boot, *_places(packages)]


def _places(packages: tuple[str, ...]) -> list[str]:
    """The folders of the packages that the process needs, and no others: the current folder is never one."""
    specs = [importlib.util.find_spec(name) for name in (*_PACKAGES, *packages)]
    found = [str(Path(spec.origin).absolute().parents[1]) for spec in specs if spec and spec.origin]
    return list(dict.fromkeys(found))


def _conversation(child: subprocess.Popen[bytes], content: bytes) -> Generator[bytes | Refused, None, None]:
    assert child.stdin is not None  # noqa: S101 - both are pipes
    assert child.stdout is not None  # noqa: S101
    with suppress(BrokenPipeError):  # it has ended: its answer, or that there is none, says why
        child.stdin.write(content)
    with suppress(BrokenPipeError):
        child.stdin.close()
    while True:
        watch = threading.Timer(_SILENT, child.kill)
        watch.start()
        try:
            piece = _piece(child.stdout)
        finally:
            watch.cancel()
        if piece is None:
            break
        yield piece
    code = child.wait()
    if code:
        ended = {-getattr(signal, name, 0) for name in ("SIGKILL", "SIGXCPU")}
        yield Refused("time" if code in ended else "crash")


def _piece(stream: IO[bytes]) -> bytes | None:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    piece = stream.read(length)
    return piece if len(piece) == length else None
