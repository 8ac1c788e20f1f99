"""JS714: what the projects' forms say was executed adds to the project expenditure of the accounts."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import printed
from jslint.figure import Figure, Place
from jslint.ledger import Check
from jslint.relation import Sum, Term, Verdict, value_of
from jslint.report.model import Report
from jslint.report.quantities import Missing, figure_of, known
from jslint.rule import About, Example, rule
from jslint.rules.performance._forms import enter, projects
from jslint.rules.performance._statements import stated_projects

TEXT = """\
决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [91.45, 60.00, 31.45, 0.00, 0.00, 0.00]
    科目: []
情况说明:
  预算绩效情况:
    绩效管理工作开展情况: |
      年度结束后进行绩效评价工作，涉及评价项目 2 个。
    项目绩效自评结果: |
    重点绩效评价结果: |
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 30, {executed}, 10, 90, 9]
    - 项目名称: 河道保洁
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [5, 5, 4.45, 10, 89, 8.9]
"""

ABOUT = About(
    code="JS714",
    name="project-execution-differs",
    title="各项目自评表的全年执行数相加与决算的项目支出一致",
    severity="warning",
    basis="情况说明称全部项目都已自评的，各表执行数应能加到项目支出；这一条由此推出，没有查到明文。",
    why="相差的部分是没有自评的项目支出，或者自评表的执行数不是决算口径。",
    advice="请核对各项目的执行数；有未纳入自评的项目支出的，请在核实说明中写明。",
    inferred=True,
    yields_to=("JS705", "JS701"),
    good=(Example(TEXT.format(executed="27")),),
    bad=(Example(TEXT.format(executed="⟦JS714⟧21.7⟦/⟧")),),
)


def check(report: Report) -> Iterator[Check]:
    """One trial, where there is a form for each project that the narrative counts."""
    forms = projects(report)
    executed = [figure for form in forms if form.funds and (figure := form.funds.cell("全年执行数"))]
    if not executed or len(executed) < len(forms):
        yield Check(ABOUT.code, Place("附件"), "not_applicable", reason="没有项目自评表，或有的表没有全年执行数")
        return
    stated = stated_projects(report)
    if stated is None or stated.number != len(forms):
        said = "没有说明" if stated is None else f"称有 {stated.shown} 个"
        reason = f"情况说明{said}自评项目，附件有 {len(forms)} 张项目自评表，不一定是全部项目"
        yield Check(ABOUT.code, executed[0].place, "not_applicable", tuple(executed), reason=reason)
        return
    spent = figure_of(report, known().quantities["expenditure.project"])
    if isinstance(spent, Missing) or spent.blank or any(figure.unit != spent.unit for figure in executed):
        yield Check(
            ABOUT.code, executed[0].place, "unchecked", tuple(executed), reason="没有同一单位的项目支出可以核对"
        )
        return
    yield _judged(tuple(executed), spent)


def _judged(executed: tuple[Figure, ...], spent: Figure) -> Check:
    terms = tuple(map(Term, executed))

    def message(verdict: Verdict) -> str:
        listed = "＋".join(figure.shown for figure in executed[:12])
        return (
            f"{len(executed)} 张项目自评表的全年执行数相加为 {printed(value_of(terms))}（{listed}），"
            f"{spent.place.words()}为 {spent.shown}，相差 {printed(abs(verdict.difference))}"
        )

    return enter(ABOUT, Sum(terms, (Term(spent),)), message)


RULE = rule(ABOUT, check)
