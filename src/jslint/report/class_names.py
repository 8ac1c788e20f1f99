"""The functional classes (类) by every name that the narrative may use."""

from __future__ import annotations

from functools import lru_cache

from jslint.report.layout import DEFAULT_LAYOUT, Terms, shipped_layout


@lru_cache(maxsize=8)
def class_names(terms: Terms) -> tuple[tuple[str, str], ...]:
    """Each spelling with the canonical name: the nation-wide layout's own, and the older and local ones of the terms."""
    layout = shipped_layout(DEFAULT_LAYOUT)
    spec = layout.table("收入支出决算总表") if layout else None
    side = spec.side("支出") if spec else None
    names = {row.key for row in side.rows if row.code} if side else set()
    aliases = ((alias, name) for alias, name in terms.rows.items() if name in names and alias.endswith("支出"))
    return (*((name, name) for name in sorted(names)), *aliases)
