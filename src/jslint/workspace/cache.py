"""Verdicts kept from run to run, by what they depend on: the text, the settings, the rules and the version."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jslint import __version__
from jslint.digest import blake2b
from jslint.other_file import OtherFile
from jslint.prepared import package_stamp
from jslint.settings import Settings

FOLDER_VARIABLE = "JSLINT_CACHE_DIR"
_FILE = "verdicts-1.sqlite"
_MOST_ENTRIES = 50_000
_WRITE_EVERY = 64
_NOT_OURS = "not ours"
_PATIENCE_SECONDS = 5


def cache_folder() -> Path:
    """Where verdicts are kept: `JSLINT_CACHE_DIR`, else the user's own cache folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("jslint", appauthor=False)


def program_stamp() -> bytes:
    """A digest that changes with the version and with any file of the package."""
    return blake2b(package_stamp() + f"{__version__} {sys.version_info[:2]}".encode(), digest_size=16).digest()


def settings_stamp(settings: Settings, program: bytes) -> bytes:
    """A digest of everything but the text that a verdict depends on."""
    told = {name: getattr(settings, name) for name in settings.__struct_fields__}
    return blake2b(program + json.dumps(told, sort_keys=True, default=repr).encode(), digest_size=16).digest()


def key_of(contents: Sequence[bytes], stamp: bytes, files: Mapping[str, tuple[OtherFile, ...]] | None = None) -> bytes:
    """What a verdict on these bytes is kept under; `files` are those of other reports that they are held against."""
    digest = blake2b(b"".join(b"%d " % len(each) for each in contents), key=stamp, digest_size=20)
    for each in contents:
        digest.update(each)
    for reference, found in (files or {}).items():
        for file in found:
            told = json.dumps(
                [reference, file.path, file.trouble, file.detail, file.text]
            )  # ASCII, so no text is another's
            digest.update(b"\0" + told.encode())
    return digest.digest()


class Cache:
    """A store of verdicts that never fails a run: where it cannot be read or written, it says so once and steps aside.

    Entries carry a checksum; a damaged file is thrown away and begun anew. Runs at the same time share it.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store in that folder, which is made where it is missing."""
        self._path = folder / _FILE
        self._waiting: list[tuple[bytes, int, bytes]] = []
        self.complaint = ""
        self._base: sqlite3.Connection | None = None
        self._readonly = False
        self._open()

    def _open(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if _of_another(self._path.parent) or _of_another(self._path):
                self._complain(PermissionError(_NOT_OURS))
                return
            self._base = self._connect()
        except sqlite3.DatabaseError as error:
            self._recover(error)
        except OSError as error:
            self._complain(error)

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS, isolation_level=None)
        try:
            known = base.execute("SELECT 1 FROM sqlite_master WHERE name = 'verdict'").fetchone()
            if not known:
                base.execute(
                    "CREATE TABLE IF NOT EXISTS verdict (key BLOB PRIMARY KEY, made INTEGER, sum INTEGER, data BLOB)"
                    " WITHOUT ROWID"
                )
        except BaseException:
            base.close()
            raise
        return base

    def _recover(self, error: sqlite3.DatabaseError) -> None:
        """Begin anew where the file is damaged; step aside where it only cannot be used now."""
        self._drop()
        if isinstance(error, sqlite3.OperationalError) and not _damaged(error):
            self._complain(error)
            return
        try:
            self._path.unlink(missing_ok=True)
            self._path.with_name(self._path.name + "-journal").unlink(missing_ok=True)
            self._base = self._connect()
        except (OSError, sqlite3.Error) as second:
            self._complain(second)

    def _complain(self, error: Exception) -> None:
        self._drop()
        self.complaint = f"缓存不可用（{_words(error)}）：{self._path.parent}；检查照常进行，只是下次不会更快"

    def _drop(self) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None

    def get(self, key: bytes) -> dict[str, Any] | None:
        """What was kept under that key, or None."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT sum, data FROM verdict WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError as error:
            self._recover(error)
            return None
        if row is None or not isinstance(row[1], bytes) or zlib.crc32(row[1]) != row[0]:
            return None
        try:
            loaded = json.loads(row[1])
        except (ValueError, RecursionError):
            return None
        return loaded if isinstance(loaded, dict) else None

    def has(self, key: bytes) -> bool:
        """Whether something is kept under that key; whether it is whole, only `get` knows."""
        if self._base is None:
            return False
        try:
            return self._base.execute("SELECT 1 FROM verdict WHERE key = ?", (key,)).fetchone() is not None
        except sqlite3.DatabaseError as error:
            self._recover(error)
            return False

    def put(self, key: bytes, data: Mapping[str, Any]) -> None:
        """Keep this under that key; what cannot be written is let go, with a complaint."""
        packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self._waiting.append((key, zlib.crc32(packed), packed))
        if len(self._waiting) >= _WRITE_EVERY:
            self.flush()

    def flush(self) -> None:
        """Write what waits: one short transaction for what waits, so that no other run is held up."""
        waiting, self._waiting = self._waiting, []
        if self._base is None or self._readonly or not waiting:
            return
        try:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany(
                "INSERT OR REPLACE INTO verdict VALUES (?, CAST(strftime('%s', 'now') AS INTEGER), ?, ?)", waiting
            )
            self._forget(self._base)
            self._base.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._write_failed(error)

    def _write_failed(self, error: sqlite3.DatabaseError) -> None:
        """Go on reading where only writing fails."""
        if isinstance(error, sqlite3.OperationalError) and not _damaged(error):
            self._readonly = True
            self.complaint = f"缓存无法写入（{_words(error)}）：{self._path.parent}；检查照常进行，只是下次不会更快"
            if self._base is not None and self._base.in_transaction:
                self._base.rollback()
        else:
            self._recover(error)

    def count(self) -> int:
        """How many verdicts are kept; 0 for a store that cannot be used."""
        if self._base is None:
            return 0
        (count,) = self._base.execute("SELECT count(*) FROM verdict").fetchone()
        return int(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Keep what was put, and let go."""
        self.flush()
        self._drop()

    def _forget(self, base: sqlite3.Connection) -> None:
        """Drop the older half of a store that has grown large."""
        count = self.count()
        if count > _MOST_ENTRIES:
            base.execute(
                "DELETE FROM verdict WHERE key IN (SELECT key FROM verdict ORDER BY made LIMIT ?)",
                (count - _MOST_ENTRIES // 2,),
            )


def _of_another(path: Path) -> bool:
    """Whether a file or folder is another user's, whose verdicts could be anything; a system without owners knows none."""
    return hasattr(os, "getuid") and path.exists() and path.stat().st_uid != os.getuid()


def _damaged(error: sqlite3.OperationalError) -> bool:
    return "malformed" in str(error) or "not a database" in str(error) or "no such" in str(error)


def _words(error: Exception) -> str:
    text = str(error)
    for sign, words in (
        (_NOT_OURS, "属于别的用户，不能信任"),
        ("full", "磁盘已满"),
        ("No space", "磁盘已满"),
        ("readonly", "只读"),
        ("Read-only", "只读"),
        ("Permission", "没有权限"),
        ("File exists", "这里应是一个文件夹"),
        ("Not a directory", "上一级不是文件夹"),
        ("unable to open", "无法打开"),
        ("locked", "正被另一次运行占用"),
        ("I/O error", "读写出错"),
    ):
        if sign in text:
            return words
    return text
