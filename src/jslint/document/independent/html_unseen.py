"""Which stretches of a web page's source are not shown, tag by tag, for the second reading alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from jslint.pattern import Pattern

_HIDES = Pattern(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_MAY_HIDE = Pattern("hidden|display|visibility", re.IGNORECASE)
_STYLE = Pattern(r"""\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_NAMED = Pattern(r"""\s(class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_HIDDEN = Pattern(r"""\shidden(?=[\s=/>])""", re.IGNORECASE)
_QUOTED = Pattern(r""""[^"]*"|'[^']*'""")
_SHEET = Pattern(r"<style[^<>]*>", re.IGNORECASE)
_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SHORT = {
    "tr": {"tr", "tbody", "thead", "tfoot"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "p": {"p", "div", "table", "h1", "h2", "h3", "h4", "ul", "ol"},
    "li": {"li"},
}
"""Elements that the beginning of one of these ends."""


def _uncommented(sheet: str) -> Iterator[str]:
    at = 0
    while (begins := sheet.find("/*", at)) >= 0 and (end := sheet.find("*/", begins + 2)) >= 0:
        yield sheet[at:begins]
        at = end + 2
    yield sheet[at:]


class Unseen:
    """Follows the tags of a page and knows whether what comes next is shown."""

    def __init__(self, tags: Collection[str]) -> None:
        """Of a page's tags, of which those of style sheets go on up to their ends."""
        self._names: set[str] = set()
        for begins, tag in ((begins, tag) for tag in tags if (begins := _SHEET.match(tag))):
            sheet = "".join(_uncommented(tag[begins.end() :].replace("<!--", "").replace("-->", "")))
            for piece in sheet.split("}")[:-1]:
                before, brace, rule = piece.rpartition("{")
                if brace and _HIDES.search(rule):
                    self._names.update(name.strip() for name in before.rpartition("{")[2].split(","))
        self.sees_all = not (self._names or any(map(_MAY_HIDE.search, tags)))
        """Whether nothing on the page hides anything: then no tag need be followed."""
        self._name = ""
        self._depth = self._tables = 0

    def sees(self, name: str, tag: str, *, is_end: bool) -> bool:
        """Whether text behind a tag is shown; `name` is its element's, in small letters."""
        if self._name:
            self._go_on(name, is_end=is_end)
        if not self._name and name and not is_end and name not in _EMPTY and self._hides(name, tag):
            self._name, self._depth, self._tables = name, 1, 0
        return not self._name

    def _go_on(self, name: str, *, is_end: bool) -> None:
        if name == "table" and self._name != "table":
            self._tables += -1 if is_end else 1
            if self._tables < 0:
                self._name = ""
        elif name == self._name and is_end:
            self._depth -= 1
            self._name = self._name if self._depth else ""
        elif not is_end and not self._tables and name in _SHORT.get(self._name, ()):
            self._name = ""
        elif name == self._name:
            self._depth += 1

    def _hides(self, name: str, tag: str) -> bool:
        style = _STYLE.search(tag)
        if (style and _HIDES.search(style[1])) or _HIDDEN.search(_QUOTED.sub("", tag)):
            return True
        if not self._names:
            return False
        marks = {name}
        for kind, value in map(re.Match.groups, _NAMED.finditer(tag)):
            words = value.strip("\"'").split() if kind.lower() == "class" else [value.strip("\"'")]
            marks |= {f"{'.' if kind.lower() == 'class' else '#'}{word}" for word in words}
        return not self._names.isdisjoint(marks | {f"{name}{mark}" for mark in marks})
