"""Regular expressions that are compiled when they are first needed: a report needs few of those that the rules have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jslint.pattern_codes import compiled as compiled_pattern


class Pattern:
    """A regular expression; its methods are those of `re.Pattern`.

    `needs` are texts of which a match holds at least one: `found_in` does not look at a text that has none of them.
    """

    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[str]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, source: str, flags: int = 0, *, needs: tuple[str, ...] = ()) -> None:
        """Nothing is compiled yet."""
        self._source, self._flags, self._needs = source, flags, needs

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):  # asked for by those who copy or inspect
            raise AttributeError(name)
        compiled = compiled_pattern(self._source, self._flags)
        for method in Pattern.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    @property
    def made_of(self) -> tuple[str, int]:
        """The source and the flags."""
        return self._source, self._flags

    def found_in(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in a text."""
        if self._needs and not any(need in text for need in self._needs):
            return iter(())
        return self.finditer(text)


def holds_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in a text."""
    return any(word in text for word in words)


def run_before(text: str, end: int, most: int, also: str = "") -> int:
    """Where the run of Chinese characters (and of those in `also`) begins that ends there; at most so many of them."""
    start = end
    while start > 0 and end - start < most and ("\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] in also):
        start -= 1
    return start
