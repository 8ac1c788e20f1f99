"""JS303: the expenditure of the narrative, in total and by kind, is that of the expenditure table."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import EXPENDITURE, EXPENDITURE_TABLE, SUMMARY_TABLE, At, repeats
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import EXPENDITURE as TABLE
from jslint.rules.prose._examples import section

KINDS = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")

BALANCES = ("结余分配", "年末结转和结余")

ABOUT = About(
    code="JS303",
    name="narrative-expenditure-differs",
    title="支出合计和各类支出与支出决算表一致",
    severity="error",
    basis="公开03表合计行；情况说明“支出决算情况”一节重复这些数字。",
    why="情况说明第三节写的本年支出合计、基本支出、项目支出等，都是公开03表合计行的数字，应当完全一样。",
    advice="请以核对无误的决算表为准，改正文字或表中的数字。",
    good=(
        Example(
            section(
                EXPENDITURE,
                "本年支出合计234.00万元，其中：基本支出174.00万元，占74.36%；项目支出60.00万元，占25.64%。",
                TABLE,
            )
        ),
    ),
    bad=(
        Example(
            section(
                EXPENDITURE,
                "本年支出合计234.00万元，其中：基本支出174.00万元，占74.36%；项目支出⟦JS303⟧66.00⟦/⟧万元，占25.64%。",
                TABLE,
            )
        ),
        Example(
            section(
                EXPENDITURE,
                "2023年度支出合计⟦JS303⟧243.00⟦/⟧万元，其中：基本支出和项目支出分别为174.00万元和60.00万元。",
                TABLE,
            )
        ),
    ),
)


def _where(claim: Claim) -> tuple[At, ...]:
    subject = claim.subject
    if subject == "本年支出合计":
        return (At(EXPENDITURE_TABLE, "合计", subject), At(SUMMARY_TABLE, subject, "金额", "支出"))
    if subject in KINDS:
        return (At(EXPENDITURE_TABLE, "合计", subject),)
    if subject in BALANCES:
        return (At(SUMMARY_TABLE, subject, "金额", "支出"),)
    return ()


def _check(report: Report) -> Iterator[Check]:
    return repeats(ABOUT, report, EXPENDITURE, _where)


RULE = rule(ABOUT, _check)
