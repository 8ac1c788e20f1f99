"""Which figure of a broken relation is most likely the wrong one, and what it would have to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from jslint.amount import printed
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.relation import Relation, Same, Sum, value_of

MOST_CANDIDATES = 40
"""Figures of one relation that are tried; a longer sum is a table whose every part stands in relations of its own."""

MOST_SUSPECTS = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A figure, the number that would mend its relation, and what speaks for it: relations mended less relations broken."""

    figure: Figure
    proposed: Decimal
    mended: int
    spoilt: int
    alike: int

    @property
    def weight(self) -> tuple[int, int]:
        """Ranks guesses: what they mend less what they spoil, then how few keys they are from what is printed."""
        return (self.mended - self.spoilt, -self.alike)

    def reason(self) -> str:
        """Why, in words."""
        if self.spoilt:
            return f"改为 {self.shown()} 可使 {self.mended} 条勾稽关系成立，但会使另外 {self.spoilt} 条不成立"
        return f"改为 {self.shown()} 可使 {self.mended} 条勾稽关系成立，且不影响其他关系"

    def shown(self) -> str:
        """The proposed number as it would be printed."""
        return printed(self.proposed, self.figure.step if self.figure.step else None)


class Suspects:
    """Ranks the figures of broken relations by what a change of each would mend and spoil elsewhere."""

    def __init__(self, checks: Iterable[Check]) -> None:
        """Remember which relations each figure of a broken relation stands in."""
        ledger = [check for check in checks if check.relation is not None]
        wanted = {id(figure) for check in ledger if check.outcome == "broken" for figure in check.figures}
        self._relations: dict[int, list[Check]] = {}
        for check in ledger:
            for figure in check.figures:
                if id(figure) in wanted:
                    self._relations.setdefault(id(figure), []).append(check)

    def of(self, check: Check) -> tuple[Guess, ...]:
        """The likeliest wrong figures of a broken trial, best first; none where the relation is no sum or identity."""
        guesses = [self._guess(check, figure) for figure in self._candidates(check)]
        ranked = sorted((guess for guess in guesses if guess is not None), key=lambda guess: guess.weight, reverse=True)
        return tuple(ranked[:MOST_SUSPECTS])

    def _candidates(self, check: Check) -> list[Figure]:
        figures = [figure for figure in check.figures if figure.number is not None]
        if len(figures) > MOST_CANDIDATES:
            figures = [figures[0], *(figure for figure in figures[1:] if not figure.is_zero)]
        return figures[:MOST_CANDIDATES]

    def _guess(self, check: Check, figure: Figure) -> Guess | None:
        proposed = solve(check.relation, figure)
        if proposed is None or (proposed < 0 <= figure.value):
            return None
        changed = replace(
            figure, number=proposed, quantum=figure.step if proposed and figure.quantum else figure.quantum
        )
        mended = spoilt = 0
        for other in self._relations.get(id(figure), ()):
            relation = substitute(other.relation, figure, changed)
            if relation is None:
                continue
            outcome = relation.weigh().outcome
            if other.outcome == "broken" and outcome in {"holds", "rounding"}:
                mended += 1
            elif other.outcome in {"holds", "rounding"} and outcome == "broken":
                spoilt += 1
        return Guess(figure, proposed, mended, spoilt, _distance(figure, proposed))


def solve(relation: Relation | None, figure: Figure) -> Decimal | None:
    """The number that a figure must be for a sum or an identity to hold exactly, or None."""
    if isinstance(relation, Same):
        return (relation.second if figure is relation.first else relation.first).value
    if not isinstance(relation, Sum):
        return None
    difference = value_of(relation.left) - value_of(relation.right)
    weight = sum(term.sign for term in relation.left if term.figure is figure)
    weight -= sum(term.sign for term in relation.right if term.figure is figure)
    return figure.value - difference * weight if abs(weight) == 1 else None


def substitute(relation: Relation | None, figure: Figure, changed: Figure) -> Relation | None:
    """The relation with one figure put in another's place, or None where its kind cannot be rebuilt."""
    if isinstance(relation, Same):
        first = changed if relation.first is figure else relation.first
        second = changed if relation.second is figure else relation.second
        return replace(relation, first=first, second=second)
    if isinstance(relation, Sum):
        left = tuple(term._replace(figure=changed) if term.figure is figure else term for term in relation.left)
        right = tuple(term._replace(figure=changed) if term.figure is figure else term for term in relation.right)
        return replace(relation, left=left, right=right)
    return None


def _distance(figure: Figure, proposed: Decimal) -> int:
    """How many characters differ between what is printed and what would be, a shifted point or a swap counting once."""
    old, new = figure.printed.replace(",", ""), printed(proposed, figure.step or None)
    if old.replace(".", "").strip("0") == new.replace(".", "").strip("0"):
        return 1
    if len(old) != len(new):
        return abs(len(old) - len(new)) + 2
    differing = [index for index, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    if len(differing) == 2 and sorted(old[index] for index in differing) == sorted(new[index] for index in differing):
        return 1
    return len(differing)
