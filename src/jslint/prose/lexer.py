"""Prose to tokens: words of the vocabulary with their meaning in the section, numbers with their unit, marks, headings, and gaps."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from jslint.amount import Amount
from jslint.pattern import Pattern
from jslint.prose.numbers import Number, read_number
from jslint.prose.vocabulary import Meanings, Vocabulary, Word

Kind = Literal[
    "gap",
    "filler",
    "light",
    "body",
    "name",
    "cue",
    "level",
    "phrase",
    "number",
    "code",
    "ordinal",
    "remark",
    "stop",
    "heading",
]
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
    "filler": "light",
}


_LEAVE_FRESH = frozenset({"filler", "remark", "number"})
_LIGHT_MARKS = frozenset({" ", "、"})
"""These leave it as it is whether anything of a clause stands before what comes next."""
_BEGIN_ANEW = frozenset({"stop", "ordinal", "code"})
_SHORTEST_WITHIN = 2
"""Characters of a word that may be told within another."""
_BEFORE_NAMES = frozenset({"level", "ordinal", "code"})
"""Behind these the name of an item begins."""


class Token(Struct, frozen=True, gc=False):
    """A stretch of prose and what it is by itself.

    `gap` is text that the vocabulary lacks, `body` the name of whose report it is, `light` a filler that is a name elsewhere, `code` a code in brackets, `ordinal` what
    numbers a paragraph or an item, `remark` brackets without figures. `fresh` says that nothing of its clause stands before it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    word: Word | None = None
    number: Number | None = None
    fresh: bool = False


def lex(
    text: str,
    vocabulary: Vocabulary,
    topic: str,
    headings: dict[int, tuple[int, str]],
    own: tuple[str, ...] = (),
) -> tuple[Token, ...]:
    """The tokens of a passage of the section `topic`, from its first to its last character; `own` are the body's names.

    Linear in the passage's length.
    """
    tokens: list[Token] = []
    size = len(text)
    bodies = _bodies(text, own) if own else {}
    coming = iter(sorted(bodies))
    body = next(coming, size)
    search, meanings = vocabulary.scanner.search, vocabulary.meanings(topic)
    at, fresh = 0, True
    while at < size:
        if at in headings:
            end, begun = headings[at]
            meanings = vocabulary.meanings(begun) if begun else meanings
            tokens.append(Token("heading", begun, at, end))
            at, fresh = end, True
            continue
        while body < at:
            body = next(coming, size)
        if body == at:
            tokens.extend(_body(text, at, bodies[at]))
            at = tokens[-1].end
            continue
        kind, start, end = search(text, at) or ("", size, size)
        if body <= start:
            kind, start = "", body
        if start > at:
            tokens.append(Token("gap", text[at:start], at, start))
            fresh = False
        if not kind:
            at = start
            continue
        token = _token(kind, start, end, text, vocabulary, meanings, fresh=fresh)
        if token.text == "用于":
            token = _in_name(token, tokens)
        tokens.append(token)
        at = token.end
        if token.kind not in _LEAVE_FRESH and token.text not in _LIGHT_MARKS:
            fresh = token.kind in _BEGIN_ANEW or (token.word is not None and token.word.kind in ANNOUNCING)
    return tuple(tokens)


def _token(
    kind: str, start: int, end: int, text: str, vocabulary: Vocabulary, meanings: Meanings, *, fresh: bool
) -> Token:
    if kind == "word":
        return _word(text, start, end, vocabulary, meanings)
    if kind == "stop":
        return Token("stop", text[start:end], start, end)
    if kind == "number":
        return _number(start, end, text, vocabulary, fresh=fresh)
    return _remark(text[start:end], start, end, text, fresh=fresh)


def _in_name(token: Token, before: list[Token]) -> Token:
    """The token, or text where it begins the name of an item: 用于社会福利的彩票公益金支出."""
    begins = before and before[-1].kind in _BEFORE_NAMES
    return Token("gap", token.text, token.start, token.end) if begins else token


def _bodies(text: str, names: tuple[str, ...]) -> dict[int, int]:
    """Where the body's own names begin and end; the longest of those that begin at one place."""
    found: dict[int, int] = {}
    for name in sorted(names, key=len):
        at = text.find(name)
        while at >= 0:
            found[at] = at + len(name)
            at = text.find(name, at + 1)
    return found


def _body(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The body's own name, and what makes of it a part: （本级）."""
    name = Token("body", text[start:end], start, end)
    part = _PART_OF_IT.match(text, end)
    return (name, Token("gap", part[0], end, part.end())) if part else (name,)


def _remark(printed: str, start: int, end: int, text: str, *, fresh: bool) -> Token:
    if printed[1].isdigit():
        return Token("code", printed, start, end, number=_free(text, start + 1, end - 1, end, "科目编码"))
    if fresh and _CHINESE_ORDINAL.fullmatch(printed):
        return Token("ordinal", printed, start, end, fresh=True)
    return Token("remark", printed, start, end, fresh=fresh)


def _word(text: str, start: int, end: int, vocabulary: Vocabulary, meanings: Meanings) -> Token:
    spelling = text[start:end]
    if spelling in vocabulary.fillers:
        return Token("filler", spelling, start, end)
    word = meanings[spelling]
    if word is not None and word.unless and word.unless in text:  # an abbreviation gives way to the full name
        word = vocabulary.meaning(spelling, "") or word
    if word is None:
        return _shorter(text, start, end, vocabulary, meanings)
    return Token(_KINDS.get(word.kind, "cue"), spelling, start, end, word)


def _shorter(text: str, start: int, end: int, vocabulary: Vocabulary, meanings: Meanings) -> Token:
    """The word within one that means nothing in this section: 本部门收入总计 is 本部门 and 收入总计; text where there is none."""
    shorter = vocabulary.scanner.word(text, start, end - start)
    if len(shorter) < _SHORTEST_WITHIN:
        return Token("gap", text[start:end], start, end)
    return _word(text, start, start + len(shorter), vocabulary, meanings)


def _number(start: int, end: int, text: str, vocabulary: Vocabulary, *, fresh: bool) -> Token:
    if fresh and (numbered := _CODED.match(text, start)):
        number = _free(text, start, numbered.end(), numbered.end() + 1, "序号")
        return Token("ordinal", text[start : numbered.end()], start, number.after, number=number, fresh=True)
    read = read_number(text, start, end, vocabulary, fresh=fresh)
    if read is None:
        return Token("gap", text[start:end], start, end)
    kind: Kind = "ordinal" if read.free == "序号" and fresh else "number"
    return Token(kind, text[start:end], start, read.after, number=read, fresh=fresh)


def _free(text: str, start: int, end: int, after: int, reason: str) -> Number:
    return Number(
        start, end, Amount(Decimal(text[start:end]), Decimal(1), percent=False), "free", after=after, free=reason
    )
