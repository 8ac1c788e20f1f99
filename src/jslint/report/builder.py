"""A reading to a report: the layout chosen, every piece built once for its content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from collections.abc import Mapping as AnyMapping
from typing import TypeVar

from msgspec.structs import replace

from jslint.figure import Anchor
from jslint.memo import Memo
from jslint.other_file import Kin, OtherFile
from jslint.prose.vocabulary import vocabulary_with
from jslint.reading.pieces import Piece, Reading, read
from jslint.reading.schema_check import check_schema
from jslint.reading.slipped_names import meant_name
from jslint.reading.yaml_reader import Fault
from jslint.report.annexes import Form, build_form
from jslint.report.body_names import names_of_body
from jslint.report.cells import Measure
from jslint.report.class_names import class_names
from jslint.report.contents import Contents
from jslint.report.cover import Cover, Reference, read_cover
from jslint.report.layout import DEFAULT_LAYOUT, Layout, shipped_layout
from jslint.report.loose_table import PART as LOOSE
from jslint.report.loose_table import LooseTable, build_loose_table
from jslint.report.meant_names import slipped
from jslint.report.model import Other, Report
from jslint.report.row_names import row_names
from jslint.report.section import Section, Spoken, build_section, section_key
from jslint.report.table_builder import build_table
from jslint.report.tables import Flaw, Table
from jslint.report.terms import table_key, terms_with
from jslint.report.texts import Text, texts_of
from jslint.report.titles import normalise, without_ordinal
from jslint.settings import Settings
from jslint.tree import Mapping

T = TypeVar("T")


Files = AnyMapping[str, tuple[OtherFile, ...]]
"""The files that references came to, by the reference as it is written."""

_OTHERS_PARTS = frozenset({"报告", "决算表"})
"""What is looked at of another report; of a budget, whose tables no layout knows, 其他表 as well."""


def build_report(reading: Reading, settings: Settings, memo: Memo, files: Files | None = None) -> Report:
    """Put the report together; other reports that it names are read once a rule asks. Never raises for what a file holds."""
    return _Builder(reading, settings, memo, files or {}).build()


class _Builder:
    def __init__(self, reading: Reading, settings: Settings, memo: Memo, files: Files) -> None:
        self._reading = reading
        self._files = files
        self._settings = settings
        self._memo = memo
        self._cover = self._read_cover()
        self._layout = self._choose_layout()
        self._terms = terms_with(settings.vocabulary)
        self._vocabulary = vocabulary_with(settings.vocabulary, class_names(self._terms))
        unit = self._cover.unit or self._layout.unit
        self._measure = Measure(unit, self._layout.step)
        self._names = names_of_body(self._cover.body, reading.source.text)
        self._meant: dict[str, Piece] = {}

    def build(self) -> Report:
        tables, forms, loose = [], [], []
        narrative: list[Piece] = []
        flaws = self._slipped_titles()
        texts: dict[str, tuple[Text, ...]] = {}
        for piece in self._reading.pieces:
            top = piece.path[0] if piece.path else ""
            if piece.header or piece.broken or "#" in piece.id:
                continue
            piece = self._meant.get(piece.id, piece)
            if found := self._remember("texts", piece, lambda piece=piece: texts_of(piece)):  # type: ignore[misc]
                texts[piece.id] = found
            if len(piece.path) < 2:
                continue
            if top == "决算表" and (table := self._table(piece)):
                tables.append(table)
            elif top == LOOSE and (other := self._loose(piece)):
                loose.append(other)
            elif top == "情况说明":
                narrative.append(piece)
            elif top == "附件" and (form := self._form(piece)):
                forms.append(form)
        rows = self._memo.once(("row names", *tables), lambda: row_names(tables))
        spoken = Spoken(self._vocabulary, self._cover.year, self._names, rows)
        sections = [section for piece in narrative if (section := self._section(piece, spoken))]
        contents = Contents(
            self._reading,
            self._cover,
            tuple(tables),
            tuple(sections),
            tuple(forms),
            texts,
            self._flaws((*tables, *forms), flaws),
            check_schema(self._reading, self._memo),
            loose=tuple(loose),
            others=self._others if self._cover.references else None,
        )
        return Report(contents, self._layout, self._terms, self._settings)

    def _slipped_titles(self) -> list[Flaw]:
        """Titles of tables and sections typed with one slip; the pieces are read under the titles that were meant."""
        found: list[Flaw] = []
        for part, due, key_of in (
            ("决算表", self._layout.tables, table_key),
            ("情况说明", self._layout.sections, section_key),
        ):
            keyed = [
                (piece, piece.key)
                for piece in self._reading.pieces
                if piece.path[:1] == (part,) and piece.key is not None and not piece.header
            ]
            titles = tuple(key.value for _, key in keyed)
            known = self._memo.once(
                ("titles", part, titles, self._layout.id, self._terms),
                lambda titles=titles, key_of=key_of: {each: key_of(each, self._layout, self._terms) for each in titles},  # type: ignore[misc]
            )
            lacking = [spec.key for spec in due if spec.due and spec.key not in known.values()]
            exact = {normalise(name) for spec in due for name in (spec.key, without_ordinal(spec.title))}
            for piece, key in keyed if lacking else ():
                name = None if normalise(without_ordinal(key.value)) in exact else meant_name(key.value, lacking, ())
                if name is not None:
                    found.append(slipped(key, name, piece.id))
                    self._meant[piece.id] = replace(piece, key=replace(key, value=name))
        return found

    def _others(self, kin: Kin) -> Iterator[Other]:
        """The other reports of a kind, each built once for its content."""
        for reference in self._cover.references:
            if reference.kin == kin:
                for file in self._files.get(reference.path, (OtherFile(reference.path, trouble="not read"),)):
                    key = ("other", kin, reference.path, file, self._settings.layout, self._terms)
                    yield self._memo.once(key, lambda reference=reference, file=file: self._other(reference, file))  # type: ignore[misc]

    def _other(self, reference: Reference, file: OtherFile) -> Other:
        """Another report, of which only cover and tables are looked at; what it names itself is not followed."""
        if file.text is None:
            return _other_of(reference, file, None)
        reading = read(file.text)
        parts = _OTHERS_PARTS | {LOOSE} if reference.kin == "budget" else _OTHERS_PARTS
        kept = tuple(piece for piece in reading.pieces if piece.path and piece.path[0] in parts)
        return _other_of(reference, file, build_report(replace(reading, pieces=kept), self._settings, Memo()))

    def _remember(self, kind: Hashable, piece: Piece, make: Callable[[], T]) -> T:
        """Once for this content in this reading of it: name, place within what was read, layout, measure, vocabulary."""
        if piece.id in self._meant:
            kind = (kind, piece.key.value if piece.key else "")
        key = (kind, piece.id, piece.text, self._layout.id, self._measure, self._terms)
        return self._memo.once(key, make)

    def _table(self, piece: Piece) -> Table | None:
        return self._remember("table", piece, lambda: build_table(piece, self._layout, self._terms, self._measure))

    def _loose(self, piece: Piece) -> LooseTable | None:
        return self._remember("loose", piece, lambda: build_loose_table(piece, self._measure))

    def _section(self, piece: Piece, spoken: Spoken) -> Section | None:
        return self._remember(
            ("section", *spoken[1:]),
            piece,
            lambda: build_section(piece, self._layout, self._terms, self._measure, spoken),
        )

    def _form(self, piece: Piece) -> Form | None:
        return self._remember("form", piece, lambda: build_form(piece, self._layout, self._terms))

    def _choose_layout(self) -> Layout:
        for name in (self._cover.layout, self._settings.layout, DEFAULT_LAYOUT):
            layout = shipped_layout(name) if name else None
            if layout is not None:
                return layout
        raise LookupError(DEFAULT_LAYOUT)

    def _read_cover(self) -> Cover:
        piece = next((piece for piece in self._reading.pieces if piece.path == ("报告",)), None)
        if piece is None or not isinstance(piece.node, Mapping):
            return Cover("报告")
        return self._memo.once(("cover", piece.text), lambda: read_cover(piece))

    def _flaws(self, parts: tuple[Table | Form, ...], titles: list[Flaw]) -> dict[str, tuple[Flaw, ...]]:
        found: dict[str, list[Flaw]] = {"slipped-name": titles} if titles else {}
        starts = [piece.start for piece in self._reading.pieces]
        for fault in self._reading.faults:
            at = bisect_right(starts, fault.span.start) - 1
            if at >= 0 and fault.kind in _PLACED:
                own = self._reading.pieces[at]
                fault = fault.shifted(-own.start)
                found.setdefault(fault.kind, []).append(_flaw(fault, own.id))
            else:
                found.setdefault(fault.kind, []).append(_flaw(fault, ""))
        for piece in self._reading.pieces:
            for fault in piece.faults:
                found.setdefault(fault.kind, []).append(_flaw(fault, piece.id))
        for part in parts:
            for flaw in part.flaws:
                found.setdefault(flaw.kind, []).append(flaw)
        return {kind: tuple(flaws) for kind, flaws in found.items()}


_PLACED = frozenset({"unsupported-character", "invisible-character", "invisible-in-figure", "slipped-name"})
"""Faults of the whole text that are told of the piece in which they stand."""


def _flaw(fault: Fault, piece: str) -> Flaw:
    other = Anchor(piece, fault.other) if fault.other else None
    mends = tuple((Anchor(piece, mend.span), mend.new) for mend in fault.mends)
    return Flaw(fault.kind, Anchor(piece, fault.span), (fault.detail, piece), other, mends)


def _other_of(reference: Reference, file: OtherFile, report: Report | None) -> Other:
    """What a file that a reference came to is."""
    return Other(reference.kin, reference.path, file.path, file.trouble, file.detail, report)
