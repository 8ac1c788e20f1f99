"""JS414: a reason says something of its own."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.prose.claims import Reason
from jslint.prose.text import fold
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule
from jslint.rules.prose._examples import general
from jslint.rules.trend._each import topics

TEXT = (
    "1. 教育支出（类）普通教育（款）学前教育（项）。年初预算为50.00万元，支出决算为60.00万元。决算数大于预算数的主要原因：{a}。\n"
    "2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为130.00万元，支出决算为120.00万元。决算数小于预算数的主要原因：{b}。"
)
EMPTY = Pattern(
    r"(?:是|为|系)?(?:按照|按|根据|依据)(?:本年|当年|年度)?(?:实际|工作|业务|支出)+的?(?:需要|需求|情况)(?:据实)?(?:进行)?(?:了)?"
    r"(?:支付|支出|列支|调整|安排)?[。；，]?"
)
"""Nothing but 按（根据）, 实际（工作）, 需要（情况）, 支付（调整）."""

MOST_PLACES = 24

ABOUT = About(
    code="JS414",
    name="empty-reason",
    title="差异原因应说明具体情况",
    severity="information",
    basis="部门决算公开要求说明增减变化和预决算差异的主要原因。",
    why="“按实际工作需要支付”一类的话放在任何一项后面都成立，读者从中看不出为什么多了或少了。全文只提示一次，列出各处。",
    advice="请写明具体原因，如人员、项目、政策的变化。",
    good=(
        Example(general(TEXT.format(a="年中追加设备购置经费", b="社保基数调整，按实际需要支付"))),
        Example(general(TEXT.format(a="根据工作需要新增两名人员", b="按实际在职人数缴纳"))),
        Example(general(TEXT.format(a="厉行节约，压减会议", b="设备采购推迟到下年"))),
    ),
    bad=(
        Example(general(TEXT.format(a="⟦JS414⟧按实际工作需要支付⟦/⟧", b="根据实际情况调整"))),
        Example(general(TEXT.format(a="设备采购推迟到下年", b="⟦JS414⟧根据实际情况调整⟦/⟧"))),
    ),
    off=True,
)


def _check(report: Report) -> Iterator[Check]:
    reasons = [claim for topic in topics(report) for claim in report.claims(topic) if isinstance(claim, Reason)]
    empty = [claim for claim in reasons if EMPTY.fullmatch(fold(claim.text).strip())]
    if not reasons:
        yield Check(ABOUT.code, Place("情况说明"), "not_applicable", reason="没有写原因")
    elif not empty:
        yield Check(ABOUT.code, Place("情况说明"), "holds")
    else:
        yield _finding(empty)


def _finding(empty: list[Reason]) -> Check:
    first, *others = empty
    place = Place(first.anchor.piece, first.subject, "原因")
    more = f"等 {len(empty)} 处" if others else ""
    message = f"{place.words()}“{first.text.strip()}”{more}没有说明具体情况。{ABOUT.advice}"
    related = tuple((claim.anchor, f"{claim.subject}：{claim.text.strip()}") for claim in others[:MOST_PLACES])
    return found(ABOUT, place, first.anchor, message, related=related, subject="空泛的原因")


RULE = rule(ABOUT, _check)
