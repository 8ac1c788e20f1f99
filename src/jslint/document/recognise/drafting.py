"""Found tables to what is written of them: their own rows, what is printed beside the layout, or whole where no layout knows them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from jslint.amount import is_nil
from jslint.document.draft import Items, Leaf, Line, Mapping, Prose, Reading, Rest, amount_text, joined
from jslint.document.forms import FORMS
from jslint.document.independent.token import tokens
from jslint.document.recognise.account import Known
from jslint.document.recognise.columns_beside import columns_beside
from jslint.document.recognise.found import FoundTable
from jslint.document.recognise.headings import mark_in
from jslint.document.recognise.shapes import holds_anything, holds_figures, is_head_row
from jslint.document.recognise.splitting import NOTE
from jslint.document.recognise.titles import table_of
from jslint.document.stream import Row, is_wide, squeeze
from jslint.report.layout import Layout, TableSpec
from jslint.report.loose_table import BESIDE
from jslint.report.terms import Terms
from jslint.report.titles import normalise, without_ordinal


class Drafting(Struct):
    """Drafts of the tables of one import; `unit` is what the report's amounts are printed in."""

    layout: Layout
    terms: Terms
    unit: str
    known: Known
    rest: list[Rest] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    tables: dict[str, Mapping] = field(default_factory=dict)
    loose: dict[str, Mapping] = field(default_factory=dict)

    def draft(self, found: list[FoundTable]) -> None:
        """All tables: one of each kind is the report's, every other stands whole in 其他表.

        The one is that which holds anything, then whose title says best which table it is, then the first.
        """
        best: dict[str, FoundTable] = {}
        for table in found:
            spec, held = self.layout.table(table.key), best.get(table.key)
            if spec and (held is None or _claim(table, spec) > _claim(held, spec)):
                best[table.key] = table
        order = {table.key: place for place, table in enumerate(self.layout.tables)}
        for key in sorted(best, key=lambda key: order[key]):
            drafted = self._table(best[key], self.layout.table(key))
            if drafted is None:
                self._loose(best[key], "没有认出栏目和各行，整张写在“其他表”里，请核对")
            else:
                self.tables[key] = drafted
        for table in found:
            again = {cell.spot for row in table.again for cell in row}
            self.known.numbering |= again
            self.known.frame |= again
            if best.get(table.key) is not table:
                self._spare(table)

    def _spare(self, table: FoundTable) -> None:
        """A table that no layout knows, or that stands twice; of an empty form only its line numbers are accounted for."""
        if holds_figures(table.rows) or table.notes:
            self._loose(
                table, "" if not table.key or _is_only_like(table) else "印了不止一次，另一张整张写在“其他表”里，请核对"
            )
        self.known.numbering.update(cell.spot for row in table.rows for cell in row)
        self.known.frame.add(table.title.spot) if table.title.spot else None

    # a table of the layout

    def _table(self, found: FoundTable, spec: TableSpec | None) -> Mapping | None:
        assert spec is not None  # noqa: S101 - only tables of the layout come here
        reading = Reading()
        read = FORMS[spec.form].read(found.rows, spec, self.terms, reading)
        if holds_figures(found.rows) and not reading.placed and holds_anything(found.rows):
            return None
        table = Mapping(self._first_keys(found, spec), spot=found.title.spot, comment=spec.number)
        is_statement = any(_is_statement(note[0].text) for note in found.notes)
        taken = any(cell.spot in reading.placed for row in found.rows for cell in row if cell.text)
        if holds_anything(found.rows) or taken or not is_statement:
            table.entries.update(read.entries)
        self._beside(found, spec, reading)
        around = [*found.around, *self._left(found, reading)]
        if around:
            table.entries["表外文字"] = Prose([[leaf] for leaf in around])
        for note in found.notes:
            self._note(table, note, spec)
        self._doubt(found, table, reading)
        self.known.numbering |= reading.furniture - reading.placed
        self.known.frame |= reading.furniture
        return table

    def _beside(self, found: FoundTable, spec: TableSpec, reading: Reading) -> None:
        """Columns that the layout does not have, as a table among the others."""
        beside = columns_beside(found.rows, reading)
        if beside is None:
            return
        unit = {"金额单位": Leaf(found.unit)} if found.unit and found.unit != self.unit else {}
        key = f"{spec.title}（{BESIDE}）"
        self.loose[key] = Mapping({**unit, **beside.entries}, spot=found.title.spot)
        self.doubts.append(f"《{spec.title}》里版式没有的栏目写在“其他表”的《{key}》里，请核对")

    def _first_keys(
        self, found: FoundTable, spec: TableSpec | None
    ) -> dict[str, Leaf | Line | Prose | Items | Mapping]:
        """标题, 编号 and 金额单位, each only where it differs from what the layout or the cover says."""
        entries: dict[str, Leaf | Line | Prose | Items | Mapping] = {}
        names = {normalise(name) for name in ((spec.title, spec.key) if spec else ())}
        printed = without_ordinal(found.title.text.replace(mark_in(found.title.text), "").strip())
        if spec and found.title.text and normalise(printed) not in names:
            entries["标题"] = found.title
        if found.title.spot:
            self.known.frame.add(found.title.spot)
        if found.numbers and (spec is None or normalise(found.numbers[-1].text) != normalise(spec.number)):
            entries["编号"] = found.numbers[-1]
        elif spec:
            self.known.again.update(tokens(spec.number))
        if found.unit and found.unit != self.unit:
            entries["金额单位"] = Leaf(found.unit)
        return entries

    def _left(self, found: FoundTable, reading: Reading) -> list[Leaf]:
        """Cells that the table has no place for: those with numbers are left over by name, words are kept beside it."""
        words: list[Leaf] = []
        reason = f"《{found.title.text or found.key}》里没有放得下的栏目"
        known = reading.placed | reading.furniture
        for row in found.rows:
            for cell in row:
                if cell.covered or cell.spot in known or is_nil(cell.text):
                    continue
                if tokens(cell.text):
                    self.rest.append(Rest(cell.printed, cell.spot, reason))
                elif is_wide(cell.text) and not self._is_head(row, found.rows):
                    words.append(Leaf(squeeze(cell.text), cell.spot))
        return words

    def _is_head(self, row: Row, rows: Iterable[Row]) -> bool:
        """Whether a row says what some head of its table does."""
        words = _words(row)
        return any(_words(other) == words and is_head_row(other, self.layout) for other in rows)

    def _note(self, table: Mapping, note: list[Leaf], spec: TableSpec | None) -> None:
        first, *more = note
        match = NOTE.match(first.text)
        leaf = joined((Leaf(first.text[match.end() :].strip() if match else first.text, first.spot), *more))
        self.known.frame.update(each.spot for each in note if each.spot)
        if spec and normalise(spec.note) == normalise(leaf.text):
            self.known.again.update(tokens(spec.note))
            return
        key = "注" if first.text.startswith("注") and not _is_statement(leaf.text) else "说明"
        held = table.entries.get(key)
        table.entries[key] = joined((held, leaf)) if isinstance(held, Leaf) else leaf

    def _doubt(self, found: FoundTable, table: Mapping, reading: Reading) -> None:
        doubts = [*found.doubts, *reading.doubts]
        table.comment = "；".join(part for part in (table.comment, *doubts) if part)
        self.doubts += [f"《{found.key}》{doubt}" for doubt in doubts]

    # a table that stands whole

    def _loose(self, found: FoundTable, doubt: str) -> None:
        title = without_ordinal(found.title.text) or found.key or "未印表名的表"
        key, number = title, 1
        while key in self.loose:
            number += 1
            key = f"{title}（{number}）"
        table = Mapping(self._first_keys(found, None), spot=found.title.spot)
        width = max((len(row) for row in found.rows), default=0)
        lines = [Line([_leaf(row, at) for at in range(width)]) for row in found.rows]
        if lines:
            lines[0].is_row = False
            table.entries["栏目"] = lines[0]
            table.entries["行"] = Items(list(lines[1:]))
        if found.around:
            table.entries["表外文字"] = Prose([[leaf] for leaf in found.around])
        for note in found.notes:
            self._note(table, note, None)
        if doubt:
            self.doubts.append(f"《{title}》{doubt}")
        self.loose[key] = table


def _is_only_like(table: FoundTable) -> bool:
    """Whether a table has a title, and it is that of another than the one it was taken for."""
    return bool(table.title.text) and table_of(table.title.text) != table.key


def _claim(table: FoundTable, spec: TableSpec) -> tuple[bool, bool, bool]:
    """Whether it holds anything, whether its title is the layout's own, and whether it is that of such a table at all."""
    title = table.title.text
    own = normalise(spec.title) in normalise(title)
    return holds_anything(table.rows), own, own or table_of(title) == spec.key


def _leaf(row: Row, at: int) -> Leaf:
    if at >= len(row) or row[at].covered:
        return Leaf("")
    cell = row[at]
    text = amount_text(cell.text)
    return Leaf(text if text != cell.text else squeeze(cell.text), cell.spot, ((cell.spot, cell.printed),))


def _words(row: Iterable[object]) -> tuple[str, ...]:
    return tuple(normalise(getattr(cell, "text", "")) for cell in row)


def _is_statement(text: str) -> bool:
    return "无数据" in text or "空表" in text or ("没有" in text and "故" in text)
