"""JS013: a column title that nothing binds."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS013",
    name="unknown-column",
    title="栏目名称不认识，这一栏没有参加核对",
    severity="warning",
    basis="版式：每张表有哪些栏目、可以怎样称呼；栏目按名称认，不按位置认。",
    why="栏目的名称既不是版式里的名称，也不是已知的别名，所以不知道这一栏的数字应与什么相符；这一栏的数字没有任何规则看守。",
    advice="请核对栏目名称是否打错；如果本地确实这样称呼，请在配置的 vocabulary 里登记。",
    good=(
        Example(
            "决算表:\n  收入决算表:\n    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属部门上缴收入, 其他收入]\n"
            "    合计: [1.00, 1.00, ~, ~, ~, ~, ~]\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  一般公共预算财政拨款支出决算表:\n    栏目: [小计, ⟦JS013⟧基本指出⟦/⟧, 项目支出]\n    合计: [1.00, 1.00, 0.00]\n"
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """One finding for each unbound title, at the title."""
    flaws = report.flaws("unknown-column")
    for flaw in flaws:
        title, why, *like = flaw.detail
        said = f"栏目“{title}”在这张表里出现了两次，后一栏" if why else f"栏目“{title}”不认识，这一栏"
        done = f"按“{like[0]}”读取" if like and like[0] else "没有参加核对"
        message = f"{said}{done}。{ABOUT.advice}"
        yield found(ABOUT, Place(flaw.anchor.piece, title), flaw.anchor, message)
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


RULE = rule(ABOUT, check)
