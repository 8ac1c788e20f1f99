"""What was meant by a stretch that YAML cannot read: the one small edit with which it can be read.

A parser gives up where nothing fits any more, often lines behind the slip. So every line up to there is looked at for the
slips of hand entry (a colon, comma, quote, bracket or dash lost or typed full-width, an indentation that is no one's); each
gives a candidate, and a candidate counts only if the text can be read with it and its row then has as many cells as the rows
around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

from jslint.pattern import Pattern
from jslint.source import Span
from jslint.tree import Mapping, Node, Sequence, children

LONGEST = 100_000
"""Characters of a text that is mended; a piece of a full report has a tenth of that."""

MOST_TRIED = 10
"""Candidates that are read; the slip is seldom far from where the parser gave up."""

_LINE = Pattern(
    r"(?P<indent>[ \t]*)(?P<dash>-(?=[ \[{])[ ]*)?(?P<rest>[^\r\n]*?)(?P<tail>[ \t]*(?:[ \t]#[^\r\n]*)?)(?:\r\n|\r|\n|\Z)"
)
_NAME = r"[^\s:：#\"'\[\]{},，\-|][^:：#\"'\[\]{},\r\n|]*?"
_BLOCK_TEXT = Pattern(r".*[:：]?[ \t]*[|>][-+0-9]*$")
_FULL_COLON = Pattern(rf"(?P<name>{_NAME}) *(?P<colon>：\u3000*)(?P<value>.*)$")
_NO_SPACE = Pattern(rf"(?P<name>{_NAME})(?P<colon>:)(?=[^\s:])")
_NO_COLON = Pattern(rf"(?P<name>{_NAME})(?P<gap>[ \t]+)(?=[\[{{\"'|>~]|-?[0-9][0-9,.]*$)")
_BARE_NAME = Pattern(r"(?P<name>[^\s:：#\"'\[\]{},，\-|]+)$")
_KEYED = Pattern(rf"{_NAME} *[:：](?: |$)")
_NAME_AND_WORDS = Pattern(r"(?P<name>[^\s:：#\"'\[\]{},，\-|]{2,20})[ \t]+(?=\S)")
_DOUBLED = Pattern(r",[ \t]*,|(?<=\[),")
_GAP = Pattern(r"(?<=\")(?P<gap>[ \t]+)(?=[^\s,\]}#:])|(?<=[^\s,\[{:])(?P<before>[ \t]+)(?=\")")
_WIDE = Pattern(r"[，、；][ \t]*(?=\")|(?<=\")[，、；]")
_QUOTED = Pattern(r"\"[^\"]*\"")
_CELL = Pattern(r"[^,\[\]{}\"]*(?:,[0-9]{3}(?![0-9])[^,\[\]{}\"]*)*")
_CELL_BEFORE = Pattern(r"[^\s,\[\]{}\":][^,\[\]{}\":]*(?:,[0-9]{3}[^,\[\]{}\":]*)*$")
_VALUE = Pattern(r": +")
_FLOW_COLON = Pattern(r"(?<=[^\s,{\[])(?P<colon>：(?P<gap> ?)|:(?=[^\s:]))(?=[^,{\[\]}]*[,}])")


class Mend(Struct, frozen=True):
    """An edit that makes a text readable: what was wrong (a key of the messages), where, and what should stand there.

    `shown` is what a reader is pointed to where the edit itself has nothing to see.
    """

    kind: str
    span: Span
    new: str
    shown: Span

    def applied(self, text: str) -> str:
        """The text with the edit."""
        return text[: self.span.start] + self.new + text[self.span.end :]


class _Row(Struct, frozen=True):
    """A line: indentation (in characters), the dash with what stands behind it, and the rest, which begins at `at`."""

    start: int
    indent: int
    dash: str
    rest: str
    at: int
    tabs: bool

    @property
    def is_words(self) -> bool:
        """Whether the line is neither a name, an item nor a row."""
        return not self.dash and not _KEYED.match(self.rest) and not self.rest.startswith(("[", "{", "-"))

    @property
    def first(self) -> Span:
        """The first character that can be seen."""
        start = self.start + self.indent
        return Span(start, start + 1)

    def span(self, match: re.Match[str], group: str | int = 0) -> Span:
        """Where a match within the rest of the line stands in the text."""
        return Span(self.at + match.start(group), self.at + match.end(group))

    @property
    def end(self) -> int:
        return self.at + len(self.rest)


def mends(text: str, index: int, read: Callable[[str], Node | None]) -> tuple[Mend, ...]:
    """The edits with which a text that cannot be read beyond `index` can be, the nearest first; `read` is None for what cannot."""
    rows = _rows(text, index) if len(text) <= LONGEST else []
    found: list[Mend] = []
    tried: set[str] = set()
    for mend in _candidates(rows, found):
        changed = mend.applied(text)
        if changed in tried:
            continue
        if len(tried) == MOST_TRIED:
            break
        tried.add(changed)
        if mend.kind == "indentation" and len(mend.new) < rows[0].indent:
            good = read(text[: mend.span.start]) is not None and read(text[mend.span.end :]) is not None
        else:
            node = read(changed)
            good = node is not None and _fits(node, mend.span.start)
        if good:
            found.append(mend)
            if len(found) > 1 or mend.kind in _CERTAIN:
                break
    return tuple(found)


_CERTAIN = frozenset({"full-width colon", "no space", "full-width comma"})
"""Slips that no honest line has: where one mends the text, no other is looked for."""


def _rows(text: str, index: int) -> list[_Row]:
    """The lines up to the one behind the place, without blocks of text, comments and blanks."""
    rows: list[_Row] = []
    at, beyond, block = 0, 0, -1
    while at < len(text) and beyond < 2:
        match = _LINE.match(text, at)
        if match is None or match.end() == at:
            break
        indent = len(match["indent"])
        rest = match["rest"]
        if rest and not rest.startswith("#") and not (block >= 0 and indent > block):
            block = -1
            rows.append(_Row(at, indent, match["dash"] or "", rest, match.start("rest"), "\t" in match["indent"]))
            if _BLOCK_TEXT.match(rest):
                block = indent
        at = match.end()
        beyond += at > index
    return rows


def _candidates(rows: list[_Row], found: list[Mend]) -> Iterator[Mend]:
    """Every slip that a line may hold, the lines nearest to the end first; what no honest line has before what one may."""
    order = range(len(rows) - 1, -1, -1)
    known = frozenset(row.indent for row in rows)
    for at in order:
        yield from _plain_slips(rows[at])
    for at in order:
        yield from _tabbed(rows, at)
        yield from _lost(rows, at)
        yield from _indented(rows, at, known)
    for at in () if found else order:
        yield from _last_resorts(rows, at)


def _plain_slips(row: _Row) -> Iterator[Mend]:
    """What no honest line has."""
    rest = row.rest
    if (match := _FULL_COLON.match(rest)) and ": " not in rest[: match.end("name")]:
        span = row.span(match, "colon")
        spaced = not match["value"] or match["value"].startswith(" ")
        yield Mend("full-width colon", span, ":" if spaced else ": ", span)
    if match := _NO_SPACE.match(rest):
        span = row.span(match, "colon")
        yield Mend("no space", span, ": ", span)
    if "{" in rest:
        for match in _FLOW_COLON.finditer(rest, rest.index("{")):
            span = row.span(match, "colon")
            colon = Span(span.start, span.start + 1)
            yield Mend("no space" if match["colon"] == ":" else "full-width colon", span, ": ", colon)
    if rest.count('"') % 2:
        yield from _quotes(row)
    yield from _brackets(row)
    for match in _DOUBLED.finditer(rest):
        span = row.span(match)
        yield Mend("doubled comma", span, "," if len(match[0]) > 1 else "", span)
        yield Mend("doubled comma", span, ", ~," if len(match[0]) > 1 else "~,", span)
    for match in _WIDE.finditer(rest):
        yield Mend("full-width comma", row.span(match), ", ", row.span(match))


def _lost(rows: list[_Row], at: int) -> Iterator[Mend]:
    """What a line may lack: a comma, a dash, a colon, a bar."""
    row = rows[at]
    rest = row.rest
    after = rows[at + 1] if at + 1 < len(rows) else None
    heads = after is not None and (after.indent > row.indent or (bool(after.dash) and after.indent == row.indent))
    if match := _NO_COLON.match(rest) or (_BARE_NAME.match(rest) if heads else None):
        yield _colon(row, match)
    for match in _GAP.finditer(rest):
        span = row.span(match)
        yield Mend("no comma", Span(span.start, span.start), ",", span)
    if not row.dash and rest.startswith(("[", "-")):
        yield from _dashed(rows, at)


def _last_resorts(rows: list[_Row], at: int) -> Iterator[Mend]:
    """What may be meant where nothing else is: a name and its words, or a name above words."""
    row = rows[at]
    if not row.is_words and row.rest.endswith(":") and at + 1 < len(rows):
        if rows[at + 1].is_words and rows[at + 1].indent > row.indent:
            yield Mend("no bar", Span(row.end, row.end), " |", Span(row.at, row.end))
    elif match := _NAME_AND_WORDS.match(row.rest):
        yield _colon(row, match)


def _dashed(rows: list[_Row], at: int) -> Iterator[Mend]:
    """A row without its dash, beside rows that have one."""
    row = rows[at]
    beside = next((other for other in (*rows[at - 1 : at], *rows[at + 1 : at + 2]) if other.dash), None)
    if beside is not None and row.rest.startswith("["):
        yield Mend("no dash", Span(row.start, row.at), " " * beside.indent + beside.dash, row.first)
    elif row.rest.startswith("-"):
        yield Mend("dash without space", row.first, "- ", row.first)


def _colon(row: _Row, match: re.Match[str]) -> Mend:
    name = row.span(match, "name")
    return Mend("no colon", Span(name.end, name.end), ":", name)


def _quotes(row: _Row) -> Iterator[Mend]:
    """A text with a quote at one end only: the other goes where the cell ends, or where it begins."""
    for match in re.finditer('"', row.rest):
        lone, place = row.span(match), match.start()
        behind = _CELL.match(row.rest, place + 1)
        if behind is not None and behind.group().strip():
            end = lone.end + len(behind.group().rstrip())
            yield Mend("no quote", Span(end, end), '"', lone)
        before = _CELL_BEFORE.search(row.rest[:place])
        if before is not None:
            start = row.at + before.start()
            yield Mend("no quote", Span(start, start), '"', lone)


def _brackets(row: _Row) -> Iterator[Mend]:
    """A row with one bracket only."""
    bare = _QUOTED.sub(lambda match: "_" * len(match.group()), row.rest)
    for open_, close in ("[]", "{}"):
        lacking = bare.count(open_) - bare.count(close)
        if lacking == 1:
            at = row.at + bare.rindex(open_)
            yield Mend(f"no {close}", Span(row.end, row.end), close, Span(at, at + 1))
        elif lacking == -1:
            value = _VALUE.search(bare)
            start = row.at + (value.end() if value else 0)
            yield Mend(f"no {open_}", Span(start, start), open_, Span(start, start + 1))


def _tabbed(rows: list[_Row], at: int) -> Iterator[Mend]:
    """A line indented with tabs, as far as a line beside it."""
    row = rows[at]
    if row.tabs:
        before = rows[at - 1] if at else row
        for other in (before, *rows[at + 1 : at + 2]):
            if not other.tabs and not (other is before and other.rest.endswith(":")):
                indentation = Span(row.start, row.start + row.indent)
                yield Mend("tab", indentation, " " * other.indent, indentation)


def _indented(rows: list[_Row], at: int, known: frozenset[int]) -> Iterator[Mend]:
    """A line that stands at no one's indentation: as the line before or behind it, or one step from it."""
    row = rows[at]
    if at == 0 or row.tabs:
        return
    for indent in sorted((row.indent - 1, row.indent + 1), key=lambda indent: indent != rows[at - 1].indent):
        if indent in known or (indent == 0 and _KEYED.match(row.rest)):
            yield Mend("indentation", Span(row.start, row.start + row.indent), " " * indent, row.first)


def _fits(node: Node, at: int) -> bool:
    """Whether the row at a place has as many cells as most of the rows beside it."""
    row, siblings = _row_at(node, at)
    if row is None or len(siblings) < 3:
        return True
    (length, _), *_ = Counter(map(len, (each.items for each in siblings if each is not row))).most_common(1)
    return len(row.items) == length


def _row_at(node: Node, at: int) -> tuple[Sequence | None, list[Sequence]]:
    """The innermost flow list around a place, and the flow lists beside it."""
    found: Sequence | None = None
    beside: list[Sequence] = []
    current: Node | None = node
    while current is not None:
        below = list(children(current))
        inner = next((child for child in below if child.span.start <= at <= child.span.end), None)
        if inner is None and isinstance(current, Mapping | Sequence):
            inner = next((child for child in below if child.span.start >= at and isinstance(child, Sequence)), None)
            if inner is not None and not inner.flow:
                inner = None
        if isinstance(inner, Sequence) and inner.flow:
            found, beside = inner, [child for child in below if isinstance(child, Sequence) and child.flow]
        current = inner if inner is not found or inner is None else None
    return found, beside
