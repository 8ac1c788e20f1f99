"""JS315: the 三公 budgets and amounts of the narrative are those of the table."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.narrative import THREE_PUBLIC, repeat, three_public_budget, three_public_column, three_public_final
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.prose.claims import AMOUNTS, BUDGETS
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import THREE_PUBLIC as TABLE
from jslint.rules.prose._examples import section

TEXT = "“三公”经费财政拨款支出预算为20.00万元，支出决算为{t}万元，其中：因公出国（境）费支出决算为3.00万元；公务接待费支出决算为{p}万元。"

ABOUT = About(
    code="JS315",
    name="narrative-three-public-differs",
    title="“三公”经费的预算数、决算数与其决算表一致",
    severity="error",
    basis="公开09表（上海为公开07表）预算数、决算数各栏；情况说明“三公”经费一节重复这些数字。",
    why="“三公”经费一节多次写总额和三项的预算数、决算数，处处都应与“三公”经费支出决算表一致。文字写年初预算而表列全年预算（或相反）的，不作比较。",
    advice="请以核对无误的决算表为准，改正文字或表中的数字。",
    good=(Example(section(THREE_PUBLIC, TEXT.format(t="18.00", p="3.00"), TABLE)),),
    bad=(
        Example(section(THREE_PUBLIC, TEXT.format(t="⟦JS315⟧19.00⟦/⟧", p="3.00"), TABLE)),
        Example(section(THREE_PUBLIC, TEXT.format(t="18.00", p="⟦JS315⟧2.00⟦/⟧"), TABLE)),
    ),
)


def _check(report: Report) -> Iterator[Check]:
    tried = False
    for claim in report.claims(THREE_PUBLIC):
        if claim.figure is None or not three_public_column(claim.subject):
            continue
        if claim.role in AMOUNTS:
            tried = True
            yield repeat(ABOUT, claim, three_public_final(report, claim.subject))
        elif claim.role in BUDGETS:
            tried = True
            yield repeat(ABOUT, claim, three_public_budget(report, claim.subject, claim.role))
    if not tried:
        yield Check(ABOUT.code, Place(f"情况说明/{THREE_PUBLIC}"), "not_applicable", reason="没有写“三公”经费的金额")


RULE = rule(ABOUT, _check)
