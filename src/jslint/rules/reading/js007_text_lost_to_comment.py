"""JS007: words that YAML took for a comment."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Anchor, Place
from jslint.ledger import Check, Repair
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule
from jslint.source import Span

ABOUT = About(
    code="JS007",
    name="text-lost-to-comment",
    title="“#”后面的文字被当成了注释",
    severity="warning",
    basis="YAML 1.2：空格加“#”开始一段注释，注释不属于内容。",
    why="文字里写了“ #”，它和后面的字就不再是内容，印出来的报告会少一截。",
    advice="如果它是内容，请给整段文字加上引号；如果确实是注释，请在“#”后空一格。",
    good=(Example("附件:\n  部门整体自评表:\n    部门名称: 某局  # 按批复名称\n"),),
    bad=(Example("附件:\n  部门整体自评表:\n    部门名称: 某局⟦JS007⟧ #2 办公区⟦/⟧\n"),),
)


def check(report: Report) -> Iterator[Check]:
    """One finding for each lost tail, at the tail."""
    flaws = report.flaws("text-lost-to-comment")
    for flaw in flaws:
        lost, piece = flaw.detail
        message = f"“{lost}”被当成了注释，不在报告内容里。{ABOUT.advice}"
        repairs: tuple[Repair, ...] = ()
        if flaw.other is not None and '"' not in lost:
            start, end = flaw.other.span.start, flaw.anchor.span.end
            edits = ((Anchor(piece, Span(start, start)), '"'), (Anchor(piece, Span(end, end)), '"'))
            repairs = (Repair("给整段文字加上引号", edits),)
        yield found(ABOUT, Place(piece), flaw.anchor, message, repairs=repairs, subject=f"{piece} {lost}")
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


RULE = rule(ABOUT, check)
