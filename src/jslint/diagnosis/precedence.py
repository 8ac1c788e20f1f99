"""What rules declare: which others speak instead over the same figures or the same subject, and what a rule blames.

What is derived from a stated figure follows the finding that blames the figure itself; what is said of characters that are a slip
of writing, or of the sums beside a doubled row, follows the finding that blames these (`About.blames`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jslint.diagnosis.trials import SETTLED, Trials
from jslint.diagnosis.what_if import WhatIf, substitute
from jslint.ledger import Check
from jslint.rule import About
from jslint.source import Span

OF_WRITING = frozenset({"characters", "row"})
"""What is blamed by a rule of writing."""


class Precedence:
    """Attaches broken trials to those that they yield to, by their places in the ledger."""

    def __init__(
        self,
        ledger: Sequence[Check],
        abouts: Mapping[str, About],
        speakers: Mapping[str, tuple[str, ...]],
        masters: dict[int, int],
    ) -> None:
        self._ledger = ledger
        self._abouts = abouts
        self._masters = masters
        self._speakers = speakers

    def explain(self, broken: Iterable[int]) -> None:
        """Attach what yields."""
        trials = tuple(broken)
        by_figure: dict[tuple[str, int], list[int]] = {}
        by_subject: dict[tuple[str, str], list[int]] = {}
        for index in trials:
            check = self._ledger[index]
            for figure in check.figures:
                by_figure.setdefault((check.code, id(figure)), []).append(index)
            if _has_subject(check):
                by_subject.setdefault((check.code, check.subject), []).append(index)
        self._explain_by_slip(trials)
        for index in trials:
            check = self._ledger[index]
            if index in self._masters:
                continue
            for code in self._speakers.get(check.code, ()):
                others = [other for figure in check.figures for other in by_figure.get((code, id(figure)), ())]
                if _has_subject(check):
                    others.extend(by_subject.get((code, check.subject), ()))
                master = next((other for other in others if self._may_follow(index, other)), None)
                if master is not None:
                    self._masters[index] = master
                    break

    def _explain_by_slip(self, trials: tuple[int, ...]) -> None:
        """What is said of characters that a slip of writing is in follows the slip's own finding."""
        slips: dict[str, list[tuple[Span, int]]] = {}
        for index in trials:
            finding = self._ledger[index].finding
            if finding is not None and self._blames(index) in OF_WRITING:
                for anchor in (finding.anchor, *(anchor for anchor, _ in finding.related)):
                    slips.setdefault(anchor.piece, []).append((anchor.span, index))
        if not slips:
            return
        doubled = {self._ledger[index].place.piece: index for index in trials if self._blames(index) == "row"}
        for index in trials:
            finding = self._ledger[index].finding
            if finding is None or index in self._masters or self._blames(index) in OF_WRITING:
                continue
            lost = self._lost_beside(index, doubled)
            if lost is not None:
                self._masters[index] = lost
                continue
            own = finding.anchor.span
            for span, slip in slips.get(finding.anchor.piece, ()):
                if span.start < own.end and own.start < span.end:
                    self._masters[index] = slip
                    break

    def _blames(self, index: int) -> str:
        about = self._abouts.get(self._ledger[index].code)
        return about.blames if about else ""

    def _lost_beside(self, index: int, doubled: dict[str, int]) -> int | None:
        """The doubled name beside which a sum is broken: one of the two rows is lost, and the sum may lack it."""
        if not doubled or self._ledger[index].relation is None:
            return None
        pieces = (figure.place.piece for figure in self._ledger[index].figures)
        return next((doubled[piece] for piece in pieces if piece in doubled), None)

    def _may_follow(self, index: int, master: int) -> bool:
        """Not itself, not its own consequence, and not a breach that would remain if the master's figures were right."""
        return top_of(master, self._masters) != index and not _would_remain(self._ledger[index], self._ledger[master])


def top_of(index: int, masters: Mapping[int, int]) -> int:
    """The one that speaks in the end."""
    while index in masters:
        index = masters[index]
    return index


def _has_subject(check: Check) -> bool:
    """Whether a rule has said what its finding is about; the place alone says too little."""
    return bool(check.subject) and check.subject != check.place.words()


def _would_remain(check: Check, master: Check) -> bool:
    """Whether a relation stays broken whichever figure that it shares with its master is set right."""
    if (
        check.relation is None
        or master.relation is None
        or not master.relation.is_linear
        or master.relation.is_inequality
    ):
        return False
    shared = [figure for figure in master.figures if any(figure is other for other in check.figures)]
    what_if = WhatIf(Trials((master,)))
    rights = [(figure, number) for figure in shared for number in what_if.solutions(figure)]
    mended = (substitute(check.relation, {figure: number}) for figure, number in rights)
    return bool(rights) and all(relation.weigh().outcome not in SETTLED for relation in mended)
