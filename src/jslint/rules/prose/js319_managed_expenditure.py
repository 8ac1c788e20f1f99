"""JS319: the expenditure under performance management adds up and is that of the projects and of the budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.figure import Figure, Place
from jslint.kinds.narrative import GENERAL, GENERAL_SUBJECT, PERFORMANCE, add_up, total_claim
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Amount, Claim, Count
from jslint.relation import Sum, Term
from jslint.relation.ratio import SLIP, Repeat, mixed_units
from jslint.report.annexes import PROJECT, Form
from jslint.report.conditions import only_general
from jslint.report.model import Report
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import section

TEXT = "我部门纳入预算绩效管理的支出总额为{t}万元，其中基本支出49.96万元；项目支出45.13万元。"
TOTAL = "绩效管理支出总额"
PROJECT_SUBJECTS = ("绩效目标", "绩效监控", "绩效评价")
OPENING = "年初预算数"
BUDGETS = (OPENING, "全年预算数")
COLUMNS = (*BUDGETS, "全年执行数")

ABOUT = About(
    code="JS319",
    name="managed-expenditure-mismatch",
    title="纳入绩效管理的支出前后一致",
    severity="error",
    basis="纳入绩效管理的支出总额＝基本支出＋项目支出；项目个数相同时，项目金额＝各项目自评表的年初预算（或全年预算、全年执行数）之和；只有一般公共预算资金时，总额和部门整体绩效目标的金额＝第五节的年初预算。",
    why=(
        "绩效情况一节的总额、基本支出、项目支出出自年初预算。总额应等于两者之和；自评的项目个数与附件相同的，项目金额应等于附件各表之和；"
        "全部资金都是一般公共预算的部门，总额应等于第五节所写的年初预算。后两条只作警告。"
    ),
    advice="请核对绩效情况一节的金额与年初预算、项目自评表。",
    good=(Example(section(PERFORMANCE, TEXT.format(t="95.09"))),),
    bad=(Example(section(PERFORMANCE, TEXT.format(t="⟦JS319⟧99.05⟦/⟧"))),),
    yields_to=(),
)


def _check(report: Report) -> Iterator[Check]:
    claims = report.claims(PERFORMANCE)
    checks = [*_parts(claims), *_projects(report, claims), *_opening(report, claims)]
    if not checks:
        place = Place(f"情况说明/{PERFORMANCE}")
        checks.append(Check(ABOUT.code, place, "not_applicable", reason="没有写纳入绩效管理的支出"))
    yield from checks


def _parts(claims: tuple[Claim, ...]) -> Iterator[Check]:
    total = total_claim(claims, TOTAL, "total", "part", "budget")
    if total is None:
        return
    parts = [
        claim
        for claim in claims
        if isinstance(claim, Amount) and claim.subject in {"基本支出", "项目支出"} and claim.group == total.group
    ]
    if {claim.subject for claim in parts} == {"基本支出", "项目支出"} and len(parts) == 2:
        yield add_up(ABOUT, total, parts, "基本支出加项目支出")


def _projects(report: Report, claims: tuple[Claim, ...]) -> Iterator[Check]:
    """The amount of as many projects as the annex has, against the sum of what their forms say of the same money."""
    forms = report.forms(PROJECT)
    sums = {column: cells for column in COLUMNS if (cells := _cells(forms, column))}
    for subject in PROJECT_SUBJECTS if OPENING in sums else ():
        amount = total_claim(claims, subject, "total", "part", "budget")
        count = next((claim.figure for claim in claims if isinstance(claim, Count) and claim.subject == subject), None)
        if amount is None or count is None or count.number != len(forms):
            continue
        columns = BUDGETS if amount.role == "budget" else COLUMNS
        if mixed_units((amount.figure, *sums[OPENING])):
            yield Check(ABOUT.code, amount.figure.place, "unchecked", (amount.figure,), reason=SLIP)
            continue
        yield _softened(_best(judge(ABOUT, _total(amount.figure, sums, each)) for each in columns if each in sums))


def _cells(forms: tuple[Form, ...], column: str) -> tuple[Figure, ...]:
    """That cell of every form's total; none where a form does not have it as a number."""
    cells = [form.funds.cell(column) if form.funds else None for form in forms]
    found = tuple(cell for cell in cells if cell is not None and cell.number is not None)
    return found if len(found) == len(forms) else ()


def _total(amount: Figure, sums: dict[str, tuple[Figure, ...]], column: str) -> Sum:
    words = f"各项目自评表的{column.removesuffix('数')}相加"
    return Sum((Term(amount),), tuple(map(Term, sums[column])), right_words=words)


def _best(checks: Iterable[Check]) -> Check:
    """The first column that fits, for money that is not said to be of one; else the opening budgets."""
    tried = tuple(checks)
    return next((check for check in tried if check.outcome != "broken"), tried[0])


def _opening(report: Report, claims: tuple[Claim, ...]) -> Iterator[Check]:
    """The whole (also as the aim of the whole department), against the opening budget of section five, where all money is of the general budget."""
    opening = total_claim(report.claims(GENERAL), GENERAL_SUBJECT, "opening_budget")
    for subject in (TOTAL, "整体绩效目标"):
        total = total_claim(claims, subject, "total", "part", "budget")
        if total is None or opening is None:
            continue
        if reason := only_general(report):
            yield Check(ABOUT.code, total.figure.place, "not_applicable", (total.figure,), reason=reason)
            continue
        yield _softened(judge(ABOUT, Repeat(total.figure, opening.figure)))


def _softened(check: Check) -> Check:
    return check.with_changes(severity="warning") if check.outcome == "broken" else check


RULE = rule(ABOUT, _check)
