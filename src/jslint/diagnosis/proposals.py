"""What would mend a finding: the repair that explains most, whole, and what is as likely."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.grid import grid_of, is_short
from jslint.diagnosis.slips import candidates, followed, idle_figures
from jslint.diagnosis.trials import Trials, usual_codes
from jslint.diagnosis.what_if import Change, WhatIf, keys_between, one_key_away, shown
from jslint.diagnostic import Outcome
from jslint.figure import Figure
from jslint.ledger import Cause, Check, with_consequences
from jslint.relation import Relation
from jslint.report.tables import Table
from jslint.rule import About

Basis = tuple[tuple[Relation | None, Outcome], ...]
"""Relations, each with how it came out."""


RIVALLED = frozenset({"figure", "repeated", "total", "exchanged"})
"""Kinds of causes that no more speaks for than for one wrong figure that would mend as much: it is shown beside them."""


class Proposal(Struct, frozen=True, eq=False):
    """Edits that belong together, and what speaks for them: relations mended, good ones broken, own ones that stay broken.

    `usual` counts the relations that only usually hold in the same way; `keys` how far the first number is from what is printed.
    `only` where no other single change mends all that the finding speaks for; `twice` where the amount that stands there is
    printed in another row of the column too, whose own it may be.
    """

    changes: tuple[Change, ...]
    mended: int
    spoilt: int = 0
    stays: int = 0
    usual: int = 0
    keys: int = 0
    only: bool = False
    cause: Cause | None = None
    twice: bool = False

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """Ranks proposals: firm relations first, then usual ones, then how few cells and keys it takes."""
        return (self.mended - self.spoilt, self.usual, -len(self.changes), -self.keys)

    def title(self) -> str:
        """What the edits do, by the names of the cells."""
        if len(self.changes) == 1:
            ((figure, number),) = self.changes
            return f"把{figure.place.words()}由 {figure.shown} 改为 {shown(figure, number)}"
        places = [figure.place for figure, _ in self.changes]
        together = len({place.piece for place in places}) == 1
        names = [place.inner_words() if together else place.words() for place in places[: limits.MOST_SUSPECTS]]
        where = f"《{places[0].title}》" if together else ""
        more = "等" if len(places) > len(names) else ""
        cells = f"把{where}{'、'.join(f'“{name}”' for name in names)}{more} {len(places)} 格"
        texts = list(dict.fromkeys(shown(figure, number) for figure, number in self.changes))
        if len(texts) == 1:
            return f"{cells}都改为 {texts[0]}"
        spelled = "、".join(shown(figure, number) for figure, number in self.changes[: limits.MOST_SUSPECTS])
        return f"{cells}依次改为 {spelled}{'…' if len(places) > limits.MOST_SUSPECTS else ''}"

    def reason(self, figure: Figure, number: Decimal) -> str:
        """Why one of the figures should be that number, in words."""
        others = len(self.changes) - 1
        together = f"，须与另外 {others} 格一并改正" if others else ""
        return "，".join(part for part in (f"改为 {shown(figure, number)}{together}", self.effect()) if part)

    def effect(self) -> str:
        """What the edits mend, and what they leave or break; nothing where no relation was tried that tells."""
        if not self.mended:
            return ""
        if self.only:
            return f"可使 {self.mended} 条勾稽关系成立，只改这一处就能使全部 {self.mended} 条成立，没有别的单一改法"
        text = f"可使 {self.mended} 条勾稽关系成立"
        if self.spoilt:
            return f"{text}，但会使另外 {self.spoilt} 条不成立"
        if self.stays:
            return f"{text}，另有 {self.stays} 条仍不成立"
        return f"{text}，且不影响其他关系"


class Proposals:
    """Ranks repairs of findings by what each would mend and spoil."""

    def __init__(self, ledger: Iterable[Check], abouts: Mapping[str, About], tables: Iterable[Table] = ()) -> None:
        """`ledger` holds the findings with their consequences."""
        checks = tuple(with_consequences(ledger))
        self._places = {id(check.relation): index for index, check in enumerate(checks) if check.relation is not None}
        usual = usual_codes(abouts)
        self._firm = WhatIf(Trials(checks, usual))
        self._usual = WhatIf(Trials([check for check in checks if check.code in usual]))
        self._tables = {table.piece: table for table in tables}
        self._idle = idle_figures(self._tables.values())

    def basis(self, check: Check) -> Basis:
        """What the proposals of a finding depend on."""
        changes = check.cause.changes if check.cause is not None else ()
        figures = dict.fromkeys((*candidates(check), *(figure for figure, _ in changes)))
        return tuple(
            (trials.checks[index].relation, trials.checks[index].outcome)
            for trials in (self._firm.trials, self._usual.trials)
            for index in sorted(trials.over_any(figures))
        )

    def of(self, check: Check) -> tuple[Proposal, ...]:
        """The likeliest repairs of a finding, best first: what explains all of it, then what is as likely.

        None where nothing is known of what its figures should be. Ties are all shown, as far as one relation reaches.
        """
        own = self._own(check)
        cause = check.cause
        if cause is not None and cause.changes:
            first = self._alone(self._weighed(cause.changes, own, cause), own)
            rivals = [self._weighed(changes, own) for changes in cause.rivals]
            alone = self._alternatives(own) if own and cause.kind in RIVALLED else ()
            told = {frozenset(each.changes) for each in rivals}
            others = [each for each in alone if _is_other(each, first) and frozenset(each.changes) not in told]
            return (first, *rivals, *self._likely(others))
        return tuple(self._likely(list(self._alternatives(own))))

    def _own(self, check: Check) -> list[int]:
        """The broken trials that a finding speaks for, itself among them."""
        found = (
            self._places.get(id(each.relation)) for each in (check, *check.consequences) if each.relation is not None
        )
        return [index for index in found if index is not None and index in self._firm.open]

    def _alternatives(self, own: Sequence[int]) -> Iterator[Proposal]:
        """For each figure of the finding's own relation, or of the first that follows it and says more, the best number."""
        told = next((index for index in own if _possible(self._firm.trials.checks[index])), None)
        if told is None:
            return
        for figure in _possible(self._firm.trials.checks[told]):
            if figure not in self._idle and not figure.place.report:
                found = [self._nearest(told, figure, number, own) for number in self._numbers(told, figure)]
                if found:
                    yield self._alone(max(found, key=_weight), own)

    def _numbers(self, index: int, figure: Figure) -> Iterator[Decimal]:
        """What the figure might be so that this very trial holds: as it says itself, or as another trial does."""
        own = self._firm.solution(index, figure)
        if own is not None:
            yield own
        others = self._firm.solutions(figure)
        if self._firm.linear(index) is None:  # no weights say it: what a slip of one key would have made of it
            others = iter(dict.fromkeys((*others, *one_key_away(figure))))
        for number in others:
            if number != own and self._firm.settles(index, [(figure, number)]):
                yield number

    def _nearest(self, index: int, figure: Figure, number: Decimal, own: Sequence[int]) -> Proposal:
        """The number, or one that rounding allows as well and that is one key from what is printed."""
        best = self._followed(figure, number, own)
        for near in self._firm.near(figure, number):
            if best.keys <= 1:
                break
            proposal = self._followed(figure, near, own)
            nearer = proposal.keys <= 1 and proposal.mended >= best.mended and proposal.weight > best.weight
            if nearer and self._firm.settles(index, proposal.changes):
                best = proposal
        return best

    def _followed(self, figure: Figure, number: Decimal, own: Sequence[int]) -> Proposal:
        return self._weighed(followed(self._firm, figure, number, self._idle)[0], own)

    def _weighed(self, changes: Sequence[Change], own: Sequence[int], cause: Cause | None = None) -> Proposal:
        effect = self._firm.effect(changes)
        usual = self._usual.effect(changes).net
        keys = keys_between(*changes[0]) if changes else 0  # the others follow from it
        stays = len(set(own).difference(effect.mended))
        twice = len(changes) == 1 and keys > 1 and self._is_twice(changes[0][0])
        return Proposal(tuple(changes), len(effect.mended), effect.spoilt, stays, usual, keys, cause=cause, twice=twice)

    def _is_twice(self, figure: Figure) -> bool:
        table = self._tables.get(figure.place.piece)
        if table is None or is_short(figure.value):
            return False
        grid = grid_of(table)
        row, column = grid.spots.get(figure, (0, ""))
        others = grid.printing(column, figure.value, figure.value) if column else []
        return any(other != row and not grid.kin(row, other) for other in others)

    def _alone(self, proposal: Proposal, own: Sequence[int]) -> Proposal:
        """The proposal, said to be the only one where that is certain: all trials are linear and share no other solution."""
        if len(own) < limits.ENOUGH or len(proposal.changes) > 1 or proposal.spoilt or proposal.stays:
            return proposal
        linears = [self._firm.linear(index) for index in own]
        if any(linear is None or linear.upper for linear in linears):
            return proposal
        shared = set.intersection(*(set(linear.weights) for linear in linears if linear is not None))
        able = [figure for figure in shared if self._mends_all(figure, own)]
        only = able == [proposal.changes[0][0]] and proposal.mended == len(own)
        return replace(proposal, only=only)

    def _mends_all(self, figure: Figure, own: Collection[int]) -> bool:
        """Whether some number of this one figure lets all these trials hold."""
        low = high = None
        for index in own:
            linear = self._firm.linear(index)
            number = self._firm.solution(index, figure)
            if linear is None or number is None:
                return False
            low = number - linear.slack if low is None else max(low, number - linear.slack)
            high = number + linear.slack if high is None else min(high, number + linear.slack)
        return low is not None and high is not None and low <= high

    @staticmethod
    def _likely(proposals: list[Proposal]) -> list[Proposal]:
        """The best ones, and all that are as good as the best but for their keys beyond one."""
        ordered = sorted(proposals, key=_likelihood, reverse=True)
        if not ordered:
            return []
        tied = [each for each in ordered if _class(each) == _class(ordered[0])]
        return ordered[: max(limits.MOST_SUSPECTS, len(tied))]


def _possible(check: Check) -> Sequence[Figure]:
    """The figures of a broken trial of which a proposal may change one."""
    relation = check.relation
    if relation is None or relation.is_linear or relation.is_inequality:
        return candidates(check)
    return tuple(figure for figure in dict.fromkeys(relation.figures) if figure.number is not None)[: limits.MOST_PARTS]


def _is_other(proposal: Proposal, first: Proposal) -> bool:
    """Whether a proposal is as likely as the first: what says what happened to several cells is likelier than a mere slip."""
    if proposal.changes[0] == first.changes[0]:
        return False
    if first.cause is not None and first.cause.words:
        return proposal.weight[0] >= first.weight[0]
    return proposal.weight >= first.weight


def _weight(proposal: Proposal) -> tuple[int, int, int, int]:
    return proposal.weight


def _likelihood(proposal: Proposal) -> tuple[int, int, int, bool, bool, int]:
    """One key before an amount that was copied from another row, and that before any other number."""
    return (*proposal.weight[:3], proposal.keys <= 1, proposal.twice, -proposal.keys)


def _class(proposal: Proposal) -> tuple[int, int, int, bool]:
    return (*proposal.weight[:3], proposal.keys <= 1)
