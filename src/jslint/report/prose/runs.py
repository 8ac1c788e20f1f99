"""Numbers that stand in one enumeration share their words: A、B 万元, 分别为 A 万元和 B 万元; a number without its unit."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.report.prose.claims import AMOUNTS
from jslint.report.prose.numbers import Number
from jslint.report.prose.part import Part
from jslint.report.prose.state import RECENT, Clause, Subject

_JOINED = frozenset({"，", ",", "、", "和", "及", "与", "以及", ""})
_SPLIT: dict[str, tuple[str, str]] = {
    "收支总计": ("收入总计", "支出总计"),
    "财政拨款收支总计": ("财政拨款收入总计", "财政拨款支出总计"),
}
_NEXT = Pattern(r"[，,、和及与][0-9.]{1,20}(万元|元|%)")
_GROUP = Pattern(r"[，,][0-9]{3}(?![0-9])(?=\.|万元|元)")
"""1，204.50 万元 may be one number or two."""
_CHANGES = Pattern(r"(?:减少|增加|下降|增长|上升|降低)了?[0-9][0-9,]*(?:\.[0-9]+)?(万元|元)")
_RUN = Pattern(r"(?:以及|[，,、和及与])占?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(万元|元|%)?")


class Runs(Part):
    """Carries the words of the first number of an enumeration to those that follow."""

    def guess_unit(self, number: Number, clause: Clause) -> bool:
        """A number without its unit is taken for what its words admit only: an amount or a percentage."""
        text = self.reader.text
        if clause.after or (number.end - number.start <= 3 and _GROUP.match(text, number.end)):
            return False
        if clause.has("prior") and (changed := _CHANGES.match(text, number.end)):
            number.kind, number.unit = "amount", changed[1]
            return True
        if text[number.end : number.end + 1] not in "，,、。;)\n":
            return False
        if clause.has("share", "complete"):
            number.kind, number.unit = "percent", "%"
            return True
        if clause.has("up", "down", "greater", "less"):
            return clause.has("respectively") and self._takes_next_unit(number)
        following = _next_unit(text, number.end)
        if "." in text[number.start : number.end] or following in {"万元", "元"} or not number.amount.number:
            number.kind, number.unit = "amount", following if following in {"万元", "元"} else "万元"
            return clause.has("opening", "full", "budget", "final", "prior") or bool(clause.subject)
        return False

    def _takes_next_unit(self, number: Number) -> bool:
        """各减少 A、B 万元: the unit of the last number is that of all."""
        unit = _next_unit(self.reader.text, number.end)
        if unit not in {"万元", "元"}:
            return False
        number.kind, number.unit = "amount", unit
        return True

    def continues(self, number: Number) -> bool:
        """Whether the number goes on with an enumeration: A、B 万元, A 万元和 B 万元."""
        if self.binder.last is None or self.binder.last.number is None:
            return False
        between = self.reader.text[self.binder.last.number.after : number.start]
        if between not in _JOINED or between == "":
            return False
        if number.kind == "bare":
            return False
        same = self.binder.last.number.kind == number.kind
        return same and bool(self.binder.run)

    def go_on(self, number: Number) -> None:
        """Bind the next number of an enumeration as its last one was."""
        last = self.binder.last
        assert last is not None  # noqa: S101 - a run has begun
        index = self.binder.run.index(last.subject) + 1 if last.subject in self.binder.run else len(self.binder.run)
        if index >= len(self.binder.run):
            self.binder.unbound(number, "列举的数字多于列举的项目")
            return
        draft = self.binder.draft(number, last.role, self.binder.run[index])
        draft.of, draft.sense = last.of, last.sense
        if draft.role == "share":
            draft.part = self.binder.amount_of(draft.subject)
        self.binder.link(draft)

    def subjects_of_run(self, number: Number, clause: Clause, subject: Subject) -> Subject:
        """The first of several subjects that share an enumeration of numbers, else the subject itself."""
        scope = self.reader.scope
        length = run_length(self.reader.text, number)
        if length < 2:
            return subject
        names = _SPLIT.get(subject.name)
        if names and length == 2:
            self.binder.run = [Subject(name, (), 0, head=True) for name in names]
            return self.binder.run[0]
        listed = tuple(named for named, _, _ in clause.subjects) or scope.shared
        if len(listed) == length:
            self.binder.run = list(listed)
            scope.shared = listed
            return self.binder.run[0]
        if clause.subject is None and clause.has("respectively") and (stated := self.amounts_of_run(length)):
            self.binder.run = stated
            return stated[0]
        return subject

    def amounts_of_run(self, length: int) -> list[Subject]:
        """A、B、C … 分别占 P%、Q%、R%: the last amounts of the sentence, as many as there are percentages."""
        if length < 2:
            return []
        sentence = self.reader.scope.sentence
        amounts = [d.subject for d in self.reader.drafts[-RECENT:] if d.role in AMOUNTS and d.sentence == sentence]
        return amounts[-length:] if len(amounts) >= length else []

    def run_of_change(self, number: Number) -> bool:
        """各减少 A、B 万元，各下降 P%、Q%: the rates go to the subjects of the changes, in order."""
        changes = [
            d for d in self.reader.drafts[-6:] if d.role == "change" and d.sentence == self.reader.scope.sentence
        ]
        length = run_length(self.reader.text, number)
        if length < 2 or len(changes) != length:
            return False
        self.binder.run = [draft.subject for draft in changes]
        return True


def _next_unit(text: str, at: int) -> str:
    """The unit of the number that follows directly in an enumeration, or nothing."""
    match = _NEXT.match(text, at)
    return match[1] if match else ""


def run_length(text: str, number: Number) -> int:
    """How many numbers of the same kind stand in one enumeration from this one on."""
    length, at = 1, number.after
    while length < 12:
        match = _RUN.match(text, at)
        if match is None:
            return length
        unit = match[2] or ""
        if (unit == "%") != (number.kind == "percent") or not unit:
            return length
        length, at = length + 1, match.end()
    return length
