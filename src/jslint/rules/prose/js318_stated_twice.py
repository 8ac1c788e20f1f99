"""JS318: the same named quantity stated twice in the narrative is stated alike."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure, Place
from jslint.kinds.narrative import OPERATING, PERFORMANCE, THREE_PUBLIC
from jslint.kinds.reckonings import reckonings
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount
from jslint.relation.ratio import Repeat
from jslint.report.model import Report
from jslint.report.quantities import meant, named
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import section

OWN_SUMS = frozenset({THREE_PUBLIC, OPERATING, PERFORMANCE, "政府采购支出情况", "国有资产占用情况"})
"""Sections whose own rules say what adds up in them."""

ABOUT = About(
    code="JS318",
    name="stated-twice-differently",
    title="同一个数在情况说明中前后一致",
    severity="error",
    basis="情况说明各处重复的同一个数应当相同。",
    why="总额在总体情况、结构情况、具体情况里各写一次，“三公”经费也前后写几次。同一个数写法不一，至少有一处错了。句中写明由前面几个数合计而来的数，也应等于它们之和。",
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
    derived=True,
)


def _check(report: Report) -> Iterator[Check]:
    first: dict[tuple[str, ...], Figure] = {}
    divided = _divided(report)
    tried = False
    for key, claim in _keyed(report):
        known = first.setdefault(key, claim.figure) if key not in divided else claim.figure
        if known is not claim.figure:
            tried = True
            yield judge(ABOUT, Repeat(claim.figure, known))
    for topic in sorted({topic for each in report.sections() for topic in each.topics} - OWN_SUMS):
        yield from reckonings(ABOUT, report, topic, "sum", "limit")
    if not tried:
        yield Check(ABOUT.code, Place("情况说明"), "not_applicable", reason="没有前后重复的数")


def _divided(report: Report) -> frozenset[tuple[str, ...]]:
    """What one sentence states in parts that add up to its other amount: 用于招商的公务接待费 A 万元，用于调研的公务接待费 B 万元，合计 C 万元."""
    stated: dict[tuple[str, ...], list[Amount]] = {}
    for key, claim in _keyed(report):
        stated.setdefault(key, []).append(claim)
    return frozenset(key for key, claims in stated.items() if _adds_up(claims))


def _keyed(report: Report) -> Iterator[tuple[tuple[str, ...], Amount]]:
    """The amounts of the narrative that are each of one quantity, with it."""
    for section_ in report.sections():
        for claim in section_.claims:
            if isinstance(claim, Amount) and (key := _key(claim)) is not None:
                yield key, claim


def _adds_up(claims: list[Amount]) -> bool:
    numbers = [claim.figure.number for claim in claims if claim.figure.number]
    in_one = len({(claim.anchor.piece, claim.sentence) for claim in claims}) == 1
    return in_one and len(numbers) == len(claims) > 2 and sum(numbers) == 2 * max(numbers)


def _key(claim: Amount) -> tuple[str, ...] | None:
    """What a claim names, where that is one quantity: its section's own of that name, or what the name means everywhere."""
    found = named(claim.topic, claim.subject)
    if claim.path or claim.kind_of or claim.entry or not found or len(meant(claim)) > 1:
        return None
    if not (found[0].cells or found[0].elsewhere):  # a name within one section that no table fixes may stand for a part
        return None
    kind = "amount" if claim.role in AMOUNTS else claim.role if claim.role in BUDGETS else ""
    if not kind:
        return None
    return (found[0].id, claim.subject, kind, claim.topic if claim.topic == PERFORMANCE else "")


RULE = rule(ABOUT, _check)
