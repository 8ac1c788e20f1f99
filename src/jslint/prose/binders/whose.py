"""Says whom a figure is about where its clause names somebody, somebody unknown, or nobody."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.prose.antecedents import amount_of
from jslint.prose.binders.binder import MONEY_OF, Outcome, Unsure, View
from jslint.prose.boundaries import is_boundary
from jslint.prose.claims import AMOUNTS, BUDGETS
from jslint.prose.context import BUDGET_CUES
from jslint.prose.reading import Reading, Subject, lost
from jslint.prose.vocabulary import clean
from jslint.prose.wholes import is_half, is_row

WHOLE_TOPICS = frozenset({"收入支出决算总体情况", "财政拨款收入支出决算总体情况"})
"""Sections whose comparisons are of the totals, even behind an aside (其中年初结转和结余 …，较上年增加 …)."""
COUNTED = frozenset({"公务接待", "国内接待", "外宾接待"})
"""What is counted and then has its money said."""
LONGEST_NAME = 20
"""Characters of a printed name that the vocabulary does not know and that directly stands before its amount."""
PARTNERS = {"基本支出": "项目支出", "项目支出": "基本支出", "人员经费": "公用经费", "公用经费": "人员经费"}
"""The two halves that are told one after the other."""
_OWN = Pattern(r"[本我](?:年|部门|单位|[局院委办校站所处馆厅会]|中心)|(?<![属级他各个该])部门(?=[收支])")
_BARE = ("收入", "支出")
_OWN_MONEY = Pattern(r"[本我全当]|年度|[0-9]年|基金|国有资本|拨款|预算|其中|情况")
"""What says that a fund's section speaks of the fund."""
_GENERAL = "一般公共预算"
_REACH = 60
"""Characters before a figure or a name that say whose it is."""
_WORD_OF = {"收入决算情况": "收入", "支出决算情况": "支出"}
"""What the first sentence of a section may call its total: 本单位2023年支出 A 万元."""
_CHANGED = Pattern(
    r"(?:[与较比同](?:上年度?|上一年度?|去年|[0-9]{4}年度?)(?:决算数?)?(?:相比较?|比较)?[，,])?(?:本年|本部门|本单位|我部门|我单位)?(?:收入|支出)"
    r"(?:[与较比同](?:上年度?|上一年度?|去年|[0-9]{4}年度?)(?:决算数?)?(?:相比)?)?(?:增加|减少|增长|下降)了?"
)
_SOURCE = Pattern(r"级$|资金|自筹|配套|拨款|收入$|^其[他它余]$")
"""Names of the sources that a budget is divided by."""
_SPENT_THIS_YEAR = Pattern(r"[当本]年支出(?:为|共|共计)?(?=[0-9])")
_JOINED = frozenset({"、", "和", "及", "以及"})
_TOGETHER = Pattern(r"(?:共计?|合计|总计)(?:为|达)?")
_MONEY = Pattern(r"(?:收入|支出|收支|费用?|经费|资金|总体)+")
_OF_A_HALF = ("up", "down", "final", "complete", *BUDGET_CUES)
"""Cues of a figure that behind both halves of a thing may be the half's or the thing's."""
_AMOUNT_CUES = ("opening", "full", "budget", "final", "prior", "up", "down", "reach", "total", "amount", "signed")


def another_body(view: View) -> Outcome:
    """区教育局2023年人员经费 A 万元，公用经费 B 万元: of the other body, to the end of what is said of it."""
    if not view.context.abroad or (view.clause.subjects and _is_sum_of_named(view)):
        return None
    return Unsure("说的不是本单位的数")


def whose(view: View) -> Subject | None:
    """Whom the clause is about: whom it names, else whom the sentence is about; None where that is not certain."""
    clause, context = view.clause, view.context
    if clause.spent and _sums_up(view):
        return None  # 基本支出 A、项目支出 B 合计 C
    if (named := clause.subject) is not None:
        return _named(view, named)
    if clause.before:
        if (unknown := _unknown(view)) is not None:
            return unknown
    elif clause.has("total") and (_follows_part(view) or len(context.shared) > 1):
        return None  # 货物 A、工程 B，合计 C; 教育、住房保障支出，合计 C
    last = context.last
    after_rate = last is not None and last.role == "change_rate" and last.sentence == context.sentence
    if after_rate and last is not None and not clause.before and clause.has("up", "down"):
        return last.subject  # 增长 P%，增加 D 万元
    if context.topic in WHOLE_TOPICS and context.listed and clause.has("up", "down") and context.main is not None:
        return context.subject if _has_changed(view, context.main) else context.main
    subject = context.subject or context.main or view.default()
    if not clause.before and clause.has(*_OF_A_HALF) and _is_half(view):
        return None if clause.has("up", "down") else _divided_by_halves(view)
    whole = context.part_of
    spent = not clause.before and clause.has("final", "complete")
    if whole is not None and spent and (_SOURCE.search(subject.name) or _closes_list(view, whole)):
        return whole.subject  # 项目全年预算 A，其中上级资金 B、本级资金 C，执行数 D，执行率 P%
    return subject


def _is_half(view: View) -> bool:
    """Whether the last figure is 基本支出 or 项目支出 of a thing that the sentence is about."""
    last, whole = view.context.last, view.context.part_of
    if last is None or whole is None:
        return False
    return is_half(last) or (last.role == "other" and last.subject.name in PARTNERS)


def _divided_by_halves(view: View) -> Subject | None:
    """高中教育 A 万元，其中基本支出 B 万元、项目支出 C 万元，年初预算 D 万元: of the whole once both halves are told, of nobody known before."""
    whole, sentence = view.context.part_of, view.context.sentence
    assert whole is not None  # noqa: S101 - asked only behind a half
    since = (each for each in view.context.recent if each.sentence == sentence and each.start > whole.start)
    told = {each.subject.name.rpartition("的")[2] for each in since}
    return whole.subject if any(PARTNERS.get(name) in told for name in told) else None


def _named(view: View, named: Subject) -> Subject:
    """The subject that the clause names, not known where words before it make it another."""
    clause, last = view.clause, view.context.last
    if last is not None and _is_spent_of_item(view, last):
        return last.subject
    if is_of_the_lost(view) or (named.head and view.context.total_lost and not _is_own(view)):
        return lost(named)  # 区本级收入总计 A、支出总计 B: the second is of the same body
    if _is_bare(view) and not _says_whose(view):
        return lost(named)
    foreign = clause.before and not named.head and not view.passage.opens_sentence(clause.start)
    return lost(named) if foreign and not named.path else named


def _is_spent_of_item(view: View, last: Reading) -> bool:
    """一般行政管理事务年初预算 A 万元，当年支出 B 万元: what was spent of the row whose budget has just been stated."""
    budgeted = last.role in BUDGETS and last.sentence == view.context.sentence and is_row(last)
    named = view.clause.subjects[-1]
    return budgeted and bool(_SPENT_THIS_YEAR.match(view.text, named.start))


def _is_bare(view: View) -> bool:
    """Whether the clause says 收入 or 支出 alone, which only its section makes the fund's own."""
    named = view.clause.subjects[-1]
    return bool(named.word.only_in) and not named.word.head and view.text[named.start : named.start + 2] in _BARE


def _says_whose(view: View) -> bool:
    """Whether the sentence has said that it is of the body's own money: 应急演练 4 次，支出 A 万元 has not."""
    text, start, context = view.text, view.clause.start, view.context
    if any(each.sentence == context.sentence and _is_ours(view, each.subject) for each in context.recent[-1:]):
        return True
    said = text[max(0, start - _REACH, view.passage.part_start(start), text.rfind(":", 0, start) + 1) : start]
    return not said.strip("，,、 (") or bool(_OWN_MONEY.search(said))


def _is_ours(view: View, subject: Subject) -> bool:
    """Whether a subject is more than a name that the vocabulary lacks: 机关党委党费收入 A 万元，支出 B 万元 is of no fund."""
    named = subject.head or subject.row or bool(subject.path)
    return named or clean(subject.name) in view.passage.vocabulary.words


_OPENING = Pattern("(?:年初|上年)(?:[^，。;0-9]{0,8})?(?:结转|结余)")
"""The balance at the beginning, of which what came, what was spent and what is left are the partners."""
_MOVED = ("年末", "本年收入合计", "本年支出合计")


def is_of_the_lost(view: View) -> bool:
    """项目支出中列支的会议费 A、培训费 B; 食堂专户收入 A，支出 B: the second is of the same other thing."""
    since, named = view.context.lost_at, view.clause.subjects[-1:]
    if since is None or not named or named[0].start - since > _REACH:
        return False
    between = view.text[since : named[0].start].strip()
    if between in {"，", ","} and _is_partner(view, since, named[0].subject.name):
        return True
    bare = bool(named[0].word.only_in) and view.text.startswith(("收入", "支出", "接待费"), named[0].start)
    return between in _JOINED or (bare and between in {"，", ","})


def _is_partner(view: View, since: int, name: str) -> bool:
    """本级基本支出 A，项目支出 B: the other half of what was another's; 水库项目年初结转 A，年末结转 B: its closing balance."""
    lost_clause = max(view.text.rfind(mark, 0, since) for mark in "，,。;\n") + 1
    said = view.text[lost_clause:since]
    if name.startswith(_MOVED):
        opening = _OPENING.search(view.text, view.passage.sentence_start(since), since)
        return opening is not None and "合计" not in view.text[since : view.number.start]
    return name in PARTNERS and PARTNERS[name] in said


def _is_own(view: View) -> bool:
    """Whether the clause says that it is of the body itself again: 本年, 我部门, the general budget behind a semicolon."""
    clause = view.clause
    said = view.text[max(clause.start, view.number.start - _REACH) : view.number.start]
    if _OWN.search(said) or (_GENERAL in said and view.passage.opens_sentence(clause.start)):
        return True
    return _is_sum_of_named(view)


def _is_sum_of_named(view: View) -> bool:
    """上级财政拨款收入 A，本级财政拨款收入 B，财政拨款收入共 C: the name itself, behind two of it that were somebody's."""
    text, named = view.text, view.clause.subjects[-1]
    since = max(0, named.start - 2 * _REACH, view.passage.sentence_start(named.start))
    name = text[named.start : named.start + len(named.subject.name)]
    together = _TOGETHER.match(text, named.start + len(name))
    return (
        bool(together)
        and together is not None
        and together.end() == view.number.start
        and text.count(name, since, named.start) >= 2
    )


def _unknown(view: View) -> Subject | None:
    """Whom words that are not in the vocabulary name; None where they open a sentence about whom it was about."""
    clause = view.clause
    opens = view.passage.opens_sentence(clause.start)
    if clause.before == _WORD_OF.get(view.context.topic) and _is_first(view):
        return view.default()
    if not clause.has(*_AMOUNT_CUES) and len(clause.before) <= LONGEST_NAME and (opens or view.context.listed):
        return Subject(view.text[slice(*clause.name)])
    if clause.before == "支出" and (spent := _spent_on_counted(view) or _spent_of_budget(view)) is not None:
        return spent
    if clause.before in {"收入", "支出"} and clause.has("up", "down"):
        return _half(view, clause.before)
    words = view.text[slice(*clause.name)]
    whole = opens and (bool(_MONEY.fullmatch(words)) or is_boundary(words, "", may_be_body=True))
    return None if whole else Subject(clause.before, known=False)


def _is_first(view: View) -> bool:
    """Whether the figure is all that the first clause of a passage says."""
    ends = view.text[view.number.after : view.number.after + 1] in {"，", "。", ";", ""}
    first = view.context.sentence == 0 and not view.context.recent
    return ends and first and not view.context.amount_lost


def _spent_on_counted(view: View) -> Subject | None:
    """公务接待 24 批次、210 人次，支出 A 万元: the money of what has just been counted, where that are all visits."""
    last = view.context.last
    if last is None or last.role != "count" or last.sentence != view.context.sentence:
        return None
    name = last.subject.name
    return Subject(MONEY_OF.get(name, name)) if name in COUNTED and last.subject.known else None


def _spent_of_budget(view: View) -> Subject | None:
    """“三公”经费预算 A 万元，支出 B 万元: what was spent of the budget just stated."""
    last = view.context.last
    if last is None or last.role not in BUDGETS or last.sentence != view.context.sentence:
        return None
    return None if "收入" in last.subject.name else last.subject


def _half(view: View, word: str) -> Subject:
    """收入较上年增加 D 万元 behind both totals: the one of that name."""
    whole = view.default()
    if word == _WORD_OF.get(view.context.topic) and _opens_change(view) and _was_stated(view, whole):
        return whole
    fiscal = "财政拨款" if view.context.topic == "财政拨款收入支出决算总体情况" else ""
    half = Subject(f"{fiscal}{word}总计", head=True)
    stated = view.context.topic in WHOLE_TOPICS and amount_of(view.context, half)
    return half if stated else Subject(word, known=False)


def _opens_change(view: View) -> bool:
    """与上年相比，支出增加 D 万元; 支出较上年增加 D 万元: all that the sentence has said yet."""
    start = view.number.start
    return bool(_CHANGED.fullmatch(view.text, view.passage.sentence_start(start), start))


def _was_stated(view: View, subject: Subject) -> bool:
    """Whether the sentence before has stated the amount of that subject."""
    before = view.context.sentence - 1
    recent = (each for each in view.context.recent if each.role in AMOUNTS and each.sentence == before)
    return any(each.subject == subject for each in recent)


def _follows_part(view: View) -> bool:
    """货物 A、工程 B、服务 C，合计 D: the sum of what stands before, not the last of it."""
    last = view.context.last
    sums = last is not None and last.role in AMOUNTS | {"share"} and last.sentence == view.context.sentence
    return sums and last is not None and not last.subject.head and not view.clause.before


def _sums_up(view: View) -> bool:
    """Whether nothing but 合计 stands between the figure before and this one."""
    last = view.context.last
    return last is not None and last.number is not None and bool(_TOGETHER.fullmatch(view.between(last.number)))


def _closes_list(view: View, whole: Reading) -> bool:
    """预算 A，其中货物 B、工程 C；实际支出 D: behind the semicolon that ends several parts it is of the whole again."""
    context = view.context
    parts = [each for each in context.recent if each.sentence == context.sentence and each.start > whole.start]
    return len(parts) > 1 and view.text[view.clause.start - 1 : view.clause.start] == ";"


def _has_changed(view: View, subject: Subject) -> bool:
    """Whether the sentence has already said how the subject changed."""
    sentence = view.context.sentence
    rates = (each for each in view.context.recent if each.role == "change_rate" and each.sentence == sentence)
    return any(each.subject == subject for each in rates)
