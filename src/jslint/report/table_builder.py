"""A table's tree to a table: columns and rows bound to the layout by title and code, never by their order."""

from __future__ import annotations

from jslint.figure import Anchor, Figure
from jslint.reading.pieces import Piece
from jslint.reading.slipped_names import meant_name
from jslint.report.cells import Measure
from jslint.report.column_titles import COLUMNS, ColumnTitles
from jslint.report.layout import Layout, Role, RowSpec, TableSpec
from jslint.report.meant_names import are_rows, are_words, is_mapping, is_statement, with_meant
from jslint.report.row_cells import CODE_TITLES, NAME_TITLES, UNIT, RowCells, count_flaw
from jslint.report.tables import Column, Flaw, Row, Table
from jslint.report.terms import Terms, table_key
from jslint.report.titles import is_of_which, normalise, without_ordinal
from jslint.report.torn_rows import are_coded, meant, repeated, says_the_same
from jslint.source import Span
from jslint.tree import Entry, Mapping, Node, Scalar, Sequence

ROWS, TOTAL = "科目", "合计"
SIDES = frozenset({"收入", "支出"})
TEXTS = frozenset({"说明", "注", "标题", "编号", "单位", UNIT, "表外文字", "编制单位", "部门"})
SHORTEST_LABEL = 5
"""Characters of a row's label from which one with a slip is told from another row's."""


def build_table(piece: Piece, layout: Layout, terms: Terms, measure: Measure) -> Table | None:
    """The table of a piece, or None where its node is no mapping (the schema says what it should be)."""
    if piece.key is None or not (isinstance(piece.node, Mapping) or _is_null(piece.node)):
        return None
    return _TableBuilder(piece, piece.key, layout, terms, measure).build()


def _is_null(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.is_null


class _TableBuilder:
    def __init__(self, piece: Piece, title: Scalar, layout: Layout, terms: Terms, measure: Measure) -> None:
        self._piece = piece.id
        self._source = piece
        self._node = piece.node
        self._title = title
        self._terms = terms
        key = table_key(title.value, layout, terms)
        self._spec: TableSpec | None = layout.table(key) if key else None
        self._key = key or title.value
        self._rows: list[Row] = []
        self._flaws: list[Flaw] = []
        self._texts: dict[str, Scalar] = {}
        self._columns: tuple[Column, ...] = ()
        self._titles = ColumnTitles(piece.id, self._spec, self._key, terms, self._flaws)
        self._cells = RowCells(piece.id, piece.node, measure.as_in(piece.text), self._titles, self._flaws)

    def build(self) -> Table:
        entries = self._entries()
        heads = {entry.key.value: entry.value for entry in entries}
        self._columns = self._titles.bind(heads.get(COLUMNS), self._spec.columns if self._spec else ())
        columns = self._columns
        for entry in entries:
            key, value = entry.key.value, entry.value
            if key in TEXTS and isinstance(value, Scalar):
                self._texts[key] = value
            elif key in SIDES and isinstance(value, Mapping):
                self._add_side(key, value)
            elif key == ROWS and isinstance(value, Sequence):
                for before, item in zip((None, *value.items), value.items, strict=False):
                    if not self._is_repeated(before, item):
                        self._add_coded(item)
            elif key != COLUMNS:
                self._add_named(entry.key, value, columns)
        return Table(
            piece=self._piece,
            key=self._key,
            title=self._title.value,
            title_anchor=self._anchor(self._title.span),
            spec=self._spec,
            columns=self._columns,
            rows=tuple(self._rows),
            statement=self._texts.get("说明"),
            flaws=tuple(self._flaws),
            texts=self._texts,
        )

    def _entries(self) -> tuple[Entry, ...]:
        if not isinstance(self._node, Mapping):
            return ()
        sides = {side.key: is_mapping for side in self._spec.sides} if self._spec else {}
        names = sides or {COLUMNS: are_words, ROWS: are_rows, "说明": is_statement}
        return with_meant(self._node, names, self._piece, self._flaws).entries

    def _anchor(self, span: Span) -> Anchor:
        return Anchor(self._piece, span)

    # rows

    def _add_side(self, side: str, node: Mapping) -> None:
        node = with_meant(node, {COLUMNS: are_words}, self._piece, self._flaws)
        spec = self._spec.side(side) if self._spec else None
        columns = self._titles.bind(node.get(COLUMNS), spec.columns if spec else ())
        self._columns = tuple({column.key: column for column in (*self._columns, *columns)}.values())
        rows = {normalise(name): row for row in (spec.rows if spec else ()) if not row.group for name in _names(row)}
        for entry in node.entries:
            if entry.key.value == COLUMNS:
                continue
            row = rows.get(normalise(without_ordinal(entry.key.value))) or self._alias(entry.key.value, rows)
            known = row is not None or spec is None
            row = row or _slipped(entry.key.value, rows, node)
            if isinstance(entry.value, Mapping):
                self._add_group(entry.key, entry.value, side, row, columns)
            else:
                self._add_row(entry.key, entry.value, columns, side=side, spec=row, known=known)

    def _alias(self, label: str, rows: dict[str, RowSpec]) -> RowSpec | None:
        wanted = normalise(without_ordinal(label))
        canonical = self._terms.rows_in.get((self._key, wanted)) or self._terms.rows.get(wanted)
        return rows.get(normalise(canonical)) if canonical else None

    def _add_group(
        self, label: Scalar, node: Mapping, side: str, spec: RowSpec | None, columns: tuple[Column, ...]
    ) -> None:
        group = spec.key if spec else label.value
        for entry in node.entries:
            if entry.key.value == TOTAL:
                self._add_row(label, entry.value, columns, side=side, spec=spec, known=spec is not None, at=entry.key)
                continue
            wanted = normalise(without_ordinal(entry.key.value))
            canonical = self._terms.rows_in.get((self._key, wanted)) or self._terms.rows.get(wanted) or entry.key.value
            part = RowSpec(canonical, entry.key.value, role="part", group=group)
            self._add_row(entry.key, entry.value, columns, side=side, spec=part, known=True)

    def _add_row(
        self,
        label: Scalar,
        value: Node,
        columns: tuple[Column, ...],
        *,
        side: str,
        spec: RowSpec | None,
        known: bool,
        at: Scalar | None = None,
    ) -> None:
        role: Role = spec.role if spec else ("part" if is_of_which(label.value) else "detail")
        group = spec.group if spec else None
        words = " · ".join(part for part in (side, group, label.value) if part)
        self._rows.append(
            Row(
                key=spec.key if spec else without_ordinal(label.value),
                name=label.value,
                label=self._anchor((at or label).span),
                cells=self._cells.of(words, value, columns),
                role=role,
                code=spec.code if spec else None,
                side=side,
                group=group,
                known=known,
            )
        )

    def _add_named(self, label: Scalar, value: Node, columns: tuple[Column, ...]) -> None:
        wanted = normalise(label.value)
        rows = (*self._spec.totals, *self._spec.rows) if self._spec else ()
        spec = next((row for row in rows if not row.code and wanted in map(normalise, _names(row))), None)
        canonical = self._terms.rows_in.get((self._key, wanted))
        key = spec.key if spec else canonical or label.value
        role: Role = (
            "total"
            if key == TOTAL or (spec is not None and spec in (self._spec.totals if self._spec else ()))
            else "detail"
        )
        cells = self._cells.of(label.value, value, columns)
        self._rows.append(Row(key=key, name=label.value, label=self._anchor(label.span), cells=cells, role=role))

    def _add_coded(self, item: Node) -> None:
        """A row of a table with subject codes: code, name, amounts; or a map of column titles."""
        if isinstance(item, Mapping):
            self._add_coded_map(item)
            return
        parts = item.items if isinstance(item, Sequence) else ()
        if len(parts) != len(self._columns) + 2 and (whole := meant(item, len(self._columns) + 2, are_coded)):
            parts = whole.cells
            words = " ".join(cell.value for cell in parts[:2] if isinstance(cell, Scalar))
            self._flaws.append(whole.flaw(self._piece, item.span, words))
        code, name = (*parts[:2], None, None)[:2]
        if not isinstance(code, Scalar) or not isinstance(name, Scalar):
            return
        amounts = parts[2:]
        words = f"{code.value} {name.value}"
        if len(amounts) != len(self._columns):
            self._flaws.append(count_flaw(self._anchor(item.span), len(self._columns), amounts, words))
            cells = self._cells.unreadable(words, self._columns, item.span)
        else:
            pairs = zip(self._columns, amounts, strict=True)
            cells = {column.key: self._cells.one(words, column, amount) for column, amount in pairs}
        self._rows.append(self._coded_row(code, name, cells))

    def _is_repeated(self, before: Node | None, item: Node) -> bool:
        """Whether a row is the row before it once more."""
        if before is None or not isinstance(item, Sequence) or len(item.items) < 2 or not says_the_same(before, item):
            return False
        words = " ".join(cell.value for cell in item.items[:2] if isinstance(cell, Scalar))
        self._flaws.append(repeated(self._source, item, words))
        return True

    def _add_coded_map(self, item: Mapping) -> None:
        code = next((entry.value for entry in item.entries if entry.key.value in CODE_TITLES), None)
        name = next((entry.value for entry in item.entries if entry.key.value in NAME_TITLES), None)
        if not isinstance(code, Scalar) or not isinstance(name, Scalar):
            return
        cells = self._cells.of_map(f"{code.value} {name.value}", item, self._columns)
        self._rows.append(self._coded_row(code, name, cells))

    def _coded_row(self, code: Scalar, name: Scalar, cells: dict[str, Figure]) -> Row:
        return Row(
            key=code.value.strip(),
            name=name.value.strip(),
            label=self._anchor(name.span),
            cells=cells,
            code=code.value.strip(),
            code_anchor=self._anchor(code.span),
        )


def _slipped(label: str, rows: dict[str, RowSpec], node: Mapping) -> RowSpec | None:
    """The row that a label is with one slip, where no other label is it; of a short one too little is left to tell."""
    wanted = normalise(without_ordinal(label))
    if len(wanted) < SHORTEST_LABEL or not rows:
        return None
    present = {normalise(without_ordinal(entry.key.value)) for entry in node.entries}
    name = meant_name(wanted, rows, present)
    return rows[name] if name else None


def _names(row: RowSpec) -> tuple[str, str]:
    return without_ordinal(row.title), row.key
