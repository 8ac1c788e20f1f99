"""The percentages of the narrative as relations: each share, completion rate and growth rate with the amounts it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure
from jslint.kinds.narrative import (
    EXPENDITURE,
    EXPENDITURE_TABLE,
    FISCAL_TABLE,
    GENERAL_SUBJECT,
    GENERAL_TABLE,
    INCOME_TABLE,
    ITEM_TABLES,
    SUMMARY_TABLE,
    THREE_PUBLIC,
    At,
    Item,
    Missing,
    cell,
    column_of,
    rows_of,
    three_public_budget,
    three_public_column,
    three_public_final,
)
from jslint.relation import Sum, Term
from jslint.relation.ratio import Ratio, in_wan
from jslint.report.conditions import OTHER_SOURCES
from jslint.report.model import Report
from jslint.report.prose.claims import Claim

KINDS = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")

BASES: dict[str, tuple[At, ...]] = {
    "本年支出合计": (At(EXPENDITURE_TABLE, "合计", "本年支出合计"), At(SUMMARY_TABLE, "本年支出合计", "金额", "支出")),
    "本年收入合计": (At(INCOME_TABLE, "合计", "本年收入合计"), At(SUMMARY_TABLE, "本年收入合计", "金额", "收入")),
    GENERAL_SUBJECT: (At(GENERAL_TABLE, "合计", "小计"),),
    "一般公共预算财政拨款基本支出": (At(GENERAL_TABLE, "合计", "基本支出"),),
    "收入总计": (At(SUMMARY_TABLE, "总计", "金额", "收入"),),
    "支出总计": (At(SUMMARY_TABLE, "总计", "金额", "支出"),),
    "收支总计": (At(SUMMARY_TABLE, "总计", "金额", "收入"),),
    "财政拨款收支总计": (At(FISCAL_TABLE, "总计", "金额", "收入"),),
    "财政拨款收入总计": (At(FISCAL_TABLE, "总计", "金额", "收入"),),
    "财政拨款支出总计": (At(FISCAL_TABLE, "总计", "合计", "支出"),),
    "财政拨款收入": (At(INCOME_TABLE, "合计", "财政拨款收入"),),
    "一般公共预算财政拨款项目支出": (At(GENERAL_TABLE, "合计", "项目支出"),),
    **{source: (At(INCOME_TABLE, "合计", source),) for source in OTHER_SOURCES},
}
"""Where a base stands that a sentence names and the section does not state."""


def ratios(report: Report, topic: str, role: str) -> Iterator[tuple[Claim, Ratio | Missing]]:
    """The percentages of a section in one role, each as its relation or with the reason why it cannot be weighed."""
    for claim in report.claims(topic):
        if claim.role == role and claim.figure is not None:
            yield claim, ratio_of(report, claim)


def ratio_of(report: Report, claim: Claim) -> Ratio | Missing:
    """The relation of a share, a completion rate or a growth rate."""
    if claim.role == "share":
        return _share(report, claim)
    if claim.role == "completion_rate":
        return _completion(report, claim)
    return _growth(report, claim)


def amount_of(report: Report, claim: Claim) -> Figure | Missing:
    """The year's amount of what a claim is about: stated in the section, else in the table that it repeats."""
    if claim.topic == THREE_PUBLIC and three_public_column(claim.subject):
        return three_public_final(report, claim.subject)
    if claim.path:
        return _row_amount(report, claim)
    if claim.topic == EXPENDITURE and claim.subject in KINDS:
        return cell(report, (At(EXPENDITURE_TABLE, "合计", claim.subject),))
    return cell(report, BASES.get(claim.subject, ()))


def _row_amount(report: Report, claim: Claim) -> Figure | Missing:
    """The cell of a class that the text gives a share of but no amount."""
    table = report.table(ITEM_TABLES.get(claim.topic, ""))
    rows = rows_of(report, table, Item(claim.path, claim.entry)) if table is not None and not table.is_blank else []
    figure = rows[0].cells.get(column_of(table)) if table is not None and len(rows) == 1 else None
    return figure or Missing("没有写出它的金额")


def _share(report: Report, claim: Claim) -> Ratio | Missing:
    rate = _rate(claim)
    part: Figure | Missing = claim.part or amount_of(report, claim)
    if isinstance(part, Missing):
        return part
    base: Figure | Missing | None = claim.base
    if base is None and claim.topic == THREE_PUBLIC:
        base = three_public_final(report, claim.of)
    if base is None:
        base = _named_base(report, claim.of)
    if isinstance(base, Missing):
        return base
    return Ratio(rate, (Term(part),), (Term(base),))


def _named_base(report: Report, name: str) -> Figure | Missing:
    """The cell of a base that the sentence names; 财政拨款支出 may be the general budget's or all three funds'."""
    if name != "财政拨款本年支出":
        return cell(report, BASES.get(name, ()))
    whole = cell(report, (At(FISCAL_TABLE, "本年支出合计", "合计", "支出"),))
    general = cell(report, BASES[GENERAL_SUBJECT])
    if isinstance(whole, Missing) or isinstance(general, Missing) or whole.number == general.number:
        return general
    return Missing("占财政拨款支出的比例可以指全部财政拨款，也可以只指一般公共预算，两数不同，不能断定")


def _completion(report: Report, claim: Claim) -> Ratio | Missing:
    part: Figure | Missing = claim.part or amount_of(report, claim)
    if isinstance(part, Missing):
        return part
    base: Figure | Missing | None = claim.base
    if base is None and claim.topic == THREE_PUBLIC:
        base = three_public_budget(report, claim.subject, claim.of)
    if base is None:
        return Missing("没有写出预算数")
    if isinstance(base, Missing):
        return base
    return Ratio(_rate(claim), (Term(part),), (Term(base),))


def _gap(report: Report, claim: Claim) -> Ratio | Missing:
    """预决算差异率: (amount − budget) ÷ budget; printed without its sign it is the distance."""
    rate = _rate(claim)
    amount: Figure | Missing = claim.part or amount_of(report, claim)
    base: Figure | Missing | None = claim.base
    if base is None and claim.topic == THREE_PUBLIC:
        base = three_public_budget(report, claim.subject, claim.of)
    if isinstance(amount, Missing):
        return amount
    if base is None or isinstance(base, Missing):
        return base or Missing("没有写出预算数")
    numbers = (rate.number, amount.number, base.number)
    distance = None not in numbers and rate.value >= 0 and in_wan(amount) < in_wan(base)
    sign = -1 if distance else 1
    return Ratio(rate, (Term(amount, sign), Term(base, -sign)), (Term(base),))


def _growth(report: Report, claim: Claim) -> Ratio | Missing:
    if claim.sense == 0:
        return _gap(report, claim)
    change = claim.part
    if change is None:
        return Missing("没有写出增减额")
    rate = _rate(claim)
    if claim.of != "prior":
        base: Figure | Missing | None = claim.base
        if base is None and claim.topic == THREE_PUBLIC:
            base = three_public_budget(report, claim.subject, claim.of)
        if isinstance(base, Missing) and base.owed:
            return base
        return Ratio(rate, (Term(change),), (Term(base),)) if isinstance(base, Figure) else _from(report, claim, change)
    prior = prior_of(report, claim)
    if prior is not None:
        return Ratio(rate, (Term(change),), (Term(prior),))
    return _from(report, claim, change)


def _from(report: Report, claim: Claim, change: Figure) -> Ratio | Missing:
    """The growth from what the amount was before the change, which the text does not state."""
    stated = claim.base if claim.of == "prior" else _final(report, claim)
    amount: Figure | Missing = stated or amount_of(report, claim)
    if isinstance(amount, Missing):
        return amount
    rate = _rate(claim)
    sign = -(change_sense(report, claim) or 1)
    return Ratio(rate, (Term(change),), (Term(amount), Term(change, sign)))


def _final(report: Report, claim: Claim) -> Figure | None:
    """The year's amount that goes with a change against the budget: what the change itself is tied to."""
    for section in report.narrative(claim.topic):
        for other in section.on_figure(claim.part) if claim.part is not None else ():
            if other.role == "change" and other.part is not None:
                return other.part
    return None


def change_sense(report: Report, claim: Claim) -> int | None:
    """The direction of the change that a growth rate belongs to: the change's own word goes before the rate's."""
    for section in report.narrative(claim.topic):
        for other in section.on_figure(claim.part) if claim.part is not None else ():
            if other.role == "change":
                return other.sense
    return claim.sense


def change_of(report: Report, claim: Claim) -> Sum | None:
    """A change as the difference of the two amounts, where the text states both."""
    assert claim.figure is not None  # noqa: S101 - a change has its figure
    sense = claim.sense or 1
    if claim.of == "prior":
        amount, other = claim.base, prior_of(report, claim)
    else:
        amount, other = claim.part, claim.base
    if amount is None or other is None:
        return None
    return Sum((Term(claim.figure),), (Term(amount, sense), Term(other, -sense)), right_words="两数之差")


def prior_of(report: Report, claim: Claim) -> Figure | None:
    """The prior year's amount that the section states of the same subject, or None."""
    stated = report.claims_on(claim, "prior")
    return stated[0].figure if stated else None


def _rate(claim: Claim) -> Figure:
    assert claim.figure is not None  # noqa: S101 - callers choose claims with figures
    return claim.figure
