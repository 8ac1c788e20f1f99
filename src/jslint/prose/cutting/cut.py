"""Tokens to frozen clauses: what stands up to a figure, or up to the mark, the word or the heading that ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jslint.prose.clause import Clause, Closer, Opening
from jslint.prose.context import Context, Passage
from jslint.prose.cutting import names, numbers, words
from jslint.prose.cutting.draft import Draft, begin, unsaid
from jslint.prose.lexer import Token
from jslint.prose.numbers import Number
from jslint.prose.vocabulary import Kind

_INNER_MARKS = "、()《》"
"""Marks behind which the name of a level may go on."""


_ENDS = frozenset("，,;:。.!?()《》")
"""Marks that end a clause whatever it says."""


def cut(
    tokens: Iterator[Token], opening: Opening, context: Context, passage: Passage
) -> tuple[Clause, tuple[Number, ...]]:
    """The next clause, of which the tokens are taken, and the numbers in it that repeat nothing."""
    token = next(tokens)
    if token.kind == "stop" and _ends_at_once(token.text, opening, context):
        return unsaid(opening, token), ()
    draft = begin(opening, context, passage)
    while (closer := _TAKERS[token.kind](draft, token)) is None:
        token = next(tokens)
    return draft.clause(closer, token), draft.free


def _ends_at_once(mark: str, opening: Opening, context: Context) -> bool:
    """Whether a mark stands where a clause begins, and ends it as `take_stop` would say: every other clause of a text is such."""
    if opening.level_end is not None:
        return False
    return mark in _ENDS or (mark == "\n" and not context.mode) or (mark == "、" and opening.rest is not None)


def _heading(_: Draft, __: Token) -> Closer:
    """A heading ends whatever stands before it."""
    return "heading"


def _end(_: Draft, __: Token) -> Closer:
    """The last clause ends with its passage."""
    return "end"


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
    "heading": _heading,
    "end": _end,
}


def behind_figure(clause: Clause, number: Number) -> Opening:
    """Where a clause goes on behind its figure."""
    return Opening(clause.start, number.after, clause)


def behind_mark(clause: Clause) -> Opening:
    """Where the next clause begins behind the mark that ended one, and where the name of a level may begin."""
    start = clause.end + 1
    goes_on = clause.mark in _INNER_MARKS and clause.empty and not clause.spent
    return Opening(start, clause.name_start if goes_on else start)
