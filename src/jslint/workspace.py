"""Files to examinations: which files are reports, what their bytes say, where results go."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jslint.engine import Examination, examine
from jslint.fixing import Fixed, fix_text
from jslint.settings import Settings

SUFFIX = ".report.yaml"
STDIN = "-"
SKIPPED = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox"})
"""Folders that hold no reports of the repository itself."""


class UsageError(Exception):
    """What was asked for cannot be done as asked; the message is for the person who asked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report file with its examination; `path` as it was given or found."""

    path: str
    examination: Examination


def discover(paths: Iterable[str]) -> list[str]:
    """The report files that paths name, in a fixed order, each once; a file that is named is taken whatever its name.

    Raises UsageError for a path that does not exist.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == STDIN:
            found[path] = None
        elif Path(path).is_dir():
            found.update(dict.fromkeys(_below(path)))
        elif Path(path).exists():
            found[path] = None
        else:
            raise UsageError(f"没有这个文件或文件夹：{path}")
    return list(found)


def _below(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        yield from (str(Path(root, name)) for name in sorted(files) if name.endswith(SUFFIX))


def read_text(path: str) -> str:
    """A file's text with its line ends and its BOM; a byte that is no UTF-8 stays as a lone surrogate, which JS005 shows.

    Raises UsageError where the file cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"无法读取 {path}：{error.strerror or error}") from error
    return data.decode("utf-8", "surrogateescape")


def check_file(path: str, settings: Settings) -> Checked:
    """Read and examine one file; raises UsageError where it cannot be read."""
    return Checked(path, examine(read_text(path), path=path, settings=settings))


def fix_file(path: str, settings: Settings, *, write: bool) -> tuple[str, Fixed]:
    """A file's text and what its safe repairs make of it; `write` puts it in the file's place.

    Raises UsageError where the file cannot be read or written, or was changed by somebody else meanwhile.
    """
    before = read_text(path)
    fixed = fix_text(before, settings, path=path)
    if write and fixed.text != before:
        if not os.access(path, os.W_OK):
            raise UsageError(f"{path} 是只读文件，没有改动它。")
        if read_text(path) != before:
            raise UsageError(f"{path} 在修改期间被改动过，没有改动它。请再运行一次。")
        try:
            write_text(path, fixed.text)
        except OSError as error:
            raise UsageError(f"无法写入 {path}：{error.strerror or error}") from error
    return before, fixed


def write_text(path: str | Path, text: str) -> None:
    """Write a file whole or not at all: beside it first, then in its place; a link stays a link."""
    target = Path(path).resolve()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogateescape"))
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            Path(temporary).chmod(target.stat().st_mode & 0o7777)
        else:
            Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_new(path: str, text: str) -> None:
    """Write a file that does not exist yet, whole or not at all; raises UsageError where it does, or cannot be written."""
    target = Path(path)
    if not target.parent.is_dir():
        raise UsageError(f"没有文件夹 {target.parent}，请先建立它。")
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("utf-8"))
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(0o644)
            _place_new(temporary, target)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except FileExistsError as error:
        raise UsageError(f"{path} 已经存在，没有改动它。请换一个文件名。") from error
    except OSError as error:
        raise UsageError(f"无法写入 {path}：{error.strerror or error}") from error


def _place_new(temporary: str, target: Path) -> None:
    """Give a finished file its name unless that is taken; without hard links, by looking first."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        Path(temporary).replace(target)
