"""Says whose growth or difference a percentage is, and against what."""

from __future__ import annotations

from jslint.report.prose.numbers import Number
from jslint.report.prose.part import Part
from jslint.report.prose.runs import run_length
from jslint.report.prose.state import RECENT, Clause


class Changes(Part):
    """Binds growth rates and 预决算差异率."""

    def bind(self, number: Number, clause: Clause) -> None:
        """Make the claim of a growth rate, tied to the change before it."""
        if clause.after:
            self.binder.unbound(number, f"“{clause.after[-12:]}”不在词汇表里")
            return
        last = self.binder.last
        subject = clause.subject
        change = last if last is not None and last.role == "change" else None
        if subject is None and change is not None:
            subject = change.subject
            if self.binder.runs.run_of_change(number):
                subject = self.binder.run[0]
        subject = subject or self.binder.subject(clause)
        if subject is None or not subject.known:
            self.binder.unbound(number, "说不清是谁的增减幅度")
            return
        subject = self.binder.runs.subjects_of_run(number, clause, subject) if not self.binder.run else subject
        if not self.binder.run and clause.has("respectively"):
            self.binder.run = self.binder.runs.amounts_of_run(run_length(self.reader.text, number))
            subject = self.binder.run[0] if self.binder.run else subject
        draft = self.binder.draft(number, "change_rate", subject)
        cue = clause.last("up", "down")
        draft.sense = -1 if cue and cue.kind == "down" else 1
        draft.of = (
            self.binder.comparand(clause)
            if clause.has("prior", "opening", "full", "budget") or not change
            else change.of
        )
        draft.part = next(
            (d.number for d in reversed(self.reader.drafts[-RECENT:-1]) if d.role == "change" and d.subject == subject),
            None,
        )
        self.binder.link(draft)

    def bind_in_bracket(self, number: Number) -> bool:
        """Whether the rate stands in a bracket of its own behind its change: 减少 D 万元（P%）; then it is bound."""
        last, text = self.binder.last, self.reader.text
        if last is None or last.number is None or last.role != "change":
            return False
        if text[last.number.after : number.start] != "(" or text[number.end : number.end + 1] != ")":
            return False
        draft = self.binder.draft(number, "change_rate", last.subject)
        draft.of, draft.sense, draft.part = last.of, last.sense, last.number
        return True

    def gap(self, number: Number, clause: Clause) -> None:
        """预决算差异率: how far the amount is from its budget, with its sign; no change in words goes with it."""
        subject = self.binder.subject(clause)
        of = self.binder.comparand(clause)
        if subject is None or not subject.known or clause.after or of == "prior":
            self.binder.unbound(number, "说不清是谁的差异率")
            return
        draft = self.binder.draft(number, "change_rate", subject)
        draft.of, draft.sense = of, 0
        self.binder.link(draft)
