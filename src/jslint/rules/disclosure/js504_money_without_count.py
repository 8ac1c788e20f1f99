"""JS504: 三公 money and the counts beside it disagree: one is nil and the other is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from jslint.figure import Figure
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.prose.claims import Count
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.disclosure._stated import (
    ABROAD,
    CAR_PURCHASE,
    HOSTING,
    PEOPLE,
    THREE_PUBLIC,
    Stated,
    first,
    shown,
    spent,
    stated,
)

GUESTS, VISITORS, RECEPTIONS, FOREIGN_AFFAIRS = "国内接待", "外宾接待", "公务接待", "外事接待"
FAMILIES = {
    ABROAD: ("因公出国（境）团组", ABROAD),
    CAR_PURCHASE: ("购置车辆",),
    VISITORS: ("外宾来访", VISITORS),
    GUESTS: ("国内来访", GUESTS),
    HOSTING: (RECEPTIONS, HOSTING),
    FOREIGN_AFFAIRS: (FOREIGN_AFFAIRS,),
}
"""An amount and the subjects of the narrative of which the counts that go with it are told."""
_HEADS = Pattern(
    r"(?:累计|总计|共计?|合计|参加|参与|随团|因公|安排|本?部门|本?单位)*(?:出国|出访|出境|出行|\(境\)|人数|人次数?|人员)*"
)
"""How people are called that are no kind of what was counted before them: 团组 2 个，累计出访 5 人次."""

ABOUT = About(
    code="JS504",
    name="money-without-count",
    title="“三公”经费的金额与数量有则同有、无则同无",
    severity="warning",
    basis="“三公”经费公开要求：金额与团组、人次、购置数、批次一并公开，互相印证。",
    why="花了钱而团组、车辆、批次为 0，或者有团组而金额为 0，至少有一处不对；由其他单位负担的应写明。人次不会少于团组数、批次数；外事接待包含在国内公务接待之内。",
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
    """Each amount and its count, people against groups, then visits of foreign affairs within all."""
    said = stated(report, THREE_PUBLIC)
    families = _families(said)
    for subject, counts in families.items():
        money = spent(report, said, subject)
        groups = _number_of_groups(counts, money)
        if money is not None and groups is not None and money.number is not None and groups.number is not None:
            together = _together(subject, money, groups)
            yield together
            if together.outcome != "holds":
                continue
        within = list(_within(counts, families[GUESTS] or families[HOSTING])) if subject == FOREIGN_AFFAIRS else []
        yield from within
        if all(each.outcome == "holds" for each in within):
            yield from _people(counts)


def _number_of_groups(counts: list[Count], money: Figure | None) -> Figure | None:
    """The first number; where money was spent, the first that is not 0: 安排团组 0 个，参加其他单位组织的团组 1 个."""
    groups = [each.figure for each in counts if not _is_people(each)]
    spent_on = [each for each in groups if each.number] if money is not None and money.number else []
    return first(spent_on or groups)


def _families(said: Stated) -> dict[str, list[Count]]:
    """The counts that go with each amount, in the order of the text; guests counted in one number with all receptions are of these."""
    counts = [claim for claim in said.claims if isinstance(claim, Count)]
    found = {subject: [each for each in counts if _is_of(each, names)] for subject, names in FAMILIES.items()}
    guests, hosted, foreign = found[GUESTS], found[HOSTING], found[VISITORS]
    apart = any(map(_is_people, hosted)) or not all(map(_is_people, guests))
    if hosted and not apart and not any(each.figure.number for each in foreign):
        found |= {HOSTING: [*hosted, *guests], GUESTS: []}
    return found


def _is_of(count: Count, names: tuple[str, ...]) -> bool:
    told = count.of in names and _is_people(count) and _HEADS.fullmatch(count.subject) is not None
    return count.subject in names or told


def _is_people(count: Count) -> bool:
    return count.figure.unit in PEOPLE


def _together(subject: str, money: Figure, groups: Figure) -> Check:
    if bool(money.number) == bool(groups.number):
        return Check(ABOUT.code, groups.place, "holds", (groups, money))
    message = f"{subject}为 {shown(money)}，数量却是 {shown(groups)}，金额与数量不符。{ABOUT.advice}"
    return found(
        ABOUT, groups.place, groups.anchor, message, figures=(groups, money), related=((money.anchor, shown(money)),)
    )


def _people(counts: list[Count]) -> Iterator[Check]:
    """People against the groups right before them: against the nearest that are not 0; rows of both (0 批次、21 批次，0 人次、168 人次) stay open."""
    runs = [list(run) for _, run in groupby(counts, _is_people)]
    for groups, people in pairwise(runs):
        if _is_people(groups[0]) or (len(groups) > 1 and len(people) > 1):
            continue
        nearest = next((each for each in reversed(groups) if each.figure.number), groups[-1])
        yield _of_groups(nearest, people[0].figure)


def _of_groups(counted: Count, people: Figure) -> Check:
    groups = counted.figure
    if groups.number is None or people.number is None:
        return Check(ABOUT.code, people.place, "unchecked", (people, groups), reason="数量没有读出")
    if people.number >= groups.number > 0 or people.number == groups.number:
        return Check(ABOUT.code, people.place, "holds", (people, groups))
    fewer = people.number < groups.number
    said = f"只有 {shown(people)}，人次不会少于团组数、批次数" if fewer else f"有 {shown(people)}"
    return _broken(f"{counted.subject} {shown(groups)}，却{said}。", people, groups)


def _within(inner: list[Count], outer: list[Count]) -> Iterator[Check]:
    """国内公务接待 23 批次（其中外事接待 2 批次）: the first number of each kind."""
    for people in (False, True):
        part = next((each.figure for each in inner if _is_people(each) is people), None)
        whole = next((each for each in outer if _is_people(each) is people), None)
        if part is None or whole is None or part.number is None or whole.figure.number is None:
            continue
        if part.number <= whole.figure.number:
            yield Check(ABOUT.code, part.place, "holds", (part, whole.figure))
        else:
            said = f"外事接待 {shown(part)}，多于{whole.subject} {shown(whole.figure)}，外事接待应包含在其中。"
            yield _broken(said, part, whole.figure)


def _broken(said: str, figure: Figure, other: Figure) -> Check:
    return found(
        ABOUT,
        figure.place,
        figure.anchor,
        f"{said}{ABOUT.advice}",
        figures=(figure, other),
        related=((other.anchor, shown(other)),),
    )


RULE: Rule = rule(ABOUT, check)
