"""Which stretches of a web page's source are not shown, tag by tag, for the second reading alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HIDES = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_STYLE = re.compile(r"""\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_NAMED = re.compile(r"""\s(class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_HIDDEN = re.compile(r"""\shidden(?=[\s=/>])""", re.IGNORECASE)
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_SHEET, _SHEET_END = re.compile(r"<style[^<>]*>", re.IGNORECASE), re.compile(r"</style", re.IGNORECASE)
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


def _sheets(page: str) -> Iterator[str]:
    """The style sheets without their comments; whatever a page holds, no letter is looked at twice."""
    at = 0
    while begins := _SHEET.search(page, at):
        end = _SHEET_END.search(page, begins.end())
        if end is None:
            return
        at = end.end()
        yield "".join(_uncommented(page[begins.end() : end.start()].replace("<!--", "").replace("-->", "")))


def _uncommented(sheet: str) -> Iterator[str]:
    at = 0
    while (begins := sheet.find("/*", at)) >= 0 and (end := sheet.find("*/", begins + 2)) >= 0:
        yield sheet[at:begins]
        at = end + 2
    yield sheet[at:]


_MARKS = tuple(
    map(re.compile, (r"display\s*:\s*none", r"visibility\s*:\s*(?:hidden|collapse)", r"hidden(?<=\shidden)"))
)
"""What stands in the small letters of a page that hides anything, each begun by letters that are soon found."""


class Unseen:
    """Follows the tags of a page and knows whether what comes next is shown."""

    def __init__(self, page: str) -> None:
        """Of a page's source."""
        self._names: set[str] = set()
        for sheet in _sheets(page):
            for piece in sheet.split("}")[:-1]:
                before, brace, rule = piece.rpartition("{")
                if brace and _HIDES.search(rule):
                    self._names.update(name.strip() for name in before.rpartition("{")[2].split(","))
        small = page.lower()
        self.sees_all = not (self._names or any(mark.search(small) for mark in _MARKS))
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
        for kind, value in _NAMED.findall(tag):
            words = value.strip("\"'").split() if kind.lower() == "class" else [value.strip("\"'")]
            marks |= {f"{'.' if kind.lower() == 'class' else '#'}{word}" for word in words}
        return not self._names.isdisjoint(marks | {f"{name}{mark}" for mark in marks})
