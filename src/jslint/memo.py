"""Work remembered by content from one examination to the next, for editors; answers are the same without it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Memo:
    """Remembers what was made from which content.

    What the last `GENERATIONS` examinations did not ask for is forgotten, so a memo stays as large as the report, however
    many edits it sees. One memo serves one document at a time and one thread.
    """

    GENERATIONS = 3

    def __init__(self) -> None:
        """Start with nothing remembered."""
        self._generations: list[dict[Hashable, Any]] = [{}]

    def turn(self) -> None:
        """Begin a new examination."""
        self._generations.insert(0, {})
        del self._generations[self.GENERATIONS :]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for this key, now or before. The key must hold everything that `make` depends on."""
        newest = self._generations[0]
        if key in newest:
            return cast("T", newest[key])
        for older in self._generations[1:]:
            if key in older:
                newest[key] = older[key]
                return cast("T", newest[key])
        made = newest[key] = make()
        return made

    def recall(self, key: Hashable) -> Any:
        """What was kept under this key, or None."""
        for generation in self._generations:
            if key in generation:
                return generation[key]
        return None

    def keep(self, key: Hashable, value: object) -> None:
        """Keep a value under a key, in place of what was kept before."""
        self._generations[0][key] = value

    def __len__(self) -> int:
        return sum(map(len, self._generations))
