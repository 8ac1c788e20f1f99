"""JS305: general-budget expenditure in the narrative is that of its table."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import FISCAL_TABLE, GENERAL, GENERAL_SUBJECT, GENERAL_TABLE, At, repeats
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import general

COLUMNS = {
    GENERAL_SUBJECT: "小计",
    "基本支出": "基本支出",
    "项目支出": "项目支出",
    "一般公共预算财政拨款基本支出": "基本支出",
    "一般公共预算财政拨款项目支出": "项目支出",
}

ABOUT = About(
    code="JS305",
    name="narrative-general-budget-differs",
    title="一般公共预算财政拨款支出与其决算表一致",
    severity="error",
    basis="公开05表合计行；情况说明“一般公共预算财政拨款支出决算情况”各段重复这些数字。",
    why="总体情况、结构情况和具体情况三段都写一般公共预算财政拨款支出的总额，它是公开05表合计行的小计，处处应当一样。",
    advice="请以核对无误的决算表为准，改正文字或表中的数字。",
    good=(Example(general("2023年度一般公共预算财政拨款支出210.00万元。", "总体情况")),),
    bad=(
        Example(general("2023年度一般公共预算财政拨款支出⟦JS305⟧201.00⟦/⟧万元。", "总体情况")),
        Example(general("2023年度一般公共预算财政拨款支出年初预算为200.00万元，支出决算为⟦JS305⟧201.00⟦/⟧万元。")),
    ),
)


def _where(claim: Claim) -> tuple[At, ...]:
    if claim.subject == "一般公共预算财政拨款收入":
        return (At(FISCAL_TABLE, "一般公共预算财政拨款", "金额", "收入"),)
    column = COLUMNS.get(claim.subject)
    if column is None:
        return ()
    first = At(GENERAL_TABLE, "合计", column)
    if column != "小计":
        return (first,)
    return (first, At(FISCAL_TABLE, "本年支出合计", "一般公共预算财政拨款", "支出"))


def _check(report: Report) -> Iterator[Check]:
    return repeats(ABOUT, report, GENERAL, _where)


RULE = rule(ABOUT, _check)
