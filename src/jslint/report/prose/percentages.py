"""Says which kind of ratio a percentage is; completion rates are bound here."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.report.prose.numbers import Number
from jslint.report.prose.part import Part
from jslint.report.prose.state import BUDGET_ROLES, Clause

COVERAGE = Pattern(r"(?:自评|监控|覆盖率|覆盖面|覆盖|评价|公开率|编报率|管理)(?:率|面)?(?:达到|达|为|率)?$")
_OF_BUDGET = Pattern(r"(?:为|是|达|占|相当于|达到)(?:全年|年初|当年|本年|调整)?(?:支出)?预算(?:安排)?(?:数|额)?$")


class Percentages(Part):
    """Binds percentages."""

    def bind(self, number: Number, clause: Clause) -> None:
        """Make the claim of whichever ratio the clause announces."""
        if self.binder.shares.bind_to_stated(number) or self.binder.changes.bind_in_bracket(number):
            return
        if clause.has("complete") or (clause.has("share") and self._of_budget(clause)):
            self._completion(number, clause)
        elif clause.has("share"):
            self.binder.shares.bind(number, clause)
        elif clause.has("gap"):
            self.binder.changes.gap(number, clause)
        elif clause.has("up", "down", "signed"):
            self.binder.changes.bind(number, clause)
        elif (
            self._completing(number)
            or self._is_of_budget(number)
            or (clause.has("opening", "full", "budget") and not clause.subjects)
        ):
            self._completion(number, clause)
        elif COVERAGE.search(self.reader.text, max(0, number.start - 12), number.start):
            number.kind, number.free = "free", "工作覆盖面，报告中没有对应的数"
            self.reader.free.append(number)
        else:
            self.binder.unbound(number, "说不清是什么比率")

    def _completing(self, number: Number) -> bool:
        """完成年初预算 80.00 万元的 100%: the percentage goes with the budget just before."""
        last = self.binder.last
        if last is None or last.number is None or last.role not in BUDGET_ROLES.values() or not self.binder.completed:
            return False
        return self.reader.text[last.number.after : number.start] in {"的", ""}

    def _is_of_budget(self, number: Number) -> bool:
        """为年初预算 80.00 万元的 100%: said without 完成."""
        last = self.binder.last
        if last is None or last.number is None or last.role not in BUDGET_ROLES.values():
            return False
        text = self.reader.text
        return text[last.number.after : number.start] == "的" and bool(
            _OF_BUDGET.search(text, max(0, last.number.start - 16), last.number.start)
        )

    def _of_budget(self, clause: Clause) -> bool:
        share = clause.last("share")
        budget = clause.last("opening", "full", "budget")
        return bool(share and budget and budget.start > share.start and clause.of is None)

    def _completion(self, number: Number, clause: Clause) -> None:
        subject = self.binder.subject(clause)
        if subject is None or not subject.known or clause.after:
            self.binder.unbound(number, "说不清是谁的完成率")
            return
        draft = self.binder.draft(number, "completion_rate", subject)
        budget = clause.last("opening", "full", "budget")
        draft.of = BUDGET_ROLES[budget.kind] if budget else "budget"
        last = self.reader.drafts[-2] if len(self.reader.drafts) > 1 else None
        if budget is None and last is not None and last is self.binder.last and last.role in BUDGET_ROLES.values():
            draft.of = last.role
        self.binder.link(draft)
