"""What a finding's own relation says of its figures: the best number for each, and what would change places with what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.clues import Clue, clues_over
from jslint.diagnosis.exchanged import drafts_of, repeated_as_nothing
from jslint.diagnosis.grid import Grid, digits_of, is_short, spot_of
from jslint.diagnosis.hypothesis import Hypothesis, effective, weigh
from jslint.diagnosis.keys import keys_between, one_key_away, shown
from jslint.diagnosis.nearby import nearby
from jslint.diagnosis.proposal import Proposal
from jslint.diagnosis.shared import carried_over
from jslint.diagnosis.slips import candidates, followed, with_only_part
from jslint.diagnosis.units import in_report_unit
from jslint.diagnosis.what_if import Change, Effect, WhatIf
from jslint.figure import Figure
from jslint.ledger import Cause, Check
from jslint.report.cells import PERCENT
from jslint.report.tables import Table


class Alternatives:
    """Repairs of one finding, weighed over what the other findings suppose."""

    def __init__(
        self,
        what_if: WhatIf,
        usual: WhatIf,
        tables: Mapping[str, Table],
        idle: Collection[Figure],
        own: Sequence[int],
    ) -> None:
        """`own` are the open trials that the finding speaks for; no amount is missing in `idle` figures."""
        self._firm = what_if
        self._usual = usual
        self._tables = tables
        self._idle = idle
        self._own = own
        checks = what_if.trials.checks
        self._told = next((index for index in own if possible(checks[index])), None)

    def all(self) -> Iterator[Proposal]:
        """For each figure of the finding's own relation, or of the first that follows it and says more, the best number.

        Behind them the cells, rows and columns that would mend it if they changed places.
        """
        told = self._told
        if told is None:
            for index in self._own:
                yield from self._nowhere(index)
                yield from self._exchanged(index)
            return
        is_one = False
        for figure in possible(self._firm.trials.checks[told]):
            if figure not in self._idle and not figure.place.report:
                numbers = list(self._numbers(told, figure))
                nearest = (self._nearest(told, figure, number) for number in numbers)
                found = [each for each in nearest if each.keys <= 1 or not _is_contradicted(each)]
                if found:
                    best = max(found, key=_weight)
                    nothing = self._nothing(told, best, numbers)
                    if nothing is not None:
                        yield self.alone(nothing)
                    yield self.alone(best)
                    yield from self._as_near(told, best, found)
                    is_one |= len(best.changes) == 1 and not best.spoilt
        if self._firm.linear(told) is not None:
            yield from self._exchanged(told, short=not is_one)
            yield from self._at_once(told)

    def _as_near(self, told: int, best: Proposal, found: Iterable[Proposal]) -> Sequence[Proposal]:
        """The other numbers one key from what a rate was made from that it fits as well, where they are long and few."""
        if self._firm.linear(told) is not None or not _is_long(*best.changes[0]):
            return ()
        others = [each for each in found if each.keys == 1 and each is not best and each.weight == best.weight]
        return others if len(others) < limits.MOST_SUSPECTS else ()

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

    def _nearest(self, index: int, figure: Figure, number: Decimal) -> Proposal:
        """The number, or one that rounding allows as well and that is one key from what is printed."""
        best = self._followed(figure, number)
        for near in self._firm.near(figure, number) if best.keys > 1 else ():
            if keys_between(figure, near) <= 1:
                proposal = self._followed(figure, near)
                nearer = proposal.mended >= best.mended and proposal.weight > best.weight
                if nearer and self._firm.settles(index, proposal.changes):
                    return proposal
        return best

    def _nothing(self, index: int, best: Proposal, numbers: Sequence[Decimal]) -> Proposal | None:
        """Nothing, where it is asked for, or a little that rounding may be: a step of a rounding is no amount of its own."""
        figure, number = best.changes[0]
        is_little = ZERO < number <= limits.MOST_ROUNDED * figure.step
        if not number or not figure.value or not (is_little or ZERO in numbers):
            return None
        proposal = self._followed(figure, ZERO)
        is_as_good = proposal.mended >= best.mended and proposal.spoilt <= best.spoilt
        return proposal if is_as_good and self._firm.settles(index, proposal.changes) else None

    def _followed(self, figure: Figure, number: Decimal) -> Proposal:
        changes, effect = followed(self._firm, figure, number, self._idle)
        paired = with_only_part(self._firm, changes, self._idle)
        again = self._firm.effect(paired)
        is_as_good = again.mended == effect.mended and again.spoilt <= effect.spoilt
        return self._proposed(paired, again) if is_as_good else self._proposed(changes, effect)

    def weighed(self, changes: Sequence[Change], cause: Cause | None = None, *, exchanged: bool = False) -> Proposal:
        """What a repair comes to."""
        return self._proposed(changes, self._firm.effect(changes), cause, exchanged=exchanged)

    def _proposed(
        self, changes: Sequence[Change], effect: Effect, cause: Cause | None = None, *, exchanged: bool = False
    ) -> Proposal:
        keys = keys_between(*changes[0]) if changes else 0  # the others follow from it
        return Proposal(
            tuple(changes),
            len(effect.mended),
            effect.spoilt + self._firm.contradicted(changes),
            stays=len(set(self._own).difference(effect.mended)),
            usual=self._usual.effect(changes).net,
            keys=1 if exchanged else keys,
            cause=cause,
            twice=len(changes) == 1 and keys > 1 and self._is_twice(changes[0][0]),
            exchanged=exchanged,
            beside=self._firm.beside(changes),
            favour=self._firm.trials.elsewhere.favour(changes),
            carried=carried_over(self._tables, changes),
        )

    def _nowhere(self, told: int) -> Iterator[Proposal]:
        """Nothing in the place of an amount that exceeds a limit and that no sum has: its total is blank."""
        linear = self._firm.linear(told)
        over = linear.weights if linear is not None and linear.upper else ()
        able = [each for each in over if self._firm.number(each) and self._firm.settles(told, [(each, ZERO)])]
        proposals = (self._followed(each, ZERO) for each in able)
        yield from (each for each in proposals if each.beside > 0 and not each.spoilt)

    def _exchanged(self, told: int, *, short: bool = False) -> Iterator[Proposal]:
        """Printed amounts that mend the relation and break nothing once they change places; all that is known where a limit is exceeded.

        They are no single digits (`short`: or change places with nothing), or let another sum add up as well.
        """
        found = []
        for clue in clues_over(self._firm, self._tables, [told]):
            for draft in drafts_of(clue) if _change_places(clue) else ():
                changes = tuple(effective(self._firm, draft.moved))
                if changes and self._firm.settles(told, changes):
                    if not (is_met := self._is_met(told, changes)) and not self._has_nothing(told):  # many keep a limit
                        continue
                    proposal = replace(self.weighed(changes, exchanged=True), loose=not is_met)
                    # an amount in the place of nothing tells of its own row only, the sums of the others of theirs
                    if clue.is_nothing and len(draft.moved) > 2 and not _is_borne_out(proposal):
                        continue
                    is_telling = (short and clue.is_nothing) or proposal.beside > 0 or proposal.mended > 1
                    if not proposal.spoilt and (is_telling or _is_no_chance(changes)):
                        found.append(proposal)
        whole = {frozenset(each.changes): each for each in found}
        yield from sorted(whole.values(), key=lambda each: each.likelihood, reverse=True)[: limits.MOST_RIVALS]

    def _is_met(self, told: int, changes: Sequence[Change]) -> bool:
        """Whether a sum would hold, or a limit would be met to the digit."""
        linear = self._firm.trials.linear(told)
        return linear is None or not linear.upper or not linear.after({**self._firm.numbers, **dict(changes)})[0]

    def _has_nothing(self, told: int) -> bool:
        """Whether one of its figures prints nothing: an amount that is missing may stand elsewhere."""
        linear = self._firm.linear(told)
        return linear is not None and any(not self._firm.number(figure) for figure in linear.weights)

    def _at_once(self, told: int) -> Iterator[Proposal]:
        """What one thing that happened to several cells was: rows copied over blank ones, or a row printed in the other unit."""
        spots: dict[Grid, list[int]] = {}
        for figure in possible(self._firm.trials.checks[told]):
            if (spot := spot_of(self._tables, figure)) is not None:
                spots.setdefault(spot[0], []).append(spot[1])
        for grid, rows in spots.items():
            of_row = in_report_unit(grid.rows[rows[0]].figures) if len(set(rows)) == 1 else ()
            for moved in (*repeated_as_nothing(grid, rows), of_row):
                changes = tuple(effective(self._firm, moved))
                if len(changes) >= limits.ENOUGH and self._firm.settles(told, changes):
                    proposal = self.weighed(changes, exchanged=True)
                    if not proposal.spoilt:
                        yield proposal

    def _is_twice(self, figure: Figure) -> bool:
        spot = spot_of(self._tables, figure)
        if spot is None or is_short(figure.value):
            return False
        grid, row, column = spot
        others = grid.printing(column, figure.value, figure.value)
        return any(other != row and not grid.kin(row, other) for other in others)

    def alone(self, proposal: Proposal) -> Proposal:
        """The proposal, said to be the only one where that is certain: all trials are linear and share no other solution.

        Of the place alone that is said where rounding lets other numbers there do as well.
        """
        own = self._own
        if len(own) < limits.ENOUGH or len(proposal.changes) > 1 or proposal.spoilt or proposal.stays:
            return proposal
        linears = [self._firm.linear(index) for index in own]
        if any(linear is None or linear.upper for linear in linears):
            return proposal
        shared = set.intersection(*(set(linear.weights) for linear in linears if linear is not None))
        able = {figure: far for figure in shared if (far := self._mending_all(figure)) is not None}
        figure, number = proposal.changes[0]
        only = [*able] == [figure] and proposal.mended == len(own)
        low, high = able.get(figure, (number, number))
        return replace(proposal, only=only, exact=only and low > number - figure.step and high < number + figure.step)

    def near(self, proposal: Proposal) -> tuple[tuple[Change, ...], ...]:
        """What mends as much with numbers some steps off, where sums of rounded amounts leave its own open.

        They leave it open where nothing else speaks for it: what changes places is printed, another table may print it in that row,
        and one key is no chance where the amount is long; though where a sum asks for a step more, that is as it may be.
        """
        if proposal.exchanged or proposal.spoilt or not self._are_sums(proposal):
            return ()
        figure, number = proposal.changes[0]
        if self._firm.trials.elsewhere.prints(figure, number):
            return ()
        if proposal.slip and _is_long(figure, number) and number in self._firm.solutions(figure):
            return ()
        worked_out = tuple(proposal.changes)
        return nearby(self._firm, weigh(self._firm, Hypothesis("figure", worked_out, worked_out=worked_out)))

    def _are_sums(self, proposal: Proposal) -> bool:
        """Whether it mends sums and differences: a rate is made from what is printed."""
        over = self._firm.open_over(figure for figure, _ in proposal.changes)
        linears = [self._firm.linear(index) for index in over if self._firm.settles(index, proposal.changes)]
        return bool(linears) and all(each is not None and not each.upper for each in linears)

    def _mending_all(self, figure: Figure) -> tuple[Decimal, Decimal] | None:
        """From what to what number of this one figure all these trials hold; None where there is none."""
        lows, highs = [], []
        for index in self._own:
            linear = self._firm.linear(index)
            number = self._firm.solution(index, figure)
            if linear is None or number is None:
                return None
            lows.append(number - linear.slack)
            highs.append(number + linear.slack)
        return (max(lows), min(highs)) if lows and max(lows) <= min(highs) else None


def possible(check: Check) -> Sequence[Figure]:
    """The figures of a broken trial of which a proposal may change one."""
    relation = check.relation
    if relation is None or relation.is_linear or relation.is_inequality:
        return candidates(check)
    return tuple(figure for figure in dict.fromkeys(relation.figures) if figure.number is not None)[: limits.MOST_PARTS]


def _is_contradicted(proposal: Proposal) -> bool:
    """Whether as much speaks against it as for it: relations that would break, or the rate that was made from what is printed."""
    rates = any(figure.unit == PERCENT for figure, _ in proposal.changes[1:])
    return proposal.mended <= proposal.spoilt + rates


def _change_places(clue: Clue) -> bool:
    """Whether it tells of two columns, or of two rows of one side."""
    first, second = (clue.grid.rows[row].side for row in clue.rows)
    return clue.kind == "columns" or (clue.kind == "rows" and first == second)


def _is_borne_out(proposal: Proposal) -> bool:
    """Whether as many sums add up after an exchange of two columns as rows change."""
    return proposal.mended + proposal.beside > len({figure.place.row for figure, _ in proposal.changes})


def _is_no_chance(changes: Sequence[Change]) -> bool:
    """Whether one of the amounts has more than one digit."""
    return any(digits_of(number) > 1 for _, number in changes)


def _is_long(figure: Figure, number: Decimal) -> bool:
    """Whether a number has so many printed digits that chance puts no other one key away from it."""
    return sum(map(str.isdecimal, shown(figure, number).lstrip("-0."))) >= limits.TELLING_DIGITS


def _weight(proposal: Proposal) -> tuple[int, int, int, int]:
    return proposal.weight
