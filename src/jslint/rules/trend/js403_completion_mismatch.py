"""JS403: a completion rate is the amount spent divided by the budget that is named."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.narrative import PERFORMANCE
from jslint.kinds.proportions import ratios
from jslint.kinds.reckonings import reckonings
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Completion
from jslint.report.model import Report
from jslint.report.quantities import Missing
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import general, section
from jslint.rules.trend._each import missing, nothing, on_zero, topics
from jslint.rules.trend._truncation import excused

TEXT = "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为31.00万元，支出决算为30.00万元，完成年初预算的{p}。"

ABOUT = About(
    code="JS403",
    name="completion-rate-mismatch",
    title="完成率等于决算数除以所说的预算数",
    severity="error",
    basis="完成率＝支出决算÷年初（全年、调整）预算，四舍五入到印出的位数。",
    why=(
        "“完成年初预算的”除以年初预算，“完成预算的”除以句中所写的预算；三公经费没有写预算数时，用三公经费表的预算数。"
        "预算数为零时不能计算，由 JS404 判断。"
        "句中把预算（目标、发放数）和执行（完成、回收数）都写出来的，不论说的是什么，都按这两个数重算。"
    ),
    advice="请重算完成率，或核对预算数和决算数。",
    good=(Example(general(TEXT.format(p="96.77%"))),),
    bad=(
        Example(general(TEXT.format(p="⟦JS403⟧86.77%⟦/⟧"))),
        Example(section(PERFORMANCE, "发放问卷200份，收回192份，回收率⟦JS403⟧98%⟦/⟧。")),
    ),
    yields_to=("JS405",),
    derived=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    found = list(ratios(report, topic, Completion))
    beside = list(reckonings(ABOUT, report, topic, "execution"))
    if not (found or beside):
        yield nothing(ABOUT, topic, "没有写完成率")
    for claim, ratio in found:
        assert claim.figure is not None  # noqa: S101 - a rate has its figure
        if isinstance(ratio, Missing):
            yield missing(ABOUT, ratio, claim.figure.place)
        elif on_zero(ratio):
            yield Check(
                ABOUT.code, claim.figure.place, "not_applicable", ratio.figures, reason="预算数为零，由 JS404 判断"
            )
        else:
            yield judge(ABOUT, excused(report, ratio))
    yield from beside


RULE = rule_per(ABOUT, topics, _check)
