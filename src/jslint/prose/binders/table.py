"""The ordered table of binders: of those for a number's kind the first that has an answer gives it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from jslint.prose.binders import amounts, changes, completion, counts, shares, years
from jslint.prose.binders.binder import Binder, Bound, Free, Unsure, View
from jslint.prose.binders.runs import enumerated, with_unit
from jslint.prose.items import with_name

_MONEY = frozenset({"amount"})
_PERCENT = frozenset({"percent"})
_COUNT = frozenset({"count"})
_YEARLY = frozenset({"amount", "percent", "bare"})

BINDERS: tuple[Binder, ...] = (
    Binder("budget of another year", _YEARLY, years.another_year),
    Binder("amount beside unknown words", _MONEY, amounts.beside_unknown),
    Binder("base of a share", _MONEY, shares.base_of_share),
    Binder("average", _MONEY, amounts.average),
    Binder("years in a row", _MONEY, years.years_in_row),
    Binder("difference without direction", _MONEY, amounts.gap_between),
    Binder("amount", _MONEY, amounts.amount),
    Binder("share of a stated base", _PERCENT, shares.share_of_stated),
    Binder("rate in brackets", _PERCENT, changes.rate_in_bracket),
    Binder("completion", _PERCENT, completion.completion),
    Binder("share", _PERCENT, shares.share),
    Binder("difference rate", _PERCENT, changes.gap_rate),
    Binder("growth", _PERCENT, changes.growth),
    Binder("completion of a stated budget", _PERCENT, completion.of_stated_budget),
    Binder("coverage", _PERCENT, completion.coverage),
    Binder("score", frozenset({"score"}), counts.score),
    Binder("change of a count", _COUNT, counts.change_of_count),
    Binder("projects with a grade", _COUNT, counts.graded),
    Binder("count", _COUNT, counts.count),
)
_NOBODY_SAYS = {"percent": "说不清是什么比率", "bare": "没有认识的单位"}


def bind(view: View, binders: Sequence[Binder] = BINDERS) -> tuple[View, Bound | Unsure | Free]:
    """What is said of the figure, and the view with the unit that it was read with."""
    if (outcome := enumerated(view)) is not None:
        return view, outcome
    view = _prepared(view)
    for binder in binders:
        if view.number.kind in binder.kinds and (outcome := binder.bind(view)) is not None:
            return view, outcome
    return view, Unsure(_NOBODY_SAYS.get(view.number.kind, "说不清是什么数"))


def _prepared(view: View) -> View:
    """The view of a number that begins anew: no enumeration goes on, its item is named, its unit is seen."""
    view = replace(view, context=replace(view.context, run=()))
    if view.number.kind in _YEARLY:
        view = replace(view, context=years.seen_coming(view))
    if view.number.kind == "bare" and years.another_year(view) is None and (number := with_unit(view)) is not None:
        view = replace(view, number=number)
    clause, context = view.clause, view.context
    names = clause.before and not clause.after and clause.subject is None
    if context.awaiting_name and names and view.number.kind in {"amount", "percent"}:
        context = with_name(context, view.passage, clause.start, view.number.start)
        return replace(view, context=context, clause=replace(clause, before="", in_path=True))
    return view
