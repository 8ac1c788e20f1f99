"""What ends a clause without a figure: marks, levels, ordinals, codes, headings and words that announce, and what each leaves known."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from jslint.prose.antecedents import divided_change
from jslint.prose.binders.counts import PERFORMANCE
from jslint.prose.boundaries import is_part_of_body
from jslint.prose.clause import Clause, Opening
from jslint.prose.context import ITEM_TOPICS, Context, Passage
from jslint.prose.cutting.cut import behind_mark
from jslint.prose.focus import at_heading, at_sentence_end, carried, with_bracket
from jslint.prose.items import JOINS, losing, trimmed, with_coded_name, with_level, with_ordinal, without_item
from jslint.prose.numbers import Number
from jslint.prose.reading import Reading, Subject
from jslint.prose.wordings import Step, compared, denied, is_other_money, listed, without_mode

_NAME_TOPICS = frozenset({"一般公共预算财政拨款基本支出决算情况"})
"""Sections in which 主要包括 lists the items that have money."""


class Said(Struct, frozen=True, gc=False):
    """What one clause says, what is known behind it, and where the next one begins."""

    context: Context
    opening: Opening
    readings: tuple[Reading, ...] = ()
    free: tuple[Number, ...] = ()
    unbound: tuple[tuple[Number, str], ...] = ()


def _cue(clause: Clause, context: Context, passage: Passage) -> Said:
    """其中, 主要包括, 主要原因, 用于: what the next clause is."""
    kind, end = clause.mark, clause.behind
    said: tuple[Reading, ...] = ()
    if context.mode:  # 其中 at the head of a clause, or before a name with its amount, ends a reason
        context, said = without_mode(context, passage, clause.end)
        context = replace(context, listed=True)
    elif kind in {"among", "reason"} or (kind == "purpose" and context.entry):
        clause, said = compared(context, clause, passage)
        context = carried(context.remembering(said), clause, passage, ends=False)
        if kind == "among":
            context = _among(context, clause, passage)
        else:
            context = replace(context, resumable=context.listed, mode=kind, mode_start=clause.end)
    else:
        context = carried(context, clause, passage, ends=False)
        if kind == "names" and context.topic in _NAME_TOPICS:
            context, said = listed(context, passage, end)
        else:
            context = replace(context, listed=True)
    return Said(context, Opening(end, end), said)


def _among(context: Context, clause: Clause, passage: Passage) -> Context:
    """其中 right behind a figure announces its parts, in its role; elsewhere those of nothing certain."""
    last, inherited = context.last, divided_change(context) if clause.empty else ""
    divides = last is not None and last.sentence == context.sentence and clause.empty
    abroad = context.abroad or (clause.empty and _divides_lost(context, clause, passage))
    return replace(context, listed=True, part_of=last if divides else None, inherited=inherited, abroad=abroad)


def _divides_lost(context: Context, clause: Clause, passage: Passage) -> bool:
    """镇本级“三公”经费支出 A 万元，其中公务接待费 B 万元: the parts are of the same other thing."""
    lost_at = context.lost_at
    if lost_at is None or not passage.text.startswith("其中", clause.end):
        return False
    return passage.text[lost_at : clause.start] in {"", "，", ",", "("}


def _level(clause: Clause, context: Context, passage: Passage) -> Said:
    """A （类）, （款） or （项） behind a name."""
    said: tuple[Reading, ...] = ()
    name = trimmed(passage.text[clause.name_start : clause.end])
    if context.mode:
        context, said = without_mode(context, passage, clause.name_start)
    end = clause.behind
    joined = context.has_item_level and passage.text.startswith(JOINS, clause.name_start)
    context = with_level(context, clause.mark, name)
    return Said(without_item(context) if joined else context, Opening(end, end, level_end=end), said)


def _ordinal(clause: Clause, context: Context, passage: Passage) -> Said:
    """A number before an item."""
    said: tuple[Reading, ...] = ()
    if context.mode:
        context, said = without_mode(context, passage, clause.end)
    end = clause.behind
    context = with_ordinal(context, counts=context.topic in ITEM_TOPICS)
    return Said(context, Opening(end, end), said)


def _code(clause: Clause, context: Context, passage: Passage) -> Said:
    """A code in brackets: behind the name of an item, or an aside of its own."""
    end = clause.behind
    if clause.item is not None:
        context = with_coded_name(context, passage, *clause.item)
        return Said(context, Opening(end, end))
    context, said = _closed(clause, context, passage)
    return Said(context, Opening(end, end), said)


def _closed(clause: Clause, context: Context, passage: Passage) -> Step:
    """What a clause says without a figure where a mark ends it, and whom the next is about."""
    said: tuple[Reading, ...] = ()
    if not (clause.cues or clause.subjects or clause.before):
        return context, said
    if clause.before and is_other_money(context, clause):
        return replace(context, subject=Subject(clause.before, known=False)), said
    if clause.cues:
        named = bool(clause.subjects or clause.before)
        clause, said = compared(context, clause, passage)
        said = (*said, *denied(context, clause, passage))
        context = context.remembering(said)
        if not (clause.cues or named):
            return context, said
    return carried(context, clause, passage, ends=True), said


def _stop(clause: Clause, context: Context, passage: Passage) -> Said:
    """A mark of punctuation."""
    context, said = _closed(clause, context, passage)
    if (behind := _BEHIND_MARKS.get(clause.mark)) is not None:
        context, more = behind(clause, context, passage)
        said = (*said, *more)
    return Said(context, behind_mark(clause), said)


def _bracket(clause: Clause, context: Context, passage: Passage) -> Step:
    """A bracket opens an aside or closes it; a reason in brackets ends with them."""
    mark, at, aside = clause.mark, clause.end, context.aside
    said: tuple[Reading, ...] = ()
    if mark == ")" and context.mode and aside is not None and context.mode_start > aside.start:
        context, said = without_mode(context, passage, at)
    return with_bracket(context, mark, at), said


def _colon(clause: Clause, context: Context, passage: Passage) -> Step:
    """Behind a colon the text may be about what stands before it, or about nobody known."""
    context = losing(context, clause, passage)
    if context.topic != PERFORMANCE and is_part_of_body(passage.text[clause.start : clause.end]):
        context = replace(context, abroad=True)
    return context, ()


def _semicolon(clause: Clause, context: Context, passage: Passage) -> Step:
    """Behind a semicolon the text may be about the report's body again, and no longer about a reason."""
    if context.mode:
        return without_mode(context, passage, clause.end, tentative=context.mode != "names")
    return (replace(context, abroad=False) if context.abroad else context), ()


def _end(clause: Clause, context: Context, passage: Passage) -> Said:
    context, said = _closed(clause, context, passage)
    context, more = _sentence_end(clause, context, passage)
    return Said(context, behind_mark(clause), (*said, *more))


def _sentence_end(clause: Clause, context: Context, passage: Passage) -> Step:
    """A full stop, or the end of a paragraph."""
    said: tuple[Reading, ...] = ()
    if context.mode:
        context, said = without_mode(context, passage, clause.end)
    return at_sentence_end(context, passage, clause.end, paragraph=clause.mark in _PARAGRAPH_ENDS), said


_PARAGRAPH_ENDS = frozenset({"\n", ""})
_BEHIND_MARKS: dict[str, Callable[[Clause, Context, Passage], Step]] = {
    "(": _bracket,
    ")": _bracket,
    ":": _colon,
    ";": _semicolon,
    "。": _sentence_end,
    ".": _sentence_end,
    "!": _sentence_end,
    "?": _sentence_end,
    "\n": _sentence_end,
}
"""What marks do to what is known; the others divide a sentence and change nothing."""


def _heading(clause: Clause, context: Context, _: Passage) -> Said:
    """A heading within the text."""
    return Said(at_heading(context, clause.mark), Opening(clause.behind, clause.behind))


CLOSERS: dict[str, Callable[[Clause, Context, Passage], Said]] = {
    "cue": _cue,
    "level": _level,
    "ordinal": _ordinal,
    "code": _code,
    "stop": _stop,
    "end": _end,
    "heading": _heading,
}
