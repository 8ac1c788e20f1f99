"""Binds a number to a role and a subject by the words of its clause; whatever does not fit whole stays unbound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jslint.report.prose.claims import AMOUNTS, Role
from jslint.report.prose.numbers import Number
from jslint.report.prose.state import Clause, Draft, Subject

if TYPE_CHECKING:
    from jslint.report.prose.reader import Reader

BUDGET_ROLES: dict[str, Role] = {
    "opening": "opening_budget",
    "full": "full_budget",
    "budget": "budget",
    "adjustment": "adjustment",
}

PERFORMANCE = "预算绩效情况"
WHOLE_TOPICS = frozenset({"收入支出决算总体情况", "财政拨款收入支出决算总体情况"})
"""Sections whose comparisons are of the totals, even behind an aside (其中年初结转和结余 …，较上年增加 …)."""
RECENT = 120
"""Claims before a number among which those that it goes with are sought."""
LONGEST_NAME = 20
"""Characters of a printed name that the vocabulary does not know and that directly stands before its amount."""
COVERAGE = re.compile(r"(?:自评|监控|覆盖率|覆盖面|覆盖|评价|公开率|编报率|管理)(?:率|面)?(?:达到|达|为|率)?$")
_GRADE_BEFORE = re.compile(
    r"(?:(?:为|是|达到|级|评)(中)|(优秀|优等|优|良好|良等|良|中等|较差|差等|差|不合格|合格|不及格|及格))(?:等级|等次|级|等)?(?:的)?(?:项目)?(?:有|共|为|的)?(?:项目)?$"
)
_GRADE_AFTER = re.compile(
    r"^(?:项目|的项目)?(?:支出)?(?:绩效)?(?:自评|评价)?(?:结果|等级|评级)?(?:等级)?(?:均)?(?:被)?(?:评)?(?:定)?(?:为|是)?(优秀|优等|优|良好|良等|良|中等|(?<![评价])中|较差|差等|差|不合格|合格|不及格|及格)"
)
_AMOUNT_FOLLOWS = re.compile(r"(?:金额|数额)(?:为|是)?(?=[0-9])")
_TOGETHER = re.compile(r"(?:共计?|合计|小计)(?:支出)?为?$")
_OF_BUDGET = re.compile(r"(?:为|是|达|占|相当于|达到)(?:全年|年初|当年|本年|调整)?(?:支出)?预算(?:安排)?(?:数|额)?$")
_REST = re.compile(r"(?:其[他余它]|其[他余它]?各项|部分)的?$")
"""Before the name of a total: 其他各项收入合计 is not the total."""
_JOINED = frozenset({"，", ",", "、", "和", "及", "与", "以及", ""})
_SPLIT: dict[str, tuple[str, str]] = {
    "收支总计": ("收入总计", "支出总计"),
    "财政拨款收支总计": ("财政拨款收入总计", "财政拨款支出总计"),
}


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

    def bind(self, number: Number) -> None:
        """Make the number's claim, or leave it unbound."""
        clause = self.reader.clause
        self.at = number.start
        if self._continues(number):
            self._again(number)
            return
        self.run = []
        if number.kind == "bare" and not self._guess_unit(number, clause):
            self._unbound(number, "没有认识的单位")
        elif number.kind == "amount":
            self._amount(number, clause)
        elif number.kind == "percent":
            self._percent(number, clause)
        elif number.kind == "score":
            self._score(number, clause)
        else:
            self._count(number, clause)

    # units and runs

    def _guess_unit(self, number: Number, clause: Clause) -> bool:
        """A number without its unit is taken for what its words admit only: an amount or a percentage."""
        text = self.reader.text
        if clause.after or text[number.end : number.end + 1] not in "，,、。;)\n":
            return False
        if clause.has("share", "complete"):
            number.kind, number.unit = "percent", "%"
            return True
        if clause.has("up", "down", "greater", "less"):
            return False
        following = _next_unit(text, number.end)
        if "." in text[number.start : number.end] or following in {"万元", "元"} or not number.amount.number:
            number.kind, number.unit = "amount", following if following in {"万元", "元"} else "万元"
            return clause.has("opening", "full", "budget", "final", "prior") or bool(clause.subject)
        return False

    def _continues(self, number: Number) -> bool:
        """Whether the number goes on with an enumeration: A、B 万元, A 万元和 B 万元."""
        if self.last is None or self.last.number is None:
            return False
        between = self.reader.text[self.last.number.after : number.start]
        if between not in _JOINED or between == "":
            return False
        if number.kind == "bare":
            return False
        same = self.last.number.kind == number.kind
        return same and bool(self.run)

    def _again(self, number: Number) -> None:
        last = self.last
        assert last is not None  # noqa: S101 - a run has begun
        index = self.run.index(last.subject) + 1 if last.subject in self.run else len(self.run)
        if index >= len(self.run):
            self._unbound(number, "列举的数字多于列举的项目")
            return
        draft = self._draft(number, last.role, self.run[index])
        draft.of, draft.sense = last.of, last.sense
        if draft.role == "share":
            draft.part = self._amount_of(draft.subject)
        self._link(draft)

    def _subjects_of_run(self, number: Number, clause: Clause, subject: Subject) -> Subject:
        """The first of several subjects that share an enumeration of numbers, else the subject itself."""
        scope = self.reader.scope
        length = _run_length(self.reader.text, number)
        if length < 2:
            return subject
        names = _SPLIT.get(subject.name)
        if names and length == 2:
            self.run = [Subject(name, (), 0, head=True) for name in names]
            return self.run[0]
        listed = tuple(named for named, _, _ in clause.subjects) or scope.shared
        if len(listed) == length:
            self.run = list(listed)
            scope.shared = listed
            return self.run[0]
        return subject

    # the kinds

    def _amount(self, number: Number, clause: Clause) -> None:
        if clause.after:
            self._unbound(number, f"“{clause.after[-12:]}”不在词汇表里")
            return
        if clause.of is not None and clause.has("share"):
            self._base_of_share(number, clause.of)
            return
        subject = self._subject(clause)
        if subject is None:
            self._unbound(number, "说不清是谁的金额")
            return
        if self._is_sum(number, clause):
            subject = Subject("、".join(named.name for named, _, _ in clause.subjects))
            clause.subjects = [(subject, *clause.subjects[-1][1:])]
        subject = self._subjects_of_run(number, clause, subject)
        role = self._amount_role(clause, subject)
        if role is None:
            self._unbound(number, "说不清是什么金额")
            return
        if not subject.known:
            self._unbound(number, f"“{clause.before[-12:]}”不在词汇表里")
            return
        draft = self._draft(number, role, subject)
        self.completed = clause.has("complete")
        self.lost = False
        if role == "change":
            cue = clause.last("up", "down", "greater", "less")
            draft.sense = -1 if cue and cue.kind in {"down", "less"} else 1
            draft.of = self.comparand(clause)
        self._link(draft)
        self._second_role(draft, clause)

    def _base_of_share(self, number: Number, of: Subject) -> None:
        """占本年支出合计 A 万元的 P%: the base with its amount, then the share."""
        amount = self._shared_amount()
        self.sharing = (amount.subject if amount is not None else self.default(), of)
        self.last = self._draft(number, "part", of)

    def _share_of_stated(self, number: Number) -> bool:
        """Whether the percentage goes with the base just before it; then it is bound."""
        last, sharing = self.last, self.sharing
        if sharing is None or last is None or last.number is None:
            return False
        self.sharing = None
        if self.reader.text[last.number.after : number.start] != "的" or last.subject != sharing[1]:
            return False
        draft = self._draft(number, "share", sharing[0])
        draft.of, draft.part = sharing[1].name, self._amount_of(sharing[0])
        self._link(draft)
        return True

    def _is_sum(self, number: Number, clause: Clause) -> bool:
        """上缴上级支出、经营支出共 A 万元: one amount of several subjects together."""
        if len(clause.subjects) < 2 or clause.has("both", "respectively"):
            return False
        return bool(_TOGETHER.search(self.reader.text, clause.subjects[-1][1], number.start))

    def _second_role(self, draft: Draft, clause: Clause) -> None:
        """年初预算和支出决算均为 A 万元 says two things of one figure."""
        budget = clause.last("opening", "full", "budget")
        if draft.role == "final" and budget and clause.has("both"):
            other = self._draft(draft.number, BUDGET_ROLES[budget.kind], draft.subject)  # type: ignore[arg-type]
            self.last = draft
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
        raw = bool(clause.before) and subject.name == clause.before
        named = clause.subject is not None or clause.path_end != -1 or clause.has("total", "amount") or raw
        if not named and not self.run and not self._says_amount_of_share(clause):
            return None
        return "total" if subject.head and not scope.listed and not clause.has("nil") else "part"

    def _says_amount_of_share(self, clause: Clause) -> bool:
        """财政拨款收入占 P%，金额为 A 万元."""
        last = self.last
        return last is not None and last.role == "share" and bool(_AMOUNT_FOLLOWS.match(self.reader.text, clause.start))

    def _percent(self, number: Number, clause: Clause) -> None:
        if self._share_of_stated(number):
            return
        if clause.has("complete") or (clause.has("share") and self._of_budget(clause)):
            self._completion(number, clause)
        elif clause.has("share"):
            self._share(number, clause)
        elif clause.has("gap"):
            self._gap(number, clause)
        elif clause.has("up", "down", "signed"):
            self._change_rate(number, clause)
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
            self._unbound(number, "说不清是什么比率")

    def _completing(self, number: Number) -> bool:
        """完成年初预算 80.00 万元的 100%: the percentage goes with the budget just before."""
        last = self.last
        if last is None or last.number is None or last.role not in BUDGET_ROLES.values() or not self.completed:
            return False
        return self.reader.text[last.number.after : number.start] in {"的", ""}

    def _is_of_budget(self, number: Number) -> bool:
        """为年初预算 80.00 万元的 100%: said without 完成."""
        last = self.last
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
        subject = self._subject(clause)
        if subject is None or clause.after:
            self._unbound(number, "说不清是谁的完成率")
            return
        draft = self._draft(number, "completion_rate", subject)
        budget = clause.last("opening", "full", "budget")
        draft.of = BUDGET_ROLES[budget.kind] if budget else "budget"
        last = self.reader.drafts[-2] if len(self.reader.drafts) > 1 else None
        if budget is None and last is not None and last is self.last and last.role in BUDGET_ROLES.values():
            draft.of = last.role
        self._link(draft)

    def _share(self, number: Number, clause: Clause) -> None:
        amount = self._shared_amount()
        named = self._share_named(clause, amount)
        if (amount is None and named is None) or (named is None and self.lost) or (named and not named.known):
            self._unbound(number, "说不清是谁的占比")
            return
        if clause.after and clause.of is None:
            self._unbound(number, f"“{clause.after[-12:]}”不在词汇表里")
            return
        subject = named or (amount.subject if amount is not None else self.default())
        self.run = self._amounts_of_run(_run_length(self.reader.text, number))
        subject = self.run[0] if self.run else subject
        if subject.head and clause.of is None and subject == (self.reader.scope.main or self.default()):
            self._unbound(number, "说不清是谁的占比")
            return
        draft = self._draft(number, "share", subject)
        draft.of = clause.of.name if clause.of else ""
        draft.part = self._amount_of(subject)
        self._link(draft)

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

    def _amounts_of_run(self, length: int) -> list[Subject]:
        """A、B、C … 分别占 P%、Q%、R%: the last amounts of the sentence, as many as there are percentages."""
        if length < 2:
            return []
        sentence = self.reader.scope.sentence
        amounts = [d.subject for d in self.reader.drafts[-RECENT:] if d.role in AMOUNTS and d.sentence == sentence]
        return amounts[-length:] if len(amounts) >= length else []

    def _shared_amount(self) -> Draft | None:
        recent = self.reader.drafts[-RECENT:]
        return next((draft for draft in reversed(recent) if draft.role in AMOUNTS and draft.number), None)

    def _amount_of(self, subject: Subject) -> Number | None:
        for draft in reversed(self.reader.drafts[-RECENT:]):
            if draft.role in AMOUNTS and draft.subject == subject and draft.number:
                return draft.number
        return None

    def _change_rate(self, number: Number, clause: Clause) -> None:
        if clause.after:
            self._unbound(number, f"“{clause.after[-12:]}”不在词汇表里")
            return
        last = self.last
        subject = clause.subject
        change = last if last is not None and last.role == "change" else None
        if subject is None and change is not None:
            subject = change.subject
            if self.run_of_change(number):
                subject = self.run[0]
        subject = subject or self._subject(clause)
        if subject is None or not subject.known:
            self._unbound(number, "说不清是谁的增减幅度")
            return
        subject = self._subjects_of_run(number, clause, subject) if not self.run else subject
        if not self.run and clause.has("respectively"):
            self.run = self._amounts_of_run(_run_length(self.reader.text, number))
            subject = self.run[0] if self.run else subject
        draft = self._draft(number, "change_rate", subject)
        cue = clause.last("up", "down")
        draft.sense = -1 if cue and cue.kind == "down" else 1
        draft.of = (
            self.comparand(clause) if clause.has("prior", "opening", "full", "budget") or not change else change.of
        )
        draft.part = next(
            (d.number for d in reversed(self.reader.drafts[-RECENT:-1]) if d.role == "change" and d.subject == subject),
            None,
        )
        self._link(draft)

    def _gap(self, number: Number, clause: Clause) -> None:
        """预决算差异率: how far the amount is from its budget, with its sign; no change in words goes with it."""
        subject = self._subject(clause)
        of = self.comparand(clause)
        if subject is None or not subject.known or clause.after or of == "prior":
            self._unbound(number, "说不清是谁的差异率")
            return
        draft = self._draft(number, "change_rate", subject)
        draft.of, draft.sense = of, 0
        self._link(draft)

    def run_of_change(self, number: Number) -> bool:
        """各减少 A、B 万元，各下降 P%、Q%: the rates go to the subjects of the changes, in order."""
        changes = [
            d for d in self.reader.drafts[-6:] if d.role == "change" and d.sentence == self.reader.scope.sentence
        ]
        length = _run_length(self.reader.text, number)
        if length < 2 or len(changes) != length:
            return False
        self.run = [draft.subject for draft in changes]
        return True

    def _score(self, number: Number, clause: Clause) -> None:
        subject = clause.subject or self.reader.scope.subject or self.reader.scope.main
        if self.reader.scope.topic != PERFORMANCE or subject is None:
            self._unbound(number, "不是绩效得分")
            return
        draft = self._draft(number, "score", subject)
        draft.of = "平均得分" if clause.has("average") else ""
        self._link(draft)

    def _count(self, number: Number, clause: Clause) -> None:
        reader, scope = self.reader, self.reader.scope
        if scope.topic == PERFORMANCE and (grade := self._grade(number, clause)):
            draft = self._draft(number, "grade", Subject(grade))
            draft.text = grade
            self._link(draft)
            return
        subject = clause.subject
        if subject is None:
            subject = self._named_after(number)
        if subject is None and clause.before and scope.counted is not None:
            name = _bare_name(reader.text[max(clause.start, reader.name_start) : number.start])
            subject = Subject(name, ("其中", scope.counted.name))
        elif subject is None:
            subject = scope.counted or scope.subject
        if subject is None or subject.path[:1] == ("项目名称",):
            self._unbound(number, "说不清是什么数量")
            return
        foreign = clause.before and clause.subject is None and subject.path[:1] != ("其中",) and scope.counted is None
        if foreign and subject.name != "项目":
            self._unbound(number, f"“{clause.before[-12:]}”不在词汇表里")
            return
        draft = self._draft(number, "count", subject)
        draft.of = subject.path[1] if subject.path[:1] == ("其中",) else ""
        self._link(draft)
        if subject.path[:1] != ("其中",):
            scope.counted = subject

    def _grade(self, number: Number, clause: Clause) -> str:
        text = self.reader.text
        begin = max(clause.start, number.start - 24)
        if self.last is not None and self.last.number is not None:
            begin = max(begin, min(self.last.number.after, number.start))
        grades = self.reader.vocabulary.grades
        before = _GRADE_BEFORE.search(text[begin : number.start])
        if before:
            return grades.get(before[1] or before[2], "")
        after = _GRADE_AFTER.match(text[number.after : number.after + 24])
        return grades.get(after[1], "") if after else ""

    def _named_after(self, number: Number) -> Subject | None:
        """3 个项目支出绩效自评: what is counted stands behind the number."""
        reader = self.reader
        match = reader.vocabulary.scanner.match(reader.text, number.after)
        if match is None or match.lastgroup != "word":
            return None
        word = reader.vocabulary.meaning(match[0], reader.scope.topic)
        return Subject(word.meaning) if word is not None and word.kind == "subject" and word.count is not None else None

    # whom, and of what

    def _subject(self, clause: Clause) -> Subject | None:
        scope = self.reader.scope
        named = clause.subject
        if named is not None:
            if named.head and _REST.search(self.reader.text, clause.start, clause.subjects[-1][1]):
                return named._replace(known=False)
            foreign = clause.before and not named.head and not _opens_sentence(self.reader.text, clause.start)
            if foreign and not named.path:
                named = named._replace(known=False)
            return named
        if scope.awaiting_name and clause.before:
            self.reader.name_item(self.at)
            return scope.subject
        plain = not clause.has(
            "opening", "full", "budget", "final", "prior", "up", "down", "reach", "total", "amount", "signed"
        )
        opens = _opens_sentence(self.reader.text, clause.start)
        if clause.before and plain and len(clause.before) <= LONGEST_NAME and (opens or scope.listed):
            return Subject(clause.before)
        if clause.before and not opens:
            return Subject(clause.before, known=False)
        if scope.topic in WHOLE_TOPICS and scope.listed and clause.has("up", "down") and scope.main is not None:
            return scope.subject if self._has_changed(scope.main) else scope.main
        return scope.subject or scope.main or self.default()

    def _has_changed(self, subject: Subject) -> bool:
        """Whether the sentence has already said how the subject changed."""
        sentence = self.reader.scope.sentence
        drafts = self.reader.drafts[-RECENT:]
        return any(d.role == "change_rate" and d.subject == subject and d.sentence == sentence for d in drafts)

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
            if draft.role in BUDGET_ROLES.values() and draft.subject == (clause.subject or scope.subject):
                return draft.role
        return "prior"

    # drafts

    def _draft(self, number: Number, role: Role, subject: Subject) -> Draft:
        scope = self.reader.scope
        if not subject.entry and scope.entry and (subject.path or scope.main is None):
            subject = subject._replace(entry=scope.entry if len(subject.path) != 1 else subject.entry)
        draft = Draft(scope.topic, subject, role, number.start, number.end, number)
        draft.group, draft.sentence = scope.group, scope.sentence
        self.reader.drafts.append(draft)
        return draft

    def _link(self, draft: Draft) -> None:
        """Remember the claim for those that follow in the sentence."""
        scope = self.reader.scope
        self.last = draft
        if draft.role in {"total", "part", "final", "opening_budget", "full_budget", "budget", "change"}:
            if draft.role == "total":
                scope.group += 1
                draft.group = scope.group
            self.reader.follow(draft.subject)

    def _unbound(self, number: Number, reason: str) -> None:
        self.last = None
        if number.kind == "amount":
            self.lost = True
            self.reader.scope.subject = Subject("", known=False)
        self.run = []
        self.reader.unbound.append((number, reason))


def _bare_name(text: str) -> str:
    return re.sub(r"^(?:其中|[、和及:])+|[为有共是:]+$", "", text)


def _opens_sentence(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "。!?\n;"


def _next_unit(text: str, at: int) -> str:
    """The unit of the number that follows directly in an enumeration, or nothing."""
    match = re.compile(r"[，,、和及与][0-9.]{1,20}(万元|元|%)").match(text, at)
    return match[1] if match else ""


_RUN = re.compile(r"(?:以及|[，,、和及与])占?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(万元|元|%)?")


def _run_length(text: str, number: Number) -> int:
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
