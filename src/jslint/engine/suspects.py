"""Which figure of a broken relation is most likely the wrong one, and what it would have to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from jslint.engine.supposition import Suppositions, distance, is_usual, solvable
from jslint.figure import Figure
from jslint.ledger import Check, Outcome
from jslint.relation import Relation
from jslint.report.cells import as_printed
from jslint.rule import About

MOST_SUSPECTS = 3

Basis = tuple[tuple[Relation | None, Outcome], ...]
"""Relations, each with how it came out."""


MOST_STEPS = 30
"""Steps within a relation's slack that are tried for a number nearer to what is printed."""


TELLING = 10
"""How many times larger than rounding a change must be for rounding to be beside the point."""


class Guess(Struct, frozen=True):
    """A figure, the number that would mend its relation, and what speaks for it: relations mended less relations broken.

    `usual` counts the relations that only usually hold in the same way; `keys` how far the number is from what is printed;
    `displaced` figures are wrong together with others.
    """

    figure: Figure
    proposed: Decimal
    mended: int
    spoilt: int
    usual: int
    keys: int
    displaced: bool = False

    @property
    def weight(self) -> tuple[int, int, int]:
        """Ranks guesses: firm relations first, then usual ones, then how few keys it takes."""
        return (self.mended - self.spoilt, self.usual, -self.keys)

    def reason(self) -> str:
        """Why, in words."""
        if self.displaced:
            return f"这里的数字疑为别处的，应为 {self.shown()}，须与其他错位的数一并改正"
        if self.spoilt:
            return f"改为 {self.shown()} 可使 {self.mended} 条勾稽关系成立，但会使另外 {self.spoilt} 条不成立"
        return f"改为 {self.shown()} 可使 {self.mended} 条勾稽关系成立，且不影响其他关系"

    def shown(self) -> str:
        """The proposed number as it would be printed."""
        return as_printed(self.figure, self.proposed, thousands="," in self.figure.printed)


class Suspects:
    """Ranks the figures of broken relations by what a change of each would mend and spoil elsewhere."""

    def __init__(self, checks: Iterable[Check], abouts: Mapping[str, About]) -> None:
        """`checks` is the ledger with the consequences of its findings."""
        ledger = tuple(checks)
        figures = {id(figure): figure for check in ledger if check.outcome == "broken" for figure in solvable(check)}
        self._places = {id(check.relation): index for index, check in enumerate(ledger) if check.relation is not None}
        self._firm = Suppositions(ledger, figures.values(), lambda check: not is_usual(check, abouts))
        self._usual = Suppositions(ledger, figures.values(), lambda check: is_usual(check, abouts))

    def basis(self, check: Check) -> Basis:
        """What the guesses of a broken trial depend on."""
        figures = (*solvable(check), *(figure for figure, _ in check.instead))
        return tuple(
            (trial.relation, trial.outcome)
            for trials in (self._firm, self._usual)
            for figure in figures
            for trial in map(trials.checks.__getitem__, trials.trials_of(figure))
        )

    def of(self, check: Check) -> tuple[Guess, ...]:
        """The likeliest wrong figures of a broken trial, best first; none where the relation is no sum or identity.

        The figure that explains the trial and its consequences together goes before all others; figures that do so together
        stand alone.
        """
        causes = [(figure, number) for figure, number in check.instead if number is not None]
        known = {id(figure) for figure, _ in causes}
        index = self._places.get(id(check.relation))
        if len(causes) > 1:
            displaced = [self._weighed(figure, number, displaced=True) for figure, number in causes]
            displaced.sort(key=lambda guess: index is None or not self._mends(index, guess.figure, guess.proposed))
            return tuple(displaced[:MOST_SUSPECTS])
        first = [self._guess(figure, number) for figure, number in causes]
        guesses = [
            max(own, key=_weight)
            for figure in solvable(check)
            if id(figure) not in known and index is not None and (own := self._mending(index, figure))
        ]
        return (*first, *sorted(guesses, key=_weight, reverse=True))[:MOST_SUSPECTS]

    def _mending(self, index: int, figure: Figure) -> list[Guess]:
        """What the figure might be so that this very trial holds: as it says itself, or as another trial does."""
        own = self._firm.solution(index, figure)
        others = (
            number for number in self._firm.solutions(figure) if number != own and self._mends(index, figure, number)
        )
        return [self._guess(figure, number) for number in (own, *others) if number is not None]

    def _mends(self, index: int, figure: Figure, number: Decimal) -> bool:
        return self._firm.settles(index, [(figure, number)])

    def _guess(self, figure: Figure, number: Decimal) -> Guess:
        best = self._weighed(figure, number)
        for near in self._near(figure, number):
            if best.keys <= 1:
                break
            guess = self._weighed(figure, near)
            if guess.keys <= 1 and guess.mended >= best.mended and guess.weight > best.weight:
                best = guess
        return best

    def _weighed(self, figure: Figure, number: Decimal, *, displaced: bool = False) -> Guess:
        effect = self._firm.effect([(figure, number)])
        usual = self._usual.effect([(figure, number)]).net
        return Guess(figure, number, len(effect.mended), effect.spoilt, usual, distance(figure, number), displaced)

    def _near(self, figure: Figure, number: Decimal) -> Iterator[Decimal]:
        """Numbers that rounding allows as well and that differ little beside the change itself, the nearest first."""
        signed = [self._firm.signed(index) for index in self._firm.trials_of(figure) if index in self._firm.open]
        slack = max((each.slack for each in signed if each is not None), default=figure.step)
        slack = min(slack, abs(number - figure.value) / TELLING)
        steps = min(int(slack / figure.step), MOST_STEPS) if figure.step else 0
        for count in range(1, steps + 1):
            yield number - count * figure.step
            yield number + count * figure.step


def _weight(guess: Guess) -> tuple[int, int, int]:
    return guess.weight
