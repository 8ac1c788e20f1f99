"""Tokens to frozen clauses: what stands up to a figure, or up to the mark, the word or the heading that ends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from jslint.prose.clause import Clause, Closer
from jslint.prose.context import Opening, Passage
from jslint.prose.cutting import names, numbers, words
from jslint.prose.cutting.draft import Draft, begin
from jslint.prose.lexer import Kind, Token
from jslint.prose.numbers import Number

_INNER_MARKS = "、()《》"
"""Marks behind which the name of a level may go on."""


def cut(tokens: Sequence[Token], at: int, opening: Opening, passage: Passage) -> tuple[Clause, tuple[Number, ...], int]:
    """The clause from the token `at` on, the numbers in it that repeat nothing, and the token after it."""
    draft = begin(opening, passage)
    takers = _TAKERS
    for index in range(at, len(tokens)):
        token = tokens[index]
        if (closer := takers[token.kind](draft, token)) is not None:
            return draft.clause(closer, token), draft.free, index + 1
    end = len(passage.text)
    return draft.clause("end", Token("stop", "", end, end)), draft.free, len(tokens) + 1


def _end(_: Draft, __: Token) -> Closer:
    """A heading ends whatever stands before it."""
    return "heading"


_TAKERS: dict[Kind, Callable[[Draft, Token], Closer | None]] = {
    "gap": words.take_gap,
    "phrase": words.take_phrase,
    "filler": words.take_filler,
    "light": words.take_light,
    "body": words.take_body,
    "name": names.take_name,
    "row": names.take_row,
    "cue": words.take_cue,
    "level": words.take_level,
    "number": numbers.take_number,
    "ordinal": numbers.take_number,
    "code": numbers.take_code,
    "remark": names.take_remark,
    "stop": words.take_stop,
    "heading": _end,
}


def next_name_start(clause: Clause) -> int:
    """Where the name of a level may begin behind the clause's mark."""
    shared = clause.spent or not clause.empty
    return clause.name_start if clause.mark in _INNER_MARKS and not shared else clause.end + 1


def rest_of(clause: Clause, number: Number) -> Clause:
    """What of a clause goes on behind its figure: whom it names, not the words that the figure has used."""
    return replace(
        clause,
        cues=(),
        before="",
        after="",
        spent=True,
        name_start=number.after,
        number=None,
        tail="",
        item=None,
        years=(),
        body="",
    )
