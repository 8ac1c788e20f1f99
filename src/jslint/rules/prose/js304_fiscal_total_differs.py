"""JS304: the fiscal totals of the narrative are those of the fiscal summary table."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import FISCAL, FISCAL_TABLE, At, repeats
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import FISCAL as TABLE
from jslint.rules.prose._examples import section

TOTALS_IN = ("财政拨款收支总计", "财政拨款收入总计", "收支总计", "收入总计")
TOTALS_OUT = ("财政拨款支出总计", "支出总计")
INCOME_ROWS = {
    "本年收入合计": "本年收入合计",
    "财政拨款收入": "本年收入合计",
    "年初结转和结余": "年初财政拨款结转和结余",
    "一般公共预算财政拨款收入": "一般公共预算财政拨款",
    "政府性基金预算财政拨款收入": "政府性基金预算财政拨款",
    "国有资本经营预算财政拨款收入": "国有资本经营预算财政拨款",
}
EXPENDITURE_ROWS = {
    "本年支出合计": "本年支出合计",
    "财政拨款本年支出": "本年支出合计",
    "年末结转和结余": "年末财政拨款结转和结余",
}

ABOUT = About(
    code="JS304",
    name="narrative-fiscal-total-differs",
    title="财政拨款收支总计与财政拨款收入支出决算总表一致",
    severity="error",
    basis="公开04表总计；情况说明“财政拨款收入支出决算总体情况”一节重复这些数字。",
    why="情况说明第四节写的财政拨款收入总计、支出总计以及它们的组成，都来自公开04表，应当完全一样。",
    advice="请以核对无误的决算表为准，改正文字或表中的数字。",
    good=(Example(section(FISCAL, "2023年度财政拨款收、支总计均为215.00万元。", TABLE)),),
    bad=(
        Example(section(FISCAL, "2023年度财政拨款收入支出总计⟦JS304⟧0.30⟦/⟧万元。", TABLE)),
        Example(section(FISCAL, "2023年度财政拨款收入总计215.00万元，支出总计⟦JS304⟧251.00⟦/⟧万元。", TABLE)),
    ),
)


def _where(claim: Claim) -> tuple[At, ...]:
    subject = claim.subject
    if subject in TOTALS_IN:
        return (At(FISCAL_TABLE, "总计", "金额", "收入"),)
    if subject in TOTALS_OUT:
        return (At(FISCAL_TABLE, "总计", "合计", "支出"),)
    if subject in INCOME_ROWS:
        return (At(FISCAL_TABLE, INCOME_ROWS[subject], "金额", "收入"),)
    if subject in EXPENDITURE_ROWS:
        return (At(FISCAL_TABLE, EXPENDITURE_ROWS[subject], "合计", "支出"),)
    return ()


def _check(report: Report) -> Iterator[Check]:
    return repeats(ABOUT, report, FISCAL, _where)


RULE = rule(ABOUT, _check)
