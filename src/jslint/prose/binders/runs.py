"""Numbers that stand in one enumeration share their words: A、B 万元, 分别为 A 万元和 B 万元; a number without its unit."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.antecedents import ROLES_OF_BASES, amount_of, amounts_in_row
from jslint.prose.binders.binder import Bound, Outcome, View
from jslint.prose.context import BUDGET_CUES, Context, Slot
from jslint.prose.numbers import Number
from jslint.prose.reading import Subject, lost

MONEY = frozenset({"万元", "元"})
_JOINED = frozenset({"，", ",", "、", "和", "及", "与", "以及"})
_SPLIT: dict[str, tuple[str, str]] = {
    "收支总计": ("收入总计", "支出总计"),
    "财政拨款收支总计": ("财政拨款收入总计", "财政拨款支出总计"),
}
_LONGEST_RUN = 12
_NEXT = Pattern(r"(?:[，,、和及与][0-9.]{1,20}){1,11}(万元|元|%)")
_GROUP = Pattern(r"[，,][0-9]{3}(?![0-9])(?=\.|万元|元)")
"""1，204.50 万元 may be one number or two."""
_CHANGES = Pattern(r"(?:减少|增加|下降|增长|上升|降低)了?[0-9][0-9,]*(?:\.[0-9]+)?(万元|元)")
_RUN = Pattern(r"(?:以及|[，,、和及与])占?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(万元|元|%)?")

_JOINS = frozenset("以，,、和及与")
"""How what joins two numbers of an enumeration begins."""
_RATE_BEFORE = Pattern(r"(?:增长|下降|上升|降低)$")
"""Words that only a rate follows, where the amount of the change has been said (增加1040.00万元，增长20.00)."""


def with_unit(view: View) -> Number | None:
    """A number without its unit, taken for what its words admit only: an amount or a percentage; or None."""
    text, number, clause = view.text, view.number, view.clause
    if clause.after or (number.end - number.start <= 3 and _GROUP.match(text, number.end)):
        return None
    if clause.has("prior") and (changed := _CHANGES.match(text, number.end)):
        return number.taken_as("amount", changed[1])
    if text[number.end : number.end + 1] not in "，,、。;)\n":
        return None
    if clause.has("share", "complete"):
        return number.taken_as("percent", "%")
    last = view.context.last
    if last is not None and last.role == "change" and _RATE_BEFORE.search(text, max(0, number.start - 4), number.start):
        return number.taken_as("percent", "%")
    following = _next_unit(text, number.end)
    if clause.has("up", "down", "greater", "less"):
        shares_unit = clause.has("respectively") and following in MONEY
        return number.taken_as("amount", following) if shares_unit else None
    if "." in text[number.start : number.end] or following in MONEY or not number.amount.number:
        said = clause.has(*BUDGET_CUES, "final", "prior") or clause.subject is not None
        return number.taken_as("amount", following if following in MONEY else "万元") if said else None
    return None


def enumerated(view: View) -> Outcome:
    """The next number of an enumeration is bound as its last one was: A、B 万元, A 万元和 B 万元."""
    context, number = view.context, view.number
    last = context.last
    if last is None or last.number is None or not context.run:
        return None
    if number.kind == "bare":  # A、B、C 万元: the unit of the last is that of all
        number = number.taken_as(last.number.kind, last.number.unit)
        view = replace(view, number=number)
    if view.between(last.number) not in _JOINED or last.number.kind != number.kind:
        return None
    slot, *following = context.run
    view = replace(view, context=replace(context, run=tuple(following)))
    part = amount_of(context, slot.subject) if last.role == "share" else None
    return view.bound(view.reading(slot.role or last.role, slot.subject, of=last.of, sense=last.sense, part=part))


def subjects_in_row(view: View, subject: Subject) -> tuple[Context, Subject]:
    """The first of several subjects that share an enumeration of numbers, else the subject itself."""
    context, clause = view.context, view.clause
    length = run_length(view.text, view.number)
    if length < 2:
        return context, subject
    names = _SPLIT.get(subject.name)
    if names and length == 2:
        first, second = (Subject(name, head=True, known=subject.known) for name in names)
        return replace(context, run=(Slot(second),)), first
    listed = named_in_row(view) or context.shared
    if len(listed) == length:
        return replace(context, run=slots(listed[1:]), shared=listed), listed[0]
    if len(clause.subjects) > 1 and clause.has("respectively"):
        return context, lost(subject)
    if clause.subject is None and clause.has("respectively") and (stated := amounts_in_row(context, length)):
        return replace(context, run=slots(stated[1:])), stated[0]
    return context, subject


def named_in_row(view: View) -> tuple[Subject, ...]:
    """The subjects that a clause names one after another, up to its figure: 基本支出中人员经费、公用经费分别为 names two."""
    named, text = view.clause.subjects, view.text
    begin = len(named) - 1
    while begin > 0 and text[named[begin].start - 1] in _JOINED:
        begin -= 1
    return tuple(each.subject for each in named[max(begin, 0) :])


def slots(subjects: Iterable[Subject]) -> tuple[Slot, ...]:
    """The places of subjects in an enumeration."""
    return tuple(map(Slot, subjects))


def each_against_another(view: View) -> bool:
    """较年初预算 A 和调整预算 B 分别增加 C、减少 D; 比上年、比预算分别减少 A、B: the changes of one subject, each against another figure."""
    context, clause = view.context, view.clause
    if context.run or not clause.has("respectively"):
        return False
    bases = {each.role for each in context.recent[-2:] if each.sentence == context.sentence}
    several = len(bases) > 1 and bases <= ROLES_OF_BASES
    amounts = view.number.kind == "amount" and run_length(view.text, view.number) > 1
    return several or amounts or (clause.has("prior") and clause.has(*BUDGET_CUES))


def changed_in_row(view: View) -> tuple[Subject, ...]:
    """各减少 A、B 万元，各下降 P%、Q%: the rates go to the subjects of the changes, in order."""
    recent, sentence = view.context.recent[-6:], view.context.sentence
    changes = tuple(each.subject for each in recent if each.role == "change" and each.sentence == sentence)
    return changes if len(changes) >= 2 and run_length(view.text, view.number) == len(changes) else ()


def run_length(text: str, number: Number) -> int:
    """How many numbers of the same kind stand in one enumeration from this one on."""
    length = seen = 1
    at = number.after
    while seen < _LONGEST_RUN and text[at : at + 1] in _JOINS:
        match = _RUN.match(text, at)
        if match is None or (match[2] and (match[2] == "%") != (number.kind == "percent")):
            break
        seen, at = seen + 1, match.end()
        length = seen if match[2] else length
    return length


def _next_unit(text: str, at: int) -> str:
    """The unit of the number that follows directly in an enumeration, or nothing."""
    match = _NEXT.match(text, at)
    return match[1] if match else ""


def with_run(bound: Bound, run: tuple[Subject, ...]) -> Bound:
    """The outcome, with the subjects that the numbers behind the first one go to."""
    return replace(bound, context=replace(bound.context, run=slots(run[1:])))
