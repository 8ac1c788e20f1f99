"""The other reports that a report names, found beside it and read: within its workspace only, and none of what they name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jslint.other_file import KIN_KEYS, OtherFile, Trouble
from jslint.pattern import Pattern
from jslint.workspace.configuration_file import OWN_FILE, SHARED_FILE
from jslint.workspace.files import STDIN, UsageError, read_text, shown

if TYPE_CHECKING:
    from jslint.report.cover import Reference

MOST_FILES = 5000
"""Files that one report may name."""
MOST_CHARACTERS = 64 * 1024 * 1024
"""Characters of all files that one report names; what comes after is not read."""
_MOST_LOOKED_AT = 50_000
"""Names in folders that are looked at for one pattern."""
_DEEPEST = 64
"""Folders below one another that a pattern goes into."""
_REPOSITORY = (".git", ".hg", ".svn")
_PATTERN = Pattern(r"[*?\[]")
DOCUMENTS = (".xlsx", ".xlsm", ".xls", ".docx", ".pdf", ".html", ".htm")
"""Names of files that are imported: a report names the tables that another system exports."""

Files = dict[str, tuple[OtherFile, ...]]


def names_others(text: str) -> bool:
    """Whether a text may name other reports; only then it is looked at more closely."""
    return any(key in text for key in KIN_KEYS)


def related_of(path: str, text: str, opened: Mapping[str, str] | None = None, folders: Iterable[str] = ()) -> Files:
    """The files that a report's references come to, by the reference; empty, and at once, for one that names none.

    `path` is where the report lies. `opened` are texts that go before those on disk, by path; `folders` are open in an
    editor.
    """
    if not names_others(text):
        return {}
    from jslint.report.cover import references_in

    references = references_in(text)
    return _Finding(path, opened or {}, folders).files(references) if references else {}


def root_of(folder: Path, folders: Iterable[str] = ()) -> Path:
    """The workspace of a report in that folder: its repository or the folder of its configuration, whichever is larger.

    Without either it is the folder, of those that an editor has open and the current one, that the report lies in, else its own.
    """
    above = (folder, *folder.parents)
    repository = next((each for each in above if any((each / name).exists() for name in _REPOSITORY)), None)
    configured = next((each for each in above if _is_configured(each)), None)
    found = [each for each in (repository, configured) if each is not None]
    if found:
        return min(found, key=lambda each: len(each.parts))
    around = (Path(os.path.realpath(each)) for each in (*folders, str(Path.cwd())))
    return next((each for each in around if folder.is_relative_to(each)), folder)


def _is_configured(folder: Path) -> bool:
    try:
        if (folder / OWN_FILE).is_file():
            return True
        return "[tool.jslint" in (folder / SHARED_FILE).read_text("utf-8", "replace")
    except OSError:
        return False


def _text_of(path: str) -> str:
    """The report that a file holds, an office document imported; raises UsageError where it cannot be read."""
    if not path.lower().endswith(DOCUMENTS):
        return read_text(path)
    stat = os.stat(path)  # noqa: PTH116 - Path raises for a name that is too long only later
    return _imported(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=32)
def _imported(path: str, _changed: int, _size: int) -> str:
    """An office document as a report file, once for each state of the file: an editor asks with every key press."""
    from jslint.workspace.documents import import_files

    return import_files([path]).text


class _Finding:
    """Looks for the files that one report names."""

    def __init__(self, path: str, opened: Mapping[str, str], folders: Iterable[str]) -> None:
        self._opened = {os.path.realpath(other): text for other, text in opened.items()}
        self._shown_folder = "" if path == STDIN else os.path.dirname(path)  # noqa: PTH120 - as the person wrote it
        self._real = os.path.realpath(path)
        self._folder = Path(os.path.realpath(self._shown_folder or "."))
        self._root = root_of(self._folder, folders)
        self._left = MOST_CHARACTERS

    def files(self, references: tuple[Reference, ...]) -> Files:
        return {reference.path: tuple(self._files_of(_written(reference))) for reference in references}

    def found(self, written: str) -> list[str]:
        """The paths that a reference comes to, from the report's folder; a plain one itself, there or not."""
        if not _PATTERN.search(written):
            return [self._from_folder(written)]
        steps = [step for step in written.split("/") if step not in {"", "."}]
        budget = iter(range(_MOST_LOOKED_AT))
        paths = (
            self._from_folder(each) for each in self._matching("/" if written.startswith("/") else "", steps, budget)
        )
        return sorted(path for path in paths if os.path.realpath(path) != self._real)[: MOST_FILES + 1]

    def _from_folder(self, path: str) -> str:
        return os.path.join(self._folder, path)  # noqa: PTH118 - `..` is gone up by the system, behind links

    def _files_of(self, written: str) -> Iterator[OtherFile]:
        found = self.found(written)
        if not found:
            yield OtherFile(written, trouble="missing")
        for path in found[:MOST_FILES]:
            yield self._file(path)
        if len(found) > MOST_FILES:
            yield OtherFile(written, trouble="too large")

    def _file(self, path: str) -> OtherFile:
        name = self._name(path)
        real = os.path.realpath(path)
        if not self._is_inside(real):
            return OtherFile(name, trouble="outside")
        if real == self._real:
            return OtherFile(name, trouble="itself")
        if real in self._opened:
            return self._counted(name, self._opened[real])
        if not os.path.exists(real):  # noqa: PTH110 - Path raises for a name that is too long
            return OtherFile(name, trouble="missing")
        if not os.path.isfile(real):  # noqa: PTH113 - as above
            return OtherFile(name, trouble="unreadable", detail="这不是一个普通文件")
        try:
            if os.path.getsize(real) > self._left * 4:  # noqa: PTH202 - as above; a character has at most four bytes
                return OtherFile(name, trouble="too large")
            return self._counted(name, _text_of(real))
        except UsageError as error:
            return OtherFile(name, trouble="unreadable", detail=str(error).replace(real, name))
        except OSError as error:
            return OtherFile(name, trouble="unreadable", detail=str(error.strerror))

    def _counted(self, name: str, text: str) -> OtherFile:
        trouble: Trouble | None = "too large" if len(text) > self._left else None
        if trouble is None:
            self._left -= len(text)
        return OtherFile(name, None if trouble else text, trouble)

    def _name(self, path: str) -> str:
        """What findings call a file: from where the report's own path counts."""
        inner = os.path.relpath(path, self._folder)
        return shown(os.path.normpath(os.path.join(self._shown_folder, inner)))  # noqa: PTH118 - may go up

    def _is_inside(self, real: str) -> bool:
        return Path(real).is_relative_to(self._root)

    # patterns

    def _matching(self, above: str, steps: list[str], budget: Iterator[int]) -> Iterator[str]:
        """The files below a folder that a pattern means; links to folders are followed only where they are named."""
        step, *rest = steps
        if above.count("/") > _DEEPEST:
            return
        if step == "**":
            yield from self._matching(above, rest or ["*"], budget)
            for folder in self._names(above, "*", budget, folders=True):
                yield from self._matching(folder, steps, budget)
        elif not _PATTERN.search(step):
            if rest:
                yield from self._matching(f"{above}{step}/", rest, budget)
            elif os.path.isfile(self._from_folder(above + step)):  # noqa: PTH113 - Path raises for what is too long
                yield above + step
        elif not rest:
            yield from self._names(above, step, budget, folders=False)
        else:
            for folder in self._names(above, step, budget, folders=True):
                yield from self._matching(folder, rest, budget)

    def _names(self, above: str, step: str, budget: Iterator[int], *, folders: bool) -> Iterator[str]:
        folder = self._from_folder(above)
        if not self._is_inside(os.path.realpath(folder)):
            return
        try:
            with os.scandir(folder) as entries:
                seen = [entry for entry in entries if next(budget, None) is not None]
                known = sorted((entry.name, entry.is_dir(follow_symlinks=False), entry.is_file()) for entry in seen)
        except OSError:
            return
        for name, is_folder, is_file in known:
            if (is_folder if folders else is_file) and _matcher(step).match(name) and not name.startswith("."):
                yield f"{above}{name}/" if folders else above + name


def _written(reference: Reference) -> str:
    """The path with forward slashes, as it is meant; what no file can be called is nothing."""
    return reference.path.replace("\\", "/").replace("\0", "")


@lru_cache(maxsize=64)
def _matcher(step: str) -> re.Pattern[str]:
    return re.compile(translate(step))
