"""JS011: a file of a format that this version does not know."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Anchor, Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule
from jslint.tree import Scalar

ABOUT = About(
    code="JS011",
    name="unknown-format-version",
    title="报告文件的格式版本不认识",
    severity="error",
    basis="报告文件格式：第一项“格式”写明版本，现行版本为 1。",
    why="“格式”告诉工具这份文件按哪一版写成。版本不认识时，文件里可能有本工具读不懂的部分，核对结果不可靠。",
    advice="现行版本写作“格式: 1”；如果文件由更新的版本写成，请升级本工具。",
    good=(Example("格式: 1\n"),),
    bad=(Example("格式: ⟦JS011⟧2⟦/⟧\n"), Example("格式: ⟦JS011⟧一⟦/⟧\n")),
    waivable=False,
)


def check(report: Report) -> Iterator[Check]:
    """Whether 格式 says 1."""
    pieces = report.pieces("格式")
    node = pieces[0].node if pieces else None
    if not isinstance(node, Scalar):
        yield Check(ABOUT.code, Place("格式"), "unchecked", reason="没有写明“格式”")
    elif node.value == "1":
        yield Check(ABOUT.code, Place("格式"), "holds")
    else:
        message = f"格式版本“{node.value}”不认识。{ABOUT.advice}"
        yield found(ABOUT, Place("格式"), Anchor(pieces[0].id, node.span), message, subject=node.value)


RULE = rule(ABOUT, check)
