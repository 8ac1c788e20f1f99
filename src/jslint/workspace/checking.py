"""Many files checked: what a cache knows is told, the rest is examined, on all cores, in the order of the files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from jslint.engine.result import Result, from_record, record
from jslint.output import Unread
from jslint.workspace.cache import Cache, key_of, program_stamp, settings_stamp
from jslint.workspace.files import STDIN, UsageError, read_text, shown
from jslint.workspace.related import Files, related_of

if TYPE_CHECKING:
    from jslint.settings import Settings
    from jslint.workspace.workers import Answer

FEW = 6
"""Files for which another process does not pay."""
_AHEAD = 4
"""Files per process that are handed out before the first of them is told."""


class _Work(Struct, frozen=True):
    """One file to be told of; `data` is what the cache has under `key`."""

    path: str
    settings: Settings
    text: str | None = None
    key: bytes = b""
    data: dict[str, Any] | None = None
    unread: str = ""
    files: Files = {}


class Checking:
    """One run over many files. `settings_of` gives a file's settings; `jobs` is the most processes it may take."""

    def __init__(
        self,
        settings_of: Callable[[str], Settings],
        *,
        cache: Cache | None = None,
        jobs: int = 1,
        stdin_name: str = STDIN,
        figures: bool = False,
    ) -> None:
        """Nothing is read before `run`; `figures` says whether guarded figures are counted."""
        self._settings_of = settings_of
        self._cache = cache
        self._jobs = jobs
        self._stdin_name = stdin_name
        self._figures = figures
        self._program = program_stamp() if cache is not None else b""
        self._stamps: dict[int, tuple[Settings, bytes]] = {}

    def run(
        self, paths: Sequence[str], begun: Callable[[int, int], None] = lambda _known, _new: None
    ) -> Iterator[Result | Unread]:
        """The result of every file, in the order given; `begun` hears how many the cache knows and how many it does not."""
        works = [self._look(path) for path in paths]
        new = sum(1 for work in works if work.data is None and not work.unread)
        begun(len(works) - new, new)
        jobs = min(self._jobs, new // FEW + 1)
        if jobs <= 1:
            for work in works:
                yield self._finished(work, None)
        else:
            yield from self._spread(works, jobs)

    def _stamp(self, settings: Settings) -> bytes:
        """The digest of settings, made once for each object; the object is kept so that its id stays its own."""
        known = self._stamps.get(id(settings))
        if known is None:
            known = self._stamps[id(settings)] = (settings, settings_stamp(settings, self._program))
        return known[1]

    def _look(self, path: str) -> _Work:
        settings = self._settings_of(self._name(path))
        if self._cache is None and path != STDIN:
            return _Work(path, settings)
        try:
            text = read_text(path)
        except UsageError as error:
            return _Work(path, settings, unread=str(error))
        kept = text if path == STDIN else None
        if self._cache is None:
            return _Work(path, settings, kept)
        files = related_of(self._name(path), text)
        key = key_of(text, self._stamp(settings), files)
        return _Work(path, settings, kept, key, self._cache.get(key), files=files)

    def _name(self, path: str) -> str:
        return self._stdin_name if path == STDIN else path

    def _spread(self, works: Sequence[_Work], jobs: int) -> Iterator[Result | Unread]:
        from jslint.workspace.workers import Workers

        with Workers(jobs) as workers:
            waiting: deque[tuple[_Work, Answer | None]] = deque()
            for work in works:
                away = work.data is None and work.text is None and not work.unread
                answer = workers.examine(work.path, work.settings, self._figures) if away else None
                waiting.append((work, answer))
                while len(waiting) > jobs * _AHEAD:
                    yield self._finished(*waiting.popleft())
            while waiting:
                yield self._finished(*waiting.popleft())

    def _finished(self, work: _Work, answer: Answer | None) -> Result | Unread:
        if work.unread:
            return Unread(shown(work.path), work.unread)
        try:
            if work.data is not None and (told := self._told(work)) is not None:
                return told
            if answer is None:
                from jslint.workspace.examining import check_text  # with it comes the engine

                text = work.text if work.text is not None else read_text(work.path)
                result = check_text(self._name(work.path), text, work.settings, figures=self._figures)
            elif (examined := answer()) is not None:
                result = examined
            else:
                message = f"检查 {shown(work.path)} 的进程被中止（可能是内存不够），这份报告没有查完"
                return Unread(shown(work.path), message, crashed=True)
        except UsageError as error:
            return Unread(shown(work.path), str(error))
        if self._cache is not None and not result.crashed:
            key = key_of(result.source.text, self._stamp(work.settings), result.files)
            self._cache.put(key, record(result))
        return result

    def _told(self, work: _Work) -> Result | None:
        """What the cache has, with the text where findings point into it; None where it no longer fits."""
        assert work.data is not None  # noqa: S101 - asked before
        name = shown(self._name(work.path))
        text = work.text or ""
        try:
            if self._figures and not work.data["figures"]:
                return None
            if work.data["diagnostics"] and work.text is None:
                text = read_text(work.path)
                if key_of(text, self._stamp(work.settings), work.files) != work.key:
                    return None
            return from_record(name, text, work.data, work.files)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return None


def all_cores() -> int:
    """How many processes this one may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def without(result: Result, dropped: Callable[[Any], bool]) -> Result:
    """The result without the findings that are dropped, counted as held back."""
    kept = tuple(each for each in result.diagnostics if not dropped(each))
    return replace(result, diagnostics=kept, baselined=len(result.diagnostics) - len(kept))
