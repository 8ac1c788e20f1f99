"""JS308: the expenditure of the items adds up to the stated total."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.narrative import GENERAL, GENERAL_SUBJECT, UNREAD, add_up, subject_items, total_claim, unread_amounts
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import general

ITEMS = (
    "1. 教育支出（类）普通教育（款）学前教育（项）。年初预算为60.00万元，支出决算为60.00万元。\n"
    "2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为120.00万元，支出决算为120.00万元。\n"
    "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为30.00万元，支出决算为{a}万元。"
)
MISSED = "年初预算为210.00万元，支出决算为⟦JS308⟧210.00⟦/⟧万元。其中：\n" + ITEMS.format(a="33.00")

ABOUT = About(
    code="JS308",
    name="final-items-do-not-add-up",
    title="各项决算相加等于支出决算总额",
    severity="error",
    basis="情况说明“具体情况”一段：各项支出决算是总额的全部组成部分。",
    why="具体情况把一般公共预算财政拨款支出逐项列出，没有支出的项目可以不列，列出的各项相加应等于总额。",
    advice="请核对总额和各项的支出决算。",
    good=(Example(general("年初预算为210.00万元，支出决算为210.00万元。其中：\n" + ITEMS.format(a="30.00"))),),
    bad=(
        Example(general(MISSED, table="")),
        Example(general(MISSED)),
    ),
    yields_to=("JS305", "JS309"),
)


def _check(report: Report) -> Iterator[Check]:
    finals = [final for item in subject_items(report, GENERAL) if (final := item.final) is not None]
    total = total_claim(report.claims(GENERAL), GENERAL_SUBJECT, "final") or total_claim(
        report.claims(GENERAL), GENERAL_SUBJECT, "total"
    )
    if total is None or len(finals) < 2:
        yield Check(ABOUT.code, Place(f"情况说明/{GENERAL}"), "not_applicable", reason="没有同时写出总额和各项决算")
        return
    check = add_up(ABOUT, total, finals, "各项支出决算相加")
    if check.outcome == "broken" and unread_amounts(report, GENERAL):
        yield Check(ABOUT.code, check.place, "unchecked", check.figures, reason=UNREAD)
        return
    yield check


RULE = rule(ABOUT, _check)
