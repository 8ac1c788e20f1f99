"""Every figure of a report with what guards it, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from jslint.engine.coverage import STATE_WORDS, Covered, State
from jslint.output.ledger_format import figure_entry

if TYPE_CHECKING:
    from jslint.output.examined import Examined


def text(examined: Examined, states: tuple[State, ...]) -> Iterator[str]:
    """One line for each figure in a wanted state (all if none is named), then the counts of all."""
    covered = examined.examination.coverage()
    yield examined.path
    for entry in covered:
        if not states or entry.state in states:
            figure = entry.figure
            place = examined.where(examined.examination.locate(figure.anchor))
            said = "、".join(_codes(entry)) or entry.why
            yield (
                f"  {STATE_WORDS[entry.state]}  {place}  "
                f"{figure.place.words()} {figure.shown}{f'  （{said}）' if said else ''}"
            )
    counts = _counts(covered)
    told = "，".join(f"{STATE_WORDS[state]} {counts[state]}" for state in STATE_WORDS)
    yield f"  共 {len(covered)} 个数字：{told}。"


def as_json(examined: Examined, states: tuple[State, ...]) -> dict[str, Any]:
    """The same for programs (JSON, version 1)."""
    covered = examined.examination.coverage()
    entries = [_entry(examined, entry) for entry in covered if not states or entry.state in states]
    return {"path": examined.path, "counts": {"total": len(covered), **_counts(covered)}, "figures": entries}


def _entry(examined: Examined, entry: Covered) -> dict[str, Any]:
    return {
        **figure_entry(examined, entry.figure),
        "state": entry.state,
        "why": entry.why,
        "by": _codes(entry),
    }


def _codes(entry: Covered) -> list[str]:
    return list(dict.fromkeys(check.code for check in entry.by))


def _counts(covered: Iterable[Covered]) -> dict[str, int]:
    counts = {str(state): 0 for state in STATE_WORDS}
    for entry in covered:
        counts[entry.state] += 1
    return counts
