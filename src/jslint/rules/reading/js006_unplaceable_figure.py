"""JS006: a figure written in escapes, so that no finding could stand under its digits."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Anchor, Place
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule_per
from jslint.tree import Scalar, UnplaceableError, walk

ABOUT = About(
    code="JS006",
    name="unplaceable-figure",
    title="数字写在转义文字里，无法指明位置",
    severity="warning",
    basis="报告文件格式：每个数字都有确切的位置；文字写在“|”文字块里，带转义的双引号文字里不写数字。",
    why="双引号文字里的反斜线写法（如 \\u0033、\\n）使数字在文件里的样子与读出来的不一样，提示无法落在它的下面，也无法替您改正。",
    advice="请改用“|”文字块或不带转义的写法。",
    good=(Example('情况说明:\n  收入决算情况: "本年收入合计 3.40 万元。"\n'),),
    bad=(Example('情况说明:\n  收入决算情况: ⟦JS006⟧"本年收入合计 3\\u002e40 万元。"⟦/⟧\n'),),
)

_STYLES = ('"', "'", ">")
"""How texts begin in which characters may stand otherwise than they are read."""
_NUMBER = Pattern(r"[0-9０-９][0-9０-９,.，．]*")


def check(report: Report, piece_id: str) -> Iterator[Check]:
    """One finding for each scalar that hides a figure, for one piece."""
    piece = report.piece(piece_id)
    hidden = False
    may_hide = piece is not None and any(style in piece.text for style in _STYLES)
    for scalar in walk(piece.node) if may_hide and piece is not None and piece.node is not None else ():
        if isinstance(scalar, Scalar) and scalar.style in _STYLES and (figure := _hidden_figure(scalar)):
            hidden = True
            message = f"数字“{figure}”写在转义或折行的文字里，无法指明它的位置。{ABOUT.advice}"
            yield found(ABOUT, Place(piece_id), Anchor(piece_id, scalar.span), message, subject=f"{piece_id} {figure}")
    if not hidden:
        yield Check(ABOUT.code, Place(piece_id), "holds")


def _hidden_figure(scalar: Scalar) -> str:
    for match in _NUMBER.finditer(scalar.value):
        try:
            scalar.span_of(match.start(), match.end())
        except UnplaceableError:
            return match.group()
    return ""


RULE = rule_per(ABOUT, lambda report: report.piece_ids(), check)
