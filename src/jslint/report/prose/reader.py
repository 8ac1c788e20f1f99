"""Reads a passage clause by clause into claims; what it is not certain of it leaves unbound, with the reason."""

from __future__ import annotations

import re
from decimal import Decimal

from jslint.amount import Amount
from jslint.report.prose.binding import Binder
from jslint.report.prose.claims import Role
from jslint.report.prose.numbers import Number, read_number
from jslint.report.prose.state import BUDGET_ROLES, Aside, Clause, Cue, Draft, Scope, Subject
from jslint.report.prose.vocabulary import Vocabulary, Word

LEVELS = ("类", "款", "项", "目")
ITEM_TOPICS = frozenset(
    {
        "一般公共预算财政拨款支出决算情况",
        "政府性基金预算财政拨款支出决算情况",
        "国有资本经营预算财政拨款支出决算情况",
    }
)
THREE_PUBLIC = "财政拨款三公经费支出决算情况"
NAME_TOPICS = frozenset({"一般公共预算财政拨款基本支出决算情况"})
COMPARING = ("equal", "about", "differs", "greater", "less")
RESETS_NAME = frozenset({"among", "purpose", "names", "reason"})

_TRIMMED = re.compile(r"^[、，,和及与:]+|[、，,:]+$")
_EMPTY_TAILS = frozenset({"支出", "支出合计", "科目", "经费", "项目"})
_LEAD = re.compile(
    r"(?:主要|的|原因|变动|差异|增减|变化|支出内容|用于|用途|反映|因为|由于)*(?:是因为|是由于|系因|是|为|系)?:?(?:由于|因为)?"
)
"""What stands between the word that announces a reason or a purpose and the reason itself."""
_CHINESE_ORDINAL = re.compile(r"\([一二三四五六七八九十]{1,3}\)")
ONE = Amount(Decimal(1), Decimal(1), percent=False)
_COMPARED = re.compile(r"(?:相比较?|对比|比较|相较)$")
_CODE = re.compile(r"^[0-9]{3,7}")
_NUMBERED_CODE = re.compile(r"[0-9]{1,2}(?=\.(?:[0-9]{3}|[0-9]{5}|[0-9]{7})(?![0-9万亿元%])[\u4e00-\u9fff])")
"""1.2010301行政运行: an ordinal and a code, no decimal."""
_KINDS_FOLLOW = re.compile(r"其中|包括|包含|具体|分别")
"""How a sentence begins that goes on with the kinds of what the one before has counted."""
_LIST_END = re.compile(r"[;。\n:]")


class Reader:
    """Reads one passage. `heading_topic` says which section a heading begins, if any."""

    def __init__(self, text: str, vocabulary: Vocabulary, topic: str, year: int) -> None:
        """Prepare to read `text` as prose of the section `topic` of the year's report (0 where unknown)."""
        self.text = text
        self.vocabulary = vocabulary
        self.year = year
        self.scope = Scope(topic)
        self.clause = Clause(0)
        self.drafts: list[Draft] = []
        self.free: list[Number] = []
        self.unbound: list[tuple[Number, str]] = []
        self.name_start = 0
        self.binder = Binder(self)

    def read(self, headings: dict[int, tuple[int, str]]) -> None:
        """Read to the end; `headings` maps the start of a heading to its end and the section it begins (or "")."""
        at, text = 0, self.text
        scan = self.vocabulary.scanner.search
        while at < len(text):
            if at in headings:
                at = self._heading(at, headings)
                continue
            match = scan(text, at)
            stop = match.start() if match else len(text)
            if stop > at:
                self._gap(at, stop)
            if match is None:
                break
            at = match.end()
            kind = match.lastgroup
            if kind == "number":
                at = self._number(match.start(), match.end())
            elif kind == "word":
                self._word(match[0], match.start(), match.end())
            elif kind == "remark":
                self._remark(match[0], match.start(), match.end())
            elif kind == "stop":
                self._stop(match[0], match.start())
        self._end_sentence(len(text), paragraph=True)

    # what stands in a clause

    def _heading(self, start: int, headings: dict[int, tuple[int, str]]) -> int:
        end, topic = headings[start]
        if topic:
            self.scope = Scope(
                topic, entry=self.scope.entry, sentence=self.scope.sentence + 1, group=self.scope.group + 1
            )
        else:
            self.scope.main = self.scope.subject = None
        self._begin_clause(end)
        return end

    def _begin_clause(self, at: int) -> None:
        self.clause = Clause(at)
        self.name_start = at

    def _gap(self, start: int, end: int) -> None:
        clause = self.clause
        raw = self.text[start:end]
        if clause.empty:
            clause.before += raw
        else:
            clause.after += raw

    def _word(self, spelling: str, start: int, end: int) -> None:
        clause = self.clause
        if spelling in self.vocabulary.fillers:
            if clause.after:
                clause.after += spelling
            return
        word = self._meaning(spelling)
        if word is None or (word.kind == "filler" and (clause.empty or clause.after)):
            self._gap(start, end)
            return
        if word.kind == "filler":
            return
        if word.kind == "level":
            self._level(word.meaning, start, end)
            return
        if word.kind not in {"subject", "class", "filler", "phrase"}:
            self._close_tail(start)
        if word.kind in {"subject", "class"}:
            self._name(word, spelling, start)
        elif word.kind == "phrase":
            self._gap(start, end)
        else:
            self._cue(word.kind, start, end)

    def _meaning(self, spelling: str) -> Word | None:
        """What a word means here; an abbreviation gives way where the passage also names the thing in full."""
        word = self.vocabulary.meaning(spelling, self.scope.topic)
        if word is not None and word.unless and word.unless in self.text:
            return self.vocabulary.meaning(spelling, "") or word
        return word

    def _name(self, word: Word, spelling: str, start: int) -> None:
        clause = self.clause
        path = (spelling,) if word.kind == "class" else ()
        subject = Subject(word.meaning, path, 0, word.head)
        if clause.has("share") and clause.of is None and not clause.spent:
            clause.of = subject
            return
        if clause.after:  # what stood between belongs to neither
            clause.before += clause.after
            clause.after = ""
        if word.kind == "class" and clause.before and not word.head:
            subject = subject._replace(known=False)
        joined = clause.subjects and clause.named_to == start and not clause.subjects[-1][0].head
        if joined and word.kind == "subject" and not clause.spent:
            subject = subject._replace(known=False)
        clause.named_to = start + len(spelling)
        clause.subjects.append((subject, start, word))
        clause.empty = False

    def _cue(self, kind: str, start: int, end: int) -> None:
        clause, scope = self.clause, self.scope
        if kind in {"reason", "purpose", "names", "among"} and not scope.mode:
            self._special(kind, start, end)
            return
        if kind == "among" and scope.mode:
            if start == clause.start:
                self._leave_mode(start)
                scope.listed = True
            return
        if not clause.cues and self._begins_with_name():
            self.name_item(start)
            clause.subjects.clear()
            clause.before = ""
        clause.cues.append(Cue(kind, start, end))
        clause.empty = False

    def _special(self, kind: str, start: int, end: int) -> None:
        scope = self.scope
        self.name_start = end
        if kind == "among":
            self._compare()
            self._carry()
            scope.listed = True
            self._begin_clause(end)
        elif kind == "names" and scope.topic in NAME_TOPICS:
            self._carry()
            self._names(end)
        elif kind == "names" or (kind == "purpose" and not scope.entry):
            self._carry()
            scope.listed = True
            self._begin_clause(end)
        else:
            self._compare()
            self._carry()
            scope.resumable = scope.listed
            scope.mode, scope.mode_start = kind, start
            self._begin_clause(end)

    def _level(self, level: str, start: int, end: int) -> None:
        scope = self.scope
        name = _TRIMMED.sub("", self.text[self.name_start : start])
        if not name or len(name) > 40:
            self._gap(start, end)
            return
        if scope.mode:
            self._leave_mode(self.name_start)
        index = LEVELS.index(level)
        deepest = max((LEVELS.index(known) for known in scope.path), default=-1)
        if not scope.awaiting_name and (not scope.path or index <= deepest):
            scope.entry += 1
        scope.path = {known: text for known, text in scope.path.items() if LEVELS.index(known) < index}
        scope.path[level] = name
        scope.awaiting_name = False
        self._set_item()
        self.clause = Clause(end, path_end=end)
        self.clause.empty = False
        self.name_start = end

    def _set_item(self) -> None:
        scope = self.scope
        path = tuple(scope.path.values())
        subject = Subject(path[-1], path, scope.entry)
        scope.subject = subject
        if not scope.listed or len(path) > 1 or "项" in scope.path:
            scope.main = subject

    def _close_tail(self, at: int) -> None:
        """A name after （款） or （类） that lacks its own mark is that of the 项."""
        clause, scope = self.clause, self.scope
        if clause.path_end < 0:
            return
        tail = _TRIMMED.sub("", self.text[clause.path_end : at])
        if len(tail) >= 2 and tail not in _EMPTY_TAILS and "项" not in scope.path and len(tail) <= 40:
            scope.path["项"] = tail
            self._set_item()
            clause.subjects.clear()
        if tail:
            clause.before = clause.after = ""
        clause.path_end = -2

    def _number(self, start: int, end: int) -> int:
        clause, scope = self.clause, self.scope
        fresh = clause.empty and not clause.before
        if fresh and (numbered := _NUMBERED_CODE.match(self.text, start)):
            return self._numbered_code(start, numbered.end())
        number = read_number(self.text, start, end, self.vocabulary, fresh=fresh)
        if number is None:
            self._gap(start, end)
            return end
        self._close_tail(start)
        if number.kind == "free":
            self.free.append(number)
            if number.free == "年份":
                self._year(number)
            elif number.free == "序号" and fresh:
                self._ordinal(number)
            return number.after
        if self._in_title(start):
            number.kind, number.free = "free", "文件名中的数字"
            self.free.append(number)
            return number.after
        if scope.mode and not self._resumes(number):
            number.kind = "free"
            number.free = "原因说明中的数字" if scope.mode == "reason" else "用途说明中的数字"
            self.free.append(number)
            self._after_number(number)
            return number.after
        self.binder.bind(number)
        self._after_number(number)
        return number.after

    def _numbered_code(self, start: int, end: int) -> int:
        number = Number(
            start, end, Amount(Decimal(self.text[start:end]), Decimal(1), percent=False), "free", after=end + 1
        )
        number.free = "序号"
        self.free.append(number)
        self._ordinal(number)
        return number.after

    def _after_number(self, number: Number) -> None:
        self.clause.cues.clear()
        self.clause.before = self.clause.after = ""
        self.clause.spent = True
        self.name_start = number.after

    def _year(self, number: Number) -> None:
        if self.year and number.year < self.year:
            self.clause.prior_year = True
            self.clause.cues.append(Cue("prior", number.start, number.after))

    def _in_title(self, at: int) -> bool:
        return self.text.rfind("《", max(0, at - 80), at) > self.text.rfind("》", max(0, at - 80), at)

    def _ordinal(self, number: Number) -> None:
        scope = self.scope
        if scope.mode and self.text[number.start - 1 : number.start] not in {"\n", ""}:
            return
        if scope.mode:
            self._leave_mode(number.start)
        scope.entry += scope.topic in ITEM_TOPICS
        scope.path = {}
        scope.awaiting_name = True
        scope.subject = scope.main = None
        self._begin_clause(number.after)

    def _remark(self, text: str, start: int, end: int) -> None:
        """（一） at the head of a clause is an ordinal; any other remark in brackets says nothing of figures."""
        fresh = self.clause.empty and not self.clause.before
        if fresh and _CHINESE_ORDINAL.fullmatch(text) and self.scope.topic in ITEM_TOPICS and not self.scope.mode:
            self._ordinal(Number(start, end, ONE, "free", after=end))
        elif self.scope.awaiting_name:
            self._gap(start, end)

    # the ends of clauses and sentences

    def _stop(self, mark: str, at: int) -> None:
        if mark == " ":
            return
        if mark == "、" and not self.clause.spent and not self.clause.cues and self.clause.path_end != -2:
            if not self.clause.empty or self.clause.before:
                self._gap_mark(at)
            return
        self._close_tail(at)
        if self.clause.cues:
            self._compare()
            self._nil(at)
        if self.clause.cues or self.clause.subjects or self.clause.before:
            self._carry(at)
        if mark in "()":
            self._bracket(mark)
        if mark in "。.!?\n":
            self._end_sentence(at, paragraph=mark == "\n")
        elif mark == ";":
            self._end_item(at)
        shared = self.clause.spent or not self.clause.empty
        start = self.name_start if mark in "、()《》" and not shared else at + 1
        self._begin_clause(at + 1)
        self.name_start = start

    def _bracket(self, mark: str) -> None:
        """What stands in brackets is an aside: after it the sentence is about what it was about before."""
        scope = self.scope
        if mark == "(":
            scope.aside = Aside(scope.sentence, scope.subject, scope.counted, scope.listed)
        elif scope.aside is not None:
            aside, scope.aside = scope.aside, None
            if aside.sentence == scope.sentence and not scope.mode:
                scope.subject, scope.counted, scope.listed = aside.subject, aside.counted, aside.listed

    def _gap_mark(self, at: int) -> None:
        """A 、 between names: of subjects it makes a list, of other words a name."""
        if self.clause.before and not self.clause.subjects:
            self.clause.before += self.text[at]

    def _end_item(self, at: int) -> None:
        scope = self.scope
        if scope.mode:
            self._leave_mode(at, tentative=scope.mode != "names")

    def _end_sentence(self, at: int, *, paragraph: bool) -> None:
        scope = self.scope
        if at == len(self.text):
            self._close_tail(at)
            self._compare()
            self._nil(at)
            self._carry(at)
        if scope.mode:
            self._leave_mode(at)
        scope.mode = ""
        scope.listed = False
        scope.sentence += 1
        scope.comparand = "" if paragraph else scope.comparand
        scope.shared = ()
        scope.subject = scope.main
        if paragraph or not _KINDS_FOLLOW.match(self.text, at + 1):
            scope.counted = None

    def _leave_mode(self, at: int, *, tentative: bool = False) -> None:
        """The words of a reason or a purpose end here; after a semicolon the next clause may still belong to it."""
        scope = self.scope
        if scope.mode in {"reason", "purpose"} and scope.mode_start < at:
            lead = _LEAD.match(self.text, scope.mode_start, at)
            start = lead.end() if lead else scope.mode_start
            if start < at:
                role: Role = "reason" if scope.mode == "reason" else "purpose"
                self._emit(role, start, at, text=self.text[start:at])
        scope.mode_start = at + 1
        scope.tentative = tentative
        if not tentative:
            scope.mode = ""

    def _resumes(self, number: Number) -> bool:
        """Whether a number after the words of a reason belongs to the narrative again."""
        clause, scope = self.clause, self.scope
        if clause.before or clause.after:
            return False
        strong = clause.has("final", "opening", "full", "complete", "budget")
        changed = clause.has("up", "down")
        named = clause.subject is not None and clause.subject.known
        resumes = (strong and not changed) or (named and (strong or (scope.resumable and changed)))
        if number.kind == "count":
            resumes = named and clause.subjects[-1][2].count
        elif named and not changed and scope.tentative:
            resumes = True
        if resumes:
            if scope.mode_start < clause.start - 1:
                self._leave_mode(clause.start - 1)
            scope.mode = ""
            scope.listed = scope.listed or scope.resumable
        return resumes and number.kind in {"amount", "percent", "count"}

    # what needs no figure

    def _carry(self, at: int = -1) -> None:
        """A subject that a clause names without a figure is the next one's."""
        clause, scope = self.clause, self.scope
        if scope.mode:
            return
        if len(clause.subjects) > 1 and not clause.spent:
            scope.shared = tuple(subject for subject, _, _ in clause.subjects)
        if at >= 0 and not clause.cues and self._begins_with_name():
            self.name_item(at)
        elif clause.subject is not None:
            self.follow(clause.subject)
        if clause.spent or at < 0:
            return
        if clause.has("prior"):
            scope.comparand = "prior"
        elif _COMPARED.search(self.text, max(clause.start, at - 4), at):
            budget = clause.last("opening", "full", "budget")
            scope.comparand = BUDGET_ROLES[budget.kind] if budget else scope.comparand

    def _begins_with_name(self) -> bool:
        """Whether a numbered item begins with a name that is not in the vocabulary, or only in part."""
        clause, scope = self.clause, self.scope
        if not scope.awaiting_name or scope.topic not in ITEM_TOPICS or clause.spent:
            return False
        if clause.subject is None:
            return bool(clause.before)
        if clause.subjects[0][2].kind != "class":
            return not clause.subject.known
        return bool(clause.before or clause.after) or len(clause.subjects) > 1

    def name_item(self, at: int) -> None:
        """A numbered item names its subject without （类）（款）（项): what the clause says up to here."""
        scope = self.scope
        name = _CODE.sub("", _TRIMMED.sub("", self.text[self.clause.start : at]))
        parts = tuple(part for part in re.split(r"-|—|–|>|/", name) if part)
        if parts and len(name) <= 60:
            scope.subject = scope.main = Subject(parts[-1], ("项目名称", *parts), scope.entry)
        scope.awaiting_name = False

    def follow(self, subject: Subject) -> None:
        """What comes is about this subject, until another is named."""
        scope = self.scope
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

    def _opens_its_own(self, subject: Subject) -> bool:
        """Whether a sentence begins with this kind of 三公 and its amount: what follows is about it, not the whole."""
        clause = self.clause
        opens = clause.start == 0 or self.text[clause.start - 1] in "。\n"
        named = len(clause.subjects) == 1 and clause.subject == subject
        return self.scope.topic == THREE_PUBLIC and opens and named

    def _compare(self) -> None:
        """A comparison in words: 决算数大于预算数, 与上年持平."""
        clause, scope = self.clause, self.scope
        if scope.mode:
            return
        cue = clause.last(*COMPARING)
        if cue is None:
            return
        clause.cues = [other for other in clause.cues if other is not cue]
        of = self.binder.comparand(clause)
        if cue.kind == "equal" and of == "prior" and (clause.before or clause.after) and not self._says_prior():
            return  # 与部门决算中公用经费之和保持一致: equal to something else
        sense = {"greater": 1, "less": -1}.get(cue.kind, 0)
        self._emit("direction", cue.start, cue.end, of=of, sense=sense, text=cue.kind, subject=clause.subject)

    def _says_prior(self) -> bool:
        return self.clause.has("prior") or self.scope.comparand == "prior"

    def _nil(self, at: int) -> None:
        clause, scope = self.clause, self.scope
        cue = clause.last("nil")
        if cue is None or clause.spent or scope.mode:
            return
        if re.search("收入|支出|收支|安排|项目|数据|经费|采购", self.text[cue.end : at]):
            subject = clause.subject or scope.main or Subject(scope.topic)
            self._emit("nil", cue.start, at, subject=subject, text=self.text[cue.start : at])

    def _names(self, at: int) -> None:
        """The names after 主要包括, up to the end of the enumeration."""
        end_match = _LIST_END.search(self.text, at + 1)
        end = end_match.start() if end_match else len(self.text)
        names = []
        start = at
        for piece in re.split(r"([、，,])", self.text[at:end]):
            name = piece.lstrip(":和及")
            offset = start + len(piece) - len(name)
            if name.rstrip("等") and piece not in "、，,":
                bare = re.sub(r"等(?:支出|方面|费用|项目)?$", "", name)
                names.append((bare, offset, offset + len(bare)))
            start += len(piece)
        self._emit("names", at, end, names=tuple(names), text=self.text[at:end])
        self.scope.mode, self.scope.mode_start = "names", at
        self._begin_clause(at)

    def _emit(
        self,
        role: Role,
        start: int,
        end: int,
        *,
        subject: Subject | None = None,
        of: str = "",
        sense: int | None = None,
        text: str = "",
        names: tuple[tuple[str, int, int], ...] = (),
    ) -> None:
        scope = self.scope
        whom = subject or scope.subject or scope.main or self.binder.default()
        if not whom.entry and scope.entry and len(whom.path) > 1:
            whom = whom._replace(entry=scope.entry)
        draft = Draft(scope.topic, whom, role, start, end, None, of, sense)
        draft.text, draft.names, draft.group, draft.sentence = text, names, scope.group, scope.sentence
        self.drafts.append(draft)
