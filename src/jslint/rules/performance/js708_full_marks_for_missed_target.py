"""JS708: no full marks for an indicator whose actual value misses its target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jslint.figure import Figure
from jslint.ledger import Check
from jslint.relation import Verdict
from jslint.report.annexes import Form, Indicator
from jslint.rule import About, Example
from jslint.rules.performance._attainment import Reading, achievement, read_attainment
from jslint.rules.performance._forms import enter, nothing, per_form

FORM = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因及改进措施]
        指标:
          - [产出指标, 数量指标, 养护道路长度, ≥12公里, {length}, 50, {first}, ~]
          - [~, 质量指标, 设施损坏率, ≤5%, {damage}, 20, {second}, ~]
          - [效益指标, 社会效益指标, 出行条件改善, 明显, {effect}, 20, {third}, ~]
"""

ABOUT = About(
    code="JS708",
    name="full-marks-for-missed-target",
    title="没有达到年度指标值的指标不得满分",
    severity="error",
    basis="绩效自评的计分规则：完成指标值的得满分，没有完成的按完成程度扣分；以文字表述的指标值，完成程度以 100% 计。",
    why="完成值与得分互相矛盾，外界一眼就能看出；不是完成值写错，就是得分没有按规定扣。",
    advice="请核对指标值、完成值和得分。",
    good=(
        Example(FORM.format(length="12.5公里", damage="3%", effect="100%", first="50", second="20", third="20")),
        Example(FORM.format(length="11公里", damage="3%", effect="明显", first="45.83", second="20", third="20")),
    ),
    bad=(
        Example(
            FORM.format(
                length="11公里",
                damage="6%",
                effect="90%",
                first="⟦JS708⟧50⟦/⟧",
                second="⟦JS708⟧20⟦/⟧",
                third="⟦JS708⟧20⟦/⟧",
            )
        ),
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class EarnedFullMarks:
    """Full marks only where the target is met; what is not the full weight is another rule's."""

    score: Figure
    weight: Figure
    reading: Reading
    words: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The score, the weight, then actual value and target."""
        others = (self.reading.actual, self.reading.target)
        return (self.score, self.weight, *(figure for figure in others if figure is not None))

    def weigh(self) -> Verdict:
        """Broken where the target is missed and the score is the weight."""
        if self.score.number is None or self.weight.number is None:
            return Verdict("unchecked", reason=f"{self.score.place.words()}的分值或得分无法读成数字")
        if self.reading.outcome == "open":
            return Verdict("unchecked", reason=self.reading.reason)
        if self.reading.outcome == "missed" and self.score.value >= self.weight.value:
            return Verdict("broken")
        return Verdict("holds")

    def formula(self) -> str:
        """The rule in words with the figures."""
        return f"{self.words}：得分 {self.score.shown}，分值 {self.weight.shown}"


def check(form: Form) -> Iterator[Check]:
    """One trial for each indicator with weight and score."""
    tried = False
    for indicator in form.indicators:
        score, weight = indicator.score, indicator.weight
        if score is None or weight is None or score.blank or weight.blank or not weight.number:
            continue
        tried = True
        yield _try(indicator, score, weight)
    if not tried:
        yield nothing(ABOUT, form, "表中没有带分值和得分的指标")


def _try(indicator: Indicator, score: Figure, weight: Figure) -> Check:
    reading = read_attainment(indicator)
    relation = EarnedFullMarks(score, weight, reading, achievement(indicator))

    def message(_verdict: Verdict) -> str:
        return f"{score.place.words()}为 {score.shown}（满分 {weight.shown}），但{relation.words}，没有达到"

    return enter(ABOUT, relation, message)


RULE = per_form(ABOUT, check)
