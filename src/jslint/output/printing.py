"""A report as the pages that will be printed: grids and paragraphs, every text with its place in the file and its findings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from jslint.diagnostic import RANK, Diagnostic
from jslint.engine.examination import Examination
from jslint.figure import Anchor, Figure
from jslint.reading.pieces import Piece
from jslint.report.layout import Layout, RowSpec, TableSpec
from jslint.report.prose import Section
from jslint.report.tables import Row, Table
from jslint.report.titles import without_ordinal
from jslint.source import Encoding, Span
from jslint.tree import Mapping, Node, Scalar
from jslint.tree import Sequence as SequenceNode

ORDINALS = "一二三四五六七八九十"


class Mark(Struct, frozen=True):
    """A stretch of a text: plain, or under a finding."""

    text: str
    severity: str = ""
    message: str = ""


class Printed(Struct, frozen=True):
    """A text on the page: where it stands in the file (line and character; -1 where it is the layout's), and its marks."""

    marks: tuple[Mark, ...]
    line: int = -1
    character: int = -1
    kind: str = ""
    columns: int = 1
    rows: int = 1

    @property
    def severity(self) -> str:
        """The gravest severity of the marks."""
        return max((mark.severity for mark in self.marks if mark.severity), key=_rank, default="")


class Grid(Struct, frozen=True):
    """A table on the page."""

    title: str
    number: str
    body: str
    year: int
    unit: str
    head: tuple[tuple[Printed, ...], ...]
    rows: tuple[tuple[Printed, ...], ...]
    notes: tuple[Printed, ...]
    heading: Printed


class Chapter(Struct, frozen=True):
    """A part of the report: its heading, and what stands under it."""

    heading: str
    blocks: tuple[Grid | Printed, ...] = ()


def _rank(severity: str) -> int:
    return RANK.get(severity, -1)  # type: ignore[call-overload, no-any-return]


def chapters(examination: Examination, encoding: Encoding = "utf-16") -> tuple[Chapter, ...]:
    """The report's parts in printed order; places are in the units of the encoding."""
    return _Printer(examination, encoding).chapters()


class _Printer:
    def __init__(self, examination: Examination, encoding: Encoding) -> None:
        self._encoding: Encoding = encoding
        self._source = examination.source
        self._report = examination.report
        self._reading = examination.report.reading
        self._starts = {piece.id: piece.start for piece in self._reading.pieces}
        self._findings = sorted(examination.diagnostics, key=lambda each: each.span)
        self._spans = [each.span.start for each in self._findings]
        self._longest = max((each.span.end - each.span.start for each in self._findings), default=0)

    def chapters(self) -> tuple[Chapter, ...]:
        cover = self._report.cover
        body, year, scope = cover.body, cover.year, cover.scope or "部门决算"
        parts: tuple[tuple[str, Iterable[Grid | Printed]], ...] = (
            (f"{body}概况", self._texts("部门概况")),
            (f"{year} 年度{scope}表", (self._grid(table) for table in self._tables())),
            (f"{year} 年度{scope}情况说明", self._narrative()),
            ("名词解释", self._glossary()),
            ("附件", self._annexes()),
        )
        return tuple(
            Chapter(f"第{ORDINALS[index]}部分　{heading}", tuple(blocks))
            for index, (heading, blocks) in enumerate(parts)
        )

    # places and marks

    def _span(self, anchor: Anchor) -> Span:
        return anchor.span.shifted(self._starts.get(anchor.piece, 0))

    def _fixed(self, text: str, kind: str = "", *, columns: int = 1, rows: int = 1) -> Printed:
        return Printed((Mark(text),), kind=kind, columns=columns, rows=rows)

    def _placed(self, text: str, anchor: Anchor, kind: str = "", *, columns: int = 1) -> Printed:
        span = self._span(anchor)
        position = self._source.position(span.start, self._encoding)
        told = self._told(span)
        mark = Mark(text, told.severity, told.message) if told else Mark(text)
        return Printed((mark,), position.line, position.character, kind, columns)

    def _overlapping(self, span: Span) -> Iterator[Diagnostic]:
        index = bisect_left(self._spans, span.start - self._longest)
        for each in self._findings[index:]:
            if each.span.start >= span.end:
                return
            if each.span.end > span.start:
                yield each

    def _told(self, span: Span) -> Diagnostic | None:
        return max(self._overlapping(span), key=lambda each: RANK[each.severity], default=None)

    def _prose(self, scalar: Scalar, piece: str, kind: str = "p") -> Iterator[Printed]:
        """The paragraphs of a text, with what is wrong marked under its own characters."""
        base = self._starts.get(piece, 0)
        at = 0
        for line in scalar.value.split("\n"):
            if line.strip():
                yield self._paragraph(scalar, base, at, line, kind)
            at += len(line) + 1

    def _paragraph(self, scalar: Scalar, base: int, at: int, line: str, kind: str) -> Printed:
        span = scalar.span_around(at, at + len(line)).shifted(base)
        position = self._source.position(span.start, self._encoding)
        if span.end - span.start != len(line):
            told = self._told(span)
            marks: tuple[Mark, ...] = (Mark(line, told.severity, told.message) if told else Mark(line),)
            return Printed(marks, position.line, position.character, kind)
        return Printed(tuple(self._cut(line, span)), position.line, position.character, kind)

    def _cut(self, line: str, span: Span) -> Iterator[Mark]:
        at = 0
        for each in self._overlapping(span):
            low, high = max(at, each.span.start - span.start), min(len(line), each.span.end - span.start)
            if high <= low:
                continue
            if low > at:
                yield Mark(line[at:low])
            yield Mark(line[low:high], each.severity, each.message)
            at = high
        if at < len(line):
            yield Mark(line[at:])

    # tables

    def _tables(self) -> list[Table]:
        order = {table.key: index for index, table in enumerate(self._report.layout.tables)}
        return sorted(self._report.tables(), key=lambda table: order.get(table.key, len(order)))

    def _grid(self, table: Table) -> Grid:
        spec = table.spec
        form = spec.form if spec else ("sides" if any(row.side for row in table.rows) else "codes")
        head, rows = {"sides": self._sides, "economic": self._economic, "three_public": self._three_public}.get(
            form, self._codes
        )(table)
        cover = self._report.cover
        title = table.texts["标题"].value if "标题" in table.texts else spec.title if spec else table.title
        number = table.texts["编号"].value if "编号" in table.texts else spec.number if spec else ""
        return Grid(
            title=title,
            number=number,
            body=cover.body,
            year=cover.year,
            unit=cover.unit or self._report.layout.unit,
            head=head,
            rows=rows,
            notes=tuple(self._notes(table)),
            heading=self._placed(title, table.title_anchor, "heading"),
        )

    def _notes(self, table: Table) -> Iterator[Printed]:
        own = table.texts.get("注")
        if own is not None:
            yield from self._prose(own, table.piece, "note")
        elif table.spec is not None and table.spec.note:
            yield self._fixed(f"注：{table.spec.note}", "note")
        if table.statement is not None and table.statement.value.strip():
            yield from self._prose(table.statement, table.piece, "note")

    def _cell(self, figure: Figure | None) -> Printed:
        if figure is None:
            return self._fixed("", "number")
        text = "" if figure.blank and figure.printed in {"~", "null"} else figure.printed
        return self._placed(text, figure.anchor, "number")

    def _label(self, row: Row, spec: RowSpec | None, *, indent: int = 0) -> Printed:
        title = spec.title if spec and without_ordinal(spec.title) == row.name else row.name
        return self._placed("　" * indent + title, row.label, "label")

    def _sides(self, table: Table) -> tuple[tuple[tuple[Printed, ...], ...], tuple[tuple[Printed, ...], ...]]:
        sides = list(dict.fromkeys(row.side for row in table.rows if row.side))
        details = [sum(1 for row in table.rows if row.side == side and row.role == "detail") for side in sides]
        blocks = [list(self._side(table, side, pad=max(details))) for side in sides]
        widths = [max((len(row) for row in block), default=1) for block in blocks]
        head = [self._fixed(side or "", "head", columns=width) for side, width in zip(sides, widths, strict=True)]
        titles = [
            title for side, width in zip(sides, widths, strict=True) for title in self._side_head(table, side, width)
        ]
        rows = []
        for parts in zip_longest(*blocks):
            cells: list[Printed] = []
            for part, width in zip(parts, widths, strict=True):
                cells.extend(part or [self._fixed("") for _ in range(width)])
            rows.append(tuple(cells))
        return (tuple(head), tuple(titles)), tuple(rows)

    def _side_head(self, table: Table, side: str | None, width: int) -> Iterator[Printed]:
        yield self._fixed("项　目", "head")
        spec = table.spec.side(side or "") if table.spec else None
        titles = {column.key: column.title for column in spec.columns} if spec else {}
        row = next((row for row in table.rows if row.side == side and row.cells), None)
        keys = list(row.cells) if row else []
        for key in (*keys, *([""] * (width - 1 - len(keys)))):
            yield self._fixed(titles.get(key, key), "head")

    def _side(self, table: Table, side: str | None, *, pad: int) -> Iterator[list[Printed]]:
        """The rows of one side; empty ones before its totals, so that the totals of both sides stand in one line."""
        spec = table.spec.side(side or "") if table.spec else None
        known = {(each.key, each.group): each for each in spec.rows} if spec else {}
        rows = [row for row in table.rows if row.side == side]
        missing = pad - sum(1 for row in rows if row.role == "detail")
        for row in rows:
            if row.role != "detail":
                yield from ([] for _ in range(missing))
                missing = 0
            label = self._label(row, known.get((row.key, row.group)), indent=1 if row.group else 0)
            yield [label, *map(self._cell, row.cells.values())]

    def _codes(self, table: Table) -> tuple[tuple[tuple[Printed, ...], ...], tuple[tuple[Printed, ...], ...]]:
        headings = {column.key: column.heading for column in table.spec.columns} if table.spec else {}
        top: list[Printed] = [self._fixed("科目编码", "head", rows=2), self._fixed("科目名称", "head", rows=2)]
        second: list[Printed] = []
        run: list[str] = []
        for column in table.columns:
            title = (
                self._placed(column.title, column.anchor, "head")
                if column.anchor
                else self._fixed(column.title, "head")
            )
            heading = headings.get(column.key)
            if heading:
                second.append(title)
                if run and run[-1] == heading:
                    previous = top.pop()
                    top.append(self._fixed(heading, "head", columns=previous.columns + 1))
                else:
                    top.append(self._fixed(heading, "head"))
                run.append(heading)
            else:
                top.append(Printed(title.marks, title.line, title.character, "head", rows=2))
                run.append("")
        rows = sorted(table.rows, key=lambda row: self._total_last(table.spec, row))
        body = tuple(tuple(self._coded(row, table)) for row in rows)
        return (tuple(top), tuple(second)), body

    def _total_last(self, spec: TableSpec | None, row: Row) -> bool:
        return row.role == "total" and spec is not None and not spec.total_first

    def _coded(self, row: Row, table: Table) -> Iterator[Printed]:
        if row.code is None:
            yield self._placed(row.name, row.label, "total", columns=2)
        else:
            yield self._placed(row.code, row.code_anchor or row.label, "code")
            yield self._placed("　" * max(0, (len(row.code) - 3) // 2) + row.name, row.label, "label")
        yield from (self._cell(row.cells.get(column.key)) for column in table.columns)

    def _economic(self, table: Table) -> tuple[tuple[tuple[Printed, ...], ...], tuple[tuple[Printed, ...], ...]]:
        groups = self._economic_groups(table)
        head = tuple(self._fixed(title, "head") for _ in groups for title in ("科目编码", "科目名称", "决算数"))
        rows: list[tuple[Printed, ...]] = []
        for parts in zip_longest(*groups):
            cells: list[Printed] = []
            for row in parts:
                cells.extend(self._coded(row, table) if row else [self._fixed("") for _ in range(3)])
            rows.append(tuple(cells))
        for row in table.rows:
            if row.code is None:
                width = 3 * max(1, len(groups)) - 1
                figure = next(iter(row.cells.values()), None)
                rows.append((self._placed(row.name, row.label, "total", columns=width), self._cell(figure)))
        return (head,), tuple(rows)

    def _economic_groups(self, table: Table) -> list[list[Row]]:
        """Classes side by side as they are printed: 301/303, 302/307, the others; one column where there are few rows."""
        columns: list[list[Row]] = [[], [], []]
        for row in table.coded():
            code = row.code or ""
            columns[0 if code.startswith(("301", "303")) else 1 if code.startswith(("302", "307")) else 2].append(row)
        return [column for column in columns if column]

    def _three_public(self, table: Table) -> tuple[tuple[tuple[Printed, ...], ...], tuple[tuple[Printed, ...], ...]]:
        head = [self._fixed("", "head")]
        for column in table.columns:
            placed = (
                self._placed(column.title, column.anchor, "head")
                if column.anchor
                else self._fixed(column.title, "head")
            )
            head.append(placed)
        rows = tuple(
            (
                self._placed(row.name, row.label, "label"),
                *(self._cell(row.cells.get(column.key)) for column in table.columns),
            )
            for row in table.rows
        )
        return (tuple(head),), rows

    # texts

    def _pieces(self, top: str) -> Iterable[Piece]:
        return (piece for piece in self._reading.pieces if piece.path[:1] == (top,))

    def _texts(self, top: str) -> Iterator[Printed]:
        for piece in self._pieces(top):
            yield from self._node(piece.node, piece.id, level=0)

    def _node(self, node: Node | None, piece: str, *, level: int) -> Iterator[Printed]:
        if isinstance(node, Scalar):
            if not node.is_null:
                yield from self._prose(node, piece)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                yield self._placed(entry.key.value, Anchor(piece, entry.key.span), f"h{min(level, 2)}")
                yield from self._node(entry.value, piece, level=level + 1)
        elif isinstance(node, SequenceNode):
            for item in node.items:
                yield from self._node(item, piece, level=level)

    def _narrative(self) -> Iterator[Printed]:
        layout = self._report.layout
        for section in self._report.sections():
            yield self._placed(section_title(section, layout), section.title_anchor, "h0")
            part = ""
            for passage in section.passages:
                if passage.part and passage.part != part:
                    part = passage.part
                    yield self._fixed(part_title(section, part), "h1")
                yield from self._prose(passage.scalar, passage.piece)

    def _glossary(self) -> Iterator[Printed]:
        for piece in self._pieces("名词解释"):
            entries = piece.node.entries if isinstance(piece.node, Mapping) else ()
            for entry in entries:
                yield self._placed(entry.key.value, Anchor(piece.id, entry.key.span), "h2")
                yield from self._node(entry.value, piece.id, level=2)

    def _annexes(self) -> Iterator[Grid | Printed]:
        for piece in self._pieces("附件"):
            if piece.node is None:
                continue
            title = piece.id.partition("/")[2]
            heading = piece.key.span if piece.key else Span(0, 0)
            yield self._placed(title, Anchor(piece.id, heading), "h0")
            yield from self._form(piece, piece.node)

    def _form(self, piece: Piece, node: Node) -> Iterator[Grid | Printed]:
        if not isinstance(node, Mapping):
            yield from self._node(node, piece.id, level=1)
            return
        for entry in node.entries:
            anchor = Anchor(piece.id, entry.key.span)
            if isinstance(entry.value, Mapping) and isinstance(entry.value.get("栏目"), SequenceNode):
                yield self._form_grid(entry.key.value, anchor, entry.value, piece.id)
            elif isinstance(entry.value, Scalar):
                yield self._placed(
                    f"{entry.key.value}：{entry.value.value}", Anchor(piece.id, entry.value.span), "field"
                )
            elif isinstance(entry.value, SequenceNode) and all(isinstance(item, Scalar) for item in entry.value.items):
                words = "　".join(item.value for item in entry.value.items if isinstance(item, Scalar))
                yield self._placed(f"{entry.key.value}：{words}", anchor, "field")
            else:
                yield self._placed(entry.key.value, anchor, "h1")
                yield from self._node(entry.value, piece.id, level=2)

    def _form_grid(self, title: str, anchor: Anchor, node: Mapping, piece: str) -> Grid:
        columns = node.get("栏目")
        titles = columns.items if isinstance(columns, SequenceNode) else ()
        rows: list[tuple[Printed, ...]] = []
        labelled = False
        for entry in node.entries:
            if entry.key.value == "栏目":
                continue
            lists = (
                [item for item in entry.value.items if isinstance(item, SequenceNode)]
                if isinstance(entry.value, SequenceNode)
                else []
            )
            if lists:
                rows.extend(tuple(self._form_cells(item.items, piece)) for item in lists)
            elif isinstance(entry.value, SequenceNode):
                labelled = True
                label = self._placed(entry.key.value, Anchor(piece, entry.key.span), "label")
                rows.append((label, *self._form_cells(entry.value.items, piece)))
        head = [self._fixed("", "head")] if labelled else []
        head.extend(self._placed(_text(item), Anchor(piece, item.span), "head") for item in titles)
        cover = self._report.cover
        heading = self._placed(title, anchor, "h1")
        return Grid("", "", cover.body, cover.year, "", (tuple(head),), tuple(rows), (), heading)

    def _form_cells(self, items: Sequence[Node], piece: str) -> Iterator[Printed]:
        for item in items:
            text = _text(item)
            kind = "number" if text[:1].isdigit() and len(text) < 12 else "label"
            yield self._placed(text, Anchor(piece, item.span), kind)


def _text(node: Node) -> str:
    return "" if not isinstance(node, Scalar) or node.is_null else node.value


def section_title(section: Section, layout: Layout) -> str:
    """A section's printed title: the layout's, or its own where the layout has none."""
    spec = section.spec or layout.section(section.key)
    return spec.title if spec else section.title


def part_title(section: Section, part: str) -> str:
    """The printed title of a section's part."""
    known = next((each for each in section.spec.parts if each.key == part), None) if section.spec else None
    return known.title if known else part
