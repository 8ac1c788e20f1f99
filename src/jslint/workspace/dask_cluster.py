"""Jobs done by the workers of a Dask cluster (extra `juesuan-lint[dask]`), which need see none of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jslint.workspace.executors import Answer
from jslint.workspace.files import UsageError
from jslint.workspace.jobs import Job, answer

if TYPE_CHECKING:
    from jslint.engine.result import Result

PATIENCE_SECONDS = 30
"""How long a scheduler is waited for."""
_AHEAD = 8
"""Jobs per thread of the cluster that are handed out before the first of them is told of."""
_FEWEST_AHEAD = 16


class DaskCluster:
    """The workers of a scheduler. A lost worker's jobs are done again by another one: no report is lost, and none is told twice."""

    def __init__(self, address: str) -> None:
        """Connect; raises UsageError where Dask is not installed or nobody answers at the address."""
        try:
            import distributed
        except ImportError as error:
            raise UsageError('--scheduler 需要 Dask：pip install "juesuan-lint[dask]"') from error
        try:
            client: Any = distributed.Client
            self._client = client(address, timeout=PATIENCE_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"连不上调度器 {address}；请核对地址，并确认 dask scheduler 正在运行") from error
        threads = sum(self._client.nthreads().values())
        self.ahead = max(_FEWEST_AHEAD, threads * _AHEAD)

    def begin(self, job: Job) -> Answer:
        """Send a job; the same job sent twice is two jobs, so that nothing is told of another run's."""
        future = self._client.submit(answer, job, pure=False, retries=0)
        return lambda: _answered(future)

    def close(self) -> None:
        """Take back whatever is not done, and leave."""
        self._client.close()


def _answered(future: Any) -> Result | None:
    """The result; None where the job killed every worker that was given it."""
    import distributed

    try:
        result: Result = future.result()
    except distributed.KilledWorker:
        return None
    finally:
        future.release()
    return result
