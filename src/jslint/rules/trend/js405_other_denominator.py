"""JS405: a completion rate that fits another disclosed budget than the one it names."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import printed
from jslint.figure import Figure
from jslint.kinds.proportions import ratios
from jslint.ledger import Check
from jslint.prose.claims import BUDGETS, ROLE_WORDS, Amount, Completion
from jslint.relation import Term
from jslint.relation.ratio import Ratio
from jslint.report.model import Report
from jslint.report.quantities import Missing, budget
from jslint.rule import About, Example, found, rule_per
from jslint.rules.prose._examples import general
from jslint.rules.trend._each import missing, nothing, topics

TEXT = (
    "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为25.00万元，全年预算为40.00万元，支出决算为30.00万元，"
    "完成年初预算的{p}。"
)

MOST_BUDGETS = 12
"""Budgets of one subject that are tried as the denominator."""

ABOUT = About(
    code="JS405",
    name="other-denominator",
    title="完成率用了另一种预算数作分母",
    severity="error",
    basis="完成率的分母是句中所说的预算：年初预算、全年预算或调整预算。",
    why="写“完成年初预算的”，百分比却等于决算数除以全年预算（或反过来），是分母用错，不是算错。",
    advice="请改正完成率，或改正所说的预算名称。",
    good=(Example(general(TEXT.format(p="120.00%"))),),
    bad=(Example(general(TEXT.format(p="⟦JS405⟧75.00%⟦/⟧"))),),
    derived=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    rates = list(ratios(report, topic, Completion))
    if not rates:
        yield nothing(ABOUT, topic, "没有写完成率")
    for claim, ratio in rates:
        if isinstance(ratio, Missing):
            yield missing(ABOUT, ratio, claim.figure.place)
        elif ratio.weigh().outcome != "broken":
            yield Check(ABOUT.code, claim.figure.place, "holds", ratio.figures)
        elif (other := _fitting(report, claim, ratio)) is not None:
            yield _finding(claim, ratio, *other)
        else:
            yield Check(
                ABOUT.code, claim.figure.place, "not_applicable", ratio.figures, reason="不等于任何一种预算的完成率"
            )


def _fitting(report: Report, claim: Completion, ratio: Ratio) -> tuple[Figure, str] | None:
    for figure, role in _budgets(report, claim):
        if figure is not ratio.base[0].figure and figure.number:
            trial = Ratio(ratio.rate, ratio.part, (Term(figure),))
            if trial.weigh().outcome == "holds":
                return figure, role
    return None


def _budgets(report: Report, claim: Completion) -> Iterator[tuple[Figure, str]]:
    for other in report.claims_on(claim, Amount, *sorted(BUDGETS))[:MOST_BUDGETS]:
        yield other.figure, ROLE_WORDS[other.role]
    figure = budget(report, claim, "budget")
    if not isinstance(figure, Missing):
        yield figure, figure.place.words()


def _finding(claim: Completion, ratio: Ratio, figure: Figure, role: str) -> Check:
    rate, expected = ratio.rate, ratio.expected()
    named = ROLE_WORDS[claim.of]
    should = f"应为 {printed(expected, rate.step)}%" if expected is not None else "无法计算"
    message = (
        f"{rate.place.words()}为 {rate.shown}，这是除以{role} {figure.shown} 的结果；"
        f"除以所说的{named} {ratio.base[0].figure.shown} {should}。{ABOUT.advice}"
    )
    related = (
        (figure.anchor, f"{role} {figure.shown}"),
        *((t.figure.anchor, t.figure.place.inner_words()) for t in ratio.part),
    )
    return found(ABOUT, rate.place, rate.anchor, message, figures=(*ratio.figures, figure), related=related)


RULE = rule_per(ABOUT, topics, _check)
