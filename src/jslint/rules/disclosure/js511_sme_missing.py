"""JS511: procurement was made, and what small and medium firms won of it is nowhere given."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.disclosure._stated import PROCUREMENT, first, shown, stated
from jslint.rules.disclosure.js505_procurement_mismatch import TOTAL

_GIVEN = Pattern(r"(?:中小|小微|小型|微型)[^。；\n]{0,60}?[0-9０-９]")
_DENIED = Pattern(
    r"(?:没有|无|未|不)[^。；\n]{0,24}(?:中小|小微)|(?:中小|小微)[^。；\n]{0,24}(?:没有|无|未|为零|不涉及)"
)

ABOUT = About(
    code="JS511",
    name="sme-missing",
    title="有政府采购支出的，写明授予中小企业的金额",
    severity="information",
    basis="财办发〔2019〕77号所附部门决算公开目录第八项：政府采购支出总额及构成，以及授予中小企业合同金额、小微企业合同金额。",
    why="采购了多少、其中给了中小企业多少，是同一项公开内容；只有总额，读者看不到后一半。写明没有授予的也算写了。",
    advice="请补上授予中小企业（其中小微企业）的金额；没有的写 0 或写明没有。",
    inferred=True,
    off=True,
    good=(
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 6.00 万元。授予中小企业合同金额 5.00 万元。\n"
        ),
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 6.00 万元，没有授予中小企业的合同。\n"
        ),
        Example("情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 0.00 万元。\n"),
    ),
    bad=(
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度政府采购支出总额 ⟦JS511⟧6.00⟦/⟧ 万元，其中：政府采购货物支出 6.00 万元。\n"
        ),
        Example(
            "情况说明:\n  政府采购支出情况: |\n    2023 年度本部门政府采购金额（以合同签订为准）为 ⟦JS511⟧50.00⟦/⟧ 万元，严格执行对中小企业的扶持政策。\n",
            "上海-2024",
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """The stated total, where it is not nil, against the words of the section."""
    total = first(stated(report, PROCUREMENT).amounts(TOTAL))
    if total is None or total.number is None:
        return
    text = "\n".join(passage.text for section in report.sections() for passage in section.passages)
    if total.number <= 0 or _GIVEN.search(text) or _DENIED.search(text):
        yield Check(ABOUT.code, total.place, "holds", (total,))
        return
    message = f"政府采购支出 {shown(total)}，没有写明授予中小企业的金额。{ABOUT.advice}"
    yield found(ABOUT, total.place, total.anchor, message, figures=(total,), subject=TOTAL)


RULE: Rule = rule(ABOUT, check)
