"""JS505: procurement: total against goods, works and services, contracts of small firms within those of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.figure import Figure
from jslint.kinds.reckonings import reckonings
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import BUDGETS
from jslint.relation import AtMost, Sum, Term
from jslint.relation.ratio import SLIP, mixed_units
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, rule
from jslint.rules.disclosure._stated import PROCUREMENT, Stated, first, stated

TOTAL = "政府采购支出总额"
PARTS = ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出")
SMALL_AND_MEDIUM, SMALL = "授予中小企业合同金额", "授予小微企业合同金额"
ORDERED = (
    (SMALL, SMALL_AND_MEDIUM),
    ("面向小微企业预留预算", "面向中小企业预留预算"),
    ("预留小微企业成交", "预留中小企业成交"),
    ("预留中小企业中的小微企业成交", "预留中小企业成交"),
    ("其他项目小微企业成交", "其他项目中小企业成交"),
    ("小微企业中标", "中小企业中标"),
)
"""What is of small and micro firms within what is of small and medium ones, figures of one kind each."""
WON = ("预留中小企业成交", "其他项目中小企业成交")

ABOUT = About(
    code="JS505",
    name="procurement-mismatch",
    title="政府采购：总额等于货物、工程、服务之和，授予中小企业的不超过总额",
    severity="error",
    basis="部门决算公开模板的政府采购说明。合同金额与支出口径不同，中小企业合同金额大于支出总额只作警告（此项为推定）。",
    why=(
        "采购支出总额就是货物、工程、服务三类之和；小微企业包含在中小企业之内，小微不会大于中小。"
        "没有列出的一类按零计；相差的数恰可能是没有列出的一类时不作判断。"
    ),
    advice="请核对采购统计。",
    good=(
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 6.00 万元，其中：政府采购货物支出 1.00 万元、政府采购工程支出 2.00 万元、政府采购服务支出 3.00 万元。"
            "授予中小企业合同金额 5.00 万元，其中：授予小微企业合同金额 4.00 万元。\n"
        ),
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度本部门政府采购金额（以合同签订为准）为 50.00 万元，其中：货物采购金额 10.00 万元、工程采购金额 20.00 万元、服务采购金额 20.00 万元。"
            "面向中小企业预留政府采购项目预算金额 90.00 万元，面向小微企业预留政府采购项目预算金额 90.00 万元。\n",
            "上海-2024",
        ),
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 6.00 万元，其中：政府采购货物支出 1.00 万元、政府采购工程支出 2.00 万元、政府采购服务支出 3.00 万元。"
            "授予小微企业合同金额 4.00 万元。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 ⟦JS505⟧6.50⟦/⟧ 万元，其中：政府采购货物支出 1.00 万元、政府采购工程支出 2.00 万元、政府采购服务支出 3.00 万元。"
            "授予中小企业合同金额 ⟦JS505⟧7.00⟦/⟧ 万元，其中：授予小微企业合同金额 ⟦JS505⟧8.00⟦/⟧ 万元。\n"
        ),
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年政府采购预算 ⟦JS505⟧6.50⟦/⟧ 万元，其中：货物 1.00 万元、工程 2.00 万元、服务 3.00 万元。\n"
        ),
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度本部门面向中小企业预留政府采购项目预算金额 30.00 万元，面向小微企业预留政府采购项目预算金额 ⟦JS505⟧70.00⟦/⟧ 万元。\n",
            "上海-2024",
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """The total, then the three orders, then what the words beside a figure make it the sum of."""
    yield from _orders(report)
    yield from reckonings(ABOUT, report, PROCUREMENT, "sum", "limit")


def _orders(report: Report) -> Iterator[Check]:
    said = stated(report, PROCUREMENT)
    total = _total(said)
    medium = first(said.amounts(SMALL_AND_MEDIUM))
    if total is not None:
        yield from _sum(said, total)
    yield from _budget(said)
    for inner, outer in ORDERED:
        within, whole = first(said.amounts(inner)), first(said.amounts(outer))
        if within is not None and whole is not None:
            yield _judged(AtMost((Term(within, 1),), (Term(whole, 1),), inner, outer))
    if total is None:
        return
    won = [figure for name in WON if (figure := first(said.amounts(name))) is not None]
    for parts, words in (((medium,) if medium else (), SMALL_AND_MEDIUM), (tuple(won), "由中小企业中标、成交的金额")):
        if parts:
            yield _soft(_judged(AtMost(tuple(Term(part, 1) for part in parts), (Term(total, 1),), words, TOTAL)))


def _total(said: Stated) -> Figure | None:
    """The stated total; of one stated in two units the one in that of its parts."""
    units = {figure.unit for name in PARTS for figure in said.amounts(name)}
    totals = said.amounts(TOTAL)
    return next((figure for figure in totals if figure.unit in units), None) or first(totals)


def _budget(said: Stated) -> Iterator[Check]:
    """The budget of all against those of goods, works and services, where all are stated."""
    whole, *parts = (first(said.amounts(name, BUDGETS)) for name in (TOTAL, *PARTS))
    found = [part for part in parts if part is not None]
    if whole is not None and len(found) == len(parts):
        yield _judged(Sum((Term(whole),), tuple(map(Term, found)), "政府采购预算", "货物、工程、服务预算相加"))


def _sum(said: Stated, total: Figure) -> Iterator[Check]:
    parts = [figure for name in PARTS if (figure := first(said.amounts(name))) is not None]
    if not parts:
        yield Check(ABOUT.code, total.place, "unchecked", (total,), reason="没有写明货物、工程、服务各多少")
        return
    trial = _judged(Sum((Term(total, 1),), tuple(Term(part, 1) for part in parts), TOTAL, "货物、工程、服务相加"))
    short = len(parts) < len(PARTS) and total.number is not None and all(part.number is not None for part in parts)
    if trial.outcome == "broken" and short and sum(part.value for part in parts) < total.value:
        yield Check(ABOUT.code, total.place, "unchecked", trial.figures, reason="没有把货物、工程、服务三类都写出来")
    else:
        yield trial


def _judged(relation: Sum | AtMost) -> Check:
    """Amounts in different units are not weighed."""
    figures = relation.figures
    if mixed_units(figures):
        return Check(ABOUT.code, figures[0].place, "unchecked", figures, reason=SLIP)
    return judge(ABOUT, relation)


def _soft(trial: Check) -> Check:
    return trial.with_changes(severity="warning") if trial.outcome == "broken" else trial


RULE: Rule = rule(ABOUT, check)
