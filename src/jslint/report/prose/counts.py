"""Says what is counted: vehicles, visits, projects by grade; and whose score a score is."""

from __future__ import annotations

import re

from jslint.pattern import Pattern
from jslint.report.prose.numbers import Number
from jslint.report.prose.part import Part
from jslint.report.prose.state import Clause, Subject

FOREIGN = frozenset({"外宾接待", "外宾来访", "外事接待"})
_VISITS = ("接待批次", "接待人次", "接待人数")
PERFORMANCE = "预算绩效情况"
_GRADE_BEFORE = Pattern(
    r"(?:(?:为|是|达到|级|评)(中)|(优秀|优等|优|良好|良等|良|中等|较差|差等|差|不合格|合格|不及格|及格))(?:等级|等次|级|等)?(?:的)?(?:项目)?(?:有|共|为|的)?(?:项目)?$"
)
_GRADE_AFTER = Pattern(
    r"^(?:项目|的项目)?(?:支出)?(?:绩效)?(?:自评|评价)?(?:结果|等级|评级)?(?:等级)?(?:均)?(?:被)?(?:评)?(?:定)?(?:为|是)?(优秀|优等|优|良好|良等|良|中等|(?<![评价])中|较差|差等|差|不合格|合格|不及格|及格)"
)


class Counts(Part):
    """Binds counts and scores."""

    def score(self, number: Number, clause: Clause) -> None:
        """Make the claim of a score of the performance section."""
        subject = clause.subject or self.reader.scope.subject or self.reader.scope.main
        if self.reader.scope.topic != PERFORMANCE or subject is None:
            self.binder.unbound(number, "不是绩效得分")
            return
        draft = self.binder.draft(number, "score", subject)
        draft.of = "平均得分" if clause.has("average") else ""
        self.binder.link(draft)

    def count(self, number: Number, clause: Clause) -> None:
        """Make the claim of a count: of a thing, or of projects with one grade."""
        reader, scope = self.reader, self.reader.scope
        if clause.has("up", "down"):
            number.kind, number.free = "free", "数量的增减，报告中没有对应的数"
            reader.free.append(number)
            return
        if scope.topic == PERFORMANCE and (grade := self._grade(number, clause)):
            draft = self.binder.draft(number, "grade", Subject(grade))
            draft.text = grade
            self.binder.link(draft)
            return
        subject = self._counted(clause) if clause.subject is not None else self._named_after(number)
        if subject is None and clause.before and scope.counted is not None:
            name = _bare_name(reader.text[max(clause.start, reader.name_start) : number.start])
            subject = Subject(name, ("其中", scope.counted.name))
        elif subject is None:
            subject = scope.counted or scope.subject
        if subject is None or subject.path[:1] == ("项目名称",):
            self.binder.unbound(number, "说不清是什么数量")
            return
        foreign = clause.before and clause.subject is None and subject.path[:1] != ("其中",) and scope.counted is None
        if foreign and subject.name != "项目":
            self.binder.unbound(number, f"“{clause.before[-12:]}”不在词汇表里")
            return
        draft = self.binder.draft(number, "count", subject)
        draft.of = subject.path[1] if subject.path[:1] == ("其中",) else ""
        self.binder.link(draft)
        if subject.path[:1] != ("其中",):
            scope.counted = subject

    def _counted(self, clause: Clause) -> Subject:
        """What the clause says is counted: of visits from abroad behind those, and vehicles for 公务用车购置 3 辆."""
        subject, start, _ = clause.subjects[-1]
        subject = clause.subject or subject
        counted = self.reader.scope.counted
        visits = self.reader.text.startswith(_VISITS, start) and subject.name == "国内来访"
        if visits and counted is not None and counted.name in FOREIGN:
            return counted
        return Subject("购置车辆") if subject.name == "公务用车购置费" else subject

    def _grade(self, number: Number, clause: Clause) -> str:
        text = self.reader.text
        begin = max(clause.start, number.start - 24)
        if self.binder.last is not None and self.binder.last.number is not None:
            begin = max(begin, min(self.binder.last.number.after, number.start))
        grades = self.reader.vocabulary.grades
        before = _GRADE_BEFORE.search(text[begin : number.start])
        if before:
            return grades.get(before[1] or before[2], "")
        after = _GRADE_AFTER.match(text[number.after : number.after + 24])
        return grades.get(after[1], "") if after else ""

    def _named_after(self, number: Number) -> Subject | None:
        """3 个项目支出绩效自评: what is counted stands behind the number."""
        reader = self.reader
        spelling = reader.vocabulary.scanner.word(reader.text, number.after)
        word = reader.vocabulary.meaning(spelling, reader.scope.topic) if spelling else None
        return Subject(word.meaning) if word is not None and word.kind == "subject" and word.count is not None else None


def _bare_name(text: str) -> str:
    return re.sub(r"^(?:其中|[、和及:])+|[为有共是:]+$", "", text)
