"""Synonyms (同义词): what tables, columns, rows, sections and forms are called beside their canonical names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from jslint.reading.package_data import packaged
from jslint.report.layout import LAYOUTS, Layout
from jslint.report.titles import normalise, without_ordinal


class Terms(Struct, frozen=True, eq=False):
    """The synonyms that a report is read with, by normalised title: those known nation-wide and a bureau's own."""

    tables: dict[str, str]
    columns: dict[str, str]
    columns_in: dict[tuple[str, str], str]
    rows: dict[str, str]
    rows_in: dict[tuple[str, str], str]
    sections: dict[str, str]
    forms: dict[str, str]
    frame: dict[str, str]

    def subject(self, name: str) -> str:
        """A subject's name for comparison: its current canonical name, without spaces, brackets and a trailing 支出."""
        return _subject(self, name)

    def same_subject(self, first: str, second: str) -> bool:
        """Whether two printed names mean the same subject."""
        if self.subject(first) == self.subject(second):
            return True
        return normalise(first).removesuffix("支出") == normalise(second).removesuffix("支出")


@lru_cache(maxsize=4096)
def _subject(terms: Terms, name: str) -> str:
    known = normalise(without_ordinal(name))
    canonical = terms.rows.get(known) or terms.rows.get(f"{known}支出") or known
    return normalise(canonical).removesuffix("支出")


def terms_with(vocabulary: Mapping[str, tuple[str, ...]]) -> Terms:
    """The nation-wide synonyms and a bureau's own, by canonical term; a bureau's goes first."""
    return _extended(tuple(sorted((canonical, tuple(aliases)) for canonical, aliases in vocabulary.items())))


@lru_cache(maxsize=8)
def _extended(vocabulary: tuple[tuple[str, tuple[str, ...]], ...]) -> Terms:
    terms = shipped_terms()
    if not vocabulary:
        return terms
    own = {normalise(alias): canonical for canonical, aliases in vocabulary for alias in aliases}

    def added(known: dict[str, str]) -> dict[str, str]:
        canonical = set(known.values())
        return {**known, **{alias: term for alias, term in own.items() if term in canonical}}

    return Terms(
        tables=added(terms.tables),
        columns={**terms.columns, **own},
        columns_in=terms.columns_in,
        rows={**terms.rows, **own},
        rows_in=terms.rows_in,
        sections=added(terms.sections),
        forms=added(terms.forms),
        frame=terms.frame,
    )


@lru_cache(maxsize=1)
def shipped_terms() -> Terms:
    """The nation-wide synonyms."""
    return terms_from(packaged(f"{LAYOUTS}/terms.yaml"))


def terms_from(data: dict[str, Any]) -> Terms:
    """Synonyms from the plain values of their YAML: `canonical: [aliases]` under tables, columns, rows, sections, forms and frame.

    What means something only within one table stands under `columns_in` and `rows_in`, which go before the general lists.
    """
    return Terms(
        tables=dict(_aliases(data.get("tables"))),
        columns=dict(_aliases(data.get("columns"))),
        columns_in=dict(_aliases_in(data, "columns")),
        rows=dict(_aliases(data.get("rows"))),
        rows_in=dict(_aliases_in(data, "rows")),
        sections=dict(_aliases(data.get("sections"))),
        forms=dict(_aliases(data.get("forms"))),
        frame=dict(_aliases(data.get("frame"))),
    )


def _aliases_in(data: dict[str, Any], kind: str) -> Iterator[tuple[tuple[str, str], str]]:
    for entry in data.get(f"{kind}_in") or ():
        for alias, canonical in _aliases(entry[kind]):
            yield (entry["table"], alias), canonical


def _aliases(data: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    for canonical, aliases in (data or {}).items():
        yield normalise(canonical), canonical
        for alias in aliases or ():
            yield normalise(alias), canonical


def table_key(title: str, layout: Layout, terms: Terms) -> str | None:
    """The canonical key of the table with this printed title, or None."""
    wanted = normalise(without_ordinal(title))
    for table in layout.tables:
        if wanted in {normalise(table.key), normalise(table.title)}:
            return table.key
    return terms.tables.get(wanted)
