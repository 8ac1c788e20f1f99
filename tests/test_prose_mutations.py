"""Change any figure of a good report's narrative that the rules of the narrative guard, and one of them objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jslint import Memo, examine
from jslint.engine.examination import Examination
from jslint.figure import Figure
from jslint.prose.claims import Figured, words_of

EXAMPLES = Path(__file__).parents[1] / "examples"
GOOD = ["jiaozuo-2023-corrected", "shanghai-2024"]
FAMILIES = ("JS3", "JS4")

LATER = {
    "count": "JS503、JS504、JS506、JS706：数量与金额、合计与分项、等级个数",
    "score": "JS713：自评得分与附件",
    "grade": "JS706：等级个数与附件",
}
"""Roles that rules of other families guard."""
LATER_SUBJECTS = {
    "政府采购": "JS505：采购总额与分项",
    "授予": "JS505：中小企业合同金额",
    "预留": "JS505：预留与成交",
    "面向": "JS505：预留与成交",
    "其他项目": "JS505：预留与成交",
    "整体自评": "JS713：自评资金与附件",
    "政府预算资金": "JS713：自评资金与附件",
    "绩效": "没有附件时无可核对",
}


def changed_digit(printed: str) -> str:
    """The figure with its first significant digit changed; a zero becomes one."""
    match = re.search("[1-9]", printed)
    if match is None:
        return re.sub("0", "1", printed, count=1)
    digit = "1" if match[0] == "9" else str(int(match[0]) + 1)
    return printed[: match.start()] + digit + printed[match.end() :]


def said(examination: Examination) -> set[tuple[str, str]]:
    ledger = [*examination.ledger, *(follower for check in examination.ledger for follower in check.consequences)]
    return {
        (check.code, check.finding.message)
        for check in ledger
        if check.outcome == "broken" and check.finding and check.code.startswith(FAMILIES)
    }


def bound(examination: Examination) -> Iterator[tuple[Figured, Figure]]:
    seen: set[int] = set()
    for section in examination.report.sections():
        for claim in section.claims:
            if isinstance(claim, Figured) and id(claim.figure) not in seen:
                seen.add(id(claim.figure))
                yield claim, claim.figure


def unnoticed(name: str) -> tuple[int, list[Figured]]:
    text = (EXAMPLES / f"{name}.report.yaml").read_text("utf-8")
    memo = Memo()
    base = examine(text, memo=memo)
    before = said(base)
    missed, tried = [], 0
    for claim, figure in list(bound(base)):
        span = base.locate(figure.anchor)
        changed = text[: span.start] + changed_digit(text[span.start : span.end]) + text[span.end :]
        tried += 1
        if said(examine(changed, memo=memo)) <= before:
            missed.append(claim)
    return tried, missed


def later(claim: Figured) -> str:
    """Which rule of another family guards a figure, or why none can; empty where these rules owe it."""
    if claim.role in LATER:
        return LATER[claim.role]
    return next((why for start, why in LATER_SUBJECTS.items() if claim.subject.startswith(start)), "")


@pytest.mark.parametrize("name", GOOD)
def test_a_changed_figure_is_noticed(name: str) -> None:
    tried, missed = unnoticed(name)
    owed = [claim for claim in missed if not later(claim)]
    guarded = tried - (len(missed) - len(owed))
    shown = [f"{claim.topic}·{words_of(claim)}·{claim.figure.printed}" for claim in owed]
    print(
        f"{name}: {tried} figures, {guarded} guarded by these rules, {len(owed)} of them unnoticed; "
        f"{len(missed) - len(owed)} of other rules"
    )
    assert len(owed) * 100 <= guarded, shown
