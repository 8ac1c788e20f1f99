"""Says of which budget a percentage is the completion."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.prose.binders.binder import Free, Outcome, Unsure, View
from jslint.prose.binders.counts import PERFORMANCE
from jslint.prose.binders.runs import subjects_in_row
from jslint.prose.binders.whose import whose
from jslint.prose.claims import BUDGETS
from jslint.prose.context import BUDGET_CUES, BUDGET_ROLES

_COVERAGE = Pattern(r"(?:自评|监控|覆盖率|覆盖面|覆盖|评价|公开率|编报率|管理)(?:率|面)?(?:达到|达|为|率)?$")
_LAST_NUMBER = Pattern(r"[0-9]([^0-9.,]{1,2})[^0-9]*$")
_REACH = 40
_MONEY = frozenset({"万元", "元，", "亿元", "%，", "元;", "%;"})
"""What stands behind an amount or a percentage."""
_OF_WORK = frozenset({"项目", "绩效目标", "整体绩效目标"})
_EARLIER = Pattern(
    r"(?:上年度?|上一年度?|去年|上年同期|去年同期|(?P<year>(?:19|20)[0-9]{2})年度?)的?(?:预算|支出|资金|项目|总体|整体)*(?:执行率|完成率|执行进度|支出进度)(?:为|是|达|达到|的|仅为)?$"
)
"""上年执行率 P%, 2022年预算执行率为 P%."""
_OF_BUDGET = Pattern(r"(?:为|是|达|占|相当于|达到)(?:全年|年初|当年|本年|调整)?(?:支出)?预算(?:安排)?(?:数|额)?$")


def completion(view: View) -> Outcome:
    """完成年初预算的 P%, 占预算的 P%."""
    clause = view.clause
    if clause.has("complete") and _is_of_earlier_year(view):
        return Unsure("说的是以前年度")
    share, budget = clause.last("share"), clause.last(*BUDGET_CUES)
    of_budget = share is not None and budget is not None and budget.start > share.start and clause.of is None
    return _completion(view) if clause.has("complete") or of_budget else None


def of_stated_budget(view: View) -> Outcome:
    """完成年初预算 80.00 万元的 100%, 为年初预算 80.00 万元的 100%, 为年初预算的 100%."""
    clause = view.clause
    unnamed = clause.has(*BUDGET_CUES) and not clause.subjects
    return _completion(view) if _follows_budget(view) or unnamed else None


def coverage(view: View) -> Outcome:
    """绩效自评覆盖率 100% is work done, no figure of the accounts."""
    number = view.number
    covers = _COVERAGE.search(view.text, max(0, number.start - 12), number.start)
    return Free("工作覆盖面，报告中没有对应的数") if covers else None


def _is_of_earlier_year(view: View) -> bool:
    """Whether the rate is that of a year before: 执行率 P%，较上年执行率 Q% 提高."""
    start = view.number.start
    said = _EARLIER.search(view.text, max(view.passage.part_start(start), start - _REACH), start)
    return said is not None and (not said["year"] or int(said["year"]) != view.passage.year)


def _follows_budget(view: View) -> bool:
    """Whether the percentage stands directly behind the budget that it is of."""
    last = view.context.last
    if last is None or last.number is None or last.role not in BUDGET_ROLES.values():
        return False
    between = view.between(last.number)
    if view.context.completed and between in {"的", ""}:
        return True
    start = last.number.start
    return between == "的" and bool(_OF_BUDGET.search(view.text, max(0, start - 16), start))


def _is_of_counts(view: View) -> bool:
    """目标 80 家，参展 86 家，完成率 P%: what stands before is no money."""
    start = view.number.start
    before = _LAST_NUMBER.search(view.text, max(view.passage.part_start(start), start - _REACH), start)
    is_work = view.context.topic == PERFORMANCE and view.text.startswith("完成率", view.clause.start)
    return is_work and before is not None and before[1] not in _MONEY


def _completion(view: View) -> Outcome:
    clause, context = view.clause, view.context
    subject = whose(view)
    if subject is not None:
        context, subject = subjects_in_row(view, subject)
    if subject is None or not subject.known or clause.after:
        return Unsure("说不清是谁的完成率")
    view = view.knowing(context)
    budget = clause.last(*BUDGET_CUES)
    if budget is None and ((clause.subjects and subject.name in _OF_WORK) or _is_of_counts(view)):
        return Unsure("说的是工作的完成率")  # 项目完成率 P%, 绩效目标完成率 P%
    of = BUDGET_ROLES[budget.kind] if budget else "budget"
    previous = context.recent[-1] if context.recent else None
    if (
        budget is None
        and previous is not None
        and previous is context.last
        and previous.role in BUDGETS | {"adjustment"}
    ):
        of = previous.role
    return view.bound(view.reading("completion_rate", subject, of=of))
