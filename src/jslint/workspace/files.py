"""Files to results: which files are reports, what their bytes say, where output goes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from jslint.editing.fixing import Fixed
    from jslint.engine.examination import Examination
    from jslint.engine.result import Result
    from jslint.settings import Settings

SUFFIX = ".report.yaml"
STDIN = "-"
SKIPPED = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox"})
"""Folders that hold no reports of the repository itself."""


class UsageError(Exception):
    """What was asked for cannot be done as asked; the message is for the person who asked."""


class Checked(Struct, frozen=True):
    """A report file with its examination; `path` as it was given or found."""

    path: str
    examination: Examination


def _nothing(_path: str) -> bool:
    return False


def discover(paths: Iterable[str], excluded: Callable[[str], bool] = _nothing) -> list[str]:
    """The report files that paths name, in a fixed order, each once; a file that is named is taken whatever its name.

    `excluded` says which of the files found in folders are left out. Raises UsageError for a path that does not exist.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == STDIN or os.path.isfile(path):  # noqa: PTH113 - Path says False for a name that is too long only later
            found[path] = None
        elif os.path.isdir(path):  # noqa: PTH112 - as above
            found.update(dict.fromkeys(each for each in _below(path) if not excluded(each)))
        elif os.path.islink(path):  # noqa: PTH114 - as above
            raise UsageError(f"链接指向的文件不存在：{path}")
        elif os.path.exists(path):  # noqa: PTH110 - as above
            found[path] = None
        else:
            raise UsageError(f"没有这个文件或文件夹：{path}")
    return list(found)


def _below(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder, onerror=_unlistable):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        yield from (os.path.join(root, name) for name in sorted(files) if name.endswith(SUFFIX))  # noqa: PTH118


def _unlistable(error: OSError) -> None:
    raise UsageError(f"无法打开文件夹 {error.filename}：{reason(error)}") from error


_REASONS = {
    errno.ENOENT: "文件不存在（可能刚被删除或改名）",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接互相指向，没有尽头",
    errno.ENOTDIR: "路径的上一级不是文件夹",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """Why the system refused, in words for the person who asked."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def read_text(path: str) -> str:
    """A file's text with its line ends and its BOM; a byte that is no UTF-8 stays as a lone surrogate, which JS005 shows.

    Raises UsageError where the file cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"无法读取 {shown(path)}：{reason(error)}") from error
    return data.decode("utf-8", "surrogateescape")


def check_file(path: str, settings: Settings) -> Checked:
    """Read and examine one file; raises UsageError where it cannot be read."""
    from jslint.engine.examination import examine

    return Checked(path, examine(read_text(path), path=path, settings=settings))


def check_text(path: str, text: str, settings: Settings, *, figures: bool = True) -> Result:
    """Examine a text; `path` is what it is called in the result, `figures` whether guarded figures are counted."""
    from jslint.engine.examination import examine
    from jslint.engine.result import result_of

    return result_of(shown(path), examine(text, path=path, settings=settings), figures=figures)


def shown(path: str) -> str:
    """A path as results name it: with forward slashes, without a leading `./`."""
    return Path(path).as_posix()


def fix_file(path: str, settings: Settings, *, write: bool) -> tuple[str, Fixed]:
    """A file's text and what its safe repairs make of it; `write` puts it in the file's place.

    Raises UsageError where the file cannot be read or written, or was changed by somebody else meanwhile.
    """
    from jslint.editing.fixing import fix_text

    before = read_text(path)
    fixed = fix_text(before, settings, path=path)
    if write and fixed.text != before:
        if not os.access(path, os.W_OK):
            raise UsageError(f"{path} 是只读文件，没有改动它。")
        if read_text(path) != before:
            raise UsageError(f"{path} 在修改期间被改动过，没有改动它。请再运行一次。")
        write_text(path, fixed.text)
    return before, fixed


def write_text(path: str | Path, text: str) -> None:
    """Write a file whole or not at all: beside it first, then in its place; a link stays one.

    Raises UsageError where it cannot be written.
    """
    import tempfile

    target = Path(os.path.realpath(path))
    temporary = None
    try:
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o644
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogateescape"))
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise UsageError(f"无法写入 {path}：{reason(error)}") from error
        raise


def write_new(path: str, text: str) -> None:
    """Write a file that does not exist yet, whole or not at all; raises UsageError where it does, or cannot be written."""
    import tempfile

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
        raise UsageError(f"无法写入 {path}：{reason(error)}") from error


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
