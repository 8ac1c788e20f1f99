"""Reports as pytest items: `pytest FOLDER` checks every report in it, one item each.

Every pytest run loads this module, so it imports nothing of the engine; `jslint.pytest_items` comes with the first report.
"""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING

from jslint.pytest_mark import MARK

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PATTERNS = ("*.report.yaml", "*.report.yml")
"""Which files are reports, in small or capital letters."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the command line and of the ini file."""
    group = parser.getgroup("jslint", "部门决算报告的勾稽关系（jslint）")
    group.addoption("--jslint-per-rule", action="store_true", help="每份报告的每条规则各为一个测试项")
    group.addoption(
        "--jslint-fail-on",
        choices=("error", "warning", "information"),
        help="达到这个程度的问题使测试项失败（默认 warning）",
    )
    group.addoption("--jslint-no-cache", action="store_true", help="不用 jslint 的缓存")
    parser.addini("jslint_files", f"哪些文件是报告（默认 {' '.join(PATTERNS)}）", type="args", default=[*PATTERNS])


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", f"{MARK}: 由 jslint 检查的报告")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a report."""
    if not any(fnmatch(file_path.name.lower(), pattern.lower()) for pattern in parent.config.getini("jslint_files")):
        return None
    from jslint.pytest_items import ReportFile

    return ReportFile.from_parent(parent, path=file_path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count the findings of the failed items by rule."""
    failed = [report for report in terminalreporter.stats.get("failed", ()) if MARK in getattr(report, "keywords", ())]
    if failed:
        from jslint.pytest_items import summary_lines

        terminalreporter.section("jslint：按规则统计")
        for line in summary_lines(failed):
            terminalreporter.line(line)
