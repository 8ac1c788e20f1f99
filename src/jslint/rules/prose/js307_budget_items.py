"""JS307: the budgets of the items add up to the stated total of the kind that is named."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.narrative import GENERAL, GENERAL_SUBJECT, UNREAD, add_up, subject_items, total_claim, unread_amounts
from jslint.ledger import Check
from jslint.prose.claims import BUDGETS, ROLE_WORDS
from jslint.report.model import Report
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import general

ITEMS = """
{k}教育支出（类）普通教育（款）学前教育（项）。年初预算为{a}万元，支出决算为60.00万元。决算数大于预算数的主要原因：新增设备。
2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为118.00万元，支出决算为120.00万元，完成年初预算的101.69%。决算数大于预算数的主要原因：人员增加。
3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为30.00万元，支出决算为30.00万元，完成年初预算的100.00%。
"""

ABOUT = About(
    code="JS307",
    name="budget-items-do-not-add-up",
    title="各项预算相加等于所写的预算总额",
    severity="error",
    basis="情况说明“具体情况”一段：总额与各项的年初预算（或全年预算）出自同一份预算。",
    why=(
        "具体情况先写预算总额，再逐项写预算。各项之和大于总额一定有错；小于总额可能是没有支出的预算项目没有列出，"
        "所以少列只作警告。年初预算与全年（调整）预算分别相加，不互相比较。"
    ),
    yields_to=("JS309",),
    advice="请核对总额和各项的预算；如有未列出的预算项目，请在文字中说明或作核实说明。",
    good=(
        Example(
            general(
                "一般公共预算财政拨款支出年初预算为198.00万元，支出决算为210.00万元。其中："
                + ITEMS.format(k="\n1. ", a="50.00").replace("\n\n", "\n")
            )
        ),
    ),
    bad=(
        Example(
            general(
                "一般公共预算财政拨款支出年初预算为⟦JS307⟧206.00⟦/⟧万元，支出决算为210.00万元。其中："
                + ITEMS.format(k="\n1. ", a="50.00").replace("\n\n", "\n")
            )
        ),
        Example(
            general(
                "一般公共预算财政拨款支出年初预算为⟦JS307⟧198.00⟦/⟧万元，支出决算为210.00万元。其中："
                + ITEMS.format(k="\n1. ", a="58.00").replace("\n\n", "\n")
            )
        ),
    ),
)


def _check(report: Report) -> Iterator[Check]:
    items = subject_items(report, GENERAL)
    claims = report.claims(GENERAL)
    place = Place(f"情况说明/{GENERAL}")
    tried = False
    for role in sorted(BUDGETS):
        total = total_claim(claims, GENERAL_SUBJECT, role)
        parts = [budgets[0] for item in items if (budgets := item.amounts(role))]
        if total is None or len(parts) < 2:
            continue
        tried = True
        if len(parts) < len([item for item in items if item.final is not None]):
            reason = f"有的项目没有写{ROLE_WORDS[role]}，不能相加"
            yield Check(ABOUT.code, total.figure.place, "unchecked", reason=reason)
            continue
        check = add_up(ABOUT, total, parts, f"各项{ROLE_WORDS[role]}相加")
        relation = check.relation
        if check.outcome == "broken" and unread_amounts(report, GENERAL):
            check = Check(ABOUT.code, check.place, "unchecked", check.figures, reason=UNREAD)
        elif check.outcome == "broken" and relation is not None and relation.weigh().difference > 0:
            check = check.with_changes(severity="warning")
        yield check
    if not tried:
        yield Check(ABOUT.code, place, "not_applicable", reason="没有同时写出预算总额和各项预算")


RULE = rule(ABOUT, _check)
