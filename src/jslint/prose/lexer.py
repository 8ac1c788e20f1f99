"""Prose to tokens: words of the vocabulary with their meaning in the section, numbers with their unit, marks, headings, and gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import itemgetter

from msgspec import Struct

from jslint.amount import Amount
from jslint.pattern import Pattern
from jslint.prose.context import Passage
from jslint.prose.numbers import Number, read_number
from jslint.prose.row_names import Rows
from jslint.prose.vocabulary import Kind, Word

_CODED = Pattern(r"[0-9]{1,2}(?=[.、)](?:[0-9]{3}|[0-9]{5}|[0-9]{7})(?![0-9万亿元%])[^\W0-9A-Za-z_])")
"""1.2010301行政运行: an ordinal and a code, no decimal."""
_CHINESE_ORDINAL = Pattern(r"\([一二三四五六七八九十]{1,3}\)")
_PART_OF_IT = Pattern(r"\(?(?:本级|机关|本部)\)?|[下所直]属")
"""What behind the body's name makes of it a part."""
ANNOUNCING = frozenset({"reason", "purpose", "names", "among"})
"""Cues that end a clause and say what the next one is."""
_KINDS: dict[str, Kind] = {
    "subject": "name",
    "class": "name",
    "level": "level",
    "phrase": "phrase",
    "filler": "filler",
    "light": "light",
}


_LEAVE_FRESH = frozenset({"filler", "remark", "number", "body"})
_LIGHT_MARKS = frozenset({" ", "、"})
"""These leave it as it is whether anything of a clause stands before what comes next."""
_BEGIN_ANEW = frozenset({"stop", "ordinal", "code", "heading"})
_SHORTEST_WITHIN = 2
"""Characters of a word that may be told within another."""
_BEFORE_NAMES = frozenset({"level", "ordinal", "code"})
"""Behind these the name of an item begins."""


class Token(Struct, frozen=True, gc=False):
    """A stretch of prose and what it is by itself.

    `gap` is text that the vocabulary lacks, `row` the name of a row of the section's own table, `body` the name of whose report it is, `light` a filler that is a name elsewhere, `code` a code in brackets, `ordinal` what
    numbers a paragraph or an item, `remark` brackets without figures. `fresh` says that nothing of its clause stands before it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    word: Word | None = None
    number: Number | None = None
    fresh: bool = False


def lex(passage: Passage, topic: str, headings: Mapping[int, tuple[int, str]]) -> Sequence[Token]:
    """The tokens of a passage of the section `topic`, from its first to its last character, and its end. Linear in its length."""
    lexer = _Lexer(passage, topic)
    at = 0
    for start, end, begun in _fixed(passage.text, headings, passage.own):
        at = lexer.to(at, start)
        if at == start:
            at = lexer.body(start, end) if begun is None else lexer.heading(start, end, begun)
    end = len(passage.text)
    lexer.to(at, end)
    lexer.tokens.append(Token("end", "", end, end))
    return lexer.tokens


def _fixed(
    text: str, headings: Mapping[int, tuple[int, str]], own: tuple[str, ...]
) -> list[tuple[int, int, str | None]]:
    """What stands where it stands whatever the words around it: headings with the section they begin, the body's names with None."""
    found: dict[int, tuple[int, int, str | None]] = {}
    for start, end in _bodies(text, own).items():
        found[start] = (start, end, None)
    for start, (end, begun) in headings.items():
        found[start] = (start, end, begun)
    return sorted(found.values(), key=itemgetter(0))


class _Lexer:
    """The tokens of one passage while they are found."""

    def __init__(self, passage: Passage, topic: str) -> None:
        self.tokens: list[Token] = []
        self._text = passage.text
        self._vocabulary = passage.vocabulary
        self._rows_of = passage.rows
        self._meanings = passage.vocabulary.meanings(topic)
        self._rows = passage.rows.get(topic)

    def heading(self, start: int, end: int, begun: str) -> int:
        """A heading; where it ends."""
        if begun:
            self._meanings = self._vocabulary.meanings(begun)
            self._rows = self._rows_of.get(begun)
        self.tokens.append(Token("heading", begun, start, end))
        return end

    def body(self, start: int, end: int) -> int:
        """The body's own name, and what makes of it a part: （本级）; where that ends."""
        self.tokens.append(Token("body", self._text[start:end], start, end))
        if part := _PART_OF_IT.match(self._text, end):
            self.tokens.append(Token("gap", part[0], end, part.end()))
        return self.tokens[-1].end

    def to(self, at: int, stop: int) -> int:
        """What stands from there up to `stop`; where it ends, which is behind `stop` where a word runs over it."""
        text, rows, add, scanner = self._text, self._rows, self.tokens.append, self._vocabulary.scanner
        search, word_at, settled = scanner.starts.search, scanner.word, self._meanings.settled
        sought = at  # what stands before it, from `at` on, is no beginning of anything
        while at < stop:
            if rows is not None and sought == at and text[at : at + 2] in rows.heads and (row := self._row(rows, at)):
                add(row)
                at = sought = row.end
                continue
            match = search(text, sought)
            if match is None or (start := match.start()) >= stop:
                add(Token("gap", text[at:stop], at, stop))
                return stop
            if (kind := match.lastgroup) != "word":
                printed = match[0]
            elif not (printed := word_at(text, start)):
                if (match := scanner.beside_words(text, start)) is None:
                    sought = start + 1
                    continue
                kind, printed = match.lastgroup, match[0]
            if start > at:
                add(Token("gap", text[at:start], at, start))
            at = sought = start + len(printed)
            if kind is None:
                add(Token("stop", printed, start, at))
            elif kind == "word" and (meant := settled.get(printed)) is not None:
                add(Token(meant[0], printed, start, at, meant[1]))
            else:
                read = self._number if kind == "number" else self._word if kind == "word" else self._remark
                token = read(start, printed)
                add(token)
                at = sought = token.end
        return at

    def _is_fresh(self) -> bool:
        """Whether nothing of a clause stands before what comes."""
        for token in reversed(self.tokens):
            if token.kind not in _LEAVE_FRESH and token.text not in _LIGHT_MARKS:
                return token.kind in _BEGIN_ANEW or (token.word is not None and token.word.kind in ANNOUNCING)
        return True

    def _row(self, rows: Rows, at: int) -> Token | None:
        """The name of a row that stands there and is no word of the vocabulary, nor shorter than one."""
        name = rows.at(self._text, at)
        if len(name) <= len(self._vocabulary.scanner.word(self._text, at)):
            return None
        return Token("row", name, at, at + len(name), Word("row", rows.printed(name)))

    def _word(self, start: int, spelling: str) -> Token:
        """A word that is not settled: what stands around it matters, or it was not met yet in a section of this topic."""
        word = self._meanings[spelling]
        if word is None:
            return self._shorter(start, spelling)
        if word.unless and word.unless in self._text:  # an abbreviation gives way to the full name
            word = self._vocabulary.meaning(spelling, "")
            if word is None:
                return self._shorter(start, spelling)
        if spelling == "用于" and self.tokens and self.tokens[-1].kind in _BEFORE_NAMES:
            return Token("gap", spelling, start, start + 2)  # the name of an item: 用于社会福利的彩票公益金支出
        kind = _KINDS.get(word.kind, "cue")
        if not word.unless and spelling != "用于":
            self._meanings.settled[spelling] = kind, word
        return Token(kind, spelling, start, start + len(spelling), word)

    def _shorter(self, start: int, spelling: str) -> Token:
        """The word within one that means nothing in this section: 本部门收入总计 is 本部门 and 收入总计; text where there is none."""
        shorter = self._vocabulary.scanner.shorter(self._text, start, len(spelling))
        if len(shorter) < _SHORTEST_WITHIN:
            return Token("gap", spelling, start, start + len(spelling))
        return self._word(start, shorter)

    def _remark(self, start: int, printed: str) -> Token:
        text, end = self._text, start + len(printed)
        if printed[1].isdigit():
            return Token("code", printed, start, end, number=_free(text, start + 1, end - 1, end, "科目编码"))
        fresh = self._is_fresh()
        if fresh and _CHINESE_ORDINAL.fullmatch(printed):
            return Token("ordinal", printed, start, end, fresh=True)
        return Token("remark", printed, start, end, fresh=fresh)

    def _number(self, start: int, printed: str) -> Token:
        text, fresh, end = self._text, self._is_fresh(), start + len(printed)
        if fresh and (numbered := _CODED.match(text, start)):
            number = _free(text, start, numbered.end(), numbered.end() + 1, "序号")
            return Token("ordinal", numbered[0], start, number.after, number=number, fresh=True)
        read = read_number(text, start, end, self._vocabulary, fresh=fresh)
        if read is None:
            return Token("gap", printed, start, end)
        kind: Kind = "ordinal" if read.free == "序号" and fresh else "number"
        return Token(kind, printed, start, read.after, number=read, fresh=fresh)


def _bodies(text: str, names: tuple[str, ...]) -> dict[int, int]:
    """Where the body's own names begin and end; the longest of those that begin at one place."""
    found: dict[int, int] = {}
    for name in sorted(names, key=len):
        at = text.find(name)
        while at >= 0:
            found[at] = at + len(name)
            at = text.find(name, at + 1)
    return found


def _free(text: str, start: int, end: int, after: int, reason: str) -> Number:
    return Number(
        start, end, Amount(Decimal(text[start:end]), Decimal(1), percent=False), "free", after=after, free=reason
    )
