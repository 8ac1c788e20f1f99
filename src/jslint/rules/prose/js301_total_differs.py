"""JS301: the totals of income and expenditure in the narrative are those of the summary table."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import OVERVIEW, SUMMARY_TABLE, At, repeats
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import SUMMARY, section

INCOME_ROWS = ("本年收入合计", "使用非财政拨款结余", "年初结转和结余")
EXPENDITURE_ROWS = ("本年支出合计", "结余分配", "年末结转和结余")

ABOUT = About(
    code="JS301",
    name="narrative-total-differs",
    title="收支总计与收入支出决算总表一致",
    severity="error",
    basis="公开01表总计；情况说明“收入支出决算总体情况”一节重复这些数字。",
    why=(
        "情况说明第一节写的收入总计、支出总计以及它们的组成，都来自公开01表。同一个数字在两处应当完全一样，"
        "不同多半是改了表没有改文字，或者抄错了。"
    ),
    advice="请以核对无误的决算表为准，改正文字或表中的数字。",
    good=(Example(section(OVERVIEW, "2023年度收、支总计均为240.00万元。", SUMMARY)),),
    bad=(
        Example(section(OVERVIEW, "2023年度收、支总计均为⟦JS301⟧204.00⟦/⟧万元。", SUMMARY)),
        Example(
            section(
                OVERVIEW,
                "2023年度收入总计240.00万元，其中：本年收入合计235.00万元，年初结转和结余⟦JS301⟧6.00⟦/⟧万元。",
                SUMMARY,
            )
        ),
    ),
    yields_to=(),
)


def _where(claim: Claim) -> tuple[At, ...]:
    subject = claim.subject
    if subject in {"收支总计", "收入总计"}:
        return (At(SUMMARY_TABLE, "总计", "金额", "收入"),)
    if subject == "支出总计":
        return (At(SUMMARY_TABLE, "总计", "金额", "支出"),)
    if subject in INCOME_ROWS:
        return (At(SUMMARY_TABLE, subject, "金额", "收入"),)
    if subject in EXPENDITURE_ROWS:
        return (At(SUMMARY_TABLE, subject, "金额", "支出"),)
    return ()


def _check(report: Report) -> Iterator[Check]:
    return repeats(ABOUT, report, OVERVIEW, _where)


RULE = rule(ABOUT, _check)
