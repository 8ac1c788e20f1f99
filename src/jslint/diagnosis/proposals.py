"""What would mend a finding: the repair that explains most, whole, and what is as likely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.alternatives import Alternatives
from jslint.diagnosis.anew import changed, is_same
from jslint.diagnosis.proposal import Proposal
from jslint.diagnosis.slips import idle_figures
from jslint.diagnosis.trials import Basis, Trials, usual_codes
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.figure import Figure
from jslint.ledger import Cause, Check, with_consequences
from jslint.report.tables import Table
from jslint.rule import About

RIVALLED = frozenset({"figure", "repeated", "total", "exchanged", "blank"})
"""Kinds of causes that no more speaks for than for one wrong figure that would mend as much: it is shown beside them."""


class Remembered(Struct, frozen=True, eq=False):
    """Proposals, the figures that were asked for on the way (no others have a part in them), and what else they depend on.

    `over` are the proposals of the report among which they were weighed.
    """

    proposals: tuple[Proposal, ...]
    asked: frozenset[Figure]
    over: Proposals
    basis: Basis


class Proposals:
    """Ranks repairs of findings by what each would mend and spoil."""

    def __init__(
        self,
        ledger: Iterable[Check],
        abouts: Mapping[str, About],
        tables: Iterable[Table] = (),
        grouped: Trials | None = None,
    ) -> None:
        """`ledger` holds the findings with their consequences, `grouped` are the trials over which they were grouped."""
        self._findings = tuple(ledger)
        self._checks = checks = tuple(with_consequences(self._findings))
        self._usual_codes = usual = usual_codes(abouts)
        self._since: tuple[Proposals, frozenset[Figure]] | None = None
        self._tables = {table.piece: table for table in tables}
        trials = grouped.regrouped(checks) if grouped is not None else None
        self._firm = WhatIf(trials or Trials(checks, usual, self._tables.values()))
        self._places = {
            id(check.relation): index
            for index in self._firm.open
            if (check := self._firm.trials.checks[index]).relation is not None
        }
        self._usual = WhatIf(self._firm.trials.usual)
        self._idle = idle_figures(self._tables.values())
        causes = ((check.cause, check) for check in self._findings)
        self._causes = {cause: check for cause, check in causes if cause is not None and cause.changes}
        self._over = {
            trials: {cause: trials.over_any(figure for figure, _ in cause.changes) for cause in self._causes}
            for trials in (self._firm.trials, self._usual.trials)
        }

    def remembered(self, check: Check) -> Remembered:
        """The proposals of a finding, with all that they depend on."""
        trials = (self._firm.trials, self._usual.trials)
        asked = [figures for each in trials for figures in (each.asked, each.asked_if_broken)]
        for figures in asked:
            figures.clear()
        proposals = self.of(check)
        return self._remembered(check, proposals, frozenset().union(*asked))

    def renewed(self, check: Check, before: Remembered) -> Remembered | None:
        """The same of a finding as it is now; None where it may have other proposals."""
        now = self._remembered(check, before.proposals, before.asked)
        is_kept = self._changed_since(before.over).isdisjoint(before.asked) and is_same(before.basis, now.basis)
        return now if is_kept else None

    def _changed_since(self, before: Proposals) -> frozenset[Figure]:
        """The figures of the trials that say something else than they did, or did not say anything then."""
        if before is self:  # two findings of one rule at one place, over the same figures
            return frozenset()
        if self._since is None or self._since[0] is not before:
            then = before._checks if before._usual_codes == self._usual_codes else ()
            self._since = before, frozenset(changed(then, self._checks))
            before._since = None  # or it would hold those before it, and these theirs
        return self._since[1]

    def _remembered(self, check: Check, proposals: tuple[Proposal, ...], asked: frozenset[Figure]) -> Remembered:
        pieces = {figure.place.piece for figure in asked}
        elsewhere = self._firm.trials.elsewhere
        tables = (table for piece, table in self._tables.items() if piece in pieces)
        within = (each for table in tables for each in (table, *elsewhere.beside(table)))
        doubted = frozenset(figure for figure in elsewhere.doubted if figure.place.piece in pieces)
        spoken = ((each.code, each.relation, each.figures) for each in (check, *check.consequences))
        both = (self._firm.trials, self._usual.trials)
        others = (cause for trials in both for cause in self._others(check, trials))
        supposed = ((cause.changes, self._closed_by(cause)) for cause in others)
        return Remembered(proposals, asked, self, (check.cause, *spoken, *within, doubted, *supposed))

    def of(self, check: Check) -> tuple[Proposal, ...]:
        """The likeliest repairs of a finding, best first: what explains all of it, then what is as likely.

        They are weighed on top of what other findings of the same figures suppose. None where nothing is known of what its
        figures should be. Ties are all shown, as far as one relation reaches.
        """
        cause = check.cause
        own = self._from_where(cause, self._own(check))
        over = Alternatives(self._supposed(check), self._usually(check), self._tables, self._idle, own)
        if cause is None or not cause.changes:
            return _told(tuple(_rounded(over, _likely(_beside(cause, over.all())))))
        first, *near = _within_rounding(over, cause)
        rivals = [*near, *(over.weighed(changes) for changes in cause.rivals)]
        if cause.settled:
            first, *rivals = (replace(each, settles=True) for each in (first, *rivals))
        told = {frozenset(each.changes) for each in (first, *rivals)}
        alone = over.all() if own and cause.kind in RIVALLED else ()
        others = [each for each in alone if _is_other(each, first) and frozenset(each.changes) not in told]
        return _told((first, *rivals, *_likely(others)))

    def _from_where(self, cause: Cause | None, own: Sequence[int]) -> list[int]:
        """The trials with those first over the figure that others follow: what is as likely is the same of another figure of theirs."""
        over = self._firm.trials.over(cause.changes[0][0]) if cause is not None and cause.kind == "repeated" else ()
        return sorted(own, key=lambda index: index not in over)

    def _supposed(self, check: Check) -> WhatIf:
        """What is left once the findings over the same figures, of which it is known what happened, are mended."""
        what_if = self._firm
        for cause in self._others(check, what_if.trials):
            what_if = what_if.supposing(cause.changes, what_if.effect(cause.changes), self._own(self._causes[cause]))
        return what_if

    def _usually(self, check: Check) -> WhatIf:
        """The same of what usually holds: what held with a number that another finding says is wrong asks for the right one here."""
        what_if = self._usual
        for cause in self._others(check, what_if.trials):
            effect = what_if.effect(cause.changes)
            what_if = what_if.supposing(cause.changes, effect).reopened(effect.broken)
        return what_if

    def _others(self, check: Check, trials: Trials) -> Iterator[Cause]:
        """What other findings suppose of figures that stand in one of the relations with this one's."""
        mine = trials.over_any(figure for each in (check, *check.consequences) for figure in each.figures)
        over = self._over[trials]
        return (cause for cause in self._causes if cause is not check.cause and not mine.isdisjoint(over[cause]))

    def _closed_by(self, cause: Cause) -> Basis:
        """The broken trials that are explained once a cause is supposed."""
        return tuple(self._firm.trials.checks[index].relation for index in self._own(self._causes[cause]))

    def _own(self, check: Check) -> list[int]:
        """The broken trials that a finding speaks for, itself among them."""
        found = (
            self._places.get(id(each.relation)) for each in (check, *check.consequences) if each.relation is not None
        )
        return [index for index in found if index is not None and index in self._firm.open]


def _within_rounding(over: Alternatives, cause: Cause) -> Iterator[Proposal]:
    """What undoes it, then what does as well with numbers that rounding leaves open."""
    first = over.weighed(cause.changes, cause)
    if not cause.near:
        yield over.alone(first)
        return
    within, among, known = max(cause.left_open.values()), 1 + len(cause.near), set(cause.changes)
    yield replace(first, within=within, among=among)
    told = {first.title()}
    for changes in cause.near:
        near = replace(over.weighed(changes), within=within, among=among)
        if near.title() in told:
            near = replace(near, apart=tuple(change for change in changes if change not in known))
        told.add(near.title())
        yield near


def _rounded(over: Alternatives, likely: Sequence[Proposal]) -> Iterator[Proposal]:
    """Those that are as likely, each with how far rounding leaves its number open; behind them what the first may be as well."""
    near: list[Proposal] = []
    for each in likely:
        others = over.near(each) if each.rank == likely[0].rank else ()
        far = Cause("figure", each.changes, near=others).left_open
        within = max(far.values(), default=each.within)
        yield replace(each, within=within)
        if each is likely[0]:
            near = [replace(over.weighed(changes), within=within) for changes in others]
    told = {frozenset(each.changes) for each in likely}
    yield from (each for each in near if frozenset(each.changes) not in told)


def _beside(cause: Cause | None, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Those of single figures that are shown beside what changes no cell: a slip of one key that mends as much."""
    if cause is None or cause.repair is None:
        return list(proposals)
    return [each for each in proposals if each.keys <= 1 and each.mended >= cause.mended]


def _likely(proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    """The best ones, and all that are as good as the best but for their keys beyond one."""
    ordered = sorted(proposals, key=lambda each: each.likelihood, reverse=True)
    tied = [each for each in ordered if each.rank == ordered[0].rank]
    return ordered[: max(limits.MOST_SUSPECTS, len(tied))]


def _told(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """As they are shown, each once; none is said to be the only one where another explains as much, and of several how many they are."""
    once: dict[frozenset[Change], Proposal] = {}
    for each in proposals:
        once.setdefault(frozenset(each.changes), each)
    first, others = proposals[0] if proposals else None, list(once.values())[1:]
    if first is None:
        return ()
    several = any(each.rank[0] >= first.rank[0] for each in others)
    alike = (first, *(each for each in others if _is_alike(each, first)))
    return tuple(
        replace(each, only=each.only and not several, alike=len(alike) if each in alike else 1)
        for each in once.values()
    )


def _is_alike(proposal: Proposal, first: Proposal) -> bool:
    """Whether a proposal changes other cells than the first and explains as much: what is shown beside a cause is as likely as it is."""
    if {figure for figure, _ in proposal.changes} == {figure for figure, _ in first.changes}:
        return False
    return proposal.rank[0] >= first.rank[0] if first.cause is not None else proposal.rank == first.rank


def _is_other(proposal: Proposal, first: Proposal) -> bool:
    """Whether a proposal is as likely as the first: what says what happened to several cells is likelier than a mere slip."""
    if proposal.changes[0] == first.changes[0] and not proposal.exchanged:
        return False
    if first.cause is not None and first.cause.words:
        return proposal.weight[0] >= first.weight[0]
    return proposal.weight >= first.weight
