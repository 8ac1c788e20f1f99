"""JS704: the total score is the sum of the scores, and no score exceeds its weight."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import ZERO, round_half_up
from jslint.figure import Figure
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import AtMost, Sum, Term
from jslint.report.annexes import Form
from jslint.rule import About, Example, found
from jslint.rules.performance._forms import nothing, one_finding, per_form
from jslint.rules.performance._scores import Scored, execution_is_scored, figures_of, scored
from jslint.rules.performance._scoring import coarse_step

FORM = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 30, 27, 10, 90, 9]
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因及改进措施]
        指标:
          - [产出指标, 数量指标, 养护道路长度, ≥12公里, 12公里, 50, {first}, ~]
          - [效益指标, 社会效益指标, 道路完好率, ≥95%, 96%, 30, 30, ~]
          - [满意度指标, 服务对象满意度指标, 居民满意度, ≥90%, 92%, 10, {last}, ~]
      总分: [100, {total}]
"""

ABOUT = About(
    code="JS704",
    name="score-total-mismatch",
    title="自评表总分等于各项得分之和，每项得分在零和分值之间",
    severity="error",
    basis="绩效自评的计分规则：总分由预算执行率得分和各指标得分相加得出，各项得分以分值为限。",
    why="总分决定自评等级，也是情况说明里引用的数字。",
    advice="请核对各项得分和总分。",
    good=(Example(FORM.format(first="50", last="10", total="99")),),
    bad=(
        Example(FORM.format(first="50", last="10", total="⟦JS704⟧97⟦/⟧")),
        Example(FORM.format(first="50", last="⟦JS704⟧12⟦/⟧", total="101")),
        Example(FORM.format(first="⟦JS704⟧-2⟦/⟧", last="10", total="47")),
    ),
)


def check(form: Form) -> Iterator[Check]:
    """Each row, then the total score: a score beyond its weight spoils the sum as well, and says more."""
    rows = scored(form)
    bounds = [check for entry in rows for check in _bounds(entry)]
    totals = list(_total(form, figures_of(entry.score for entry in rows)))
    speaker = next((check for check in bounds if check.outcome == "broken"), None)
    others = [check for check in bounds if check is not speaker]
    yield from others
    yield from one_finding((speaker, *totals)) if speaker else totals


def _total(form: Form, parts: tuple[Figure, ...]) -> Iterator[Check]:
    total = form.total_score
    if total is None or total.blank or not parts:
        yield nothing(ABOUT, form, "表中没有总分或各项得分")
    elif not form.indicators:
        yield nothing(ABOUT, form, "表中没有绩效指标")
    elif form.has_torn_rows:
        yield Check(ABOUT.code, total.place, "unchecked", (total, *parts), reason="有一行无法读取")
    elif _hidden_part(form, total, parts):
        yield Check(
            ABOUT.code, total.place, "unchecked", (total, *parts), reason="预算执行率没有列出得分，可能计入了总分"
        )
    else:
        check = judge(ABOUT, Sum((Term(total),), tuple(map(Term, parts)), "", "各项得分相加"))
        if check.outcome == "broken" and _is_rounded(total, parts):
            check = Check(
                ABOUT.code, total.place, "rounding", check.figures, check.relation, "总分只印到这一位，四舍五入相符"
            )
        yield check


def _is_rounded(total: Figure, parts: tuple[Figure, ...]) -> bool:
    """Whether a total printed to a tenth or a whole point is the sum rounded half-up."""
    step = coarse_step(total)
    return step is not None and round_half_up(sum((part.value for part in parts), ZERO), step) == total.value


def _hidden_part(form: Form, total: Figure, parts: tuple[Figure, ...]) -> bool:
    """Whether what is missing may be the execution score (10 points at most) of a form that prints none."""
    if execution_is_scored(form) or any(figure.number is None for figure in (total, *parts)):
        return False
    return ZERO < total.value - sum((part.value for part in parts), ZERO) <= 10


def _bounds(entry: Scored) -> Iterator[Check]:
    weight, score = entry
    if score is None or score.blank or score.number is None:
        return
    if score.number < 0:
        message = f"{score.place.words()}为 {score.shown}，得分不应小于 0。{ABOUT.advice}"
        yield found(ABOUT, score.place, score.anchor, message, figures=(score,))
    elif weight is not None and not weight.blank:
        yield judge(ABOUT, AtMost((Term(score),), (Term(weight),)))


RULE = per_form(ABOUT, check)
