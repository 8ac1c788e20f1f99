"""Says of what an amount is a part: of a row or a fund that tables have, or of what they do not divide."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.binders.binder import Bound, View
from jslint.prose.binders.whose import PARTNERS
from jslint.prose.boundaries import WHOLES
from jslint.prose.claims import AMOUNTS
from jslint.prose.context import BUDGET_CUES, ITEM_TOPICS, Context
from jslint.prose.focus import following
from jslint.prose.reading import Reading, Subject
from jslint.prose.wholes import BASIC, is_row, within

_OPERATING = "机关运行经费支出情况"
_SOURCES = frozenset(
    {
        "财政拨款本年支出",
        "一般公共预算财政拨款支出",
        "政府性基金预算财政拨款支出",
        "国有资本经营预算财政拨款支出",
    }
)
"""What is spent of one source."""
_BALANCES = frozenset({"年初结转和结余", "年末结转和结余", "使用非财政拨款结余", "结余分配"})
_HALVES = {"基本支出", "项目支出"}
_ROWS_BY_KIND = frozenset(
    {
        "支出决算情况",
        "一般公共预算财政拨款支出决算情况",
        "政府性基金预算财政拨款支出决算情况",
        "国有资本经营预算财政拨款支出决算情况",
    }
)
"""Sections whose table has each row's 基本支出 and 项目支出."""
_FUNDS = frozenset({"一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"})
"""What a fund is called by its bare name."""
_BY_FUND = {
    "财政拨款收支总计": "",
    "财政拨款收入总计": "",
    "财政拨款支出总计": "",
    "本年收入合计": "收入",
    "本年支出合计": "支出",
    "财政拨款收入": "收入",
    "财政拨款本年支出": "支出",
    "年初财政拨款结转和结余": "年初结转和结余",
    "年末财政拨款结转和结余": "年末结转和结余",
}
"""What is divided by fund, with what a fund's part of it is called behind the fund's name."""
_BY_SOURCE = Pattern(r"使用|动用|来源")
"""项目支出 A 万元，使用事业收入 B 万元: what announces the sources of an expenditure."""
_SPENT = ("支出", "支出合计", "经费", "费")
"""How the name of what is spent ends."""


def half_of_row(view: View, subject: Subject) -> Bound | None:
    """高中教育 A 万元，其中基本支出 B 万元、项目支出 C 万元: what the columns of these names hold of the row."""
    whole, clause = _divided(view.context), view.clause
    plain = clause.subject is not None and not clause.subject.row and not clause.subject.path
    if (
        whole is None
        or whole.role not in AMOUNTS
        or not plain
        or len(clause.subjects) > 1
        or view.context.topic not in _ROWS_BY_KIND
    ):
        return None
    row = whole.subject
    if subject.name not in _HALVES or not (
        len(row.path) > 1 or row.entry or (is_row(whole) and whole.within == "合计")
    ):
        return None
    own = replace(row, name=f"{row.name}的{subject.name}", path=row.path or (row.name,), row=False)
    reading = replace(view.reading("part", own), within=subject.name)
    clause = replace(clause, subjects=(replace(clause.subjects[0], subject=own),))
    context = following(view.context, clause, view.passage, own)
    return Bound(replace(context, last=reading), (reading,), clause)


def is_inner(view: View, subject: Subject) -> bool:
    """Whether an amount is a part that no table has: 基本支出 of one item, what a thing holds of its own name, items of 机关运行."""
    context, named = view.context, view.clause.subject
    if named is None or named.head or named.path:
        return False
    aside = context.aside
    if not named.row and (_divides_row(context) or _named_within_row(view)):
        return True
    if aside is not None and subject.name in _BALANCES and _is_a_part(aside.last):
        return True
    if context.topic == _OPERATING or _is_of_whole_so_named(context, subject) or _divides_one_source(context, subject):
        return True
    if _pays_for(view, context, subject) or _is_item_of_unknown(view, named):
        return True
    main = context.main
    in_item = context.topic in ITEM_TOPICS and main is not None and len(main.path) > 1
    return in_item and (context.listed or aside is not None)


def of_fund(view: View, subject: Subject) -> Subject:
    """年初结转和结余 A 万元，其中一般公共预算 B 万元: the fund's part of what is divided."""
    if subject.name not in _FUNDS or not view.clause.subjects:
        return _closing_of_fund(view, subject) if _divided(view.context) is None else subject
    return replace(subject, name=subject.name + _BY_FUND.get(_whole_by_fund(view), ""))


def _whole_by_fund(view: View) -> str:
    """The name of what a sentence divides by fund: 本年支出中一般公共预算 A 万元 says it itself, else the last that it has stated."""
    context, (*before, _) = view.context, view.clause.subjects
    if before and (context.last is None or before[-1].start >= context.last.end):
        return before[-1].subject.name
    for each in reversed(context.recent):
        if each.sentence != context.sentence or ";" in view.text[each.end : view.number.start]:
            return ""
        if each.role in AMOUNTS and each.subject.name in _BY_FUND:
            return each.subject.name
    return ""


def _closing_of_fund(view: View, subject: Subject) -> Subject:
    """政府性基金年初结转 A 万元、年末结转 B 万元: the second is the fund's as the first is."""
    last, closing = view.context.last, "年末财政拨款结转和结余"
    if subject.name != closing or last is None or last.number is None or view.text[last.number.after] not in "、，,和":
        return subject
    fund = last.subject.name.removesuffix(_BY_FUND["年初财政拨款结转和结余"])
    return replace(subject, name=fund + _BY_FUND[closing]) if fund in _FUNDS else subject


def _pays_for(view: View, context: Context, subject: Subject) -> bool:
    """项目支出 A 万元，其中财政拨款 B 万元、事业收入 C 万元: the money that was spent of a source, not all that came of it."""
    if not subject.name.endswith("收入"):
        return False
    whole = _divided(context)
    if whole is None and (spent := _spent_in_sentence(context)) is not None:
        whole = spent if _BY_SOURCE.search(view.text, spent.end, view.number.start) else None
    return whole is not None and whole.role in AMOUNTS and _is_spent(whole)


def _spent_in_sentence(context: Context) -> Reading | None:
    """The last expenditure that the sentence has stated."""
    recent = (each for each in reversed(context.recent) if each.sentence == context.sentence and each.role in AMOUNTS)
    return next((each for each in recent if _is_spent(each)), None)


def _is_spent(reading: Reading) -> bool:
    return reading.subject.name.endswith(_SPENT) and "收" not in reading.subject.name


def _is_item_of_unknown(view: View, named: Subject) -> bool:
    """培训班 A 万元，其中印刷费 B 万元: an item of what the section's table does not hold as a whole."""
    context = view.context
    return context.topic == BASIC and named.row and not within(context, view.clause, view.passage, view.number)


def is_source_of(view: View) -> bool:
    """支出 A 万元，其中本年预算安排 B 万元、上年结转安排 C 万元: what paid for it, no budget to hold it against."""
    whole, cue = view.context.part_of, view.clause.last(*BUDGET_CUES)
    divided = whole is not None and whole.role in AMOUNTS and view.clause.subject is None
    return divided and cue is not None and "安排" in view.text[cue.start : view.number.start]


def _is_a_part(reading: Reading | None) -> bool:
    """Whether it is the amount of one source or kind, of which a bracket tells the carry-over: 财政拨款 A 万元（含年初结转 B 万元）."""
    return reading is not None and reading.role in AMOUNTS and not reading.subject.head


def _is_of_whole_so_named(context: Context, subject: Subject) -> bool:
    """Whether what a bracket or 其中 divides has the same name: 其他收入 A 万元，其中租金 B 万元、其他收入 C 万元 has two of one name."""
    aside, whole = context.aside, context.part_of
    if aside is not None and aside.subject is not None and aside.subject.name == subject.name:
        return True
    return whole is not None and whole.role in AMOUNTS and whole.subject.name == subject.name


def _divides_one_source(context: Context, subject: Subject) -> bool:
    """财政拨款支出 A 万元，其中基本支出 B 万元: among all expenditure the halves of one source are not those of the whole."""
    whole = _divided(context)
    of_source = whole is not None and whole.subject.name in _SOURCES and context.topic in WHOLES
    return of_source and subject.name in PARTNERS


def _divides_row(context: Context) -> bool:
    """小学教育支出 A 万元，其中（项目支出 B 万元）: what one row or class holds of its own."""
    whole = _divided(context)
    return whole is not None and is_row(whole)


def _divided(context: Context) -> Reading | None:
    """The figure that a bracket goes with, or else the one that 其中 divides."""
    aside = context.aside
    return context.part_of if aside is None or aside.last is None else aside.last


def _named_within_row(view: View) -> bool:
    """教育支出中基本支出 A 万元，项目支出 B 万元: both are of the class."""
    *before, named = view.clause.subjects
    last = view.context.last
    if before:
        owner = before[-1].subject
        return (owner.row or bool(owner.path)) and view.text[named.start - 1 : named.start] in {"中", "的"}
    inner = last is not None and last.role == "other" and last.sentence == view.context.sentence
    return inner and last is not None and {last.subject.name, named.subject.name} == _HALVES
