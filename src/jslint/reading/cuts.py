"""Where a text is cut: its top-level keys, below some of them each child, and each item of a list of forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from jslint.pattern import Pattern
from jslint.reading.mending import Mend
from jslint.reading.slipped_names import meant_name
from jslint.reading.yaml_reader import Fault
from jslint.source import Span

TOP = ("格式", "报告", "目录", "部门概况", "决算表", "其他表", "情况说明", "名词解释", "附件", "核实说明")
"""The top-level keys of the format."""

CUT_DEEPER = frozenset({"决算表", "其他表", "情况说明", "附件"})
"""Top-level keys whose children are pieces of their own (FORMAT: 「Pieces」)."""

LISTED = "附件"
"""The key under which each item of a list is a piece."""

_TOP = Pattern(rf"(?:\A|[\r\n])(?:(?=[^\s#])|[ ](?=(?:{'|'.join(TOP)}):))")
_HEADER = Pattern(
    r"""(?P<quote>["']?)(?P<key>[^\s:#"'\[\]{}][^:#"'\r\n]*?)(?P=quote)[ \t]*:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)"""
)
_FIRST_CHILD = Pattern(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*(?P<indent>[ ]*)(?:(?P<dash>-(?=\s))|(?=[^\s#]))")
_MARKER = Pattern(r"---[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")


class Cut(Struct, frozen=True):
    """A stretch to be read: its parents by name, and how many keys or items lead to its node."""

    parents: tuple[str, ...]
    start: int
    end: int
    item: int | None = None
    header: bool = False


def cuts_of(text: str, faults: list[Fault]) -> list[Cut] | None:
    """Where to cut, or None where the text does not look like a block mapping."""
    starts = [match.end() for match in _TOP.finditer(text)]
    for start in starts:
        if start and text[start - 1] == " ":
            space = Span(start - 1, start)
            mend = Mend("indentation", space, "", Span(start, start + 1))
            faults.append(Fault("invalid-yaml", mend.shown, "mend indentation", mends=(mend,)))
    if starts and (marker := _MARKER.match(text, starts[0])):
        starts = starts[1:] if len(starts) > 1 else []
        if marker.end() == len(text):
            return None
    if not starts or any(text.startswith(("---", "...", "%", "-", "?", "{", "["), at) for at in starts):
        return None
    cuts: list[Cut] = []
    taken = {text[start : start + len(name)] for start in starts for name in TOP if text.startswith(f"{name}:", start)}
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        cuts.extend(_cuts_within(text, start, end, taken))
    return cuts


def _cuts_within(text: str, start: int, end: int, taken: set[str]) -> Iterator[Cut]:
    header = _HEADER.match(text, start, end)
    key = header.group("key") if header else ""
    key = meant_name(key, TOP, taken) or key
    children = _child_starts(text, header.end(), end) if header and key in CUT_DEEPER else None
    if header is None or not children:
        yield Cut((), start, end)
        return
    yield Cut((), start, header.end(), header=True)
    for child, stop in zip(children, [*children[1:], end], strict=True):
        if key == LISTED and (items := _item_starts(text, child, stop)):
            name, *item_starts = items
            yield Cut((key,), child, int(name), header=True)
            form = _key_at(text, child, stop)
            for number, (low, high) in enumerate(zip(item_starts, [*item_starts[1:], stop], strict=True)):
                yield Cut((key, form), low, high, item=number)
        else:
            yield Cut((key,), child, stop)


def _after_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _key_at(text: str, start: int, end: int) -> str:
    match = _HEADER.match(text, _after_spaces(text, start, end), end)
    return match.group("key") if match else ""


def _child_starts(text: str, start: int, end: int) -> list[int]:
    """The starts of the lines that begin a child of a block mapping, by the first child's indentation."""
    first = _FIRST_CHILD.match(text, start, end)
    if first is None or not first.group("indent") or first.group("dash"):
        return []
    indent = len(first.group("indent"))
    pattern = re.compile(rf"(?:(?<=[\r\n])|\A) {{1,{indent}}}(?=[^\s#])(?!-\s)")
    found = [(match.end() - match.start(), match.start()) for match in pattern.finditer(text, start, end)]
    own = _own_indent(indent, found)
    return [start for width, start in found if width == own or start == found[0][1]]


def _own_indent(first: int, found: list[tuple[int, int]]) -> int:
    """The children's indentation: the first one's, unless several lines stand less deep (the first one's heading is lost)."""
    less = [width for width, _ in found if width < first]
    return min(less) if len(less) > 1 else first


def _item_starts(text: str, start: int, end: int) -> list[int]:
    """For a key with a block list below it: the end of the key's line, then the starts of the items; else nothing."""
    header = _HEADER.match(text, _after_spaces(text, start, end), end)
    first = _FIRST_CHILD.match(text, header.end(), end) if header else None
    if header is None or first is None or not first.group("dash"):
        return []
    pattern = re.compile(r"(?<=[\r\n])" + first.group("indent") + r"-(?=\s)")
    starts = [match.start() for match in pattern.finditer(text, header.end(), end)]
    return [header.end(), *starts] if starts else []
