"""Jobs done in processes of this machine, which is loaded only where there is more than one."""

from __future__ import annotations

import gc
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from jslint.workspace.jobs import Job, answer

if TYPE_CHECKING:
    from jslint.engine.result import Result
    from jslint.workspace.executors import Answer


class Processes:
    """So many processes of this machine, started when there is work; one that dies costs no report but its own."""

    def __init__(self, jobs: int) -> None:
        """Nothing runs yet."""
        self.ahead = jobs * _AHEAD
        self._jobs = jobs
        self._pool = _pool(jobs)

    def begin(self, job: Job) -> Answer:
        """Begin with a job. Where a process dies, all its pool's work is lost: each lost job is then tried alone."""
        try:
            future = self._pool.submit(answer, job)
        except BrokenExecutor:
            self._pool.shutdown(wait=False)
            self._pool = _pool(self._jobs)
            future = self._pool.submit(answer, job)
        return lambda: _answered(future, job)

    def close(self) -> None:
        """Wait for what runs, drop what does not."""
        self._pool.shutdown(wait=True, cancel_futures=True)


_AHEAD = 4
"""Jobs per process that are handed out before the first of them is told of."""


def _answered(future: Future[Result], job: Job) -> Result | None:
    try:
        return future.result()
    except BrokenExecutor:
        pass
    with _pool(1) as alone:
        try:
            return alone.submit(answer, job).result()
        except BrokenExecutor:
            return None


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
