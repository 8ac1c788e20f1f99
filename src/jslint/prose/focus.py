"""Whom the text goes on about from clause to clause and sentence to sentence."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.clause import Clause
from jslint.prose.context import BUDGET_CUES, BUDGET_ROLES, ITEM_TOPICS, Aside, Context, Era, Passage
from jslint.prose.items import begins_with_name, with_name
from jslint.prose.reading import NOBODY, Reading, Subject

THREE_PUBLIC = "财政拨款三公经费支出决算情况"
KINDS = frozenset({"因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"})
"""A sentence that goes from one of these to another is about none of them."""
_COMPARED = ("相比", "相比较", "对比", "比较", "相较")
_KINDS_FOLLOW = ("其中", "包括", "包含", "具体", "分别")
"""How a sentence begins that goes on with the kinds of what the one before has counted."""


_CHANGES = frozenset({"change", "change_rate"})
_OWN_YEAR = Pattern(r"[本今]年|本期")


def of_year(context: Context, clause: Clause, passage: Passage) -> Context:
    """The context with the year that the sentence has come to be about: one at a clause's head, until the report's own is named."""
    year, values = passage.year, {each.value for each in clause.years if each.value}
    if not values or not year:
        own = context.era and _OWN_YEAR.search(passage.text, clause.start, clause.end)
        return replace(context, era="") if own else context
    if len(values) > 1 or any(each.value == year and not each.compared for each in clause.years):
        return replace(context, era="") if context.era else context
    if not any(each.opens for each in clause.years):
        return context
    return replace(context, era=_era(next(iter(values)) - year, context.era))


def _era(after: int, before: Era) -> Era:
    if after > 0:
        return before if before in {"coming", "planned"} else "coming"
    return "prior" if after == -1 else "earlier"


def of_body(context: Context, clause: Clause) -> Context:
    """The context with the body that the sentence has come to be about: another one, until the report's own is named."""
    return context if context.mode else replace(context, abroad=clause.body == "other")


def with_bracket(context: Context, mark: str, at: int) -> Context:
    """What stands in brackets is an aside: after it the sentence is about what it was about before."""
    if mark == "(":
        named = context.named_at == at
        opened = Aside(
            context.sentence,
            context.subject,
            context.counted,
            context.listed,
            context.last,
            named,
            at,
            context.era,
            context.abroad,
        )
        return replace(context, aside=opened)
    aside = context.aside
    if aside is None:
        return context
    context = replace(context, aside=None)
    if aside.sentence == context.sentence and not context.mode:
        named_at = at if aside.named else None
        return replace(
            context,
            subject=aside.subject,
            counted=aside.counted,
            listed=aside.listed,
            named_at=named_at,
            era=aside.era,
            abroad=aside.abroad,
            last=_change_behind(aside, context),
        )
    return context


def _change_behind(aside: Aside, context: Context) -> Reading | None:
    """增加 D 万元（其中人员经费增加 A 万元、公用经费减少 B 万元），增长 P%: behind changes in a bracket the one before it."""
    outer, inner = aside.last, context.last
    divided = outer is not None and outer.role == "change" and inner is not None and inner.role in _CHANGES
    return outer if divided else inner


def carried(context: Context, clause: Clause, passage: Passage, *, ends: bool) -> Context:
    """A subject that a clause names without a figure is the next one's; `ends` where a mark ends the clause."""
    if context.mode:
        return context
    if not clause.spent and len(clause.subjects) > 1:
        context = replace(context, shared=tuple(each.subject for each in clause.subjects))
    named = clause.subject
    if ends and not clause.cues and _names_item(context, clause):
        context = with_name(context, passage, clause.start, clause.end)
    elif named is not None:
        context = following(context, clause, passage, named)
    if clause.spent or not ends:
        return context
    if named is not None and named.known and not (clause.cues or clause.after):
        context = replace(context, named_at=clause.end)
    if clause.has("prior"):
        return replace(context, comparand="earlier" if clause.has("earlier") else "prior", inherited="")
    if passage.text.endswith(_COMPARED, clause.start, clause.end):
        budget = clause.last(*BUDGET_CUES)
        return replace(context, comparand=BUDGET_ROLES[budget.kind], inherited="") if budget else context
    return context


def _names_item(context: Context, clause: Clause) -> bool:
    waits = context.awaiting_name and context.topic in ITEM_TOPICS and not clause.spent
    return waits and begins_with_name(clause.subjects, clause.before, clause.after)


def following(context: Context, clause: Clause, passage: Passage, subject: Subject) -> Context:
    """What comes is about this subject, until another is named."""
    main, awaiting = context.main, context.awaiting_name
    if subject.head and not context.listed:
        main = subject
    elif awaiting and context.topic not in ITEM_TOPICS:
        main, awaiting = subject, False
    elif main is None or _opens_its_own(context, clause, passage, subject):
        main = main if context.listed else subject
    elif not context.listed and {subject.name, main.name} <= KINDS and subject.name != main.name:
        main = NOBODY
    path = () if subject.head else context.path
    if (
        subject is context.subject
        and main is context.main
        and path is context.path
        and awaiting == context.awaiting_name
    ):
        return context
    return replace(context, path=path, subject=subject, main=main, awaiting_name=awaiting)


def _opens_its_own(context: Context, clause: Clause, passage: Passage, subject: Subject) -> bool:
    """Whether a sentence begins with this kind of 三公 and its amount: what follows is about it, not the whole."""
    if context.topic != THREE_PUBLIC:
        return False
    opens = clause.start == 0 or passage.text[clause.start - 1] in "。\n"
    return opens and {each.subject.name for each in clause.subjects} == {subject.name}


def at_sentence_end(context: Context, passage: Passage, at: int, *, paragraph: bool) -> Context:
    """Behind a full stop the text is about its main subject again; a paragraph's end forgets comparisons too."""
    forgets = paragraph or not passage.text.startswith(_KINDS_FOLLOW, at + 1)
    return replace(
        context,
        path=() if _is_in_list(context) else context.path,
        mode="",
        listed=False,
        sentence=context.sentence + 1,
        comparand="" if paragraph else context.comparand,
        era=context.era if context.era == "planned" and not paragraph else "",
        abroad=False,
        shared=(),
        part_of=None,
        inherited="",
        total_lost=context.total_lost and not forgets,
        subject=context.main,
        counted=None if forgets else context.counted,
    )


def _is_in_list(context: Context) -> bool:
    """Whether the class that the path has come to is one of a list of classes: what follows the list is under none of them."""
    if len(context.path) != 1:
        return False
    if context.listed and context.main is not None and context.main.head:
        return True
    ((_, name),) = context.path
    named = {each.subject.path for each in context.recent if each.sentence == context.sentence}
    return any(len(path) == 1 and path != (name,) for path in named)


def at_heading(context: Context, topic: str) -> Context:
    """A heading begins another section, or the same one's next subject."""
    if not topic:
        return replace(context, main=None, subject=None)
    return Context(
        topic,
        entry=context.entry,
        sentence=context.sentence + 1,
        group=context.group + 1,
        last=context.last,
        run=context.run,
        completed=context.completed,
        sharing=context.sharing,
        amount_lost=context.amount_lost,
        recent=context.recent,
    )
