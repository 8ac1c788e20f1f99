"""When a document is examined: once its typing pauses or someone asks, in a worker thread, the newest text only."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from jslint.engine.examination import Examination, examine
from jslint.lsp.document import Document
from jslint.lsp.interruption import SupersededError
from jslint.settings import Settings
from jslint.workspace.related import Files

PAUSE = 0.05
"""Seconds without a key press after which a text is examined."""

WORKERS = 2
"""Examinations at one time: a long one must not keep a short one waiting."""


class Turns:
    """So many at a time; of those that wait, the one that came last goes first: it is what the person looks at."""

    def __init__(self, limit: int) -> None:
        """`limit` may go at the same time."""
        self._free = limit
        self._waiting: list[asyncio.Future[None]] = []

    async def __aenter__(self) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        while self._waiting:
            turn = self._waiting.pop()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class Examiner:
    """Keeps the examination of every open document up to its newest text.

    `tell` is called with a document each time its newest text has been examined. One document is examined by one thread at a
    time, with its own memo; a newer text ends the examination of an older one.
    """

    def __init__(
        self,
        tell: Callable[[Document], None],
        settings_of: Callable[[Document], Settings],
        related: Callable[[Document], Callable[[], Files]],
    ) -> None:
        """Nothing runs before the first document changes.

        `related` prepares, for a document's text of that moment, the reading of the files that it names.
        """
        self.pause = PAUSE
        self._tell = tell
        self._settings_of = settings_of
        self._related = related
        self._turns = Turns(WORKERS)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="examine")

    def changed(self, document: Document, *, at_once: bool = False) -> None:
        """Say that a document has a new text, or that what its examination depends on has changed."""
        loop = asyncio.get_running_loop()
        document.serial += 1
        document.memo.interrupt()
        document.quiet_from = loop.time() + (0 if at_once else self.pause)
        if document.task is None or document.task.done():
            document.task = loop.create_task(self._settle(document))

    async def newest(self, document: Document) -> Examination | None:
        """The examination of the newest text, waiting for it without the pause; None for what is no report.

        Raises CancelledError once the document is closed.
        """
        document.awaited += 1
        document.hurry.set()
        try:
            while document.examined != document.serial and document.task is not None:
                await asyncio.shield(document.task)
        finally:
            document.awaited -= 1
            if not document.awaited:
                document.hurry.clear()
        return document.examination

    def closed(self, document: Document) -> None:
        """Let go of a document, and of what it was examined by."""
        document.memo.interrupt()
        if document.task is not None:
            document.task.cancel()
        document.forget()

    def shutdown(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _settle(self, document: Document) -> None:
        while document.examined != document.serial:
            await self._quiet(document)
            async with self._turns:
                serial = document.serial
                examination = await self._examine(document) if document.is_report else None
            if serial == document.serial:
                document.examined, document.examination = serial, examination
                self._tell(document)

    async def _quiet(self, document: Document) -> None:
        """Wait until no key was pressed for a moment, or someone needs the answer."""
        loop = asyncio.get_running_loop()
        while not document.hurry.is_set() and (left := document.quiet_from - loop.time()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(document.hurry.wait(), left)

    async def _examine(self, document: Document) -> Examination | None:
        """What examining its text of this moment gives, or None where a newer one came."""
        document.settings = settings = self._settings_of(document)
        text, path, memo = document.source.text, document.path, document.memo
        related = self._related(document)
        memo.ready()

        def run() -> tuple[Examination | None, frozenset[str]]:
            files = related()
            beside = frozenset(os.path.realpath(file.path) for found in files.values() for file in found)
            try:
                return examine(text, path=path, settings=settings, related=files, memo=memo).told(), beside
            except SupersededError:
                return None, beside

        examination, document.beside = await asyncio.get_running_loop().run_in_executor(self._pool, run)
        return examination
