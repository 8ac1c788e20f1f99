"""Says why an amount is not the one that its name means."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.prose.antecedents import ROLES_OF_BASES
from jslint.prose.binders.binder import Unsure, View
from jslint.prose.binders.counts import PERFORMANCE
from jslint.prose.context import BUDGET_CUES
from jslint.prose.reading import Subject

_OWN_TOTALS = frozenset({"收入支出决算总体情况", "收入决算情况"})
_OF_MONEY = Pattern(r"收入|结转|结余|资金")
_SPENT_OF = Pattern(r"(?:安排|列支|开支|支付|形成)的?[^0-9，。；]{0,12}(?:支出|费用?|经费|项目)(?:为|共|共计)?$")
"""上年结转资金安排的支出 A 万元 is a part of the expenditure."""
_INVOLVED = Pattern(r"涉及[^，。；]{0,8}$")
"""审计提出意见 3 条，涉及资金 A 万元."""
_SOME_OF = Pattern(r"(?<![其集])(?:之?中|里|之?内)的?(?:有|约|约有|另有)?$")
"""项目支出中的 A 万元, 基本支出中有 A 万元: some of it."""
_ENDS_SOME_OF, _LONGEST_SOME_OF = frozenset("中里内的有约"), 5
"""How that ends, and its characters at most: it is looked for at every amount."""
_LEAVES_OUT = Pattern(r"(?:剔除|扣除|除去|不考虑|不含|不计)[^，,。;()0-9]*[，,后][^，,。;()0-9]*$")
"""剔除上年结转因素，收入总计为 A 万元: not the whole that the table has."""
_BORNE_ELSEWHERE = Pattern(
    r"[，,]?(?:全部|均|都)?(?:由(?!此)[^，。；0-9]{1,16}(?:支付|承担|负担|列支|列报|列示|公开|编报|核算|反映)"
    r"|(?:另行|单独)(?:编报|公开|核算|列支|列报|反映)|(?:不在|不纳入|未计入|未纳入|不计入|不列入|未列入))"
)
"""由财政局列报, 另行公开, 不纳入部门决算: not of this report's figures."""
_OPENS_ELSEWHERE = frozenset("，,全均都由另单不未")
_AGAINST = ("比", "较", "高于", "低于", "多于", "少于", "超过", "超出")
"""What stands before the name of another thing that one is compared with."""
_OWN_BASES = frozenset({"prior", *BUDGET_CUES})
"""Cues behind a name that make of it its own figure of last year, or its budget."""
_REACH = 40
"""Characters before an amount that say that it is some of what they name, or all but some."""


def said_of_another(view: View, subject: Subject) -> Unsure | None:
    """Why an amount is not the one that its name means: money spent of it, a region's revenue, what another body bears."""
    clause, text, number = view.clause, view.text, view.number
    if clause.subjects and not subject.row and _OF_MONEY.search(subject.name):
        if _SPENT_OF.search(text, clause.subjects[-1].start, number.start):
            return Unsure("说的是用这笔资金安排的支出", clause.disowned())
        if "收入" in subject.name and clause.has("complete") and not _is_own_total(view, subject):
            return Unsure("说的是一个地方完成的收入")
    before = max(0, number.start - _LONGEST_SOME_OF)
    if text[number.start - 1] in _ENDS_SOME_OF and _SOME_OF.search(text, before, number.start):
        return Unsure("说的是其中的一部分", clause.disowned())
    if _LEAVES_OUT.search(text, max(0, number.start - _REACH), number.start):
        return Unsure("说的是剔除了一部分的数", clause.disowned())
    if not clause.subjects and view.context.topic != PERFORMANCE and _INVOLVED.search(text, clause.start, number.start):
        return Unsure("说的是涉及的资金")
    if text[number.after : number.after + 1] in _OPENS_ELSEWHERE and _BORNE_ELSEWHERE.match(text, number.after):
        return Unsure("说的是不在本报告列支的数")
    return None


def against_another(view: View) -> bool:
    """医疗补助 A 万元，比公积金 B 万元多 D 万元; 基本支出比项目支出多 D 万元: against another thing, not against its own past or budget."""
    named = view.clause.subjects[-1:]
    if not named or not view.text.endswith(_AGAINST, 0, named[0].start):
        return False
    cues = (cue for cue in view.clause.cues if cue.start >= named[0].start)
    last = view.context.last
    past = last is not None and last.role in ROLES_OF_BASES and last.end >= named[0].start
    return not past and not any(cue.kind in _OWN_BASES for cue in cues)


def _is_own_total(view: View, subject: Subject) -> bool:
    """我单位本年收入完成 A 万元, 本年收入合计完成 A 万元: a section's total whose name no region's revenue has."""
    name = view.text[view.clause.subjects[-1].start : view.number.start]
    ours = view.clause.body == "own" or "合计" in name or "总计" in name
    return ours and subject.head and view.context.topic in _OWN_TOTALS
