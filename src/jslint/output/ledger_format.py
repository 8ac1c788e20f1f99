"""The ledger as a reader or a program wants it: every trial with its formula, both sides, outcome and reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from jslint.diagnostic import OUTCOME_WORDS
from jslint.ledger import with_consequences

if TYPE_CHECKING:
    from jslint.figure import Figure
    from jslint.ledger import Check
    from jslint.output.examined import Examined
    from jslint.source import Span


class Wanted(Struct, frozen=True):
    """Which trials are shown; empty means all. Rules are codes or their prefixes, tables words of a place."""

    outcomes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    def takes(self, check: Check) -> bool:
        """Whether a trial is one of them."""
        return (
            (not self.outcomes or check.outcome in self.outcomes)
            and (not self.rules or check.code.startswith(self.rules))
            and (not self.tables or any(word in piece for word in self.tables for piece in _pieces(check)))
        )


def _pieces(check: Check) -> set[str]:
    return {check.place.piece, *(figure.place.piece for figure in check.figures)}


def trials(examined: Examined, wanted: Wanted) -> Iterator[Check]:
    """The wanted trials in the order of the ledger, each followed by those that it speaks for."""
    return (check for check in with_consequences(examined.examination.ledger) if wanted.takes(check))


def text(examined: Examined, wanted: Wanted) -> Iterator[str]:
    """The ledger of one report for a terminal."""
    shown = 0
    yield examined.path
    for check in trials(examined, wanted):
        shown += 1
        yield from _lines(examined, check)
    counts = examined.examination.counts()
    told = " · ".join(f"{OUTCOME_WORDS[outcome]} {count}" for outcome, count in counts.items() if count)
    yield f"  列出 {shown} 条；全部：{told or '没有可以核对的关系'}。"


def _lines(examined: Examined, check: Check) -> Iterator[str]:
    where = place_of(examined, check)
    yield f"  {OUTCOME_WORDS[check.outcome]}  {check.code}  {where}{' ' if where else ''}{check.place.words()}"
    if check.relation is not None:
        yield f"      {check.relation.short_formula()}"
        both = check.relation.sides()
        if both and check.relation.one_quantity() is None:
            yield f"      左边 {both[0]}，右边 {both[1]}"
    if check.reason or (check.subject and check.outcome == "holds"):
        yield f"      {check.reason or check.subject}"


def place_of(examined: Examined, check: Check) -> str:
    """Where the figure stands that a trial is about, empty where there is none."""
    return examined.where(_span(examined, check)) if check.figures or check.finding is not None else ""


def _span(examined: Examined, check: Check) -> Span:
    anchor = check.figures[0].anchor if check.figures else check.finding.anchor if check.finding else None
    assert anchor is not None  # noqa: S101 - asked only where there is one
    return examined.examination.locate(anchor)


def as_json(examined: Examined, wanted: Wanted) -> dict[str, Any]:
    """The ledger of one report for programs (JSON, version 1); ranges as in the JSON of `jslint check`."""
    return {
        "path": examined.path,
        "counts": {**examined.examination.counts()},
        "trials": [_entry(examined, check) for check in trials(examined, wanted)],
    }


def _entry(examined: Examined, check: Check) -> dict[str, Any]:
    both = check.relation.sides() if check.relation is not None else None
    return {
        "code": check.code,
        "outcome": check.outcome,
        "place": {"piece": check.place.piece, "row": check.place.row, "column": check.place.column},
        "formula": check.relation.formula() if check.relation is not None else None,
        "left": both[0] if both else None,
        "right": both[1] if both else None,
        "reason": check.reason,
        "message": check.finding.message if check.finding else None,
        "figures": [figure_entry(examined, figure) for figure in check.figures],
    }


def figure_entry(examined: Examined, figure: Figure) -> dict[str, Any]:
    """A figure with its place in words, its print and its place in the file."""
    return {
        "place": {"piece": figure.place.piece, "row": figure.place.row, "column": figure.place.column},
        "printed": figure.printed,
        "unit": figure.unit,
        **examined.place(examined.examination.locate(figure.anchor)),
    }
