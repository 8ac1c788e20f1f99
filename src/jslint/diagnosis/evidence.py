"""What is printed and speaks for a displacement beside the relations that it mends."""

from __future__ import annotations

from jslint.diagnosis import limits
from jslint.diagnosis.exchanged import Draft, is_telling
from jslint.diagnosis.grid import digits_of
from jslint.diagnosis.hypothesis import Hypothesis, Weighed
from jslint.diagnosis.what_if import WhatIf


def evidence_of(what_if: WhatIf, draft: Draft, weighed: Weighed) -> int:
    """How much, in relations; nothing for what changed places."""
    if draft.kind == "slide":
        hypothesis = weighed.hypothesis
        return _homes(what_if, weighed) + _is_misplaced(hypothesis) + max(0, what_if.beside(hypothesis.changes))
    if draft.kind == "copy":
        return draft.twice - bool(weighed.hypothesis.shared) if is_telling(draft) else 0
    return _wanted(weighed) if draft.kind == "blank" else 0


def _is_misplaced(hypothesis: Hypothesis) -> bool:
    """Whether all that moved is one amount, too long for chance, and the cell that prints it needs another."""
    found = dict(hypothesis.found)
    moved = [number for figure, number in hypothesis.changes if number and figure not in found]
    return len(moved) == 1 and digits_of(moved[0]) >= limits.TELLING and any(each.number == moved[0] for each in found)


def _homes(what_if: WhatIf, weighed: Weighed) -> int:
    """The amounts of a block that other tables print under the codes of the rows to which they go, and not of those they left."""
    hypothesis, prints = weighed.hypothesis, what_if.trials.elsewhere.prints
    moved = hypothesis.changes[: len(hypothesis.changes) - len(hypothesis.found)]
    homes = {number for figure, number in moved if number and prints(figure, number)}
    return len(homes.difference(figure.value for figure, _ in moved if prints(figure, figure.value)))


def _wanted(weighed: Weighed) -> int:
    """The rows left blank that want amounts, where they are several; one that wants several amounts which add up counts too."""
    rows = {figure.place.row for figure, number in weighed.hypothesis.found if number}
    if len(rows) >= limits.ENOUGH:
        return len(rows)
    return int(weighed.kept > 0 and len(weighed.hypothesis.found) >= limits.ENOUGH)
