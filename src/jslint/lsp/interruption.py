"""How an examination is given up when a newer text has come: through the memo that it asks before every step."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from jslint.memo import Memo

T = TypeVar("T")


class SupersededError(BaseException):
    """The text under examination is no longer the newest. No Exception, so that it is not taken for a rule's crash."""


class InterruptibleMemo(Memo):
    """A memo whose next question may end the examination.

    What a given-up examination did remember stays in its generation, so that many of them in a row do not push out what the last
    whole one knew.
    """

    def __init__(self) -> None:
        """Start with nothing remembered and nothing interrupted."""
        super().__init__()
        self._stopped = False
        self._torn = False

    def interrupt(self) -> None:
        """Let the examination that uses this memo end at its next step. May be called from another thread."""
        self._stopped = True

    def ready(self) -> None:
        """Make ready for a new examination; to be called when none is running."""
        self._stopped = False

    def turn(self) -> None:
        """Begin a new examination, in the same generation where the last one was given up."""
        if not self._torn:
            super().turn()
        self._torn = False

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """As in Memo; raises SupersededError once interrupted."""
        self._go_on()
        return super().once(key, make)

    def recall(self, key: Hashable) -> Any:
        """As in Memo; raises SupersededError once interrupted."""
        self._go_on()
        return super().recall(key)

    def _go_on(self) -> None:
        if self._stopped:
            self._torn = True
            raise SupersededError
