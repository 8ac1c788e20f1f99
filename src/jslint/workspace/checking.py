"""Many reports checked: what a cache knows is told, the rest is examined by an executor, in the order of the files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jslint.engine.result import Result, from_record, record
from jslint.output import Unread
from jslint.workspace.cache import Cache, key_of, program_stamp, settings_stamp
from jslint.workspace.executors import Executor, InPlace
from jslint.workspace.files import MOST_BYTES, STDIN, UsageError, decoded, is_stream, read_bytes, shown
from jslint.workspace.jobs import Job
from jslint.workspace.related import Files, related_of
from jslint.workspace.targets import Target

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic
    from jslint.settings import Settings
    from jslint.workspace.executors import Answer

FEW = 6
"""Report files for which another process does not pay; one document is as much work."""
MOST_DOCUMENT_BYTES = 512 * 1024 * 1024
"""Bytes of a document that are read at most."""


class _Work(Struct, frozen=True):
    """One report to be told of; `is_known` where the cache has something under `key`, which is fetched when it is to be told.

    `job` is kept only of what can be read but once: there may be many thousand reports.
    """

    target: Target
    settings: Settings
    job: Job | None = None
    key: bytes = b""
    is_known: bool = False
    unread: str = ""


class Checking:
    """One run over many reports. `settings_of` gives a file's settings; `jobs` is the most processes it may take.

    `cluster` makes an executor elsewhere, when there is anything to do.
    """

    def __init__(
        self,
        settings_of: Callable[[str], Settings],
        *,
        cache: Cache | None = None,
        jobs: int = 1,
        stdin_name: str = STDIN,
        figures: bool = False,
        page: bool = False,
        cluster: Callable[[], Executor] | None = None,
    ) -> None:
        """Nothing is read before `run`; `figures` says whether guarded figures are counted, `page` whether reports are printed."""
        self._settings_of = settings_of
        self._cache = cache
        self._jobs = jobs
        self._stdin_name = stdin_name
        self._figures = figures
        self._page = page
        self._cluster = cluster
        self._program = program_stamp() if cache is not None else b""
        self._stamps: dict[int, tuple[Settings, bytes]] = {}

    def run(
        self, found: Sequence[Target], begun: Callable[[int, int], None] = lambda _known, _new: None
    ) -> Iterator[Result | Unread]:
        """The result of every report, in the order given; `begun` hears how many the cache knows and how many it does not."""
        works = [self._look(target) for target in found]
        new = [work for work in works if not work.is_known and not work.unread]
        begun(len(works) - len(new), len(new))
        executor = self._executor(new)
        try:
            yield from self._told_of(works, executor)
        finally:
            executor.close()

    def _executor(self, new: Sequence[_Work]) -> Executor:
        if self._cluster is not None and new:
            return self._cluster()
        documents = sum(work.target.document for work in new)
        jobs = min(self._jobs, documents + (len(new) - documents) // FEW + (documents == 0))
        if jobs <= 1:
            return InPlace()
        from jslint.workspace.processes import Processes

        return Processes(jobs)

    def _told_of(self, works: Sequence[_Work], executor: Executor) -> Iterator[Result | Unread]:
        waiting: deque[tuple[_Work, Answer | None]] = deque()
        for work in works:
            waiting.append(self._begun(work, executor))
            while len(waiting) > executor.ahead:
                yield self._finished(*waiting.popleft())
        while waiting:
            yield self._finished(*waiting.popleft())

    # before

    def _look(self, target: Target) -> _Work:
        settings = self._settings_of(self._name(target.name))
        once = is_stream(target.name)
        if self._cache is None and not once:
            return _Work(target, settings)
        try:
            job = self._read(target, settings)
        except UsageError as error:
            return _Work(target, settings, unread=str(error))
        kept = job if once else None
        if self._cache is None:
            return _Work(target, settings, kept)
        key = self._key(job)
        return _Work(target, settings, kept, key, self._cache.has(key))

    def _read(self, target: Target, settings: Settings) -> Job:
        """The job that a report is; raises UsageError where it cannot be read."""
        name = self._name(target.name)
        if target.document:
            parts = tuple((os.path.basename(path), read_bytes(path, MOST_DOCUMENT_BYTES)) for path in target.paths)  # noqa: PTH119 - as results name it
            return Job(name, parts, settings, document=True, figures=self._figures, page=self._page)
        data = read_bytes(target.name, MOST_BYTES)
        files = related_of(name, decoded(target.name, data))
        return Job(name, ((name, data),), settings, files=files, figures=self._figures, page=self._page)

    def _key(self, job: Job) -> bytes:
        contents = [
            each
            for name, data in job.parts
            for each in ((name.encode("utf-8", "surrogateescape"), data) if job.document else (data,))
        ]
        return key_of(contents, self._stamp(job.settings), job.files)

    def _stamp(self, settings: Settings) -> bytes:
        """The digest of settings, made once for each object; the object is kept so that its id stays its own."""
        known = self._stamps.get(id(settings))
        if known is None:
            known = self._stamps[id(settings)] = (settings, settings_stamp(settings, self._program))
        return known[1]

    def _name(self, path: str) -> str:
        return self._stdin_name if path == STDIN else path

    # meanwhile

    def _begun(self, work: _Work, executor: Executor) -> tuple[_Work, Answer | None]:
        """The work with its key as the file is now, and its answer to come; none where all is known already."""
        if work.unread:
            return work, None
        if work.is_known:
            try:
                if (told := self._told(work)) is not None:
                    return work, lambda: told
            except UsageError as error:
                return replace(work, unread=str(error)), None
        try:
            job = work.job or self._read(work.target, work.settings)
        except UsageError as error:
            return replace(work, unread=str(error)), None
        key = self._key(job) if self._cache is not None else b""
        return replace(work, key=key, is_known=False, job=None), executor.begin(job)

    def _finished(self, work: _Work, answer: Answer | None) -> Result | Unread:
        name = shown(self._name(work.target.name))
        if answer is None:
            return Unread(name, work.unread)
        try:
            result = answer()
        except UsageError as error:
            return Unread(name, str(error))
        if result is None:
            return Unread(name, f"检查 {name} 的进程被中止（可能是内存不够），这份报告没有查完", crashed=True)
        if self._cache is not None and not work.is_known and not result.crashed:
            self._cache.put(work.key, record(result))
        return result

    def _told(self, work: _Work) -> Result | None:
        """What the cache has, with the text where findings point into it; None where it no longer fits."""
        data = self._cache.get(work.key) if self._cache is not None else None
        if data is None:
            return None
        text = ""
        files: Files = {}
        try:
            if (self._figures and not data["figures"]) or (self._page and not data["page"]):
                return None
            if data["diagnostics"] and not work.target.document:
                job = work.job or self._read(work.target, work.settings)
                if self._key(job) != work.key:
                    return None
                text, files = decoded(work.target.name, job.parts[0][1]), job.files
            return from_record(shown(self._name(work.target.name)), text, data, files)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return None


def without(result: Result, held: Callable[[Diagnostic], bool]) -> Result:
    """The result less the findings that are held back."""
    kept = tuple(each for each in result.diagnostics if not held(each))
    return replace(result, diagnostics=kept, baselined=len(result.diagnostics) - len(kept))


def all_cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
