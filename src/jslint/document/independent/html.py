"""The numbers of a web page: of all text between its tags, cut at the tags as they stand in its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from jslint.document.independent.html_unseen import Unseen
from jslint.document.independent.token import count

_UNSEEN = frozenset({"script", "style", "title", "noscript", "template", "iframe", "object", "rt", "rp"})
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
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "ruby",
        "samp",
        "small",
        "span",
        "strong",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that stand within a line; every other tag ends the text before it."""
_NO_END = _WITHIN | _UNSEEN
_ATTRIBUTE = re.compile(r"""\s(type|value)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_RAW = frozenset({"script", "style"})
"""Elements whose tags end at nothing but their own end."""
_TAG = re.compile(
    r"""<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*)(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>|[!?/][^>]*>)"""
)


def numbers(content: bytes) -> dict[str, Counter[str]]:
    """The number tokens of the whole page, which has no parts."""
    return {"": count([unescape("".join(_texts(_decoded(content))))])}


def _decoded(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _texts(page: str) -> Iterator[str]:
    """What is shown between tags, and the end of a line for every tag that stands for a line or a cell."""
    unseen = at = 0
    shown = Unseen(page)
    is_seen = True
    search = _TAG.search
    while match := search(page, at):
        start, at = match.span()
        comment, end, name = match.groups()
        if is_seen:
            yield page[match.pos : start]
        name = name.lower() if name else ""
        if comment or name in _RAW:
            at = _behind(page, match, name, is_end=bool(end))
        if name == "input" and is_seen:
            yield f" {_typed(match[0])} "
        if name and name not in _NO_END and not unseen and ":" not in name:
            yield "\n"
        if name in _UNSEEN:
            unseen = max(0, unseen - 1) if end else unseen + 1
        is_seen = (shown.sees_all or shown.sees(name, match[0], is_end=bool(end))) and not unseen
    if is_seen:
        yield page[at:]


def _typed(tag: str) -> str:
    """What a field of a form shows."""
    said = {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(tag)}
    return said.get("value", "") if said.get("type", "text").lower() in {"text", "number", "search", "tel"} else ""


def _behind(page: str, match: re.Match[str], name: str, *, is_end: bool) -> int:
    """Where the page goes on behind a tag: behind the end of a comment, before that of a script."""
    if match["comment"]:
        end = page.find("-->", match.end())
        return len(page) if end < 0 else end + 3
    if name in _RAW and not is_end:
        closed = re.compile(f"</{name}", re.IGNORECASE).search(page, match.end())
        return closed.start() if closed else len(page)
    return match.end()
