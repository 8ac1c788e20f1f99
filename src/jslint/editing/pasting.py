"""Rows copied from a spreadsheet into the table at a place of a report: what is there already is replaced, the rest added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from jslint.diagnostic import Edit
from jslint.document.recognise.paste import PasteError, pasted, table_named
from jslint.editing.atlas import Atlas
from jslint.reading.pieces import Piece
from jslint.report.tables import Table
from jslint.source import Span
from jslint.tree import Entry, Mapping, Node, Scalar
from jslint.tree import Sequence as Items

TABLES = "决算表/"
SUBJECTS = "科目"
_ROW = re.compile(r"\s*- \[\s*(?P<code>[^,\]]*)")
_ENTRY = re.compile(r'(?P<indent>\s*)(?P<key>"(?:[^"\\]|\\.)*"|[^:]+?)\s*:(?:\s+(?P<value>.*))?')


class Insertion(Struct, frozen=True):
    """Edits that put copied rows into a table: its title, how many lines they are, and what the person should look at."""

    edits: tuple[Edit, ...]
    title: str
    count: int
    doubts: tuple[str, ...]


def paste_at(atlas: Atlas, offset: int, tsv: str) -> Insertion:
    """The rows of tab-separated text in the table whose title was copied with them, otherwise in the one that an offset lies in.

    Rows of subjects whose code the table has take that row's place, others come after the row at the offset, or last; an entry
    (合计, a row of a side) takes the place of the one of its name. Raises PasteError, in words for the person, where neither is a
    table of the report, or the text holds none of its rows.
    """
    here = atlas.piece_at(offset)
    named = table_named(tsv)
    table = next((each for each in atlas.report.tables() if each.key == named), None)
    piece = here if table is None else next(each for each in atlas.report.reading.pieces if each.id == table.piece)
    if piece is None or not piece.id.startswith(TABLES):
        raise PasteError("请先把光标放在“决算表”下的一张表里，再粘贴；或者连同表名一起复制。")
    name = piece.id.removeprefix(TABLES)
    table = next((each for each in atlas.report.tables() if each.piece == piece.id), None)
    columns = [column.title for column in table.columns if column.anchor is not None] if table is not None else []
    rows = pasted(table.key if table is not None else name, columns, tsv, layout_id=atlas.report.layout.id)
    writer = _Writer(atlas, piece, offset)
    writer.put(piece.node, rows.lines)
    return Insertion(writer.edits(), _title(table, name), len(rows.lines), rows.doubts)


def _title(table: Table | None, name: str) -> str:
    return table.title if table is not None else name


class _Writer:
    """Collects the edits of one table; what is put at the same place stays in its order."""

    def __init__(self, atlas: Atlas, piece: Piece, offset: int) -> None:
        self._source = atlas.source
        self._piece = piece
        self._offset = offset
        self._replaced: list[Edit] = []
        self._added: dict[int, list[str]] = {}

    def edits(self) -> tuple[Edit, ...]:
        """All of them, in the order of the text."""
        added = (Edit(Span(at, at), "".join(f"\n{line}" for line in lines)) for at, lines in self._added.items())
        return tuple(sorted((*self._replaced, *added), key=lambda edit: edit.span))

    def put(self, node: Node | None, lines: Sequence[str]) -> None:
        """Lines of one depth, with what stands deeper below each, into a mapping."""
        subjects = [line for line in lines if _ROW.match(line)]
        if subjects:
            self._subjects(node, subjects)
        for line, below in _blocks([line for line in lines if not _ROW.match(line)]):
            self._entry(node, line, below)

    def _subjects(self, node: Node | None, rows: Sequence[str]) -> None:
        entry = _entry_of(node, SUBJECTS)
        if entry is None:
            self._after(node, ["    科目:", *rows])
            return
        if not isinstance(entry.value, Items) or not entry.value.items:
            self._instead(entry, "", rows)
            return
        present = {_code(item): item for item in entry.value.items}
        last = next((item for item in entry.value.items if self._holds(item)), entry.value.items[-1])
        for row in rows:
            match = _ROW.match(row)
            old = present.get(match["code"].strip() if match else "")
            if old is not None:
                self._replaced.append(Edit(self._span(old), row.strip().removeprefix("- ")))
            else:
                self._add(self._line_end(self._span(last).end), [row])

    def _entry(self, node: Node | None, line: str, below: Sequence[str]) -> None:
        match = _ENTRY.fullmatch(line)
        assert match is not None  # noqa: S101 - the lines are our own
        entry = _entry_of(node, match["key"].strip('"'))
        if entry is None:
            self._after(node, [line, *below])
        elif below and isinstance(entry.value, Mapping) and entry.value.entries:
            self.put(entry.value, below)
        else:
            self._instead(entry, match["value"] or "", below)

    def _instead(self, entry: Entry, value: str, below: Sequence[str]) -> None:
        """Another value of an entry, on its line or below."""
        text = self._source.text
        start = text.index(":", self._span(entry.key).end) + 1
        span = self._span(entry.value)
        end = max(start, span.end)
        padding = text[start : span.start] if span.start > start else " "
        comes = "".join(f"\n{line}" for line in below) if below else f"{padding if padding.isspace() else ' '}{value}"
        self._replaced.append(Edit(Span(start, end), comes))

    def _after(self, node: Node | None, lines: Sequence[str]) -> None:
        """Lines after the last entry of a mapping, or below the name of the table."""
        if isinstance(node, Mapping) and node.entries:
            last = node.entries[-1]
            end = max(self._span(last.key).end, self._span(last.value).end)
        else:
            key = self._piece.key
            end = key.span.shifted(self._piece.start).end if key is not None else self._piece.start
        self._add(self._line_end(end), lines)

    def _add(self, at: int, lines: Sequence[str]) -> None:
        self._added.setdefault(at, []).extend(lines)

    def _holds(self, node: Node) -> bool:
        source, span = self._source, self._span(node)
        return source.line_of(span.start) <= source.line_of(self._offset) <= source.line_of(span.end)

    def _line_end(self, at: int) -> int:
        """The end of what is written on the line of a place, its comment included."""
        span = self._source.line_span(self._source.line_of(at))
        return span.start + len(self._source.text[span.start : span.end].rstrip())

    def _span(self, node: Node) -> Span:
        return node.span.shifted(self._piece.start)


def _entry_of(node: Node | None, key: str) -> Entry | None:
    entries = node.entries if isinstance(node, Mapping) else ()
    return next((entry for entry in entries if entry.key.value == key), None)


def _code(item: Node) -> str:
    first = item.items[0] if isinstance(item, Items) and item.items else None
    return first.value if isinstance(first, Scalar) else ""


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each line of the least depth with the deeper ones below it."""
    own = min(map(_depth, lines), default=0)
    starts = [at for at, line in enumerate(lines) if _depth(line) == own]
    for at, end in pairwise([*starts, len(lines)]):
        yield lines[at], list(lines[at + 1 : end])


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
