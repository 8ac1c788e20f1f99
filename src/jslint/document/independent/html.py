"""The numbers of a web page: of all text between its tags, by the standard library's parser."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from jslint.document.independent.token import count

_UNSEEN = frozenset({"script", "style", "title", "noscript", "template", "iframe", "object"})
_WITHIN = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that stand within a line; every other tag ends the text before it."""
_NO_END = _WITHIN | _UNSEEN
_SPACE = re.compile(r"\s+")


def numbers(content: bytes) -> dict[str, Counter[str]]:
    """The number tokens of the whole page, which has no parts."""
    page = _Page()
    page.feed(_decoded(content))
    page.close()
    page.end()
    return {"": count(page.texts)}


def _decoded(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._line: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in _NO_END and not self._unseen:
            self.end()
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag not in _NO_END and not self._unseen:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._line.append(data)

    def end(self) -> None:
        """The text gathered since the last tag that stands for a line or a cell."""
        text = _SPACE.sub(" ", "".join(self._line)).strip()
        self._line = []
        if text:
            self.texts.append(text)
