"""The forms of the annexes as they will be printed: each one grid, its blocks beside their names."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.document.page import Grid, Printed, printable
from jslint.document.page.marker import Marker
from jslint.figure import Anchor
from jslint.reading.pieces import Piece
from jslint.report.cover import Cover
from jslint.report.model import Report
from jslint.source import Span
from jslint.tree import Entry, Mapping, Node, Scalar, Sequence

_LEAST = 9
"""Columns of a form without a block that needs more."""
_PROJECT = "项目名称"
"""What tells forms of one title apart in the contents."""
_SHORT = 12
"""Characters of what stands centred like a figure."""


class Annexes:
    """Lays out the forms."""

    def __init__(self, report: Report, marker: Marker) -> None:
        """Prepare for one report."""
        self._report = report
        self._mark = marker

    def blocks(self) -> Iterator[Grid | Printed]:
        """Every annex: a form as a grid, a text as it stands."""
        for piece in self._report.reading.pieces:
            if piece.path[:1] != ("附件",) or piece.node is None:
                continue
            title = str(next(part for part in reversed(piece.path) if isinstance(part, str)))
            heading = self._mark.placed(title, Anchor(piece.id, piece.key.span if piece.key else Span(0, 0)), "h0")
            if isinstance(piece.node, Mapping):
                yield _Form(piece, self._mark).grid(heading, self._report.cover)
            elif isinstance(piece.node, Scalar) and not piece.node.is_null:
                yield heading
                yield from self._mark.prose(piece.node, piece.id)


class _Form:
    """One form: every line of it fills the width."""

    def __init__(self, piece: Piece, mark: Marker) -> None:
        self._piece = piece.id
        self._mark = mark
        self._entries = piece.node.entries if isinstance(piece.node, Mapping) else ()
        self._width = 1 + max((_LEAST - 1, *(_breadth(entry.value) for entry in self._entries)))

    def grid(self, heading: Printed, cover: Cover) -> Grid:
        """The form as a grid."""
        rows = tuple(tuple(line) for entry in self._entries for line in self._lines(entry) if line)
        project = next((entry.value for entry in self._entries if entry.key.value == _PROJECT), None)
        name = printable(project.value.strip()) if isinstance(project, Scalar) and not project.is_null else ""
        listed = f"{heading.text}（{name}）" if name else ""
        return Grid("", "", cover.body, cover.year, "", (), rows, (), heading, listed)

    def _lines(self, entry: Entry) -> Iterator[list[Printed]]:
        value = entry.value
        if isinstance(value, Scalar):
            yield [self._key(entry, columns=2), self._cell(value, columns=self._width - 2)]
        elif isinstance(value, Mapping):
            yield from self._beside(entry, list(self._table(value) if _titles(value) else self._texts(value)))
        elif isinstance(value, Sequence) and value.items and isinstance(value.items[0], Mapping):
            yield from self._beside(entry, list(self._list(value)))
        elif isinstance(value, Sequence):
            yield [self._key(entry, columns=2), *self._filled(list(value.items), self._width - 2)]

    def _beside(self, entry: Entry, lines: list[list[Printed]]) -> Iterator[list[Printed]]:
        """The lines of a block, its name beside them."""
        if lines:
            lines[0].insert(0, self._key(entry, rows=len(lines)))
        yield from lines

    def _key(self, entry: Entry, *, columns: int = 1, rows: int = 1) -> Printed:
        return self._mark.placed(
            entry.key.value, Anchor(self._piece, entry.key.span), "head", columns=columns, rows=rows
        )

    def _cell(self, node: Node, kind: str = "", *, columns: int = 1) -> Printed:
        if not isinstance(node, Scalar) or node.is_null:
            return self._mark.placed("", Anchor(self._piece, node.span), kind or "label", columns=columns)
        text = node.value.rstrip("\n")
        kind = kind or ("line" if len(text) < _SHORT and text[:1].isdigit() else "label")
        return self._mark.cell(node, self._piece, kind, columns=columns)

    def _filled(self, nodes: list[Node], width: int, kind: str = "") -> Iterator[Printed]:
        """Cells over a width, the last of them as broad as is left."""
        for at, node in enumerate(nodes):
            yield self._cell(node, kind, columns=1 if at + 1 < len(nodes) else max(1, width - at))

    def _table(self, node: Mapping) -> Iterator[list[Printed]]:
        """A block with column titles: named rows, or rows by themselves."""
        width = self._width - 1
        rows = [entry for entry in node.entries if entry.key.value != "栏目"]
        named = any(not _is_list_of_rows(entry.value) for entry in rows)
        if named:
            blank = self._mark.fixed("", "head", columns=2)
            yield [blank, *self._filled(_titles(node), width - 2, "head")]
        else:
            yield list(self._filled(_titles(node), width, "head"))
        for entry in rows:
            if isinstance(entry.value, Sequence) and _is_list_of_rows(entry.value):
                yield from (list(self._filled(_items(item, _titles(node)), width)) for item in entry.value.items)
            elif isinstance(entry.value, Sequence):
                yield [self._key(entry, columns=2), *self._filled(list(entry.value.items), width - 2)]

    def _texts(self, node: Mapping) -> Iterator[list[Printed]]:
        """Texts side by side under their names."""
        if not node.entries:
            return
        shares = _shares(self._width - 1, len(node.entries))
        pairs = list(zip(node.entries, shares, strict=True))
        yield [self._key(entry, columns=share) for entry, share in pairs]
        yield [self._cell(entry.value, "label", columns=share) for entry, share in pairs]

    def _list(self, node: Sequence) -> Iterator[list[Printed]]:
        """Things described alike, each a line under the names of what is said of them."""
        items = [item for item in node.items if isinstance(item, Mapping) and item.entries]
        names = {entry.key.value: entry for item in items for entry in item.entries}
        shares = dict(zip(names, _shares(self._width - 1, len(names)), strict=True))
        yield [self._key(entry, columns=shares[name]) for name, entry in names.items()]
        for item in items:
            yield [
                self._cell(value, "label", columns=share)
                if (value := item.get(name)) is not None
                else self._mark.fixed("", "label", columns=share)
                for name, share in shares.items()
            ]


def _breadth(node: Node) -> int:
    """Columns that a block needs beside its name, those of the names of its rows counted."""
    if isinstance(node, Sequence):
        listed = [len(item.entries) for item in node.items if isinstance(item, Mapping)]
        return max(listed, default=1 + len(node.items))
    if not isinstance(node, Mapping):
        return 1
    rows = [entry.value for entry in node.entries if isinstance(entry.value, Sequence)]
    lists = [len(item.items) for row in rows for item in row.items if isinstance(item, Sequence)]
    return max((len(node.entries), *(2 + len(row.items) for row in rows if not _is_list_of_rows(row)), *lists))


def _titles(node: Node) -> list[Node]:
    titles = node.get("栏目") if isinstance(node, Mapping) else None
    return list(titles.items) if isinstance(titles, Sequence) else []


def _is_list_of_rows(node: Node) -> bool:
    return isinstance(node, Sequence) and all(isinstance(item, Sequence | Mapping) for item in node.items)


def _items(row: Node, titles: list[Node]) -> list[Node]:
    """The cells of a row, which may be written as a map of column titles."""
    if isinstance(row, Mapping):
        names = [title.value for title in titles if isinstance(title, Scalar)]
        return [value for name in names if (value := row.get(name)) is not None]
    return list(row.items) if isinstance(row, Sequence) else [row]


def _shares(width: int, count: int) -> list[int]:
    """A width in so many parts as even as may be."""
    return [width * (at + 1) // count - width * at // count for at in range(count)] if count else []
