"""The pytest items of a report: what they run, and what they say when it fails."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import pytest

from jslint.diagnostic import RANK, Diagnostic, Severity
from jslint.engine.result import INTERNAL_CODE, Result
from jslint.output.text import plain_lines
from jslint.pytest_plugin import MARK
from jslint.workspace.baseline import Baseline
from jslint.workspace.cache import Cache, cache_folder
from jslint.workspace.checking import Checking, Unread
from jslint.workspace.configuration import ConfigurationError, Configurations
from jslint.workspace.files import UsageError

ITEM_NAME = "jslint"


class Findings(Exception):  # noqa: N818 - it is what was found, and no mistake of a program
    """The findings that make an item fail."""

    def __init__(self, result: Result, diagnostics: tuple[Diagnostic, ...]) -> None:
        """`diagnostics` are those of the result that the item is about."""
        super().__init__(f"{len(diagnostics)} 处问题")
        self.result = result
        self.diagnostics = diagnostics


class Bench:
    """What all reports of a pytest run share: configurations, cache, baselines."""

    def __init__(self, config: pytest.Config) -> None:
        """Opens the cache, and closes it at the end of the run."""
        self.configurations = Configurations()
        cache = None if config.getoption("jslint_no_cache") else Cache(cache_folder())
        if cache is not None:
            config.add_cleanup(cache.close)
        self._checking = Checking(self.configurations.settings_of, cache=cache)
        self._baselines: dict[Path, Baseline] = {}

    @classmethod
    def of(cls, config: pytest.Config) -> Bench:
        """The one of this run."""
        if _BENCH not in config.stash:
            config.stash[_BENCH] = cls(config)
        return config.stash[_BENCH]

    def check(self, path: str) -> Result:
        """A report's result, less what its baseline holds back; raises UsageError and ConfigurationError."""
        result = next(self._checking.run([path]))
        if isinstance(result, Unread):
            raise UsageError(result.message)
        baseline = self.configurations.of(path).baseline
        if baseline is None:
            return result
        if baseline not in self._baselines:
            self._baselines[baseline] = Baseline.load(baseline)
        return self._baselines[baseline].hold_back(result)


_BENCH = pytest.StashKey[Bench]()


class ReportFile(pytest.File):
    """A report: one item, or one for each rule."""

    @property
    def shown_path(self) -> str:
        """The path as pytest's own messages have it."""
        return os.path.relpath(self.path, self.config.invocation_params.dir)

    @cached_property
    def result(self) -> Result:
        """The report's result, examined once for all its items."""
        return Bench.of(self.config).check(self.shown_path)

    def collect(self) -> Iterable[pytest.Item]:
        """The items; a configuration that cannot be followed is an error of collection."""
        try:
            settings = Bench.of(self.config).configurations.settings_of(self.shown_path)
        except (ConfigurationError, UsageError) as error:
            raise self.CollectError(f"jslint: {error}") from error
        if not self.config.getoption("jslint_per_rule"):
            yield ReportItem.from_parent(self, name=ITEM_NAME)
            return
        from jslint.engine.examination import rules_for

        for rule in rules_for(settings):
            if settings.speaks(rule.about.code):
                yield ReportItem.from_parent(self, name=rule.about.code, code=rule.about.code)
        yield ReportItem.from_parent(self, name=INTERNAL_CODE, code=INTERNAL_CODE)


class ReportItem(pytest.Item):
    """A report, or one rule on it."""

    def __init__(self, *, code: str = "", **kwargs: Any) -> None:
        """`code` is the rule that the item is about; without one it is about all."""
        super().__init__(**kwargs)
        self.funcargs: dict[str, Any] = {}  # other plugins look at every item's
        self._code = code
        self._line = 0
        self.add_marker(MARK)

    def runtest(self) -> None:
        """Check the report; raises Findings, and pytest's own failure for a report that could not be checked."""
        file = cast("ReportFile", self.parent)
        try:
            result = file.result
        except (ConfigurationError, UsageError) as error:
            pytest.fail(f"jslint: {error}", pytrace=False)
        own = tuple(each for each in result.diagnostics if self._code in {"", each.code})
        for each in own:
            self.user_properties.extend((("code", each.code), ("fingerprint", each.fingerprint)))
        failing = tuple(each for each in own if RANK[each.severity] >= self._threshold(file))
        if failing:
            self._line = result.source.line_of(failing[0].span.start)
            raise Findings(result, failing)
        if own:
            self.add_report_section("call", "jslint", "\n".join(_told(result, own)))

    def _threshold(self, file: ReportFile) -> int:
        configured = Bench.of(self.config).configurations.of(file.shown_path).fail_on
        chosen = self.config.getoption("jslint_fail_on") or configured or "warning"
        return RANK[cast("Severity", chosen)]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings with their lines and both sides of each relation."""
        if isinstance(excinfo.value, Findings):
            return "\n".join(_told(excinfo.value.result, excinfo.value.diagnostics))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the item is: the first failing finding's line once it has run."""
        return self.path, self._line, self.name

    @property
    def location(self) -> tuple[str, int, str]:
        """As `reportinfo`; not kept, since the line is known only after the run."""
        relative = os.path.relpath(self.path, self.config.rootpath)
        return relative, self._line, f"{self.path.name} · {self.name}"


def _told(result: Result, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    for number, diagnostic in enumerate(diagnostics):
        if number:
            yield ""
        yield from plain_lines(result, diagnostic)


def summary_lines(reports: Iterable[pytest.TestReport]) -> Iterator[str]:
    """A line for each rule that was broken: how often, in how many reports, and what it is about."""
    from jslint.rules import shipped_rules

    titles = {rule.about.code: rule.about.title for rule in shipped_rules()}
    counts: Counter[str] = Counter()
    files: dict[str, set[str]] = {}
    for report in reports:
        for name, code in report.user_properties:
            if name == "code":
                counts[str(code)] += 1
                files.setdefault(str(code), set()).add(report.nodeid.partition("::")[0])
    for code, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        yield f"{count:>6} 处  {len(files[code]):>4} 份报告  {code}  {titles.get(code, '')}"
