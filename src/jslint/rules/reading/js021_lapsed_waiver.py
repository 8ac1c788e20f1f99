"""JS021: an explanation of figures that have changed since."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.fingerprint import fingerprint
from jslint.ledger import Check
from jslint.report.explanations import PART, Waiver, waivers
from jslint.report.model import Report
from jslint.rule import About, Example, Verdicts, found, rule_of_verdicts

_WAIVER = (
    "核实说明:\n  - 规则: JS103\n    指纹: {}\n    说明: 上级要求保留原数。\n    核实人: 财务科\n    日期: 2024-09-12\n"
)
_TABLE = "决算表:\n  收入支出决算总表:\n    收入: {本年收入合计: 3.40, 总计: 3.40}\n    支出: {总计: 4.40}\n"

ABOUT = About(
    code="JS021",
    name="lapsed-waiver",
    title="核实说明所说的数字已经改变",
    severity="warning",
    basis="本工具自身的约定：核实说明只对当时的数字有效，所涉数字一变即失效。",
    why="有人核实的是当时的数字。数字改了，原来的说明不能再替它负责。",
    advice="请重新核实：数字无误的，把指纹换成新的并改写说明；数字有误的，改正数字并删去这一条。",
    good=(Example(_TABLE + _WAIVER.format("ka3d94294")),),
    bad=(Example(_TABLE + _WAIVER.format("⟦JS021⟧k0000000a⟦/⟧")),),
    waivable=False,
)


def check(report: Report, verdicts: Verdicts) -> Iterator[Check]:
    """One trial for each entry of a rule that was tried: lapsed where the rule is broken by other figures, unexplained."""
    for waiver in waivers(report):
        if waiver.code not in verdicts.tried or not verdicts.abouts[waiver.code].waivable:
            continue
        place = Place(PART, f"{waiver.code} {waiver.fingerprint}")
        open_ = [] if explains(waiver, verdicts) else unexplained(waiver.code, verdicts)
        if not open_:
            yield Check(ABOUT.code, place, "holds")
            continue
        names = "、".join(dict.fromkeys(fingerprint(each) for each in open_[:3]))
        message = (
            f"这条核实说明（{waiver.code}，指纹 {waiver.fingerprint}）所说的数字已经改变，不再有效；"
            f"{waiver.code} 现在的指纹是 {names}。{ABOUT.advice}"
        )
        yield found(ABOUT, place, waiver.at("指纹"), message)


def explains(waiver: Waiver, verdicts: Verdicts) -> bool:
    """Whether the entry's rule has a trial, broken or explained, that bears its fingerprint."""
    return any(
        each.code == waiver.code and fingerprint(each) == waiver.fingerprint
        for check in verdicts.ledger
        if check.outcome in {"waived", "broken"}
        for each in (check, *check.consequences)
    )


def unexplained(code: str, verdicts: Verdicts) -> list[Check]:
    """The broken trials of a rule that nothing explains."""
    return [check for check in verdicts.ledger if check.code == code and check.outcome == "broken"]


RULE = rule_of_verdicts(ABOUT, check)
