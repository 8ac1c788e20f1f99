"""Where jobs are done: here in this process, in `processes` in others of this machine, in `dask_cluster` on a cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from jslint.workspace.jobs import Job, answer

if TYPE_CHECKING:
    from jslint.engine.result import Result

Answer = Callable[[], "Result | None"]
"""Waits for a job's result; None where its process died of it. Raises UsageError for a report that cannot be read."""


class Executor(Protocol):
    """Does jobs; `ahead` is how many may be begun before the first is told of."""

    ahead: int

    def begin(self, job: Job) -> Answer:
        """Begin with a job."""

    def close(self) -> None:
        """End whatever was begun; nothing is left behind."""


class InPlace:
    """Does each job when its answer is asked for."""

    ahead = 0

    def begin(self, job: Job) -> Answer:
        """Nothing is done yet."""
        return lambda: answer(job)

    def close(self) -> None:
        """Nothing was begun."""
