"""Other processes that examine reports: none of them outlives the run, and one that dies costs no report but its own."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import parent_process
from multiprocessing.connection import wait
from types import TracebackType
from typing import TYPE_CHECKING, Self

from jslint.workspace.files import read_text

if TYPE_CHECKING:
    from jslint.engine.result import Result
    from jslint.settings import Settings

Answer = Callable[[], "Result | None"]
"""Waits for a report's result; None where its process died of it. Raises UsageError where the file cannot be read."""


class Workers:
    """So many processes, started when there is work for them."""

    def __init__(self, jobs: int) -> None:
        """Nothing runs yet."""
        self._jobs = jobs
        self._pool = _pool(jobs)

    def examine(self, path: str, settings: Settings, figures: bool) -> Answer:  # noqa: FBT001 - sent to another process
        """Begin with a report. Where a process dies, all its pool's work is lost: each lost report is then tried alone."""
        work = (path, settings, figures)
        try:
            future = self._pool.submit(_examine, *work)
        except BrokenExecutor:
            self._pool.shutdown(wait=False)
            self._pool = _pool(self._jobs)
            future = self._pool.submit(_examine, *work)
        return lambda: _answered(future, work)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _answered(future: Future[Result], work: tuple[str, Settings, bool]) -> Result | None:
    try:
        return future.result()
    except BrokenExecutor:
        pass
    with _pool(1) as alone:
        try:
            return alone.submit(_examine, *work).result()
        except BrokenExecutor:
            return None


def _examine(path: str, settings: Settings, figures: bool) -> Result:  # noqa: FBT001 - as above
    from jslint.workspace.examining import check_text

    return check_text(path, read_text(path), settings, figures=figures)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_begin, initargs=gc.get_threshold())


def _begin(*collections: int) -> None:
    """A worker collects as seldom as the process that started it, leaves Ctrl-C to that, and ends with it, however that ends."""
    gc.set_threshold(*collections)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
