"""The names by which blocks, columns and rows of a self-evaluation form are known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.reading.package_data import packaged
from jslint.report.titles import normalise, without_ordinal

CellKind = Literal["amount", "percent", "score", "text"]

_BRACKET = Pattern(r"[（(][^（）()]*[）)]")
_SOURCE = Pattern(r"^(?:资金来源|其中)[:：]?")
_TAIL = "%％:："


class FormNames(Struct, frozen=True):
    """Canonical names by normalised printed name; `kinds` says what a column holds."""

    blocks: dict[str, str]
    columns: dict[str, dict[str, str]]
    kinds: dict[str, CellKind]
    marks: dict[str, tuple[str, ...]]
    total_rows: frozenset[str]
    sources: tuple[frozenset[str], ...]
    rows: Mapping[str, str] = field(default_factory=dict)

    def with_own(self, columns: Mapping[str, str], rows: Mapping[str, str]) -> FormNames:
        """The names with a bureau's aliases added: canonical names by normalised alias."""
        own: dict[str, dict[str, str]] = {}
        for block, known in self.columns.items():
            canonical = set(known.values())
            added = {alias: name for alias, name in columns.items() if name in canonical and alias not in known}
            own[block] = {**known, **added}
        return replace(self, columns=own, rows={alias: normalise(name) for alias, name in rows.items()})

    def row(self, label: str) -> tuple[str, ...]:
        """The ways in which a row of the funds may be known."""
        spelt = row_spellings(label)
        return tuple(dict.fromkeys((*spelt, *(self.rows[form] for form in spelt if form in self.rows))))

    def block(self, key: str) -> str | None:
        """The block that a key of a form names (funds, management, indicators, total, grade, name), or None."""
        return next((self.blocks[form] for form in spellings(key) if form in self.blocks), None)

    def column(self, block: str, title: str) -> str | None:
        """The canonical key of a column of that block, or None where nothing binds."""
        known = self.columns[block]
        return next((known[form] for form in spellings(title) if form in known), None)

    def resembling(self, block: str, title: str) -> str | None:
        """The one column that a cut-off title begins (at least four characters of it), or None."""
        start = normalise(title)
        if len(start) < 4:
            return None
        found = {key for name, key in self.columns[block].items() if name.startswith(start)}
        return found.pop() if len(found) == 1 else None

    def kind(self, column: str) -> CellKind:
        """What stands in a column."""
        return self.kinds.get(column, "text")


@lru_cache(maxsize=4096)
def spellings(title: str) -> tuple[str, ...]:
    """A printed name normalised, whole and then without bracketed remarks, colon and percent sign."""
    bare = _BRACKET.sub("", title).strip().rstrip(_TAIL)
    return tuple(dict.fromkeys((normalise(title), normalise(bare))))


@lru_cache(maxsize=4096)
def row_spellings(label: str) -> tuple[str, ...]:
    """A row label of the funds without 资金来源：, 其中： and its ordinal."""
    bare = without_ordinal(_SOURCE.sub("", label.strip()).strip())
    return spellings(without_ordinal(_BRACKET.sub("", bare, count=1)) if bare.startswith(("（", "(")) else bare)


@lru_cache(maxsize=1)
def form_names() -> FormNames:
    """The names that are shipped."""
    data = packaged("report/annexes/names.yaml")
    return FormNames(
        blocks={normalise(name): block for block, names in data["blocks"].items() for name in names},
        columns={block: dict(_aliases(columns)) for block, columns in data["columns"].items()},
        kinds={column: kind for kind, columns in data["kinds"].items() for column in columns},
        marks={kind: tuple(map(normalise, blocks)) for kind, blocks in data["marks"].items()},
        total_rows=frozenset(map(normalise, data["total_rows"])),
        sources=tuple(frozenset(map(normalise, group)) for group in data["sources"]),
    )


def _aliases(columns: dict[str, list[str] | None]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for canonical, aliases in columns.items():
        pairs.extend((normalise(name), canonical) for name in (canonical, *(aliases or ())))
    return pairs
