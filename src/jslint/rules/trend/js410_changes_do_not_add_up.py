"""JS410: the changes of the parts add up to the total's change."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.ledger import Check
from jslint.narrative import THREE_PUBLIC
from jslint.relation import Sum, Term
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import section
from jslint.rules.trend._each import IDENTITIES, nothing
from jslint.verdicts import judge

TOTAL = "三公经费"
PARTS = ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
TEXT = (
    "2023年度“三公”经费支出决算数比2022年度减少{d}万元，其中：因公出国（境）费支出决算增加1.00万元；"
    "公务用车购置及运行维护费支出决算减少5.00万元；公务接待费支出决算与2022年持平。"
)

ABOUT = About(
    code="JS410",
    name="changes-do-not-add-up",
    title="各项增减额相加等于总额的增减额",
    severity="error",
    basis="总额的增减＝各组成部分增减之和，增加为正，减少为负，持平为零。",
    why="“三公”经费比上年的增减，等于因公出国（境）费、公务用车购置及运行维护费、公务接待费三项增减之和。",
    advice="请核对总额和各项的增减额及其方向。",
    good=(Example(section(THREE_PUBLIC, TEXT.format(d="4.00"))),),
    bad=(Example(section(THREE_PUBLIC, TEXT.format(d="⟦JS410⟧6.00⟦/⟧"))),),
    yields_to=("JS407", "JS406", "JS408", *IDENTITIES),
)


def _check(report: Report) -> Iterator[Check]:
    changes: dict[str, Claim] = {}
    for claim in report.claims(THREE_PUBLIC):
        flat = claim.role == "direction" and claim.text == "equal"
        if claim.of == "prior" and (claim.role == "change" or flat):
            changes.setdefault(claim.subject, claim)
    total = changes.get(TOTAL)
    parts = [changes[name] for name in PARTS if name in changes]
    if total is None or total.figure is None or len(parts) < len(PARTS):
        yield nothing(ABOUT, THREE_PUBLIC, "没有同时写出总额和三项的增减")
        return
    terms = tuple(Term(part.figure, part.sense or 1) for part in parts if part.figure is not None)
    yield judge(ABOUT, Sum((Term(total.figure, total.sense or 1),), terms, right_words="各项增减相加"))


RULE = rule(ABOUT, _check)
