"""JS409: what fell to zero fell by 100 %."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import HUNDRED
from jslint.kinds.narrative import OPERATING
from jslint.kinds.proportions import ratios
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Growth
from jslint.report.model import Report
from jslint.report.quantities import Missing
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import section
from jslint.rules.trend._each import nothing, topics

TEXT = "机关运行经费支出0.00万元，比2022年度减少8.00万元，下降{p}。主要原因是机构撤并。"

ABOUT = About(
    code="JS409",
    name="fall-to-zero",
    title="减少到零的，下降幅度是 100%",
    severity="error",
    basis="本年数为零、上年数不为零时，下降幅度＝上年数÷上年数＝100%。",
    why="本年没有发生而上年有，减少额就是上年数，下降幅度只能是 100%。",
    advice="请核对本年数和下降幅度。",
    good=(Example(section(OPERATING, TEXT.format(p="100%"))),),
    bad=(Example(section(OPERATING, TEXT.format(p="⟦JS409⟧80%⟦/⟧"))),),
    derived=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    tried = False
    for claim, ratio in ratios(report, topic, Growth):
        if isinstance(ratio, Missing) or claim.of != "prior" or claim.base is None:
            continue
        if claim.base.number == 0 and ratio.expected() == HUNDRED:
            tried = True
            yield judge(ABOUT, ratio)
    if not tried:
        yield nothing(ABOUT, topic, "没有减少到零的数")


RULE = rule_per(ABOUT, topics, _check)
