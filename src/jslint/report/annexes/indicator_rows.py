"""The indicators of a form: merged names filled in, target and actual value read, weights, scores and deviations bound."""

from __future__ import annotations

from msgspec import Struct

from jslint.figure import Anchor, Figure, Place
from jslint.report.annexes.form import Indicator
from jslint.report.annexes.grid import COLUMNS, Grid, printed_span, text_of
from jslint.report.annexes.names import FormNames
from jslint.report.annexes.quantity import Quantity, read_quantity
from jslint.report.meant_names import are_rows, are_words, with_meant
from jslint.report.tables import Flaw
from jslint.report.titles import normalise
from jslint.report.torn_rows import says_the_same
from jslint.tree import Mapping, Node, Scalar, Sequence, children

INDICATOR_COLUMNS = (
    "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差度", "偏差原因及改进措施",
)  # fmt: skip
LEVELS = ("一级指标", "二级指标", "三级指标", "四级指标")
LEVEL_WEIGHTS = ("一级分值", "二级分值", "三级分值", "四级分值")
REASON = "偏差原因及改进措施"
TARGET, ACTUAL = "年度指标值", "实际完成值"
TOTALS, SUBTOTALS = frozenset({"总分", "合计", "总计", "自评总分"}), frozenset({"小计"})
ROWS = "指标"

Cells = dict[str, tuple[Scalar, str]]


class Indicators(Struct, frozen=True):
    """What the block holds: indicators, canonical columns, and weight and score of a total row if it has one."""

    indicators: tuple[Indicator, ...]
    columns: frozenset[str]
    total: tuple[Figure | None, Figure | None] | None


def read_indicators(piece: str, node: Mapping, names: FormNames, flaws: list[Flaw]) -> Indicators:
    """Read the block; rows that the form leaves empty are no indicators, subtotals are passed over."""
    node = with_meant(node, {COLUMNS: are_words, ROWS: are_rows}, piece, flaws)
    grid = Grid(piece, names, "indicators", flaws)
    grid.bind(node.get(COLUMNS), INDICATOR_COLUMNS)
    rows = node.get(ROWS)
    found: list[Indicator] = []
    total: tuple[Figure | None, Figure | None] | None = None
    carried: tuple[str, ...] = ("",) * len(LEVELS)
    items = rows.items if isinstance(rows, Sequence) else ()
    for before, item in zip((None, *items), items, strict=False):
        if before is not None and says_the_same(before, item) and _names_something(item):
            flaws.append(Flaw("duplicate-key", Anchor(piece, item.span), (_words(item), piece)))
            continue
        cells = grid.cells(item, "指标")
        if cells is None:
            continue
        own = tuple(text_of(cells.get(level)) for level in LEVELS)
        carried = _carried(own, carried, grid.keys)
        labels = {normalise(label).rstrip(":") for label in own}
        if labels & TOTALS:
            total = (grid.figure("总分", "分值", cells.get("分值")), grid.figure("总分", "得分", cells.get("得分")))
        elif not labels & SUBTOTALS:
            indicator = _indicator(grid, cells, carried, Anchor(piece, item.span))
            found.extend([indicator] if indicator else [])
    return Indicators(tuple(found), grid.keys, total)


def _words(row: Node) -> str:
    return " ".join(cell.value for cell in children(row) if isinstance(cell, Scalar) and not cell.is_null)[:40]


def _names_something(row: Node) -> bool:
    """Whether a row says what it measures; rows that a form leaves empty may be alike."""
    return any(isinstance(cell, Scalar) and not cell.is_null for cell in list(children(row))[: len(LEVELS) - 1])


def _indicator(grid: Grid, cells: Cells, levels: tuple[str, ...], anchor: Anchor) -> Indicator | None:
    """None for a row that was left empty: neither a name at the last level nor any value."""
    last = next((level for level in reversed(LEVELS) if level in grid.keys), LEVELS[2])
    values = [cell for column, cell in cells.items() if column not in LEVELS]
    if not text_of(cells.get(last)) and all(_is_blank(scalar) for scalar, _ in values):
        return None
    name = next((level for level in reversed(levels) if level), "（无名称）")
    named = cells.get(last)
    weight, level_weights = _weights(grid, cells, name)
    return Indicator(
        name=name,
        levels=levels,
        anchor=Anchor(grid.piece, named[0].span) if named and not named[0].is_null else anchor,
        target=_quantity(grid.piece, name, cells.get(TARGET)),
        actual=_quantity(grid.piece, name, cells.get(ACTUAL)),
        weight=weight,
        score=grid.figure(name, "得分", cells.get("得分")),
        deviation=grid.figure(name, "偏差度", cells.get("偏差度")),
        reason=text_of(cells.get(REASON)),
        level_weights=level_weights,
    )


def _weights(grid: Grid, cells: Cells, name: str) -> tuple[Figure | None, tuple[Figure | None, ...]]:
    """The indicator's weight and those of the levels above it; where weights are printed by level only, the lowest is its own."""
    weights = [grid.figure(name, column, cells.get(column)) for column in LEVEL_WEIGHTS]
    weight = grid.figure(name, "分值", cells.get("分值"))
    used = [index for index, column in enumerate(LEVEL_WEIGHTS) if column in grid.keys]
    if not used:
        return weight, ()
    if "分值" not in grid.keys:
        weight, weights[used[-1]] = weights[used[-1]], None
    return weight, tuple(weights)


def _quantity(piece: str, name: str, cell: tuple[Scalar, str] | None) -> Quantity | None:
    if cell is None:
        return None
    scalar, title = cell
    return read_quantity(scalar, Place(piece, name, title), Anchor(piece, printed_span(scalar)))


def _carried(own: tuple[str, ...], above: tuple[str, ...], columns: frozenset[str]) -> tuple[str, ...]:
    """The names of a row, merged cells filled in: a blank one is 同上 while no higher level has changed."""
    names: list[str] = []
    last = max((index for index, level in enumerate(LEVELS) if level in columns), default=-1)
    changed = False
    for index, (mine, old) in enumerate(zip(own, above, strict=True)):
        same = not mine and not changed and index < last
        names.append(old if same else mine)
        changed = changed or (bool(mine) and mine != old)
    return tuple(names)


def _is_blank(scalar: Scalar) -> bool:
    return scalar.is_null or scalar.value.strip() in {"", "-", "—", "/"}
