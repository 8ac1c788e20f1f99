"""JS008: a cell that YAML took for a pair of name and value."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check, Repair
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS008",
    name="map-in-row",
    title="一格里的“词: 词”被当成了名称和内容",
    severity="error",
    basis="YAML 1.2：方括号里的“a: b”是一个单项映射，不是文字。",
    why="表格一行里的一格写成了“词: 词”（半角冒号加空格），YAML 会把它拆成名称和内容，这一格就不再是印出来的文字。",
    advice="请给这一格加上引号，或把冒号改成全角“：”。",
    good=(Example('附件:\n  部门整体自评表:\n    年度主要任务: [甲, "说明: 乙"]\n'),),
    bad=(Example("附件:\n  部门整体自评表:\n    年度主要任务: [甲, ⟦JS008⟧说明: 乙⟦/⟧]\n"),),
    waivable=False,
    blames="characters",
)


def check(report: Report) -> Iterator[Check]:
    """One finding for each such cell, at the cell."""
    flaws = report.flaws("map-in-row")
    for flaw in flaws:
        text, piece = flaw.detail
        message = f"这一格“{text}”被拆成了名称和内容。{ABOUT.advice}"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        repairs = (Repair("给这一格加上引号", ((flaw.anchor, f'"{escaped}"'),)),)
        yield found(ABOUT, Place(piece), flaw.anchor, message, repairs=repairs, subject=f"{piece} {text}")
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


RULE = rule(ABOUT, check)
