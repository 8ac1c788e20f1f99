"""JS310: an entry that states two amounts for one thing states them alike."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.kinds.narrative import subject_items
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation.ratio import Repeat
from jslint.report.model import Report
from jslint.report.quantities import subject_tables
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import general

TEXT = "1、教育支出（类）普通教育（款）学前教育（项）{a}万元。主要用于：设备购置。年初预算为60.00万元，支出决算为60.00万元。"

ABOUT = About(
    code="JS310",
    name="entry-with-two-amounts",
    title="同一项目前后写的支出决算一致",
    severity="error",
    basis="情况说明逐项说明中，科目后面的金额和“支出决算为”的金额是同一个数。",
    why="有的格式在科目名称后先写一次金额，后面又写“支出决算为”。两处说的是同一件事，应当一样。",
    advice="请核对这一项的两处金额。",
    good=(Example(general(TEXT.format(a="60.00"))),),
    bad=(Example(general(TEXT.format(a="⟦JS310⟧66.00⟦/⟧"))),),
    blames="figure",
)


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in subject_tables() if report.narrative(topic))


def _check(report: Report, topic: str) -> Iterator[Check]:
    tried = False
    for item in subject_items(report, topic):
        figures = [claim.figure for claim in item.amounts("part", "total", "final")]
        for other in figures[:-1]:
            tried = True
            yield judge(ABOUT, Repeat(other, figures[-1]))
    if not tried:
        yield Check(ABOUT.code, Place(f"情况说明/{topic}"), "not_applicable", reason="没有前后写两次金额的项目")


RULE = rule_per(ABOUT, _keys, _check)
