"""JS415: a reason does not speak of more where there is less, nor of less where there is more."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount, Change, Direction, Reason
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule_per
from jslint.rules.prose._examples import general
from jslint.rules.trend._each import nothing, topics

TEXT = "2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为130.00万元，支出决算为120.00万元。决算数小于预算数的主要原因：{r}。"
WAY = Pattern(
    r"(?P<denied>未|没有|不再|不|无|停止)?(?:(?P<up>增加|增长|上升|提高|增多|新增|追加|扩大|上调|上涨)"
    r"|(?P<down>减少|下降|降低|压减|压缩|缩减|节约|核减|下调))"
)
"""The words of one way and the other, and what denies them."""
ELSEWHERE = ("预算", "结转", "结余", "收入", "上年", "去年", "标准")
"""A reason that speaks of these may give the way of something else than the expenditure."""

ABOUT = About(
    code="JS415",
    name="reason-against-direction",
    title="原因的方向与增减的方向一致",
    severity="information",
    basis="差异原因应与差异的方向相符。",
    why="支出减少了而原因写“人员增加”，或反过来，多半是改了数字没有改文字，或从别处复制。原因中只有一个方向词、又没有否定的才提示。",
    advice="请核对数字和原因。",
    good=(
        Example(general(TEXT.format(r="人员减少"))),
        Example(general(TEXT.format(r="没有新增人员"))),
        Example(general(TEXT.format(r="人员减少").replace("决算数小于", "决算数大于"))),
    ),
    bad=(
        Example(general(TEXT.format(r="⟦JS415⟧人员增加⟦/⟧"))),
        Example(
            general(
                TEXT.format(r="⟦JS415⟧压减一般性支出⟦/⟧")
                .replace("120.00", "140.00")
                .replace("决算数小于", "决算数大于")
            )
        ),
    ),
    off=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    tried = False
    for claim in report.claims(topic):
        if not isinstance(claim, Reason) or not (difference := _difference(report, claim)):
            continue
        tried = True
        place = Place(claim.anchor.piece, claim.subject, "原因")
        if _way(claim.text) != -difference:
            yield Check(ABOUT.code, place, "holds", subject=claim.text)
            continue
        words = ("增加", "减少") if difference > 0 else ("减少", "增加")
        message = f"{claim.subject}{words[0]}了，原因“{claim.text.strip()}”说的却是{words[1]}。{ABOUT.advice}"
        yield found(ABOUT, place, claim.anchor, message, subject=f"{claim.subject}{claim.text}")
    if not tried:
        yield nothing(ABOUT, topic, "没有写有方向的差异及其原因")


def _way(reason: str) -> int:
    """+1, −1, or 0 where it names no way, several, or denies one."""
    words = list(WAY.finditer(reason))
    if len(words) != 1 or words[0]["denied"] or any(word in reason for word in ELSEWHERE):
        return 0
    return 1 if words[0]["up"] else -1


def _difference(report: Report, claim: Reason) -> int:
    """The way of what the reason explains: the change or comparison stated last before it, else amount against budget."""
    moved: list[Change | Direction] = [*report.claims_on(claim, Change), *report.claims_on(claim, Direction)]
    before = [
        other
        for other in moved
        if other.anchor.piece == claim.anchor.piece
        and other.anchor.span.start < claim.anchor.span.start
        and other.sense
    ]
    amounts = _of_amounts(report, claim)
    if not before:
        return amounts
    last = max(before, key=lambda other: other.anchor.span.start)
    if isinstance(last, Change):
        return last.sense if last.figure.number else 0
    # A word that the figures contradict is JS408's: the reason is held against the figures.
    return amounts if amounts and last.of != "prior" else last.sense


def _of_amounts(report: Report, claim: Reason) -> int:
    """The way from the one budget to the one final amount that are stated of the reason's subject; 0 where they are not."""
    budgets = [each.figure for each in report.claims_on(claim, Amount, *sorted(BUDGETS))]
    finals = [each.figure for each in report.claims_on(claim, Amount, *sorted(AMOUNTS))]
    if len(budgets) != 1 or len(finals) != 1 or budgets[0].number is None or finals[0].number is None:
        return 0
    return (finals[0].number > budgets[0].number) - (finals[0].number < budgets[0].number)


RULE = rule_per(ABOUT, topics, _check)
