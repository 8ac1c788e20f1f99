"""JS706: the projects counted by grade in the narrative are those of the forms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jslint.diagnostic import Severity
from jslint.figure import Figure, Place
from jslint.kinds.phrases import texts_of_kinds
from jslint.kinds.profile import Profile, profile_named, profiles
from jslint.kinds.reckonings import reckonings
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount, Count, Stated
from jslint.relation import Relation, Sum, Term, Verdict
from jslint.report.annexes import Form
from jslint.report.model import Report
from jslint.report.texts import Text
from jslint.rule import About, Example, found, rule
from jslint.rules.performance._forms import enter, one_finding, projects
from jslint.rules.performance._parts import Part, parts
from jslint.rules.performance._problems import Problems, problems
from jslint.rules.performance._scoring import named
from jslint.rules.performance._statements import GRADES, TOPIC, grade_lists, leaves_some_out
from jslint.rules.performance._wholes import OfAll, wholes

TEXT = """\
情况说明:
  预算绩效情况:
    绩效管理工作开展情况: |
    项目绩效自评结果: |
      我部门 2023 年度 2 个项目支出绩效自评中，{best} 个项目自评等级为优，{good} 个项目自评等级为良，0 个项目自评等级为中，0 个项目自评等级为差。
    重点绩效评价结果: |
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      总分: [100, 95.5]
    - 项目名称: 河道保洁
      总分: [100, {second}]
"""

STAGES = ("绩效目标", "绩效监控", "绩效评价")
PROBLEMS = "情况说明:\n  预算绩效情况: |\n    {}\n"

ABOUT = About(
    code="JS706",
    name="grade-count-mismatch",
    title="情况说明中各等级的项目个数与自评表相符，相加等于项目总数；问题数等于已整改加正在整改",
    severity="error",
    basis="公开的等级划分：优 90–100 分，良 80–89 分，中 60–79 分，差 0–59 分；以合格、不合格称呼的相当于中、差。",
    why=(
        "等级个数是从各表总分数出来的，改了一张表的得分就可能要跟着改。“发现问题几个，已整改几个，正在整改几个”说的是同一批问题，"
        "后两个数相加就是前一个；只写已整改的，不会比发现的多。绩效目标、监控、自评各环节金额一分不差的，说的是同一批项目，"
        "个数也应相同；几个项目占百分之几，按项目总数算；整改率按已整改的个数算；写明全部（或 100%）开展的，评价的个数就是项目总数，也不会少于附件的自评表（这几种只作警告，附表少于所写个数的只作提示）。"
    ),
    advice="请核对各项目自评表的总分、等级和情况说明中的个数。",
    yields_to=("JS704",),
    good=(
        Example(TEXT.format(best=1, good=1, second="84.2")),
        Example(PROBLEMS.format("发现问题 7 个，已经完成整改的 5 个，其余 2 个正在抓紧整改。")),
        Example(
            PROBLEMS.format(
                "年初批复预算项目绩效目标 6 个，涉及金额 45.13 万元。年中开展项目绩效监控，涉及监控项目 6 个，部门预算数 45.13 万元。"
            )
        ),
        Example(PROBLEMS.format("发现问题 7 个，已整改 5 个。专项检查发现问题 2 个，均已整改。")),
    ),
    bad=(
        Example(TEXT.format(best="⟦JS706⟧1⟦/⟧", good="⟦JS706⟧1⟦/⟧", second="90.2")),
        Example(TEXT.format(best=1, good=1, second="84.2").replace("度 2 个", "度 ⟦JS706⟧3⟦/⟧ 个")),
        Example(PROBLEMS.format("绩效自评发现问题 ⟦JS706⟧7⟦/⟧ 个，已完成整改 5 个，正在整改的 1 个。")),
        Example(
            PROBLEMS.format(
                "年初批复预算项目绩效目标 6 个，涉及金额 45.13 万元。年中开展项目绩效监控，涉及监控项目 ⟦JS706⟧8⟦/⟧ 个，部门预算数 45.13 万元。"
            )
        ),
        Example(PROBLEMS.format("年初预算 60.00 万元，年中追加 20.00 万元，全年预算 ⟦JS706⟧90.00⟦/⟧ 万元。")),
        Example(PROBLEMS.format("自评中发现的主要问题⟦JS706⟧3⟦/⟧项，已整改到位 4 项。")),
    ),
)


class Tally(Relation, frozen=True, eq=False):
    """A stated number of projects against the scores of the forms that lie in its grade's band."""

    count: Figure
    scores: tuple[Figure, ...]
    place: int
    profile: Profile

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The stated number, then the scores."""
        return (self.count, *self.scores)

    def expected(self) -> tuple[int, int]:
        """The least and the greatest number of projects with that grade; they differ where places draw the line differently."""
        name = self.profile.grades[self.place].name
        possible = [self.profile.possible_grades(score.value) for score in self.scores if score.number is not None]
        return sum(grades == {name} for grades in possible), sum(name in grades for grades in possible)

    def weigh(self) -> Verdict:
        """Holds where the number lies between the two."""
        if any(score.number is None or score.blank for score in self.scores) or self.count.number is None:
            return Verdict("unchecked", reason="有的自评表没有总分")
        least, most = self.expected()
        if least <= self.count.number <= most:
            return Verdict("holds")
        return Verdict("broken", self.count.value - most if self.count.number > most else self.count.value - least)

    def formula(self) -> str:
        """个数 ＝ the number of scores in the band."""
        grade = self.profile.grades[self.place]
        return f"{named(self.count)} ＝ 总分属于“{grade.name}”（{grade.least} 分起）的自评表个数"


def check(report: Report) -> Iterator[Check]:
    """The enumerations of grades, then the problems that were found and mended."""
    yield from _grades(report)
    yield from _stages(report)
    for text in texts_of_kinds(report, {"prose"}, f"情况说明/{TOPIC}"):
        for each in text.once("JS706 problems", lambda value: tuple(problems(value))):
            yield Check(ABOUT.code, text.place, "holds") if each.agrees else _unmended(text, each)
        for part in text.once("JS706 parts", lambda value: tuple(parts(value))):
            yield Check(ABOUT.code, text.place, "holds") if part.agrees else _unlike_share(text, part)
        for of_all in text.once("JS706 wholes", lambda value: tuple(wholes(value))):
            yield _of_all(report, text, of_all)
    yield from reckonings(ABOUT, report, TOPIC, "sum", "limit")


def _of_all(report: Report, text: Text, each: OfAll) -> Check:
    """All that there is, as the sentence counts it twice, then as the forms are."""
    number, forms = each.done.value, len(projects(report))
    if each.whole is not None and not each.agrees:
        share = f"，所占比例写作 {each.rate[2]}%" if each.rate else "，说的却是全部"
        words = f"项目共 {each.whole.value} 个，开展绩效管理的 {number} 个{share}，前后对不上。请核对这几个数。"
        return _miscounted(text, each, words, "warning")
    if not (each.is_all and each.evaluated) or not forms or forms == number:
        return Check(ABOUT.code, text.place, "holds")
    words = f"称全部 {number} 个项目都已评价，附件有 {forms} 张项目自评表。请核对项目个数，看自评表是否多附、漏附。"
    return _miscounted(text, each, words, "warning" if forms > number else "information")


def _unlike_share(text: Text, part: Part) -> Check:
    """A number of projects that is not the share of all that it is said to be."""
    number, whole = part.number, part.whole
    words = f"{whole.value} 个项目中的 {number.value} 个，占比写作 {part.rate}%，对不上"
    return found(
        ABOUT,
        text.place,
        text.anchor(number.start, number.end),
        f"{text.place.words()}：{words}。请核对个数和占比。",
        related=((text.anchor(whole.start, whole.end), f"{whole.value} 个"),),
        severity="warning",
        subject=f"{text.place.words()} 占比 {part.rate}",
    )


def _miscounted(text: Text, each: OfAll, words: str, severity: Severity) -> Check:
    related = ((text.anchor(each.whole.start, each.whole.end), f"共 {each.whole.value} 个"),) if each.whole else ()
    return found(
        ABOUT,
        text.place,
        text.anchor(each.done.start, each.done.end),
        f"{text.place.words()}：{words}",
        related=related,
        severity=severity,
        subject=f"{text.place.words()} 项目个数 {each.done.value}",
    )


def _stages(report: Report) -> Iterator[Check]:
    """The projects of each stage whose amount is that of another stage to the last digit: they are the same projects."""
    counted: list[tuple[Count, Amount]] = []
    claims = [claim for claim in report.claims(TOPIC) if isinstance(claim, Stated)]
    for count, money in pairwise(claims):
        of_one = count.subject == money.subject and count.subject in STAGES
        if of_one and isinstance(count, Count) and isinstance(money, Amount) and money.role in AMOUNTS | BUDGETS:
            counted.append((count, money))
    for (count, money), (other, same) in pairwise(counted):
        alike = money.figure.number == same.figure.number and money.figure.number
        if not alike or count.subject == other.subject:
            continue
        if count.figure.number == other.figure.number:
            yield Check(ABOUT.code, Place(other.anchor.piece), "holds", (count.figure, other.figure))
        else:
            yield _unlike(count, other, same)
            return


def _unlike(count: Count, other: Count, money: Amount) -> Check:
    first, second, amount = count.figure, other.figure, money.figure
    message = (
        f"{count.subject}涉及项目 {first.shown} 个，{other.subject}涉及项目 {second.shown} 个，"
        f"金额却同为 {amount.shown} {amount.unit}。请核对项目个数和金额。"
    )
    related = ((first.anchor, f"{count.subject} {first.shown} 个"),)
    return found(
        ABOUT, second.place, second.anchor, message, figures=(second, first), related=related, severity="warning"
    )


def _unmended(text: Text, each: Problems) -> Check:
    mending = f"、正在整改 {each.mending.value} 个" if each.mending else ""
    rate = f"，整改率写作 {each.rate}%" if each.rate is not None else ""
    said = f"发现问题 {each.found.value} 个，已整改 {each.mended.value} 个{mending}{rate}"
    message = f"{text.place.words()}：{said}，前后的个数对不上。请核对这几个数。"
    parts = [each.mended, *([each.mending] if each.mending else [])]
    return found(
        ABOUT,
        text.place,
        text.anchor(each.found.start, each.found.end),
        message,
        related=tuple((text.anchor(part.start, part.end), f"{part.value} 个") for part in parts),
        severity="warning",
        subject=f"{text.place.words()} 问题整改",
    )


def _grades(report: Report) -> Iterator[Check]:
    """For each enumeration of grades: its sum, and each number against the forms where all projects have one."""
    lists = grade_lists(report)
    if not lists:
        yield Check(ABOUT.code, Place(f"情况说明/{TOPIC}"), "not_applicable", reason="情况说明没有按等级列出项目个数")
        return
    forms = projects(report)
    for total, counts in lists:
        # One project in the wrong grade spoils two numbers, and one wrong number the sum.
        checks = list(_tallies(total, counts, forms, _profile(report)))
        if total is not None and len(counts) > 1:
            checks.append(_sum(report, total, counts))
        yield from one_finding(checks)


def _sum(report: Report, total: Figure, counts: dict[str, Figure]) -> Check:
    """A list that leaves grades out may leave projects out: where it falls short it is a warning then, and unsure where others follow."""
    check = judge(ABOUT, Sum((Term(total),), tuple(map(Term, counts.values())), "", "各等级个数相加"))
    is_short = sum(count.value for count in counts.values()) < total.value
    if check.outcome != "broken" or not is_short:
        return check
    if leaves_some_out(report, max(counts.values(), key=lambda count: count.span)):
        return Check(ABOUT.code, total.place, "unchecked", check.figures, reason="后面还提到没有写等级的项目")
    return check if counts.keys() >= set(GRADES) else check.with_changes(severity="warning")


def _tallies(
    total: Figure | None, counts: dict[str, Figure], forms: tuple[Form, ...], profile: Profile
) -> Iterator[Check]:
    first = next(iter(counts.values()))
    if total is None or total.number != len(forms):
        said = f"共 {total.shown} 个项目，" if total is not None else "没有写项目总数，"
        yield Check(ABOUT.code, first.place, "not_applicable", reason=f"情况说明{said}附件有 {len(forms)} 张项目自评表")
        return
    scores = tuple(form.total_score for form in forms if form.total_score is not None)
    if len(scores) < len(forms):
        yield Check(ABOUT.code, first.place, "unchecked", (first,), reason="有的自评表没有总分")
        return
    for grade, count in counts.items():
        if grade in GRADES:
            yield _tally(Tally(count, scores, GRADES.index(grade), profile))


def _tally(relation: Tally) -> Check:
    def message(_verdict: Verdict) -> str:
        least, most = relation.expected()
        listed = "、".join(score.shown for score in relation.scores[:12])
        grade = relation.profile.grades[relation.place].name
        numbers = str(least) if least == most else f"{least} 至 {most}"
        return (
            f"情况说明称等级为“{grade}”的项目 {relation.count.shown} 个，各项目自评表总分为 {listed}，应为 {numbers} 个"
        )

    return enter(ABOUT, relation, message)


def _profile(report: Report) -> Profile:
    """The grades of the chosen profile, unless the narrative uses the other words."""
    chosen = profile_named(report.settings.profile)
    told = any("合格" in passage.text for section in report.narrative(TOPIC) for passage in section.passages)
    return profiles()["shanghai"] if told else chosen


RULE = rule(ABOUT, check)
