"""JS314: fund and state-capital amounts in the narrative are those of their tables."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import CAPITAL, CAPITAL_TABLE, FISCAL_TABLE, FUND, FUND_TABLE, At, repeats
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import FUND as TABLE
from jslint.rules.prose._examples import section

TEXT = "2023年度政府性基金预算财政拨款收入{a}万元，支出38.00万元，年末结转和结余4.00万元。"

ABOUT = About(
    code="JS314",
    name="narrative-fund-differs",
    title="政府性基金、国有资本经营预算收支与决算表一致",
    severity="error",
    basis="公开07、08表合计行；情况说明第七、八节重复这些数字。",
    why="情况说明写的政府性基金（国有资本经营预算）收入、支出和结转结余，是该表合计行的数字，应当完全一样。",
    advice="请以核对无误的决算表为准，改正文字或表中的数字。",
    good=(Example(section(FUND, TEXT.format(a="40.00"), TABLE)),),
    bad=(Example(section(FUND, TEXT.format(a="⟦JS314⟧44.00⟦/⟧"), TABLE)),),
    yields_to=("JS313",),
)
COLUMNS = {
    FUND: {
        "政府性基金预算财政拨款收入": "本年收入",
        "政府性基金预算财政拨款支出": "小计",
        "基本支出": "基本支出",
        "项目支出": "项目支出",
        "年初结转和结余": "年初结转和结余",
        "年末结转和结余": "年末结转和结余",
    },
    CAPITAL: {
        "国有资本经营预算财政拨款收入": "本年收入",
        "国有资本经营预算财政拨款支出": "小计",
        "基本支出": "基本支出",
        "项目支出": "项目支出",
        "年初结转和结余": "年初结转和结余",
        "年末结转和结余": "年末结转和结余",
    },
}
TABLES = {FUND: FUND_TABLE, CAPITAL: CAPITAL_TABLE}
INCOME_ROWS = {FUND: "政府性基金预算财政拨款", CAPITAL: "国有资本经营预算财政拨款"}


def _check(report: Report, topic: str) -> Iterator[Check]:
    def where(claim: Claim) -> tuple[At, ...]:
        if claim.subject == f"{INCOME_ROWS[topic]}收支总计":
            return (At(FISCAL_TABLE, "总计", INCOME_ROWS[topic], "支出"),)
        column = COLUMNS[topic].get(claim.subject)
        if column is None:
            return ()
        first = At(TABLES[topic], "合计", column)
        if column == "本年收入":  # the national form 公开08 has no income
            return (first, At(FISCAL_TABLE, INCOME_ROWS[topic], "金额", "收入"))
        return (first,)

    yield from repeats(ABOUT, report, topic, where)


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in (FUND, CAPITAL) if report.narrative(topic))


RULE = rule_per(ABOUT, _keys, _check)
