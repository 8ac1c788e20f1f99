"""JS020: an entry of 核实说明 that cannot explain anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jslint.figure import Anchor, Place
from jslint.ledger import Check
from jslint.report.explanations import PART, Waiver, waivers
from jslint.report.model import Report
from jslint.rule import About, Example, Verdicts, found, rule_of_verdicts

ABOUT = About(
    code="JS020",
    name="malformed-waiver",
    title="核实说明写得不完整或不能成立",
    severity="error",
    basis="本工具自身的约定：核实说明写明规则、指纹、说明、核实人、日期，由人对数字负责。",
    why="缺一项、写错规则编号，或者想说明一条不允许说明的规则，这条核实说明就不起作用，提示照旧出现。",
    advice="请补全或改正这一条；用 jslint waive 写入的核实说明总是完整的。",
    good=(
        Example(
            "决算表:\n  收入支出决算总表:\n    收入: {本年收入合计: 3.40, 总计: 3.40}\n    支出: {总计: 3.41}\n"
            "核实说明:\n  - 规则: JS103\n    指纹: k0000000a\n    说明: 上级要求保留原数。\n    核实人: 财务科\n    日期: 2024-09-12\n"
        ),
    ),
    bad=(
        Example(
            "核实说明:\n  - 规则: ⟦JS020⟧JS999⟦/⟧\n    指纹: k0000000a\n    说明: 原数如此。\n    核实人: 财务科\n    日期: 2024-09-12\n"
            "  - 规则: ⟦JS020⟧JS001⟦/⟧\n    指纹: k0000000b\n    说明: 原数如此。\n    核实人: 财务科\n    日期: 2024-09-12\n"
            "  - 规则: JS103\n    指纹: k0000000c\n    说明: 原数如此。\n    核实人: 财务科\n    日期: ⟦JS020⟧2024-02-30⟦/⟧\n"
        ),
    ),
    waivable=False,
)


def check(report: Report, verdicts: Verdicts) -> Iterator[Check]:
    """One finding for each thing that is wrong with an entry."""
    seen: set[tuple[str, str]] = set()
    told: set[Anchor] = set()
    for error in report.schema_errors():
        if error.path[:1] == (PART,) and len(error.path) > 1:
            told.add(error.anchor)
            yield _finding(error.anchor, _shape(error.path, error.keyword, error.detail))
    for waiver in waivers(report):
        for anchor, words in _faults(waiver, verdicts, seen):
            if anchor in told:
                continue
            told.add(anchor)
            yield _finding(anchor, words)
        seen.add((waiver.code, waiver.fingerprint))
    if not told:
        yield Check(ABOUT.code, Place(PART), "holds")


def _finding(anchor: Anchor, words: str) -> Check:
    return found(ABOUT, Place(PART), anchor, f"{words}。{ABOUT.advice}", subject=words)


def _shape(path: tuple[str | int, ...], keyword: str, detail: tuple[str, ...]) -> str:
    which = f"第 {int(path[1]) + 1} 条核实说明" if len(path) > 1 and isinstance(path[1], int) else "核实说明"
    if keyword == "required":
        return f"{which}缺少“{'、'.join(detail)}”"
    if keyword == "additionalProperties":
        return f"{which}里没有“{'、'.join(detail)}”这一项"
    return f"{which}的“{path[-1]}”写法不对" if isinstance(path[-1], str) else f"{which}的写法不对"


def _faults(waiver: Waiver, verdicts: Verdicts, seen: set[tuple[str, str]]) -> Iterator[tuple[Anchor, str]]:
    about = verdicts.abouts.get(waiver.code)
    if waiver.code and about is None:
        yield waiver.at("规则"), f"没有规则 {waiver.code}"
    elif about is not None and not about.waivable:
        yield waiver.at("规则"), f"规则 {waiver.code}（{about.title}）不能用核实说明代替改正"
    if (waiver.code, waiver.fingerprint) in seen:
        yield waiver.at("指纹"), f"同一规则和指纹 {waiver.fingerprint} 已经说明过一次"
    if waiver.date and not _is_date(waiver.date):
        yield waiver.at("日期"), f"没有 {waiver.date} 这一天"


def _is_date(text: str) -> bool:
    """Whether a text of the schema's shape is a day of the calendar; another shape is the schema's to tell."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return len(text) != len("2024-09-12")
    return True


RULE = rule_of_verdicts(ABOUT, check)
