"""JS002: a name that stands twice at one level."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check, Repair
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


MOST = 20
"""Parts that are named beside the first."""


def check(report: Report) -> Iterator[Check]:
    """One finding for each repetition, at the repeated name; for whole parts that were pasted twice, one at the first of them."""
    flaws = report.flaws("duplicate-key")
    within = [flaw for flaw in flaws if flaw.detail[1]]
    parts = [flaw for flaw in flaws if not flaw.detail[1]]
    for flaw in (*within, *parts[:1]):
        name, piece = flaw.detail
        rest = f"另有 {len(parts) - 1} 段也出现了两次，可能是整段粘贴了两遍。" if not piece and parts[1:] else ""
        message = f"名称“{name}”在同一级出现了两次，这里的一个没有参加核对。{rest}{ABOUT.advice}"
        related = tuple((other.anchor, f"“{other.detail[0]}”也出现了两次") for other in parts[1:MOST]) if rest else ()
        repairs = (Repair("删去重复的一行", flaw.mends, safe=True),) if flaw.mends else ()
        yield found(ABOUT, Place(piece, name), flaw.anchor, message, related=related, repairs=repairs)
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


RULE = rule(ABOUT, check)
