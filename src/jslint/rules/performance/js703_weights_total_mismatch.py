"""JS703: the weights of a form add to 100."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import HUNDRED, ZERO, printed
from jslint.figure import Figure
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import Sum, Term, Verdict
from jslint.report.annexes import Form
from jslint.rule import About, Example
from jslint.rules.performance._forms import enter, gap, nothing, per_form
from jslint.rules.performance._scores import execution_is_scored, figures_of, level_sums, scored
from jslint.rules.performance._scoring import Whole

FORM = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 30, 30, 10, 100, 10]
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 偏差原因及改进措施]
        指标:
          - [产出指标, 数量指标, 养护道路长度, ≥12公里, 12公里, 50, 50, ~]
          - [效益指标, 社会效益指标, 道路完好率, ≥95%, 96%, 30, 30, ~]
          - [满意度指标, 服务对象满意度指标, 居民满意度, ≥90%, 92%, {weight}, 8, ~]
      总分: [{total}, 98]
"""

ABOUT = About(
    code="JS703",
    name="weights-total-mismatch",
    title="自评表各项分值之和为 100",
    severity="error",
    basis="财政部门绩效自评的计分规则：满分 100 分，其中预算执行率一般占 10 分，各指标分值合计与之共为 100 分。",
    why="分值加起来不是 100，总分和等级就没有意义；多是增删指标后没有重新分配。",
    advice="请核对各指标的分值和总分一行。",
    good=(Example(FORM.format(weight="10", total="100")),),
    bad=(
        Example(FORM.format(weight="15", total="⟦JS703⟧100⟦/⟧")),
        Example(FORM.format(weight="15", total="⟦JS703⟧105⟦/⟧")),
    ),
)


def check(form: Form) -> Iterator[Check]:
    """The total row against 100 and against the parts; the weights of each level against those below."""
    parts = figures_of(entry.weight for entry in scored(form))
    total = form.total_weight if form.total_weight is not None and not form.total_weight.blank else None
    if not parts or not form.indicators:
        yield nothing(ABOUT, form, "表中没有分值" if not parts else "表中没有绩效指标")
        return
    if form.has_torn_rows:
        yield Check(ABOUT.code, parts[0].place, "unchecked", parts, reason="有一行无法读取")
        return
    if reason := _hidden_part(form, parts):
        yield Check(ABOUT.code, parts[0].place, "unchecked", parts, reason=reason)
    elif total is None:
        yield _whole(parts, "各项分值相加")
    elif total.number is not None and total.number != HUNDRED:
        yield _whole((total,), "总分一行的分值")
    else:
        yield judge(ABOUT, Sum((Term(total),), tuple(map(Term, parts)), "", "各项分值相加"))
    for whole, members in level_sums(form):
        yield judge(ABOUT, Sum((Term(whole),), tuple(map(Term, members)), "", "下级指标的分值相加"))


def _hidden_part(form: Form, parts: tuple[Figure, ...]) -> str:
    """The execution rate usually has 10 points; a form that prints no weight for its funds may count them unseen."""
    if execution_is_scored(form) or any(part.number is None for part in parts):
        return ""
    missing = HUNDRED - sum((part.value for part in parts), ZERO)
    return "预算执行率没有列出分值，可能另有 10 分" if missing == 10 else ""


def _whole(parts: tuple[Figure, ...], words: str) -> Check:
    relation = Whole(parts)

    def message(verdict: Verdict) -> str:
        value = sum((part.value for part in parts), ZERO)
        return f"《{parts[0].place.title}》{words}为 {printed(value)}，应为 100，{gap(verdict)}"

    return enter(ABOUT, relation, message)


RULE = per_form(ABOUT, check)
