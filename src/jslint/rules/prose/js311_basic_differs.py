"""JS311: basic expenditure, personnel and public funds in the narrative are those of the tables."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import BASIC, BASIC_TABLE, GENERAL_TABLE, At, add_up, repeats, total_claim
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import BASIC as TABLES
from jslint.rules.prose._examples import section

TEXT = "2023年度一般公共预算财政拨款基本支出{t}万元。其中：人员经费{p}万元，主要包括：基本工资、住房公积金；公用经费40.00万元，主要包括：办公费、维修（护）费。"

ABOUT = About(
    code="JS311",
    name="narrative-basic-expenditure-differs",
    title="基本支出、人员经费、公用经费与决算表一致",
    severity="error",
    basis="公开05表合计行基本支出、公开06表人员经费合计和公用经费合计；情况说明“基本支出决算情况”一节重复这些数字。",
    why="情况说明第六节写的基本支出总额是公开05表合计行的基本支出，人员经费、公用经费是公开06表的两个合计，应当完全一样。",
    advice="请以核对无误的决算表为准，改正文字或表中的数字。",
    good=(Example(section(BASIC, TEXT.format(t="150.00", p="110.00"), TABLES)),),
    bad=(
        Example(section(BASIC, TEXT.format(t="⟦JS311⟧150.01⟦/⟧", p="110.00"), TABLES)),
        Example(section(BASIC, TEXT.format(t="150.00", p="⟦JS311⟧101.00⟦/⟧"), TABLES)),
    ),
    yields_to=(),
)

WHOLE = "一般公共预算财政拨款基本支出"
PLACES = {
    WHOLE: At(GENERAL_TABLE, "合计", "基本支出"),
    "人员经费": At(BASIC_TABLE, "人员经费合计", "金额"),
    "公用经费": At(BASIC_TABLE, "公用经费合计", "金额"),
}


def _where(claim: Claim) -> tuple[At, ...]:
    place = PLACES.get(claim.subject)
    return (place,) if place is not None else ()


def _check(report: Report) -> Iterator[Check]:
    broken = False
    for check in repeats(ABOUT, report, BASIC, _where):
        broken = broken or check.outcome == "broken"
        yield check
    claims = report.claims(BASIC)
    total = total_claim(claims, WHOLE, "total", "final", "part")
    parts = [total_claim(claims, part, "part", "final", "total") for part in ("人员经费", "公用经费")]
    stated = [part for part in parts if part is not None]
    if total is not None and len(stated) == len(parts) and not broken:
        yield add_up(ABOUT, total, stated, "人员经费加公用经费")


RULE = rule(ABOUT, _check)
