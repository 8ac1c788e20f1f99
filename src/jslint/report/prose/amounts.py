"""Says in which role an amount of money stands and whose it is."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.report.prose.claims import BUDGETS, Role
from jslint.report.prose.numbers import Number
from jslint.report.prose.part import Part
from jslint.report.prose.state import BUDGET_ROLES, Clause, Draft, Subject

_AMOUNT_FOLLOWS = Pattern(r"(?:金额|数额)(?:为|是)?(?=[0-9])")
_TOGETHER = Pattern(r"(?:共计?|合计|小计)(?:支出)?为?$")


class Amounts(Part):
    """Binds amounts of money."""

    def bind(self, number: Number, clause: Clause) -> None:
        """Make the amount's claim, or leave it unbound."""
        if clause.after:
            self.binder.unbound(number, f"“{clause.after[-12:]}”不在词汇表里")
            clause.subjects = [(named._replace(known=False), at, word) for named, at, word in clause.subjects]
            return
        if clause.of is not None and clause.has("share"):
            self.binder.shares.base(number, clause.of)
            return
        subject = None if clause.has("each", "average") else self.binder.subject(clause)
        if subject is None or self._says_spent(clause, subject):
            self.binder.unbound(
                number, "平均数，报告中没有对应的数" if clause.has("each", "average") else "说不清是谁的金额"
            )
            return
        if self._is_sum(number, clause):
            subject = Subject("、".join(named.name for named, _, _ in clause.subjects))
            clause.subjects = [(subject, *clause.subjects[-1][1:])]
        if clause.has("apart"):
            self._apart(number, clause, subject)
            return
        subject = self.binder.runs.subjects_of_run(number, clause, subject)
        role = self._amount_role(clause, subject)
        if role is None:
            self.binder.unbound(number, "说不清是什么金额")
            return
        if not subject.known:
            self.binder.unbound(number, f"“{clause.before[-12:]}”不在词汇表里" if clause.before else "说不清是谁的金额")
            return
        draft = self.binder.draft(number, role, subject)
        self.binder.completed = clause.has("complete")
        self.binder.lost = False
        if role == "change":
            cue = clause.last("up", "down", "greater", "less")
            draft.sense = -1 if cue and cue.kind in {"down", "less"} else 1
            draft.of = self.binder.comparand(clause)
            draft.rival = self.binder.rival(clause, subject)
        self.binder.link(draft)
        self._second_role(draft, clause)

    def _says_spent(self, clause: Clause, subject: Subject) -> bool:
        """财政拨款收入决算 A 万元，支出决算 B 万元: the second is not of the income."""
        cue = clause.last("final", "budget")
        carried = "收入" in subject.name and clause.subject is None
        return carried and cue is not None and self.reader.text.startswith("支出", cue.start)

    def _apart(self, number: Number, clause: Clause, subject: Subject) -> None:
        """差额为 A 万元: a change whose direction the budget and the amount just stated say."""
        of = self.binder.comparand(clause)
        amount = self.binder.amount_of(subject)
        budget = self.binder.amount_of(subject, frozenset({of}))
        if of not in BUDGETS or amount is None or budget is None or amount.unit != budget.unit or clause.before:
            self.binder.unbound(number, "差额没有说明方向")
            return
        draft = self.binder.draft(number, "change", subject)
        draft.of = of
        draft.sense = -1 if amount.amount.number < budget.amount.number else 1
        self.binder.link(draft)

    def _is_sum(self, number: Number, clause: Clause) -> bool:
        """上缴上级支出、经营支出共 A 万元: one amount of several subjects together."""
        if len(clause.subjects) < 2 or clause.has("both", "respectively"):
            return False
        return bool(_TOGETHER.search(self.reader.text, clause.subjects[-1][1], number.start))

    def _second_role(self, draft: Draft, clause: Clause) -> None:
        """年初预算和支出决算均为 A 万元 says two things of one figure."""
        budget = clause.last("opening", "full", "budget")
        if draft.role == "final" and budget and clause.has("both"):
            other = self.binder.draft(draft.number, BUDGET_ROLES[budget.kind], draft.subject)  # type: ignore[arg-type]
            self.binder.last = draft
            other.of = ""

    def _amount_role(self, clause: Clause, subject: Subject) -> Role | None:
        scope = self.reader.scope
        if clause.has("reach"):
            return "final"
        if clause.has("up", "down", "greater", "less", "signed"):
            return "change"
        cue = clause.last("opening", "full", "budget", "adjustment", "final", "prior")
        if clause.has("prior") and (cue is None or cue.kind in {"prior", "final"}):
            return "prior"
        if cue is not None:
            return BUDGET_ROLES.get(cue.kind, "final")
        raw = bool(clause.before) and subject.name == self.reader.text[slice(*clause.name)]
        named = clause.subject is not None or clause.path_end != -1 or clause.has("total", "amount") or raw
        named = named or clause.before == "支出"
        if not named and not self.binder.run and not self._says_amount_of_share(clause):
            return None
        return "total" if subject.head and not scope.listed and not clause.has("nil") else "part"

    def _says_amount_of_share(self, clause: Clause) -> bool:
        """财政拨款收入占 P%，金额为 A 万元."""
        last = self.binder.last
        return last is not None and last.role == "share" and bool(_AMOUNT_FOLLOWS.match(self.reader.text, clause.start))
