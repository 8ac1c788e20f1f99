"""Says whose growth or difference a percentage is, and against what."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.antecedents import amounts_in_row, change_of, comparand
from jslint.prose.binders.binder import Bound, Outcome, Unsure, View
from jslint.prose.binders.elsewhere import against_another
from jslint.prose.binders.runs import changed_in_row, each_against_another, run_length, subjects_in_row, with_run
from jslint.prose.binders.whose import whose
from jslint.prose.context import BUDGET_CUES
from jslint.prose.reading import Reading, Subject

_REACH = 60
_AGAINST = Pattern(r"上年|上一年|去年|同比|同期|[与较比同][^，。]*(?:年|预算)")
"""What a sentence compares with before it says how much."""
_OTHER_SCOPE = Pattern(
    r"(?:同口径|可比口径|同比口径|剔除|扣除)[^，,;。0-9]*$|(?:剔除|扣除|不考虑)[^，,;。0-9]*[，,][^，,;。0-9]*$"
)
"""减少 D 万元，同口径下降 P%: not the rate of the change before."""
_COMPARED_RATE = Pattern(r"[比较与同由从][^，,;。0-9]*$")
_POINTS = Pattern(
    r"(?:的(?:水平|情况|增幅|降幅|增速)?)?(?:有所)?(?:回落|扩大|收窄|缩小|加快|放缓|提高|上升|回升|下降|降低|增加|减少|快|慢|高|低)(?:了)?(?:[0-9.]+个?百分点)?"
)
"""比上年增幅 P% 回落 N 个百分点: what the rate of this year is compared with."""
_AND_OTHERS = Pattern(r"等(?:费用|支出|收入|方面|项目|资产)?[，,;](?:[比较与同]|同比)[^，,;。0-9]*$")
"""其中甲 A 万元、乙 B 万元等，较上年增长 P%: of the whole, or of the last."""
_OF_COUNTED = Pattern(
    r"[0-9](?!万?元|亿|%|年|月|日)[^0-9，,。;:%元()]{1,4}[，,][^0-9，,。;]{0,4}$|(?:单价|造价|均价|面积|数量|人数|次数)[^，,;。0-9]*$"
)
"""上年 8000 平方米，增长 P%; 单价提高 P%: of no amount."""
_BEYOND = frozenset({"超", "超出", "超过", "高出", "高于", "低于"})


def rate_in_bracket(view: View) -> Outcome:
    """减少 D 万元（P%）: the rate of the change before the bracket."""
    last, text = view.context.last, view.text
    if last is None or last.number is None or last.role != "change":
        return None
    if view.between(last.number) != "(" or text[view.number.end : view.number.end + 1] != ")":
        return None
    rate = view.reading("change_rate", last.subject, of=last.of, sense=last.sense, part=last.number)
    return Bound(view.context, (rate,))


def gap_rate(view: View) -> Outcome:
    """预决算差异率: how far the amount is from its budget, with its sign; no change in words goes with it."""
    if not view.clause.has("gap"):
        return None
    subject = whose(view)
    of = comparand(view.context, view.clause)
    if subject is None or not subject.known or view.clause.after or of == "prior":
        return Unsure("说不清是谁的差异率")
    return view.bound(view.reading("change_rate", subject, of=of, sense=0))


def growth(view: View) -> Outcome:
    """增长 P%, tied to the change before it."""
    clause, context = view.clause, view.context
    change = context.last if context.last is not None and context.last.role == "change" else None
    exceeds = change is not None and _exceeds(view, change)
    if not (clause.has("up", "down", "signed") or exceeds):
        return None
    if clause.after:
        return view.unknown()
    if (unsure := _of_other_terms(view, change)) is not None:
        return unsure
    if change is None and (unsure := _without_change(view)) is not None:
        return unsure
    subject = clause.subject
    run: tuple[Subject, ...] = ()
    if subject is None and change is not None and not clause.before:
        run = changed_in_row(view)
        subject = run[0] if run else change.subject
    subject = subject or whose(view)
    if subject is None or not subject.known:
        return Unsure("说不清是谁的增减幅度")
    if not run:
        context, subject = subjects_in_row(view, subject)
        run = (subject, *(slot.subject for slot in context.run)) if context.run else ()
    if not run and clause.has("respectively"):
        run = amounts_in_row(context, run_length(view.text, view.number))
        subject = run[0] if run else subject
    compares = clause.has("prior", *BUDGET_CUES) or change is None
    of = comparand(context, clause) if compares or change is None else change.of
    cue = clause.last("up", "down")
    sense = -1 if cue and cue.kind == "down" else 1
    if exceeds and change is not None:
        sense = change.sense or sense
    view = replace(view, context=context)
    rate = view.reading("change_rate", subject, of=of, sense=sense, part=change_of(context, subject))
    return with_run(view.bound(rate), run)


def _of_other_terms(view: View, change: Reading | None) -> Unsure | None:
    """Why a rate is not that of the figures before it: worked out on another scope, or itself only what this year's is compared with."""
    if view.clause.has("each", "average"):
        return Unsure("平均数，报告中没有对应的数")
    text, number = view.text, view.number
    begin = view.passage.sentence_start(number.start)
    since = begin if change is None or change.number is None else change.number.after
    if change is not None and _OTHER_SCOPE.search(text, since, number.start):
        return Unsure("说的是另一口径的增减幅度")
    if _COMPARED_RATE.search(text, since, number.start) and _POINTS.match(text, number.after):
        return Unsure("说的是用来比较的增减幅度")
    unnamed = change is None and view.clause.subject is None
    if unnamed and (_AND_OTHERS.search(text, begin, number.start) or _OF_COUNTED.search(text, begin, number.start)):
        return Unsure("说不清是谁的增减幅度")
    return None


def _without_change(view: View) -> Unsure | None:
    """Why a rate that no change stands before is not last year's: 比2019年增长 P%, 压减支出 P% without a word of what was spent."""
    clause, context = view.clause, view.context
    if against_another(view):
        return Unsure("说的是与另一项的差额")
    if each_against_another(view):
        return Unsure("说不清与哪个数相比")
    if comparand(context, clause) == "earlier":
        return Unsure("与更早的年份相比")
    if clause.subjects or clause.in_path or clause.has("prior", *BUDGET_CUES):
        return None
    last = context.recent[-1] if context.recent else None
    if last is not None and last.sentence == context.sentence and last.role != "count":
        return None
    start = clause.start
    compared = _AGAINST.search(view.text, max(0, start - _REACH, view.passage.sentence_start(start)), start)
    return None if compared else Unsure("说不清是谁的增减幅度")


def _exceeds(view: View, change: Reading) -> bool:
    """超出预算 8.00 万元，超 20%: the rate of the change just stated."""
    return change.sentence == view.context.sentence and view.text[view.clause.start : view.number.start] in _BEYOND
