"""The tree of a YAML text: every node with its span, every scalar with the way back from its value to the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from jslint.source import Span


class Run(NamedTuple):
    """A stretch of a scalar's value that stands unchanged in the source; all in code points.

    `joined`: between it and the run before it stand only characters that print nothing.
    """

    value_start: int
    source_start: int
    length: int
    joined: bool = False


def _value_start(run: Run) -> int:
    return run.value_start


class UnplaceableError(ValueError):
    """A stretch of a value has no contiguous, unchanged counterpart in the source (escapes, folds)."""


class Scalar(Struct, frozen=True):
    """A scalar: its value as YAML reads it, its style (`""` plain, `'`, `"`, `|`, `>`) and its runs."""

    span: Span
    value: str
    style: str
    runs: tuple[Run, ...]

    def span_of(self, start: int, end: int) -> Span:
        """The source span of `value[start:end]`, exactly; what prints nothing may stand within.

        Raises UnplaceableError where the characters do not stand unchanged and side by side in the source.
        """
        at = last = bisect_right(self.runs, start, key=_value_start) - 1
        while last + 1 < len(self.runs) and self.runs[last + 1].joined and self.runs[last + 1].value_start < end:
            last += 1
        if at >= 0 and end <= self.runs[last].value_start + self.runs[last].length:
            first, by = self.runs[at], self.runs[last].source_start - self.runs[last].value_start
            return Span(start + first.source_start - first.value_start, end + by)
        raise UnplaceableError(self.value[start:end])

    def span_around(self, start: int, end: int) -> Span:
        """The smallest source span that covers the placeable characters of `value[start:end]`, else the whole scalar."""
        at = 0 if len(self.runs) == 1 else bisect_right(self.runs, start, key=_value_start) - 1
        if at >= 0:
            value_start, source_start, length, _ = self.runs[at]
            head, tail = start - value_start, end - value_start
            if 0 <= head < tail <= length:  # nearly always: within one run
                return Span(source_start + head, source_start + tail)
        low = max(0, at)
        high = bisect_left(self.runs, end, key=_value_start)
        touched = [run for run in self.runs[low:high] if start < run.value_start + run.length]
        if not touched:
            return self.span
        first, last = touched[0], touched[-1]
        head = first.source_start + max(0, start - first.value_start)
        tail = last.source_start + min(last.length, end - last.value_start)
        return Span(head, tail)

    @property
    def is_null(self) -> bool:
        """Whether YAML reads it as nothing: empty, `~` or `null`, plain."""
        return self.style == "" and self.value in {"", "~", "null", "Null", "NULL"}


class Sequence(Struct, frozen=True):
    """A list, block or flow."""

    span: Span
    items: tuple[Node, ...]
    flow: bool


class Entry(Struct, frozen=True):
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


class Mapping(Struct, frozen=True):
    """A mapping, block or flow, in the author's order; of a doubled key it has the first entry that holds anything."""

    span: Span
    entries: tuple[Entry, ...]
    flow: bool

    def get(self, key: str) -> Node | None:
        """The value of the first entry with that key, or None."""
        for entry in self.entries:
            if entry.key.value == key:
                return entry.value
        return None

    def entry(self, key: str) -> Entry | None:
        """The first entry with that key, or None."""
        for entry in self.entries:
            if entry.key.value == key:
                return entry
        return None


Node = Scalar | Sequence | Mapping


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below, keys before their values."""
    if isinstance(node, Sequence):
        yield from node.items
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield entry.key
            yield entry.value


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in the order of the text."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(list(children(current))))
