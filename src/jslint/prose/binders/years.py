"""Keeps figures of other years' budgets unbound."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.prose.binders.binder import Outcome, Unsure, View
from jslint.prose.context import BUDGET_CUES, BUDGET_ROLES, Context


def seen_coming(view: View) -> Context:
    """The context, knowing that the sentence has come to the budget of a coming year."""
    clause, context = view.clause, view.context
    if (context.coming == "year" or clause.coming_year) and clause.has(*BUDGET_CUES):
        return replace(context, coming="budget")
    return context


def another_year(view: View) -> Outcome:
    """{下年}年预算 A 万元, 上年预算 A 万元 repeat nothing of this report."""
    if view.context.coming == "budget":
        return Unsure("说的是以后年度的预算")
    priors = {cue.end for cue in view.clause.cues if cue.kind == "prior"}
    earlier = any(cue.start in priors for cue in view.clause.cues if cue.kind in BUDGET_ROLES)
    return Unsure("说的是上年的预算") if earlier else None
