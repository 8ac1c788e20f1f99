"""What is made of the package's own files, kept ready for a process that has little time.

The build of a wheel puts it beside those files. A checkout keeps it where Python keeps compiled modules: until a file of the
package changes, and not at all where bytecode is not written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from jslint.digest import blake2b

_PACKAGE = os.path.dirname(__file__)  # noqa: PTH120 - a Path costs ten times as much


def prepared(name: str, make: Callable[[], bytes]) -> bytes:
    """What the wheel has under this name (within the package), or what is made of the package's files."""
    built = built_file(name)
    if built is not None:
        return built
    stamp, content = package_stamp(), kept_file(name)
    if content[: len(stamp)] != stamp:
        content = stamp + make()
        keep_file(name, content)
    return content[len(stamp) :]


@lru_cache(maxsize=1)
def package_stamp() -> bytes:
    """A digest that changes with any file of the package: its rules, layouts and code."""
    digest = blake2b(digest_size=16)
    pending = [_PACKAGE]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        pending.append(entry.path)
                else:
                    stat = entry.stat()
                    digest.update(f"{entry.name} {stat.st_size} {stat.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    return digest.digest()


def built_file(name: str) -> bytes | None:
    """What the build of a wheel put under a name; None in a checkout."""
    return _content(f"{_PACKAGE}/{name}")


def kept_file(name: str) -> bytes:
    """What a checkout keeps under a name; empty where it keeps nothing."""
    return _content(_kept(name)) or b""


def keep_file(name: str, content: bytes) -> None:
    """Keep something in a checkout, whole or not at all."""
    if sys.dont_write_bytecode or sys.pycache_prefix:
        return
    file = _kept(name)
    unfinished = f"{file}.{os.getpid()}"
    with suppress(OSError):
        with open(unfinished, "wb") as writing:  # noqa: PTH123 - a Path costs ten times as much
            writing.write(content)
        os.replace(unfinished, file)  # noqa: PTH105


def _kept(name: str) -> str:
    return f"{_PACKAGE}/__pycache__/{name.replace('/', '.')}"


def _content(file: str) -> bytes | None:
    try:
        with open(file, "rb") as reading:  # noqa: PTH123
            return reading.read()
    except OSError:
        return None
