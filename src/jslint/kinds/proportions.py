"""The percentages of the narrative as relations: each share, completion rate and growth rate with the amounts it was made from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from jslint.figure import Figure
from jslint.pattern import Pattern
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount, Change, Completion, Growth, Said, Share
from jslint.prose.claims import Ratio as Rate
from jslint.relation import Sum, Term
from jslint.relation.ratio import Ratio, Repeat, in_wan, mixed_units
from jslint.report.model import Report
from jslint.report.quantities import (
    Missing,
    Quantity,
    amount,
    budget,
    figure_of,
    first_of,
    known,
    meant,
    named,
    section_of,
)

_OF_NOTHING = Pattern(r"占比?(?:为|例为?)?\s*\Z")
_MARK = Pattern(r"[，。；、：,;:()（）0-9\n]")
_REACH = 60
"""Characters before a share that say of what it is; claims before it among which its sentence's amounts are."""
R = TypeVar("R", Share, Completion, Growth)


def ratios(report: Report, topic: str, kind: type[R]) -> Iterator[tuple[R, Ratio | Missing]]:
    """The percentages of a section of one type, each as its relation or with the reason why it cannot be weighed."""
    for claim in report.claims(topic):
        if isinstance(claim, kind):
            yield claim, ratio_of(report, claim)


def ratio_of(report: Report, claim: Rate) -> Ratio | Missing:
    """The relation of a share, a completion rate or a growth rate."""
    match claim:
        case Share():
            return _share(report, claim)
        case Completion():
            return _completion(report, claim)
        case Growth():
            return _growth(report, claim)


def _share(report: Report, claim: Share) -> Ratio | Missing:
    """A share of the base that the words name; where they leave it open, of the first that fits."""
    part: Figure | Missing = claim.part or amount(report, claim)
    if isinstance(part, Missing):
        return part
    bases = list(_bases(report, claim))
    pairs = [_in_one_unit(report, claim, part, base) for base in bases if not isinstance(base, Missing)]
    ratios = [Ratio(claim.figure, (Term(piece),), (Term(whole),)) for piece, whole in pairs]
    fitting = _fitting(ratios) or _fitting(
        Ratio(claim.figure, (Term(part),), (Term(whole),)) for whole in _wholes_before(report, claim, part)
    )
    missing = next((base for base in bases if isinstance(base, Missing)), None)
    if missing is not None and not fitting and (missing.owed or not ratios):
        return missing
    return (fitting or ratios)[0] if ratios else Missing("没有写明占什么的比例")


def _fitting(ratios: Iterable[Ratio]) -> list[Ratio]:
    return [ratio for ratio in ratios if ratio.weigh().outcome != "broken"]


def _wholes_before(report: Report, claim: Share, part: Figure) -> Iterator[Figure]:
    """What a share of nothing named may be of as well: the larger amounts that its sentence has stated before it."""
    start = claim.figure.anchor.span.start
    piece = report.piece(claim.anchor.piece)
    if piece is None or not _OF_NOTHING.search(piece.text, max(0, start - _REACH), start):
        return
    claims = report.claims(claim.topic)
    at = bisect_left(claims, start, key=lambda each: each.anchor.span.start)
    for other in reversed(claims[max(0, at - _REACH) : at]):
        if other.sentence != claim.sentence or other.anchor.piece != claim.anchor.piece:
            return
        if isinstance(other, Amount) and other.role in AMOUNTS and not mixed_units((other.figure, part)):
            yield from [other.figure] if other.figure.value > part.value else []


def _in_one_unit(report: Report, claim: Share, part: Figure, base: Figure) -> tuple[Figure, Figure]:
    """The two amounts of a share; of one rightly rounded into 亿元 the cell that it repeats."""
    if not mixed_units((part, base)):
        return part, base
    wholes = (figure_of(report, each, claim.topic) for each in named(claim.topic, claim.of))
    return _exact(part, amount(report, claim)), _exact(base, first_of(wholes))


def _exact(stated: Figure, cell: Figure | Missing) -> Figure:
    repeats = not isinstance(cell, Missing) and Repeat(stated, cell).weigh().outcome in {"holds", "rounding"}
    return cell if repeats and not isinstance(cell, Missing) else stated


def _bases(report: Report, claim: Share) -> Iterator[Figure | Missing]:
    """What a share can be of: the stated base, the section's own total of that name, the report's."""
    if claim.base is not None:
        yield claim.base
    own = meant(replace(claim, subject=claim.of, path=())) if claim.of else ()
    for each in named(claim.topic, claim.of):
        if claim.base is None or each not in own:
            yield figure_of(report, each, claim.topic)
    is_ours = not claim.of or named(claim.topic, claim.of)
    if not own and is_ours and (total := _total(claim)) is not None and total not in meant(claim):
        yield figure_of(report, total, claim.topic)


def _total(claim: Share) -> Quantity | None:
    """What the parts of a section are parts of, where it names no other total so."""
    return known().quantities.get(section_of(claim.topic).total)


def budget_of(report: Report, claim: Completion | Growth | Change) -> Figure | Missing:
    """The budget that a claim is held against: stated in the section, else of the table where that prints this kind."""
    return claim.base or budget(report, claim, claim.of)


def _completion(report: Report, claim: Completion) -> Ratio | Missing:
    final: Figure | Missing = claim.part or amount(report, claim)
    if isinstance(final, Missing):
        return final
    base = budget_of(report, claim)
    if not isinstance(base, Missing):
        ratio = Ratio(claim.figure, (Term(final),), (Term(base),))
        if claim.of != "budget" or ratio.weigh().outcome != "broken":
            return ratio
        return _of_any_budget(report, claim, final, base) or ratio
    apart = _apart_from_budget(report, claim)
    if apart is None:
        return base
    return Ratio(claim.figure, (Term(final),), (Term(final), Term(apart.figure, -apart.sense)))


def _of_any_budget(report: Report, claim: Completion, final: Figure, base: Figure) -> Ratio | Missing | None:
    """执行率 without a budget's name: of any budget that is stated, or of one as the same sentence adjusts it (年中调减 D 万元)."""
    stated = [(Term(other.figure),) for other in report.claims_on(claim, Amount, *sorted(BUDGETS))]
    adjustments = [each for each in report.claims_on(claim, Amount, "adjustment") if each.sentence == claim.sentence]
    adjusted = [(Term(base), Term(each.figure, sign)) for each in adjustments for sign in (1, -1)]
    fitting = _fitting(Ratio(claim.figure, (Term(final),), terms) for terms in (*stated, *adjusted))
    if fitting:
        return fitting[0]
    is_full = bool(report.claims_on(claim, Amount, "full_budget"))  # what the adjustment came to is stated
    return Missing("预算在年中调整过，没有写明是哪个预算数的比率") if adjusted and not is_full else None


def _apart_from_budget(report: Report, claim: Completion) -> Change | None:
    """What the same sentence says the amount is more or less than that budget: 大于预算数 72.00 万元."""
    for other in report.claims_on(claim, Change):
        one_kind = other.of == claim.of or (other.of in BUDGETS and "budget" in {other.of, claim.of})
        if one_kind and other.sentence == claim.sentence:
            return other
    return None


def _gap(report: Report, claim: Growth) -> Ratio | Missing:
    """预决算差异率: (amount − budget) ÷ budget; printed without its sign it is the distance."""
    rate = claim.figure
    final: Figure | Missing = claim.part or amount(report, claim)
    base = budget_of(report, claim)
    if isinstance(final, Missing):
        return final
    if isinstance(base, Missing):
        return base
    numbers = (rate.number, final.number, base.number)
    distance = None not in numbers and rate.value >= 0 and in_wan(final) < in_wan(base)
    sign = -1 if distance else 1
    return Ratio(rate, (Term(final, sign), Term(base, -sign)), (Term(base),))


def _growth(report: Report, claim: Growth) -> Ratio | Missing:
    if claim.sense == 0:
        return _gap(report, claim)
    change = claim.part
    if change is None or not all(
        is_against_one(claim, other) for other in report.claims_at(claim.topic, Change, change)
    ):
        return _between_years(report, claim) or _from_budget(report, claim) or Missing("没有写出增减额")
    if claim.of == "prior":
        stated = prior_of(report, claim)
        return Ratio(claim.figure, (Term(change),), (Term(stated),)) if stated else _from(report, claim, change)
    base = budget_of(report, claim)
    if isinstance(base, Missing):
        return base if base.owed else _from(report, claim, change)
    return Ratio(claim.figure, (Term(change),), (Term(base),))


def is_against_one(claim: Growth, change: Change) -> bool:
    """Whether a rate and a change are both against last year, or both against a budget: 较年初预算减少 D，较上年增长 P% are not."""
    return (claim.of == "prior") == (change.of == "prior")


def _between_years(report: Report, claim: Growth) -> Ratio | None:
    """由上年的 A 万元增加到 B 万元，增长 P%: the growth from one stated amount of the sentence to the other.

    A sentence that states the earlier year alone (2022 年收入 A 万元，较上年增长 P%) speaks of that year's growth.
    """
    amounts = report.claims_on(claim, Amount, "total", "part", "final", "prior")
    stated = [each for each in amounts if each.sentence == claim.sentence]
    prior = next((each for each in stated if each.role == "prior"), None)
    if claim.of != "prior" or prior is None:
        return None
    final: Figure | Missing | None = claim.base if claim.base in {each.figure for each in stated} else None
    if final is None and _is_right_behind(report, claim, prior):
        final = claim.base or amount(report, claim)
    if final is None or isinstance(final, Missing) or mixed_units((final, prior.figure)):
        return None
    sense = claim.sense or 1
    return Ratio(claim.figure, (Term(final, sense), Term(prior.figure, -sense)), (Term(prior.figure),))


def _is_right_behind(report: Report, claim: Growth | Change, other: Amount) -> bool:
    """比上年 A 万元增长 P%, 比年初预算 B 万元多 D 万元: nothing but words stands between the figure compared with and what it says."""
    piece, (start, end) = report.piece(claim.anchor.piece), (other.anchor.span.end, claim.anchor.span.start)
    if piece is None or other.anchor.piece != claim.anchor.piece or start > end:
        return False
    return not _MARK.search(piece.text, start, end)


def _from_budget(report: Report, claim: Growth) -> Ratio | None:
    """支出 A 万元，比预算下降 P%: from the budget, stated or of the table, to the amount that the sentence states."""
    stated = [each for each in report.claims_on(claim, Amount, *AMOUNTS) if each.sentence == claim.sentence]
    base = budget_of(report, claim) if claim.of in BUDGETS else None
    if len(stated) != 1 or base is None or isinstance(base, Missing):
        return None
    sense = claim.sense or 1
    return Ratio(claim.figure, (Term(stated[0].figure, sense), Term(base, -sense)), (Term(base),))


def _from(report: Report, claim: Growth, change: Figure) -> Ratio | Missing:
    """The growth from what the amount was before the change, which the text does not state."""
    stated = claim.base if claim.of == "prior" else _final(report, claim)
    final: Figure | Missing = stated or amount(report, claim)
    if isinstance(final, Missing):
        return final
    sign = -change_sense(report, claim)
    return Ratio(claim.figure, (Term(change),), (Term(final), Term(change, sign)))


def _final(report: Report, claim: Growth) -> Figure | None:
    """The year's amount that goes with a change against the budget: what the change itself is tied to."""
    changes = report.claims_at(claim.topic, Change, claim.part) if claim.part is not None else []
    return next((change.part for change in changes if change.part is not None), None)


def change_sense(report: Report, claim: Growth) -> int:
    """The direction of the change that a growth rate belongs to: the change's own word goes before the rate's."""
    changes = report.claims_at(claim.topic, Change, claim.part) if claim.part is not None else []
    return changes[0].sense if changes else claim.sense


def change_of(report: Report, claim: Change) -> Sum | None:
    """A change as the difference of the two amounts, where both are known: from the text, a budget also from its table."""
    sense = claim.sense
    final, other = compared(report, claim)
    if final is None or other is None:
        return None
    return Sum((Term(claim.figure),), (Term(final, sense), Term(other, -sense)), right_words="两数之差")


def compared(report: Report, claim: Change) -> tuple[Figure | None, Figure | None]:
    """The year's amount and what a change is against: the prior year's that the text states, or the budget."""
    if claim.of == "prior":
        return claim.base or _final_of(report, claim, "prior"), prior_of(report, claim)
    other = budget_of(report, claim)
    final = claim.part or _final_of(report, claim, *BUDGETS)
    return final, None if isinstance(other, Missing) else other


def _final_of(report: Report, claim: Change, *roles: str) -> Figure | None:
    """The year's amount of the tables, where the text says what a change is against right before it: 比上年 A 万元增加 D 万元."""
    stated = report.claims_on(claim, Amount, *roles)
    if not any(each.sentence == claim.sentence and _is_right_behind(report, claim, each) for each in stated):
        return None
    found = amount(report, claim)
    return None if isinstance(found, Missing) else found


def prior_of(report: Report, claim: Said) -> Figure | None:
    """The prior year's amount that the section states of the same subject, or None."""
    stated = report.claims_on(claim, Amount, "prior")
    return stated[0].figure if stated else None
