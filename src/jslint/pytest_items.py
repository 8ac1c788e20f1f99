"""The pytest items of a report: what they run, and what they say when it fails."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from jslint.diagnostic import RANK, Diagnostic, Severity
from jslint.engine.result import INTERNAL_CODE, Result
from jslint.kinds.rule_file import RuleFileError
from jslint.output import Unread
from jslint.output.text import plain_lines
from jslint.pytest_mark import MARK
from jslint.workspace.baseline import Baseline
from jslint.workspace.cache import Cache, cache_folder
from jslint.workspace.checking import Checking
from jslint.workspace.configuration import ConfigurationError, Configurations
from jslint.workspace.files import UsageError
from jslint.workspace.targets import Target

if TYPE_CHECKING:
    from jslint.settings import Settings

ITEM_NAME = "jslint"
BASELINE_NAME = "基线"
PRUNE = "用 jslint check --prune 删去"


class Findings(Exception):  # noqa: N818 - it is what was found, and no mistake of a program
    """The findings that make an item fail."""

    def __init__(self, told: Iterable[str]) -> None:
        """`told` are the lines that tell them."""
        super().__init__("\n".join(told))


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
        self._seen: set[Path] = set()

    @classmethod
    def of(cls, config: pytest.Config) -> Bench:
        """The one of this run."""
        if _BENCH not in config.stash:
            config.stash[_BENCH] = cls(config)
        return config.stash[_BENCH]

    def check(self, path: str) -> Result:
        """A report's result, less what its baseline holds back; raises UsageError and ConfigurationError."""
        result = next(iter(self._checking.run([Target(path, (path,))])))
        if isinstance(result, Unread):
            raise UsageError(result.message)
        baseline = self.baseline_of(path)
        return baseline.hold_back(result) if baseline else result

    def baseline_of(self, path: str) -> Baseline | None:
        """The baseline that a report's configuration names; raises UsageError for one that is none."""
        named = self.configurations.of(path).baseline
        if named is None:
            return None
        if named not in self._baselines:
            self._baselines[named] = Baseline.load(named)
        return self._baselines[named]

    def is_first(self, baseline: Baseline) -> bool:
        """Whether this is asked for the first time of a baseline."""
        first = baseline.path not in self._seen
        self._seen.add(baseline.path)
        return first


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
        bench = Bench.of(self.config)
        try:
            if bench.configurations.excluded(self.shown_path) and not self._is_named():
                return
            for code in self._codes(bench.configurations.settings_of(self.shown_path)):
                yield ReportItem.from_parent(self, name=code or ITEM_NAME, code=code)
            baseline = bench.baseline_of(self.shown_path)
        except (ConfigurationError, RuleFileError, UsageError) as error:
            raise self.CollectError(f"jslint: {error}") from error
        if baseline and bench.is_first(baseline):
            yield BaselineItem.from_parent(self, name=BASELINE_NAME, baseline=baseline)

    def _is_named(self) -> bool:
        """Whether the command line names this very file: that is checked whatever the configuration leaves out of folders."""
        named = (argument.partition("::")[0] for argument in self.config.args)
        return any(Path(self.config.invocation_params.dir, each) == self.path for each in named)

    def _codes(self, settings: Settings) -> Iterator[str]:
        """The rules that have an item of their own, or nothing for all of them."""
        if settings.rule_texts or self.config.getoption("jslint_per_rule"):
            from jslint.engine.examination import rules_for, speaks

            rules = rules_for(settings)
        if not self.config.getoption("jslint_per_rule"):
            yield ""
            return
        yield from (rule.about.code for rule in rules if speaks(rule.about, settings))
        yield INTERNAL_CODE


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
        stale = tuple(self._stale(file))
        if failing:
            self._line = result.source.line_of(failing[0].span.start)
        if failing or stale:
            raise Findings([*_told(result, failing), *stale])
        if own:
            self.add_report_section("call", "jslint", "\n".join(_told(result, own)))

    def _stale(self, file: ReportFile) -> Iterator[str]:
        """What the baseline has of the report and should have no longer."""
        bench = Bench.of(self.config)
        if baseline := bench.baseline_of(file.shown_path):
            for entry in baseline.stale_of(file.shown_path, bench.configurations.tried):
                if self._code in {"", entry.code}:
                    yield f"{entry.stale_words()}；{PRUNE}"

    def _threshold(self, file: ReportFile) -> int:
        configured = Bench.of(self.config).configurations.of(file.shown_path).fail_on
        chosen = self.config.getoption("jslint_fail_on") or configured or "warning"
        return RANK[cast("Severity", chosen)]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings with their lines and both sides of each relation."""
        return _failure(excinfo) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the item is: the first failing finding's line once it has run."""
        return self.path, self._line, self.name

    @property
    def location(self) -> tuple[str, int, str]:
        """As `reportinfo`; not kept, since the line is known only after the run."""
        relative = os.path.relpath(self.path, self.config.rootpath)
        return relative, self._line, f"{self.path.name} · {self.name}"


class BaselineItem(pytest.Item):
    """A baseline: what it has of reports that are there no more makes it fail."""

    def __init__(self, *, baseline: Baseline, **kwargs: Any) -> None:
        """`baseline` is the one of the reports of this run."""
        super().__init__(**kwargs)
        self.funcargs: dict[str, Any] = {}
        self._baseline = baseline
        self.add_marker(MARK)

    def runtest(self) -> None:
        """Look at the entries; raises Findings."""
        if gone := self._baseline.gone():
            raise Findings(f"{entry.stale_words()}；{PRUNE}" for entry in gone)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The entries."""
        return _failure(excinfo) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The baseline's own file."""
        return self._baseline.path, 0, self.name


def _failure(excinfo: pytest.ExceptionInfo[BaseException]) -> str:
    return str(excinfo.value) if isinstance(excinfo.value, Findings) else ""


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
