"""The names by which the narrative may mean rows of the report's own tables."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.prose.row_names import RowNames
from jslint.report.quantities import row_tables
from jslint.report.tables import Table
from jslint.report.titles import normalise

_SHORTEST = 3
"""Characters of a name; shorter ones (水利, 防汛) are words of every day."""


def row_names(tables: Iterable[Table]) -> RowNames:
    """By section the names of its table's coded rows, those left out that name an economic subject (经济分类) too."""
    found = {table.key: _names(table) for table in tables}
    return tuple(
        (topic, _without(found[key], found.get(economic, ())))
        for topic, (key, economic) in row_tables().items()
        if key in found
    )


def _without(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    left_out = set(map(normalise, others))
    return tuple(name for name in names if normalise(name) not in left_out)


def _names(table: Table) -> tuple[str, ...]:
    """The names as printed and, where money is left over as a word, without 支出: 职业年金缴费支出 is 职业年金缴费."""
    names = [row.name for row in table.coded() if len(row.name) >= _SHORTEST]
    shorter = [name.removesuffix("支出") for name in names]
    return tuple(dict.fromkeys((*names, *(name for name in shorter if len(name) >= _SHORTEST))))
