"""Whom the text goes on about from clause to clause and sentence to sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jslint.pattern import Pattern
from jslint.report.prose.items import ITEM_TOPICS
from jslint.report.prose.numbers import Number
from jslint.report.prose.state import BUDGET_ROLES, Aside, Cue, Subject

if TYPE_CHECKING:
    from jslint.report.prose.reader import Reader

THREE_PUBLIC = "财政拨款三公经费支出决算情况"
KINDS = frozenset({"因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"})
"""A sentence that goes from one of these to another is about none of them."""
_CALLED = Pattern(r"^(?:以下)?(?:简称|合称|统称)?:?")
_COMPARED = ("相比", "相比较", "对比", "比较", "相较")


class Thread:
    """Carries subjects and comparisons on."""

    def __init__(self, reader: Reader) -> None:
        """Work for that reader, whose clause and scope say where it is."""
        self.reader = reader

    def year(self, number: Number) -> None:
        """A year before the report's says 上年; one after it may begin what is said of the next budget."""
        clause, scope, year = self.reader.clause, self.reader.scope, self.reader.year
        if year and number.year < year:
            clause.cues.append(Cue("prior", number.start, number.after))
        if year and number.year > year:
            clause.later_year = True
            scope.later = max(scope.later, int(number.start == clause.start))
        elif number.year and number.start == clause.start:
            scope.later = 0

    def rename(self, remark: str, start: int) -> None:
        """出国费、接待费、购车费（“三公”经费）决算总额 A 万元: the bracket says what the whole enumeration is called."""
        reader, clause = self.reader, self.reader.clause
        spelling = _CALLED.sub("", remark[1:-1])
        word = reader.vocabulary.meaning(spelling, reader.scope.topic) if spelling in reader.vocabulary.words else None
        if word is None or not word.head or reader.text[clause.start - 1 : clause.start] not in {"、", "，", ","}:
            return
        clause.subjects = [(Subject(word.meaning, head=True), start, word)]
        clause.before = ""

    def bracket(self, mark: str) -> None:
        """What stands in brackets is an aside: after it the sentence is about what it was about before."""
        scope = self.reader.scope
        if mark == "(":
            scope.aside = Aside(scope.sentence, scope.subject, scope.counted, scope.listed)
        elif scope.aside is not None:
            aside, scope.aside = scope.aside, None
            if aside.sentence == scope.sentence and not scope.mode:
                scope.subject, scope.counted, scope.listed = aside.subject, aside.counted, aside.listed

    def carry(self, at: int = -1) -> None:
        """A subject that a clause names without a figure is the next one's."""
        clause, scope = self.reader.clause, self.reader.scope
        if scope.mode:
            return
        if len(clause.subjects) > 1 and not clause.spent:
            scope.shared = tuple(subject for subject, _, _ in clause.subjects)
        if at >= 0 and not clause.cues and self.reader.items.begins_with_name():
            self.reader.items.name_item(at)
        elif clause.subject is not None:
            self.follow(clause.subject)
        if clause.spent or at < 0:
            return
        if clause.has("prior"):
            scope.comparand = "prior"
        elif self.reader.text.endswith(_COMPARED, clause.start, at):
            budget = clause.last("opening", "full", "budget")
            scope.comparand = BUDGET_ROLES[budget.kind] if budget else scope.comparand

    def follow(self, subject: Subject) -> None:
        """What comes is about this subject, until another is named."""
        scope = self.reader.scope
        if scope.path and subject.head:
            scope.path = {}
        scope.subject = subject
        if subject.head and not scope.listed:
            scope.main = subject
        elif scope.awaiting_name and scope.topic not in ITEM_TOPICS:
            scope.main = subject
            scope.awaiting_name = False
        elif scope.main is None or self._opens_its_own(subject):
            scope.main = subject if not scope.listed else scope.main
        elif not scope.listed and {subject.name, scope.main.name} <= KINDS and subject.name != scope.main.name:
            scope.main = Subject("", known=False)

    def _opens_its_own(self, subject: Subject) -> bool:
        """Whether a sentence begins with this kind of 三公 and its amount: what follows is about it, not the whole."""
        clause = self.reader.clause
        opens = clause.start == 0 or self.reader.text[clause.start - 1] in "。\n"
        named = {known.name for known, _, _ in clause.subjects} == {subject.name}
        return self.reader.scope.topic == THREE_PUBLIC and opens and named
