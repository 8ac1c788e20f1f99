"""Reads a passage clause by clause into claims; what it is not certain of it leaves unbound, with the reason."""

from __future__ import annotations

from decimal import Decimal

from jslint.amount import Amount
from jslint.pattern import Pattern
from jslint.report.prose.binding import Binder
from jslint.report.prose.items import ITEM_TOPICS, Items
from jslint.report.prose.numbers import Number, read_number
from jslint.report.prose.sayings import Sayings
from jslint.report.prose.state import Clause, Cue, Draft, Scope, Subject
from jslint.report.prose.thread import Thread
from jslint.report.prose.vocabulary import Vocabulary, Word

NAME_TOPICS = frozenset({"一般公共预算财政拨款基本支出决算情况"})
_CHINESE_ORDINAL = Pattern(r"\([一二三四五六七八九十]{1,3}\)")
ONE = Amount(Decimal(1), Decimal(1), percent=False)
_NUMBERED_CODE = Pattern(r"[0-9]{1,2}(?=[.、)](?:[0-9]{3}|[0-9]{5}|[0-9]{7})(?![0-9万亿元%])[^\W0-9A-Za-z_])")
"""1.2010301行政运行: an ordinal and a code, no decimal."""
_KINDS_FOLLOW = ("其中", "包括", "包含", "具体", "分别")
"""How a sentence begins that goes on with the kinds of what the one before has counted."""


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
        self.items, self.thread, self.sayings = Items(self), Thread(self), Sayings(self)

    def read(self, headings: dict[int, tuple[int, str]]) -> None:
        """Read to the end; `headings` maps the start of a heading to its end and the section it begins (or "")."""
        at, text = 0, self.text
        scan = self.vocabulary.scanner.search
        while at < len(text):
            if at in headings:
                at = self._heading(at, headings)
                continue
            token = scan(text, at)
            stop = token.start if token else len(text)
            if stop > at:
                self.gap(at, stop)
            if token is None:
                break
            at = token.end
            if token.kind == "number":
                at = self._number(token.start, token.end)
            elif token.kind == "word":
                self._word(token.text, token.start, token.end)
            elif token.kind == "remark":
                at = self._remark(token.text, token.start, token.end)
            else:
                self.stop(token.text, token.start)
        self._end_sentence(len(text), paragraph=True)

    def _heading(self, start: int, headings: dict[int, tuple[int, str]]) -> int:
        end, topic = headings[start]
        if topic:
            self.scope = Scope(
                topic, entry=self.scope.entry, sentence=self.scope.sentence + 1, group=self.scope.group + 1
            )
        else:
            self.scope.main = self.scope.subject = None
        self.begin_clause(end)
        return end

    def begin_clause(self, at: int) -> None:
        """Forget the clause before; names may begin here."""
        self.clause = Clause(at)
        self.name_start = at

    def gap(self, start: int, end: int) -> None:
        """Note text that the vocabulary does not know."""
        clause = self.clause
        raw = self.text[start:end]
        if clause.empty:
            clause.name = (clause.name[0] if clause.before else start, end)
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
            self.gap(start, end)
            return
        if word.kind == "filler":
            return
        if word.kind == "level":
            self.items.level(word.meaning, start, end)
            return
        if word.kind not in {"subject", "class", "filler", "phrase"}:
            self.items.close_tail(start)
        if word.kind in {"subject", "class"}:
            self._name(word, spelling, start)
        elif word.kind == "phrase":
            self.gap(start, end)
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
                self.sayings.leave_mode(start)
                scope.listed = True
            return
        if not clause.cues and self.items.begins_with_name():
            self.items.name_item(start)
            clause.subjects.clear()
            clause.before = ""
        clause.cues.append(Cue(kind, start, end))
        clause.empty = False

    def _special(self, kind: str, start: int, end: int) -> None:
        scope = self.scope
        self.name_start = end
        if kind == "among":
            self.sayings.compare()
            self.thread.carry()
            scope.listed = True
            self.begin_clause(end)
        elif kind == "names" and scope.topic in NAME_TOPICS:
            self.thread.carry()
            self.sayings.names(end)
        elif kind == "names" or (kind == "purpose" and not scope.entry):
            self.thread.carry()
            scope.listed = True
            self.begin_clause(end)
        else:
            self.sayings.compare()
            self.thread.carry()
            scope.resumable = scope.listed
            scope.mode, scope.mode_start = kind, start
            self.begin_clause(end)

    def _number(self, start: int, end: int) -> int:
        clause, scope = self.clause, self.scope
        fresh = clause.empty and not clause.before
        if fresh and (numbered := _NUMBERED_CODE.match(self.text, start)):
            return self.items.numbered_code(start, numbered.end())
        number = read_number(self.text, start, end, self.vocabulary, fresh=fresh)
        if number is None:
            self.gap(start, end)
            return end
        self.items.close_tail(start)
        if number.kind == "free":
            self.free.append(number)
            if number.free == "年份":
                self.thread.year(number)
            elif fresh and self.items.begins(number):
                self.items.ordinal(number)
            return number.after
        if self._in_title(start):
            number.kind, number.free = "free", "文件名中的数字"
            self.free.append(number)
            return number.after
        if scope.mode and not self.sayings.resumes(number):
            number.kind = "free"
            number.free = "原因说明中的数字" if scope.mode == "reason" else "用途说明中的数字"
            self.free.append(number)
            self._after_number(number)
            return number.after
        self.binder.bind(number)
        self._after_number(number)
        return number.after

    def _after_number(self, number: Number) -> None:
        self.clause.cues.clear()
        self.clause.before = self.clause.after = ""
        self.clause.spent = True
        self.name_start = number.after

    def _in_title(self, at: int) -> bool:
        return self.text.rfind("《", max(0, at - 80), at) > self.text.rfind("》", max(0, at - 80), at)

    def _remark(self, text: str, start: int, end: int) -> int:
        """（一） at the head of a clause is an ordinal; a code behind its name or another remark says nothing of figures."""
        if text[1].isdigit():
            return self.items.code(start, end)
        fresh = self.clause.empty and not self.clause.before
        if fresh and _CHINESE_ORDINAL.fullmatch(text) and self.scope.topic in ITEM_TOPICS and not self.scope.mode:
            self.items.ordinal(Number(start, end, ONE, "free", after=end))
        elif self.scope.awaiting_name:
            self.gap(start, end)
        else:
            self.thread.rename(text, start)
        return end

    def stop(self, mark: str, at: int) -> None:
        """End the clause at a mark, and with it what the mark ends besides."""
        if mark == " " or (mark == "\n" and self.sayings.only_announced(at)):
            return
        if mark == "、" and not self.clause.spent and not self.clause.cues and self.clause.path_end != -2:
            if not self.clause.empty or self.clause.before:
                self._gap_mark(at)
            return
        self.items.close_tail(at)
        if self.clause.cues:
            self.sayings.compare()
            self.sayings.nil(at)
        if self.clause.cues or self.clause.subjects or self.clause.before:
            self.thread.carry(at)
        if mark in "()":
            self.thread.bracket(mark)
        elif mark == ":":
            self.items.lose()
        if mark in "。.!?\n":
            self._end_sentence(at, paragraph=mark == "\n")
        elif mark == ";":
            self._end_item(at)
        shared = self.clause.spent or not self.clause.empty
        start = self.name_start if mark in "、()《》" and not shared else at + 1
        self.begin_clause(at + 1)
        self.name_start = start

    def _gap_mark(self, at: int) -> None:
        """A 、 between names: of subjects it makes a list, of other words a name."""
        if self.clause.before and not self.clause.subjects:
            self.clause.before += self.text[at]

    def _end_item(self, at: int) -> None:
        scope = self.scope
        if scope.mode:
            self.sayings.leave_mode(at, tentative=scope.mode != "names")

    def _end_sentence(self, at: int, *, paragraph: bool) -> None:
        scope = self.scope
        if at == len(self.text):
            self.items.close_tail(at)
            self.sayings.compare()
            self.sayings.nil(at)
            self.thread.carry(at)
        if scope.mode:
            self.sayings.leave_mode(at)
        scope.mode = ""
        scope.listed = False
        scope.sentence += 1
        scope.comparand = "" if paragraph else scope.comparand
        scope.later = 0 if paragraph or scope.later == 1 else scope.later
        scope.shared = ()
        scope.subject = scope.main
        if paragraph or not self.text.startswith(_KINDS_FOLLOW, at + 1):
            scope.counted = None
