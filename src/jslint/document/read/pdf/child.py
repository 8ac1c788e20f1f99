"""A PDF read in a process of its own: what pdfium does with a hostile file ends there, within a budget of time and memory."""

from __future__ import annotations

import importlib.util
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import msgspec

from jslint.document.read.pdf.bounds import MEMORY, SECONDS_A_PAGE, is_torn, unpacks_too_far
from jslint.document.read.pdf.page import Frame, Refused, Torn

LIBRARY = "pypdfium2_raw"
_PACKAGES = ("jslint", "msgspec", LIBRARY)
_BOOT = "import sys; sys.path[:0] = sys.argv[1:]; from jslint.document.read.pdf.child import serve; serve()"
_LENGTH = struct.Struct("<I")
_SILENT = 60.0
"""Seconds after which a process that says nothing is ended, where the system sets no limit to its processor time."""


def frames_of(content: bytes) -> Generator[Frame, None, None]:
    """The pages of a PDF, in order. Where the process ends before its time, the last is Refused("time") or Refused("crash")."""
    flags = ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else [])]
    command = [sys.executable, *flags, "-c", _BOOT, *_places()]
    try:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own interpreter and module
    except OSError:
        yield Refused("start")
        return
    with child:
        try:
            yield from _conversation(child, content)
        finally:
            child.kill()


def _places() -> list[str]:
    """The folders of the packages that the process needs, and no others: the current folder is never one."""
    specs = [importlib.util.find_spec(name) for name in _PACKAGES]
    found = [str(Path(spec.origin).absolute().parents[1]) for spec in specs if spec and spec.origin]
    return list(dict.fromkeys(found))


def _conversation(child: subprocess.Popen[bytes], content: bytes) -> Generator[Frame, None, None]:
    assert child.stdin is not None  # noqa: S101 - both are pipes
    assert child.stdout is not None  # noqa: S101
    decode = msgspec.msgpack.Decoder(Frame).decode
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
        yield decode(piece)
    code = child.wait()
    if code:
        ended = {-getattr(signal, name, 0) for name in ("SIGKILL", "SIGXCPU")}
        yield Refused("time" if code in ended else "crash")


def _piece(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    piece = stream.read(length)
    return piece if len(piece) == length else None


# the child's side


def serve() -> None:
    """Read a PDF from standard input and write its frames to standard output, each behind its length."""
    from jslint.document.read.pdf.extract import frames

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


def _send(frame: Frame) -> None:
    piece = msgspec.msgpack.encode(frame)
    sys.stdout.buffer.write(_LENGTH.pack(len(piece)) + piece)
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
    return importlib.import_module("resource") if importlib.util.find_spec("resource") else None
