"""What a report's file has, found by key: the one place that the report's accessors look into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import is_
from typing import cast

from jslint.figure import Anchor
from jslint.other_file import Kin
from jslint.reading.pieces import Piece, Reading
from jslint.reading.schema_check import SchemaError
from jslint.report.annexes import Form
from jslint.report.cover import Cover
from jslint.report.loose_table import LooseTable
from jslint.report.section import Section
from jslint.report.tables import Flaw, Table
from jslint.report.texts import Text
from jslint.source import Span

Key = tuple[str, ...]
"""What is looked for: its kind (one of `WAYS`) and, where there are several of the kind, the name of one."""

Found = tuple[object, ...]


class Contents:
    """The parts of a report, immutable; what a key gives is each time the very same objects."""

    def __init__(
        self,
        reading: Reading,
        cover: Cover,
        tables: tuple[Table, ...],
        sections: tuple[Section, ...],
        forms: tuple[Form, ...],
        texts: dict[str, tuple[Text, ...]],
        flaws: dict[str, tuple[Flaw, ...]],
        schema_errors: tuple[SchemaError, ...],
        loose: tuple[LooseTable, ...] = (),
        others: Callable[[Kin], Iterable[object]] | None = None,
    ) -> None:
        """Put together by the builder."""
        self.reading = reading
        self.cover = cover
        self.tables = tables
        self.loose = loose
        self.sections = sections
        self.forms = forms
        self.texts = texts
        self.flaws = flaws
        self.schema_errors = schema_errors
        self.others = others
        self.table_of = {table.key: table for table in reversed(tables)}
        self.forms_of: dict[str, list[Form]] = {}
        for form in forms:
            for name in {form.kind, form.piece}:
                self.forms_of.setdefault(name, []).append(form)
        self.piece_of: dict[str, Piece] = {piece.id: piece for piece in reversed(reading.pieces)}
        self.pieces_under: dict[object, list[Piece]] = {}
        for piece in reading.pieces:
            self.pieces_under.setdefault(piece.path[0] if piece.path else "", []).append(piece)
        self._looked: dict[Key, Found] = {}

    def look(self, key: Key) -> Found:
        """The objects of a key, in the order of the file; raises KeyError for a kind that there is not."""
        found = self._looked.get(key)
        if found is None:
            kind, name = key if len(key) > 1 else (key[0], "")
            found = self._looked[key] = tuple(WAYS[kind](self, name))
        return found

    def unchanged(self, seen: dict[Key, Found]) -> bool:
        """Whether every key of a record still gives the very objects that it gave then."""
        return all(_same(self.look(key), objects) for key, objects in seen.items())

    def anchor_of(self, key: str) -> Anchor:
        """The header of that part, else the start of the file."""
        piece = self.piece_of.get(key)
        first = self.reading.pieces[0] if self.reading.pieces else None
        chosen = piece if piece is not None and piece.key is not None else first
        if chosen is None or chosen.key is None:
            return Anchor("", Span(0, 0))
        return Anchor(chosen.id, chosen.key.span)

    def words_under(self, top: str) -> Iterator[tuple[str, str]]:
        """The ids and texts of the pieces of a top-level part: what decides whether one of them changed."""
        return ((piece.id, piece.text) for piece in self.pieces_under.get(top, ()))

    def words_of(self, piece_id: str) -> Iterator[tuple[str, str]]:
        """The id and text of one piece; nothing where there is none."""
        return ((piece.id, piece.text) for piece in filter(None, (self.piece_of.get(piece_id),)))


WAYS: dict[str, Callable[[Contents, str], Iterable[object]]] = {
    "cover": lambda self, _: (self.cover,),
    "table": lambda self, key: (self.table_of.get(key),),
    "tables": lambda self, _: self.tables,
    "loose": lambda self, _: self.loose,
    "section": lambda self, key: (section for section in self.sections if section.key == key),
    "sections": lambda self, _: self.sections,
    "narrative": lambda self, topic: (section for section in self.sections if topic in section.topics),
    "form": lambda self, name: self.forms_of.get(name, ()),
    "forms": lambda self, _: self.forms,
    "texts of": lambda self, piece: self.texts.get(piece, ()),
    "texts": lambda self, _: (text for texts in self.texts.values() for text in texts),
    "text pieces": lambda self, _: (tuple(self.texts),),
    "anchor": lambda self, key: (self.anchor_of(key),),
    "pieces": Contents.words_under,
    "piece": Contents.words_of,
    "flaws": lambda self, kind: self.flaws.get(kind, ()),
    "schema": lambda self, _: self.schema_errors,
    "others": lambda self, kin: self.others(cast("Kin", kin)) if self.others is not None else (),
}
"""How the objects of each kind of key are found."""


def _same(now: Found, then: Found) -> bool:
    if len(now) != len(then):
        return False
    return all(map(is_, now, then)) or all(
        a is b or (isinstance(a, tuple) and a == b) for a, b in zip(now, then, strict=True)
    )
