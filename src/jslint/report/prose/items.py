"""Which functional subject an item is about: （类）（款）（项） and numbered names."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jslint.amount import Amount
from jslint.pattern import Pattern
from jslint.report.prose.numbers import Number
from jslint.report.prose.state import Clause, Subject

if TYPE_CHECKING:
    from jslint.report.prose.reader import Reader

LEVELS = ("类", "款", "项", "目")
ITEM_TOPICS = frozenset(
    {
        "一般公共预算财政拨款支出决算情况",
        "政府性基金预算财政拨款支出决算情况",
        "国有资本经营预算财政拨款支出决算情况",
    }
)
_TRIMMED = Pattern(r"^[、，,和及与:]+|[、，,:]+$")
_EMPTY_TAILS = frozenset({"支出", "支出合计", "科目", "经费", "项目"})
_CODE = Pattern(r"^[0-9]{3,7}")


class Items:
    """Keeps the path of the item that the text has come to."""

    def __init__(self, reader: Reader) -> None:
        """Work for that reader, whose clause and scope say where it is."""
        self.reader = reader

    def level(self, level: str, start: int, end: int) -> None:
        """A （类）, （款） or （项） ends a name, and the path goes as deep as it."""
        scope = self.reader.scope
        name = _TRIMMED.sub("", self.reader.text[self.reader.name_start : start])
        if not name or len(name) > 40:
            self.reader.gap(start, end)
            return
        if scope.mode:
            self.reader.sayings.leave_mode(self.reader.name_start)
        index = LEVELS.index(level)
        deepest = max((LEVELS.index(known) for known in scope.path), default=-1)
        if not scope.awaiting_name and (not scope.path or index <= deepest):
            scope.entry += 1
        scope.path = {known: text for known, text in scope.path.items() if LEVELS.index(known) < index}
        scope.path[level] = name
        scope.awaiting_name = False
        self._set_item()
        self.reader.clause = Clause(end, path_end=end)
        self.reader.clause.empty = False
        self.reader.name_start = end

    def _set_item(self) -> None:
        scope = self.reader.scope
        path = tuple(scope.path.values())
        subject = Subject(path[-1], path, scope.entry)
        scope.subject = subject
        if not scope.listed or len(path) > 1 or "项" in scope.path:
            scope.main = subject

    def close_tail(self, at: int) -> None:
        """A name after （款） or （类） that lacks its own mark is that of the 项."""
        clause, scope = self.reader.clause, self.reader.scope
        if clause.path_end < 0:
            return
        tail = _TRIMMED.sub("", self.reader.text[clause.path_end : at])
        if len(tail) >= 2 and tail not in _EMPTY_TAILS and "项" not in scope.path and len(tail) <= 40:
            scope.path["项"] = tail
            self._set_item()
            clause.subjects.clear()
        if tail:
            clause.before = clause.after = ""
        clause.path_end = -2

    def ordinal(self, number: Number) -> None:
        """A number before an item begins it; its name is to follow."""
        scope = self.reader.scope
        if scope.mode and self.reader.text[number.start - 1 : number.start] not in {"\n", ""}:
            return
        if scope.mode:
            self.reader.sayings.leave_mode(number.start)
        scope.entry += scope.topic in ITEM_TOPICS
        scope.path = {}
        scope.awaiting_name = True
        scope.subject = scope.main = None
        self.reader.begin_clause(number.after)

    def begins(self, number: Number) -> bool:
        """Whether an item begins with this ordinal, or with this code at the head of a paragraph."""
        code = number.free == "科目编码" and not self.reader.scope.awaiting_name
        return number.free == "序号" or (code and self.opens_paragraph())

    def numbered_code(self, start: int, end: int) -> int:
        """Begin the item of an ordinal with a code behind it; where to read on."""
        number = Number(start, end, _whole(self.reader.text[start:end]), "free", after=end + 1, free="序号")
        self.reader.free.append(number)
        self.ordinal(number)
        return number.after

    def code(self, start: int, end: int) -> int:
        """教育支出（205）A 万元; a code in brackets that follows no name is a bracket like another. Where to read on."""
        reader = self.reader
        if self.named_before_code(start):
            reader.begin_clause(end)
        elif reader.clause.named_to != start:
            reader.stop("(", start)
            return start + 1
        amount = _whole(reader.text[start + 1 : end - 1])
        reader.free.append(Number(start + 1, end - 1, amount, "free", after=end, free="科目编码"))
        return end

    def opens_paragraph(self) -> bool:
        """Whether the clause is the first of its paragraph, in a section of items."""
        start = self.reader.clause.start
        opens = start == 0 or self.reader.text[start - 1] == "\n"
        return opens and self.reader.scope.topic in ITEM_TOPICS

    def named_before_code(self, at: int) -> bool:
        """行政运行（2010301）: a paragraph that begins with a name the vocabulary lacks and its code begins an item."""
        clause, scope = self.reader.clause, self.reader.scope
        if not clause.before or clause.subjects or clause.cues or scope.mode or not self.opens_paragraph():
            return False
        if not scope.awaiting_name:
            scope.entry += 1
        scope.path = {}
        self.name_item(at)
        return True

    def lose(self) -> None:
        """一般行政管理事务：… after another item: the vocabulary lacks the name, so what follows is about neither."""
        clause, scope = self.reader.clause, self.reader.scope
        said = clause.subjects or clause.cues or clause.spent or scope.mode or scope.awaiting_name
        if clause.before and not said and clause.path_end == -1 and self.opens_paragraph():
            scope.path = {}
            scope.subject = scope.main = Subject("", known=False)

    def begins_with_name(self) -> bool:
        """Whether a numbered item begins with a name that is not in the vocabulary, or only in part."""
        clause, scope = self.reader.clause, self.reader.scope
        if not scope.awaiting_name or scope.topic not in ITEM_TOPICS or clause.spent:
            return False
        if clause.subject is None:
            return bool(clause.before)
        if clause.subjects[0][2].kind != "class":
            return not clause.subject.known
        return bool(clause.before or clause.after) or len(clause.subjects) > 1

    def name_item(self, at: int) -> None:
        """A numbered item names its subject without （类）（款）（项): what the clause says up to here."""
        scope = self.reader.scope
        name = _CODE.sub("", _TRIMMED.sub("", self.reader.text[self.reader.clause.start : at]))
        parts = tuple(part for part in re.split(r"-|—|–|>|/", name) if part)
        if parts and len(name) <= 60:
            scope.subject = scope.main = Subject(parts[-1], ("项目名称", *parts), scope.entry)
        scope.awaiting_name = False


def _whole(printed: str) -> Amount:
    return Amount(Decimal(printed), Decimal(1), percent=False)
