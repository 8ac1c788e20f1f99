"""JS412: one reason does not explain a surplus and a shortfall alike."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure
from jslint.kinds.narrative import Item, subject_items
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.prose.claims import Reason
from jslint.prose.text import fold
from jslint.relation.order import BothWays, way_of
from jslint.report.model import Report
from jslint.report.quantities import subject_tables
from jslint.rule import About, Example, found, rule_per
from jslint.rules.prose._examples import general
from jslint.rules.trend._each import nothing

TEXT = (
    "1. 教育支出（类）普通教育（款）学前教育（项）。年初预算为50.00万元，支出决算为60.00万元。决算数大于预算数的主要原因：按实际需要支付。\n"
    "2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为{b}万元，支出决算为120.00万元。决算数与预算数存在差异的主要原因：{r}。"
)
MOVE = (
    "1. 教育支出（类）普通教育（款）学前教育（项）。年初预算为50.00万元，支出决算为60.00万元。决算数大于预算数的主要原因：部分经费由小学教育科目转列。\n"
    "2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为130.00万元，支出决算为120.00万元。决算数小于预算数的主要原因：部分经费由小学教育科目转列。"
)
TRANSFER = Pattern(
    r"(?:由|从|自)[^。；，]{2,40}?(?:调整|调剂|调|转|划|列)(?:至|到|入|为|列|支)"
    r"|(?:调整|调剂|划转|转列|改列|变更|归并|列入|列支|调入|调出|转入|转出)[^。；，]{0,20}(?:科目|类|款|项)"
    r"|科目[^。；，]{0,20}(?:调整|调剂|变更|变化|变动|转列|改列|归并|互转)"
)
"""A transfer names the subjects between which money moved; 工资调整 moves nothing."""
SHORTEST = 4
"""Characters below which a reason says nothing that could be compared."""

ABOUT = About(
    code="JS412",
    name="one-reason-both-ways",
    title="同一条原因不应既解释增加又解释减少",
    severity="information",
    basis="差异原因应与差异的方向相符。",
    why="两项支出一个超过预算、一个低于预算，却写了一字不差的原因，多半是复制粘贴，至少有一处没有说到实处；科目之间调剂的除外。",
    advice="请核对这两项的原因。",
    good=(
        Example(general(TEXT.format(b="110.00", r="按实际需要支付"))),
        Example(general(MOVE)),
    ),
    bad=(Example(general(TEXT.format(b="130.00", r="⟦JS412⟧按实际需要支付⟦/⟧"))),),
)


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in subject_tables() if report.narrative(topic))


def _check(report: Report, topic: str) -> Iterator[Check]:
    given: dict[str, list[tuple[Item, tuple[Figure, Figure]]]] = {}
    for item in subject_items(report, topic):
        compared = _compared(item)
        if compared is None or not way_of(compared):
            continue
        for claim in item.of(Reason):
            if len(claim.text) >= SHORTEST:
                given.setdefault(fold(claim.text), []).append((item, compared))
    if not given:
        yield nothing(ABOUT, topic, "没有写差异原因")
    for text, said in given.items():
        first, one = said[0]
        opposite = next((each for each in said if way_of(each[1]) != way_of(one)), None)
        if opposite is None or _is_transfer(text):
            yield Check(ABOUT.code, first.place, "holds", subject=text)
            continue
        item, other = opposite
        anchor = item.of(Reason)[-1].anchor
        message = f"{first.name}（{_word(one)}）和{item.name}（{_word(other)}）的原因都是“{text}”。{ABOUT.advice}"
        related = ((first.of(Reason)[-1].anchor, f"{first.name}的原因"),)
        told = found(ABOUT, item.place, anchor, message, related=related, subject=f"{first.name}\x1f{item.name}")
        yield told.with_changes(relation=BothWays(one, other))


def _is_transfer(reason: str) -> bool:
    """Whether a reason says that money moved from one subject to another, which makes one less and the other more."""
    return TRANSFER.search(reason) is not None


def _compared(item: Item) -> tuple[Figure, Figure] | None:
    """The amount spent and the budget, where both are stated and can be held against each other."""
    if item.budget is None or item.final is None:
        return None
    final, budget = item.final.figure, item.budget.figure
    if budget.number is None or final.number is None or budget.unit != final.unit:
        return None
    return final, budget


def _word(compared: tuple[Figure, Figure]) -> str:
    return "超过预算" if way_of(compared) > 0 else "低于预算"


RULE = rule_per(ABOUT, _keys, _check)
