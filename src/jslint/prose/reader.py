"""Reads a passage clause by clause: each clause and what is known before it give what is known behind it and what was said."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.antecedents import divided_change
from jslint.prose.binders.binder import Bound, Free, View
from jslint.prose.binders.table import IN_ORDER, ByKind, bind
from jslint.prose.boundaries import is_part_of_body
from jslint.prose.clause import Clause, Opening
from jslint.prose.context import ITEM_TOPICS, Context, Passage
from jslint.prose.cutting.cut import behind_figure, behind_mark, cut
from jslint.prose.focus import at_heading, at_sentence_end, carried, of_body, of_year, with_bracket
from jslint.prose.headings import headings
from jslint.prose.items import (
    JOINS,
    losing,
    trimmed,
    with_coded_name,
    with_level,
    with_name,
    with_ordinal,
    with_tail,
    without_item,
)
from jslint.prose.lexer import lex
from jslint.prose.numbers import Number
from jslint.prose.reading import NOBODY, Reading, Subject
from jslint.prose.wordings import Step, compared, denied, is_other_money, listed, resumed, resumes, without_mode

NAME_TOPICS = frozenset({"一般公共预算财政拨款基本支出决算情况"})
"""Sections in which 主要包括 lists the items that have money."""


_LISTED = Pattern(r"(?:^|[、，,:和及])([^、，,:;。0-9%万]{2,20})$")


_FOR = "用于"
_MONEY_FOR = Pattern(r"的[^，。；]{0,4}(?:支出|资金|经费|费用?|补助|补贴)(?:\([^()]*\))?(?:为|共计?|合计|计)?$")


class Read(Struct, frozen=True):
    """What a passage says: readings in the order of the text, numbers that repeat nothing, numbers nobody can bind with the reason."""

    readings: tuple[Reading, ...]
    free: tuple[Number, ...]
    unbound: tuple[tuple[Number, str], ...]


class _Said(Struct, frozen=True, gc=False):
    """What one clause says, what is known behind it, and where the next one begins."""

    context: Context
    opening: Opening
    readings: tuple[Reading, ...] = ()
    free: tuple[Number, ...] = ()
    unbound: tuple[tuple[Number, str], ...] = ()


def read_passage(passage: Passage, topic: str, key_of: Callable[[str], str | None], binders: ByKind = IN_ORDER) -> Read:
    """Read a passage of the section `topic`; `key_of` says which section a title begins."""
    tokens = iter(lex(passage, topic, headings(passage.text, passage.vocabulary, topic, key_of)))
    context, opening, ended = Context(topic), Opening(0, 0), False
    readings: list[Reading] = []
    free: list[Number] = []
    unbound: list[tuple[Number, str]] = []
    while not ended:
        clause, between = cut(tokens, opening, context, passage)
        said = read(clause, context, passage, binders)
        context, opening, ended = said.context, said.opening, clause.closer == "end"
        if said.readings:
            readings += said.readings
        if between or said.free:
            free += (*between, *said.free)
        if said.unbound:
            unbound += said.unbound
    return Read(tuple(readings), tuple(free), tuple(unbound))


def read(clause: Clause, context: Context, passage: Passage, binders: ByKind = IN_ORDER) -> _Said:
    """What a clause says in its context."""
    if clause.tail:
        context = with_tail(context, clause.tail)
    if clause.item is not None and clause.closer != "code":
        context = with_name(context, passage, *clause.item)
    if clause.years or context.era:
        context = of_year(context, clause, passage)
    if clause.body:
        context = of_body(context, clause)
    if clause.number is not None:
        return _figure(clause, clause.number, context, passage, binders)
    return _CLOSERS[clause.closer](clause, context, passage)


def _figure(clause: Clause, number: Number, context: Context, passage: Passage, binders: ByKind) -> _Said:
    before: tuple[Reading, ...] = ()
    if context.mode:
        of_reason = "原因说明中的数字" if context.mode == "reason" else "用途说明中的数字"
        if resumes(context, clause, number):
            context, before = resumed(context, clause, passage)
        if context.mode == "names" and (listed := _amount_in_list(clause, number, context, passage)) is not None:
            return _Said(context.remembering((listed,)), behind_figure(clause, number), (*before, listed))
        context = _of_money_for(clause, number, context, passage)
        if context.mode or number.kind not in {"amount", "percent", "count"}:
            return _Said(context, behind_figure(clause, number), before, (number.freed(of_reason),))
    view, outcome = bind(View(passage.text, passage, clause, context, number), binders)
    number, context = view.number, view.context
    if isinstance(outcome, Free):
        return _Said(context, behind_figure(clause, number), before, (number.freed(outcome.reason),))
    clause = outcome.clause or clause
    opening = behind_figure(clause, number)
    if isinstance(outcome, Bound):
        return _Said(outcome.context.remembering(outcome.readings), opening, (*before, *outcome.readings))
    context = _behind_unsure(clause, number, context, passage)
    return _Said(context, opening, before, (), ((number, outcome.reason),))


def _behind_unsure(clause: Clause, number: Number, context: Context, passage: Passage) -> Context:
    """What is known behind a figure that nobody can bind."""
    lost_at = number.after if _is_of_another(clause, number) else None
    context = replace(context, last=None, run=(), lost_at=lost_at)
    if number.kind != "amount":
        return context
    if clause.has("earlier") and clause.has("up", "down"):
        return replace(context, comparand="earlier")
    total_lost = context.total_lost or _names_total(clause, number, passage)
    return replace(context, amount_lost=True, subject=NOBODY, total_lost=total_lost)


def _is_of_another(clause: Clause, number: Number) -> bool:
    """Whether an amount that nobody can bind is of something that the clause names, or a change of it: 因划转减少 A 万元."""
    if clause.subject is not None:
        return not clause.subject.known
    return number.kind == "amount" and bool(clause.before) and clause.has("up", "down")


def _amount_in_list(clause: Clause, number: Number, context: Context, passage: Passage) -> Reading | None:
    """主要包括：办公费 A 万元、水费 B 万元: the amount of the name right before it."""
    name = _LISTED.search(passage.text[context.mode_start : number.start])
    if number.kind != "amount" or name is None or clause.cues:
        return None
    view = View(passage.text, passage, clause, replace(context, main=None), number)
    return view.reading("part", Subject(name[1]))


def _of_money_for(clause: Clause, number: Number, context: Context, passage: Passage) -> Context:
    """用于村级运转的支出 A 万元 at the head of a sentence names money of its own; what follows is said of that."""
    text, begun = passage.text, context.mode_start
    start = begun + len(_FOR)
    if (
        context.mode != "purpose"
        or number.kind != "amount"
        or clause.start != start
        or not text.startswith(_FOR, begun)
    ):
        return context
    opens = begun == 0 or text[begun - 1] in "。;\n"
    return replace(context, subject=NOBODY) if opens and _MONEY_FOR.search(text, start, number.start) else context


def _names_total(clause: Clause, number: Number, passage: Passage) -> bool:
    """Whether a figure that was not bound is said to be a total: 非财政拨款收入合计."""
    subject = clause.subject
    if subject is None:
        return bool(clause.before) and clause.has("total")
    words = passage.text[clause.subjects[-1].start : number.start]
    return subject.head or "合计" in words or "总计" in words


def _cue(clause: Clause, context: Context, passage: Passage) -> _Said:
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
            last = context.last
            divides = last is not None and last.sentence == context.sentence and clause.empty
            against = divided_change(context) if clause.empty else ""
            abroad = context.abroad or (clause.empty and _divides_lost(context, clause, passage))
            context = replace(context, listed=True, part_of=last if divides else None, inherited=against, abroad=abroad)
        else:
            context = replace(context, resumable=context.listed, mode=kind, mode_start=clause.end)
    else:
        context = carried(context, clause, passage, ends=False)
        if kind == "names" and context.topic in NAME_TOPICS:
            context, said = listed(context, passage, end)
        else:
            context = replace(context, listed=True)
    return _Said(context, Opening(end, end), said)


def _divides_lost(context: Context, clause: Clause, passage: Passage) -> bool:
    """镇本级“三公”经费支出 A 万元，其中公务接待费 B 万元: the parts are of the same other thing."""
    lost_at = context.lost_at
    if lost_at is None or not passage.text.startswith("其中", clause.end):
        return False
    return passage.text[lost_at : clause.start] in {"", "，", ",", "("}


def _level(clause: Clause, context: Context, passage: Passage) -> _Said:
    """A （类）, （款） or （项） behind a name."""
    said: tuple[Reading, ...] = ()
    name = trimmed(passage.text[clause.name_start : clause.end])
    if context.mode:
        context, said = without_mode(context, passage, clause.name_start)
    end = clause.behind
    joined = context.has_item_level and passage.text.startswith(JOINS, clause.name_start)
    context = with_level(context, clause.mark, name)
    return _Said(without_item(context) if joined else context, Opening(end, end, level_end=end), said)


def _ordinal(clause: Clause, context: Context, passage: Passage) -> _Said:
    """A number before an item."""
    said: tuple[Reading, ...] = ()
    if context.mode:
        context, said = without_mode(context, passage, clause.end)
    end = clause.behind
    context = with_ordinal(context, counts=context.topic in ITEM_TOPICS)
    return _Said(context, Opening(end, end), said)


def _code(clause: Clause, context: Context, passage: Passage) -> _Said:
    """A code in brackets: behind the name of an item, or an aside of its own."""
    end = clause.behind
    if clause.item is not None:
        context = with_coded_name(context, passage, *clause.item)
        return _Said(context, Opening(end, end))
    context, said = _closed(clause, context, passage)
    return _Said(context, Opening(end, end), said)


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


def _stop(clause: Clause, context: Context, passage: Passage) -> _Said:
    """A mark of punctuation."""
    context, said = _closed(clause, context, passage)
    if (behind := _BEHIND_MARKS.get(clause.mark)) is not None:
        context, more = behind(clause, context, passage)
        said = (*said, *more)
    return _Said(context, behind_mark(clause), said)


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
    if is_part_of_body(passage.text[clause.start : clause.end]):
        context = replace(context, abroad=True)
    return context, ()


def _semicolon(clause: Clause, context: Context, passage: Passage) -> Step:
    """Behind a semicolon the text may be about the report's body again, and no longer about a reason."""
    if context.mode:
        return without_mode(context, passage, clause.end, tentative=context.mode != "names")
    return (replace(context, abroad=False) if context.abroad else context), ()


def _end(clause: Clause, context: Context, passage: Passage) -> _Said:
    context, said = _closed(clause, context, passage)
    context, more = _sentence_end(clause, context, passage)
    return _Said(context, behind_mark(clause), (*said, *more))


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


def _heading(clause: Clause, context: Context, _: Passage) -> _Said:
    """A heading within the text."""
    return _Said(at_heading(context, clause.mark), Opening(clause.behind, clause.behind))


_CLOSERS: dict[str, Callable[[Clause, Context, Passage], _Said]] = {
    "cue": _cue,
    "level": _level,
    "ordinal": _ordinal,
    "code": _code,
    "stop": _stop,
    "end": _end,
    "heading": _heading,
}
