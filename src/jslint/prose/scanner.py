"""What stands next in a passage: a number, a word of a closed list (the longest there is), a remark or a stop."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jslint.pattern import Pattern

_NUMBER = r"(?<![0-9A-Za-z])-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?%?|[-—/](?=万元|元|%)"
_REMARK = r"\([^()0-9\n]{0,30}\)|\((?:[0-9]{3}|[0-9]{5}|[0-9]{7})\)|(?<![^:;。,，\n])[一二三四五六七八九十]{1,2}、"
_STOP = r"[，,、;:。!?\n()《》 ]|\.(?![0-9])"

PREFIX = 2
"""Characters by which words are looked up."""


Found = tuple[str, int, int]
"""What was found, `number`, `word`, `remark` or `stop`, and where it stands: one is made for every token, so it is a plain tuple."""


class Words:
    """A closed list of words; the longest that stands at a place is found without looking at the others.

    A pattern of all the words would say the same, but compiling it takes longer than reading a whole report.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Empty words are left out."""
        self._words = frozenset(words) - {""}
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:PREFIX], set()).add(len(word))
        self._lengths = {prefix: sorted(found, reverse=True) for prefix, found in lengths.items()}

    def at(self, text: str, at: int, below: int = 100) -> str:
        """The longest of the words that stands there and is shorter than so many characters, or nothing."""
        for length in self._lengths.get(text[at : at + PREFIX], ()):
            word = text[at : at + length]
            if length < below and word in self._words:
                return word
        first = text[at : at + 1]
        return first if first in self._words else ""

    def beginnings(self) -> str:
        """A pattern for where a word may stand: what it leaves out are no words."""
        first = {prefix[0] for prefix in self._lengths}
        second = {prefix[1] for prefix in self._lengths if len(prefix) == PREFIX}
        alone = {prefix for prefix in self._lengths if len(prefix) < PREFIX}
        pairs = f"[{_set(first)}](?=[{_set(second)}])" if second else ""
        singles = f"[{_set(alone)}]" if alone else ""
        return "|".join(filter(None, (pairs, singles))) or "(?!)"


def _set(characters: Iterable[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))


class Scanner:
    """Finds what stands next; of what could begin at one place a number goes before a word, a word before a remark or a stop."""

    def __init__(self, words: Words) -> None:
        """Prepare to find these words."""
        self._words = words
        self._next = Pattern(
            f"(?P<number>{_NUMBER})|(?P<word>{words.beginnings()})|(?P<remark>{_REMARK})|(?P<stop>{_STOP})"
        )
        self._else = Pattern(f"(?P<remark>{_REMARK})|(?P<stop>{_STOP})")

    def search(self, text: str, at: int) -> Found | None:
        """The first thing from there on, or None."""
        search, word_at = self._next.search, self._words.at
        while (match := search(text, at)) is not None:
            kind, at = match.lastgroup, match.start()
            if kind == "word":
                if word := word_at(text, at):
                    return kind, at, at + len(word)
                match = self._else.match(text, at)
            if match is not None:
                return match.lastgroup or "", at, match.end()
            at += 1
        return None

    def word(self, text: str, at: int, below: int = 100) -> str:
        """The longest word of fewer than so many characters that begins there, where no number does; or nothing."""
        return self._words.at(text, at, below)
