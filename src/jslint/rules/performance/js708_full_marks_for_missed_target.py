"""JS708: no full marks for an indicator whose actual value misses its target."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure
from jslint.ledger import Check
from jslint.report.annexes import Form, Indicator
from jslint.rule import About, Example, found
from jslint.rules.performance._attainment import achievement, read_attainment
from jslint.rules.performance._forms import enter, nothing, per_form
from jslint.rules.performance._indicator import EarnedFullMarks

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
    words = f"{score.place.words()}为 {score.shown}（满分 {weight.shown}），但{achievement(indicator)}，没有达到"
    if reading.attained is not None:
        at = reading.attained
        relation = EarnedFullMarks(at.actual, at.target, at.reverse, at.strict, score, weight, reading.loose)
        return enter(ABOUT, relation, lambda _verdict: words)
    figures = (score, weight)
    if reading.outcome == "open":
        return Check(ABOUT.code, score.place, "unchecked", figures, reason=reading.reason)
    if reading.outcome == "missed" and score.number is not None and score.number == weight.number:
        return found(ABOUT, score.place, score.anchor, f"{words}。{ABOUT.advice}", figures=figures)
    return Check(ABOUT.code, score.place, "holds", figures)


RULE = per_form(ABOUT, check)
