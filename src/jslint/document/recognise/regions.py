"""Where in a document its cover, its table of contents and its body are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from jslint.document.recognise.headings import is_contents, is_first_part, part_of
from jslint.document.stream import Block, Paragraph, squeeze
from jslint.pattern import Pattern
from jslint.report.titles import normalise

_LONGEST = 80
_PAGE = Pattern(r"[.…·．\s]*\d*\s*$")
"""The dots and the number of the page behind an entry."""


class Regions(Struct, frozen=True):
    """The places in the stream at which the contents begin and the body begins."""

    contents: int
    body: int


def regions(stream: Sequence[Block]) -> Regions:
    """Where the contents of one document begin and end; both at the start where it has none."""
    blocks = enumerate(stream)
    lines = [(at, squeeze(block.text)) for at, block in blocks if isinstance(block, Paragraph) and block.is_text]
    heads = [at for at, text in lines if is_contents(text)]
    firsts = [at for at, text in lines if is_first_part(text)]
    if heads:
        end = _end_of_contents(stream, heads[0])
        later = [at for at in firsts if at > heads[0]]
        return Regions(heads[0], later[1] if len(later) > 1 and later[1] > end else end)
    if len(firsts) > 1:
        return Regions(firsts[0], firsts[-1])
    return Regions(firsts[0], firsts[0]) if firsts else Regions(0, 0)


def _end_of_contents(stream: Sequence[Block], head: int) -> int:
    """Behind the last line that can be an entry, or at the line that prints the first entry or a part again."""
    seen: set[str] = set()
    first = ""
    for at in range(head + 1, len(stream)):
        block = stream[at]
        if not isinstance(block, Paragraph):
            return at
        if not block.is_text:
            continue
        text = squeeze(block.text)
        entry = normalise(_entry(text))
        if entry == first or entry in seen or len(entry) > _LONGEST or "。" in text:
            return at
        first = first or entry
        if part_of(text):
            seen.add(entry)
    return len(stream)


def _entry(text: str) -> str:
    return _PAGE.sub("", text)
