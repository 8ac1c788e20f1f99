"""The tables of the accounts as the grids that will be printed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from jslint.document.forms import FORMS
from jslint.document.page import Grid, Printed, printable
from jslint.document.page.marker import Marker
from jslint.figure import Anchor
from jslint.report.loose_table import LooseTable
from jslint.report.model import Report
from jslint.report.tables import Table
from jslint.tree import Scalar

_UNDER = (("注", "注"), ("说明", "说明"), ("表外文字", ""))
"""What may stand under a table, and the word in front of it."""


class Tables:
    """Lays out the tables in the order of the layout."""

    def __init__(self, report: Report, marker: Marker) -> None:
        """Prepare for one report."""
        self._report = report
        self._mark = marker

    def grids(self) -> Iterator[Grid]:
        """Every table."""
        order = {table.key: index for index, table in enumerate(self._report.layout.tables)}
        return map(self._grid, sorted(self._report.tables(), key=lambda table: order.get(table.key, len(order))))

    def loose(self) -> Iterator[Grid]:
        """The tables that no layout knows, as their cells stand in the file."""
        return (self._loose(table) for table in self._report.loose_tables())

    @property
    def _unit(self) -> str:
        return self._report.cover.unit or self._report.layout.unit

    def _loose(self, table: LooseTable) -> Grid:
        return Grid(
            title=_said(table.texts, "标题", table.title),
            number=_said(table.texts, "编号", ""),
            body=printable(self._report.cover.body),
            year=self._report.cover.year,
            unit=printable(table.unit),
            head=(tuple(self._scalar(table, cell, "head") for cell in table.titles),),
            rows=tuple(
                tuple(
                    self._scalar(table, cell, "number" if at in row.figures else "label")
                    for at, cell in enumerate(row.cells)
                )
                for row in table.rows
            ),
            notes=tuple(self._around(table.texts, table.piece)),
            heading=self._mark.placed(table.title, table.title_anchor, "heading"),
        )

    def _scalar(self, table: LooseTable, cell: Scalar, kind: str) -> Printed:
        text = "" if cell.is_null else cell.value
        return self._mark.placed(text, Anchor(table.piece, cell.span_around(0, len(cell.value))), kind)

    def _around(self, texts: dict[str, Scalar], piece: str) -> Iterator[Printed]:
        """What stands under a table beside the layout's own note: 注, 说明 and the text around it."""
        for key, word in _UNDER:
            if key in texts and texts[key].value.strip():
                first, *others = self._mark.prose(texts[key], piece, "note")
                has_own = not word or first.text.lstrip().startswith((f"{word}：", f"{word}:"))
                yield first if has_own else replace(first, lead=self._mark.fixed(f"{word}："))
                yield from others

    def _grid(self, table: Table) -> Grid:
        spec = table.spec
        form = spec.form if spec else ("sides" if any(row.side for row in table.rows) else "codes")
        head, rows = FORMS[form].lay_out(table, self._mark)
        cover = self._report.cover
        title = _said(table.texts, "标题", spec.title if spec else table.title)
        return Grid(
            title=title,
            number=_said(table.texts, "编号", spec.number if spec else ""),
            body=printable(cover.body),
            year=cover.year,
            unit=_said(table.texts, "金额单位", self._unit),
            head=tuple(line for line in head if line),
            rows=rows,
            notes=tuple(self._notes(table)),
            heading=self._mark.placed(title, table.title_anchor, "heading"),
        )

    def _notes(self, table: Table) -> Iterator[Printed]:
        if "注" not in table.texts and table.spec is not None and table.spec.note:
            yield self._mark.fixed(f"注：{table.spec.note}", "note")
        yield from self._around(table.texts, table.piece)


def _said(texts: dict[str, Scalar], key: str, otherwise: str) -> str:
    """What a table says of itself in its first keys, else what the layout has."""
    return printable(texts[key].value if key in texts else otherwise)
