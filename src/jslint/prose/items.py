"""Which functional subject an item is about: （类）（款）（项） and numbered names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.clause import Clause, Named
from jslint.prose.context import Context, Passage
from jslint.prose.reading import NOBODY, Subject

LEVELS = ("类", "款", "项", "目")
LONGEST_NAME = 40
"""Characters of a name before its level; a longer stretch is a sentence."""
_LONGEST_ITEM = 60
JOINS = ("、", "和", "及", "与", "以及")
"""What joins the names of two items."""
_TRIMMED = Pattern(r"^[、，,和及与:]+|^(?:均|同|都|全部)属于?|^属于|[、，,:]+$")
_EMPTY_TAILS = frozenset({"支出", "支出合计", "科目", "经费", "项目"})
_CODE = Pattern(r"^[0-9]{3,7}")


def trimmed(text: str) -> str:
    """A name without the marks around it."""
    return _TRIMMED.sub("", text)


def is_item_name(tail: str) -> bool:
    """Whether what follows （款） or （类） is the name of a 项 and not a word for money."""
    return 2 <= len(tail) <= LONGEST_NAME and tail not in _EMPTY_TAILS


def begins_with_name(subjects: Sequence[Named], before: str, after: str) -> bool:
    """Whether a clause begins with a name that is not in the vocabulary, or only in part."""
    if not subjects:
        return bool(before)
    if subjects[0].word.kind != "class":
        return not subjects[-1].subject.known
    return bool(before or after) or len(subjects) > 1


def with_level(context: Context, level: str, name: str) -> Context:
    """A （类）, （款） or （项） ends a name, and the path goes as deep as it."""
    index = LEVELS.index(level)
    deepest = max((LEVELS.index(known) for known, _ in context.path), default=-1)
    begins = not context.awaiting_name and (not context.path or index <= deepest)
    path = (*((known, text) for known, text in context.path if LEVELS.index(known) < index), (level, name))
    return _on_item(replace(context, entry=context.entry + begins, path=path, awaiting_name=False))


def without_item(context: Context) -> Context:
    """养老保险（项）、职业年金（项）: what follows is of both together, of no row."""
    return replace(context, path=(), subject=NOBODY, main=NOBODY)


def with_tail(context: Context, name: str) -> Context:
    """A name after （款） or （类） that lacks its own mark is that of the 项."""
    return _on_item(replace(context, path=(*context.path, ("项", name))))


def _on_item(context: Context) -> Context:
    names = tuple(name for _, name in context.path)
    subject = Subject(names[-1], names, context.entry)
    whole = context.listed and len(names) == 1 and not context.has_level("项")
    return replace(context, subject=subject, main=context.main if whole else subject)


def with_ordinal(context: Context, *, counts: bool) -> Context:
    """A number before an item begins it; its name is to follow."""
    return replace(context, entry=context.entry + counts, path=(), awaiting_name=True, subject=None, main=None)


def with_name(context: Context, passage: Passage, start: int, end: int) -> Context:
    """A numbered item names its subject without （类）（款）（项）."""
    name = _CODE.sub("", trimmed(passage.text[start:end]))
    parts = tuple(part for part in re.split(r"-|—|–|>|/", name) if part)
    if parts and len(name) <= _LONGEST_ITEM:
        subject = Subject(parts[-1], parts, context.entry, unmarked=True)
        context = replace(context, subject=subject, main=subject)
    return replace(context, awaiting_name=False)


def with_coded_name(context: Context, passage: Passage, start: int, end: int) -> Context:
    """行政运行（2010301） at the head of a paragraph begins an item."""
    entry = context.entry + (not context.awaiting_name)
    return with_name(replace(context, entry=entry, path=()), passage, start, end)


def losing(context: Context, clause: Clause, passage: Passage) -> Context:
    """一般行政管理事务：… after another item: the vocabulary lacks the name, so what follows is about neither."""
    said = clause.subjects or clause.cues or clause.spent or context.mode or context.awaiting_name
    if clause.before and not said and not clause.in_path and passage.opens_paragraph(clause.start, context.topic):
        return replace(context, path=(), subject=NOBODY, main=NOBODY)
    return context
