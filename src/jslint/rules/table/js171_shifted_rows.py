"""JS171: a block of amounts that slid against the names of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.economic import ECONOMIC_TABLE
from jslint.kinds.sequences import FEWEST_AMOUNTS, Entry, astray
from jslint.kinds.shifted import Block, Slide, block_of, is_sum, moved_whole, off_their_sums
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, found, rule_per

MOST_TOLD = 24
"""Related places that a message names."""

SUMMARY, FISCAL = "收入支出决算总表", "财政拨款收入支出决算总表"
INCOME, SPENT, GENERAL = "收入决算表", "支出决算表", "一般公共预算财政拨款支出决算表"

SISTERS: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    (GENERAL, "小计"): ((SPENT, "本年支出合计"), (INCOME, "财政拨款收入"), (INCOME, "本年收入合计")),
    (GENERAL, "基本支出"): ((SPENT, "基本支出"),),
    (GENERAL, "项目支出"): ((SPENT, "项目支出"),),
    (SPENT, "本年支出合计"): ((GENERAL, "小计"), (INCOME, "本年收入合计"), (INCOME, "财政拨款收入")),
    (SPENT, "基本支出"): ((GENERAL, "基本支出"),),
    (SPENT, "项目支出"): ((GENERAL, "项目支出"),),
    (INCOME, "本年收入合计"): ((SPENT, "本年支出合计"), (GENERAL, "小计")),
    (INCOME, "财政拨款收入"): ((GENERAL, "小计"), (SPENT, "本年支出合计")),
    (SUMMARY, "金额"): ((SPENT, "本年支出合计"),),
    (FISCAL, "合计"): ((GENERAL, "小计"), (SPENT, "本年支出合计")),
    (FISCAL, "一般公共预算财政拨款"): ((GENERAL, "小计"),),
}
"""Columns that print the same amounts, wholly or for the most part, and those that they are laid beside."""

_SISTER = """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    科目:
      - [2080501, 行政单位离退休,                   9.10, 9.10, 0.00, 0.00, 0.00, 0.00]
      - [2080502, 事业单位离退休,                   0.00, 0.00, 0.00, 0.00, 0.00, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, 0.00, 0.00, 0.00, 0.00]
      - [2101101, 行政单位医疗,                     1.53, 1.53, 0.00, 0.00, 0.00, 0.00]
      - [2101103, 公务员医疗补助,                   1.04, 1.04, 0.00, 0.00, 0.00, 0.00]
      - [2210201, 住房公积金,                       2.87, 2.87, 0.00, 0.00, 0.00, 0.00]
"""

ABOUT = About(
    code="JS171",
    name="shifted-rows",
    title="一段数字整体错行",
    severity="warning",
    basis="同一科目在各表中的数字应当一致，每一类等于其下各款；从已公开报告中见过的错行：下移 2 行、又变成 5 行；302 类整体上移 1 行。",
    why=(
        "粘贴时少选或多选了几行，一段数字就会整体对到别的科目上：单看每个数字都对，却都站错了行。"
        f"至少 {FEWEST_AMOUNTS} 个不同的数字依次与别的表中其他科目的数字相同，或移动一行后正好等于本类合计，就不会是巧合。"
        "由它造成的各处不符不再逐一列出，作为连带结果附在后面。"
    ),
    advice="请把这一段数字移回各自的科目。",
    good=(
        Example(
            "决算表:\n"
            + _SISTER
            + """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    科目:
      - [2080501, 行政单位离退休,                   9.00, 9.00, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, 0.00]
      - [2101101, 行政单位医疗,                     1.53, 1.53, 0.00]
      - [2101103, 公务员医疗补助,                   1.04, 1.04, 0.00]
      - [2210201, 住房公积金,                       2.78, 2.78, 0.00]
"""
        ),
    ),
    bad=(
        Example(
            "决算表:\n"
            + _SISTER
            + """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    科目:
      - [208,     社会保障和就业支出,               12.35, 12.35, 0.00]
      - [2080501, 行政单位离退休,                   0.00, 0.00, 0.00]
      - [2080502, 事业单位离退休,                   ⟦JS171⟧9.10⟦/⟧, 9.10, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 0.00, 0.00, 0.00]
      - [2101101, 行政单位医疗,                     3.25, 3.25, 0.00]
      - [2101103, 公务员医疗补助,                   1.53, 1.53, 0.00]
      - [2210201, 住房公积金,                       1.04, 1.04, 0.00]
      - [2210203, 购房补贴,                         2.87, 2.87, 0.00]
"""
        ),
        Example(
            """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [303,   对个人和家庭的补助,       0.00]
      - [30309, 奖励金,                   0.00]
      - [30399, 其他对个人和家庭的补助,   ⟦JS171⟧6.31⟦/⟧]
      - [302,   商品和服务支出,           2.77]
      - [30201, 办公费,                   0.04]
      - [30211, 差旅费,                   2.50]
      - [30226, 劳务费,                   0.22]
      - [30227, 委托业务费,               0.78]
      - [30229, 福利费,                   ~]
"""
        ),
    ),
)


def keys(_report: Report) -> Iterator[str]:
    """The tables that have a sister, and the economic one, that has its own class sums."""
    yield from dict.fromkeys(table for table, _ in SISTERS)
    yield ECONOMIC_TABLE


def check(report: Report, key: str) -> Iterator[Check]:
    """One trial for the table; one finding for all that slid in it."""
    table = report.table(key)
    if table is None or table.is_blank:
        yield Check(ABOUT.code, Place(f"决算表/{key}"), "not_applicable", reason=f"没有《{key}》或为空表")
        return
    blocks = list(off_their_sums(table)) if key == ECONOMIC_TABLE else list(_off_their_sisters(table, report))
    if blocks:
        yield _finding(table, blocks)
    else:
        yield Check(ABOUT.code, Place(table.piece), "holds")


def _finding(table: Table, blocks: list[Block]) -> Check:
    figures = tuple(dict.fromkeys(figure for block in blocks for figure in block.astray))
    instead = {id(figure): (figure, number) for block in reversed(blocks) for figure, number in block.instead}
    first = min(figures, key=lambda figure: figure.span)
    rows = len({figure.place.row for figure in figures})
    message = (
        f"《{table.title}》从“{first.place.inner_words()}”起 {rows} 行数字疑为整体错行："
        f"{blocks[0].evidence}。{ABOUT.advice}"
    )
    related = tuple((figure.anchor, f"{figure.place.inner_words()} {figure.shown}") for figure in figures)
    return found(
        ABOUT,
        Place(table.piece, first.place.row, first.place.column),
        first.anchor,
        message,
        figures=(first, *(figure for figure in figures if figure is not first)),
        related=related[:MOST_TOLD],
        instead=tuple(instead.values()),
    )


# against a sister table


def _off_their_sisters(table: Table, report: Report) -> Iterator[Block]:
    slides = []
    for (key, column), sisters in SISTERS.items():
        if key == table.key:
            found_ = (_beside(table, column, report.table(other), theirs) for other, theirs in sisters)
            slides.append(max((slide for slide in found_ if slide), key=lambda slide: len(slide.homes), default=None))
    found_slides = sorted((slide for slide in slides if slide), key=lambda slide: -len(slide.homes))
    if found_slides and moved_whole(found_slides[0]):
        yield block_of(found_slides[0], tuple(found_slides[0].rows[0].cells))
    else:
        yield from (block_of(slide, (slide.column,)) for slide in found_slides)


def _beside(table: Table, column: str, sister: Table | None, theirs: str) -> Slide | None:
    if sister is None or sister.is_blank or not _is_likelier_wrong(table, column, sister, theirs):
        return None
    two_sided = table.spec is not None and table.spec.form == "sides"
    rows = _rows(table, column, classes=two_sided)
    own = _entries(rows, column)
    other = _entries(_rows(sister, theirs, classes=two_sided), theirs)
    found_ = astray(own, other, complete=two_sided)
    if not found_:
        return None
    first = found_[0]
    evidence = (
        f"{own[first.index].figure.shown} 是《{sister.title}》中“{first.sister.figure.place.row}”的数字，"
        f"以下各行也依次与《{sister.title}》其他科目的数字相同"
    )
    at = {entry.name: index for index, entry in enumerate(own)}
    homes = tuple((each.index, at.get(each.sister.name)) for each in found_)
    numbers = {entry.name: entry.figure.number for entry in other}
    settled = frozenset(
        index
        for index, entry in enumerate(own)
        if entry.figure.number and entry.figure.number == numbers.get(entry.name)
    )
    return Slide(rows, column, homes, settled, evidence)


def _rows(table: Table, column: str, *, classes: bool) -> tuple[Row, ...]:
    return tuple(
        row
        for row in table.coded()
        if column in row.cells and (not classes or len(row.code or "") == 3) and row.side in {None, "支出"}
    )


def _entries(rows: tuple[Row, ...], column: str) -> list[Entry]:
    return [Entry(row.code or "", row.cells[column]) for row in rows]


def _is_likelier_wrong(table: Table, column: str, sister: Table, theirs: str) -> bool:
    """Of two tables the one whose own sums break more has slid; where neither's do, the later one."""
    if table.spec is not None and table.spec.form == "sides":
        return _breaches(sister, theirs) == 0
    own, other = _breaches(table, column), _breaches(sister, theirs)
    return own > other or (
        own == other and (table.key, sister.key) in {(GENERAL, SPENT), (SPENT, INCOME), (GENERAL, INCOME)}
    )


def _breaches(table: Table, column: str) -> int:
    return sum(1 for row in table.coded() if table.children(row) and not _adds_up(table, row, column))


def _adds_up(table: Table, row: Row, column: str) -> bool:
    cells = [each.cells.get(column) for each in (row, *table.children(row))]
    figures = [figure for figure in cells if figure is not None]
    return len(figures) < len(cells) or is_sum(figures)


RULE = rule_per(ABOUT, keys, check)
