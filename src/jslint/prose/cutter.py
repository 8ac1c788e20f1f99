"""A clause while it is cut: each token is taken or ends it."""

from __future__ import annotations

from collections.abc import Callable

from jslint.pattern import Pattern
from jslint.prose.boundaries import is_boundary, is_within
from jslint.prose.context import ITEM_TOPICS, Clause, Closer, Context, Cue, Named, Passage, Subject, Year, lost
from jslint.prose.items import LONGEST_NAME, begins_with_name, is_item_name, trimmed
from jslint.prose.lexer import ANNOUNCING, Kind, Token
from jslint.prose.numbers import Number
from jslint.prose.vocabulary import Word
from jslint.prose.wordings import not_begun, only_announced

_CALLED = Pattern(r"^(?:以下)?(?:简称|合称|统称)?:?")
_AMOUNT = Pattern(r"(?:支出|收入|决算|为|数)*[0-9][0-9,.]*(?:万元|元|亿元)")
_SIDES = {"、", "，", ","}
_REACH = 60
"""Characters before a name that can make another thing of it."""
_TITLE_REACH = 80


_NOTHING = Clause(0, 0, "end")
"""What goes on where a clause begins anew."""


class Cutter:
    """A clause while it is cut; `take` says what ended it."""

    __slots__ = (
        "_awaiting", "_before", "_coming_year", "_context", "_cues", "_empty", "_gap", "_in_path", "_item", "_level_end", "_name",
        "_name_start", "_named_to", "_number", "_of", "_passage", "_spent", "_start", "_subjects", "_tail", "_years", "after", "free",
    )  # fmt: skip

    def __init__(self, context: Context, passage: Passage) -> None:
        rest = context.rest or _NOTHING
        self._context, self._passage = context, passage
        self._start = context.start if rest is _NOTHING else rest.start
        self._name_start = context.name_start if rest is _NOTHING else rest.name_start
        self._cues: list[Cue] = []
        self._subjects = list(rest.subjects)
        self._of, self._before, self.after, self._name = rest.of, "", "", rest.name
        self._empty, self._spent, self._in_path = rest.empty, rest.spent, rest.in_path
        self._level_end, self._named_to, self._coming_year = rest.level_end, rest.named_to, rest.coming_year
        self._tail = ""
        self._item: tuple[int, int] | None = None
        self._years: list[Year] = []
        self._gap: tuple[int, int] | None = None
        self._number: Number | None = None
        self._awaiting = context.awaiting_name
        self.free: list[Number] = []

    def clause(self, closer: Closer, token: Token) -> Clause:
        """The clause as it stands, ended by that token."""
        if closer in {"stop", "end"}:
            self._close_tail(token.start)
        return Clause(
            self._start,
            token.start,
            closer,
            _mark(closer, token),
            token.end,
            tuple(self._cues),
            tuple(self._subjects),
            self._of,
            self._before,
            self.after,
            self._name,
            self._empty,
            self._spent,
            self._in_path,
            self._level_end,
            self._named_to,
            self._name_start,
            self._number,
            self._tail,
            self._item,
            tuple(self._years),
            self._coming_year,
        )

    def take(self, token: Token) -> Closer | None:
        """Add a token, or say that it ends the clause and how."""
        return _TAKERS[token.kind](self, token)

    def take_gap(self, token: Token) -> None:
        """Text that the vocabulary lacks."""
        self._add_gap(token.text, token.start, token.end)

    def take_phrase(self, token: Token) -> None:
        """A set phrase: unknown, but no word that makes of the name behind it another."""
        gap = self._gap
        self._add_gap(token.text, token.start, token.end)
        self._gap = gap

    def take_filler(self, token: Token) -> None:
        """A word without a meaning of its own."""
        if self.after:
            self.after += token.text

    def take_light(self, token: Token) -> None:
        """A filler that is a name elsewhere fills only behind a known word."""
        if self._empty or self.after:
            self._add_gap(token.text, token.start, token.end)

    def _add_gap(self, raw: str, start: int, end: int) -> None:
        self._gap = (start if self._gap is None else self._gap[0], end)
        if self._empty:
            self._name = (self._name[0] if self._before else start, end)
            self._before += raw
        else:
            self.after += raw

    def take_name(self, token: Token) -> None:
        """A subject or a class: of the share where one is being said, else whom the clause is about."""
        word, start = token.word, token.start
        assert word is not None  # noqa: S101 - a name has its word
        subject = Subject(word.meaning, (token.text,) if word.kind == "class" else (), 0, word.head)
        if not self._binds_whole(word, start):
            subject = lost(subject)
        elif self._gap is not None and word.kind == "subject" and word.meaning != "项目":
            self._before = ""  # what leads to the name, not a word that makes of it another
        self._gap = None
        if self._of is None and not self._spent and any(cue.kind == "share" for cue in self._cues):
            self._of = subject
            return
        if self.after:  # what stood between belongs to neither
            self._before += self.after
            self.after = ""
        joined = self._subjects and self._named_to == start and not self._subjects[-1].subject.head
        if (word.kind == "class" and self._before and not word.head) or (joined and not self._spent):
            subject = lost(subject)
        self._named_to = token.end
        self._subjects.append(Named(subject, start, word))
        self._empty = False

    def _binds_whole(self, word: Word, start: int) -> bool:
        """Whether nothing stands directly before a name that makes it another thing: 其他…, 局机关…; of any 项目 the name does."""
        text, context = self._passage.text, self._context
        if word.meaning == "项目":
            return True
        if self._gap is None:
            return not is_within(
                text[max(self._start, start - _REACH) : start], context.topic, only_here=context.topic in word.only_in
            )
        stated = any(each.role == "total" and each.subject.name == word.meaning for each in context.recent)
        free = not context.listed and not stated
        first, last = self._gap
        lead = text[max(0, self._start - 2, first - _REACH) : first]  # 用于 ends the clause before
        return is_boundary(text[max(first, last - _REACH) : last], text[last:start], lead=lead, may_be_body=free)

    def take_cue(self, token: Token) -> Closer | None:
        """A word that says which role a figure has; one that announces ends the clause."""
        assert token.word is not None  # noqa: S101 - a cue has its word
        kind, start = token.word.kind, token.start
        self._close_tail(start)
        self._gap = None
        mode = self._context.mode
        if kind in ANNOUNCING and not mode:
            return "cue"
        if kind == "among":
            return "cue" if start == self._start or self._names_part(token.end) else None
        if not self._cues and self._begins_with_name():
            self._item, self._awaiting = (self._start, start), False
            self._subjects.clear()
            self._before = ""
        self._cues.append(Cue(kind, start, token.end))
        self._empty = False
        return None

    def _names_part(self, at: int) -> bool:
        """其中 ends a reason where a known name and its amount follow, though no stop stands before it."""
        text, vocabulary = self._passage.text, self._passage.vocabulary
        at += text[at : at + 1] in {":", "，", ","}
        spelling = vocabulary.scanner.word(text, at)
        word = vocabulary.meaning(spelling, self._context.topic) if spelling else None
        named = word is not None and word.kind in {"subject", "class"}
        return named and bool(_AMOUNT.match(text, at + len(spelling)))

    def _begins_with_name(self) -> bool:
        return (
            self._awaiting
            and self._context.topic in ITEM_TOPICS
            and not self._spent
            and begins_with_name(self._subjects, self._before, self.after)
        )

    def take_level(self, token: Token) -> Closer | None:
        """A （类）, （款） or （项） behind a name ends the clause."""
        name = trimmed(self._passage.text[self._name_start : token.start])
        if name and len(name) <= LONGEST_NAME and not not_begun(self._context, self._passage.text, self._name_start):
            return "level"
        self._add_gap(token.text, token.start, token.end)
        return None

    def _close_tail(self, at: int) -> None:
        """A name after （款） or （类） that lacks its own mark is that of the 项."""
        if self._level_end is None:
            return
        tail = trimmed(self._passage.text[self._level_end : at])
        if is_item_name(tail) and not self._context.has_level("项"):
            self._tail = tail
            self._subjects.clear()
        if tail:
            self._before = self.after = ""
        self._level_end = None

    def take_number(self, token: Token) -> Closer | None:
        """A figure ends the clause; what repeats nothing does not."""
        number = token.number
        self._gap = None
        if number is None or number.kind == "free":
            if number is not None:
                self._close_tail(token.start)
                self.free.append(number)
            return self._take_free(token, number)
        self._close_tail(token.start)
        if self._in_title(token.start):
            self.free.append(number.freed("文件名中的数字"))
            return None
        self._number = number
        return "number"

    def _take_free(self, token: Token, number: Number | None) -> Closer | None:
        if number is not None and number.free == "年份":
            self._take_year(number)
            return None
        fresh = self._empty and not self._before
        if token.kind == "ordinal" and fresh and self._begins_item(token):
            return "ordinal"
        if token.kind == "ordinal" and number is None:
            self.take_remark(token)
        coded = number is not None and number.free == "科目编码" and token.fresh and not self._awaiting
        if coded and fresh and self._passage.opens_paragraph(self._start, self._context.topic):
            return "ordinal" if self._begins_item(token) else None
        return None

    def _begins_item(self, token: Token) -> bool:
        """Whether an ordinal begins an item: （一） only where the section goes by items, none within a reason's line."""
        if token.number is None:
            return self._context.topic in ITEM_TOPICS and not self._context.mode
        return not self._context.mode or self._passage.text[token.start - 1 : token.start] in {"\n", ""}

    def _take_year(self, number: Number) -> None:
        opens, year = number.start == self._start, self._passage.year
        if year and 0 < number.year < year:
            self._cues.append(Cue("prior", number.start, number.after))
        if year and number.year > year:
            self._coming_year = True
        self._years.append(Year(number.year, opens))

    def _in_title(self, at: int) -> bool:
        text, since = self._passage.text, max(0, at - _TITLE_REACH)
        return text.rfind("《", since, at) > text.rfind("》", since, at)

    def take_code(self, token: Token) -> Closer | None:
        """教育支出（205）A 万元; a code in brackets that follows no name is a bracket like another."""
        assert token.number is not None  # noqa: S101 - a code is a number
        self.free.append(token.number)
        if self._names_by_code():
            self._item = (self._start, token.start)
            return "code"
        if self._named_to == token.start:
            return None
        self._close_tail(token.start)
        return "code"

    def _names_by_code(self) -> bool:
        """行政运行（2010301）: a paragraph that begins with a name the vocabulary lacks and its code begins an item."""
        if not self._before or self._subjects or self._cues or self._context.mode:
            return False
        return self._passage.opens_paragraph(self._start, self._context.topic)

    def take_remark(self, token: Token) -> None:
        """A bracket without figures: part of a name that is to come, or what an enumeration is called."""
        if self._awaiting:
            self._add_gap(token.text, token.start, token.end)
        else:
            self._rename(token)

    def _rename(self, token: Token) -> None:
        """出国费、接待费、购车费（“三公”经费）决算总额 A 万元: the bracket says what the whole enumeration is called."""
        vocabulary = self._passage.vocabulary
        spelling = _CALLED.sub("", token.text[1:-1])
        word = vocabulary.meaning(spelling, self._context.topic) if spelling in vocabulary.words else None
        if word is None or not word.head or self._passage.text[self._start - 1 : self._start] not in _SIDES:
            return
        self._subjects = [Named(Subject(word.meaning, head=True), token.start, word)]
        self._before = ""

    def take_stop(self, token: Token) -> Closer | None:
        """A mark ends the clause, but for one within a list of names or an announcement."""
        mark, at = token.text, token.start
        if mark == " " or (mark == "\n" and only_announced(self._context, self._passage.text, at)):
            return None
        joins = mark == "、" and not self._spent and not self._cues
        if joins and (self._level_end is not None or not self._in_path):
            if self._before and not self._subjects:
                self._before += mark
            return None
        return "stop"


_TAKERS: dict[Kind, Callable[[Cutter, Token], Closer | None]] = {
    "gap": Cutter.take_gap,
    "phrase": Cutter.take_phrase,
    "filler": Cutter.take_filler,
    "light": Cutter.take_light,
    "name": Cutter.take_name,
    "cue": Cutter.take_cue,
    "level": Cutter.take_level,
    "number": Cutter.take_number,
    "ordinal": Cutter.take_number,
    "code": Cutter.take_code,
    "remark": Cutter.take_remark,
    "stop": Cutter.take_stop,
    "heading": lambda _, __: "heading",
}


def _mark(closer: Closer, token: Token) -> str:
    """What of the token that ends a clause matters to what comes."""
    if token.word is not None and closer in {"cue", "level"}:
        return token.word.kind if closer == "cue" else token.word.meaning
    return token.text
