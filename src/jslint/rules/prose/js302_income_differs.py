"""JS302: the income of the narrative, in total and by source, is that of the income table."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import INCOME, INCOME_TABLE, SUMMARY_TABLE, At, repeats
from jslint.ledger import Check
from jslint.report.conditions import OTHER_SOURCES
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import INCOME as TABLE
from jslint.rules.prose._examples import section

FUNDS = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入")
BALANCES = ("使用非财政拨款结余", "年初结转和结余")

ABOUT = About(
    code="JS302",
    name="narrative-income-differs",
    title="收入合计和各项来源与收入决算表一致",
    severity="error",
    basis="公开02表合计行（分资金性质的拨款见公开01表）；情况说明“收入决算情况”一节重复这些数字。",
    why="情况说明第二节写的本年收入合计和财政拨款、事业、经营、其他等各项收入，都是公开02表合计行的数字，应当完全一样。",
    advice="请以核对无误的决算表为准，改正文字或表中的数字。",
    good=(
        Example(
            section(
                INCOME,
                "本年收入合计235.00万元，其中：财政拨款收入210.00万元，占89.36%；事业收入25.00万元，占10.64%。",
                TABLE,
            )
        ),
    ),
    bad=(
        Example(
            section(
                INCOME,
                "本年收入合计235.00万元，其中：财政拨款收入⟦JS302⟧201.00⟦/⟧万元，占89.36%；事业收入25.00万元，占10.64%。",
                TABLE,
            )
        ),
    ),
)


def _where(claim: Claim) -> tuple[At, ...]:
    subject = claim.subject
    if subject == "本年收入合计":
        return (At(INCOME_TABLE, "合计", "本年收入合计"), At(SUMMARY_TABLE, "本年收入合计", "金额", "收入"))
    if subject == "财政拨款收入":
        return (At(INCOME_TABLE, "合计", subject),)
    if subject in OTHER_SOURCES:
        return (At(INCOME_TABLE, "合计", subject), At(SUMMARY_TABLE, subject, "金额", "收入"))
    if subject in FUNDS or subject in BALANCES:
        return (At(SUMMARY_TABLE, subject, "金额", "收入"),)
    return ()


def _check(report: Report) -> Iterator[Check]:
    return repeats(ABOUT, report, INCOME, _where)


RULE = rule(ABOUT, _check)
