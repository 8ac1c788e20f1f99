"""The texts of a workbook: their runs, without what says how they are pronounced, what is raised or what is struck out."""

from __future__ import annotations

from typing import Any, NamedTuple

from jslint.document.read.archive import attribute, is_on, local
from jslint.document.stream import NOTE_MARK, STRUCK_OUT, is_note_mark
from jslint.pattern import Pattern

_ESCAPED = Pattern(r"_x([0-9A-Fa-f]{4})_")


class Text(NamedTuple):
    """A text, and what stands in it that is no part of it (a note's raised number, struck-out text) with the reason."""

    text: str
    beside: tuple[tuple[str, str], ...] = ()


def text_of(element: Any) -> Text:
    """A shared or inline string."""
    parts: list[str] = []
    beside: list[tuple[str, str]] = []
    for each in element:
        name = local(each.tag)
        if name == "t":
            parts.append(decoded(each.text or ""))
        elif name == "r":
            text = decoded("".join(part.text or "" for part in each if local(part.tag) == "t"))
            reason = _reason(each, text, "".join(parts).rstrip()[-1:])
            if reason:
                beside.append((text, reason))
            else:
                parts.append(text)
    return Text("".join(parts), tuple(beside))


def decoded(text: str) -> str:
    """A text with the characters that XML cannot hold in their places."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _reason(run: Any, text: str, before: str) -> str:
    about = next((each for each in run if local(each.tag) == "rPr"), ())
    marks = {local(mark.tag): mark for mark in about}
    if "strike" in marks and is_on(marks["strike"]):
        return STRUCK_OUT
    raised = "vertAlign" in marks and attribute(marks["vertAlign"], "val") in {"superscript", "subscript"}
    return NOTE_MARK if raised and is_note_mark(text, before) else ""
