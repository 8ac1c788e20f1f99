"""Binds a number to a role and a subject by the words of its clause; whatever does not fit whole stays unbound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jslint.report.prose.amounts import Amounts
from jslint.report.prose.changes import Changes
from jslint.report.prose.claims import AMOUNTS, Role
from jslint.report.prose.counts import Counts
from jslint.report.prose.numbers import Number
from jslint.report.prose.percentages import Percentages
from jslint.report.prose.runs import Runs
from jslint.report.prose.shares import Shares
from jslint.report.prose.state import BUDGET_ROLES, RECENT, Clause, Draft, Subject
from jslint.report.prose.whom import MONEY_OF, Whom

if TYPE_CHECKING:
    from jslint.report.prose.reader import Reader

ROLES_OF_BASES = frozenset({"prior", *BUDGET_ROLES.values()}) - {"adjustment"}
"""Roles of a figure that a change behind it is counted from: 较上年决算数 A 万元减少 D 万元."""


class Binder:
    """Binds the numbers of one passage, in the order of the text."""

    def __init__(self, reader: Reader) -> None:
        """Bind for that reader, whose clause and scope say where the number stands."""
        self.reader = reader
        self.last: Draft | None = None
        self.run: list[Subject] = []
        self.completed = False
        self.sharing: tuple[Subject, Subject] | None = None
        self.lost = False
        self.at = 0
        self.runs, self.amounts, self.shares = Runs(self), Amounts(self), Shares(self)
        self.changes, self.percentages, self.counts = Changes(self), Percentages(self), Counts(self)
        self.whom = Whom(self)

    def bind(self, number: Number) -> None:
        """Make the number's claim, or leave it unbound."""
        clause = self.reader.clause
        self.at = number.start
        if self.runs.continues(number):
            self.runs.go_on(number)
            return
        self.run = []
        if number.kind in {"amount", "percent", "bare"} and (reason := self._of_another_year(clause)):
            self.unbound(number, reason)
        elif number.kind == "bare" and not self.runs.guess_unit(number, clause):
            self.unbound(number, "没有认识的单位")
        elif number.kind == "amount":
            self.amounts.bind(number, clause)
        elif number.kind == "percent":
            self.percentages.bind(number, clause)
        elif number.kind == "score":
            self.counts.score(number, clause)
        else:
            self.counts.count(number, clause)

    def _of_another_year(self, clause: Clause) -> str:
        """Why a figure repeats nothing of this report: it is of the budget of another year."""
        scope = self.reader.scope
        if (scope.later == 1 or clause.later_year) and clause.has("opening", "full", "budget"):
            scope.later = 2
        if scope.later == 2:
            return "说的是以后年度的预算"
        priors = {cue.end for cue in clause.cues if cue.kind == "prior"}
        earlier = any(cue.start in priors for cue in clause.cues if cue.kind in BUDGET_ROLES)
        return "说的是上年的预算" if earlier else ""

    def shared_amount(self) -> Draft | None:
        """The last amount before: what a share without a name of its own is about."""
        recent = self.reader.drafts[-RECENT:]
        return next((draft for draft in reversed(recent) if draft.role in AMOUNTS and draft.number), None)

    def amount_of(self, subject: Subject, roles: frozenset[str] = AMOUNTS) -> Number | None:
        """The last figure of that subject before in one of the roles, an amount if none are given."""
        for draft in reversed(self.reader.drafts[-RECENT:]):
            if draft.role in roles and draft.subject == subject and draft.number:
                return draft.number
        return None

    def rival(self, clause: Clause, subject: Subject) -> Subject | None:
        """Whom a change may be about instead: behind 收入总计 A，其中本年收入 B the total or its part."""
        scope = self.reader.scope
        part = next((d.subject for d in reversed(self.reader.drafts[-RECENT:]) if d.role in AMOUNTS), None)
        if clause.subject is not None or not scope.listed or scope.main is None or part is None:
            return None
        return part if subject == scope.main and part != subject else scope.main if subject == part else None

    def subject(self, clause: Clause) -> Subject | None:
        """Whom the clause is about; None where that is not certain."""
        return self.whom.of(clause)

    def default(self) -> Subject:
        """What the section is about where its sentences do not say it."""
        reader = self.reader
        name = reader.vocabulary.defaults.get(reader.scope.topic, reader.scope.topic)
        return Subject(name, (), 0, head=True)

    def comparand(self, clause: Clause) -> str:
        """What a change or a comparison is against: `prior` or a budget's role."""
        scope = self.reader.scope
        budget = clause.last("opening", "full", "budget")
        if budget is not None and not clause.has("prior"):
            return BUDGET_ROLES[budget.kind]
        if clause.has("prior"):
            return "prior"
        if scope.comparand:
            return scope.comparand
        for draft in reversed(self.reader.drafts[-RECENT:]):
            if draft.sentence != scope.sentence:
                break
            if draft.role in ROLES_OF_BASES and draft.subject == (clause.subject or scope.subject):
                return draft.role
        return "prior"

    def draft(self, number: Number, role: Role, subject: Subject) -> Draft:
        """A new claim on the number."""
        scope = self.reader.scope
        if role != "count" and subject.name in MONEY_OF:
            subject = subject._replace(name=MONEY_OF[subject.name])
        if not subject.entry and scope.entry and (subject.path or scope.main is None):
            subject = subject._replace(entry=scope.entry if len(subject.path) != 1 else subject.entry)
        draft = Draft(scope.topic, subject, role, number.start, number.end, number)
        draft.group, draft.sentence = scope.group, scope.sentence
        self.reader.drafts.append(draft)
        return draft

    def link(self, draft: Draft) -> None:
        """Remember the claim for those that follow in the sentence."""
        scope = self.reader.scope
        self.last = draft
        if draft.role in {"total", "part", "final", "opening_budget", "full_budget", "budget", "change"}:
            if draft.role == "total":
                scope.group += 1
                draft.group = scope.group
            self.reader.thread.follow(draft.subject)

    def unbound(self, number: Number, reason: str) -> None:
        """Leave the number without a claim, with the reason."""
        self.last = None
        if number.kind == "amount":
            self.lost = True
            self.reader.scope.subject = Subject("", known=False)
        self.run = []
        self.reader.unbound.append((number, reason))
