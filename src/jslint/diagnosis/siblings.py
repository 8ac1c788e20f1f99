"""Two rows of one class that changed places: every sum holds, and a limit, a list of names or another table says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from jslint.diagnosis import limits
from jslint.diagnosis.grid import is_short, spot_of
from jslint.diagnosis.hypothesis import Hypothesis, Kind, Weighed, weigh
from jslint.diagnosis.proposal import NOTHING_ELSE, SETTLES
from jslint.diagnosis.reordered import Move, exchange, moves_between, siblings
from jslint.diagnosis.what_if import WhatIf
from jslint.figure import Anchor, Figure
from jslint.ledger import Repair
from jslint.relation import TAIL
from jslint.report.tables import Row, Table


class Found(Struct, frozen=True, eq=False):
    """What may have happened with what it comes to, and what no longer speaks then but for relations that must hold."""

    move: Move
    weighed: Weighed
    usual: tuple[int, ...]
    lists: tuple[int, ...]

    @property
    def worth(self) -> tuple[int, int]:
        """How many relations that must hold are mended, and how many other trials agree."""
        return len(self.weighed.effect.mended), len(self.usual) + len(self.lists)


EXCHANGED: tuple[Kind, str] = ("exchanged", "换回")
SLID: tuple[Kind, str] = ("slid", "移回")


class Siblings:
    """Rows of which a broken trial says that they do not print their own amounts, and the rows of their class that do."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Over these tables, by their pieces."""
        self._tables = tables

    def best(self, what_if: WhatIf) -> Weighed | None:
        """The two rows that explain most; those that explain as much are its rivals. None where they are many."""
        asking = _Asking(what_if, self._tables)
        found = [each for move in dict.fromkeys(asking.moves()) if (each := asking.weighed(move)) is not None]
        most = max((each.worth for each in found), default=None)
        equal = [each for each in found if each.worth == most]
        if not equal or len(equal) > (1 if most == (0, len(equal[0].usual)) else limits.MOST_SIBLINGS):
            return None
        equal.sort(key=asking.favour, reverse=True)
        return asking.told(equal)


class _Asking:
    """What is asked over one what-if."""

    def __init__(self, what_if: WhatIf, tables: Mapping[str, Table]) -> None:
        self._what_if = what_if
        self._tables = tables
        self._usual = WhatIf(what_if.trials.usual, what_if.numbers)
        self._lists = list(what_if.trials.listings())
        broken = (check for check in what_if.trials.checks if check.outcome == "broken")
        self._handed = {figure for check in broken for figure, _ in check.instead}

    def moves(self) -> Iterator[Move]:
        """What may have happened, as one of the trials has it."""
        for _, listing in self._lists:
            if not listing.agrees(self._what_if.numbers):
                yield from self._of_list(listing.named, listing.others)
        for what_if, trials in ((self._what_if, self._what_if.open), (self._usual, self._usual.open)):
            for index in sorted(trials):
                yield from self._of_trial(what_if, index)

    def _of_list(self, named: Sequence[Sequence[Figure]], others: Sequence[Figure]) -> Iterator[Move]:
        """The rows that are named and print nothing, and those that are not and do, where they are as many in one class."""
        number = self._what_if.number
        blank = [group for group in named if not any(figure.number is None or number(figure) for figure in group)]
        spots = [spot_of(self._tables, figure) for group in blank for figure in group]
        printed = [spot_of(self._tables, figure) for figure in others if figure.number is not None and number(figure)]
        known = [spot for spot in (*spots, *printed) if spot is not None]
        if not blank or len({len(blank), len(spots), len(printed)}) > 1 or len(known) < 2 * len(blank):
            return
        grid, rows = known[0][0], [row for _, row, _ in known]
        if all(spot[0] is grid for spot in known):
            yield from moves_between(self._what_if, grid, rows[: len(blank)], rows[len(blank) :])

    def _of_trial(self, what_if: WhatIf, index: int) -> Iterator[Move]:
        """Rows whose cell holds what lets a limit, or what usually holds, do so, if it stood in a row of the same class."""
        linear, check = what_if.linear(index), what_if.trials.checks[index]
        is_told = linear is not None and check.reason != TAIL and not what_if.settles(index, ())
        if linear is None or not is_told or (what_if is self._what_if and not linear.upper):
            return
        if linear.upper and not all(self._is_borne(figure) for figure in linear.weights):  # it may be wrong by itself
            return
        for figure in check.figures[: limits.MOST_PARTS]:
            spot = spot_of(self._tables, figure)
            if spot is None:
                continue
            grid, row, column = spot
            for sibling in siblings(grid, row):
                other = grid.rows[sibling].cells[column]
                if other in linear.weights or other.number is None:
                    continue
                number = what_if.number(other)
                if not linear.upper and is_short(number):
                    continue
                if what_if.settles(index, [(figure, number), (other, what_if.number(figure))]):
                    yield exchange(grid, row, sibling)

    def weighed(self, move: Move) -> Found | None:
        """What it comes to; None where it breaks anything or leaves anything broken, or the class does not add up."""
        changes = move.changes(self._what_if)
        figures = [figure for figure, _ in changes]
        if not changes or not self._handed.isdisjoint(figures) or not self._add_up(move, figures):
            return None
        effect, usual = self._what_if.effect(changes), self._usual.effect(changes)
        numbers = {**self._what_if.numbers, **dict(changes)}
        before = {index for index, listing in self._lists if not listing.agrees(self._what_if.numbers)}
        after = {index for index, listing in self._lists if not listing.agrees(numbers)}
        if effect.broken or usual.broken or after - before:
            return None
        if set(self._what_if.open_over(figures)).difference(effect.mended):
            return None
        agree = tuple(sorted(before - after))
        if not (effect.mended or usual.mended or agree):
            return None
        settled = (*usual.mended, *agree)
        kind, remedy = SLID if move.distance else EXCHANGED
        hypothesis = Hypothesis(kind, changes, remedy=remedy, explains=settled, settled=len(settled))
        return Found(move, weigh(self._what_if, hypothesis), usual.mended, agree)

    def _add_up(self, move: Move, changed: Collection[Figure]) -> bool:
        """Whether one sum of each column is over all of its cells that change, and holds."""
        columns = zip(*(move.grid.rows[row].figures for row, _ in move.rows), strict=True)
        return all(self._have_a_sum([cell for cell in column if cell in changed]) for column in columns)

    def _have_a_sum(self, cells: Sequence[Figure]) -> bool:
        sums = self._what_if.trials.sums(cells[0]) if cells else {}
        return not cells or any(
            len({linear.weights.get(cell) for cell in cells}) == 1 and self._what_if.is_good(index)
            for index, linear in sums.items()
        )

    def _is_borne(self, figure: Figure) -> bool:
        """Whether a sum or an identity over the figure holds."""
        trials = self._what_if.trials
        return any(self._what_if.is_good(index) for index in trials.sums(figure))

    def favour(self, found: Found) -> tuple[int, int]:
        """What other places are witness to, then how many limits are met to the digit."""
        changes = found.weighed.hypothesis.changes
        numbers = dict(changes)
        met = (self._what_if.trials.linear(index) for index in found.weighed.effect.mended)
        exactly = sum(1 for linear in met if linear is not None and not linear.after(numbers)[0])
        return self._what_if.trials.elsewhere.favour(changes), exactly

    def told(self, equal: Sequence[Found]) -> Weighed:
        """The first, in words, with the others beside it."""
        first = equal[0]
        renamed = self._renamed(first) if not first.weighed.effect.mended and not first.usual else None
        words = _words([each.move for each in equal], "疑为互换" if renamed is None else "互换了")
        hypothesis = replace(first.weighed.hypothesis, words=words, repair=renamed)
        rivals = tuple(each.weighed.hypothesis.changes for each in equal[1:])
        return replace(first.weighed, hypothesis=hypothesis, rivals=rivals)

    def _renamed(self, found: Found) -> Repair | None:
        """The one name put in the place of the other, where a list of them is all that differs."""
        places = [place for index, listing in self._lists if index in found.lists for place in listing.astray]
        if len(places) != 1 or found.move.distance:
            return None
        (anchor, figure), grid = places[0], found.move.grid
        rows = [grid.rows[row] for row, _ in found.move.rows]
        wrong, right = rows if figure in rows[0].figures else rows[::-1]
        return _renaming(anchor, wrong, right)


def _renaming(anchor: Anchor, wrong: Row, right: Row) -> Repair:
    title = f"把列出的“{wrong.name}”改为“{right.name}”"
    return Repair(title, ((anchor, right.name),), reason=f"{SETTLES}，{NOTHING_ELSE}")


def _words(moves: Sequence[Move], happened: str) -> str:
    """What is said of the first, or of one row and several with which it may have changed places."""
    exchanged = [{row for row, _ in each.rows} for each in moves if not each.distance]
    shared = set.intersection(*exchanged) if exchanged else set()
    if len(exchanged) > 1 and len(shared) == 1:
        grid = moves[0].grid
        return f"《{grid.table.title}》“{grid.words(*shared)}”与同类另一行的数字{happened}"
    return moves[0].words(happened)
