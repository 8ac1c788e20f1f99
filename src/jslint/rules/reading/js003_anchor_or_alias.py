"""JS003: YAML features that give one text two places."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS003",
    name="anchor-or-alias",
    title="用了锚点、别名、合并键或标签",
    severity="error",
    basis="报告文件格式：一处内容只有一个位置，因此不用锚点（&）、别名（*）、合并键（<<）和标签（!）。",
    why="别名让一个数字同时出现在几处，改一处等于改几处，提示也无法指明位置；标签会改变数字的含义。报告里印几遍就写几遍。",
    advice="请把内容照原样写出来；如果这是文字开头的符号，请给文字加上引号。",
    good=(Example("决算表:\n  收入支出决算总表:\n    收入: {总计: 1.00}\n    支出: {总计: 1.00}\n"),),
    bad=(
        Example(
            "决算表:\n  收入支出决算总表:\n    收入: {总计: ⟦JS003⟧&total⟦/⟧ 1.00}\n    支出: {总计: ⟦JS003⟧*total⟦/⟧}\n"
        ),
        Example("决算表:\n  收入支出决算总表:\n    收入: {总计: ⟦JS003⟧!!float⟦/⟧ 1.00}\n"),
    ),
    waivable=False,
)

_WORDS = {"alias": "别名", "anchor": "锚点", "tag": "标签", "merge": "合并键"}


def check(report: Report) -> Iterator[Check]:
    """One finding for each such sign, at the sign."""
    flaws = report.flaws("anchor-or-alias")
    for flaw in flaws:
        kind, piece = flaw.detail
        message = f"这里用了 YAML 的{_WORDS.get(kind, kind)}，这一处内容没有参加核对。{ABOUT.advice}"
        yield found(ABOUT, Place(piece), flaw.anchor, message, subject=f"{piece} {kind} {flaw.anchor.span.start}")
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


RULE = rule(ABOUT, check)
