"""What the text says without a figure: comparisons in words, nil statements, names, reasons and purposes."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from jslint.pattern import Pattern, holds_any
from jslint.prose.antecedents import comparand
from jslint.prose.boundaries import is_boundary
from jslint.prose.claims import Role
from jslint.prose.clause import Clause
from jslint.prose.context import BUDGET_CUES, Context, Passage
from jslint.prose.numbers import Number
from jslint.prose.reading import Reading, Subject
from jslint.prose.reasons import reason_start

COMPARING = ("equal", "about", "differs", "greater", "less")
_OF_THINGS = ("收入", "支出", "收支", "安排", "项目", "数据", "经费", "采购")
_BETWEEN_NAMES = Pattern(r"([、，,])")
_MONEY = ("费", "费用", "支出", "经费", "收入")
_ALL_MONEY = Pattern(
    r"(?:本|我)?(?:年度?|部门|单位|局|全年|各项|总|总体|实际|当年|合计|全部|财政|整体)*(?:费用?|支出|经费|收入|收入支出)"
)
"""What names the money of the whole, with nothing of its own."""
_TIMES = frozenset({"初", "年初", "年中"})
"""What is left of a time before 未安排预算 where 年 is a word."""
_IS_NOT = "不存在"
_WITH_NIL = frozenset({"nil", "final"})
"""Cues that leave a nil statement one of the year's whole amount."""
SHORTEST_OTHER = 3
"""Characters of a name behind 其中 that the vocabulary lacks: 境外研修（支出决算）."""
_LIST_END = Pattern(r"[;。\n:]")
_BEHIND_NAME = Pattern(r"(?:等(?:支出|方面|费用|项目)?|(?:为|共|约)?[0-9][0-9,.]*(?:万元|元))$")

Step = tuple[Context, tuple[Reading, ...]]


def without_mode(context: Context, passage: Passage, at: int, *, tentative: bool = False) -> Step:
    """The words of a reason or a purpose end here; after a semicolon the next clause may still belong to it."""
    said: tuple[Reading, ...] = ()
    if context.mode in {"reason", "purpose"} and context.mode_start < at:
        start = reason_start(passage.text, context.mode_start, at)
        if start < at:
            role: Role = "reason" if context.mode == "reason" else "purpose"
            said = (_said(context, passage, role, start, at, text=passage.text[start:at]),)
    mode = context.mode if tentative else ""
    return replace(context, mode=mode, mode_start=at + 1, tentative=tentative).remembering(said), said


def resumes(context: Context, clause: Clause, number: Number) -> bool:
    """Whether a number after the words of a reason belongs to the narrative again."""
    if clause.before or clause.after:
        return context.tentative and number.kind == "amount" and not clause.after and _is_money(clause)
    strong = clause.has("final", "opening", "full", "complete", "budget")
    changed = clause.has("up", "down")
    named = clause.subject is not None and clause.subject.known
    if number.kind == "count":
        return named and clause.subjects[-1].word.count
    if named and not changed and context.tentative:
        return True
    if changed and clause.has("prior") and not clause.subjects:
        if context.mode == "purpose":
            return True  # A 万元，主要用于…，较上年增加 D 万元
        if clause.start == context.mode_start:
            return context.tentative  # …，主要原因是…；较上年增加 D 万元
    return (strong and not changed) or (named and (strong or (context.resumable and changed)))


def _is_money(clause: Clause) -> bool:
    """Whether a clause behind a semicolon names money that the vocabulary lacks, and its amount: …；车辆使用费支出 A 万元."""
    return not clause.cues and not clause.subjects and clause.before.endswith(_MONEY)


def resumed(context: Context, clause: Clause, passage: Passage) -> Step:
    """The narrative again, behind the words of a reason."""
    said: tuple[Reading, ...] = ()
    if context.mode_start < clause.start - 1:
        context, said = without_mode(context, passage, clause.start - 1)
    return replace(context, mode="", listed=context.listed or context.resumable), said


def compared(context: Context, clause: Clause, passage: Passage) -> tuple[Clause, tuple[Reading, ...]]:
    """A comparison in words: 决算数大于预算数, 与上年持平; the clause without the word that said it."""
    cue = None if context.mode else clause.last(*COMPARING)
    if cue is None or is_other_money(context, clause):
        return clause, ()
    clause = replace(clause, cues=tuple(other for other in clause.cues if other is not cue))
    of = comparand(context, clause)
    if of == "earlier":
        return clause, ()
    says_prior = clause.has("prior") or "prior" in {context.comparand, context.inherited}
    if cue.kind == "equal" and of == "prior" and (clause.before or clause.after) and not says_prior:
        return clause, ()  # 与部门决算中公用经费之和保持一致: equal to something else
    sense = {"greater": 1, "less": -1}.get(cue.kind, 0)
    subject = clause.subject or context.subject or context.main or passage.default(context.topic)
    if not subject.known:
        return clause, ()
    said = _said(context, passage, "direction", cue.start, cue.end, subject, of=of, sense=sense, text=cue.kind)
    return clause, (said,)


def is_other_money(context: Context, clause: Clause) -> bool:
    """Whether a clause compares money that the vocabulary lacks: 境外研修支出与上年持平 is not of whom the sentence was about."""
    before = clause.before
    if not before or clause.subject is not None or _ALL_MONEY.fullmatch(before):
        return False
    if clause.last(*COMPARING) is None:
        unplanned = clause.has("nil") and clause.has(*BUDGET_CUES)  # 文明创建经费年初未安排预算
        return unplanned and before not in _TIMES and not is_boundary(before, "", may_be_body=True)
    among = context.listed and clause.has("final") and len(before) >= SHORTEST_OTHER
    return before.endswith(_MONEY) or (among and not is_boundary(before, "", may_be_body=True))


def denied(context: Context, clause: Clause, passage: Passage) -> tuple[Reading, ...]:
    """没有…收入, 未安排…支出: a clause that says there is none."""
    cue = clause.last("nil")
    if cue is None or clause.spent or context.mode:
        return ()
    words = passage.text[cue.start : clause.end]
    if words.startswith(_IS_NOT) and clause.after:
        return ()  # 不存在违规使用…的情况
    if not holds_any(passage.text[cue.end : clause.end], _OF_THINGS):
        return ()
    subject = clause.subject or context.main or Subject(context.topic)
    plain = _is_plain(context, clause, words)
    return (_said(context, passage, "nil", cue.start, clause.end, subject, text=words, plain=plain),)


def _is_plain(context: Context, clause: Clause, words: str) -> bool:
    """Whether a clause denies the whole of its one subject for the report's year and body: no budget, part, item or other word stands with it."""
    named = clause.subject
    if named is None or not named.known or len(clause.subjects) > 1 or clause.before or clause.after or clause.of:
        return False
    if context.era or context.abroad or context.aside is not None or clause.coming_year or words.endswith("的"):
        return False
    whole, main = context.part_of, context.main
    within_row = (main is not None and main.path) or (whole is not None and (whole.subject.row or whole.subject.path))
    return not within_row and all(cue.kind in _WITH_NIL for cue in clause.cues)


def listed(context: Context, passage: Passage, at: int) -> Step:
    """The names after 主要包括, up to the end of the enumeration."""
    match = _LIST_END.search(passage.text, at + 1)
    end = match.start() if match else len(passage.text)
    said = (_said(context, passage, "names", at, end, names=_names(passage.text, at, end), text=passage.text[at:end]),)
    return replace(context, mode="names", mode_start=at).remembering(said), said


def _names(text: str, at: int, end: int) -> tuple[tuple[str, int, int], ...]:
    names = []
    start = at
    for piece in _BETWEEN_NAMES.split(text[at:end]):
        name = piece.lstrip(":和及")
        offset = start + len(piece) - len(name)
        if name.rstrip("等") and piece not in "、，,":
            bare = _BEHIND_NAME.sub("", name)
            names.append((bare, offset, offset + len(bare)))
        start += len(piece)
    return tuple(names)


def _said(
    context: Context, passage: Passage, role: Role, start: int, end: int, subject: Subject | None = None, **also: Any
) -> Reading:
    whom = subject or context.subject or context.main or passage.default(context.topic)
    if role == "reason" and not whom.known and context.main is not None:
        whom = context.main  # the reason of what the sentence is about, though its last amount was not read
    if not whom.entry and context.entry and len(whom.path) > 1:
        whom = replace(whom, entry=context.entry)
    return Reading(
        context.topic,
        whom,
        role,
        start,
        end,
        group=context.group,
        sentence=context.sentence,
        passage=passage.index,
        **also,
    )
