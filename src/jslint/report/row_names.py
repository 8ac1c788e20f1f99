"""The names by which the narrative may mean rows of the report's own tables."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from jslint.prose.row_names import RowNames
from jslint.report.quantities import column_of, row_tables
from jslint.report.tables import Table
from jslint.report.titles import normalise

_SHORTEST = 3
"""Characters of a name; shorter ones (水利, 防汛) are words of every day."""

_MONEY = ("费", "金")
"""How a name ends that is money's however short: 水费, 奖金."""


def row_names(tables: Iterable[Table]) -> RowNames:
    """By section the names of its table's coded rows, those left out that name an economic subject (经济分类) of another amount too."""
    found = {table.key: table for table in tables}
    return tuple(
        (topic, _without(_names(found[key]), found[key], found.get(economic)))
        for topic, (key, economic) in row_tables().items()
        if key in found
    )


def _without(names: Iterable[str], table: Table, economic: Table | None) -> tuple[str, ...]:
    if economic is None:
        return tuple(names)
    own, other = _amounts(table), _amounts(economic)
    return tuple(name for name in names if (key := normalise(name)) not in other or own.get(key) == other[key])


def _amounts(table: Table) -> dict[str, frozenset[Decimal | None]]:
    """The amounts of the rows of each name."""
    return table.index("amounts by name", lambda: _amounts_of(table))


def _amounts_of(table: Table) -> dict[str, frozenset[Decimal | None]]:
    column = column_of(table)
    found: dict[str, frozenset[Decimal | None]] = {}
    for row in table.coded():
        cell, name = row.cells.get(column), normalise(row.name)
        found[name] = found.get(name, frozenset()) | {cell.number if cell is not None else None}
    return found


def _names(table: Table) -> tuple[str, ...]:
    """The names as printed and, where money is left over as a word, without 支出: 职业年金缴费支出 is 职业年金缴费."""
    names = [row.name for row in table.coded() if len(row.name) >= _SHORTEST or row.name.endswith(_MONEY)]
    shorter = [name.removesuffix("支出") for name in names]
    return tuple(dict.fromkeys((*names, *(name for name in shorter if len(name) >= _SHORTEST))))
