"""Names as they go into a clause: a name binds only whole."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.boundaries import body_named, is_boundary, is_whole_place, is_within
from jslint.prose.clause import Named
from jslint.prose.cutting.draft import Draft
from jslint.prose.lexer import Token
from jslint.prose.reading import Subject, lost
from jslint.prose.vocabulary import Word

_YEARS = Pattern(r"^(?:[，,、 ]*(?:[0-9]{4}|本|上|去)年度?(?:末|底)?)*[，, ]*")
_CALLED = Pattern(r"^(?:以下)?(?:简称|合称|统称)?:?")
_ALL_MONEY = "支出决算情况"
"""A section in which a name means all money that it can."""
_OWN = ("我", "本单位", "本部门")
"""How a name begins that says whose it is: 我部门收入合计."""
_SIDES = {"、", "，", ","}
_REACH = 60
"""Characters before a name that can make another thing of it."""


def take_name(draft: Draft, token: Token) -> None:
    """A subject or a class: of the share where one is being said, else whom the clause is about."""
    word, start = token.word, token.start
    assert word is not None  # noqa: S101 - a name has its word
    path = (token.text,) if word.kind == "class" else ()
    subject = Subject(word.meaning, path, 0, word.head, row=word.kind == "row")
    if token.text.startswith(_OWN):
        draft.body = "own"
    if not _binds_whole(draft, word, start):
        subject = lost(subject)
    elif draft.gap is not None and word.kind == "subject" and word.meaning != "项目":
        draft.before = ""  # what leads to the name, not a word that makes of it another
    draft.gap = None
    if draft.of is None and not draft.spent and draft.has("share"):
        draft.of = _whole(draft, subject, token)
        return
    if draft.after:  # what stood between belongs to neither
        draft.before += draft.after
        draft.after = ""
    joined = draft.subjects and draft.named_to == start and not draft.subjects[-1].subject.head
    if (word.kind == "class" and draft.before and not word.head) or (joined and not draft.spent and not word.count):
        subject = lost(subject)
    draft.named_to = token.end
    draft.subjects += (Named(subject, start, word),)
    draft.empty = False


def take_row(draft: Draft, token: Token) -> None:
    """The name of a row without its levels: no name where that of an item is to come, where its levels are said, or in a reason."""
    if draft.awaiting or draft.in_path or draft.level_end is not None or draft.context.mode:
        draft.add_gap(token.text, token.start, token.end)
    else:
        take_name(draft, token)


def _whole(draft: Draft, subject: Subject, token: Token) -> Subject:
    """一般公共预算财政拨款支出 A，占财政拨款支出的 P%: of what the word means everywhere, where here it means the part itself."""
    assert token.word is not None  # noqa: S101 - a name has its word
    last = draft.context.last
    itself = token.word.only_in and last is not None and last.subject.name == subject.name
    word = draft.passage.vocabulary.meaning(token.text, _ALL_MONEY) if itself else None
    return subject if word is None else replace(subject, name=word.meaning, head=word.head)


def _binds_whole(draft: Draft, word: Word, start: int) -> bool:
    """Whether nothing stands directly before a name that makes it another thing: 其他…, 局机关…; of any 项目 the name does."""
    text, context = draft.text, draft.context
    if word.meaning == "项目":
        return True
    if word.meaning == "项目支出" and text.endswith("等", 0, start):
        return False  # 教育、卫生等项目支出: some of them
    if word.kind != "class" and names_other(draft):
        return False
    if word.kind == "row" and draft.gap is not None:
        return False
    if draft.gap is None:
        before = text[max(draft.start, start - _REACH) : start]
        return not is_within(before, context.topic, only_here=context.topic in word.only_in)
    if draft.own_to == draft.gap[0]:
        return False  # 某局（本级）, 某局机关服务中心: a part of the body
    stated = any(each.role == "total" and each.subject.name == word.meaning for each in context.recent)
    free = not (context.listed or stated or context.amount_lost)
    first, last = draft.gap
    if is_whole_place(text[first:last], draft.passage.own):
        return True
    lead = text[max(0, draft.start - 2, first - _REACH) : first]  # 用于 ends the clause before
    return is_boundary(text[max(first, last - _REACH) : last], text[last:start], lead=lead, may_be_body=free)


def names_other(draft: Draft) -> bool:
    """Whether the text right before names another body, of which what follows is said: 区教育局2023年…, 机关服务中心财政拨款支出."""
    if draft.gap is None or draft.body == "own" or draft.awaiting:
        return False
    first, last = draft.gap
    begins = _YEARS.sub("", draft.text[max(draft.start, last - _REACH) : last])
    said = (draft.text[max(first, last - _REACH) : last], begins)  # a body's name may hold words of ours: 机关服务中心
    named = {body_named(each, draft.passage.own) for each in said}
    if "other" not in named or "own" in named:
        return False
    draft.body = "other"
    return True


def take_remark(draft: Draft, token: Token) -> None:
    """A bracket without figures: part of a name that is to come, or what an enumeration is called."""
    if draft.awaiting:
        draft.add_gap(token.text, token.start, token.end)
    else:
        _rename(draft, token)


def _rename(draft: Draft, token: Token) -> None:
    """出国费、接待费、购车费（“三公”经费）决算总额 A 万元: the bracket says what the whole enumeration is called."""
    vocabulary = draft.passage.vocabulary
    spelling = _CALLED.sub("", token.text[1:-1])
    word = vocabulary.meaning(spelling, draft.context.topic) if spelling in vocabulary.words else None
    if word is None or not word.head or draft.text[draft.start - 1 : draft.start] not in _SIDES:
        return
    draft.subjects = (Named(Subject(word.meaning, head=True), token.start, word),)
    draft.before = ""
