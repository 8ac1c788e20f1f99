"""JS012: a row with more or fewer cells than the table has columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
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
            "    合计: ⟦JS012⟧[1,109.30, 52.58, 56.72]⟦/⟧\n"
            "    科目:\n      - ⟦JS012⟧[208, 社会保障和就业支出, 3.25, 3.25]⟦/⟧\n"
        ),
    ),
    waivable=False,
)


def check(report: Report) -> Iterator[Check]:
    """One finding for each such row, at the row."""
    flaws = report.flaws("column-count")
    for flaw in flaws:
        words, expected, got, *cells = flaw.detail
        message = f"“{words}”一行应有 {expected} 格，实有 {got} 格，这一行没有参加核对。{_split(cells)}{ABOUT.advice}"
        yield found(ABOUT, Place(flaw.anchor.piece, words), flaw.anchor, message, subject=f"{words} {got}")
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


def _split(cells: list[str]) -> str:
    """Two neighbours that look like one amount with a thousands comma: 20 and 323.21."""
    for first, second in pairwise(cells):
        head = second.partition(".")[0]
        if first.isdigit() and len(first) <= 3 and first != "0" and head.isdigit() and len(head) == 3:
            return f"“{first}”和“{second}”像是一个金额 {first},{second} 被逗号拆开了。"
    return ""


RULE = rule(ABOUT, check)
