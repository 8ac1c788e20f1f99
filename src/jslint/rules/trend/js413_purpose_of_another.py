"""JS413: the purpose of one item does not stand under another."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import Item, subject_items
from jslint.ledger import Check
from jslint.prose.claims import Purpose
from jslint.report.model import Report
from jslint.report.quantities import subject_tables
from jslint.report.titles import normalise
from jslint.rule import About, Example, found, rule_per
from jslint.rules.prose._examples import general
from jslint.rules.trend._each import nothing

TEXT = (
    "1、住房保障支出（类）住房改革支出（款）住房公积金（项）30.00万元。主要用于：{p}。年初预算为30.00万元，支出决算为30.00万元。\n"
    "2、住房保障支出（类）住房改革支出（款）购房补贴（项）5.00万元。主要用于：发放购房补贴。年初预算为5.00万元，支出决算为5.00万元。"
)
SHORTEST = 4
"""Names of fewer characters turn up in other items' purposes by chance."""

ABOUT = About(
    code="JS413",
    name="purpose-of-another-item",
    title="主要用途写在了另一个科目下",
    severity="information",
    basis="每一项的主要用途说明的是这个科目自己的支出。",
    why="一项的用途里出现同段另一个科目的全名，却没有自己的名称，多半是上下两项的文字错位。",
    advice="请核对这一项和另一项的用途是否放错。",
    good=(Example(general(TEXT.format(p="为在编人员缴存住房公积金"))),),
    bad=(Example(general(TEXT.format(p="⟦JS413⟧为在编人员发放购房补贴⟦/⟧"))),),
)


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in subject_tables() if report.narrative(topic))


def _check(report: Report, topic: str) -> Iterator[Check]:
    items = subject_items(report, topic)
    names = {report.terms.subject(item.name): item for item in items}
    names = {name: item for name, item in names.items() if len(name) >= SHORTEST}
    tried = False
    for item in items:
        for claim in item.of(Purpose):
            tried = True
            other = _meant(normalise(claim.text), report.terms.subject(item.name), names)
            if other is None:
                yield Check(ABOUT.code, item.place, "holds", subject=item.name)
                continue
            message = f"{item.name}的主要用途写到了{other.name}（“{claim.text}”）。{ABOUT.advice}"
            yield found(ABOUT, item.place, claim.anchor, message, subject=f"{item.name}\x1f{other.name}")
    if not tried:
        yield nothing(ABOUT, topic, "没有写主要用途")


def _meant(text: str, own: str, names: dict[str, Item]) -> Item | None:
    """The item whose name a purpose bears in full, where its own name is not in it."""
    if own in text or any(own in name or name in own for name in names if name != own and name in text):
        return None
    return next((other for name, other in names.items() if name != own and name in text), None)


RULE = rule_per(ABOUT, _keys, _check)
