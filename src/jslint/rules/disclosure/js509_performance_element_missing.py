"""JS509: the section on performance lacks an element that the layout asks for."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.titles import normalise
from jslint.rule import About, Example, Rule, found, rule

PERFORMANCE = "预算绩效情况"

ABOUT = About(
    code="JS509",
    name="performance-element-missing",
    title="预算绩效情况的要素齐全",
    severity="warning",
    basis="部门决算公开模板的预算绩效情况说明：版式列出的各部分（如绩效管理工作开展情况、项目绩效自评结果、重点绩效评价结果）。",
    why="没有开展的也要写明没有开展。标题或文字里提到的都算；写成一段、认不出各部分的不作判断。版式没有分部分的不要求。",
    advice="请补上这一部分；没有开展的请写明。",
    good=(
        Example(
            "情况说明:\n  预算绩效情况:\n    绩效管理工作开展情况: |\n      已开展。\n    项目绩效自评结果: |\n      均为优。\n    重点绩效评价结果: |\n      未选取我部门项目。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  ⟦JS509⟧预算绩效情况⟦/⟧:\n    绩效管理工作开展情况: |\n      已开展。\n    项目绩效自评结果: |\n      均为优。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """Each part of the section, by its title or by its words in the text."""
    spec = report.layout.section(PERFORMANCE)
    section = report.section(PERFORMANCE)
    if spec is None or section is None or not spec.parts:
        return
    place = Place(section.piece)
    written = normalise("".join(f"{passage.part}{passage.text}" for passage in section.passages))
    if not written:
        yield Check(ABOUT.code, place, "unchecked", reason="这一节还没有文字")
        return
    missing = [part.key for part in spec.parts if not _is_written(written, (part.key, *part.words))]
    if not missing:
        yield Check(ABOUT.code, place, "holds")
        return
    if not any(passage.part for passage in section.passages):
        yield Check(ABOUT.code, place, "unchecked", reason="这一节没有分部分，无法断定缺少哪一部分")
        return
    shown = "、".join(f"“{name}”" for name in missing)
    message = f"{place.words()}没有版式要求的{shown}。{ABOUT.advice}"
    yield found(ABOUT, place, section.title_anchor, message, subject=" ".join(missing))


def _is_written(written: str, words: Iterable[str]) -> bool:
    return any(normalise(word) in written for word in words)


RULE: Rule = rule(ABOUT, check)
