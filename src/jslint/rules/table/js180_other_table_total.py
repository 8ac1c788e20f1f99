"""JS180: the total of a table that no layout knows is not what its rows add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from jslint.figure import Figure, Place
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.relation import Sum, Term
from jslint.report.loose_table import BESIDE, LooseRow, LooseTable
from jslint.report.model import Report
from jslint.report.titles import normalise
from jslint.rule import About, Example, rule_per

ABOUT = About(
    code="JS180",
    name="other-table-total-mismatch",
    title="其他表的合计与各行相加不符",
    severity="warning",
    basis="表内合计等于各行之和。",
    why=(
        "版式以外的表没有固定的关系，只有“合计”一行和各行相加能够核对。有“其中”、小计、多级编码或别的层次的表，"
        "以及去掉一两行就相符的表，分不清哪些行该相加，不提示；比率、单价、年份各栏不相加。"
    ),
    advice="请核对合计和各行，看是否漏行或打错。",
    good=(
        Example(
            "其他表:\n  资产表:\n    栏目: [项目, 数量, 金额]\n    行:\n      - [车辆, 3, 12.50]\n      - [设备, 5, 7.50]\n      - [合计, 8, 20.00]\n"
        ),
    ),
    bad=(
        Example(
            "其他表:\n  资产表:\n    栏目: [项目, 数量, 金额]\n    行:\n      - [车辆, 3, 12.50]\n      - [设备, 5, 7.50]\n      - [用房, 1, 30.00]\n      - [合计, 9, ⟦JS180⟧61.00⟦/⟧]\n"
        ),
    ),
)
_TOTAL = frozenset({"合计", "总计"})
_LAYERED = Pattern(r"^\s*其中|[合小总][ 　]*计|^[\s　]*[（(][0-9一二三四五六七八九十]{1,2}[）)]")
_RANK = Pattern(r"\s*[一二三四五六七八九十]{1,3}[、.．]")
"""Where only some rows have one (一、基本支出, 人员经费), the others are their parts."""
_NO_SUM = Pattern(r"率|比|占|%|单价|标准|均|年|幅|编码|代码|序号|行次")
_LEAST, _MOST = 2, 200


def keys(report: Report) -> list[str]:
    """Each table of 其他表."""
    return [table.piece for table in report.loose_tables()]


def check(report: Report, key: str) -> Iterable[Check]:
    """Every column of amounts of a table with one total."""
    table = next((table for table in report.loose_tables() if table.piece == key), None)
    if table is None:
        return
    if normalise(table.title).endswith(BESIDE):
        yield Check(ABOUT.code, Place(key), "not_applicable", reason="是一张表的其他栏目，各行的层次同那张表")
        return
    totals = [row for row in table.rows if normalise(row.label) in _TOTAL]
    parts = [row for row in table.rows if row.figures and normalise(row.label) not in _TOTAL]
    if len(totals) != 1 or not _LEAST <= len(parts) <= _MOST or _is_layered(parts):
        yield Check(ABOUT.code, Place(key), "not_applicable", reason="没有一行合计，或者各行有层次")
        return
    yield from _columns(table, totals[0], parts)


def _is_layered(rows: Iterable[LooseRow]) -> bool:
    """Whether rows are parts of other rows, by their words or by codes of several lengths."""
    labels = [cell.value for row in rows for at, cell in enumerate(row.cells) if at not in row.figures or at == 0]
    numbered = {bool(_RANK.match(row.label)) for row in rows}
    codes = {len(label) for label in labels if label.isdigit() and len(label) in {3, 5, 7}}
    return (
        len(codes) > 1
        or len(numbered) > 1
        or any(_LAYERED.search(label) for label in labels)
        or any(not row.label for row in rows)
    )


def _columns(table: LooseTable, total: LooseRow, parts: list[LooseRow]) -> Iterator[Check]:
    for at, figure in total.figures.items():
        title = table.titles[at].value if at < len(table.titles) else ""
        column = [row.figures[at] for row in parts if at in row.figures]
        if len(column) < _LEAST or _NO_SUM.search(title):
            continue
        relation = Sum((Term(figure),), tuple(map(Term, column)), right_words="各行相加")
        if relation.weigh().outcome == "broken" and _holds_without_some(figure, column):
            yield Check(ABOUT.code, figure.place, "not_applicable", reason="去掉一两行就相符，各行可能有层次")
        else:
            yield judge(ABOUT, relation)


def _holds_without_some(total: Figure, column: list[Figure]) -> bool:
    """Whether leaving out one row or two makes the sum right: they may be parts of other rows."""
    if total.number is None or any(figure.number is None for figure in column):
        return True
    over = sum(figure.value for figure in column) - total.value
    values = [figure.value for figure in column]
    return any(value == over for value in values) or any(a + b == over for a, b in combinations(values, 2))


RULE = rule_per(ABOUT, keys, check)
