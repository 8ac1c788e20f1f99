"""The functional classes (类) by every name that the narrative may use."""

from __future__ import annotations

from functools import lru_cache

from jslint.report.layout import DEFAULT_LAYOUT, shipped_layout
from jslint.report.terms import Terms


@lru_cache(maxsize=8)
def class_names(terms: Terms) -> tuple[tuple[str, str], ...]:
    """Each spelling with the canonical name: the nation-wide layout's own, and the older and local ones of the terms."""
    layout = shipped_layout(DEFAULT_LAYOUT)
    sides = (side for table in layout.tables for side in table.sides) if layout else ()
    names = {row.key for side in sides for row in side.rows if row.code}
    aliases = ((alias, name) for alias, name in terms.rows.items() if name in names and alias.endswith("支出"))
    return (*((name, name) for name in sorted(names)), *aliases)
