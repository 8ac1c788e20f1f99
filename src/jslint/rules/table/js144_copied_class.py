"""JS144: two economic classes with the same total and the same first item."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, rule_of_diagnosis
from jslint.rules.table._economic import classes

ABOUT = About(
    code="JS144",
    name="copied-class",
    title="两个经济分类的合计相同，第一款也相同",
    severity="warning",
    basis="公开06表左右并列几组科目，填报时容易把一组的数字复制到并排的另一组。",
    why=(
        "两个类的合计一样，第一款也一样，多半是整行抄错：例如 307 债务利息及费用支出及其第一款的数字，"
        "正是同一行左边 302 商品和服务支出及办公费的数字。与 JS140 同时出现时，它说明 JS140 的原因。"
    ),
    advice="请核对这两类，删去抄错的一组。",
    yields_to=("JS140",),
    good=(
        Example(
            """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [302,   商品和服务支出,     6.31]
      - [30201, 办公费,             2.77]
      - [30202, 印刷费,             3.54]
      - [307,   债务利息及费用支出, 6.31]
      - [30701, 国内债务付息,       6.31]
"""
        ),
        Example(
            """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [310,   资本性支出,     5.00]
      - [31001, 房屋建筑物购建, 5.00]
      - [312,   对企业补助,     5.00]
      - [31201, 资本金注入,     5.00]
"""
        ),
    ),
    bad=(
        Example(
            """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [302,   商品和服务支出,     6.31]
      - [30201, 办公费,             2.77]
      - [30202, 印刷费,             3.54]
      - [307,   债务利息及费用支出, ⟦JS144⟧6.31⟦/⟧]
      - [30701, 国内债务付息,       2.77]
      - [30702, 国外债务付息,       0.00]
"""
        ),
        Example(
            """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [302,   商品和服务支出,     ⟦JS144⟧6.31⟦/⟧]
      - [30201, 办公费,             2.77]
      - [30202, 印刷费,             0.00]
      - [310,   资本性支出,         6.31]
      - [31001, 房屋建筑物购建,     2.77]
      - [31002, 办公设备购置,       3.54]
"""
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """One trial for each class with items: it holds unless the diagnosis finds that it was copied over."""
    return classes(ABOUT, report)


RULE = rule_of_diagnosis(ABOUT, check, "class")
