"""JS012: a row with more or fewer cells than the table has columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jslint.figure import Place
from jslint.ledger import Check, Repair
from jslint.report.model import Report
from jslint.report.tables import Flaw
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS012",
    name="column-count",
    title="一行的格数与栏目数不一致",
    severity="error",
    basis="报告文件格式：表中每一行的数字与“栏目”一一对应。",
    why="格数不对，就不知道哪个数字属于哪一栏，这一行不能参加核对。常见的原因是漏了一格空白（应写 ~），或者金额里的千分位逗号把一个数拆成了两格。",
    advice="请逐格对照栏目；空白格写 ~，带千分位逗号的金额加引号或去掉逗号。",
    good=(
        Example(
            "决算表:\n  一般公共预算财政拨款支出决算表:\n    栏目: [小计, 基本支出, 项目支出]\n    合计: ['1,109.30', 52.58, ~]\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  一般公共预算财政拨款支出决算表:\n    栏目: [小计, 基本支出, 项目支出]\n"
            "    合计: [⟦JS012⟧1,109.30⟦/⟧, 52.58, 56.72]\n"
            "    科目:\n      - ⟦JS012⟧[208, 社会保障和就业支出, 3.25, 3.25]⟦/⟧\n"
        ),
    ),
    waivable=False,
    blames="characters",
)


ENOUGH = 4
"""Rows of one table with the same wrong number of cells from which the cause is one."""

MOST = 20
"""Rows that are named beside the first."""

_SLIPS = {
    "no comma": "“{first}”和“{second}”之间缺少逗号，请补上",
    "full-width comma": "“{first}”和“{second}”之间的逗号是全角的，请改成半角的“,”",
    "thousands comma": "金额 {first} 被千分位逗号拆成了几格，请加上引号或去掉逗号",
    "no quote": "金额 {first} 的引号没有配对，请补上",
    "no bracket": "缺少开头的“[”，请补上",
}
"""What one small edit mends, and what to do (`report/torn_rows.py`)."""

_TITLES = {
    "no comma": "补上逗号",
    "full-width comma": "改成半角逗号",
    "thousands comma": "给金额加上引号",
    "no quote": "补上引号",
    "no bracket": "补上“[”",
}


def check(report: Report) -> Iterator[Check]:
    """One finding for each such row: at the slip where it can be only one, else at the row."""
    flaws, torn = report.flaws("column-count"), report.flaws("torn-row")
    for flaw in torn:
        yield _torn(flaw)
    groups: dict[tuple[str, ...], list[Flaw]] = {}
    for flaw in flaws:
        groups.setdefault((flaw.anchor.piece, *flaw.detail[1:3]), []).append(flaw)
    alone = []
    for group in groups.values():
        if len(group) >= ENOUGH:
            yield _of_columns(group)
        else:
            alone.extend(group)
    for flaw in alone:
        words, expected, got, *cells = flaw.detail
        message = f"“{words}”一行应有 {expected} 格，实有 {got} 格，这一行没有参加核对。{_split(cells)}{ABOUT.advice}"
        yield found(ABOUT, Place(flaw.anchor.piece, words), flaw.anchor, message, subject=f"{words} {got}")
    if not flaws and not torn:
        yield Check(ABOUT.code, Place("报告"), "holds")


def _torn(flaw: Flaw) -> Check:
    """A row that is read as it was meant."""
    words, slip, first, second = flaw.detail
    said = _SLIPS[slip].format(first=first, second=second)
    message = f"“{words}”一行：{said}。这一行已按改正后的写法核对。"
    repairs = (Repair(_TITLES[slip], flaw.mends, safe=True),)
    return found(
        ABOUT, Place(flaw.anchor.piece, words), flaw.anchor, message, repairs=repairs, subject=f"{words} {slip}"
    )


def _of_columns(group: list[Flaw]) -> Check:
    """Many rows that are alike: it is the titles of the columns that do not fit."""
    first = group[0]
    words, expected, got, *_ = first.detail
    message = (
        f"“{words}”等 {len(group)} 行应有 {expected} 格，实有 {got} 格，这些行没有参加核对。"
        f"各行都是如此，多半是“栏目”一行丢了或少写、多写了栏目。请对照公开的表核对“栏目”。"
    )
    related = tuple((flaw.anchor, f"“{flaw.detail[0]}”") for flaw in group[1:MOST])
    return found(
        ABOUT, Place(first.anchor.piece, words), first.anchor, message, related=related, subject=f"{words} {got}"
    )


def _split(cells: list[str]) -> str:
    """Two neighbours that look like one amount with a thousands comma: 20 and 323.21."""
    for first, second in pairwise(cells):
        head = second.partition(".")[0]
        if first.isdigit() and len(first) <= 3 and first != "0" and head.isdigit() and len(head) == 3:
            return f"“{first}”和“{second}”像是一个金额 {first},{second} 被逗号拆开了。"
    return ""


RULE = rule(ABOUT, check)
