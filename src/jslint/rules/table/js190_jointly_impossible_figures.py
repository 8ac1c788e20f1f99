"""JS190: figures whose relations each pass by rounding and cannot all be true together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import printed
from jslint.figure import Place
from jslint.ledger import Check, Finding
from jslint.relation import TAIL
from jslint.rule import About, Example, rule_of_ledger
from jslint.rules.table._joint import Conflict, weigh_together

MOST_LINKS_TOLD = 24
"""Relations of a chain that are named; the rest is counted."""

_TABLE = """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计]
    合计: [10.00]
    科目:
      - [208,     社会保障和就业支出,                 {total}]
      - [20805,   行政事业单位养老支出,               5.00]
      - [2080501, 行政单位离退休,                     2.50]
      - [2080505, 机关事业单位基本养老保险缴费支出,   2.51]
      - [20808,   抚恤,                               5.01]
      - [2080801, 死亡抚恤,                           2.51]
      - [2080899, 其他优抚支出,                       {last}]
"""

ABOUT = About(
    code="JS190",
    name="jointly-impossible-figures",
    title="几条关系单独看都在尾差范围内，合起来却不可能同时成立",
    severity="error",
    basis="四舍五入的含义：印出的每个数代表一个区间（XBRL Calculations 1.1，四舍五入到最近），各条勾稽关系必须能被同一组真实数字同时满足。",
    why=(
        "10.00＝5.00＋5.01、5.00＝2.50＋2.51、5.01＝2.51＋2.51，每条只差 0.01，单独看都可以用四舍五入解释；"
        "但最下层的四个数至少合计 10.010，而 10.00 最多代表 10.005，三条不可能同时成立。"
    ),
    advice="请从这几条关系里找出取错尾数的那个数，用元为单位的原始数字重新取整。",
    good=(Example(_TABLE.format(total="10.00", last="2.50")),),
    bad=(Example(_TABLE.format(total="⟦JS190⟧10.00⟦/⟧", last="2.51")),),
)


def check(ledger: tuple[Check, ...]) -> Iterator[Check]:
    """One finding for each irreducible chain, at its largest total; else one trial for the report."""
    joint = weigh_together(ledger)
    for conflict in joint.conflicts:
        yield _broken(conflict)
    where = Place("决算表")
    if not joint.complete:
        yield Check(ABOUT.code, where, "unchecked", reason="关系太多、互相牵连太深，在规定的计算量内没有核对完")
    elif not joint.tied:
        yield Check(ABOUT.code, where, "not_applicable", reason="没有可以一起核对的关系")
    elif not joint.conflicts:
        yield Check(ABOUT.code, where, "holds", subject=f"{joint.tied} 条关系可以同时成立")


def _broken(conflict: Conflict) -> Check:
    first = conflict.figures[0]
    told = conflict.chain[:MOST_LINKS_TOLD]
    related = tuple((link.figures[0].anchor, _words(link)) for link in told)
    finding = Finding(first.anchor, _message(conflict), related)
    return Check(
        ABOUT.code,
        first.place,
        "broken",
        conflict.figures,
        reason=TAIL if conflict.tail else "",
        finding=finding,
        severity="warning" if conflict.tail else None,
    )


def _words(link: Check) -> str:
    judged = link.figures[0]
    outcome = "相符" if link.outcome == "holds" else link.reason
    return f"{link.code}：{judged.place.words()} {judged.shown}，{outcome}"


def _message(conflict: Conflict) -> str:
    first = conflict.figures[0]
    tail = f"（{TAIL}）" if conflict.tail else ""
    return (
        f"{first.place.words()} {first.shown} 和有关的 {len(conflict.chain)} 条关系，单独看相差都可以用四舍五入解释，"
        f"合起来不可能同时成立：{_bound(conflict)}{tail}。{ABOUT.advice}"
    )


def _bound(conflict: Conflict) -> str:
    """What the other figures leave for the first, against what its print allows."""
    first = conflict.figures[0]
    allowed = first.interval()
    step = min(figure.step for figure in conflict.figures) / Decimal(10)
    if conflict.low is not None and conflict.low > allowed.high:
        return f"其余各数要求它至少为 {printed(conflict.low, step)}，而 {first.shown} 最多代表 {printed(allowed.high, step)}"
    if conflict.high is not None and conflict.high < allowed.low:
        return f"其余各数要求它至多为 {printed(conflict.high, step)}，而 {first.shown} 至少代表 {printed(allowed.low, step)}"
    return "其余各数彼此之间没有能同时满足它们的真实数字"


RULE = rule_of_ledger(ABOUT, check)
