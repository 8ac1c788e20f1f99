"""JS318: the same named quantity stated twice in the narrative is stated alike."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure, Place
from jslint.kinds.narrative import CAPITAL, FISCAL, FUND, PERFORMANCE, THREE_PUBLIC
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import AMOUNTS, BUDGETS, Claim
from jslint.relation.ratio import Repeat
from jslint.report.model import Report
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import section

APART = frozenset({FISCAL, FUND, CAPITAL, PERFORMANCE})
"""Sections in which the names of other sections mean another kind of money."""
UNIQUE = frozenset(
    {
        "收支总计", "收入总计", "支出总计", "财政拨款收支总计", "本年收入合计", "本年支出合计", "一般公共预算财政拨款支出",
        "一般公共预算财政拨款基本支出", "三公经费", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费",
        "公务用车运行维护费", "公务接待费", "机关运行经费", "政府采购支出总额",
    }
)  # fmt: skip
"""Names that mean one quantity wherever they stand in the narrative."""

ABOUT = About(
    code="JS318",
    name="stated-twice-differently",
    title="同一个数在情况说明中前后一致",
    severity="error",
    basis="情况说明各处重复的同一个数应当相同。",
    why="总额在总体情况、结构情况、具体情况里各写一次，“三公”经费也前后写几次。同一个数写法不一，至少有一处错了。",
    advice="请核对这两处数字。",
    good=(
        Example(
            section(
                THREE_PUBLIC,
                "“三公”经费支出决算为18.00万元。其中：公务接待费支出决算3.00万元。\n公务接待费支出3.00万元。",
            )
        ),
    ),
    bad=(
        Example(
            section(
                THREE_PUBLIC,
                "“三公”经费支出决算为18.00万元。其中：公务接待费支出决算3.00万元。\n公务接待费支出⟦JS318⟧3.30⟦/⟧万元。",
            )
        ),
    ),
    yields_to=("JS301", "JS302", "JS303", "JS304", "JS305", "JS306", "JS309", "JS310", "JS311", "JS314", "JS315"),
)


def _check(report: Report) -> Iterator[Check]:
    first: dict[tuple[str, ...], Figure] = {}
    tried = False
    for section_ in report.sections():
        for claim in section_.claims:
            key = _key(claim)
            if key is None or claim.figure is None:
                continue
            known = first.setdefault(key, claim.figure)
            if known is not claim.figure:
                tried = True
                yield judge(ABOUT, Repeat(claim.figure, known))
    if not tried:
        yield Check(ABOUT.code, Place("情况说明"), "not_applicable", reason="没有前后重复的数")


def _key(claim: Claim) -> tuple[str, ...] | None:
    """What a claim names, where that is one quantity."""
    if claim.path or claim.kind_of or claim.entry or claim.subject not in UNIQUE:
        return None
    kind = "amount" if claim.role in AMOUNTS else claim.role if claim.role in BUDGETS else ""
    if not kind:
        return None
    return (claim.subject, kind, claim.topic if claim.topic in APART else "")


RULE = rule(ABOUT, _check)
