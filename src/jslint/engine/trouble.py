"""What is told where a part of the examination crashes: a defect of this tool, which costs no other finding."""

from __future__ import annotations

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, found

INTERNAL = About(
    code="JS000",
    name="internal-error",
    title="规则运行出错",
    severity="error",
    basis="本工具自身的约定：一条规则出错不影响其他规则。",
    why="一条规则在这份报告上意外中止，它没有核对完，其余规则照常运行。",
    advice="这是本工具的缺陷，请把报告和这条信息反馈给维护者。",
    waivable=False,
)


def crash(about: About, error: Exception, report: Report) -> Check:
    """The finding that a rule has crashed."""
    return trouble(f"规则 {about.code}（{about.title}）", about.code, error, report)


def trouble(what: str, subject: str, error: Exception, report: Report) -> Check:
    """The finding that a part of the examination has crashed; the others have run all the same."""
    message = f"{what}运行时出错：{type(error).__name__}: {error}。{INTERNAL.advice}"
    return found(INTERNAL, Place(""), report.anchor_of("报告"), message, subject=subject)
