"""JS144: two economic classes with the same total and the same first item."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.economic import Class, classes_together
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule

TELLING_DIGITS = 3
"""Digits (without closing zeros) that one amount needs to be told from a chance: 5.00 twice says little, 6.31 twice a lot."""

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
    """One trial for each class with items, against the first class of the same total and first item."""
    return classes_together(ABOUT, report, _try)


def _try(every: tuple[Class, ...]) -> Iterator[Check]:
    first: dict[object, Class] = {}
    for each in every:
        key = (each.total.number, each.items[0].number)
        other = first.setdefault(key, each)
        if other is each or not _telling(each):
            yield Check(ABOUT.code, each.total.place, "holds", (each.total,))
        else:
            yield _copied(*((other, each) if other.holds or not each.holds else (each, other)))


def _telling(each: Class) -> bool:
    """Whether the two amounts are such that chance does not explain them."""
    total, item = each.total.value, each.items[0].value
    return bool(total and item) and (total != item or len(total.normalize().as_tuple().digits) >= TELLING_DIGITS)


def _copied(original: Class, copy: Class) -> Check:
    total, item = copy.total, copy.items[0]
    message = (
        f"{total.place.words()}为 {total.shown}，其第一款“{item.place.row}”为 {item.shown}，"
        f"与“{original.total.place.row}”及其第一款“{original.items[0].place.row}”两处相同，疑为整行抄错。{ABOUT.advice}"
    )
    others = (item, original.total, original.items[0])
    related = tuple((figure.anchor, f"{figure.place.inner_words()} {figure.shown}") for figure in others)
    return found(
        ABOUT,
        total.place,
        total.anchor,
        message,
        figures=(total, *others),
        related=related,
        instead=((total, None), (item, None)),
    )


RULE = rule(ABOUT, check)
