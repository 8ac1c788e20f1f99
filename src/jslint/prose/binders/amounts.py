"""Says in which role an amount of money stands and whose it is."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.antecedents import amount_of, comparand, rival
from jslint.prose.binders.binder import Bound, Outcome, Unsure, View
from jslint.prose.binders.counts import PERFORMANCE
from jslint.prose.binders.elsewhere import against_another, said_of_another
from jslint.prose.binders.parts import half_of_row, is_inner, is_source_of, of_fund
from jslint.prose.binders.runs import each_against_another, subjects_in_row
from jslint.prose.binders.whose import is_of_the_lost, whose
from jslint.prose.claims import AMOUNTS, BUDGETS, Role
from jslint.prose.context import BUDGET_CUES, BUDGET_ROLES
from jslint.prose.reading import Subject

_AMOUNT_FOLLOWS = Pattern(r"(?:金额|数额)(?:为|是)?(?=[0-9])")
_DIVIDED = frozenset({"prior", *BUDGETS})
"""Roles that 其中 hands on to the parts."""
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_SO_MANY = Pattern(
    r"(?:以上|上述|前述|这)?([两二三四五六])(?:项|类|者|部分)(?:收入|支出|资金|经费|费用)?(?:共计|合计|总计|共)(?:收入|支出)?(?:为|达)?"
)
_OPENS_SO_MANY = frozenset("以上前这两二三四五六")
_FROM = Pattern(r"[由从](?![^，,;。0-9]*(?:上年|去年|上一年|年初|预算|[0-9]{4}年))[^，,;。0-9]*$")
_REACHES = Pattern(
    r"(?:大幅|逐步|逐年|进一步)?(?:下降|减少|降低|增加|增长|上升|提高|压减|缩减|调整|降|增|减|升|调)?(?:到|至|为)"
)
"""由 A 万元降至 B 万元: what it was, of whichever year or budget."""
_IN_OTHER_WORDS = Pattern(r"[，,(](?:即为?|折合|合|也就是)(?:人民币)?")
_ONLY_IS = frozenset({"为", "是", "达", "计", "共", "共计", "合计"})
_YEAR = Pattern(r"(?:[0-9]{4}年|本年|今年|当年)度?为?")
_PROJECT = Pattern(r"(?:项目|专项|经费|资金|工程|补助|补贴|活动|建设|改造|安全|服务|购置)$")
"""How the name of a project ends that the vocabulary lacks."""
_TOGETHER = Pattern(r"(?:共计?|合计|小计)(?:支出)?为?$")


def changed_from(view: View) -> Outcome:
    """公务接待费由 A 万元降至 B 万元: nothing says whether A is of last year or of the budget."""
    text, start = view.text, view.number.start
    from_here = _FROM.search(text, max(view.clause.start, view.passage.part_start(start)), start)
    reaches = from_here is not None and _REACHES.match(text, view.number.after)
    return Unsure("说不清是哪一年的数") if reaches else None


def beside_unknown(view: View) -> Outcome:
    """An amount behind words that the vocabulary lacks: it is not of whom the clause names."""
    if not view.clause.after:
        return None
    return replace(view.unknown(), clause=view.clause.disowned())


def average(view: View) -> Outcome:
    """人均 A 元 repeats nothing."""
    if not view.clause.has("each", "average"):
        return None
    return Unsure("平均数，报告中没有对应的数", view.clause.disowned())


def together(view: View) -> Outcome:
    """财政拨款收入 A、事业收入 B、其他收入 C，三项共计 D: the sum of all that the sentence has stated."""
    if view.text[view.clause.start] not in _OPENS_SO_MANY:
        return None
    match = _SO_MANY.fullmatch(view.text, view.clause.start, view.number.start)
    if match is None:
        return None
    sentence = view.context.sentence
    stated = [each for each in view.context.recent if each.role in AMOUNTS and each.sentence == sentence]
    subjects = [each.subject for each in stated]
    if len(stated) != _NUMERALS[match[1]] or view.context.amount_lost or any(len(each.path) > 1 for each in subjects):
        return Unsure("说不清是哪几项的合计")
    return view.bound(view.reading("part", Subject("、".join(each.name for each in subjects))))


def restated(view: View) -> Outcome:
    """本年支出合计 12,000,000.00 元，即 1,200.00 万元: one amount in two units."""
    last = view.context.last
    if (
        last is None
        or last.number is None
        or last.number.unit == view.number.unit
        or last.role not in _DIVIDED | AMOUNTS
    ):
        return None
    return (
        view.bound(view.reading(last.role, last.subject, of=last.of))
        if _IN_OTHER_WORDS.fullmatch(view.between(last.number))
        else None
    )


def gap_between(view: View) -> Outcome:
    """差额为 A 万元: a change whose direction the budget and the amount just stated say."""
    if not view.clause.has("apart"):
        return None
    subject = whose(view)
    if subject is None or _says_spent(view, subject) or _is_sum(view):
        return None
    of = comparand(view.context, view.clause)
    amount = amount_of(view.context, subject)
    budget = amount_of(view.context, subject, frozenset({of}))
    if of not in BUDGETS or amount is None or budget is None or amount.unit != budget.unit or view.clause.before:
        return Unsure("差额没有说明方向")
    sense = -1 if amount.amount.number < budget.amount.number else 1
    return view.bound(view.reading("change", subject, of=of, sense=sense))


def amount(view: View) -> Outcome:
    """An amount of whom the clause or the sentence is about, in the role that its words say."""
    subject = whose(view)
    if subject is None or _says_spent(view, subject):
        return Unsure("说不清是谁的金额")
    if _is_sum(view):
        subject = Subject("、".join(each.subject.name for each in view.clause.subjects))
        one = replace(view.clause.subjects[-1], subject=subject)
        view = replace(view, clause=replace(view.clause, subjects=(one,)))
    if (elsewhere := said_of_another(view, subject)) is not None:
        return elsewhere
    context, subject = subjects_in_row(view, subject)
    view = view.knowing(context)
    role = _role(view, subject)
    if role is None:
        return Unsure("说不清是什么金额", view.clause)
    if role == "change" and (unsure := _unsure_change(view)):
        return Unsure(unsure, view.clause)
    if not subject.known and _is_of_a_project(view, subject):
        subject = Subject("项目")
    if not subject.known:
        before, clause = view.clause.before, view.clause
        clause = clause.disowned() if is_of_the_lost(view) else clause
        return Unsure(f"“{before[-12:]}”不在词汇表里" if before else "说不清是谁的金额", clause)
    return _bound(view, role, subject)


def _unsure_change(view: View) -> str:
    """Why nobody can say whose a change is or against what; nothing where that is certain."""
    context, clause = view.context, view.clause
    if each_against_another(view):
        return "说不清与哪个数相比"
    if context.listed and context.main is None and clause.subject is None and not clause.before:
        return "说不清是谁的金额"  # 资产 W，其中甲 A，乙 B，比上年增加 D: of W, or of the last
    if against_another(view):
        return "说的是与另一项的差额"
    return "与更早的年份相比" if comparand(context, clause) == "earlier" else ""


def _is_of_a_project(view: View, subject: Subject) -> bool:
    """校车安全经费全年预算数 A 万元; “校舍改造”项目自评得分 97 分，全年预算数 A 万元: in the self-evaluation the budget of one project."""
    clause = view.clause
    if view.context.topic != PERFORMANCE or clause.after or not clause.has(*BUDGET_CUES):
        return False
    return not clause.before or subject.name == "项目" or bool(_PROJECT.search(clause.before))


def _bound(view: View, role: Role, subject: Subject) -> Bound:
    clause, context = view.clause, view.context
    completed = clause.has("complete")
    if context.amount_lost or context.completed != completed:
        view = view.knowing(replace(context, completed=completed, amount_lost=False))
    if role in AMOUNTS:
        return _of_the_year(view, role, subject)
    if role == "change":
        return _change(view, subject)
    if role in BUDGETS and is_source_of(view):
        return view.bound(view.reading("other", subject))
    of = "earlier" if role == "other" and clause.has("earlier") else ""
    return view.bound(view.reading(role, subject, of=of))


def _change(view: View, subject: Subject) -> Bound:
    clause, context = view.clause, view.context
    cue = clause.last("up", "down", "greater", "less")
    sense = -1 if cue and cue.kind in {"down", "less"} else 1
    of, other = comparand(context, clause), rival(context, clause, subject)
    return view.bound(view.reading("change", subject, of=of, sense=sense, rival=other))


def _of_the_year(view: View, role: Role, subject: Subject) -> Bound:
    """An amount of the year: of the whole that it names, or of what the sentence divides."""
    clause, whole = view.clause, view.context.part_of
    if (fund := of_fund(view, subject)) != subject:
        subject = fund
        clause = replace(clause, subjects=(*clause.subjects[:-1], replace(clause.subjects[-1], subject=fund)))
        view = replace(view, clause=clause)
    divided = whole is not None and whole.subject != subject  # 上年支出 A，其中…；本年支出 B is no part of A
    if divided and whole is not None and whole.number and not clause.has("final", "total"):
        if whole.role in _DIVIDED:
            return view.bound(view.reading(whole.role, subject))
        inner = view.number.amount.number <= whole.number.amount.number
        if whole.role == "change" and (inner or view.text.startswith(("因", "系"), view.number.after)):
            return view.bound(view.reading("other", subject))  # a part of the change, or of what changed
    if (half := half_of_row(view, subject)) is not None:
        return half
    if is_inner(view, subject):
        return view.bound(view.reading("other", subject))
    bound = view.bound(view.reading(role, subject))
    budget = clause.last(*BUDGET_CUES)
    if role == "final" and budget and clause.has("both"):  # 年初预算和支出决算均为 A 万元: two things of one figure
        other_role = replace(view, context=bound.context).reading(BUDGET_ROLES[budget.kind], bound.readings[0].subject)
        return replace(bound, readings=(*bound.readings, other_role))
    return bound


def _says_spent(view: View, subject: Subject) -> bool:
    """财政拨款收入决算 A 万元，支出决算 B 万元: the second is not of the income."""
    if "收入" not in subject.name or subject.path or view.clause.subject is not None:
        return False
    cue = view.clause.last("final", "budget")
    return cue is not None and view.text.startswith("支出", cue.start)


def _is_sum(view: View) -> bool:
    """上缴上级支出、经营支出共 A 万元: one amount of several subjects together."""
    clause = view.clause
    if len(clause.subjects) < 2 or clause.has("both", "respectively"):
        return False
    last = clause.subjects[-1]
    start = clause.named_to if last.subject.head else last.start  # 本年支出合计 is a name, 经营支出合计 a sum
    return bool(_TOGETHER.search(view.text, last.start if start is None else start, view.number.start))


def _role(view: View, subject: Subject) -> Role | None:
    clause, context = view.clause, view.context
    if clause.has("reach"):
        return "final"
    if clause.has("up", "down", "greater", "less", "signed"):
        return "change"
    cue = clause.last("opening", "full", "budget", "adjustment", "final", "prior")
    if clause.has("prior") and (cue is None or cue.kind in {"prior", "final"}):
        return "other" if clause.has("earlier") else "prior"
    if context.era and not clause.years:  # 2022年…支出 A 万元，其中…B 万元
        return "prior" if context.era == "prior" else "other"
    if cue is not None:
        return BUDGET_ROLES.get(cue.kind, "final")
    raw = bool(clause.before) and subject.name == view.text[slice(*clause.name)]
    named = clause.subject is not None or clause.in_path or clause.has("total", "amount") or raw
    if not (
        named
        or clause.before in {"收入", "支出"}
        or context.run
        or _says_amount_of_share(view)
        or _follows(view, subject)
    ):
        return None
    return "total" if subject.head and not context.listed and not clause.has("nil") else "part"


def _follows(view: View, subject: Subject) -> bool:
    """占比最大的是基本支出，为 A 万元; 财政拨款收入（含…）A 万元; 财政拨款收入：A 万元; 2022年 A 万元、2023年 B 万元: of what has just been named."""
    start, last = view.clause.start, view.context.last
    between = view.text[start : view.number.start]
    if last is not None and last.role == "prior" and last.subject == subject and last.sentence == view.context.sentence:
        return bool(_YEAR.fullmatch(between)) and all(each.value == view.passage.year for each in view.clause.years)
    if view.context.named_at != start - 1:
        return False
    return between in _ONLY_IS or (not between and view.text[start - 1] in "):")


def _says_amount_of_share(view: View) -> bool:
    """财政拨款收入占 P%，金额为 A 万元."""
    last = view.context.last
    return last is not None and last.role == "share" and bool(_AMOUNT_FOLLOWS.match(view.text, view.clause.start))
