"""One defect, one finding: broken trials that one wrong figure, one block of them or one tail explains speak once.

What counts as one defect, in this order:

1. A finding that says which figures are wrong and what they should be (a shifted or copied block) takes along the relations
   that hold once they are, and those in which stands a figure that is lost. Where a block that slid over more (or other) rows
   explains more, it is that block that the finding speaks for.
2. Amounts that stand in other cells than their own: rows or columns exchanged, a row copied or left blank, a block that slid.
3. Places of one quantity or of one row that differ by a quantum only, and pairs of places that print the same two amounts.
4. Broken relations that all hold once one figure is another number; such figures are taken one after the other, the one that
   explains most first, each on top of those before.
5. A sum that holds once the figures which it shares with other findings are right.
6. A relation that only usually holds, and does once another finding's figures are right.
7. A trial that yields to another by its rule (`About.yields_to`) where the two share a figure or a subject.

Who speaks does not depend on the configuration; how grave it is does (`engine.severity`). A relation that would still be broken if the other finding's
figures were right is never taken along, so a second, independent defect speaks for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jslint.diagnostic import RANK, Severity
from jslint.engine.clues import SEVERAL
from jslint.engine.displacement import Displacement, Displacements
from jslint.engine.findings import pointed, told_with
from jslint.engine.precedence import Precedence, top_of
from jslint.engine.search import ENOUGH, Classes, Search
from jslint.engine.supposition import MOST_PARTS, Change, Suppositions, is_usual, solvable
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.relation import TAIL, AtMost, Same, Sum
from jslint.report.tables import Table
from jslint.rule import About

MOST_BROKEN = 2000
"""Broken relations beyond which no common cause is sought: such a report was not misprinted but misread."""

MOST_SHARED = 8
"""Figures of one sum that may stand in other findings for them to explain it together."""


def group(checks: Iterable[Check], abouts: Mapping[str, About], tables: Iterable[Table] = ()) -> tuple[Check, ...]:
    """The ledger with every broken trial that is another's consequence attached to that other.

    `tables` are those of the report; amounts that stand in other cells than their own are looked for in them.
    """
    ledger = tuple(checks)
    if sum(check.outcome == "broken" for check in ledger) < ENOUGH:
        return ledger
    return _Grouping(ledger, abouts, tables).grouped()


class _Grouping:
    def __init__(self, ledger: tuple[Check, ...], abouts: Mapping[str, About], tables: Iterable[Table]) -> None:
        self._tables = tables
        self._ledger = ledger
        self._abouts = abouts
        self._broken = [index for index, check in enumerate(ledger) if check.outcome == "broken"]
        self._masters: dict[int, int] = {}
        self._causes: dict[int, tuple[Change, ...]] = {}
        self._displaced: dict[int, Displacement] = {}
        self._rights: dict[int, Sequence[Change]] = {}
        self._blamed: dict[int, int] = {}

    def grouped(self) -> tuple[Check, ...]:
        firm = [index for index in self._broken if self._is_firm(index)]
        if len(firm) <= MOST_BROKEN:
            causes = [index for index in self._broken if self._ledger[index].instead]
            figures = {id(figure): figure for index in firm for figure in _weighed(self._ledger[index])}
            for index in causes:
                figures.update((id(figure), figure) for figure, _ in self._ledger[index].instead)
            suppositions = Suppositions(self._ledger, figures.values(), lambda check: not is_usual(check, self._abouts))
            displacements = Displacements(suppositions, self._tables)
            for index in causes:
                self._explain_by_block(index, suppositions, displacements)
                self._blame((figure for figure, _ in self._ledger[index].instead), index)
            self._explain_by_displacement(suppositions, displacements)
            self._explain_by_tail(suppositions)
            self._explain_by_figure(suppositions, list(figures.values()))
            self._explain_together(suppositions)
            self._explain_what_is_usual()
        Precedence(self._ledger, self._abouts, self._masters).explain(self._broken)
        return self._attached()

    def _severity(self, index: int) -> Severity:
        check = self._ledger[index]
        about = self._abouts.get(check.code)
        return check.severity or (about.severity if about else "error")

    def _is_firm(self, index: int) -> bool:
        """Whether a trial is a relation that must hold; what only usually holds explains nothing."""
        return self._ledger[index].relation is not None and not is_usual(self._ledger[index], self._abouts)

    # 1: a block that a rule has found

    def _explain_by_block(self, index: int, suppositions: Suppositions, displacements: Displacements) -> None:
        """What the rule says of the block, or where it says more, that the block slid over all the rows that it may have."""
        instead = [each for each in self._ledger[index].instead if each[0].number is not None]
        changes: list[Change] = [(figure, number) for figure, number in instead if number is not None]
        unknown = [figure for figure, number in instead if number is None]
        filled = suppositions.fill(unknown, changes) if unknown else []
        changes.extend(filled)
        effect = suppositions.effect(changes)
        known = {id(figure) for figure, _ in changes}
        lost = [figure for figure in unknown if id(figure) not in known]
        found: Sequence[Change] = ()
        if len(instead) > SEVERAL:
            slid = displacements.slide({figure.place.piece for figure, _ in instead})
            if slid is not None and slid.gain > effect.net - len(filled):
                changes, effect, lost, found = list(slid.changes), slid.effect, list(slid.left), slid.filled
                self._causes[index], self._displaced[index] = slid.changes, slid
                self._blame((*(figure for figure, _ in changes), *lost), index)
        if not effect.mended or effect.net < 1:
            return
        suppositions.suppose(changes, lost, found)
        self._rights[index] = changes
        left = suppositions.open_over(lost)
        suppositions.close(left)
        members = [index, *(other for other in (*effect.mended, *left) if other not in self._masters)]
        self._attach(members, self._spokesman(members, prefer=index))

    # 2: amounts in other cells than their own

    def _explain_by_displacement(self, suppositions: Suppositions, displacements: Displacements) -> None:
        while (found := displacements.next()) is not None:
            left = suppositions.open_over(found.left)
            suppositions.close(left)
            members = [index for index in (*found.effect.mended, *left) if index not in self._masters]
            figures = [*(figure for figure, _ in found.changes), *found.left]
            speaker = self._blamed_by(figures)
            if speaker is None:
                speaker = self._spokesman(members, wrong=figures[0])
                self._causes[speaker] = found.changes
                self._displaced[speaker] = found
            self._attach(members, speaker)
            self._blame(figures, speaker)

    def _blame(self, figures: Iterable[Figure], speaker: int) -> None:
        for figure in figures:
            self._blamed.setdefault(id(figure), speaker)

    def _blamed_by(self, figures: Iterable[Figure]) -> int | None:
        """The finding that says already that one of these figures is wrong."""
        speaker = next((self._blamed[id(figure)] for figure in figures if id(figure) in self._blamed), None)
        return None if speaker is None else self._top(speaker)

    # 3: one quantity, tails

    def _explain_by_tail(self, suppositions: Suppositions) -> None:
        tails = [index for index in suppositions.open if _is_tail(self._ledger[index])]
        if len(tails) < ENOUGH:
            return
        classes = Classes()
        for check in self._ledger:
            if isinstance(check.relation, Same):
                classes.join(*check.relation.figures)
        alike: dict[object, Figure] = {}
        for index in tails:
            first, second = pair = self._ledger[index].figures
            for figure in pair:
                classes.join(figure, alike.setdefault((figure.place.piece, figure.place.row), figure))
            classes.join(first, alike.setdefault(frozenset((first.number, second.number)), first))
        families: dict[int, list[int]] = {}
        for index in sorted(tails):
            families.setdefault(classes.of(self._ledger[index].figures[0]), []).append(index)
        for members in families.values():
            if len(members) >= ENOUGH:
                suppositions.close(members)
                self._attach(members, self._spokesman(members))

    # 4: one figure

    def _explain_by_figure(self, suppositions: Suppositions, candidates: Sequence[Figure]) -> None:
        search = Search(suppositions, candidates)
        while (cause := search.next()) is not None:
            (figure, number), members = cause
            members = tuple(index for index in members if index not in self._masters)
            blamed = self._blamed_by([figure])
            if blamed is not None:
                self._attach(members, blamed)
            elif len(members) >= ENOUGH:
                speaker = self._spokesman(members, wrong=figure)
                self._attach(members, speaker)
                self._causes[speaker] = ((figure, number),)

    # 5: several figures together

    def _explain_together(self, suppositions: Suppositions) -> None:
        for index in sorted(suppositions.open - self._masters.keys()):
            others: list[int] = []
            changes: list[Change] = []
            for figure in solvable(self._ledger[index]):
                for other in suppositions.trials_of(figure):
                    number = suppositions.solution(other, figure) if other != index else None
                    if number is not None:
                        others.append(other)
                        changes.append((figure, number))
                        break
            if ENOUGH <= len(changes) <= MOST_SHARED and suppositions.settles(index, changes):
                self._masters[index] = others[0]
                suppositions.close([index])

    # 6: what usually holds

    def _explain_what_is_usual(self) -> None:
        """Relations that only usually hold follow a finding that puts their figures elsewhere, or mends them if set right."""
        usual = [index for index in self._broken if is_usual(self._ledger[index], self._abouts)]
        rights = {**self._rights, **self._causes}
        for index in usual:
            blamed = self._blamed_by(self._ledger[index].figures)
            if blamed is not None:
                self._masters.setdefault(index, blamed)
        if not usual or not rights:
            return
        figures = {id(figure): figure for changes in rights.values() for figure, _ in changes}
        suppositions = Suppositions(
            [self._ledger[index] for index in usual], figures.values(), lambda check: check.relation is not None
        )
        for speaker, changes in rights.items():
            for mended in suppositions.effect(changes).mended:
                self._masters.setdefault(usual[mended], speaker)

    def _top(self, index: int) -> int:
        """The one that speaks in the end; no trial follows its own consequence, so this ends."""
        return top_of(index, self._masters)

    # who speaks

    def _spokesman(self, members: Sequence[int], wrong: Figure | None = None, prefer: int | None = None) -> int:
        """The most telling of trials with one cause: none that yields to another, the gravest, an identity before a sum."""
        codes = {self._ledger[index].code for index in members}
        free = [index for index in members if not codes & set(self._yields(index))] or list(members)
        if prefer in free:
            return prefer if prefer is not None else free[0]
        return min(free, key=lambda index: self._rank(index, wrong))

    def _yields(self, index: int) -> tuple[str, ...]:
        about = self._abouts.get(self._ledger[index].code)
        return about.yields_to if about else ()

    def _rank(self, index: int, wrong: Figure | None) -> tuple[object, ...]:
        check = self._ledger[index]
        kinds = (Same, Sum, AtMost)
        kind = next((number for number, kind in enumerate(kinds) if isinstance(check.relation, kind)), len(kinds))
        judged = bool(check.figures) and check.figures[0] is wrong
        return (-RANK[self._severity(index)], kind, check.code[:3], not judged, len(check.figures), check.code, index)

    def _attach(self, members: Iterable[int], speaker: int) -> None:
        self._masters.update((index, speaker) for index in members if index != speaker)

    def _attached(self) -> tuple[Check, ...]:
        followers: dict[int, list[int]] = {}
        for index in self._masters:
            top = self._top(index)
            followers.setdefault(top, []).append(index)
        if not followers:
            return self._ledger
        return tuple(
            self._speaking(index, sorted(followers[index])) if index in followers else check
            for index, check in enumerate(self._ledger)
            if index not in self._masters
        )

    def _speaking(self, index: int, followers: list[int]) -> Check:
        check = self._ledger[index]
        found = [*check.consequences]  # those that its rule has attached already
        for follower in (self._ledger[other] for other in followers):
            found += [follower.with_changes(consequences=()), *follower.consequences]
        changes: dict[str, object] = {"consequences": tuple(found)}
        if index in self._causes:
            changes["instead"] = self._causes[index]
            changes["finding"] = pointed(check, self._causes[index][0][0])
        if index in self._displaced:
            changes["finding"] = told_with(check, self._displaced[index])
        return check.with_changes(**changes)


def _weighed(check: Check) -> Sequence[Figure]:
    """The figures of a broken relation that its cause may be sought in."""
    return check.figures[:MOST_PARTS] if isinstance(check.relation, AtMost) else solvable(check)


def _is_tail(check: Check) -> bool:
    return isinstance(check.relation, Same) and check.reason == TAIL and len(check.figures) == 2
