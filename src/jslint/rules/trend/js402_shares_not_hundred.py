"""JS402: the shares of a complete breakdown add up to 100 %."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import HALF, HUNDRED, ZERO
from jslint.kinds.narrative import EXPENDITURE
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Share
from jslint.relation.ratio import Hundred, in_wan, interval_in_wan
from jslint.report.model import Report
from jslint.rule import About, Example, rule_per
from jslint.rules.prose._examples import section
from jslint.rules.trend._each import nothing, topics

ABOUT = About(
    code="JS402",
    name="shares-do-not-add-up",
    title="完整列举的各项占比相加为 100%",
    severity="error",
    basis="各项占同一总额的比例之和为 100%，四舍五入容许末位的差。",
    why="一段话把总额全部分开列举（各项金额相加等于总额）时，各项占比相加应为 100%；没有列全的，各项占比相加也不应超过 100%。只比较同一层次、占同一总额的各项。",
    advice="请逐项重算占比。",
    good=(
        Example(
            section(
                EXPENDITURE, "本年支出合计234.00万元，其中：基本支出174.00万元，占74.36%；项目支出60.00万元，占25.64%。"
            )
        ),
    ),
    bad=(
        Example(
            section(
                EXPENDITURE,
                "本年支出合计234.00万元，其中：基本支出174.00万元，占74.36%；项目支出60.00万元，占⟦JS402⟧26.54%⟦/⟧。",
            )
        ),
        Example(section(EXPENDITURE, "本年支出中，基本支出占74.36%，项目支出占⟦JS402⟧35.64%⟦/⟧。")),
    ),
    yields_to=("JS401",),
)


WITHIN = {
    "一般公共预算财政拨款收入": "财政拨款收入",
    "政府性基金预算财政拨款收入": "财政拨款收入",
    "国有资本经营预算财政拨款收入": "财政拨款收入",
    "公务用车购置费": "公务用车购置及运行维护费",
    "公务用车运行维护费": "公务用车购置及运行维护费",
    "人员经费": "基本支出",
    "公用经费": "基本支出",
    "授予小微企业合同金额": "授予中小企业合同金额",
}
"""What is part of what: their shares of one base are of two levels."""


def _check(report: Report, topic: str) -> Iterator[Check]:
    groups: dict[tuple[int, str, int], list[Share]] = {}
    for claim in report.claims(topic):
        if isinstance(claim, Share):
            groups.setdefault((claim.group, claim.of, id(claim.base)), []).append(claim)
    complete = [group for group in groups.values() if len(group) > 1 and (_is_complete(group) or _exceeds(group))]
    if not complete:
        yield nothing(ABOUT, topic, "没有完整列举的占比")
    for group in complete:
        rates = tuple(claim.figure for claim in group)
        if _is_nil(group):
            yield Check(ABOUT.code, rates[-1].place, "not_applicable", rates, reason="总额为零，没有占比")
            continue
        parts = tuple(claim.part for claim in group if claim.part is not None)
        yield judge(ABOUT, Hundred(rates, parts, group[0].base), anchor=rates[-1].anchor)


def _is_nil(group: list[Share]) -> bool:
    """Whether nothing was divided: each share of a total of 0.00 is 0.00 %."""
    base = group[0].base
    return base is not None and base.number is not None and not base.number


def _exceeds(group: list[Share]) -> bool:
    """Whether shares of one base, none within another, are more than the whole, complete or not."""
    subjects = {claim.subject for claim in group}
    figures = [claim.figure for claim in group]
    if len(subjects) < len(group) or any(WITHIN.get(subject) in subjects for subject in subjects):
        return False
    if any(figure.number is None for figure in figures) or not _fits_base(group):
        return False
    slack = sum((figure.quantum for figure in figures), ZERO) * HALF
    return sum((figure.value for figure in figures), ZERO) > HUNDRED + slack


def _fits_base(group: list[Share]) -> bool:
    """Whether the stated parts do not overlap: they are no more than their base; where none is stated nothing tells."""
    base, parts = group[0].base, [claim.part for claim in group if claim.part is not None]
    if not parts:
        return True
    if base is None or base.number is None or len(parts) < len(group) or any(part.number is None for part in parts):
        return False
    slack = interval_in_wan(base).width + sum(interval_in_wan(part).width for part in parts)
    return (sum(in_wan(part) for part in parts) - in_wan(base)) * 2 <= slack


def _is_complete(group: list[Share]) -> bool:
    """Whether the parts add up to their base, as far as rounding allows."""
    base = group[0].base
    parts = [claim.part for claim in group if claim.part is not None]
    if base is None or len(parts) < len(group) or base.number is None or any(part.number is None for part in parts):
        return False
    if len({id(part) for part in parts}) < len(parts):
        return False
    slack = interval_in_wan(base).width + sum(interval_in_wan(part).width for part in parts)
    return abs(in_wan(base) - sum(in_wan(part) for part in parts)) * 2 <= slack


RULE = rule_per(ABOUT, topics, _check)
