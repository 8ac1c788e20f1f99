"""JS713: amounts and score that the narrative gives for the whole department's self-evaluation are the form's."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import printed
from jslint.figure import Figure, Place
from jslint.ledger import Check
from jslint.prose.claims import Amount, Score, Stated
from jslint.relation import Same, Verdict
from jslint.report.annexes import Form, FundRow
from jslint.report.model import Report
from jslint.report.titles import normalise
from jslint.rule import About, Example, rule
from jslint.rules.performance._forms import enter, overall
from jslint.rules.performance._statements import CLAUSE, TOPIC, whole_claims, words_before

OPENING, FULL, EXECUTED = "年初预算数", "全年预算数", "全年执行数"

TEXT = """\
情况说明:
  预算绩效情况:
    绩效管理工作开展情况: |
    项目绩效自评结果: |
      组织开展部门整体支出绩效自评，涉及预算资金 {money} 万元。部门整体支出绩效自评结果为 {score} 分。
    重点绩效评价结果: |
附件:
  部门整体自评表:
    部门名称: 某市某局
    部门整体支出情况:
      栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
      部门预算总额: [80, 92.5, 91.45, 10, 98.86, 9.89]
    总分: [100, 97.89]
"""

ABOUT = About(
    code="JS713",
    name="stated-evaluation-differs",
    title="情况说明引用的部门整体自评金额和得分与自评表一致",
    severity="warning",
    basis="情况说明的整体自评结果引自附件的部门整体自评表：预算资金是全年预算数，支出是全年执行数，得分是总分。",
    why="常见的错误是把执行数写成预算资金，或改了自评表没有改情况说明。",
    advice="请对照自评表核对情况说明中的数字和所取的栏目。",
    yields_to=("JS705", "JS704"),
    good=(
        Example(TEXT.format(money="92.50", score="97.89")),
        Example(
            TEXT.format(money="92.50", score="97.89").replace(
                "97.89 分。", "97.89 分，比上年提高 2.10 分，其中产出指标 38.50 分。"
            )
        ),
        Example(
            TEXT.format(money="92.50", score="97.89").replace(
                "97.89 分。",
                "97.89 分。\n      道路养护专项自评综述：全年预算数为 7.00 万元，执行数为 6.30 万元，自评得分 93.20 分。",
            )
        ),
    ),
    bad=(
        Example(TEXT.format(money="⟦JS713⟧91.45⟦/⟧", score="97.89")),
        Example(TEXT.format(money="92.50", score="⟦JS713⟧98.79⟦/⟧")),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """One trial for each amount and score that is stated of the whole department."""
    claims = whole_claims(report)
    form = overall(report)
    if not claims or form is None:
        reason = "情况说明没有写部门整体自评的金额或得分" if not claims else "附件没有唯一的部门整体自评表"
        yield Check(ABOUT.code, Place(f"情况说明/{TOPIC}"), "not_applicable", reason=reason)
        return
    entered: dict[int, Check] = {}
    for claim, above in claims:
        check = _score(claim, form) if isinstance(claim, Score) else _amount(report, claim, form, above)
        if check is None:
            continue
        entered[id(claim)] = check
        first = entered.get(id(above)) if above is not None else None
        if not (_is_repeat(claim, above) and first is not None and first.outcome == check.outcome == "broken"):
            yield check


def _is_repeat(claim: Stated, above: Stated | None) -> bool:
    """Whether a part repeats its total's figure: what is wrong with both is told once."""
    return above is not None and above.figure.number == claim.figure.number


def _score(claim: Score, form: Form) -> Check | None:
    stated, total = claim.figure, form.total_score
    if total is None or total.blank or claim.of:
        return None

    def message(verdict: Verdict) -> str:
        return f"情况说明称部门整体自评 {stated.shown} 分，{total.place.words()}为 {total.shown}，相差 {printed(abs(verdict.difference))}"

    return enter(ABOUT, Same(stated, total), message)


def _amount(report: Report, claim: Stated, form: Form, above: Stated | None) -> Check | None:
    stated, row = claim.figure, _row(claim, form, above)
    if row is None or form.funds is None:
        return None
    main = above or claim
    due = _due(main, stated, row, of_budget="预算" in CLAUSE.split(words_before(report, main))[-1])
    if due is None:
        return None
    if stated.unit != form.funds.unit:
        return Check(ABOUT.code, stated.place, "unchecked", (stated, due), reason="情况说明与自评表的金额单位不同")

    def message(verdict: Verdict) -> str:
        text = f"情况说明中{_name(claim)} {stated.shown} {stated.unit}，{due.place.words()}为 {due.shown}，相差 {printed(abs(verdict.difference))}"
        other = next((cell for cell in _money(row) if cell is not due and cell.number == stated.number), None)
        return f"{text}；所写的是{other.place.column}" if other is not None and other.number else text

    return enter(ABOUT, Same(stated, due), message)


def _row(claim: Stated, form: Form, above: Stated | None) -> FundRow | None:
    if form.funds is None:
        return None
    if above is None:
        return form.funds.total
    wanted = {normalise(claim.subject), normalise(claim.subject.replace("政府预算", "政府性预算"))}
    return next((row for row in form.funds.sources if row.key in wanted), None)


def _due(claim: Stated, stated: Figure, row: FundRow, *, of_budget: bool) -> Figure | None:
    """The cell that the words mean: spending, opening budget, else the year's budget (or the opening one, if that is what fits).

    Money that is not called a budget may be what was spent.
    """
    role = claim.role if isinstance(claim, Amount) else ""
    executed = row.cells.get(EXECUTED)
    if not of_budget and executed is not None and executed.number == stated.number and role in {"total", "part"}:
        return executed
    if role == "final":
        return row.cells.get(EXECUTED)
    if role == "opening_budget":
        return row.cells.get(OPENING)
    full, opening = row.cells.get(FULL), row.cells.get(OPENING)
    fits = opening is not None and opening.number == stated.number and role != "full_budget"
    return opening if fits or full is None else full


def _money(row: FundRow) -> tuple[Figure, ...]:
    return tuple(row.cells[column] for column in (OPENING, FULL, EXECUTED) if column in row.cells)


def _name(claim: Stated) -> str:
    return "部门整体自评的资金" if claim.subject == "整体自评" else f"部门整体自评的{claim.subject}"


RULE = rule(ABOUT, check)
