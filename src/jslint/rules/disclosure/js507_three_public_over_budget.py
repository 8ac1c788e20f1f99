"""JS507: 三公 spending over its budget."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.figure import Figure
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount
from jslint.relation import AtMost, Term
from jslint.report.model import Report
from jslint.report.quantities import Missing, cell, figure_of, named
from jslint.rule import About, Example, Rule, rule
from jslint.rules.disclosure._stated import ABROAD, CARS, HOSTING, THREE_PUBLIC

TOTAL = "三公经费"

ABOUT = About(
    code="JS507",
    name="three-public-over-budget",
    title="“三公”经费决算不超过预算",
    severity="warning",
    basis="党政机关厉行节约的要求：“三公”经费只减不增，不得超预算安排支出；财政部 2016 年公开检查的重点。",
    why="决算大于预算的，审核时一定会问。合计超出时只指出合计，各项作为相关位置；合计不超而某一项超出的，指出这一项。",
    advice="请核对数字；确实超出预算的，请说明依据。",
    good=(
        Example(
            "决算表:\n  财政拨款三公经费支出决算表:\n    栏目: [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务接待费]\n    预算数: [3.00, 1.00, 1.00, 1.00]\n    决算数: [2.00, 1.00, 1.00, 0.00]\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  财政拨款三公经费支出决算表:\n    栏目: [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务接待费]\n    预算数: [3.00, 1.00, 1.00, 1.00]\n    决算数: [3.00, 1.00, ⟦JS507⟧2.00⟦/⟧, 0.00]\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况:\n    总体情况: |\n      2023年度“三公”经费财政拨款支出预算为1.00万元，支出决算为⟦JS507⟧2.00⟦/⟧万元。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """The total, then each part where the total is in order."""
    trials = {
        subject: trial for subject in (TOTAL, ABROAD, CARS, HOSTING) if (trial := _trial(report, subject)) is not None
    }
    total = trials.pop(TOTAL, None)
    if total is not None and total.outcome == "broken":
        over = [trial for trial in trials.values() if trial.outcome == "broken"]
        yield total.with_changes(figures=(*total.figures, *(figure for trial in over for figure in trial.figures)))
        return
    yield from ([total] if total is not None else [])
    yield from trials.values()


def _trial(report: Report, subject: str) -> Check | None:
    """From the table where it says so, else from the narrative."""
    pair = _of_table(report, subject) or _of_prose(report, subject)
    if pair is None:
        return None
    final, budget = pair
    return judge(ABOUT, AtMost((Term(final, 1),), (Term(budget, 1),)))


def _of_table(report: Report, subject: str) -> tuple[Figure, Figure] | None:
    (quantity,) = named(THREE_PUBLIC, subject)
    final, budget = figure_of(report, quantity), cell(report, filter(None, [quantity.budget]))
    return None if isinstance(final, Missing) or isinstance(budget, Missing) else (final, budget)


def _of_prose(report: Report, subject: str) -> tuple[Figure, Figure] | None:
    claims = [each for each in report.claims(THREE_PUBLIC) if isinstance(each, Amount) and each.subject == subject]
    final, budget = _first(claims, AMOUNTS), _first(claims, BUDGETS)
    return (final, budget) if final is not None and budget is not None else None


def _first(claims: Iterable[Amount], roles: frozenset[str]) -> Figure | None:
    return next((claim.figure for claim in claims if claim.role in roles), None)


RULE: Rule = rule(ABOUT, check)
