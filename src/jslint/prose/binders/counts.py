"""Says what is counted: vehicles, visits, projects by grade; and whose score a score is."""

from __future__ import annotations

from msgspec.structs import replace

from jslint.pattern import Pattern
from jslint.prose.binders.binder import Bound, Free, Outcome, Unsure, View
from jslint.prose.binders.whose import COUNTED, is_of_the_lost
from jslint.prose.reading import Subject, lost

FOREIGN = frozenset({"外宾接待", "外宾来访", "外事接待"})
_VISITS = ("接待批次", "接待人次", "接待人数")
PERFORMANCE = "预算绩效情况"
_PROJECTS = frozenset({"项目", "绩效评价"})
"""What is counted of whomever the sentence begins with: 组织对 9 个项目开展自评."""
_GRADE_BEFORE = Pattern(
    r"(?:(?:为|是|达到|级|评|^|[,、;])(中)|(优秀|优等|优|良好|良等|良|中等|较差|差等|差|不合格|合格|不及格|及格))(?:等级|等次|级|等)?(?:的)?(?:项目)?(?:有|共|为|的)?(?:项目)?$"
)
_GRADE_AFTER = Pattern(
    r"^(?:项目|的项目)?(?:支出)?(?:绩效)?(?:自评|评价)?(?:结果|等级|评级)?(?:等级)?(?:均)?(?:被)?(?:评)?(?:定)?(?:为|是)?(优秀|优等|优|良好|良等|良|中等|(?<![评价目出效])中|(?<=[目出效])中(?![，,:：有])|较差|差等|差|不合格|合格|不及格|及格)"
)
_UNGRADED = Pattern(
    r"^(?:项目|的项目)?(?:(?:因|由于)[^，,;:。()0-9]{1,20}?)?(?:暂|暂时|尚|均|都)?(?:未|没有|不|免于?|无需|无法)(?:参加|参与|开展|进行|纳入|完成|予以|能)?(?:绩效)?(?:自评|评价|参评|评定|评级|评分|定级|评)"
)
"""1 个未评: projects beside those with a grade, which add up with them."""
UNGRADED = "未评"
_NO_PROJECTS = frozenset({"人次", "人", "家", "户", "件", "份", "辆", "批次", "批", "台", "套"})
"""Of what is counted so no grade is that of a project: 不合格 16 家, 参训的 1200 人次中."""
_VEHICLES = frozenset({"车辆", "公务用车保有量", "购置车辆"})
_AROUND_NAME = Pattern(r"^(?:其中|[、和及:])+|[为有共是:]+$")
_KIND = Pattern(r"车$")
_DIVIDED_AGAIN = Pattern(r"[^()。]*\)[，,;]?(?:其中|包括|分别|按)")
"""车辆 26 辆（其中新能源车 8 辆），其中…: what stands in the bracket is another division than what follows."""
_NO_KIND = Pattern(
    r"(?:机关|单位|本级|报废|新购|租用|借用|购置|处置|划转|中心|[局队站所校院])$|^(?:报废|新购|租用|租赁|借用|处置|更新|在用|封存|停用|闲置|待)|新能源|电动|燃油|混动|车龄|年限|排量|以[上下内]"
)
"""Whose the vehicles are, what became of them, or what drives them: no kind of vehicle beside the others."""
_DIVIDED_LAST = Pattern(r"(?:在用|在编|在册|留用)[^，,;:。()0-9]{0,6}([0-9]+)辆[，,;:(]?(?:其中|包括|分别)")
_DIVIDED_SOME = Pattern(r"(?:在用|在编|在册|实有|使用|留用)的?(?:公务用)?车辆?中")
"""在用车辆中，机要通信用车 2 辆: some of the vehicles are divided."""
_SOME = Pattern(r"(?:在用|在编|在册|留用|封存|停用|待报废)(?:为|共|计|有)*$")
"""共有车辆 9 辆，实际在用 7 辆: not the number of all."""
_BESIDE = Pattern(r"(?:另有|另外|此外|除此之外)(?:(?!其中|包括|按)[^。\n])*\Z")
"""另有摩托车 8 辆: beside what was counted."""
_OTHER_VISITS = Pattern(r"企业|客商|招商|群众|社会|学员|投诉|共享|借用|租用|租赁|报废|上级")
"""接待企业调研团组 18 个: visits that are no official reception, vehicles that are not the body's."""
_REACH = 24
"""Characters around a number of projects within which its grade is said."""


def score(view: View) -> Outcome:
    """自评得分 96.5 分, of the performance section only."""
    context = view.context
    if view.clause.has("up", "down"):
        return Unsure("得分的增减")
    subject = view.clause.subject or context.subject or context.main
    if context.topic != PERFORMANCE or subject is None:
        return Unsure("不是绩效得分")
    return view.bound(view.reading("score", subject, of="平均得分" if view.clause.has("average") else ""))


def change_of_count(view: View) -> Outcome:
    """比上年减少 3 批次 repeats nothing."""
    return Free("数量的增减，报告中没有对应的数") if view.clause.has("up", "down") else None


def graded(view: View) -> Outcome:
    """8 个项目评为优: projects with one grade."""
    projects = view.context.topic == PERFORMANCE and view.number.unit not in _NO_PROJECTS
    grade = _grade(view) if projects else ""
    return view.bound(view.reading("grade", Subject(grade), text=grade)) if grade else None


def count(view: View) -> Outcome:
    """公务用车保有量 5 辆; 其中：特种车 2 辆 is a kind of what was counted before."""
    clause, context = view.clause, view.context
    if view.text.startswith("次", view.number.after):
        return Unsure("说的是次数")  # 出动车辆 96 辆次
    subject = _counted(view) if clause.subject is not None else _named_after(view)
    if subject is None and clause.before and context.counted is not None:
        return _kind(view, context.counted)
    if subject is None:
        subject = context.counted or context.subject
        if context.counted is not None and _SOME.search(view.text, clause.start, view.number.start):
            return Unsure("说的是其中的一部分")
    if is_of_the_lost(view):
        return Unsure("说不清是什么数量", clause.disowned())
    if subject is None or subject.unmarked or _OTHER_VISITS.search(view.text, clause.start, view.number.start):
        return Unsure("说不清是什么数量", clause.disowned())
    foreign = clause.before and clause.subject is None and context.counted is None
    if foreign and subject.name not in _PROJECTS:
        return Unsure(f"“{clause.before[-12:]}”不在词汇表里")
    return _bound(view, subject)


def _bound(view: View, subject: Subject) -> Bound:
    """The number of what is counted; 接待检查组 12 批次 are some of the visits, whose money is not the whole."""
    some = bool(view.clause.after) and subject.name in COUNTED
    subject = lost(subject) if some else subject
    bound = view.bound(view.reading("count", subject, of=subject.kind_of))
    counted = bound.context.counted if subject.kind_of else subject
    context = replace(bound.context, counted=counted)
    return Bound(context, bound.readings, view.clause.disowned() if some else None)


def _kind(view: View, counted: Subject) -> Outcome:
    """其中：特种车 2 辆; in a bracket it is a kind of the kind before, and 下属单位 8 辆 is none."""
    name = _bare_name(view.text[max(view.clause.start, view.clause.name_start) : view.number.start])
    if _BESIDE.search(view.text, max(0, view.number.start - _REACH), view.number.start):
        return Unsure("说的是另外的数量")
    if counted.name in _VEHICLES and _divides_some(view):
        return Unsure("分类的是其中的一部分")
    aside = view.context.aside
    outer = aside.last.subject if aside is not None and aside.last is not None else counted
    if aside is not None and outer.name == counted.name and _DIVIDED_AGAIN.match(view.text, view.number.after):
        return Unsure("括号里的数与后面的分类不是一种分法")
    whole = outer.name if outer.kind_of == counted.name else counted.name
    if counted.name in _VEHICLES and (_NO_KIND.search(name) or not (view.context.listed or _KIND.search(name))):
        return Unsure(f"“{name[-12:]}”不在词汇表里")
    return view.bound(view.reading("count", Subject(name, kind_of=whole), of=whole))


def _divides_some(view: View) -> bool:
    """Whether what the kinds are of is a number that nobody could bind: 共有车辆 9 辆，在用 7 辆，其中…."""
    text, start = view.text, view.number.start
    begin = view.passage.sentence_start(start)
    if _DIVIDED_SOME.search(text, begin, start):
        return True
    divided = [match.start(1) for match in _DIVIDED_LAST.finditer(text, begin, start)]
    known = {each.start for each in view.context.recent}
    return bool(divided and known) and divided[-1] not in known and divided[-1] > min(known)


def _counted(view: View) -> Subject:
    """What the clause says is counted: of visits from abroad behind those, and vehicles for 公务用车购置 3 辆."""
    last, counted = view.clause.subjects[-1], view.context.counted
    subject = view.clause.subject or last.subject
    visits = view.text.startswith(_VISITS, last.start) and subject.name == "国内来访"
    if visits and counted is not None and counted.name in FOREIGN:
        return counted
    return Subject("购置车辆") if subject.name == "公务用车购置费" else subject


def _grade(view: View) -> str:
    text, number, last = view.text, view.number, view.context.last
    begin = max(view.clause.start, number.start - _REACH)
    if last is not None and last.number is not None:
        begin = max(begin, min(last.number.after, number.start))
    grades = view.passage.vocabulary.grades
    before = _GRADE_BEFORE.search(text[begin : number.start])
    if before:
        return grades.get(before[1] or before[2], "")
    behind = text[number.after : number.after + _REACH]
    if after := _GRADE_AFTER.match(behind):
        return grades.get(after[1], "")
    return UNGRADED if _UNGRADED.match(behind) else ""


def _named_after(view: View) -> Subject | None:
    """3 个项目支出绩效自评: what is counted stands behind the number."""
    vocabulary = view.passage.vocabulary
    spelling = vocabulary.scanner.word(view.text, view.number.after)
    word = vocabulary.meaning(spelling, view.context.topic) if spelling else None
    if spelling == "项目支出" and view.context.topic == PERFORMANCE:
        return Subject("项目")  # 12 个项目支出
    return Subject(word.meaning) if word is not None and word.kind == "subject" else None


def _bare_name(text: str) -> str:
    return _AROUND_NAME.sub("", text)
