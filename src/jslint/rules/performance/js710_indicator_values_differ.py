"""JS710: one indicator has one actual value in every form, and a whole is the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import printed
from jslint.figure import Figure, Place
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.relation import AtMost, Same, Sum, Term, Verdict, value_of
from jslint.report.annexes import Indicator, Quantity
from jslint.report.model import Report
from jslint.report.titles import normalise
from jslint.rule import About, Example, rule
from jslint.rules.performance._forms import enter, overall, projects
from jslint.rules.performance._statements import stated_projects

_JOINED = Pattern("[、，,]|以及|[和及与]")
_GENERIC = Pattern(
    "开展|组织|举办|参加|完成|全年|年度|相关|各类|各项|活动|工作|次数|场次|人次|人数|数量|个数|情况|任务"
)

MOST_PARTS = 300
"""Indicators of projects beyond which no parts are sought by their names."""

TEXT = """\
附件:
  部门整体自评表:
    部门名称: 某市某局
    绩效指标:
      栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因及改进措施]
      指标:
        - [产出指标, 重点工作任务完成, 应急演练、普法宣传活动, ≥9次, {whole}次, 50, 50, ~]
        - [效益指标, 满意度, 居民满意度, ≥90%, {satisfied}, 40, 40, ~]
  项目单位自评表:
    - 项目名称: 安全专项
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因及改进措施]
        指标:
          - [产出指标, 数量指标, 应急演练次数, ≥4次, 4次, 30, 30, ~]
          - [~, ~, 普法宣传次数, ≥5次, 6次, 30, 30, ~]
          - [满意度指标, 服务对象满意度指标, 居民满意度, ≥85%, 93%, 30, 30, ~]
"""

ABOUT = About(
    code="JS710",
    name="indicator-values-differ",
    title="同一指标在各表中的完成值一致，整体等于各部分之和",
    severity="warning",
    basis="部门整体自评表的履职指标由各项目的产出和效益汇总而来；同一份报告里的同一个数应当一致。",
    why="整体表和项目表分头填写，容易各填各的；外界对照两张表就能看出来。",
    advice="请核对两处的完成值；对象或口径不同的，请把指标名称写清楚。",
    yields_to=("JS708",),
    good=(Example(TEXT.format(whole="10", satisfied="93%")),),
    bad=(
        Example(TEXT.format(whole="⟦JS710⟧12⟦/⟧", satisfied="93%")),
        Example(TEXT.format(whole="10", satisfied="⟦JS710⟧98%⟦/⟧")),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """The whole department's indicators against those of single projects, by name. Projects are not compared with each other."""
    whole, forms = overall(report), projects(report)
    if whole is None or not forms:
        yield Check(ABOUT.code, Place("附件"), "not_applicable", reason="没有可以对照的整体自评表和项目自评表")
        return
    parts = [
        indicator
        for form in forms
        for indicator in form.indicators
        if _number(indicator.actual) is not None and not _is_heading(indicator)
    ]
    by_name: dict[str, list[Indicator]] = {}
    for indicator in parts:
        by_name.setdefault(normalise(indicator.name), []).append(indicator)
    stated = stated_projects(report)
    complete = stated is not None and stated.number == len(forms)
    for indicator in whole.indicators:
        if _number(indicator.actual) is None or _is_heading(indicator):
            continue
        same = by_name.get(normalise(indicator.name), [])
        if len(same) == 1:
            yield from _same(indicator, same[0])
        elif not same:
            yield from _sum(indicator, parts, complete=complete)


def _is_heading(indicator: Indicator) -> bool:
    """Whether only the form's own headings name it (数量指标): that says nothing of what is counted."""
    return normalise(indicator.name).endswith("指标")


def _number(quantity: Quantity | None) -> Figure | None:
    certain = quantity is not None and quantity.kind == "number" and not quantity.about
    return quantity.figure if certain and quantity is not None else None


def _same(whole: Indicator, part: Indicator) -> Iterator[Check]:
    """A rate is the same thing in both; a count may be larger for the whole unless both forms set the same target."""
    first, second = whole.actual, part.actual
    if first is None or second is None or first.figure is None or second.figure is None or first.unit != second.unit:
        return
    if first.is_percent or _target(whole) == _target(part):
        yield enter(
            ABOUT, Same(first.figure, second.figure), lambda verdict: _two(first.figure, second.figure, verdict)
        )
    else:
        yield _not_below(first.figure, (second.figure,))


def _target(indicator: Indicator) -> str:
    return normalise(indicator.target.text) if indicator.target else ""


def _two(first: Figure | None, second: Figure | None, verdict: Verdict) -> str:
    assert first is not None  # noqa: S101 - compared before
    assert second is not None  # noqa: S101
    return (
        f"{first.place.words()}为 {first.shown}，{second.place.words()}为 {second.shown}，"
        f"同一指标相差 {printed(abs(verdict.difference))}"
    )


def _sum(whole: Indicator, parts: list[Indicator], *, complete: bool) -> Iterator[Check]:
    """A name that joins several: each joined name is one indicator of a project, counted in the same unit."""
    actual = whole.actual
    names = [core for name in _JOINED.split(whole.name) if (core := _core(name))]
    if actual is None or actual.figure is None or actual.is_percent or len(names) < 2 or len(parts) > MOST_PARTS:
        return
    counted = [part for part in parts if part.actual is not None and part.actual.unit == actual.unit]
    matches = [[part for part in counted if _is_alike(_core(part.name), name)] for name in names]
    if any(len(found) != 1 for found in matches) or len({id(found[0]) for found in matches}) < len(matches):
        return
    found = [match[0] for match in matches]
    figures = tuple(figure for part in found if (figure := _number(part.actual)) is not None)
    if complete or _targets_add_up(whole, found):
        relation = Sum((Term(actual.figure),), tuple(map(Term, figures)))
        yield enter(ABOUT, relation, lambda verdict: _whole_words(relation, verdict))
    else:
        yield _not_below(actual.figure, figures)


def _core(name: str) -> str:
    core = _GENERIC.sub("", normalise(name))
    return core if len(core) > 1 else ""


def _is_alike(first: str, second: str) -> bool:
    return bool(first) and (first in second or second in first)


def _targets_add_up(whole: Indicator, parts: list[Indicator]) -> bool:
    """Whether the targets show that the whole was meant as the sum."""
    total, figures = _number(whole.target), [_number(part.target) for part in parts]
    numbers = [figure.value for figure in figures if figure is not None]
    return total is not None and len(numbers) == len(parts) and sum(numbers) == total.value


def _whole_words(relation: Sum, verdict: Verdict) -> str:
    whole = relation.left[0].figure
    listed = "，".join(f"{term.figure.place.words()} {term.figure.shown}" for term in relation.right)
    total = printed(value_of(relation.right))
    return f"{whole.place.words()}为 {whole.shown}，各部分相加为 {total}（{listed}），相差 {printed(abs(verdict.difference))}"


def _not_below(whole: Figure, parts: tuple[Figure, ...]) -> Check:
    relation = AtMost(tuple(map(Term, parts)), (Term(whole),))

    def message(verdict: Verdict) -> str:
        listed = "，".join(f"{figure.place.words()} {figure.shown}" for figure in parts)
        return f"{whole.place.words()}为 {whole.shown}，小于其中的部分（{listed}），相差 {printed(verdict.difference)}"

    return enter(ABOUT, relation, message)


RULE = rule(ABOUT, check)
