"""The numbers of a web page: of all text between its tags, cut at the tags as they stand in its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from jslint.document.independent.html_unseen import Unseen
from jslint.document.independent.token import count
from jslint.pattern import Pattern

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
_ATTRIBUTE = Pattern(r"""\s(type|value)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_REST = r"""[^"'<>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'<>]*+)*+>"""
"""What follows the name in a tag."""
_RAW = ("script", "style", "title")
"""Elements whose tags end at nothing but their own end."""
_NOTED = _UNSEEN - {*_RAW} | {"input"}
"""Elements that decide what is seen between tags."""
_WHOLE = "|".join(
    rf"{name}(?=[\s/>]){_REST}(?:[^<]++|<(?!/{name}))*+"
    for name in ("".join(f"[{letter}{letter.upper()}]" for letter in name) for name in _RAW)
)
"""Such an element up to its end."""
_TAG = Pattern(rf"(<(?:!--(?:[^-]++|-(?!->))*+(?:-->)?|{_WHOLE}|/?[A-Za-z]{_REST}|[!?/][^>]*>))")
_NAME = Pattern(r"<(/?)([A-Za-z][^\s/<>]*)")


class _Tag(NamedTuple):
    """A tag: the name of its element in small letters, "" for a comment and the like, and what it stands for between texts."""

    name: str
    is_end: bool
    stands_for: str


class _Tags(dict[str, _Tag]):
    """What the tags of a page are, each looked at once however often it stands there."""

    def __missing__(self, tag: str) -> _Tag:
        match = _NAME.match(tag)
        name = match[2].lower() if match else ""
        joins = not name or name in _WITHIN or name in _UNSEEN or ":" in name
        self[tag] = found = _Tag(name, bool(match and match[1]), "" if joins else "\n")
        return found


def numbers(content: bytes) -> dict[str, Counter[str]]:
    """The number tokens of the whole page, which has no parts."""
    text = _text(_decoded(content))
    if "&" in text:
        from html import unescape  # has two thousand names

        text = unescape(text)
    return {"": count([text])}


def _decoded(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _text(page: str) -> str:
    """What is shown, with the end of a line for every tag that stands for a line or a cell."""
    pieces, tags = _TAG.split(page), _Tags()
    found = [tags[tag] for tag in pieces[1::2]]
    shown = Unseen(tags)
    if not shown.sees_all or any(tag.name in _NOTED for tag in tags.values()):
        _hide(pieces, found, shown)
    else:
        pieces[1::2] = [tag.stands_for for tag in found]
    return "".join(pieces)


def _hide(pieces: list[str], tags: Sequence[_Tag], shown: Unseen) -> None:
    """Takes what is not shown out of the texts of a page, between which its tags stand."""
    unseen = 0
    is_seen = True
    for at, (name, is_end, stands_for) in enumerate(tags):
        tag = pieces[2 * at + 1]
        typed = f" {_typed(tag)} " if name == "input" and is_seen else ""
        pieces[2 * at + 1] = "" if unseen else typed + stands_for
        if name in _UNSEEN:
            unseen = max(0, unseen - 1) if is_end else unseen + 1
        is_seen = (shown.sees_all or shown.sees(name, tag, is_end=is_end)) and not unseen
        if not is_seen:
            pieces[2 * at + 2] = ""


def _typed(tag: str) -> str:
    """What a field of a form shows."""
    said = {key.lower(): value.strip("\"'") for key, value in map(re.Match.groups, _ATTRIBUTE.finditer(tag))}
    return said.get("value", "") if said.get("type", "text").lower() in {"text", "number", "search", "tel"} else ""
