"""The tables of the accounts as the grids that will be printed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from jslint.figure import Anchor, Figure
from jslint.output.printing.marker import Marker
from jslint.output.printing.page import Grid, Printed
from jslint.report.layout import RowSpec, TableSpec
from jslint.report.loose_table import LooseTable
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.report.titles import without_ordinal
from jslint.tree import Scalar

Lines = tuple[tuple[Printed, ...], ...]
"""Rows of cells."""


class Tables:
    """Lays out the tables in the order of the layout."""

    def __init__(self, report: Report, marker: Marker) -> None:
        """Prepare for one report."""
        self._report = report
        self._mark = marker

    def grids(self) -> Iterator[Grid]:
        """Every table."""
        return (self._grid(table) for table in self._tables())

    def loose(self) -> Iterator[Grid]:
        """The tables that no layout knows, as their cells stand in the file."""
        return (self._loose(table) for table in self._report.loose_tables())

    @property
    def _unit(self) -> str:
        return self._report.cover.unit or self._report.layout.unit

    def _loose(self, table: LooseTable) -> Grid:
        return Grid(
            title=table.texts["标题"].value if "标题" in table.texts else table.title,
            number=table.texts["编号"].value if "编号" in table.texts else "",
            body=self._report.cover.body,
            year=self._report.cover.year,
            unit=table.unit,
            head=(tuple(self._scalar(table, cell, "head") for cell in table.titles),),
            rows=tuple(tuple(self._scalar(table, cell, "") for cell in row.cells) for row in table.rows),
            notes=tuple(self._around(table.texts, table.piece)),
            heading=self._mark.placed(table.title, table.title_anchor, "heading"),
        )

    def _scalar(self, table: LooseTable, cell: Scalar, kind: str) -> Printed:
        text = "" if cell.is_null else cell.value
        return self._mark.placed(text, Anchor(table.piece, cell.span_around(0, len(cell.value))), kind)

    def _around(self, texts: dict[str, Scalar], piece: str) -> Iterator[Printed]:
        """What stands under a table beside the layout's own note: 注, 说明 and the text around it."""
        for key in ("注", "说明", "表外文字"):
            if key in texts and texts[key].value.strip():
                yield from self._mark.prose(texts[key], piece, "note")

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
            unit=table.texts["金额单位"].value if "金额单位" in table.texts else self._unit,
            head=head,
            rows=rows,
            notes=tuple(self._notes(table)),
            heading=self._mark.placed(title, table.title_anchor, "heading"),
        )

    def _notes(self, table: Table) -> Iterator[Printed]:
        if "注" not in table.texts and table.spec is not None and table.spec.note:
            yield self._mark.fixed(f"注：{table.spec.note}", "note")
        yield from self._around(table.texts, table.piece)

    def _cell(self, figure: Figure | None) -> Printed:
        if figure is None:
            return self._mark.fixed("", "number")
        text = "" if figure.blank and figure.printed in {"~", "null"} else figure.printed
        return self._mark.placed(text, figure.anchor, "number")

    def _label(self, row: Row, spec: RowSpec | None, *, indent: int = 0) -> Printed:
        title = spec.title if spec and without_ordinal(spec.title) == row.name else row.name
        return self._mark.placed("　" * indent + title, row.label, "label")

    def _sides(self, table: Table) -> tuple[Lines, Lines]:
        sides = list(dict.fromkeys(row.side for row in table.rows if row.side))
        details = [sum(1 for row in table.rows if row.side == side and row.role == "detail") for side in sides]
        blocks = [list(self._side(table, side, pad=max(details))) for side in sides]
        widths = [max((len(row) for row in block), default=1) for block in blocks]
        head = [self._mark.fixed(side or "", "head", columns=width) for side, width in zip(sides, widths, strict=True)]
        titles = [
            title for side, width in zip(sides, widths, strict=True) for title in self._side_head(table, side, width)
        ]
        rows = []
        for parts in zip_longest(*blocks):
            cells: list[Printed] = []
            for part, width in zip(parts, widths, strict=True):
                cells.extend(part or [self._mark.fixed("") for _ in range(width)])
            rows.append(tuple(cells))
        return (tuple(head), tuple(titles)), tuple(rows)

    def _side_head(self, table: Table, side: str | None, width: int) -> Iterator[Printed]:
        yield self._mark.fixed("项　目", "head")
        spec = table.spec.side(side or "") if table.spec else None
        titles = {column.key: column.title for column in spec.columns} if spec else {}
        row = next((row for row in table.rows if row.side == side and row.cells), None)
        keys = list(row.cells) if row else []
        for key in (*keys, *([""] * (width - 1 - len(keys)))):
            yield self._mark.fixed(titles.get(key, key), "head")

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

    def _codes(self, table: Table) -> tuple[Lines, Lines]:
        headings = {column.key: column.heading for column in table.spec.columns} if table.spec else {}
        top: list[Printed] = [
            self._mark.fixed("科目编码", "head", rows=2),
            self._mark.fixed("科目名称", "head", rows=2),
        ]
        second: list[Printed] = []
        run: list[str] = []
        for column in table.columns:
            title = (
                self._mark.placed(column.title, column.anchor, "head")
                if column.anchor
                else self._mark.fixed(column.title, "head")
            )
            heading = headings.get(column.key)
            if heading:
                second.append(title)
                if run and run[-1] == heading:
                    previous = top.pop()
                    top.append(self._mark.fixed(heading, "head", columns=previous.columns + 1))
                else:
                    top.append(self._mark.fixed(heading, "head"))
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
            yield self._mark.placed(row.name, row.label, "total", columns=2)
        else:
            yield self._mark.placed(row.code, row.code_anchor or row.label, "code")
            yield self._mark.placed("　" * max(0, (len(row.code) - 3) // 2) + row.name, row.label, "label")
        yield from (self._cell(row.cells.get(column.key)) for column in table.columns)

    def _economic(self, table: Table) -> tuple[Lines, Lines]:
        groups = self._economic_groups(table)
        head = tuple(self._mark.fixed(title, "head") for _ in groups for title in ("科目编码", "科目名称", "决算数"))
        rows: list[tuple[Printed, ...]] = []
        for parts in zip_longest(*groups):
            cells: list[Printed] = []
            for row in parts:
                cells.extend(self._coded(row, table) if row else [self._mark.fixed("") for _ in range(3)])
            rows.append(tuple(cells))
        for row in table.rows:
            if row.code is None:
                width = 3 * max(1, len(groups)) - 1
                figure = next(iter(row.cells.values()), None)
                rows.append((self._mark.placed(row.name, row.label, "total", columns=width), self._cell(figure)))
        return (head,), tuple(rows)

    def _economic_groups(self, table: Table) -> list[list[Row]]:
        """Classes side by side as they are printed: 301/303, 302/307, the others; one column where there are few rows."""
        columns: list[list[Row]] = [[], [], []]
        for row in table.coded():
            code = row.code or ""
            columns[0 if code.startswith(("301", "303")) else 1 if code.startswith(("302", "307")) else 2].append(row)
        return [column for column in columns if column]

    def _three_public(self, table: Table) -> tuple[Lines, Lines]:
        head = [self._mark.fixed("", "head")]
        for column in table.columns:
            placed = (
                self._mark.placed(column.title, column.anchor, "head")
                if column.anchor
                else self._mark.fixed(column.title, "head")
            )
            head.append(placed)
        rows = tuple(
            (
                self._mark.placed(row.name, row.label, "label"),
                *(self._cell(row.cells.get(column.key)) for column in table.columns),
            )
            for row in table.rows
        )
        return (tuple(head),), rows
