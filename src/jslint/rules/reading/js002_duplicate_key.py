"""JS002: a name that stands twice at one level."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check, Repair
from jslint.report.model import Report
from jslint.report.tables import Flaw
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
    blames="row",
)


MOST = 20
"""Repetitions that are named beside the first."""

ENOUGH = 3
"""Repetitions within one table or form from which their cause is one: a heading or a dash that is lost, or a passage pasted twice."""

HEADS = frozenset({"栏目", "科目", "合计", "说明", "收入", "支出"})
"""The names that every table has once."""


def check(report: Report) -> Iterator[Check]:
    """One finding for each repetition, at the repeated name; for many in one place, and for parts pasted twice, one at the first."""
    flaws = report.flaws("duplicate-key")
    groups: dict[str, list[Flaw]] = {}
    for flaw in flaws:
        groups.setdefault(flaw.detail[1], []).append(flaw)
    for piece, group in groups.items():
        if len(group) >= ENOUGH or not piece:
            yield _finding(group[0], group[1:])
        else:
            yield from (_finding(flaw, []) for flaw in group)
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


def _finding(flaw: Flaw, others: list[Flaw]) -> Check:
    name, piece, *row = flaw.detail
    hint = ""
    if others:
        cause = "这里的上面可能少了一行标题或列表项开头的“- ”，也可能是粘贴了两遍" if piece else "可能是整段粘贴了两遍"
        hint = f"另有 {len(others)} 个名称也出现了两次，{cause}。"
    elif name in HEADS:
        hint = "如果这里是另一张表，它的表名一行可能丢了。"
    message = f"名称“{name}”在同一级出现了两次，这里的一个没有参加核对。{hint}{ABOUT.advice}"
    related = tuple((other.anchor, f"“{other.detail[0]}”也出现了两次") for other in others[:MOST])
    repairs = (Repair("删去重复的一行", flaw.mends, safe=bool(row)),) if flaw.mends and not others else ()
    return found(ABOUT, Place(piece, name), flaw.anchor, message, related=related, repairs=repairs)


RULE = rule(ABOUT, check)
