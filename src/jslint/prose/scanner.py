"""What stands next in a passage: a number, a word of a closed list (the longest there is), a remark or a stop."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jslint.pattern import Pattern

_NUMBER = r"(?=[-0-9])(?<![0-9A-Za-z])-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?%?|[-—/](?=万元|元|%)"
_REMARK = r"\([^()0-9\n]{0,30}\)|\((?:[0-9]{3}|[0-9]{5}|[0-9]{7})\)|(?<![^:;。,，\n])[一二三四五六七八九十]{1,2}、"
_STOP = r"[，,、;:。!?\n()《》 ]|\.(?![0-9])"
_OPENS = frozenset("(一二三四五六七八九十，,、;:。!?\n)《》 .")
"""How a remark or a stop begins."""
_MARKS = frozenset("，,、;:。!?\n)《》")
"""Stops whatever follows them: a quarter of what is found. They are tried first, but for those with which a word begins; no word begins with a space."""

PREFIX = 2
"""Characters by which it is seen where a word may begin."""
_LONGER = 3
"""Characters by which words of so many or more are looked up."""
_SHORT = (2, 1)
"""Lengths of the words that are not looked up by their beginning."""


class Words:
    """A closed list of words; the longest that stands at a place is found without looking at the others.

    A pattern of all the words would say the same, but compiling it takes longer than reading a whole report.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Empty words are left out."""
        self._words = frozenset(words) - {""}
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            if len(word) >= _LONGER:
                lengths.setdefault(word[:_LONGER], set(_SHORT)).add(len(word))
        self._lengths = {beginning: tuple(sorted(found, reverse=True)) for beginning, found in lengths.items()}

    def at(self, text: str, at: int) -> str:
        """The longest of the words that stands there, or nothing."""
        words = self._words
        for length in self._lengths.get(text[at : at + _LONGER], _SHORT):
            if (word := text[at : at + length]) in words:
                return word
        return ""

    def shorter(self, text: str, at: int, below: int) -> str:
        """The longest of the words of fewer than so many characters that stands there, or nothing."""
        for length in range(below - 1, 0, -1):
            if (word := text[at : at + length]) in self._words:
                return word
        return ""

    def first(self) -> set[str]:
        """The characters that words begin with."""
        return {word[0] for word in self._words}

    def beginnings(self) -> str:
        """A pattern for where a word may stand: what it leaves out are no words."""
        heads = {word[:PREFIX] for word in self._words}
        first = self.first()
        second = {head[1] for head in heads if len(head) == PREFIX}
        alone = {head for head in heads if len(head) < PREFIX}
        pairs = f"[{_set(first)}](?=[{_set(second)}])" if second else ""
        singles = f"[{_set(alone)}]" if alone else ""
        return "|".join(filter(None, (pairs, singles))) or "(?!)"


def _set(characters: Iterable[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))


class Scanner:
    """Finds what stands next; of what could begin at one place a number goes before a word, a word before a remark or a stop.

    `starts` finds a `number`, a `remark`, where a `word` may begin, or a stop, which has no name; `word` says which word stands there, and where none does `beside_words` what else.
    """

    def __init__(self, words: Words) -> None:
        """Prepare to find these words."""
        self.word = words.at
        self.shorter = words.shorter
        others = f"(?P<remark>{_REMARK})|{_STOP}"
        marks = _set(_MARKS - words.first())
        self.starts = Pattern(f"[{marks} ]|(?P<number>{_NUMBER})|(?P<word>{words.beginnings()})|{others}")
        self._others = Pattern(others)

    def beside_words(self, text: str, at: int) -> re.Match[str] | None:
        """The remark or the stop that stands where a word could begin and does not."""
        return self._others.match(text, at) if text[at] in _OPENS else None
