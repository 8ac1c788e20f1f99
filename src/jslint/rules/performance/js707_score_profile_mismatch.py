"""JS707: deviation and score of an indicator follow the chosen profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jslint.amount import HUNDRED, ZERO, printed
from jslint.figure import Figure, Place
from jslint.kinds.profile import Profile, profile_named
from jslint.ledger import Check
from jslint.relation import Verdict
from jslint.report.annexes import Form, Indicator
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule
from jslint.rules.performance._attainment import Reading, achievement, read_attainment
from jslint.rules.performance._forms import NO_FORMS, enter, gap, one_finding
from jslint.rules.performance._habits import Unlike, unlike
from jslint.rules.performance._indicator import Attainment, AttainmentScore, Deviation
from jslint.rules.performance._scoring import Quotient

FORM = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差度, 偏差原因及改进措施]
        指标:
          - [产出指标, 数量指标, 巡查次数, ≥10次, 16次, 20, {first}, 30.00%, 年初预计偏保守。]
          - [~, ~, 宣传场次, ≥4场, 9场, 10, 6, {deviation}, 年初预计偏保守。]
          - [~, 质量指标, 设施损坏率, ≤5%, 3%, 20, {second}, 0.00%, ~]
          - [效益指标, 社会效益指标, 出行条件改善, 明显, 100%, 20, 20, 0.00%, ~]
"""

HABIT = """\
附件:
  项目单位自评表:
    - 项目名称: 河道保洁
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差度, 偏差原因及改进措施]
        指标:
          - [产出指标, 数量指标, 巡河次数, ≥40次, 36次, 20, 18, -10.00%, 汛期停巡。]
          - [~, ~, 清漂里程, ≥50公里, 40公里, 20, 16, -20.00%, 汛期停巡。]
          - [~, ~, 宣传场次, ≥8场, 6场, 10, 7.5, -25.00%, 场地改造。]
          - [~, 质量指标, 保洁合格率, ≥95%, 76%, 20, {score}, {deviation}, 人员不足。]
          - [效益指标, 社会效益指标, 群众知晓率, ≥80%, 80%, 20, 20, 0.00%, ~]
"""

LAST = "          - [~, ~, 河面整洁, 明显, 96%, 10, 9.6, {deviation}, 汛期漂浮物多。]\n"

ABOUT = About(
    code="JS707",
    name="score-profile-mismatch",
    title="指标的偏差度和得分符合所选的计分办法",
    severity="warning",
    basis="由公开的自评表推出：完成程度超过指标值 130% 的部分为偏差度，偏差度从 0 到 70% 对应扣减分值的 0 到 40%。"
    "没有查到明文，可用配置项 profile 改选。",
    why=(
        "偏差度、得分和完成值印在同一行，改了一个没有重算另一个，就会自相矛盾。没有完成的指标，以及别的算法，看报告自己怎么算："
        "同类指标至少三行（得数不是整数的，两行）用同一算法，只有一行不同的，指出这一行；偏差度都能由本行的指标值、完成值和得分算出，"
        "只有一个用哪种算法都算不出的，也指出来。"
    ),
    advice="请按计分办法重新计算；所用办法不同的，请在配置里改选 profile，或在核实说明中写明。",
    inferred=True,
    yields_to=("JS708", "JS710", "JS704", "JS703"),
    good=(
        Example(FORM.format(first="16.57", second="20", deviation="95.00%")),
        Example(
            FORM.format(first="16.57", second="20", deviation="95.00%").replace(
                "明显, 100%, 20, 20, 0.00%", "明显, 150%, 20, 17.71, 20.00%"
            )
        ),
        Example(
            FORM.format(first="20", second="20", deviation="0.00%")
            .replace("10, 6, 0.00%", "10, 10, 0.00%")
            .replace("16次, 20, 20, 30.00%", "16次, 20, 20, 0.00%")
            .replace("明显, 100%", "明显, 150%")
            + "      总分: [100, 100]\n"
        ),
        Example(HABIT.format(score="16", deviation="-20.00%")),
        Example(HABIT.format(score="16", deviation="-20.00%") + LAST.format(deviation="4.00%")),
    ),
    bad=(
        Example(FORM.format(first="⟦JS707⟧16.58⟦/⟧", second="20", deviation="95.00%")),
        Example(FORM.format(first="16.57", second="20", deviation="⟦JS707⟧95.01%⟦/⟧")),
        Example(FORM.format(first="16.57", second="⟦JS707⟧19⟦/⟧", deviation="95.00%")),
        Example(
            FORM.format(first="16.57", second="20", deviation="95.00%").replace(
                "明显, 100%, 20, 20, 0.00%", "明显, 180%, 20, ⟦JS707⟧20⟦/⟧, ⟦JS707⟧0.00%⟦/⟧"
            )
        ),
        Example(HABIT.format(score="⟦JS707⟧19⟦/⟧", deviation="-20.00%")),
        Example(HABIT.format(score="16", deviation="⟦JS707⟧20.00%⟦/⟧")),
        Example(HABIT.format(score="16", deviation="-20.00%") + LAST.format(deviation="⟦JS707⟧7.00%⟦/⟧")),
    ),
)


class _Case(Struct, frozen=True):
    """An indicator whose target is met by numbers, with its relations."""

    indicator: Indicator
    attained: Attainment
    profile: Profile
    relations: tuple[Deviation | AttainmentScore, ...]

    @property
    def is_exact(self) -> bool:
        """Whether the target is met to the digit: no way of scoring sees a deviation there."""
        return self.attained.actual.value == self.attained.bound

    @property
    def is_surplus(self) -> bool:
        """Whether the profile gives another answer than full marks without deviation."""
        return bool(self.attained.deviation(self.profile, self.attained.ratio()).part)

    def bears_out(self, relation: Deviation | AttainmentScore) -> bool:
        """Whether a printed figure is the profile's and could not be that of full marks without deviation."""
        other = relation.weight.number if isinstance(relation, AttainmentScore) else ZERO
        return self.is_surplus and relation.figures[0].number != other and relation.weigh().outcome == "holds"


def check(report: Report) -> Iterator[Check]:
    """Two trials for each indicator whose target is met: its deviation and its score."""
    profile = profile_named(report.settings.profile)
    forms = [form for form in report.forms() if form.is_known]
    if not forms:
        yield Check(ABOUT.code, Place("附件"), "not_applicable", reason=NO_FORMS)
        return
    cases = [case for form in forms for case in _cases(form, profile)]
    doubt = _doubt(cases, profile)
    told: set[Figure] = set()
    for case in cases:
        for check in one_finding(_try(case, relation, doubt) for relation in case.relations):
            told.update(check.figures if check.outcome == "broken" else ())
            yield check
    for each in unlike(forms):
        if not told & {each.entry.figure, each.entry.attained.actual}:
            yield _unlike(each)


def _unlike(each: Unlike) -> Check:
    """One row against the habit of the report's other rows of its kind."""
    figure, actual = each.entry.figure, each.entry.attained.actual
    what = "得分" if each.entry.indicator.score is figure else "偏差度"
    said = f"{figure.place.words()}为 {figure.shown}，{achievement(each.entry.indicator)}；"
    message = (
        f"{said}本报告同类指标的{what}都是{each.way}，照此应为 {each.expected}"
        if each.expected
        else f"{said}{each.way}的{what}都能由本行的数字算出，只有这一个按哪种算法都算不出"
    )
    related = ((actual.anchor, f"{actual.place.inner_words()} {actual.shown}"),)
    return found(
        ABOUT, figure.place, figure.anchor, f"{message}。{ABOUT.advice}", figures=(figure, actual), related=related
    )


def _cases(form: Form, profile: Profile) -> Iterator[_Case]:
    for indicator in form.indicators:
        reading = read_attainment(indicator)
        if reading.attained is not None and _is_scored(indicator, reading):
            relations = tuple(_relations(indicator, reading.attained, profile))
            yield _Case(indicator, reading.attained, profile, relations)


def _is_scored(indicator: Indicator, reading: Reading) -> bool:
    """Surplus is scored for targets with ≥ and for words and 100 %; elsewhere what goes beyond the target says nothing."""
    attained = reading.attained
    if reading.outcome != "met" or attained is None or attained.bound <= 0:
        return False
    target = indicator.target
    at_least = target is not None and (target.direction in {"≥", ">"} or target.kind == "words" or target.is_percent)
    return at_least or attained.reverse or attained.actual.value == attained.bound


def _relations(indicator: Indicator, at: Attainment, profile: Profile) -> Iterator[Deviation | AttainmentScore]:
    deviation, score, weight = indicator.deviation, indicator.score, indicator.weight
    if deviation is not None and not deviation.blank:
        yield Deviation(at.actual, at.target, at.reverse, at.strict, deviation, profile)
    if score is not None and weight is not None and not score.blank and not weight.blank:
        yield AttainmentScore(at.actual, at.target, at.reverse, at.strict, score, weight, profile)


def _doubt(cases: Iterable[_Case], profile: Profile) -> str:
    """Why the profile cannot be held against this report: its own telling figures must bear it out. Empty where they do."""
    if profile.full_to is None:
        return ""
    tried = [(case, relation) for case in cases if not case.is_exact for relation in case.relations]
    fits = sum(case.bears_out(relation) for case, relation in tried)
    misfits = sum(relation.weigh().outcome == "broken" for _, relation in tried)
    if not fits:
        return f"表中没有数字能证明采用“{profile.name}”计分办法"
    return "" if fits >= misfits else f"表中 {misfits} 处与“{profile.name}”计分办法不合，应是采用了其他办法"


def _try(case: _Case, relation: Deviation | AttainmentScore, doubt: str) -> Check:
    figures = relation.figures
    reason = _reason_to_pass(case, relation, doubt)
    if reason and relation.weigh().outcome == "broken":
        return Check(ABOUT.code, figures[0].place, "unchecked", figures, reason=reason)

    def message(verdict: Verdict) -> str:
        rate = printed(Quotient(HUNDRED * case.attained.actual.value, case.attained.bound).rounded(figures[0].step))
        profile = case.profile
        return (
            f"{figures[0].place.words()}为 {figures[0].shown}，{achievement(case.indicator)}，完成程度 {rate}%，"
            f"按计分办法“{profile.name}”应为 {relation.expected()}，{gap(verdict)}"
        )

    return enter(ABOUT, relation, message)


def _reason_to_pass(case: _Case, relation: Deviation | AttainmentScore, doubt: str) -> str:
    """Why a misfit is no finding; empty where it is one."""
    if isinstance(relation, Deviation):
        if case.is_exact:
            return ""
        plain = case.profile.full_to is None
        return "所选计分办法没有规定超额完成的偏差度" if plain else doubt
    if not case.is_surplus and case.indicator.reason:
        return "已写明扣分原因"
    return doubt


RULE = rule(ABOUT, check)
