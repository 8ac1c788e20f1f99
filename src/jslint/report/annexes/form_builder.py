"""A form's tree to a form: blocks, columns and rows bound by their printed names, never by their order."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from jslint.figure import Anchor, Figure, Place
from jslint.reading.pieces import Piece
from jslint.report.annexes.form import Form, FundRow, Funds, Indicator, ManagementRow
from jslint.report.annexes.form_cells import form_cell
from jslint.report.annexes.grid import COLUMNS, Grid, printed_span, text_of
from jslint.report.annexes.indicator_rows import read_indicators
from jslint.report.annexes.names import FormNames, form_names
from jslint.report.cells import WAN_YUAN, YUAN
from jslint.report.layout import Layout
from jslint.report.meant_names import are_words, with_meant
from jslint.report.tables import Flaw
from jslint.report.terms import Terms
from jslint.report.titles import is_of_which, normalise
from jslint.tree import Mapping, Node, Scalar, Sequence

FUND_COLUMNS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
MANAGEMENT_COLUMNS = ("情况说明", "分值", "得分", "存在问题和改进措施")
PROBLEM = "存在问题和改进措施"


def build_form(piece: Piece, layout: Layout, terms: Terms) -> Form | None:
    """The form of a piece, or None where its node is no mapping."""
    if not isinstance(piece.node, Mapping):
        return None
    title = str(piece.path[1])
    kind = _kind(title, piece.node, layout, terms, form_names())
    span = piece.key.span if piece.key else piece.node.entries[0].key.span if piece.node.entries else piece.node.span
    anchor = Anchor(piece.id, span)
    if kind is None:
        return Form(piece.id, title, title, anchor, piece.node)
    names = form_names().with_own(terms.columns, terms.rows)
    form = _FormBuilder(piece.id, piece.node, names).build(kind, title, anchor)
    return replace(form, has_doubled=any(fault.kind == "duplicate-key" for fault in piece.faults))


def _kind(title: str, node: Mapping, layout: Layout, terms: Terms, names: FormNames) -> str | None:
    """By title; else by the blocks that only such a form has."""
    wanted = normalise(title)
    for form in layout.forms:
        if wanted in {normalise(form.key), normalise(form.title)}:
            return form.key
    if wanted in terms.forms:
        return terms.forms[wanted]
    keys = {normalise(entry.key.value) for entry in node.entries}
    return next((kind for kind, marks in names.marks.items() if keys.issuperset(marks)), None)


class _FormBuilder:
    def __init__(self, piece: str, node: Mapping, names: FormNames) -> None:
        self._piece = piece
        self._node = node
        self._names = names
        self._flaws: list[Flaw] = []
        self._funds: Funds | None = None
        self._management: tuple[ManagementRow, ...] = ()
        self._indicators: tuple[Indicator, ...] = ()
        self._columns: frozenset[str] = frozenset()
        self._total: tuple[Figure | None, Figure | None] = (None, None)
        self._labels: dict[str, str] = {}
        self._texts: list[tuple[str, str]] = []

    def build(self, kind: str, title: str, anchor: Anchor) -> Form:
        for entry in self._node.entries:
            self._read(entry.key, entry.value)
        weight, score = self._total
        return Form(
            piece=self._piece,
            kind=kind,
            title=title,
            title_anchor=anchor,
            node=self._node,
            name=self._labels.get("name", ""),
            funds=self._funds,
            management=self._management,
            indicators=self._indicators,
            columns=self._columns,
            total_weight=weight,
            total_score=score,
            grade=self._labels.get("grade", ""),
            texts=tuple(self._texts),
            flaws=tuple(self._flaws),
        )

    def _read(self, key: Scalar, value: Node) -> None:
        block = self._names.block(key.value)
        if block == "funds" and isinstance(value, Mapping) and self._funds is None:
            self._funds = self._read_funds(key.value, value)
        elif block == "management" and isinstance(value, Mapping):
            self._management = tuple(self._read_management(value))
        elif block == "indicators" and isinstance(value, Mapping):
            self._read_indicators(value)
        elif block == "total":
            self._total = self._read_total(key.value, value)
        elif block in {"name", "grade"} and isinstance(value, Scalar):
            self._labels.setdefault(block, value.value.strip())
        else:
            self._texts.extend((key.value, text) for text in _texts(value))

    # funds

    def _read_funds(self, title: str, node: Mapping) -> Funds:
        labels = (title, *(entry.key.value for entry in node.entries))
        unit = YUAN if any(_says_yuan(label) for label in labels) else WAN_YUAN
        grid = Grid(self._piece, self._names, "funds", self._flaws, unit)
        node = with_meant(node, {COLUMNS: are_words}, self._piece, self._flaws)
        grid.bind(node.get(COLUMNS), FUND_COLUMNS)
        rows: list[FundRow] = []
        has_total = has_parts = False
        for entry in node.entries:
            if entry.key.value != COLUMNS:
                row = self._fund_row(grid, entry.key, entry.value, has_total=has_total, has_parts=has_parts)
                has_total, has_parts = has_total or row.is_total, has_parts or not row.is_total
                rows.append(row)
        return Funds(tuple(rows), unit, self._division(rows))

    def _fund_row(self, grid: Grid, label: Scalar, value: Node, *, has_total: bool, has_parts: bool) -> FundRow:
        spelt = self._names.row(label.value)
        is_total = not has_total and any(form in self._names.total_rows for form in spelt)
        inner = is_of_which(label.value) and has_parts
        cells = grid.cells(value, label.value)
        figures = grid.unreadable(label.value, value) if cells is None else {}
        texts: dict[str, str] = {}
        for column, cell in (cells or {}).items():
            if self._names.kind(column) == "text":
                texts[column] = text_of(cell)
            elif figure := grid.figure(label.value, column, cell):
                figures[column] = figure
        key = next((form for form in spelt if self._is_source(form)), spelt[-1])
        return FundRow(key, label.value, Anchor(self._piece, label.span), figures, texts, is_total, inner)

    def _is_source(self, form: str) -> bool:
        return any(form in group for group in self._names.sources)

    def _division(self, rows: list[FundRow]) -> str:
        """Why the rows are no known way to divide the money; empty where they are."""
        if not any(row.is_total for row in rows):
            return "没有认出资金总额一行"
        parts = [row for row in rows if not row.is_total and not row.inner]
        if not parts:
            return "没有分资金来源列示"
        if len(parts) == 1 and is_of_which(parts[0].label):
            return "只列出了其中一项资金来源"
        if any(row.inner for row in rows):
            return "资金来源下面另列“其中”各项，口径不明"
        keys = [row.key for row in parts]
        if len(set(keys)) < len(keys):
            return "资金来源的行名重复"
        if not any(group.issuperset(keys) for group in self._names.sources):
            return "资金来源的行名不是已知的一套"
        return ""

    # management

    def _read_management(self, node: Mapping) -> Iterator[ManagementRow]:
        grid = Grid(self._piece, self._names, "management", self._flaws)
        node = with_meant(node, {COLUMNS: are_words}, self._piece, self._flaws)
        grid.bind(node.get(COLUMNS), MANAGEMENT_COLUMNS)
        for entry in node.entries:
            if entry.key.value == COLUMNS:
                continue
            label = entry.key.value
            cells = grid.cells(entry.value, label)
            figures = grid.unreadable(label, entry.value) if cells is None else {}
            for column in ("分值", "得分"):
                if cells and (figure := grid.figure(label, column, cells.get(column))):
                    figures[column] = figure
            yield ManagementRow(
                label,
                Anchor(self._piece, entry.key.span),
                figures.get("分值"),
                figures.get("得分"),
                text_of(cells.get(PROBLEM)) if cells else "",
            )

    # indicators

    def _read_indicators(self, node: Mapping) -> None:
        found = read_indicators(self._piece, node, self._names, self._flaws)
        self._columns |= found.columns
        self._indicators += found.indicators
        if found.total is not None:
            self._total = found.total

    # totals

    def _read_total(self, label: str, node: Node) -> tuple[Figure | None, Figure | None]:
        """[分值, 得分], a map of the two, or the score alone."""
        if isinstance(node, Mapping):
            found = {self._names.column("management", entry.key.value): entry.value for entry in node.entries}
            return self._total_figure(label, "分值", found.get("分值")), self._total_figure(
                label, "得分", found.get("得分")
            )
        items = node.items if isinstance(node, Sequence) else (None, node)
        if len(items) != 2:
            anchor = Anchor(self._piece, node.span)
            texts = (item.value if isinstance(item, Scalar) else "…" for item in items)
            self._flaws.append(Flaw("column-count", anchor, (label, "2", str(len(items)), *texts)))
            return None, None
        return self._total_figure(label, "分值", items[0]), self._total_figure(label, "得分", items[1])

    def _total_figure(self, label: str, column: str, node: Node | None) -> Figure | None:
        if not isinstance(node, Scalar):
            return None
        place = Place(self._piece, label, column)
        anchor = Anchor(self._piece, printed_span(node))
        figure = form_cell(node, "score", place, anchor)
        if figure.number is None:
            self._flaws.append(Flaw("malformed-number", anchor, (node.value, place.words())))
        return figure


def _says_yuan(label: str) -> bool:
    folded = normalise(label)
    return folded.endswith("元") and not folded.endswith(("万元", "亿元"))


def _texts(node: Node) -> Iterator[str]:
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, Scalar):
            if not current.is_null and current.value.strip():
                yield current.value.strip()
        elif isinstance(current, Sequence):
            pending.extend(reversed(current.items))
        else:
            pending.extend(entry.value for entry in reversed(current.entries))
