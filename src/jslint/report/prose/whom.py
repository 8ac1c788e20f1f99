"""Says whom a figure is about where its clause names somebody, somebody unknown, or nobody."""

from __future__ import annotations

from jslint.report.prose.claims import AMOUNTS
from jslint.report.prose.part import Part
from jslint.report.prose.state import RECENT, Clause, Subject

WHOLE_TOPICS = frozenset({"收入支出决算总体情况", "财政拨款收入支出决算总体情况"})
"""Sections whose comparisons are of the totals, even behind an aside (其中年初结转和结余 …，较上年增加 …)."""
MONEY_OF = {"公务接待": "公务接待费", "国内接待": "国内接待", "外宾接待": "外宾接待"}
"""The money of what is counted: 公务接待 3.20 万元 is 公务接待费."""
LONGEST_NAME = 20
"""Characters of a printed name that the vocabulary does not know and that directly stands before its amount."""
_REST = ("其他", "其余", "其它", "部分", "各项", "各类", "两项", "三项", "四项", "上述", "以上")
"""Before the name of a total: 其他各项收入合计 is not the total."""

_AMOUNT_CUES = ("opening", "full", "budget", "final", "prior", "up", "down", "reach", "total", "amount", "signed")


class Whom(Part):
    """Finds the subject of a clause."""

    def of(self, clause: Clause) -> Subject | None:
        """Whom the clause is about: whom it names, else whom the sentence is about; None where that is not certain."""
        scope = self.reader.scope
        if clause.subject is not None:
            return self._named(clause, clause.subject)
        if clause.before:
            if scope.awaiting_name:
                self.reader.items.name_item(self.binder.at)
                return scope.subject
            if (unknown := self._unknown(clause)) is not None:
                return unknown
        elif clause.has("total") and self._follows_part():
            return None
        if scope.topic in WHOLE_TOPICS and scope.listed and clause.has("up", "down") and scope.main is not None:
            return scope.subject if self._has_changed(scope.main) else scope.main
        return scope.subject or scope.main or self.binder.default()

    def _named(self, clause: Clause, named: Subject) -> Subject:
        """The subject that the clause names, not known where words before it make it another."""
        before = self.reader.text[clause.start : clause.subjects[-1][1]].removesuffix("的")
        if named.head and before.endswith(_REST):
            return named._replace(known=False)
        foreign = clause.before and not named.head and not _opens_sentence(self.reader.text, clause.start)
        return named._replace(known=False) if foreign and not named.path else named

    def _unknown(self, clause: Clause) -> Subject | None:
        """Whom words that are not in the vocabulary name; None where they open a sentence about whom it was about."""
        opens = _opens_sentence(self.reader.text, clause.start)
        if not clause.has(*_AMOUNT_CUES) and len(clause.before) <= LONGEST_NAME and (opens or self.reader.scope.listed):
            return Subject(self.reader.text[slice(*clause.name)])
        if clause.before == "支出" and (spent := self._spent_on_counted()) is not None:
            return spent
        if clause.before in {"收入", "支出"} and clause.has("up", "down"):
            return self._half(clause.before)
        return None if opens else Subject(clause.before, known=False)

    def _spent_on_counted(self) -> Subject | None:
        """公务接待 24 批次、210 人次，支出 A 万元: the money of what has just been counted."""
        last = self.binder.last
        if last is None or last.role != "count" or last.sentence != self.reader.scope.sentence:
            return None
        name = MONEY_OF.get(last.subject.name)
        return Subject(name) if name else None

    def _half(self, word: str) -> Subject:
        """收入较上年增加 D 万元 behind both totals: the one of that name."""
        half = Subject(
            {"财政拨款收入支出决算总体情况": "财政拨款"}.get(self.reader.scope.topic, "") + word + "总计", head=True
        )
        return (
            half
            if self.reader.scope.topic in WHOLE_TOPICS and self.binder.amount_of(half)
            else Subject(word, known=False)
        )

    def _follows_part(self) -> bool:
        """货物 A、工程 B、服务 C，合计 D: the sum of what stands before, not the last of it."""
        last = self.binder.last
        return last is not None and last.role in AMOUNTS and not last.subject.head and not self.reader.clause.before

    def _has_changed(self, subject: Subject) -> bool:
        """Whether the sentence has already said how the subject changed."""
        sentence = self.reader.scope.sentence
        drafts = self.reader.drafts[-RECENT:]
        return any(d.role == "change_rate" and d.subject == subject and d.sentence == sentence for d in drafts)


def _opens_sentence(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "。!?\n;"
