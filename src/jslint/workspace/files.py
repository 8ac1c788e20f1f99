"""Files: which of them are reports, what their bytes say, where output goes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

SUFFIXES = (".report.yaml", ".report.yml")
"""How names of report files end, in small or capital letters."""
MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a file that are read at most; a longer one is no report. What is read and still too long, JS001 says."""
STDIN = "-"
SKIPPED = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox"})
"""Folders that hold no reports of the repository itself."""


class UsageError(Exception):
    """What was asked for cannot be done as asked; the message is for the person who asked."""


def _nothing(_path: str) -> bool:
    return False


def discover(
    paths: Iterable[str], excluded: Callable[[str], bool] = _nothing, wanted: Callable[[str], bool] | None = None
) -> list[str]:
    """The files that paths name, in a fixed order, each once; a file that is named is taken whatever its name.

    Of a folder those with a `wanted` name are taken, report files where nothing else is said.

    Of a folder only regular files are taken (a pipe there would be waited for), and links that lead nowhere, to be told of.

    `excluded` says which of the files found in folders are left out. Raises UsageError for a path that does not exist.
    """
    found: dict[str, str] = {}
    for path in paths:
        if path == STDIN or os.path.isfile(path):  # noqa: PTH113 - Path says False for a name that is too long only later
            found.setdefault(_once(path), path)
        elif os.path.isdir(path):  # noqa: PTH112 - as above
            for each in _below(path, wanted or is_report_name):
                if _once(each) not in found and not excluded(each):
                    found[_once(each)] = each
        elif os.path.islink(path):  # noqa: PTH114 - as above
            raise UsageError(f"{_dead_end(path)}：{path}")
        elif os.path.exists(path):  # noqa: PTH110 - as above
            found.setdefault(_once(path), path)
        else:
            raise UsageError(f"没有这个文件或文件夹：{path}")
    return list(found.values())


def _dead_end(link: str) -> str:
    """Why a link leads nowhere."""
    try:
        os.stat(link)  # noqa: PTH116 - as above
    except OSError as error:
        if error.errno == errno.ELOOP:
            return _REASONS[errno.ELOOP]
    return "链接指向的文件不存在"


def _once(path: str) -> str:
    """One name for a file however it is reached from here; a link stays a file of its own."""
    return path if path == STDIN else os.path.abspath(path)  # noqa: PTH100 - `..` is gone up by name


def _below(folder: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    for root, folders, files in os.walk(folder, onerror=_unlistable):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        paths = (os.path.join(root, name) for name in sorted(files) if wanted(name))  # noqa: PTH118
        yield from (path for path in paths if os.path.isfile(path) or not os.path.exists(path))  # noqa: PTH110, PTH113


def is_report_name(name: str) -> bool:
    """Whether a file of that name is a report file."""
    return name.lower().endswith(SUFFIXES)


def is_stream(path: str) -> bool:
    """Whether a path names what can be read but once: the standard input, a pipe, a device."""
    return path == STDIN or (
        os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)  # noqa: PTH110, PTH112, PTH113
    )


def _unlistable(error: OSError) -> None:
    raise UsageError(f"无法打开文件夹 {error.filename}：{reason(error)}") from error


_NO_TEXT = {
    b"%PDF": " PDF 文件",
    b"PK\x03\x04": "压缩的办公文件",
    b"\xd0\xcf\x11\xe0": "旧的办公文件",
    b"{\\rtf": " RTF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
}
"""First bytes of what is never a report file, whatever its name."""
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
    """A file's text with its line ends and its BOM; raises UsageError where it cannot be read."""
    return decoded(path, read_bytes(path))


def read_bytes(path: str, most: int = MOST_BYTES) -> bytes:
    """A file's bytes, or those of the standard input; raises UsageError where they cannot be read or are more than `most`."""
    if path == STDIN and sys.stdin is None:
        raise UsageError("没有标准输入可读")
    try:
        with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise UsageError(f"无法读取 {shown(path)}：{reason(error)}") from error
    if len(data) > most:
        raise UsageError(f"{shown(path)} 超过 {most // 1024 // 1024} MB，不像是一份报告，没有读取")
    return data


def decoded(path: str, data: bytes) -> str:
    """The text of a report file; a byte that is no UTF-8 stays as a lone surrogate, which JS005 shows.

    Raises UsageError for what is evidently another kind of file, or in another encoding.
    """
    words = next((words for sign, words in _NO_TEXT.items() if data.startswith(sign)), "")
    if not words and b"\0" in data[:4096] and path != STDIN and not path.endswith((".yaml", ".yml")):
        words = "二进制数据" if data[:2] not in {b"\xff\xfe", b"\xfe\xff"} else ""
    if words:
        raise UsageError(
            f"{shown(path)} 的内容是{words}，不是报告文件；办公文件请用原来的文件名（如 .docx、.pdf）检查，或先用 jslint import 导入"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if encoding := _other_encoding(data):
            raise UsageError(
                f"{shown(path)} 是 {encoding} 编码，报告文件要用 UTF-8；请用记事本打开，“另存为”，编码选“UTF-8”"
            ) from None
        return data.decode("utf-8", "surrogateescape")


def _other_encoding(data: bytes) -> str:
    """The encoding in which a text that is no UTF-8 was evidently saved, else nothing: then single bytes are wrong."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK（ANSI）" if "报告" in text or "决算" in text else ""


def shown(path: str) -> str:
    """A path as results name it: with forward slashes, without a leading `./`."""
    return Path(path).as_posix()


def write_text(path: str | Path, text: str) -> None:
    """Write a text file as `write_bytes` does; a lone surrogate becomes the byte that it was read from."""
    write_bytes(path, text.encode("utf-8", "surrogateescape"))


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it first, then in its place; a link stays one.

    Raises UsageError where it cannot be written.
    """
    import tempfile

    folder_for(path)
    target = Path(os.path.realpath(path))
    temporary = None
    try:
        if Path(path).exists() and not Path(path).is_file():  # a device or a pipe is written into, never replaced
            with Path(path).open("wb") as device:
                device.write(data)
            return
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o644
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
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


def replace_text(path: str, before: str, text: str) -> None:
    """Write a file whose text was `before`; raises UsageError where it is another by now, read-only, or cannot be written."""
    if not os.access(path, os.W_OK):
        raise UsageError(f"{path} 是只读文件，没有改动它。")
    if read_text(path) != before:
        raise UsageError(f"{path} 在修改期间被改动过，没有改动它。请再运行一次。")
    write_text(path, text)


def folder_for(path: str | Path) -> Path:
    """The path, where the folder that it is to be written into is there; raises UsageError where it is not."""
    target = Path(path)
    if not target.parent.is_dir():
        raise UsageError(f"没有文件夹 {target.parent}，请先建立它。")
    if target.is_dir():
        raise UsageError(f"无法写入 {path}：这是一个文件夹")
    return target


def write_new(path: str, text: str) -> None:
    """Write a file that does not exist yet, whole or not at all; raises UsageError where it does, or cannot be written."""
    import tempfile

    target = folder_for(path)
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
