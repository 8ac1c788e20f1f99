"""JS404: no completion rate can be stated on a budget of zero."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.proportions import ratios
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Completion
from jslint.report.model import Report
from jslint.report.quantities import Missing
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import general
from jslint.rules.trend._each import nothing, on_zero, topics

TEXT = (
    "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为{b}万元，支出决算为{a}万元，完成年初预算的{p}。"
)

ABOUT = About(
    code="JS404",
    name="rate-on-zero-budget",
    title="预算数为零时不应写完成率",
    severity="warning",
    basis="除数为零没有完成率；预算、决算都是零而写 0% 的，不算错。",
    why="年初没有安排预算、年中追加的支出，完成率没有意义，应当不写。写成 100% 或其他百分比都不对。",
    advice="请删去完成率，或核对预算数。",
    good=(Example(general(TEXT.format(b="0.00", a="0.00", p="0%"))),),
    bad=(Example(general(TEXT.format(b="0.00", a="30.00", p="⟦JS404⟧100%⟦/⟧"))),),
    yields_to=("JS405",),
    derived=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    tried = False
    for _, ratio in ratios(report, topic, Completion):
        if not isinstance(ratio, Missing) and on_zero(ratio):
            tried = True
            yield judge(ABOUT, ratio)
    if not tried:
        yield nothing(ABOUT, topic, "没有以零为预算的完成率")


RULE = rule_per(ABOUT, topics, _check)
