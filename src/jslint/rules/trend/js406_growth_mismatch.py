"""JS406: a growth rate is the change divided by the prior year, which is the amount less the change."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.kinds.narrative import OPERATING, OVERVIEW
from jslint.kinds.proportions import change_of, ratios
from jslint.kinds.reckonings import reckonings
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Change, Claim, Growth
from jslint.relation import AtMost, Sum, Term
from jslint.relation.ratio import Ratio, interval_in_wan
from jslint.report.model import Report
from jslint.report.quantities import Missing
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import SUMMARY, section
from jslint.rules.trend._each import is_caused, missing, nothing, on_zero, topics
from jslint.rules.trend._truncation import excused

HUNDREDTH = Decimal("0.01")
TEXT = "2023年度收、支总计均为240.00万元。与上年度相比，收、支总计各减少60.00万元，下降{p}。主要原因是项目减少。"

ABOUT = About(
    code="JS406",
    name="growth-rate-mismatch",
    title="增减幅度等于增减额除以上年数",
    severity="error",
    basis="增减幅度＝增减额÷上年数；上年数＝本年数－增加额（＋减少额）。",
    why=(
        "写了本年数和增减额，上年数就定了，增减幅度也就定了。句中另写上年数的，用所写的上年数，并核对本年数＝上年数±增减额；"
        "与预算相比的，除以预算数。句中把前后两个数都写出来的（甲 A，比上年 B 减少 D，下降 P%；预算 B，实际 A，节约 D），不论说的是什么，都按这两个数核对。"
    ),
    advice="请重算增减幅度，或核对增减额和本年数。",
    good=(Example(section(OVERVIEW, TEXT.format(p="20.00%"), SUMMARY)),),
    bad=(
        Example(section(OVERVIEW, TEXT.format(p="⟦JS406⟧25.00%⟦/⟧"), SUMMARY)),
        Example(
            section(
                OVERVIEW,
                "2023年度收、支总计均为240.00万元，上年度收、支总计300.00万元，减少⟦JS406⟧66.00⟦/⟧万元，下降22%。",
                SUMMARY,
            )
        ),
        Example(section(OVERVIEW, "2023年度收、支总计均为240.00万元，比上年度增加⟦JS406⟧340.00⟦/⟧万元。", SUMMARY)),
        Example(section(OPERATING, "物业费6.00万元，比上年5.50万元增加⟦JS406⟧0.60⟦/⟧万元。")),
    ),
    yields_to=("JS407", "JS409", "JS405"),
    derived=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    tried = False
    for claim, ratio in ratios(report, topic, Growth):
        tried = True
        if isinstance(ratio, Missing):
            yield missing(ABOUT, ratio, claim.figure.place)
        elif on_zero(ratio):
            yield Check(
                ABOUT.code, claim.figure.place, "not_applicable", ratio.figures, reason="上年数为零，由 JS407 判断"
            )
        else:
            yield _softened(judge(ABOUT, excused(report, ratio)), ratio)
    for other in report.claims(topic):
        if isinstance(other, Change) and (change := _change(report, other)) is not None:
            tried = True
            yield _softened(judge(ABOUT, change), change)
        elif (risen := _risen(report, other)) is not None:
            tried = True
            yield judge(ABOUT, risen).with_changes(severity="warning")
    for check in reckonings(ABOUT, report, topic, "difference", "rate"):
        tried = True
        yield check
    if not tried:
        yield nothing(ABOUT, topic, "没有写增减幅度")


def _softened(check: Check, relation: Ratio | Sum) -> Check:
    """One step of the printed digits is a warning where amounts are finer than 0.01 万元: their rounding hides less than that."""
    stated, *amounts = relation.figures
    fine = all(interval_in_wan(figure).width < HUNDREDTH for figure in amounts)
    if check.outcome != "broken" or not fine:
        return check
    one_step = abs(relation.weigh().difference) <= stated.step
    return check.with_changes(severity="warning") if one_step else check


def _change(report: Report, claim: Change) -> Sum | None:
    change = None if is_caused(report, claim) else change_of(report, claim)
    return None if change is None or len({figure.unit for figure in change.figures}) > 1 else change


def _risen(report: Report, claim: Claim) -> AtMost | None:
    """An increase over last year without a rate is at most the amount itself: last year's was not negative."""
    if not isinstance(claim, Change) or claim.of != "prior" or claim.sense <= 0 or claim.base is None:
        return None
    rated = any(rate.part is claim.figure for rate in report.claims_on(claim, Growth))
    if rated or claim.figure.unit != claim.base.unit or claim.base.value < 0 or is_caused(report, claim):
        return None
    return AtMost((Term(claim.figure),), (Term(claim.base),), right_words="本年数（上年数不会是负数）")


RULE = rule_per(ABOUT, topics, _check)
