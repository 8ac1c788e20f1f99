"""JS506: vehicles against the sum of their kinds, those owned and those purchased."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.figure import Figure
from jslint.kinds.reckonings import reckonings
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.relation import Sum, Term
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.disclosure._stated import ASSETS, THREE_PUBLIC, first, shown, stated

OWNED, PURCHASED, KEPT = "车辆", "购置车辆", "公务用车保有量"
COMPLETE = {OWNED: 3, PURCHASED: 2, KEPT: 3}
"""Kinds from which a list without 其他用车 is taken for the whole of it (the form has seven or eight; few are bought)."""

_OFFICIAL = Pattern(r"领导干部|机要通信|应急保障|执法执勤|特种专业|离退休|老干部|一般公务|其他用车|其他车辆")
"""The kinds of vehicles of the form."""
_BRACKETS = Pattern(r"（[^（）\n]*）|\([^()\n]*\)")

ABOUT = About(
    code="JS506",
    name="vehicles-mismatch",
    title="车辆数等于各类车辆之和",
    severity="error",
    basis="部门决算公开模板的国有资产占用说明：共有车辆若干辆，其中各类用车若干辆；“三公”经费说明的购置车辆数。",
    why="各类用车是车辆总数的全部构成，相加应等于总数。只举出一两类、相加不足的，不作判断。写明一辆车也没有、又有保有量的，只作警告。",
    advice="请核对车辆总数和各类车辆数。",
    good=(
        Example(
            "情况说明:\n  国有资产占用情况: |\n    2023 年期末，我部门共有车辆 3 辆，其中：机要通信用车 1 辆、执法执勤用车 2 辆、其他用车 0 辆。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    公务用车保有量 15 辆，其中：机要通信用车 9 辆，执法执勤用车 6 辆。\n"
        ),
        Example(
            "情况说明:\n  国有资产占用情况: |\n    共有车辆 9 辆（含新能源汽车 3 辆），其中：机要通信用车 2 辆、特种专业技术用车 6 辆（清扫车 4 辆、吸污车 2 辆）、其他用车 1 辆。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    公务用车保有量 15 辆，其中：机要通信用车 2 辆。\n"
            "  国有资产占用情况: |\n    共有车辆 3 辆，其中：机要通信用车 1 辆、执法执勤用车 1 辆、其他用车 1 辆。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  国有资产占用情况: |\n    2023 年期末，我部门共有车辆 ⟦JS506⟧4⟦/⟧ 辆，其中：机要通信用车 1 辆、执法执勤用车 2 辆、其他用车 0 辆。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    公务用车保有量 ⟦JS506⟧6⟦/⟧ 辆。\n  国有资产占用情况: |\n    共有车辆 0 辆。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    公务用车保有量 ⟦JS506⟧15⟦/⟧ 辆，其中：机要通信用车 9 辆，执法执勤用车 8 辆。\n"
        ),
        Example(
            "情况说明:\n  国有资产占用情况: |\n    共有车辆 ⟦JS506⟧4⟦/⟧ 辆（机要通信用车 1 辆、执法执勤用车 1 辆、其他用车 1 辆）。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """The vehicles owned, then those purchased, then those kept on fiscal money."""
    for topic, whole in ((ASSETS, OWNED), (THREE_PUBLIC, PURCHASED), (THREE_PUBLIC, KEPT)):
        said = stated(report, topic)
        total = first(said.counts(whole, people=False))
        if total is None:
            continue
        kinds = _beside(report, topic, total, said.kinds(whole))
        if not kinds:
            yield Check(ABOUT.code, total.place, "not_applicable", (total,), reason="没有写明各类车辆")
        else:
            yield _sum(whole, total, kinds)
    yield from _kept(report)
    yield from reckonings(ABOUT, report, ASSETS, "sum", "limit")


def _beside(
    report: Report, topic: str, total: Figure, kinds: tuple[tuple[str, Figure], ...]
) -> tuple[tuple[str, Figure], ...]:
    """The kinds that do not stand in brackets of their own: what those divide is another kind, or the total once more."""
    asides = [
        passage.anchor(*match.span())
        for section in report.narrative(topic)
        for passage in section.passages
        for match in _BRACKETS.finditer(passage.text)
    ]

    def around(figure: Figure) -> set[int]:
        at = figure.anchor
        return {
            number
            for number, aside in enumerate(asides)
            if aside.piece == at.piece and aside.span.start <= at.span.start and at.span.end <= aside.span.end
        }

    beside = tuple((name, figure) for name, figure in kinds if around(figure) <= around(total))
    official = all(_OFFICIAL.search(name) for name, _ in kinds) and len({name for name, _ in kinds}) == len(kinds)
    whole = official and kinds and "其他" in kinds[-1][0]  # 共有车辆 A 辆（机要通信用车 B 辆、…、其他用车 C 辆）
    return beside or (kinds if whole else ())


def _kept(report: Report) -> Iterable[Check]:
    """Cars kept on fiscal money, where the body says that it has no vehicle at all."""
    owned, kept = (
        first(stated(report, ASSETS).counts(OWNED, people=False)),
        first(stated(report, THREE_PUBLIC).counts(KEPT, people=False)),
    )
    if owned is None or kept is None or owned.number is None or kept.number is None or owned.number:
        return
    if not kept.number:
        yield Check(ABOUT.code, kept.place, "holds", (kept, owned))
        return
    message = f"公务用车保有量为 {shown(kept)}，国有资产占用情况却写共有车辆 {shown(owned)}。{ABOUT.advice}"
    related = ((owned.anchor, f"共有车辆 {shown(owned)}"),)
    yield found(ABOUT, kept.place, kept.anchor, message, figures=(kept, owned), related=related, severity="warning")


def _sum(whole: str, total: Figure, named: tuple[tuple[str, Figure], ...]) -> Check:
    kinds = [figure for _, figure in named]
    trial = judge(ABOUT, Sum((Term(total, 1),), tuple(Term(kind, 1) for kind in kinds), whole, "各类车辆相加"))
    partial = len(kinds) < COMPLETE[whole] and not any("其他" in name for name, _ in named)
    known = total.number is not None and all(kind.number is not None for kind in kinds)
    if trial.outcome == "broken" and partial and known and sum(kind.value for kind in kinds) < total.value:
        return Check(ABOUT.code, total.place, "unchecked", trial.figures, reason="可能没有列全各类车辆")
    return trial


RULE: Rule = rule(ABOUT, check)
