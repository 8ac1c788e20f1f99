"""JS401: a share is its amount divided by the base that the sentence names."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure
from jslint.kinds.narrative import EXPENDITURE, OPERATING
from jslint.kinds.proportions import ratios
from jslint.kinds.reckonings import reckonings
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Share
from jslint.relation.ratio import Ratio
from jslint.report.model import Report
from jslint.report.quantities import Missing
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import section
from jslint.rules.trend._each import missing, nothing, topics
from jslint.rules.trend._truncation import excused

TEXT = "本年支出合计234.00万元，其中：基本支出174.00万元，占{p}%；项目支出60.00万元，占25.64%。"

ABOUT = About(
    code="JS401",
    name="share-mismatch",
    title="占比等于金额除以句中所说的总额",
    severity="error",
    basis="占比＝该项金额÷句中所说的总额，四舍五入到印出的位数。",
    why=(
        "“占支出合计的”除以支出合计，“占本年收入合计的”除以收入合计；没有写明时，除以这一段列举的总额。"
        "按印出的数字重算，相同就成立，四舍五入可以解释的是尾差。"
        "句中把总额也写出来的（甲 A，占乙 B 的 P%；共 n 个，其中 m 个，占 P%），不论说的是什么，都按这两个数重算。"
    ),
    advice="请重算占比，或核对金额和总额。",
    good=(Example(section(EXPENDITURE, TEXT.format(p="74.36"))),),
    bad=(
        Example(section(EXPENDITURE, TEXT.format(p="⟦JS401⟧73.46%⟦/⟧").replace("⟦/⟧%", "⟦/⟧"))),
        Example(section(OPERATING, "绿化养护费3.00万元，占物业费12.00万元的⟦JS401⟧24.00%⟦/⟧。")),
    ),
    yields_to=("JS505",),
    derived=True,
)
COMPLETE = "凑足 100%，末位差一"


def _check(report: Report, topic: str) -> Iterator[Check]:
    found = list(ratios(report, topic, Share))
    beside = list(reckonings(ABOUT, report, topic, "portion"))
    if not (found or beside):
        yield nothing(ABOUT, topic, "没有写占比")
    adjusted = _adjusted(claim for claim, _ in found)
    for claim, ratio in found:
        if isinstance(ratio, Missing):
            yield missing(ABOUT, ratio, claim.figure.place)
            continue
        excuse = COMPLETE if id(claim.figure) in adjusted else ""
        yield judge(ABOUT, excused(report, _with(ratio, excuse)))
    yield from beside


def _with(ratio: Ratio, excuse: str) -> Ratio:
    return Ratio(ratio.rate, ratio.part, ratio.base, excuse=excuse) if excuse else ratio


def _adjusted(claims: Iterator[Share]) -> set[int]:
    """The shares of a breakdown that adds up to exactly 100: one last digit may have been adjusted for that."""
    groups: dict[tuple[int, str], list[Figure]] = {}
    for claim in claims:
        if claim.figure.number is not None:
            groups.setdefault((claim.group, claim.of), []).append(claim.figure)
    return {id(figure) for group in groups.values() if sum(f.value for f in group) == 100 for figure in group}


RULE = rule_per(ABOUT, topics, _check)
