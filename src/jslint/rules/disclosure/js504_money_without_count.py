"""JS504: 三公 money and the counts beside it disagree: one is nil and the other is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.figure import Figure
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.disclosure._stated import (
    ABROAD,
    CAR_PURCHASE,
    HOSTING,
    THREE_PUBLIC,
    Stated,
    first,
    shown,
    spent,
    stated,
)

PAIRS = (
    (ABROAD, ("因公出国（境）团组", ABROAD)),
    (CAR_PURCHASE, ("购置车辆",)),
    ("外宾接待", ("外宾来访", "外宾接待")),
    ("国内接待", ("国内来访", "国内接待")),
    (HOSTING, ("接待", HOSTING)),
)
"""An amount and the subjects of the narrative of which the counts that go with it are told."""

ABOUT = About(
    code="JS504",
    name="money-without-count",
    title="“三公”经费的金额与数量有则同有、无则同无",
    severity="warning",
    basis="“三公”经费公开要求：金额与团组、人次、购置数、批次一并公开，互相印证。",
    why="花了钱而团组、车辆、批次为 0，或者有团组而金额为 0，至少有一处不对；由其他单位负担的应写明。人次不会少于团组数、批次数。",
    yields_to=("JS315", "JS316", "JS506"),
    advice="请核对金额和数量；费用由其他单位或其他资金负担的，请写明。",
    good=(
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况:\n    具体情况: |\n"
            "      1. 因公出国（境）费支出决算 2.00 万元。全年因公出国（境）团组 1 个，累计 2 人次。\n"
            "      2. 公务用车购置支出为 0.00 万元，购置车辆 0 台。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况:\n    具体情况: |\n"
            "      1. 因公出国（境）费支出决算 0.00 万元。全年因公出国（境）团组 0 个，累计 0 人次。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况:\n    具体情况: |\n"
            "      外宾接待支出 1.00 万元。2023 年共接待国（境）外来访团组 3 个、来访外宾 3 人次。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况:\n    具体情况: |\n"
            "      1. 因公出国（境）费支出决算 2.00 万元。全年因公出国（境）团组 ⟦JS504⟧0⟦/⟧ 个，累计 0 人次。\n"
            "      2. 公务用车购置支出为 0.00 万元，购置车辆 ⟦JS504⟧1⟦/⟧ 台。\n"
            "      外宾接待支出 1.00 万元。2023 年共接待国（境）外来访团组 3 个、来访外宾 ⟦JS504⟧2⟦/⟧ 人次。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况:\n    具体情况: |\n"
            "      1. 因公出国（境）费支出决算 0.00 万元。全年因公出国（境）团组 0 个，累计 ⟦JS504⟧9⟦/⟧ 人次。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """Each pair of an amount and its count, then people against groups."""
    said = stated(report, THREE_PUBLIC)
    for money_of, names in PAIRS:
        money = spent(report, said, money_of)
        counted = next((name for name in names if said.counts(name)), names[0])
        groups = first(said.counts(counted, people=False))
        if money is not None and groups is not None and money.number is not None and groups.number is not None:
            together = _together(money_of, money, groups)
            yield together
            if together.outcome != "holds":
                continue
        yield from _people(said, counted, groups)


def _together(subject: str, money: Figure, groups: Figure) -> Check:
    if bool(money.number) == bool(groups.number):
        return Check(ABOUT.code, groups.place, "holds", (groups, money))
    message = f"{subject}为 {shown(money)}，数量却是 {shown(groups)}，金额与数量不符。{ABOUT.advice}"
    return found(
        ABOUT, groups.place, groups.anchor, message, figures=(groups, money), related=((money.anchor, shown(money)),)
    )


def _people(said: Stated, counted: str, groups: Figure | None) -> Iterator[Check]:
    people = first(said.counts(counted, people=True))
    if groups is None or people is None or groups.number is None or people.number is None:
        return
    if people.number >= groups.number > 0 or people.number == groups.number:
        yield Check(ABOUT.code, people.place, "holds", (people, groups))
        return
    fewer = people.number < groups.number
    said_ = f"只有 {shown(people)}，人次不会少于团组数、批次数" if fewer else f"有 {shown(people)}"
    message = f"{counted} {shown(groups)}，却{said_}。{ABOUT.advice}"
    yield found(
        ABOUT,
        people.place,
        people.anchor,
        message,
        figures=(people, groups),
        related=((groups.anchor, shown(groups)),),
    )


RULE: Rule = rule(ABOUT, check)
