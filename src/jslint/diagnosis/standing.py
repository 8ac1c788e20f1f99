"""Whether what may have happened to several cells stands: enough speaks for it, hardly anything against it, and no single figure does as much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from jslint.amount import ZERO
from jslint.diagnosis import limits
from jslint.diagnosis.exchanged import Draft, is_telling
from jslint.diagnosis.grid import digits_of
from jslint.diagnosis.hypothesis import Weighed, effective, leaves_little, spoils_little
from jslint.diagnosis.keys import keys_between
from jslint.diagnosis.shared import overdrawn
from jslint.diagnosis.trials import solvable
from jslint.diagnosis.what_if import Change, Effect, WhatIf
from jslint.figure import Figure


class Outlook(Struct, frozen=True):
    """The relations that a draft mends, those that it may mend once its lost cells have numbers, and how many it breaks and leaves."""

    mended: frozenset[int]
    open_to: frozenset[int]
    spoilt: int
    left: int

    @property
    def most(self) -> int:
        """How many it may mend at most."""
        return len(self.mended) + len(self.open_to)

    @property
    def may_stand(self) -> bool:
        """Whether it may mend enough for what it breaks and leaves."""
        return self.spoilt * limits.CLEARLY <= self.most and self.left * limits.MOSTLY <= self.most

    def may_explain(self, trials: Collection[int]) -> bool:
        """Whether it may explain these and no others."""
        return self.mended.issubset(trials) and (self.mended | self.open_to).issuperset(trials)


class Standing:
    """What is asked of displacements over one what-if."""

    def __init__(self, what_if: WhatIf) -> None:
        """What single figures do is worked out once for all of them."""
        self._what_if = what_if
        self._single: dict[tuple[Figure, bool], Effect | None] = {}

    def may_stand(self, draft: Draft, least: int = 0) -> bool:
        """Whether a draft can come to so much and stand, whatever numbers are found for its lost cells."""
        outlook = self.outlook(draft)
        return outlook is None or (outlook.may_stand and outlook.most - outlook.spoilt >= least)

    def outlook(self, draft: Draft) -> Outlook | None:
        """What is known of a draft before its lost cells have numbers; None where nothing was lost, or all.

        Of the relations over none of these all is known; of those over one, the open ones may be mended.
        """
        if not draft.moved or not draft.lost:
            return None
        moved = tuple(effective(self._what_if, draft.moved))
        effect = self._what_if.effect(moved, draft.lost)
        mended, open_to = frozenset(effect.mended), frozenset(self._what_if.open_over(draft.lost))
        left = set(self._what_if.open_over(figure for figure, _ in moved)).difference(mended, open_to)
        return Outlook(mended, open_to, effect.spoilt, len(left))

    def stands(self, draft: Draft, found: Weighed, *, beside: bool = False) -> bool:
        """Whether enough speaks for it, hardly anything against it, and no single figure explains as much (`beside`: whatever does)."""
        effect, gain = found.effect, found.gain
        told = self._borne_out(draft, found)
        enough = self._asked(draft, found, told)
        borne = len(effect.mended) + found.hypothesis.evidence * (draft.kind == "copy")
        if min(len(found.hypothesis.changes), borne) < limits.ENOUGH or not effect.mended or gain < enough:
            return False
        if not spoils_little(found) or any(map(_is_negative, found.hypothesis.found)):
            return False
        if draft.is_usual and effect.net <= len(found.hypothesis.changes):
            return False
        if not leaves_little(found) or not self._is_enough(draft, found, told) or self._is_impossible(found):
            return False
        least = gain + bool(found.hypothesis.found)
        return beside or not self.is_rivalled(effect.mended, least, slips=is_telling(draft))

    @staticmethod
    def _asked(draft: Draft, found: Weighed, told: Sequence[Change]) -> int:
        """How many relations it must mend: more where few and short numbers were moved."""
        changes = {"exchange": draft.moved, "copy": ()}.get(draft.kind, told)
        digits = max((digits_of(number) for _, number in changes), default=limits.TELLING)
        are_many = len(found.hypothesis.changes) >= 2 * limits.SEVERAL and (digits > 1 or draft.kind == "exchange")
        return limits.ENOUGH if are_many else asked(digits)

    def _borne_out(self, draft: Draft, found: Weighed) -> list[Change]:
        """The changes of which mended relations tell, those of an exchange without which good ones would break, and those of a slide for which others speak."""
        changed = {figure for figure, _ in (found.hypothesis.changes if draft.moved else found.hypothesis.found)}
        stands = self._figures_of(found.effect.mended)
        if draft.kind == "exchange":
            alone = [change for change in draft.moved if change[0] in stands]
            stands |= self._figures_of({*self._what_if.effect(alone).broken}.difference(found.effect.broken))
        if draft.kind == "slide":
            prints = self._what_if.trials.elsewhere.prints
            stands |= self._figures_of(self._what_if.awoken(found.hypothesis.changes))
            witnessed = {figure for figure, number in draft.moved if number and prints(figure, number)}
            if len({figure.place.row for figure in witnessed}) >= limits.ENOUGH:
                stands |= witnessed
        return [each for each in (*draft.moved, *found.hypothesis.found) if each[0] in stands and each[0] in changed]

    def _figures_of(self, trials: Iterable[int]) -> set[Figure]:
        return {figure for index in trials for figure in self._what_if.trials.checks[index].figures}

    def _is_enough(self, draft: Draft, found: Weighed, told: Sequence[Change]) -> bool:
        """Whether mended relations tell of both sides of an exchange, or several places of one, and several rows of a block."""
        figures = {figure for figure, _ in told}
        if draft.kind == "exchange":
            borne = [figure in figures for figure, _ in draft.moved]
            sides = sum(borne[::2]), sum(borne[1::2])
            least = limits.ENOUGH if _are_telling(draft.moved, borne) else limits.SEVERAL
            return min(sides) > 0 or max(sides) >= least
        if draft.kind != "slide":
            return True
        rows, numbers = {figure.place.row for figure, _ in told}, {number for _, number in told}
        if len(rows) < limits.ENOUGH:
            return False
        if len(numbers) < limits.SEVERAL:
            return _is_misplaced(found, told) or _are_long(draft.moved, told)
        idle = (
            self._what_if.effect(found.hypothesis.found, found.hypothesis.lost).mended if found.hypothesis.found else ()
        )
        mended = frozenset(found.effect.mended)
        is_moved = (
            len(found.hypothesis.changes) - len(found.hypothesis.found) >= limits.SEVERAL
            and len(mended.difference(idle)) + found.hypothesis.evidence >= limits.ENOUGH
        )
        return is_moved or not self._are_two(mended)

    def _is_impossible(self, found: Weighed) -> bool:
        """Whether cells whose numbers are open would have to be less than nothing."""
        numbers = {**dict(found.hypothesis.changes), **dict(found.hypothesis.worked_out)}
        return overdrawn(self._what_if, found.hypothesis.lost, numbers)

    def _are_two(self, trials: frozenset[int]) -> bool:
        """Whether two figures, each on its own, explain these trials and more than they break."""
        figures = dict.fromkeys(each for index in trials for each in solvable(self._what_if.trials.checks[index]))
        effects = [effect for figure in figures if (effect := self._alone(figure)) is not None]
        parts = {trials.intersection(effect.mended) for effect in effects if effect.net > 0}
        first = sorted(parts, key=len, reverse=True)[: limits.MOST_PAIRED]
        return any(one | other == trials for one in first for other in first)

    def is_rivalled(self, trials: Collection[int], least: int, *, slips: bool = False) -> bool:
        """Whether one figure alone explains as many of these trials (`slips`: and is one key away from what it prints)."""
        stands = Counter(figure for index in trials for figure in solvable(self._what_if.trials.checks[index]))
        if max(stands.values(), default=0) < least:
            return False
        among = frozenset(trials)
        figures = dict.fromkeys(each for index in trials for each in solvable(self._what_if.trials.checks[index]))
        for figure in figures:
            if stands[figure] >= least:
                effect = self._alone(figure, slips=slips)
                if effect is not None and effect.net >= least and len(among.intersection(effect.mended)) >= least:
                    return True
        return False

    def _alone(self, figure: Figure, *, slips: bool = False) -> Effect | None:
        """The most that a change of this one figure does (`slips`: by one key)."""
        key = (figure, slips)
        if key not in self._single:
            numbers = self._what_if.solutions(figure)
            effects = (
                self._what_if.effect([(figure, number)])
                for number in numbers
                if not slips or keys_between(figure, number) <= 1
            )
            self._single[key] = max(effects, key=lambda effect: effect.net, default=None)
        return self._single[key]


def asked(digits: int) -> int:
    """How many relations a displacement of few numbers must mend whose longest has so many digits."""
    return max(limits.ENOUGH, limits.TELLING - digits)


def _are_telling(changes: Sequence[Change], borne: Sequence[bool]) -> bool:
    """Whether every cell that a relation tells of prints, or should print, an amount too long for chance."""
    numbers = (
        max(digits_of(number), digits_of(figure.value))
        for (figure, number), is_borne in zip(changes, borne, strict=True)
        if is_borne
    )
    return all(digits >= limits.TELLING_DIGITS for digits in numbers)


def _is_misplaced(found: Weighed, told: Sequence[Change]) -> bool:
    """Whether all that is borne out where it moved to is one amount, too long for chance, and the cell that prints it needs another."""
    known = dict(found.hypothesis.found)
    moved = {number for figure, number in told if number and figure not in known}
    return (
        len(moved) == 1
        and all(digits_of(number) >= limits.TELLING for number in moved)
        and any(figure.number in moved for figure in known)
    )


def _are_long(moved: Sequence[Change], told: Sequence[Change]) -> bool:
    """Whether several amounts, each too long for chance, are borne out where they moved to."""
    numbers = {number for number in dict(told).values() if number}.intersection(dict(moved).values())
    return len(numbers) >= limits.ENOUGH and all(digits_of(number) >= limits.TELLING for number in numbers)


def _is_negative(change: Change) -> bool:
    """Whether a number was found that no rounding explains where amounts are positive."""
    figure, number = change
    return number < -limits.MOST_ROUNDED * figure.step and figure.value >= ZERO
