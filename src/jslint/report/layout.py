"""Layouts (版式) as data: which tables, columns, rows and sections a report has, and what they are printed as."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct, field

from jslint.reading.package_data import PACKAGE, packaged

DEFAULT_LAYOUT = "国家-2022"
LAYOUTS = "report/layouts"

Role = Literal["detail", "subtotal", "balance", "total", "part"]


class RowSpec(Struct, frozen=True):
    """A row of a layout: canonical key, printed title, role in the sums of its side, functional code, 行次."""

    key: str
    title: str
    role: Role = "detail"
    code: str | None = None
    line: str | None = None
    group: str | None = None
    optional: bool = False


class ColumnSpec(Struct, frozen=True):
    """A column of a layout: canonical key, printed title, 栏次, and the heading above several columns."""

    key: str
    title: str
    number: str | None = None
    heading: str | None = None


class SideSpec(Struct, frozen=True):
    """One half of a two-sided table."""

    key: str
    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...]


class TableSpec(Struct, frozen=True):
    """A table of a layout. `budget` is the kind of its 预算数 (`opening_budget`, `full_budget`), empty where it has none.

    `classes` are subject codes by which it is told from tables with the same columns.
    """

    key: str
    title: str
    form: str
    number: str = ""
    note: str = ""
    columns: tuple[ColumnSpec, ...] = ()
    rows: tuple[RowSpec, ...] = ()
    sides: tuple[SideSpec, ...] = ()
    totals: tuple[RowSpec, ...] = ()
    total_first: bool = True
    interleaved: bool = False
    due: bool = True
    budget: str = ""
    classes: tuple[str, ...] = ()

    @property
    def classification(self) -> str:
        """With what digit its subject codes begin: 3 where the layout's rows are economic kinds, else 2, those by function."""
        return "3" if any(row.code and row.code.startswith("3") for row in self.rows) else "2"

    def side(self, key: str) -> SideSpec | None:
        """The side of that name, or None."""
        return next((side for side in self.sides if side.key == key), None)


class SectionSpec(Struct, frozen=True):
    """A section of the narrative, with the words its heading is known by, and the printed heading that it stands under with others."""

    key: str
    title: str
    words: tuple[str, ...] = ()
    parts: tuple[SectionSpec, ...] = ()
    due: bool = True
    heading: str = ""


class FormSpec(Struct, frozen=True):
    """An annex form that a layout knows."""

    key: str
    title: str
    due: bool = False


class Layout(Struct, frozen=True, eq=False):
    """A layout: what is due, in printed order, and how amounts are printed."""

    id: str
    title: str
    since: int
    classification: int
    unit: str
    decimals: int
    thousands: bool
    nil: str
    tables: tuple[TableSpec, ...]
    sections: tuple[SectionSpec, ...]
    forms: tuple[FormSpec, ...]
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def step(self) -> Decimal:
        """The step of an amount as this layout prints it, in its unit."""
        return Decimal((0, (1,), -self.decimals))

    def table(self, key: str) -> TableSpec | None:
        """The table with that canonical key, or None where this layout has none."""
        return next((table for table in self.tables if table.key == key), None)

    def section(self, key: str) -> SectionSpec | None:
        """The section with that canonical key, or None."""
        return next((section for section in self.sections if section.key == key), None)


def layout_ids() -> tuple[str, ...]:
    """The ids of the layouts that are shipped, the default first."""
    return tuple(_shipped())


@lru_cache(maxsize=1)
def _shipped() -> dict[str, str]:
    """Layout id to file name; the id stands in the first lines of each file."""
    names: dict[str, str] = {}
    for file in sorted((PACKAGE / LAYOUTS).glob("*.yaml")):
        if file.name != "terms.yaml":
            with file.open(encoding="utf-8") as lines:
                names[next(line for line in lines if line.startswith("id:")).partition(":")[2].strip()] = file.name
    return dict(sorted(names.items(), key=lambda item: item[0] != DEFAULT_LAYOUT))


@lru_cache(maxsize=16)
def shipped_layout(layout_id: str) -> Layout | None:
    """A shipped layout, or None for an id that is not known."""
    name = _shipped().get(layout_id)
    if name is None:
        return None
    return layout_from(layout_data(name))


@lru_cache(maxsize=16)
def layout_data(name: str) -> dict[str, Any]:
    """The plain values of a shipped layout's file, not to be changed; what one says only in difference to another is filled in from that.

    Notes and kinds of budget are the other's own and not taken over; sections are, and none of them is due.
    """
    data: dict[str, Any] = packaged(f"{LAYOUTS}/{name}")
    if "like" not in data:
        return data
    base = layout_data(_shipped()[data["like"]])
    known = {table["key"]: table for table in base["tables"]}
    tables = [{**known[table["key"]], "note": "", "budget": "", **table} for table in data["tables"]]
    sections = [{**section, "due": "false"} for section in base["sections"]]
    return {**base, "sections": sections, **data, "tables": tables}


def layout_from(data: dict[str, Any]) -> Layout:
    """A layout from the plain values of its YAML; raises KeyError or ValueError for what is not one."""
    amount = data["amount"]
    return Layout(
        id=data["id"],
        title=data["title"],
        since=int(data["since"]),
        classification=int(data["classification"]),
        unit=amount["unit"],
        decimals=int(amount["decimals"]),
        thousands=amount["thousands"] == "true",
        nil=amount["nil"] or "",
        tables=tuple(map(_table, data["tables"])),
        sections=tuple(map(_section, data["sections"])),
        forms=tuple(
            FormSpec(form["key"], form["title"], form.get("due") == "true") for form in data.get("forms") or ()
        ),
    )


def _row(data: dict[str, Any]) -> RowSpec:
    return RowSpec(
        key=data.get("key", data["title"]),
        title=data["title"],
        role=data.get("role", "detail"),
        code=data.get("code"),
        line=data.get("line"),
        group=data.get("group"),
        optional=data.get("optional") == "true",
    )


def _column(data: dict[str, Any]) -> ColumnSpec:
    return ColumnSpec(data["key"], data.get("title", data["key"]), data.get("number"), data.get("heading"))


def _table(data: dict[str, Any]) -> TableSpec:
    return TableSpec(
        key=data["key"],
        title=data["title"],
        form=data["form"],
        number=data.get("number") or "",
        note=data.get("note") or "",
        columns=tuple(map(_column, data.get("columns") or ())),
        rows=tuple(map(_row, data.get("rows") or ())),
        sides=tuple(
            SideSpec(side["key"], tuple(map(_column, side["columns"])), tuple(map(_row, side["rows"])))
            for side in data.get("sides") or ()
        ),
        totals=tuple(map(_row, data.get("totals") or ())),
        total_first=data.get("total", "first") == "first",
        interleaved=data.get("interleaved") == "true",
        due=data.get("due", "true") == "true",
        budget=data.get("budget") or "",
        classes=tuple(data.get("classes") or ()),
    )


def _section(data: dict[str, Any]) -> SectionSpec:
    return SectionSpec(
        key=data["key"],
        title=data["title"],
        words=tuple(data.get("words") or ()),
        parts=tuple(map(_section, data.get("parts") or ())),
        due=data.get("due", "true") == "true",
        heading=data.get("heading") or "",
    )
