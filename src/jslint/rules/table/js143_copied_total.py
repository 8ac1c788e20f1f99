"""JS143: an economic item that equals its class though other items of the class are not zero."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, rule_of_diagnosis
from jslint.rules.table._economic import classes

ABOUT = About(
    code="JS143",
    name="copied-total",
    title="某一款的数字与所属类的合计相同，而其他款并不为零",
    severity="warning",
    basis="公开06表：类等于其下各款之和，所以有两款以上不为零时，没有一款会等于整个类。",
    why=(
        "一类与其各款对不上，同时其中一款恰好等于整个类的数字，多半是把合计抄到了这一款，或把这一款抄到了合计。"
        "它只在 JS140 不符时作为原因说明。"
    ),
    advice="请查这一款和所属类，看哪一个是抄来的。",
    yields_to=("JS140",),
    good=(
        Example(
            """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [302,   商品和服务支出, 6.31]
      - [30201, 办公费,         6.31]
      - [30202, 印刷费,         0.00]
"""
        ),
    ),
    bad=(
        Example(
            """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [302,   商品和服务支出, 6.31]
      - [30201, 办公费,         2.77]
      - [30202, 印刷费,         ⟦JS143⟧6.31⟦/⟧]
"""
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """One trial for each class with items: it holds unless the diagnosis finds a copied total there."""
    return classes(ABOUT, report)


RULE = rule_of_diagnosis(ABOUT, check, "total")
