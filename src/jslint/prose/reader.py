"""Reads a passage clause by clause: each clause and what is known before it give what is known behind it and what was said."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.binders.binder import Bound, Free, View
from jslint.prose.binders.table import IN_ORDER, ByKind, bind
from jslint.prose.clause import Clause, Opening
from jslint.prose.closers import CLOSERS, Said
from jslint.prose.context import Context, Passage
from jslint.prose.cutting.cut import behind_figure, cut
from jslint.prose.focus import of_body, of_year
from jslint.prose.headings import headings
from jslint.prose.items import with_name, with_tail
from jslint.prose.lexer import lex
from jslint.prose.numbers import Number
from jslint.prose.reading import NOBODY, Reading, Subject
from jslint.prose.wordings import resumed, resumes

_LISTED = Pattern(r"(?:^|[、，,:和及])([^、，,:;。0-9%万]{2,20})$")
_FOR = "用于"
_MONEY_FOR = Pattern(r"的[^，。；]{0,4}(?:支出|资金|经费|费用?|补助|补贴)(?:\([^()]*\))?(?:为|共计?|合计|计)?$")


class Read(Struct, frozen=True):
    """What a passage says: readings in the order of the text, numbers that repeat nothing, numbers nobody can bind with the reason."""

    readings: tuple[Reading, ...]
    free: tuple[Number, ...]
    unbound: tuple[tuple[Number, str], ...]


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


def read(clause: Clause, context: Context, passage: Passage, binders: ByKind = IN_ORDER) -> Said:
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
    return CLOSERS[clause.closer](clause, context, passage)


def _figure(clause: Clause, number: Number, context: Context, passage: Passage, binders: ByKind) -> Said:
    before: tuple[Reading, ...] = ()
    if context.mode:
        of_reason = "原因说明中的数字" if context.mode == "reason" else "用途说明中的数字"
        if resumes(context, clause, number):
            context, before = resumed(context, clause, passage)
        if context.mode == "names" and (listed := _amount_in_list(clause, number, context, passage)) is not None:
            return Said(context.remembering((listed,)), behind_figure(clause, number), (*before, listed))
        context = _of_money_for(clause, number, context, passage)
        if context.mode or number.kind not in {"amount", "percent", "count"}:
            return Said(context, behind_figure(clause, number), before, (number.freed(of_reason),))
    view, outcome = bind(View(passage.text, passage, clause, context, number), binders)
    number, context = view.number, view.context
    if isinstance(outcome, Free):
        return Said(context, behind_figure(clause, number), before, (number.freed(outcome.reason),))
    clause = outcome.clause or clause
    opening = behind_figure(clause, number)
    if isinstance(outcome, Bound):
        return Said(outcome.context.remembering(outcome.readings), opening, (*before, *outcome.readings))
    context = _behind_unsure(clause, number, context, passage)
    return Said(context, opening, before, (), ((number, outcome.reason),))


_MOVED = ("支出", "收入", "使用", "安排", "已支出", "实际支出", "拨入", "追加")
"""How a clause begins that says what came to a thing named before, or was spent of it."""


def _behind_unsure(clause: Clause, number: Number, context: Context, passage: Passage) -> Context:
    """What is known behind a figure that nobody can bind."""
    is_of_another = _is_of_another(clause, number) or _goes_on(clause, number, context, passage)
    lost_at = number.after if is_of_another else None
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


def _goes_on(clause: Clause, number: Number, context: Context, passage: Passage) -> bool:
    """Whether an amount that names nothing goes on with what another thing had: 项目年初结转 A 万元，支出 B 万元."""
    if clause.subject is not None or context.lost_at is None or number.kind != "amount":
        return False
    return passage.text[context.lost_at : number.start].strip("，, ").startswith(_MOVED)


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
