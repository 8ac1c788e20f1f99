"""What would mend a finding: the repair that explains most, whole, and what is as likely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.alternatives import Alternatives
from jslint.diagnosis.proposal import Proposal
from jslint.diagnosis.slips import candidates, idle_figures
from jslint.diagnosis.trials import Trials, usual_codes
from jslint.diagnosis.what_if import WhatIf
from jslint.ledger import Check, with_consequences
from jslint.report.tables import Table
from jslint.rule import About

Basis = tuple[object, ...]
"""Whatever the proposals of a finding depend on: relations with how they came out, tables, what other findings suppose."""


RIVALLED = frozenset({"figure", "repeated", "total", "exchanged"})
"""Kinds of causes that no more speaks for than for one wrong figure that would mend as much: it is shown beside them."""


class Proposals:
    """Ranks repairs of findings by what each would mend and spoil."""

    def __init__(self, ledger: Iterable[Check], abouts: Mapping[str, About], tables: Iterable[Table] = ()) -> None:
        """`ledger` holds the findings with their consequences."""
        self._findings = tuple(ledger)
        checks = tuple(with_consequences(self._findings))
        self._places = {id(check.relation): index for index, check in enumerate(checks) if check.relation is not None}
        usual = usual_codes(abouts)
        self._tables = {table.piece: table for table in tables}
        self._firm = WhatIf(Trials(checks, usual, self._tables.values()))
        self._usual = WhatIf(Trials([check for check in checks if check.code in usual]))
        self._idle = idle_figures(self._tables.values())

    def basis(self, check: Check) -> Basis:
        """What the proposals of a finding depend on."""
        changes = check.cause.changes if check.cause is not None else ()
        figures = dict.fromkeys((*check.figures, *candidates(check), *(figure for figure, _ in changes)))
        relations = (
            (trials.checks[index].relation, trials.checks[index].outcome)
            for trials in (self._firm.trials, self._usual.trials)
            for index in sorted(trials.over_any(figures))
        )
        return (
            *relations,
            *self._tables.values(),
            *self._firm.trials.elsewhere.doubted,
            *self._supposed.numbers.items(),
        )

    def of(self, check: Check) -> tuple[Proposal, ...]:
        """The likeliest repairs of a finding, best first: what explains all of it, then what is as likely.

        None where nothing is known of what its figures should be. Ties are all shown, as far as one relation reaches.
        """
        own = self._own(check)
        cause = check.cause
        if cause is None or not cause.changes:
            return _told(_likely(list(self._alternatives(self._supposed, own).all())))
        over = self._alternatives(self._firm, own)
        first = over.alone(over.weighed(cause.changes, cause))
        rivals = [over.weighed(changes) for changes in cause.rivals]
        told = {frozenset(each.changes) for each in rivals}
        alone = over.all() if own and cause.kind in RIVALLED else ()
        others = [each for each in alone if _is_other(each, first) and frozenset(each.changes) not in told]
        return _told((first, *rivals, *_likely(others)))

    def _alternatives(self, what_if: WhatIf, own: Sequence[int]) -> Alternatives:
        return Alternatives(what_if, self._usual, self._tables, self._idle, own)

    @cached_property
    def _supposed(self) -> WhatIf:
        """What is left once the findings of which it is known what happened are mended."""
        what_if = self._firm
        for check in self._findings:
            if check.cause is not None and check.cause.changes:
                what_if = what_if.supposing(check.cause.changes, what_if.effect(check.cause.changes), self._own(check))
        return what_if

    def _own(self, check: Check) -> list[int]:
        """The broken trials that a finding speaks for, itself among them."""
        found = (
            self._places.get(id(each.relation)) for each in (check, *check.consequences) if each.relation is not None
        )
        return [index for index in found if index is not None and index in self._firm.open]


def _likely(proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    """The best ones, and all that are as good as the best but for their keys beyond one."""
    ordered = sorted(proposals, key=lambda each: each.likelihood, reverse=True)
    tied = [each for each in ordered if each.rank == ordered[0].rank]
    return ordered[: max(limits.MOST_SUSPECTS, len(tied))]


def _told(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """As they are shown; none is said to be the only one where another explains as much."""
    several = any(each.rank[0] >= proposals[0].rank[0] for each in proposals[1:])
    return tuple(replace(each, only=each.only and not several) for each in proposals)


def _is_other(proposal: Proposal, first: Proposal) -> bool:
    """Whether a proposal is as likely as the first: what says what happened to several cells is likelier than a mere slip."""
    if proposal.changes[0] == first.changes[0] and not proposal.exchanged:
        return False
    if first.cause is not None and first.cause.words:
        return proposal.weight[0] >= first.weight[0]
    return proposal.weight >= first.weight
