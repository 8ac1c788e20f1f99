"""Says what was bought of small firms: in projects reserved for them or in others, and who of them won."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.prose.binders.binder import Outcome, Unsure, View
from jslint.prose.reading import Subject

PROCUREMENT = "政府采购支出情况"
_WON = Pattern(
    r"由(中小|小微)企业(?:供应商)?中标(?:[、或和及]?\(?成交\)?)?的?[，,]?(?:(?:政府)?采购|合同|中标|成交)?(?:项目)?(?:支出)?金额(?:为|共|达)?$"
)
_WHERE = Pattern(r"(中小|小微)企业预留的?(?:政府采购)?项目中|(其他)的?(?:政府采购)?项目中")
_SUBJECTS = {
    ("", "中小"): "中小企业中标",
    ("", "小微"): "小微企业中标",
    ("中小", "中小"): "预留中小企业成交",
    ("中小", "小微"): "预留中小企业中的小微企业成交",
    ("小微", "小微"): "预留小微企业成交",
    ("其他", "中小"): "其他项目中小企业成交",
    ("其他", "小微"): "其他项目小微企业成交",
}
_REACH = 160
"""Characters before an amount within which its sentence says in which projects it was won."""


def won(view: View) -> Outcome:
    """在面向中小企业预留的政府采购项目中，由小微企业供应商中标或成交的，采购金额 A 万元."""
    if view.context.topic != PROCUREMENT:
        return None
    start = view.number.start
    sentence = view.text[max(0, start - _REACH, view.passage.sentence_start(start)) : start]
    winner = _WON.search(sentence)
    if winner is None:
        return None
    places = list(_WHERE.found_in(sentence))
    where = (places[-1][1] or places[-1][2]) if places else ""
    name = _SUBJECTS.get((where, winner[1]))
    return view.bound(view.reading("part", Subject(name))) if name else Unsure("说不清是谁中标、成交的")
