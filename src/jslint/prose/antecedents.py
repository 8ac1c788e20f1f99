"""What a figure goes with among those before it: the amount, the budget or the change that a ratio or difference is of."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.prose.claims import AMOUNTS
from jslint.prose.clause import Clause
from jslint.prose.context import BUDGET_CUES, BUDGET_ROLES, Context
from jslint.prose.numbers import Number
from jslint.prose.reading import Reading, Subject

ROLES_OF_BASES = frozenset({"prior", *BUDGET_ROLES.values()}) - {"adjustment"}
"""Roles of a figure that a change behind it is counted from: 较上年决算数 A 万元减少 D 万元."""


def comparand(context: Context, clause: Clause) -> str:
    """What a change or a comparison is against: `prior`, a year before (`earlier`), or a budget's role."""
    budget = clause.last(*BUDGET_CUES)
    if budget is not None and not clause.has("prior"):
        return BUDGET_ROLES[budget.kind]
    if clause.has("prior"):
        return "earlier" if clause.has("earlier") else "prior"
    if context.comparand and not context.inherited:
        return context.comparand
    for reading in reversed(context.recent):
        if reading.sentence != context.sentence:
            break
        if reading.subject == (clause.subject or context.subject):
            if reading.role in ROLES_OF_BASES:
                return reading.role
            if reading.of == "earlier":  # 比2022年的 A 万元增加 D 万元，比2021年的 B 万元增加 E 万元
                return "earlier"
    return context.inherited or "prior"


def divided_change(context: Context) -> str:
    """What the change just stated is against, in this sentence or the one before; nothing where the last figure is no change."""
    last = next((each for each in reversed(context.recent) if each.number), None)
    if last is None or last.role not in {"change", "change_rate"} or context.sentence - last.sentence > 1:
        return ""
    return last.of


def last_amount(context: Context) -> Reading | None:
    """The last amount before: what a share without a name of its own is about."""
    return next((each for each in reversed(context.recent) if each.role in AMOUNTS and each.number), None)


def shared_amount(context: Context) -> Reading | None:
    """The amount that a share is of: the last before, and right behind another share the same as that one's, not its base."""
    last = context.last
    if last is not None and last.role == "share" and last.sentence == context.sentence:
        same = (each for each in reversed(context.recent) if each.role in AMOUNTS and each.subject == last.subject)
        return next((each for each in same if each.number), last_amount(context))
    return last_amount(context)


def amount_of(context: Context, subject: Subject, roles: frozenset[str] = AMOUNTS) -> Number | None:
    """The last figure of that subject before in one of the roles, an amount if none are given."""
    return next(_numbers(context, subject, roles), None)


def change_of(context: Context, subject: Subject) -> Number | None:
    """The last change of that subject before."""
    return next(_numbers(context, subject, frozenset({"change"})), None)


def _numbers(context: Context, subject: Subject, roles: frozenset[str]) -> Iterator[Number]:
    for reading in reversed(context.recent):
        if reading.role in roles and reading.subject == subject and reading.number:
            yield reading.number


def rival(context: Context, clause: Clause, subject: Subject) -> Subject | None:
    """Whom a change may be about instead: behind 收入总计 A，其中本年收入 B the total or its part."""
    part = next((each.subject for each in reversed(context.recent) if each.role in AMOUNTS), None)
    if clause.subject is not None or not context.listed or context.main is None or part is None:
        return None
    if subject == context.main:
        return part if part != subject else None
    return context.main if subject == part else None


def amounts_in_row(context: Context, length: int) -> tuple[Subject, ...]:
    """A、B、C … 分别占 P%、Q%、R%: the last amounts of the sentence, as many as there are percentages."""
    amounts = [each.subject for each in context.recent if each.role in AMOUNTS and each.sentence == context.sentence]
    return tuple(amounts[-length:]) if 2 <= length <= len(amounts) else ()
