"""A reading to a report: the layout chosen, every piece built once for its content."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jslint.figure import Anchor
from jslint.memo import Memo
from jslint.reading.pieces import Piece, Reading
from jslint.reading.schema_check import check_schema
from jslint.reading.yaml_reader import Fault
from jslint.report.annexes import Form, build_form
from jslint.report.cells import Measure
from jslint.report.layout import DEFAULT_LAYOUT, Layout, shipped_layout, terms_with
from jslint.report.model import Cover, Report
from jslint.report.prose import Section, build_section
from jslint.report.prose.vocabulary import vocabulary_with
from jslint.report.table_builder import build_table
from jslint.report.tables import Flaw, Table
from jslint.report.texts import Text, texts_of
from jslint.settings import Settings
from jslint.tree import Mapping, Scalar

T = TypeVar("T")


def build_report(reading: Reading, settings: Settings, memo: Memo) -> Report:
    """Put the report together. Never raises for what the file holds."""
    return _Builder(reading, settings, memo).build()


class _Builder:
    def __init__(self, reading: Reading, settings: Settings, memo: Memo) -> None:
        self._reading = reading
        self._settings = settings
        self._memo = memo
        self._cover = self._read_cover()
        self._layout = self._choose_layout()
        self._terms = terms_with(settings.vocabulary)
        self._vocabulary = vocabulary_with(settings.vocabulary)
        unit = self._cover.unit or self._layout.unit
        self._measure = Measure(unit, self._layout.step)

    def build(self) -> Report:
        tables, sections, forms = [], [], []
        texts: dict[str, tuple[Text, ...]] = {}
        for piece in self._reading.pieces:
            top = piece.path[0] if piece.path else ""
            if piece.header or piece.broken or "#" in piece.id:
                continue
            if found := self._remember("texts", piece, lambda piece=piece: texts_of(piece)):  # type: ignore[misc]
                texts[piece.id] = found
            if len(piece.path) < 2:
                continue
            if top == "决算表" and (table := self._table(piece)):
                tables.append(table)
            elif top == "情况说明" and (section := self._section(piece)):
                sections.append(section)
            elif top == "附件" and (form := self._form(piece)):
                forms.append(form)
        return Report(
            self._reading,
            self._layout,
            self._settings,
            self._cover,
            tuple(tables),
            tuple(sections),
            tuple(forms),
            texts,
            self._flaws((*tables, *forms)),
            check_schema(self._reading, self._memo),
        )

    def _remember(self, kind: str, piece: Piece, make: Callable[[], T]) -> T:
        """Once for this content in this reading of it: name, place within what was read, layout, measure, vocabulary."""
        key = (kind, piece.id, piece.text, self._layout.id, self._measure, id(self._terms))
        return self._memo.once(key, make)

    def _table(self, piece: Piece) -> Table | None:
        return self._remember("table", piece, lambda: build_table(piece, self._layout, self._terms, self._measure))

    def _section(self, piece: Piece) -> Section | None:
        year = self._cover.year
        return self._remember(
            f"section {year}",
            piece,
            lambda: build_section(piece, self._layout, self._terms, self._measure, self._vocabulary, year),
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
        return self._memo.once(("cover", piece.text), lambda: _cover(piece))

    def _flaws(self, parts: tuple[Table | Form, ...]) -> dict[str, tuple[Flaw, ...]]:
        found: dict[str, list[Flaw]] = {}
        for fault in self._reading.faults:
            found.setdefault(fault.kind, []).append(_flaw(fault, ""))
        for piece in self._reading.pieces:
            for fault in piece.faults:
                found.setdefault(fault.kind, []).append(_flaw(fault, piece.id))
        for part in parts:
            for flaw in part.flaws:
                found.setdefault(flaw.kind, []).append(flaw)
        return {kind: tuple(flaws) for kind, flaws in found.items()}


def _flaw(fault: Fault, piece: str) -> Flaw:
    other = Anchor(piece, fault.other) if fault.other else None
    return Flaw(fault.kind, Anchor(piece, fault.span), (fault.detail, piece), other)


def _cover(piece: Piece) -> Cover:
    node = piece.node
    entries = node.entries if isinstance(node, Mapping) else ()
    texts = {entry.key.value: entry.value for entry in entries if isinstance(entry.value, Scalar)}

    def text(key: str) -> str:
        return texts[key].value.strip() if key in texts and not texts[key].is_null else ""

    year = text("年度")
    return Cover(
        piece=piece.id,
        body=text("单位名称"),
        scope=text("口径"),
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0,
        unit=text("金额单位"),
        layout=text("版式"),
        texts=texts,
    )
