"""Words that are no names, and marks, as they go into a clause or end it."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.prose.binders.counts import PERFORMANCE
from jslint.prose.clause import Closer, Cue
from jslint.prose.context import ITEM_TOPICS
from jslint.prose.cutting.draft import Draft
from jslint.prose.items import LONGEST_NAME, begins_with_name, trimmed
from jslint.prose.lexer import ANNOUNCING, Token
from jslint.prose.reasons import begins_reason

_COUNTED = Pattern(r":?[0-9]+[个人名项家次]")
_AMOUNT = Pattern(r"(?:支出|收入|决算|为|数)*[0-9][0-9,.]*(?:万元|元|亿元)")


def take_gap(draft: Draft, token: Token) -> None:
    """Text that the vocabulary lacks."""
    draft.add_gap(token.text, token.start, token.end)


def take_phrase(draft: Draft, token: Token) -> None:
    """A set phrase: unknown, but no word that makes of the name behind it another."""
    gap = draft.gap
    draft.add_gap(token.text, token.start, token.end)
    draft.gap = gap


_OWN_BODY = frozenset(
    {"本部门", "本单位", "我部门", "我单位", "我局", "本局", "我院", "我委", "我办", "我校", "我中心"}
)


def take_filler(draft: Draft, token: Token) -> None:
    """A word without a meaning of its own, or one for the report's body."""
    if token.text in _OWN_BODY:
        draft.body = "own"
    if draft.after:
        draft.after += token.text


def take_body(draft: Draft, token: Token) -> None:
    """The body's own name: like 本部门, but for a list of bodies of which it is one."""
    draft.own_to = token.end
    draft.body = "own"
    if draft.context.listed or draft.context.amount_lost:
        draft.add_gap(token.text, token.start, token.end)
    else:
        take_filler(draft, token)


def take_light(draft: Draft, token: Token) -> None:
    """A filler that is a name elsewhere fills only behind a known word."""
    if draft.empty or draft.after:
        draft.add_gap(token.text, token.start, token.end)


def take_cue(draft: Draft, token: Token) -> Closer | None:
    """A word that says which role a figure has; one that announces ends the clause."""
    assert token.word is not None  # noqa: S101 - a cue has its word
    kind, start = token.word.kind, token.start
    if draft.level_end is not None:
        draft.close_tail(start)
    draft.gap = None
    if kind in ANNOUNCING and not draft.context.mode:
        return "cue"
    if kind == "among" and _counts_on(draft, token.end):
        return None
    if kind == "among":
        return "cue" if start == draft.start or _names_part(draft, token.end) else None
    if not draft.cues and _begins_with_name(draft):
        draft.item, draft.awaiting = (draft.start, start), False
        draft.subjects = ()
        draft.before = ""
    draft.cues += (Cue(kind, start, token.end),)
    draft.empty = False
    return None


def _counts_on(draft: Draft, at: int) -> bool:
    """新增 3 个项目，其中 2 个当年完工: a count goes on with the reason; in the performance section it may be one of grades."""
    context = draft.context
    return bool(context.mode) and context.topic != PERFORMANCE and bool(_COUNTED.match(draft.text, at))


def _names_part(draft: Draft, at: int) -> bool:
    """其中 ends a reason where a known name and its amount follow, though no stop stands before it."""
    text, vocabulary = draft.text, draft.passage.vocabulary
    at += text[at : at + 1] in {":", "，", ","}
    spelling = vocabulary.scanner.word(text, at)
    word = vocabulary.meaning(spelling, draft.context.topic) if spelling else None
    named = word is not None and word.kind in {"subject", "class"}
    return named and bool(_AMOUNT.match(text, at + len(spelling)))


def _begins_with_name(draft: Draft) -> bool:
    return (
        draft.awaiting
        and draft.context.topic in ITEM_TOPICS
        and not draft.spent
        and begins_with_name(draft.subjects, draft.before, draft.after)
    )


def take_level(draft: Draft, token: Token) -> Closer | None:
    """A （类）, （款） or （项） behind a name ends the clause, unless the name stands in a reason."""
    name = trimmed(draft.text[draft.name_start : token.start])
    if name and len(name) <= LONGEST_NAME and not _in_reason(draft):
        return "level"
    draft.add_gap(token.text, token.start, token.end)
    return None


def _in_reason(draft: Draft) -> bool:
    """Whether nothing but the announcement of a reason stands before the name."""
    context, at = draft.context, draft.name_start
    announced = context.mode == "reason" and begins_reason(draft.text, context.mode_start, at)
    return announced and draft.text[at - 1 : at] != "\n"


def take_stop(draft: Draft, token: Token) -> Closer | None:
    """A mark ends the clause, but for one within a list of names or an announcement."""
    mark = token.text
    if mark == " " or (mark == "\n" and _only_announced(draft, token.start)):
        return None
    joins = mark == "、" and not draft.spent and not draft.cues
    if joins and (draft.level_end is not None or not draft.in_path):
        if draft.before and not draft.subjects:
            draft.before += mark
        return None
    return "stop"


def _only_announced(draft: Draft, at: int) -> bool:
    """Whether a line ends right behind 主要原因是：; what the reason is stands on the next."""
    context = draft.context
    if context.mode != "reason" or draft.text[at - 1 : at] != ":":
        return False
    return begins_reason(draft.text, context.mode_start, at)
