"""JS410: the changes of the parts add up to the total's change."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import EXPENDITURE, INCOME, THREE_PUBLIC, total_claim
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import Sum, Term
from jslint.report.model import Report
from jslint.report.prose.claims import Claim
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import section
from jslint.rules.trend._each import IDENTITIES, nothing

HEADS = {THREE_PUBLIC: "三公经费", INCOME: "本年收入合计", EXPENDITURE: "本年支出合计"}
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
    why="“三公”经费比上年的增减，等于因公出国（境）费、公务用车购置及运行维护费、公务接待费三项增减之和；收入、支出合计的增减，等于全部组成部分的增减之和。",
    advice="请核对总额和各项的增减额及其方向。",
    good=(Example(section(THREE_PUBLIC, TEXT.format(d="4.00"))),),
    bad=(Example(section(THREE_PUBLIC, TEXT.format(d="⟦JS410⟧6.00⟦/⟧"))),),
    yields_to=("JS407", "JS406", "JS408", *IDENTITIES),
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    claims = report.claims(topic)
    total, *parts = (_change(claims, subject) for subject in (HEADS[topic], *_parts(claims, topic)))
    stated = [part for part in parts if part is not None]
    if total is None or total.figure is None or not stated or len(stated) < len(parts):
        yield nothing(ABOUT, topic, "没有同时写出总额和全部各项的增减")
        return
    terms = tuple(Term(part.figure, part.sense or 1) for part in stated if part.figure is not None)
    yield judge(ABOUT, Sum((Term(total.figure, total.sense or 1),), terms, right_words="各项增减相加"))


def _parts(claims: tuple[Claim, ...], topic: str) -> tuple[str, ...]:
    """The parts that make up the whole: the three kinds of 三公, else those whose amounts add up to it."""
    if topic == THREE_PUBLIC:
        return PARTS
    whole = total_claim(claims, HEADS[topic], "total", "final")
    amounts = {
        claim.subject: claim.figure for claim in claims if claim.role == "part" and not claim.path and claim.figure
    }
    figures = [figure for figure in amounts.values() if figure.number is not None]
    if whole is None or whole.figure is None or len(figures) < 2:
        return ()
    complete = Sum((Term(whole.figure),), tuple(map(Term, figures))).weigh().outcome in {"holds", "rounding"}
    return tuple(amounts) if complete else ()


def _change(claims: tuple[Claim, ...], subject: str) -> Claim | None:
    """What the text says of a subject against the prior year: its change, or that there is none."""
    for claim in claims:
        flat = claim.role == "direction" and claim.text == "equal"
        if claim.subject == subject and claim.of == "prior" and (claim.role == "change" or flat):
            return claim
    return None


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in HEADS if report.narrative(topic))


RULE = rule_per(ABOUT, _keys, _check)
