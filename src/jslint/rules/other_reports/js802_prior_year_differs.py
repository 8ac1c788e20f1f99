"""JS802: what the narrative says of the year before is what that year's report says."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import parse_amount, printed, round_half_up
from jslint.figure import Figure, Place
from jslint.kinds.narrative import OVERVIEW
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.prose.claims import BUDGETS, Amount, Change, Direction
from jslint.relation import Same, Sum, Term, unread
from jslint.relation.ratio import mixed_units
from jslint.report.cells import converted
from jslint.report.model import Other, Report
from jslint.rule import About, Example, rule_per
from jslint.rules.other_reports._beside import nowhere, own_figures, previous, weighed
from jslint.rules.other_reports._examples import LAST_YEAR, NAMES_LAST_YEAR, cover
from jslint.rules.other_reports._quantities import Pair, pair
from jslint.rules.prose._examples import SUMMARY, section
from jslint.rules.trend._each import nothing, topics

_LAST = cover() + "决算表:\n  收入支出决算总表:\n    收入: {总计: 300.00}\n    支出: {总计: 300.00}\n"
_TEXT = "2023年度收、支总计均为240.00万元。与上年度相比，收、支总计各减少{}万元，下降20.00%。主要原因是项目减少。"
_PRIOR = "2023年度收、支总计均为240.00万元。上年度收、支总计{}万元，减少60.00万元，下降20.00%。主要原因是项目减少。"
_SENTENCE, _CLAUSE = Pattern(r"[。；;\n]"), Pattern(r"[。；;\n，,：:]")
_BUDGET = Pattern(r"预算数|支出预算|经费预算|年初预算|全年预算|预算安排|预算批复")
_COMPARABLE = "口径"
"""A comparison that is made comparable first need not be with what was printed."""


def _example(passage: str, last: str = _LAST) -> Example:
    return Example(NAMES_LAST_YEAR + section(OVERVIEW, passage, SUMMARY), related=((LAST_YEAR, last),))


ABOUT = About(
    code="JS802",
    name="prior-year-differs",
    title="文字写的上年数和与上年相比的增减额，与上年报告一致",
    severity="warning",
    basis="上年数是上年决算公开的数字；增减额＝本年数－上年数。",
    why=(
        "“与上年相比增加多少”里的上年数，就是上年报告公开的同一个数字。只核对能够确定是哪一个数的地方；"
        "写明按可比口径比较的不核对。上年数经过重述的，会与公开的不同，所以只作警告。"
    ),
    advice="请核对上年报告的数字，重算增减额；上年数经过重述的，请写核实说明。",
    good=(_example(_TEXT.format("60.00")), _example(_PRIOR.format("300.00"))),
    bad=(
        _example(_TEXT.format("⟦JS802⟧66.00⟦/⟧")),
        _example(_PRIOR.format("⟦JS802⟧330.00⟦/⟧")),
        _example("2023年度收、支总计均为240.00万元，与上年度⟦JS802⟧持平⟦/⟧。"),
    ),
    yields_to=("JS406", "JS407", "JS408", "JS409", "JS410"),
    derived=True,
)


OfPrior = Amount | Change | Direction
"""What may be said of the prior year."""


def _check(report: Report, topic: str) -> Iterator[Check]:
    other = previous(report)
    if not isinstance(other, Other):
        yield nowhere(ABOUT, "previous", other)
        return
    tried = False
    for claim in report.claims(topic):
        if isinstance(claim, OfPrior) and _is_meant(claim):
            tried = True
            yield _tried(report, other, claim)
    if not tried:
        yield nothing(ABOUT, topic, "没有写上年数和与上年相比的增减额")


def _is_meant(claim: OfPrior) -> bool:
    match claim:
        case Amount():
            return claim.role == "prior"
        case Change():
            return claim.of == "prior"
        case Direction():
            return claim.of == "prior" and claim.comparison == "equal"


def _tried(report: Report, other: Other, claim: OfPrior) -> Check:
    assert other.report is not None  # noqa: S101 - what may be compared was read
    stated = None if isinstance(claim, Direction) else claim.figure
    place = stated.place if stated is not None else Place(claim.anchor.piece, claim.subject)
    figures = (stated,) if stated is not None else ()
    if _COMPARABLE in _around(report, claim, _SENTENCE):
        return Check(ABOUT.code, place, "not_applicable", figures, reason="按可比口径比较，不与上年公开的数字核对")
    if _is_budget(report, claim):
        return Check(ABOUT.code, place, "unchecked", figures, reason="比较的可能是预算数")
    both = pair(claim, report, other.report)
    if isinstance(both, str):
        return Check(ABOUT.code, place, "unchecked", figures, reason=both)
    unit = stated.unit if stated is not None else both.ours.unit
    theirs = other.figure(both.theirs, unit) if both.theirs is not None else None
    if isinstance(claim, Change):
        return _change(claim, both, theirs)
    if theirs is None or mixed_units((*figures, theirs)):
        return Check(ABOUT.code, place, "unchecked", figures, reason="上年报告没有这个数，或单位不同")
    if stated is not None:
        return weighed(ABOUT, Same(stated, theirs))
    same = Same(both.ours, theirs)
    return judge(ABOUT, same, anchor=claim.anchor).with_changes(figures=own_figures(same))


def _change(claim: Change, both: Pair, theirs: Figure | None) -> Check:
    """A stated change against this year's amount less that of the year before."""
    change = claim.figure
    ours = converted(both.ours, change.unit)
    figures = (change, both.ours)
    known = tuple(figure for figure in (change, ours, theirs) if figure is not None)
    if mixed_units(known) or unread(known):
        return Check(
            ABOUT.code, change.place, "unchecked", figures, reason="没有写明增减方向，或单位不同，或有数读不出"
        )
    if claim.base is not None and Same(converted(claim.base, change.unit), ours).weigh().outcome == "broken":
        return Check(ABOUT.code, change.place, "unchecked", figures, reason="文字写的本年数与表中不同，由其他规则判断")
    sense = claim.sense
    parts = (Term(ours, sense), *((Term(theirs, -sense),) if theirs is not None else ()))
    expected = (ours.value - (theirs.value if theirs is not None else 0)) * sense
    amount = parse_amount(change.printed)
    coarse = amount is not None and amount.step > change.step and expected != change.value
    if amount is not None and coarse and round_half_up(expected, amount.step) == change.value:
        reason = f"实为 {printed(expected)}，按 {change.printed} 的位数四舍五入相同"
        return Check(ABOUT.code, change.place, "rounding", figures, reason=reason)
    words = "本年数与上年报告之差" if sense > 0 else "上年报告与本年数之差"
    return weighed(ABOUT, Sum((Term(change),), parts, right_words=words))


def _is_budget(report: Report, claim: OfPrior) -> bool:
    """Whether budgets may be what is compared."""
    base = claim.base if isinstance(claim, Change) else None
    amounts = report.claims_at(claim.topic, Amount, base) if base is not None else []
    return any(other.role in BUDGETS for other in amounts) or bool(_BUDGET.search(_around(report, claim, _CLAUSE)))


def _around(report: Report, claim: OfPrior, stop: Pattern) -> str:
    """The text around a claim, from stop to stop."""
    piece = report.piece(claim.anchor.piece)
    if piece is None:
        return ""
    start, end = claim.anchor.span
    before = [match.end() for match in stop.finditer(piece.text, 0, start)]
    after = stop.search(piece.text, end)
    return piece.text[before[-1] if before else 0 : after.start() if after else len(piece.text)]


def _keys(report: Report) -> Iterator[str]:
    """The topics of a report that names last year's; else one trial says that it names none."""
    if any(reference.kin == "previous" for reference in report.cover.references):
        yield from topics(report)
    else:
        yield ""


RULE = rule_per(ABOUT, _keys, _check)
