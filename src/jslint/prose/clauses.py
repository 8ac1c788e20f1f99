"""Tokens to frozen clauses: what stands up to a figure, or up to the mark, the word or the heading that ends it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from jslint.prose.context import Clause, Context, Passage
from jslint.prose.cutter import Cutter
from jslint.prose.lexer import Token
from jslint.prose.numbers import Number

_INNER_MARKS = "、()《》"
"""Marks behind which the name of a level may go on."""


def cut(tokens: Sequence[Token], at: int, context: Context, passage: Passage) -> tuple[Clause, tuple[Number, ...], int]:
    """The clause from the token `at` on, the numbers in it that repeat nothing, and the token after it."""
    cutter = Cutter(context, passage)
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.kind == "filler" and not cutter.after:
            continue
        if (closer := cutter.take(token)) is not None:
            return cutter.clause(closer, token), tuple(cutter.free), at
    end = len(passage.text)
    return cutter.clause("end", Token("stop", "", end, end)), tuple(cutter.free), at + 1


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
    )
