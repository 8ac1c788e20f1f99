"""`jslint check`: which files, under which settings, told how, and with which exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from msgspec import Struct, field

from jslint.commands.boundary import discard_output
from jslint.commands.progress import Progress
from jslint.diagnostic import RANK, Severity
from jslint.engine.result import Result
from jslint.output import WORKBOOK, Unread, stream
from jslint.printable import one_line
from jslint.workspace.baseline import DEFAULT_NAME, Baseline
from jslint.workspace.cache import Cache, cache_folder
from jslint.workspace.checking import Checking, all_cores
from jslint.workspace.configuration import Configurations
from jslint.workspace.executors import Executor
from jslint.workspace.files import STDIN, UsageError, folder_for, reason, write_bytes, write_text
from jslint.workspace.targets import Target, named, targets

if TYPE_CHECKING:
    from jslint.output.statistics import Statistics
    from jslint.workspace.annotating import Annotating

CLEAN, FINDINGS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130
_MOST_STALE = 10
_WITH_FIGURES = frozenset({"json", "html", WORKBOOK})
"""Formats that tell how many figures are guarded."""


class CheckCommand(Struct):
    """One command line of `jslint check`."""

    paths: Sequence[str]
    form: str = "text"
    output: str | None = None
    fail_on: str | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    config: str | None = None
    jobs: int = 0
    use_cache: bool = True
    force_exclude: bool = False
    documents: bool = False
    together: bool = False
    scheduler: str | None = None
    stdin_name: str | None = None
    statistics: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    prune: bool = False
    fix: bool = False
    diff: bool = False
    annotate: str | None = None
    _annotating: Annotating | None = None

    def run(self) -> int:
        """Check and tell; the exit code. Raises UsageError and ConfigurationError."""
        if self.form == WORKBOOK and self.output is None:
            raise UsageError("xlsx 是 Excel 文件，不能显示在屏幕上；请用 --output 文件名.xlsx 指定写到哪里")
        if self.output is not None:
            folder_for(self.output)  # known to be there before anything is checked
        configurations = Configurations(self.changes, Path(self.config) if self.config else None)
        excluded = configurations.excluded
        chosen = targets(self.paths or (".",), excluded, documents=self.documents, together=self.together)
        found = tuple(each for each in chosen.found if not (self.force_exclude and excluded(each.name)))
        if self.annotate is not None and (self.write_baseline or self.diff):
            raise UsageError("--annotate 写的是检查的结果，不能与 --write-baseline、--diff 同用")
        if self.annotate is not None:
            from jslint.workspace.annotating import Annotating

            self._annotating = Annotating(self.annotate, found)
            found = self._annotating.outside
        if not found:
            return CLEAN
        if self.fix or self.diff:
            changed = self._fix(found, configurations)
            if self.diff:
                return FINDINGS if changed else CLEAN
        code = self._check(found, configurations)
        if chosen.passed_over:
            warn(f"另有 {named(chosen.passed_over)}没有检查；加 --documents 一并检查")
        return code

    def _fix(self, found: Sequence[Target], configurations: Configurations) -> int:
        """Make or show the safe repairs; how many files that concerns. Raises UsageError where one is a document."""
        from jslint.commands.fix import fix_files

        if document := next((each for each in found if each.document), None):
            raise UsageError(f"办公文件只能检查：{document.name}；要修改，请先用 jslint import 变成报告文件")
        return fix_files([each.name for each in found], configurations.settings_of, diff=self.diff)

    def _check(self, found: Sequence[Target], configurations: Configurations) -> int:
        first = configurations.of(self.stdin_name or found[0].name)
        statistics = self._statistics() if self.statistics else None
        tally = Tally(cast("Severity", self.fail_on or first.fail_on or "warning"), statistics)
        baseline = self._baseline(first.baseline)
        cache = Cache(cache_folder()) if self.use_cache else None
        try:
            results = tally.readable(self._results(found, configurations, cache))
            if self.write_baseline:
                return self._record(results, first.baseline, tally, configurations)
            if baseline:
                results = map(baseline.hold_back, results)
            if self._annotating is not None:
                results = self._annotating.annotated(results, warn)
            self._tell(tally.judged(results), tally.unread)
        except KeyboardInterrupt as error:
            raise KeyboardInterrupt("；已经查完的报告下次不必重查" if cache else "") from error
        finally:
            if cache:
                cache.close()
                warn(cache.complaint)
        if statistics is not None:
            self._say(statistics.lines())
        return max(tally.exit_code(), self._judge(baseline, configurations) if baseline else CLEAN)

    def _results(
        self, found: Sequence[Target], configurations: Configurations, cache: Cache | None
    ) -> Iterator[Result | Unread]:
        checking = Checking(
            configurations.settings_of,
            cache=cache,
            jobs=self.jobs or all_cores(),
            stdin_name=self.stdin_name or STDIN,
            figures=self.statistics or self.form in _WITH_FIGURES,
            page=self.form == "html" or self._annotating is not None,
            cluster=self._cluster if self.scheduler else None,
        )
        with Progress("检查报告") as progress:
            for result in checking.run(found, progress.begin):
                progress.step()
                yield result

    @staticmethod
    def _statistics() -> Statistics:
        from jslint.output.statistics import Statistics

        return Statistics()

    def _cluster(self) -> Executor:
        from jslint.workspace.dask_cluster import DaskCluster

        return DaskCluster(self.scheduler or "")

    def _baseline(self, configured: Path | None) -> Baseline | None:
        path = Path(self.baseline) if self.baseline else configured
        if path is None and self.prune:
            raise UsageError("--prune 需要一个基线：用 --baseline 指定，或写在配置文件的 baseline 里")
        return Baseline.load(path) if path and not self.write_baseline else None

    def _record(
        self, results: Iterable[Result], configured: Path | None, tally: Tally, configurations: Configurations
    ) -> int:
        path = Path(self.baseline) if self.baseline else configured or Path(DEFAULT_NAME)
        count = Baseline(path).record(results, configurations.tried)
        self._say([f"已把 {count} 处问题登记到 {path}；今后只报告新的问题。\n"])
        return tally.exit_code()

    def _judge(self, baseline: Baseline, configurations: Configurations) -> int:
        if self.prune:
            self._say([f"已从基线里删去 {baseline.prune(configurations.tried)} 条不再出现的问题。\n"])
            return CLEAN
        stale = baseline.stale(configurations.tried)
        for entry in stale[:_MOST_STALE]:
            warn(entry.stale_words())
        if stale:
            warn(f"基线里共有 {len(stale)} 条已不再出现；用 --prune 删去")
        return FINDINGS if stale else CLEAN

    def _tell(self, results: Iterable[Result], unread: Sequence[Unread]) -> None:
        if self.form == WORKBOOK and self.output is not None:
            from jslint.output.workbook import workbook

            write_bytes(self.output, workbook(results, unread))
            return
        lines = stream(self.form, results, unread)
        if self.output:
            write_text(self.output, click.unstyle("".join(lines)))
        else:
            _print(lines)

    def _say(self, lines: Iterable[str]) -> None:
        """What is said beside the output: after it where people read it, apart from it where machines do."""
        _print(lines, err=self.form not in {"text", "concise"})


class Tally:
    """What all results together come to."""

    def __init__(self, threshold: Severity, statistics: Statistics | None = None) -> None:
        """`threshold` is the severity from which a finding makes the run fail; `statistics` counts what is judged."""
        self._threshold = RANK[threshold]
        self.unread: list[Unread] = []
        self._failing = self._crashed = 0
        self._statistics = statistics

    def readable(self, results: Iterable[Result | Unread]) -> Iterator[Result]:
        """The results, the files that could not be read told of and counted."""
        for result in results:
            if isinstance(result, Unread):
                self.unread.append(result)
                self._crashed += result.crashed
                warn(result.message)
            else:
                self._crashed += result.crashed
                if result.incomplete:
                    self.unread.append(Unread(result.path, f"{result.path}：{result.incomplete}"))
                    warn(self.unread[-1].message)
                yield result

    def judged(self, results: Iterable[Result]) -> Iterator[Result]:
        """The results, their findings counted."""
        for result in results:
            self._failing += sum(RANK[each.severity] >= self._threshold for each in result.diagnostics)
            if self._statistics is not None:
                self._statistics.add(result)
            yield result

    def exit_code(self) -> int:
        """The exit code that the results ask for, the gravest first."""
        if self._crashed:
            return INTERNAL
        if self.unread:
            return USAGE
        return FINDINGS if self._failing else CLEAN


def warn(message: str) -> None:
    """Say something to the person apart from the output."""
    if message:
        click.echo(f"jslint: {one_line(message)}", err=True)


def _print(lines: Iterable[str], *, err: bool = False) -> None:
    """Print stretches of text; raises UsageError where the output cannot take them."""
    try:
        for line in lines:
            click.echo(line, nl=False, err=err)
        if (stream_used := sys.stderr if err else sys.stdout) is not None:
            stream_used.flush()
    except BrokenPipeError:
        discard_output()  # the reader has seen enough
    except OSError as error:
        discard_output()
        raise UsageError(f"无法输出结果：{reason(error)}") from error
