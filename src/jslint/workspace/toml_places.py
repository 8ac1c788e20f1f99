"""Where each key of a TOML text stands; tomllib reads the values and gives no places."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from jslint.source import Source

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*(?:(?P<bare>[A-Za-z0-9_-]+)|(?P<quoted>"(?:\\.|[^"\\\n])*"|'[^'\n]*'))[ \t]*""")
_PLAIN_STRING = re.compile(r""""(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_LONG_BASIC = re.compile(r'"""(?:\\[\s\S]|"{1,2}(?!")|[^"\\])*?"""(?:"{0,2})')
_LONG_LITERAL = re.compile(r"'''(?:'{1,2}(?!')|[^'])*?'''(?:'{0,2})")
_OTHER_VALUE = re.compile(r"[^,\]}\s#]+(?: [0-9:.Z+-]+)?")


class KeyPlace(NamedTuple):
    """Where a key stands (one-based line and column), for messages."""

    line: int
    column: int


def key_places(text: str) -> dict[Path, KeyPlace]:
    """The place of every key and table header, by its path from the top; the text is one that tomllib has read.

    Elements of an array of tables, and of an array, are numbered in their path.
    """
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._source = Source(text)
        self._places: dict[Path, KeyPlace] = {}
        self._counts: dict[Path, int] = {}

    def scan(self) -> dict[Path, KeyPlace]:
        prefix: Path = ()
        at = self._blank(0)
        while at < len(self._text):
            start = at
            if self._text.startswith("[[", at):
                names, at = self._key(at + 2)
                prefix = self._new_element(names, start)
                at += 2
            elif self._text[at] == "[":
                names, at = self._key(at + 1)
                prefix = self._resolved(names, start)
                at += 1
            else:
                at = self._pair(at, prefix)
            at = self._blank(at)
        return self._places

    def _resolved(self, names: tuple[str, ...], start: int) -> Path:
        """The path of a header, through the newest element where a name is an array of tables."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            self._note(path, start)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _new_element(self, names: tuple[str, ...], start: int) -> Path:
        array = (*self._resolved(names[:-1], start), names[-1])
        self._note(array, start)
        self._counts[array] = self._counts.get(array, -1) + 1
        element = (*array, self._counts[array])
        self._note(element, start)
        return element

    def _note(self, path: Path, at: int) -> None:
        position = self._source.position(at, "utf-32")
        self._places.setdefault(path, KeyPlace(position.line + 1, position.character + 1))

    def _blank(self, at: int) -> int:
        match = _BLANK.match(self._text, at)
        return match.end() if match else at

    def _key(self, at: int) -> tuple[tuple[str, ...], int]:
        names: list[str] = []
        while match := _KEY_PART.match(self._text, at):
            quoted = match["quoted"]
            names.append(tomllib.loads(f"k = {quoted}")["k"] if quoted else match["bare"])
            at = match.end()
            if not self._text.startswith(".", at):
                break
            at += 1
        return tuple(names), at

    def _pair(self, at: int, prefix: Path) -> int:
        start = at
        names, at = self._key(at)
        if not names:
            return len(self._text)  # not reached for a text that tomllib has read
        path = prefix
        for name in names:
            path = (*path, name)
            self._note(path, start)
        return self._value(self._blank(at + 1), path)

    def _value(self, at: int, path: Path) -> int:
        text = self._text
        for pattern in (_LONG_BASIC, _LONG_LITERAL, _PLAIN_STRING):
            if match := pattern.match(text, at):
                return match.end()
        if text.startswith("[", at):
            return self._list(at + 1, path)
        if text.startswith("{", at):
            return self._inline(at + 1, path)
        match = _OTHER_VALUE.match(text, at)
        return match.end() if match else len(text)

    def _list(self, at: int, path: Path) -> int:
        number = 0
        at = self._blank(at)
        while at < len(self._text) and self._text[at] != "]":
            self._note((*path, number), at)
            at = self._blank(self._value(at, (*path, number)))
            if self._text.startswith(",", at):
                at = self._blank(at + 1)
            number += 1
        return at + 1

    def _inline(self, at: int, path: Path) -> int:
        at = self._blank(at)
        while at < len(self._text) and self._text[at] != "}":
            at = self._blank(self._pair(at, path))
            if self._text.startswith(",", at):
                at = self._blank(at + 1)
        return at + 1
