"""JS906: a fixed term in which 单位 became 部门 by a replacement over the whole text."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.kinds.phrases import Hit, gathered, holds, listed, term_finding, texts_of_kinds, words_of
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.texts import WRITTEN, Kind, Text
from jslint.rule import About, Example, Rule, rule

KINDS: frozenset[Kind] = WRITTEN | {"term", "label", "title"}

ABOUT = About(
    code="JS906",
    name="department-for-unit",
    title="固定用语中的“单位”被替换成“部门”",
    severity="information",
    basis="财政部统一的部门决算报表：附属单位上缴收入、对附属单位补助支出、单位价值 100 万元（含）以上设备。",
    why="把单位决算的底稿改成部门决算时，常把“单位”全部替换成“部门”，固定用语也被改掉。一处替换往往留下好几处痕迹。",
    advice="请改回固定用语，并查看别处有没有同样的替换。",
    good=(
        Example(
            "情况说明:\n  国有资产占用情况: |\n    2023 年期末，我部门共有车辆 0 辆；单位价值 100 万元（含）以上设备 0 台（套）。\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, ⟦JS906⟧对附属部门补助支出⟦/⟧]\n"
            "情况说明:\n  国有资产占用情况: |\n    ⟦JS906⟧部门价值 100 万元⟦/⟧（含）以上设备 0 台（套）。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """Each fixed term once, however often it stands."""
    words = words_of(report)

    def scan(text: Text) -> list[Hit]:
        return listed(text, words.scars, words)

    texts = tuple(texts_of_kinds(report, KINDS))
    places = gathered(texts, ("JS906", words), scan)
    for term, found in places.items():
        said = f"“{term.wrong}”应为“{term.now}”，疑是把“单位”全部替换成“部门”留下的"
        yield term_finding(ABOUT, term, found, said)
    broken = [text for found in places.values() for text, _ in found]
    yield from holds(ABOUT, (text for text in texts if text.kind != "label"), broken)


RULE: Rule = rule(ABOUT, check)
