"""The quantities that ship with the package: what each is called where, and the cells that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct, field

from jslint.prose.claims import Said
from jslint.reading.package_data import packaged


class At(Struct, frozen=True):
    """A cell by canonical names."""

    table: str
    row: str
    column: str
    side: str | None = None
    group: str | None = None


class Quantity(Struct, frozen=True):
    """A quantity: its cells in order of authority, its names by section, the cell of its budget; all are amounts in the report's unit.

    `parts` are all that it is made of; `usual` is the one of them that alone may stand for it.
    A row of a section's table that has no entry of its own is one too: `path` holds the printed names that lead to it in
    `table` (`unmarked` where they do not say their levels, `bare` where the name alone must be one row's), `column` is where its amount
    stands if not where the year's does, and it has no `cells` before the report is known.
    """

    id: str
    title: str
    cells: tuple[At, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    budget: At | None = None
    parts: tuple[str, ...] = ()
    usual: str = ""
    path: tuple[str, ...] = ()
    table: str = ""
    unmarked: bool = False
    bare: bool = False
    column: str = ""


class SectionTables(Struct, frozen=True):
    """What a section repeats: its tables, the quantity that its parts are parts of, the tables whose rows it names.

    `rows` is the table whose rows it may name in passing, where it does not go through them item by item as through `subjects`.
    """

    tables: tuple[str, ...] = ()
    total: str = ""
    subjects: str = ""
    economic: str = ""
    rows: str = ""


class ColumnAt(NamedTuple):
    """A column of a table by canonical names."""

    table: str
    column: str


class Known(Struct, frozen=True, eq=False):
    """The data file as it is asked; `sisters` are columns with those that print the same amounts by row, `whole_columns` those that the others of a row add up to."""

    quantities: dict[str, Quantity]
    sections: dict[str, SectionTables]
    columns: tuple[str, ...]
    by_name: dict[tuple[str, str], tuple[Quantity, ...]]
    elsewhere: dict[str, tuple[Quantity, ...]]
    names: frozenset[str]
    at: dict[At, Quantity]
    sisters: dict[ColumnAt, tuple[ColumnAt, ...]]
    whole_columns: frozenset[str]


@lru_cache(maxsize=1)
def known() -> Known:
    """The shipped quantities."""
    return known_from(packaged("report/quantities/quantities.yaml"))


def known_from(data: dict[str, Any]) -> Known:
    """Quantities from the plain values of their YAML; raises KeyError for what is not one."""
    quantities = [_quantity(entry) for entry in data["quantities"]]
    by_name: dict[tuple[str, str], tuple[Quantity, ...]] = {}
    elsewhere: dict[str, tuple[Quantity, ...]] = {}
    for each in quantities:
        for section, names in each.names.items():
            for name in names:
                by_name[section, name] = (*by_name.get((section, name), ()), each)
        for name in each.elsewhere:
            elsewhere[name] = (*elsewhere.get(name, ()), each)
    sections = {
        key: SectionTables(
            tuple(spec["tables"]),
            spec["total"],
            spec.get("subjects", ""),
            spec.get("economic", ""),
            spec.get("rows", ""),
        )
        for key, spec in data["sections"].items()
    }
    at = {cell: each for each in quantities for cell in (*each.cells, *filter(None, [each.budget]))}
    spoken = frozenset(name for _, name in by_name)
    sisters = {_column_at(entry): tuple(map(_column_at, entry["beside"])) for entry in data["sisters"]}
    return Known(
        {each.id: each for each in quantities},
        sections,
        tuple(data["columns"]),
        by_name,
        elsewhere,
        spoken,
        at,
        sisters,
        frozenset(data["whole_columns"]),
    )


def _column_at(entry: dict[str, Any]) -> ColumnAt:
    return ColumnAt(entry["table"], entry["column"])


def _quantity(entry: dict[str, Any]) -> Quantity:
    return Quantity(
        entry["id"],
        entry["title"],
        tuple(_at(cell) for cell in entry.get("cells") or ()),
        {section: tuple(names) for section, names in (entry.get("names") or {}).items()},
        tuple(entry.get("elsewhere") or ()),
        _at(entry["budget"]) if entry.get("budget") else None,
        tuple(entry.get("parts") or ()),
        entry.get("usual", ""),
    )


def _at(cell: dict[str, str]) -> At:
    return At(cell["table"], cell["row"], cell["column"], cell.get("side"), cell.get("group"))


def every() -> Iterator[Quantity]:
    """Every shipped quantity, in the order of the file."""
    return iter(known().quantities.values())


def section_of(topic: str) -> SectionTables:
    """What a section repeats; nothing for one that repeats no table."""
    return known().sections.get(topic, SectionTables())


def own_table(topic: str) -> str:
    """The canonical key of the table that a section is about: of its economic names, else the first that it repeats."""
    section = known().sections[topic]
    return section.economic or section.tables[0]


def row_tables() -> dict[str, tuple[str, str]]:
    """The sections that name rows in passing, each with their table and the one of economic names that are not meant; nothing where these are."""
    economic = next(spec.economic for spec in known().sections.values() if spec.economic)
    return {
        topic: (table, economic if table != economic else "")
        for topic, spec in known().sections.items()
        if (table := spec.subjects or spec.rows or spec.economic)
    }


def subject_tables() -> dict[str, str]:
    """The sections that name functional subjects, each with the table whose rows these are."""
    return {topic: spec.subjects for topic, spec in known().sections.items() if spec.subjects}


def quantity(claim: Said) -> Quantity | None:
    """The quantity that a claim is about; None where its name means none, or may mean two."""
    found = meant(claim)
    return found[0] if len(found) == 1 else None


def meant(claim: Said) -> tuple[Quantity, ...]:
    """The quantities that a claim can be about by the names of its section: none, one, or the two that share a name."""
    tables = section_of(claim.topic)
    if claim.path and tables.subjects and not is_in_column(claim):
        return (_row(tables.subjects, claim.path, unmarked=claim.unmarked),)
    if claim.within and (table := tables.subjects or tables.rows):
        column = "" if claim.within == "合计" else claim.within
        return (
            Quantity(
                f"{table}/{claim.subject}/{column}",
                claim.subject,
                path=claim.path or (claim.subject,),
                table=table,
                unmarked=claim.unmarked,
                bare=not claim.path,
                column=column,
            ),
        )
    if claim.path:
        return ()
    if claim.kind_of:
        return ()
    own = known().by_name.get((claim.topic, claim.subject), ())
    if not own and tables.economic:
        return (_row(tables.economic, (claim.subject,)),)
    return own


def is_in_column(claim: Said) -> bool:
    """Whether a class or a row is said to be a part of what one column of its table holds: of 项目支出, not of the whole."""
    return claim.within not in {"", "合计"}


def splits(topic: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of a section that are wholes, each with the names of all their parts."""
    data = known()
    for each in every():
        names = [data.quantities[part].names.get(topic, ()) for part in each.parts]
        if each.parts and all(names) and each.names.get(topic):
            yield each.names[topic][0], tuple(name[0] for name in names)


def named(topic: str, name: str) -> tuple[Quantity, ...]:
    """The quantities that a name used in a section can mean: the section's own first, then what it means elsewhere."""
    data = known()
    own = data.by_name.get((topic, name), ())
    return (*own, *(each for each in data.elsewhere.get(name, ()) if each not in own))


def _row(table: str, path: tuple[str, ...], *, unmarked: bool = False) -> Quantity:
    """The one entry for all subjects of a table: the row that these names lead to."""
    return Quantity(f"{table}/{'/'.join(path)}", path[-1], path=path, table=table, unmarked=unmarked)
