"""JS002: a name that stands twice at one level."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS002",
    name="duplicate-key",
    title="同一级出现两个相同的名称",
    severity="error",
    basis="YAML 1.2：同一映射中的键不得重复；报告文件格式：一处内容只有一个位置。",
    why="同一张表、同一级里写了两个相同的名称，其中一个会被当成不存在，核对结果就不可信。本工具只读第一个。",
    advice="请删去多余的一个，或改成它本来的名称。",
    good=(Example("决算表:\n  收入支出决算总表:\n    收入: {其他收入: 1.00, 总计: 1.00}\n"),),
    bad=(Example("决算表:\n  收入支出决算总表:\n    收入:\n      其他收入: 1.00\n      ⟦JS002⟧其他收入⟦/⟧: 2.00\n"),),
    waivable=False,
)


def check(report: Report) -> Iterator[Check]:
    """One finding for each repetition, at the repeated name."""
    flaws = report.flaws("duplicate-key")
    for flaw in flaws:
        name, piece = flaw.detail
        message = f"名称“{name}”在同一级出现了两次，这里的一个没有参加核对。{ABOUT.advice}"
        yield found(ABOUT, Place(piece, name), flaw.anchor, message)
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


RULE = rule(ABOUT, check)
