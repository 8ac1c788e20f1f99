"""Progress bars for what takes long, on a terminal only."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

MANY = 40
"""New files, or pages of a document, from which a run is long."""


class Progress:
    """Shows how much is done; nothing where the error stream is no terminal or the run is short."""

    def __init__(self, words: str) -> None:
        """`words` say what is being done. Nothing is shown before `begin` or `reach`."""
        self._words = words
        self._bar: Any = None
        self._task: Any = None

    def begin(self, known: int, new: int) -> None:
        """Start where there is enough to do: `known` files are remembered, `new` ones are not."""
        if new < MANY or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn(self._words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task = self._bar.add_task("", total=known + new)
        self._bar.start()

    def step(self) -> None:
        """One more file is done."""
        if self._bar is not None:
            self._bar.update(self._task, advance=1)
            self._bar.refresh()

    def reach(self, done: int, known: int) -> None:
        """So many of so many pages, sheets or lines of a document have been read; the first call begins."""
        if self._bar is None:
            self.begin(0, known)
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=known)
            self._bar.refresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
