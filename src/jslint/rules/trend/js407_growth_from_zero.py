"""JS407: no growth rate can be stated on a prior year of zero."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import OVERVIEW
from jslint.kinds.proportions import ratios
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Growth
from jslint.report.model import Report
from jslint.report.quantities import Missing
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import section
from jslint.rules.trend._each import nothing, on_zero, topics

ABOUT = About(
    code="JS407",
    name="growth-from-zero",
    title="上年数为零时不应写增长幅度",
    severity="warning",
    basis="除数为零没有增长幅度；增加 0 万元、增长 0% 不算错。",
    why="上年没有发生、今年才有的支出，增长幅度无法计算，写“增长 100%”不对，应写明上年没有这项支出。",
    advice="请删去增长幅度，说明上年没有发生；或核对增减额。",
    good=(Example(section(OVERVIEW, "2023年度收、支总计0.00万元，与上年度相比增加0.00万元，增长0%。")),),
    bad=(
        Example(
            section(
                OVERVIEW, "2023年度收、支总计12.00万元。与上年度相比，收、支总计增加12.00万元，增长⟦JS407⟧100%⟦/⟧。"
            )
        ),
    ),
    derived=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    tried = False
    for _, ratio in ratios(report, topic, Growth):
        if not isinstance(ratio, Missing) and on_zero(ratio):
            tried = True
            yield judge(ABOUT, ratio)
    if not tried:
        yield nothing(ABOUT, topic, "没有以零为上年数的增减幅度")


RULE = rule_per(ABOUT, topics, _check)
