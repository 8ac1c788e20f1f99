"""JS022: an explanation of what is no finding any more."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.explanations import PART, waivers
from jslint.report.model import Report
from jslint.rule import About, Example, Verdicts, found, rule_of_verdicts
from jslint.rules.reading.js021_lapsed_waiver import explains, unexplained

_WAIVER = (
    "核实说明:\n  - 规则: JS103\n    指纹: {}\n    说明: 上级要求保留原数。\n    核实人: 财务科\n    日期: 2024-09-12\n"
)
_TABLE = "决算表:\n  收入支出决算总表:\n    收入: {{本年收入合计: 3.40, 总计: 3.40}}\n    支出: {{总计: {}}}\n"

ABOUT = About(
    code="JS022",
    name="unused-waiver",
    title="核实说明没有对应的问题",
    severity="warning",
    basis="本工具自身的约定：核实说明与所说明的问题同在。",
    why="它说明的问题已经不存在。留着它，将来同样的问题再出现时会被悄悄放过。",
    advice="请删去这一条。",
    good=(Example(_TABLE.format("4.40") + _WAIVER.format("ka3d94294")),),
    bad=(Example(_TABLE.format("3.40") + _WAIVER.format("⟦JS022⟧k0000000a⟦/⟧")),),
    waivable=False,
)


def check(report: Report, verdicts: Verdicts) -> Iterator[Check]:
    """One trial for each entry of a rule that was tried: unused where nothing of the rule is broken or explained by it."""
    for waiver in waivers(report):
        if waiver.code not in verdicts.tried or not verdicts.abouts[waiver.code].waivable:
            continue
        place = Place(PART, f"{waiver.code} {waiver.fingerprint}")
        if explains(waiver, verdicts) or unexplained(waiver.code, verdicts):
            yield Check(ABOUT.code, place, "holds")
            continue
        title = verdicts.abouts[waiver.code].title
        message = f"{waiver.code}（{title}）在这份报告里没有指纹为 {waiver.fingerprint} 的问题，这条核实说明没有用处。{ABOUT.advice}"
        yield found(ABOUT, place, waiver.at("指纹"), message)


RULE = rule_of_verdicts(ABOUT, check)
