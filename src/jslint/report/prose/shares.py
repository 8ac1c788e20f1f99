"""Says whose share a percentage is, and of what."""

from __future__ import annotations

from jslint.report.prose.numbers import Number
from jslint.report.prose.part import Part
from jslint.report.prose.runs import run_length
from jslint.report.prose.state import Clause, Draft, Subject


class Shares(Part):
    """Binds shares (占…的 P%)."""

    def base(self, number: Number, of: Subject) -> None:
        """占本年支出合计 A 万元的 P%: the base with its amount, then the share."""
        amount = self.binder.shared_amount()
        self.binder.sharing = (amount.subject if amount is not None else self.binder.default(), of)
        self.binder.last = self.binder.draft(number, "part", of)

    def bind_to_stated(self, number: Number) -> bool:
        """Whether the percentage goes with the base just before it; then it is bound."""
        last, sharing = self.binder.last, self.binder.sharing
        if sharing is None or last is None or last.number is None:
            return False
        self.binder.sharing = None
        if self.reader.text[last.number.after : number.start] != "的" or last.subject != sharing[1]:
            return False
        draft = self.binder.draft(number, "share", sharing[0])
        draft.of, draft.part = sharing[1].name, self.binder.amount_of(sharing[0])
        self.binder.link(draft)
        return True

    def bind(self, number: Number, clause: Clause) -> None:
        """Make the claim of a share (占…的 P%)."""
        amount = self.binder.shared_amount()
        named = self._share_named(clause, amount)
        if (amount is None and named is None) or (named is None and self.binder.lost) or (named and not named.known):
            self.binder.unbound(number, "说不清是谁的占比")
            return
        if clause.after and clause.of is None:
            self.binder.unbound(number, f"“{clause.after[-12:]}”不在词汇表里")
            return
        subject = named or (amount.subject if amount is not None else self.binder.default())
        self.binder.run = self.binder.runs.amounts_of_run(run_length(self.reader.text, number))
        subject = self.binder.run[0] if self.binder.run else subject
        if subject.head and clause.of is None and subject == (self.reader.scope.main or self.binder.default()):
            self.binder.unbound(number, "说不清是谁的占比")
            return
        draft = self.binder.draft(number, "share", subject)
        draft.of = clause.of.name if clause.of else ""
        draft.part = self.binder.amount_of(subject)
        self.binder.link(draft)

    def _share_named(self, clause: Clause, amount: Draft | None) -> Subject | None:
        """Whose share the clause names: in itself, by its path, or in a clause since the last amount."""
        scope = self.reader.scope
        if clause.subject is not None:
            return clause.subject
        if clause.path_end != -1 and not clause.spent:
            return scope.subject
        carried = scope.subject
        if amount is not None and carried is not None and carried.known and not carried.head:
            return carried if carried.name != amount.subject.name else None
        return None
