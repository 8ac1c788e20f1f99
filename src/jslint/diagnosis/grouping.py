"""One defect, one finding: broken trials that one hypothesis explains speak once.

What counts as one defect, in this order:

1. What a rule itself says is wrong (`Check.instead`).
2. Whatever explains most of all hypotheses (`diagnosis.choice`), one after the other, each on top of those before.
3. A sum that holds once the figures which it shares with other findings are right.
4. A relation that only usually holds, and does once another finding's figures are right.
5. A trial that yields to another by its rule where the two share a figure or a subject (`diagnosis.precedence`).

Who speaks does not depend on the configuration; how grave it is does (`engine.severity`). A relation that would still be broken
if the other finding's figures were right is never taken along, so a second, independent defect speaks for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jslint.diagnosis import limits
from jslint.diagnosis.choice import Choice
from jslint.diagnosis.directions import with_rates_turned
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, weigh
from jslint.diagnosis.kept import Given, Kept, told_of
from jslint.diagnosis.precedence import Precedence, top_of
from jslint.diagnosis.telling import pointed, told_by, told_with
from jslint.diagnosis.trials import Trials, solvable, usual_codes
from jslint.diagnosis.what_if import Change, WhatIf
from jslint.diagnostic import RANK, Severity
from jslint.figure import Figure
from jslint.ledger import Cause, Check
from jslint.memo import Memo
from jslint.report.tables import Table
from jslint.rule import About, speakers

TRIALS, GROUPED = "trials", "grouped"
"""Under which the trials are kept, and how they were grouped."""


def group(
    checks: Iterable[Check],
    abouts: Mapping[str, About],
    tables: Iterable[Table] = (),
    tellers: Mapping[str, About] | None = None,
    memo: Memo | None = None,
) -> tuple[Check, ...]:
    """The ledger with every broken trial that is another's consequence attached to that other.

    `tables` are those of the report; amounts that stand in other cells than their own are looked for in them. `tellers` are the
    rules that tell a kind of hypothesis, by the kind. `memo` keeps the trials for what is told of them.
    """
    given = Given(tuple(checks), abouts, tuple(tables), tellers or {})
    memo = Memo() if memo is None else memo
    memo.keep(TRIALS, None)
    if not any(check.outcome == "broken" for check in given.ledger):
        return given.ledger
    before: Kept | None = memo.recall(GROUPED)
    kept = (before.renewed(given) if before is not None else None) or _Grouping(given).kept()
    memo.keep(GROUPED, kept)
    memo.keep(TRIALS, kept.trials)
    return kept.grouped()


class _Grouping:
    def __init__(self, given: Given) -> None:
        abouts = given.abouts
        self._given = given
        self._tables = {table.piece: table for table in given.tables}
        self._ledger = list(given.ledger)
        self._abouts = abouts
        self._speakers = {code: speakers(about, abouts.values()) for code, about in abouts.items()}
        self._usual = usual_codes(abouts)
        self._tellers = given.tellers
        self._broken = [index for index, check in enumerate(given.ledger) if check.outcome == "broken"]
        self._masters: dict[int, int] = {}
        self._causes: dict[int, Cause] = {}
        self._blamed: dict[Figure, int] = {}
        self._trials: Trials | None = None

    def kept(self) -> Kept:
        """Who speaks and who follows, with all that this depends on."""
        self._explain_all()
        asked = frozenset(self._trials.asked if self._trials is not None else ())
        spoken = self._spoken()
        return Kept(self._given, self._trials, asked, spoken, frozenset(self._masters), frozenset(told_of(spoken)))

    def _explain_all(self) -> None:
        firm = [index for index in self._broken if self._is_firm(index)]
        if len(firm) <= limits.MOST_BROKEN:
            self._trials = Trials(self._given.ledger, self._usual, self._tables.values())
            what_if = self._handed(WhatIf(self._trials))
            choice = Choice(what_if, self._tables)
            before = choice.what_if
            for weighed in choice.chosen():
                self._explain(weighed, before)
                before = choice.what_if
            self._explain_together(choice.what_if)
            self._explain_what_is_usual(choice.what_if)
            for index, check in with_rates_turned(choice.what_if):
                self._ledger[index] = check
        Precedence(self._ledger, self._abouts, self._speakers, self._masters).explain(self._broken)

    def _severity(self, index: int) -> Severity:
        check = self._ledger[index]
        about = self._abouts.get(check.code)
        return check.severity or (about.severity if about else "error")

    def _is_firm(self, index: int) -> bool:
        """Whether a trial is a relation that must hold; what only usually holds explains nothing."""
        return self._ledger[index].relation is not None and self._ledger[index].code not in self._usual

    # what rules say themselves

    def _handed(self, what_if: WhatIf) -> WhatIf:
        for index in self._broken:
            check = self._ledger[index]
            changes = check.cause.changes if check.cause is not None else check.instead
            lost = check.cause.lost if check.cause is not None else ()
            if not changes and not lost:
                continue
            weighed = weigh(what_if, Hypothesis("handed", changes, lost))
            self._blame((*(figure for figure, _ in changes), *lost), index)
            if weighed.effect.mended and weighed.effect.net >= 1:
                left = what_if.open_over(lost)
                what_if = what_if.supposing(changes, weighed.effect, left)
                members = [index, *(other for other in (*weighed.effect.mended, *left) if other not in self._masters)]
                speaker = self._spokesman(members, prefer=index)
                self._causes[speaker] = check.cause or Cause("figure", changes, (), len(weighed.effect.mended))
                self._attach(members, speaker)
        return what_if

    # what the diagnosis chooses

    def _explain(self, weighed: Weighed, before: WhatIf) -> None:
        hypothesis = weighed.hypothesis
        explained = {*weighed.explained, *before.open_over(hypothesis.lost)}
        members = [index for index in sorted(explained) if index not in self._masters]
        if not members:
            return
        figures = [*(figure for figure, _ in hypothesis.changes), *hypothesis.lost]
        cause = Cause(
            hypothesis.kind,
            hypothesis.changes,
            hypothesis.lost,
            mended=len(weighed.explained) - hypothesis.settled,
            words=hypothesis.words,
            remedy=hypothesis.remedy,
            rivals=weighed.rivals,
            repair=hypothesis.repair,
            near=weighed.near,
            shared=hypothesis.shared,
            settled=hypothesis.settled,
        )
        told = self._told(cause)
        speaker = self._blamed_by(figures)
        if speaker is None or speaker in explained:
            speaker = self._speaker(members, told, figures)
        if hypothesis.kind != "tail" or hypothesis.changes:
            self._causes.setdefault(speaker, cause)
        self._attach([*members, *([told] if told is not None else [])], speaker)
        self._blame(figures, speaker)

    def _speaker(self, members: Sequence[int], told: int | None, figures: Sequence[Figure]) -> int:
        if told is None:
            return self._spokesman(members, wrong=figures[0] if figures else None)
        return self._spokesman([*members, told], prefer=told)

    def _told(self, cause: Cause) -> int | None:
        """The trial of the rule that tells this kind, broken from now on; None where no rule does."""
        about = self._tellers.get(cause.kind)
        figures = [figure for figure, _ in cause.changes] or list(cause.lost)
        if about is None or not figures:
            return None
        place = figures[0].place
        tried = [
            index
            for index, check in enumerate(self._ledger)
            if check.code == about.code and check.outcome == "holds" and check.place.piece == place.piece
        ]
        if not tried:
            return None
        index = next((index for index in tried if self._ledger[index].place == place), tried[0])
        self._ledger[index] = told_by(about, self._ledger[index], cause)
        self._broken.append(index)
        return index

    def _blame(self, figures: Iterable[Figure], speaker: int) -> None:
        for figure in figures:
            self._blamed.setdefault(figure, speaker)

    def _blamed_by(self, figures: Iterable[Figure]) -> int | None:
        """The finding that says already that one of these figures is wrong."""
        speaker = next((self._blamed[figure] for figure in figures if figure in self._blamed), None)
        return None if speaker is None else top_of(speaker, self._masters)

    # several figures together

    def _explain_together(self, what_if: WhatIf) -> None:
        for index in sorted(what_if.open - self._masters.keys()):
            others: list[int] = []
            changes: list[Change] = []
            for figure in solvable(self._ledger[index]):
                for other in what_if.trials.broken_over(figure):
                    number = what_if.solution(other, figure) if other != index else None
                    if number is not None:
                        others.append(other)
                        changes.append((figure, number))
                        break
            if limits.ENOUGH <= len(changes) <= limits.MOST_SHARED and what_if.settles(index, changes):
                self._masters[index] = others[0]
                what_if = what_if.without([index])

    # what usually holds

    def _explain_what_is_usual(self, firm: WhatIf) -> None:
        """What rests on a figure that a finding names as wrong follows it: what only usually holds, and what is no relation."""
        usual = [index for index in self._broken if self._ledger[index].code in self._usual]
        resting = (index for index in self._broken if self._ledger[index].resting and index not in self._causes)
        for index in (*usual, *resting):
            check = self._ledger[index]
            blamed = self._blamed_by(check.resting or check.figures)
            if blamed is not None and blamed != index:
                self._masters.setdefault(index, blamed)
        if not usual:
            return
        what_if = WhatIf(Trials([self._ledger[index] for index in usual]))
        for speaker, cause in self._causes.items():
            for mended in what_if.effect(cause.changes).mended:
                if usual[mended] != speaker:
                    self._masters.setdefault(usual[mended], speaker)
        for place, index in enumerate(usual):
            alone = self._mended_alone(what_if, place, firm) if index not in self._masters else None
            if alone is not None:
                self._masters[index] = alone

    def _mended_alone(self, what_if: WhatIf, place: int, firm: WhatIf) -> int | None:
        """The broken relation that asks for the very number by which one that usually holds would hold, but for a printed step."""
        for figure in solvable(what_if.trials.checks[place]):
            number = what_if.solution(place, figure)
            for index in firm.trials.broken_over(figure) if number is not None else ():
                asked = firm.solution(index, figure) if index not in self._masters else None
                if number is not None and asked is not None and abs(asked - number) <= figure.step:
                    return index
        return None

    # who speaks

    def _spokesman(self, members: Sequence[int], wrong: Figure | None = None, prefer: int | None = None) -> int:
        """The most telling of trials with one cause: none that yields to another, the gravest, an identity before a sum."""
        codes = {self._ledger[index].code for index in members}
        free = [index for index in members if not codes & set(self._yields(index))] or list(members)
        if prefer is not None and prefer in free:
            return prefer
        return min(free, key=lambda index: self._rank(index, wrong))

    def _yields(self, index: int) -> tuple[str, ...]:
        return self._speakers.get(self._ledger[index].code, ())

    def _rank(self, index: int, wrong: Figure | None) -> tuple[object, ...]:
        check = self._ledger[index]
        judged = bool(check.figures) and check.figures[0] is wrong
        return (
            -RANK[self._severity(index)], _kind(check), check.code[:3], not judged, len(check.figures), check.code, index
        )  # fmt: skip

    def _attach(self, members: Iterable[int], speaker: int) -> None:
        self._masters.update((index, speaker) for index in members if index != speaker)

    def _spoken(self) -> dict[int, Check]:
        """What is told: those that speak with their followers, and all that are broken."""
        followers: dict[int, list[int]] = {}
        for index in self._masters:
            followers.setdefault(top_of(index, self._masters), []).append(index)
        speaking = followers.keys() | self._causes.keys()
        return {
            index: self._speaking(index, sorted(followers.get(index, ()))) if index in speaking else self._ledger[index]
            for index in sorted({*self._broken, *speaking})
        }

    def _speaking(self, index: int, followers: list[int]) -> Check:
        check = self._ledger[index]
        found = [*check.consequences]  # those that its rule has attached already
        for follower in (self._ledger[other] for other in followers):
            found += [follower.with_changes(consequences=()), *follower.consequences]
        changes: dict[str, object] = {"consequences": tuple(found)}
        cause = self._causes.get(index)
        if cause is not None and check.cause is None:
            changes["cause"] = cause
            if cause.words and (check.relation is not None or cause.settled):
                changes["finding"] = told_with(check, cause)
            elif len(cause.changes) == 1:
                changes["finding"] = pointed(check, cause.changes[0][0])
        return check.with_changes(**changes)


def _kind(check: Check) -> int:
    """An identity before a sum before a limit before everything else."""
    relation = check.relation
    if relation is None or not relation.is_linear:
        return 3
    return 2 if relation.is_inequality else int(relation.one_quantity() is None)
