"""Keeps figures of other years' budgets unbound."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.binders.binder import Outcome, Unsure, View
from jslint.prose.binders.runs import run_length
from jslint.prose.binders.whose import whose
from jslint.prose.claims import AMOUNTS, Role
from jslint.prose.clause import Clause
from jslint.prose.context import BUDGET_CUES, BUDGET_ROLES, Context, Slot
from jslint.prose.periods import is_of_part, names_month

_YEARS_IN_ROW = Pattern(
    r"近[两二三四五六七八]年|(?:19|20)[0-9]{2}年?(?:度)?(?:至|到|-|—|–|~|、|和|及|与)(?:19|20)[0-9]{2}年"
)
_YEAR = Pattern(r"(?:19|20)[0-9]{2}")
_REACH = 90
_RATES = Pattern(
    r"(?P<years>(?:(?:19|20)[0-9]{2}年?度?(?:[、和及与,，]|以及)?){2,})(?:分别|依次)(?:比上年|较上年|同比)?(?P<rates>[^。;\n]*)$"
)
"""2022年、2023年分别下降 P%、Q%."""
_DOWN = Pattern(r"下降|减少|降低")
_SENSE = Pattern(r"增长|增加|上升|提高|下降|减少|降低")


def years_in_row(view: View) -> Outcome:
    """近三年…分别为 A、B、C: only the figure of the report's year repeats something; the one before it is last year's."""
    text, start = view.text, view.number.start
    if (length := run_length(text, view.number)) < 2:
        return None
    before = text[max(0, start - _REACH, view.passage.part_start(start)) : start]
    if not _YEARS_IN_ROW.search(before):
        return None
    subject = whose(view)
    years = tuple(map(int, _YEAR.findall(before)))
    if years and len(years) != length:
        years = tuple(range(years[0], years[-1] + 1))
    if subject is None or not subject.known or view.clause.after or (years and len(years) != length):
        return Unsure("说不清是哪一年的")
    last = view.passage.year or (years[-1] if years else 0)
    ages = tuple(last - year for year in years) if years else tuple(range(length - 1, -1, -1))
    first, *rest = (_ROLES.get(age, "other") if age else None for age in ages)
    own: Role = "total" if subject.head and not view.context.listed else "part"
    context = replace(view.context, run=tuple(Slot(subject, role or own) for role in rest))
    return replace(view, context=context).bound(view.reading(first or own, subject))


def rates_of_years(view: View) -> Outcome:
    """2022年、2023年分别下降 P%、Q%: only the rate of the report's year is of figures that it has."""
    text, start = view.text, view.number.start
    match = _RATES.search(text, max(view.passage.part_start(start), start - _REACH), start)
    senses = _SENSE.findall(match["rates"]) if match is not None else []
    if match is None or not senses:
        return None
    years, before = _YEAR.findall(match["years"]), match["rates"].count("%")
    subject = whose(view)
    if before >= len(years) or int(years[before]) != view.passage.year or subject is None or not subject.known:
        return Unsure("说的是以前年度")
    sense = -1 if _DOWN.fullmatch(senses[-1]) else 1
    return view.bound(view.reading("change_rate", subject, of="prior", sense=sense))


_ROLES: dict[int, Role] = {1: "prior"}
"""Roles of the figures of earlier years, by how many years they are before the report's."""


def seen_coming(view: View) -> Context:
    """The context, knowing that the sentence has come to the budget of a coming year."""
    clause, context = view.clause, view.context
    if (context.era == "coming" or clause.coming_year) and clause.has(*BUDGET_CUES):
        return replace(context, era="planned")
    return context


def another_year(view: View) -> Outcome:
    """{下年}年预算 A 万元, 上年预算 A 万元, {上年}年…完成预算的 P% repeat nothing of this report."""
    clause, context = view.clause, view.context
    if context.era in {"coming", "planned"}:
        return Unsure("说的是以后年度的预算" if context.era == "planned" else "说的是以后年度")
    if _is_of_part_of_year(view):
        return Unsure("说的是年中的数")
    if clause.has("prior") and _is_budget_of_prior(clause):
        return Unsure("说的是上年的预算")
    if not context.era or _states_own_year(context):
        return None
    amounts = view.number.kind == "amount" and not clause.has(*_COMPARING, *BUDGET_CUES)
    return None if amounts else Unsure("说的是以前年度")


def _is_budget_of_prior(clause: Clause) -> bool:
    """Whether a budget's word stands right behind one for the year before: 上年预算."""
    priors = {cue.end for cue in clause.cues if cue.kind == "prior"}
    return any(cue.start in priors for cue in clause.cues if cue.kind in BUDGET_ROLES)


def _is_of_part_of_year(view: View) -> bool:
    """Whether the sentence up to the figure speaks of a part of the year: 截至9月底，项目支出 A 万元; not behind 全年."""
    text, start = view.text, view.number.start
    part = names_month(text) and is_of_part(text, view.passage.part_start(start), start)
    return part and not text.startswith("全年", view.clause.start)


_COMPARING = ("up", "down", "greater", "less", "signed", "apart")


def _states_own_year(context: Context) -> bool:
    """Whether the sentence has stated an amount of the report's year, with which an earlier year's is compared."""
    return any(each.role in AMOUNTS and each.sentence == context.sentence for each in context.recent)


def another_years_count(view: View) -> Outcome:
    """上年末 A 辆, {上年}年…得分 A 分."""
    said = view.context.era or view.clause.has("prior")
    return Unsure("说的是别的年度") if said and not view.clause.has("up", "down") else None
