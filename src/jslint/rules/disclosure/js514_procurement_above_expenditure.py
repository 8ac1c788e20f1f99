"""JS514: more was spent by procurement than the year's whole expenditure."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import AtMost, Term
from jslint.relation.ratio import mixed_units
from jslint.report.model import Report
from jslint.report.quantities import Missing, figure_of, known
from jslint.rule import About, Example, Rule, rule
from jslint.rules.disclosure._stated import PROCUREMENT, first, stated
from jslint.rules.disclosure.js505_procurement_mismatch import TOTAL

_CONTRACT = ("合同", "签订", "中标", "成交")

ABOUT = About(
    code="JS514",
    name="procurement-above-expenditure",
    title="政府采购支出不大于本年支出",
    severity="information",
    basis="由口径推出：政府采购支出总额是当年实际支付的采购资金，是本年支出的一部分。按合同金额填列的不在此列。",
    why="采购支出比全年支出还大，多半是单位写错或把合同金额当成了支出。写明以合同签订为准、采购金额的不核对。",
    advice="请核对政府采购支出总额的数字、单位和口径。",
    inferred=True,
    off=True,
    good=(
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n    合计: [9.00, 5.00, 4.00]\n"
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 9.00 万元。\n"
        ),
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n    合计: [9.00, 5.00, 4.00]\n"
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 3.00 万元，政府采购合同金额 30.00 万元。\n"
        ),
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n    合计: [9.00, 5.00, 4.00]\n"
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 8.99 万元，其中：政府采购服务支出 8.99 万元。\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n    合计: [9.00, 5.00, 4.00]\n"
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 ⟦JS514⟧12.50⟦/⟧ 万元。\n"
        ),
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n    合计: [48.00, 5.00, 43.00]\n"
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 ⟦JS514⟧480.00⟦/⟧ 万元，其中：政府采购货物支出 480.00 万元。\n"
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """The stated total, unless the section speaks of contracts before it, against the total of the table."""
    total = first(stated(report, PROCUREMENT).amounts(TOTAL))
    whole = figure_of(report, known().quantities["expenditure"])
    if total is None or isinstance(whole, Missing) or whole.blank:
        yield Check(
            ABOUT.code, Place(f"情况说明/{PROCUREMENT}"), "not_applicable", reason="没有同时写明采购支出和本年支出"
        )
        return
    if _is_of_contracts(report) or mixed_units((total, whole)):
        yield Check(ABOUT.code, total.place, "not_applicable", (total,), reason="采购金额以合同为准，或单位不同")
        return
    yield judge(ABOUT, AtMost((Term(total),), (Term(whole),)))


def _is_of_contracts(report: Report) -> bool:
    """Whether the first sentence of the section, which states the total, does not speak of expenditure alone."""
    text = next(
        (
            passage.text
            for section in report.narrative(PROCUREMENT)
            for passage in section.passages
            if passage.text.strip()
        ),
        "",
    )
    head = text.strip().partition("。")[0]
    return "采购支出" not in head.partition("万元")[0] or any(word in head.partition("万元")[0] for word in _CONTRACT)


RULE: Rule = rule(ABOUT, check)
