"""YAML text to tree, over the events of ruamel.yaml's C parser, with a place for every character.

The events are composed here and not by ruamel: its own composer resolves tags that a report may not have, and costs more
than four times as much as the events themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from jslint.pattern import Pattern
from jslint.reading.invisible import without
from jslint.reading.mending import Mend
from jslint.reading.runs import runs_of
from jslint.source import Span
from jslint.tree import Entry, Mapping, Node, Scalar, Sequence

try:
    from _ruamel_yaml import CParser
except ImportError:  # no wheel of ruamel.yaml.clib for this platform: slower, the same places
    CParser = None

_BRACKETS = Pattern(
    r"""(?:(?<=[\s\[{,])(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')|(?<=\s)\#[^\r\n]*)|(?:(?<=[:\-,]\s)|(?<=[\[{]))(?P<open>[\[{])|(?P<close>[\]}])"""
)
"""Brackets that open a row where YAML lets one open, and brackets that close; quoted texts and comments are passed over."""

_LINE_REST = Pattern(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")

MAX_DEPTH = 24
"""Deepest nesting read; the format needs nine."""

LONGEST_TEXT = 200_000
"""Characters of one text that are read; a whole report's narrative has a tenth of that."""

FaultKind = Literal[
    "invalid-yaml",
    "duplicate-key",
    "anchor-or-alias",
    "unsupported-character",
    "invisible-character",
    "invisible-in-figure",
    "text-lost-to-comment",
    "map-in-row",
    "slipped-name",
]


class Fault(Struct, frozen=True):
    """Something wrong with the text itself: its kind, its span, what the message needs, and the span a repair needs.

    `mends` are the edits of which each by itself would make a text readable.
    """

    kind: FaultKind
    span: Span
    detail: str = ""
    other: Span | None = None
    mends: tuple[Mend, ...] = ()

    def shifted(self, by: int) -> Fault:
        """The same fault, `by` code points further on."""
        mends = tuple(replace(mend, span=mend.span.shifted(by), shown=mend.shown.shifted(by)) for mend in self.mends)
        return replace(self, span=self.span.shifted(by), mends=mends)


class Composed(Struct, frozen=True):
    """A text's tree (None where the parser gave up) and its faults; `cut_short` where it gave up at the very end."""

    node: Node | None
    faults: tuple[Fault, ...]
    cut_short: bool = False


class _TooDeepError(Exception):
    def __init__(self, at: int) -> None:
        self.at = at


def compose(text: str, *, pure: bool = False) -> Composed:
    """Read one YAML document. Never raises for what the text holds."""
    builder = _Builder(text)
    try:
        for event in _events(text, pure=pure):
            builder.take(event)
    except _TooDeepError as error:
        builder.fault("invalid-yaml", Span(error.at, min(error.at + 1, len(text))), "too deep")
        return Composed(None, tuple(builder.faults))
    except YAMLError as error:
        index, detail = _error_place(text, error)
        opened = _unclosed(text, index)
        place = _visible(text, index) if opened is None else Span(opened, opened + 1)
        builder.fault("invalid-yaml", place, detail if opened is None else f"unclosed {text[opened]}")
        return Composed(None, tuple(builder.faults), cut_short=not text[index:].strip())
    except ValueError as error:  # a code point that the C parser cannot encode
        builder.fault("invalid-yaml", Span(0, min(1, len(text))), str(error))
        return Composed(None, tuple(builder.faults))
    return Composed(builder.root, tuple(builder.faults))


def _events(text: str, *, pure: bool) -> Iterator[Any]:
    if CParser is None or pure:
        from ruamel.yaml import YAML

        yield from YAML(typ="safe", pure=True).parse(text)
        return
    parser = CParser(text)
    while True:
        event = parser.get_event()
        yield event
        if type(event) is StreamEndEvent:
            return


def _error_place(text: str, error: YAMLError) -> tuple[int, str]:
    """Where the parser gave up (never beyond the text) and what it said, problem before context."""
    if not isinstance(error, MarkedYAMLError):
        return 0, str(error).splitlines()[0]
    mark = error.problem_mark or error.context_mark
    said = " · ".join(part for part in (error.problem, error.context) if part)
    return min(mark.index, len(text)) if mark else 0, said


def _unclosed(text: str, index: int) -> int | None:
    """The bracket of an earlier line that is still open where the parser gave up: there the row begins that lacks its end."""
    line_start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    opened: list[int] = []
    for match in _BRACKETS.finditer(text, 0, index):
        if match["open"]:
            opened.append(match.start("open"))
        elif match["close"] and opened:
            opened.pop()
    early = [at for at in opened if at < line_start]
    return early[-1] if early and early[-1] == opened[-1] else None


def _visible(text: str, index: int) -> Span:
    """The character at an index; at the very end, the last one that can be seen."""
    if text[index:].strip():
        return Span(index, index if text[index] in "\r\n" else index + 1)
    end = len(text.rstrip())
    return Span(max(0, end - 1), end)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def line_around(text: str, start: int, end: int) -> Span | None:
    """The whole lines that a stretch alone fills, with the last one's end; None where something else stands beside it."""
    low = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    match = _LINE_REST.match(text, end)
    return Span(low, match.end()) if match and not text[low:start].strip(" -") else None


class _Builder:
    """Composes events into nodes without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._stack: list[tuple[Any, list[Node]]] = []
        self._documents = 0

    def fault(self, kind: FaultKind, span: Span, detail: str = "") -> None:
        self.faults.append(Fault(kind, span, detail))

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._add(self._scalar(event))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(self._stack) >= MAX_DEPTH:
                raise _TooDeepError(event.start_mark.index)
            self._refuse_properties(event)
            self._stack.append((event, []))
        elif kind is MappingEndEvent:
            self._add(self._mapping(event))
        elif kind is SequenceEndEvent:
            self._add(self._sequence(event))
        elif kind is AliasEvent:
            span = Span(event.start_mark.index, event.end_mark.index)
            self.fault("anchor-or-alias", span, "alias")
            self._add(Scalar(span, "", "", ()))
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents == 2:
                at = event.start_mark.index
                self.fault("invalid-yaml", Span(at, min(at + 3, len(self.text))), "second document")

    def _refuse_properties(self, event: Any) -> bool:
        if event.anchor is None and event.tag is None:
            return False
        start = event.start_mark.index
        self.fault(
            "anchor-or-alias", Span(start, start + self._property_length(start)), "tag" if event.tag else "anchor"
        )
        return True

    def _property_length(self, start: int) -> int:
        stop = start
        while stop < len(self.text) and not self.text[stop].isspace():
            stop += 1
        return max(1, stop - start)

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        if self._refuse_properties(event):
            return Scalar(Span(start, end), event.value, style, ())
        if len(event.value) > LONGEST_TEXT:
            self.fault("invalid-yaml", Span(start, start + 1), "text too long")
            return Scalar(Span(start, end), "", style, ())
        runs, span = runs_of(self.text, start, end, event.value, style)
        value, runs = without(event.value, runs)
        return Scalar(span, value, style, runs)

    def _sequence(self, event: Any) -> Sequence:
        opened, items = self._stack.pop()
        flow = bool(opened.flow_style)
        span = self._span(opened, event, items, flow=flow)
        if flow:
            for item in items:
                if isinstance(item, Mapping) and self.text[item.span.start : item.span.start + 1] != "{":
                    self.fault("map-in-row", item.span, self.text[item.span.start : item.span.end])
        return Sequence(span, tuple(items), flow)

    def _mapping(self, event: Any) -> Mapping:
        opened, nodes = self._stack.pop()
        flow = bool(opened.flow_style)
        entries: dict[str, Entry] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.fault("invalid-yaml", key.span, "complex key")
                continue
            if flow and "：" in key.value and _is_empty(value) and key.style == "":
                self._joined(key)
            if key.value == "<<" and key.style == "":
                self.fault("anchor-or-alias", key.span, "merge")
            first = entries.get(key.value)
            if first is not None:
                spare = first.key if _is_empty(first.value) and not _is_empty(value) else key
                self._doubled(first, Entry(key, value), spare)
            if first is None or spare is first.key:
                entries[key.value] = Entry(key, value)
        return Mapping(self._span(opened, event, nodes, flow=flow), tuple(entries.values()), flow)

    def _joined(self, key: Scalar) -> None:
        """A name and its content that a full-width colon made one name."""
        at = key.span.start + key.value.index("：")
        if key.span.end - key.span.start == len(key.value):
            colon = Span(at, at + 1)
            mend = Mend("full-width colon", colon, ": ", colon)
            self.faults.append(Fault("invalid-yaml", colon, "mend full-width colon", mends=(mend,)))

    def _doubled(self, first: Entry, second: Entry, spare: Scalar) -> None:
        """A name that stands twice; where the two lines say the same, the second may go."""
        one, other = (self.text[entry.key.span.start : entry.value.span.end] for entry in (first, second))
        mends: tuple[Mend, ...] = ()
        if one == other and (line := line_around(self.text, second.key.span.start, second.value.span.end)):
            mends = (Mend("doubled line", line, "", second.key.span),)
        self.faults.append(Fault("duplicate-key", spare.span, spare.value, mends=mends))

    def _span(self, opened: Any, closed: Any, nodes: list[Node], *, flow: bool) -> Span:
        """A flow collection ends at its bracket, a block one at its last child and not at the blanks behind it."""
        start = opened.start_mark.index
        if flow:
            end = closed.end_mark.index
            if self.text[start : start + 1] not in {"[", "{"} and nodes:
                end = nodes[-1].span.end
            return Span(start, end)
        return Span(start, nodes[-1].span.end if nodes else start)

    def _add(self, node: Node) -> None:
        if self._stack:
            self._stack[-1][1].append(node)
        elif self.root is None:
            self.root = node
