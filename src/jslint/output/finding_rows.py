"""Findings as rows of a table, and what each report comes to: what the csv file and the workbook are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from jslint.amount import parse_amount
from jslint.diagnostic import OUTCOME_WORDS, OUTCOMES
from jslint.output.statistics import Shares, shares_of
from jslint.output.text import SEVERITY_WORDS

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic
    from jslint.engine.result import Result

HEAD = (
    "单位",
    "年度",
    "文件",
    "位置",
    "程度",
    "规则",
    "所在表、行、栏",
    "说明",
    "左边",
    "右边",
    "差额",
    "建议",
    "指纹",
)
"""The columns of a finding."""

FIGURES_HEAD = (
    "单位",
    "年度",
    "文件",
    "数字",
    "有勾稽",
    "无须勾稽",
    "无勾稽",
    "有勾稽占比",
    "无勾稽占比",
    *(OUTCOME_WORDS[each] for each in OUTCOMES),
)
"""The columns of what is counted of a report: its figures, and the trials by outcome."""


def finding_row(result: Result, each: Diagnostic) -> tuple[str, ...]:
    """One finding, a text a column; amounts as they are printed."""
    left, right = each.sides or ("", "")
    return (
        result.body,
        _year(result),
        result.path,
        result.where(each.span, each.spot),
        SEVERITY_WORDS[each.severity],
        each.code,
        each.place,
        each.message,
        left,
        right,
        difference(left, right),
        proposal(each),
        each.fingerprint,
    )


def difference(left: str, right: str) -> str:
    """The left less the right side, where both are amounts; with its sign."""
    one, other = (parse_amount(side) for side in (left, right))
    if one is None or other is None:
        return ""
    apart: Decimal = one.number - other.number
    return f"{apart:+,f}" if apart else "0"


def proposal(each: Diagnostic) -> str:
    """What to do: the first repair, and what it mends."""
    if not each.fixes:
        return ""
    first = each.fixes[0]
    return f"{first.title}：{first.reason}" if first.reason else first.title


class Counts:
    """The counts of every report, a row each, and of all together."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self._reports = 0
        self._figures = Shares()
        self._trials: Counter[str] = Counter()

    def row(self, result: Result) -> tuple[str | int, ...]:
        """One report's counts, taken into the sum."""
        figures, trials = shares_of(result.figure_counts()), Counter[str](result.counts())
        self._reports += 1
        self._figures += figures
        self._trials += trials
        return (result.body, _year(result), result.path, *_counts(figures, trials))

    def total(self) -> tuple[str | int, ...]:
        """All together; nothing where there is one report at most."""
        if self._reports <= 1:
            return ()
        return ("合计", "", f"{self._reports} 份报告", *_counts(self._figures, self._trials))


def _counts(figures: Shares, trials: Counter[str]) -> Iterable[str | int]:
    shares = (figures.share(count) for count in (figures.guarded, figures.unbound))
    return (
        *(figures.total, figures.guarded, figures.free, figures.unbound),
        *shares,
        *(trials[name] for name in OUTCOMES),
    )


def _year(result: Result) -> str:
    return str(result.year) if result.year else ""


class ByRule:
    """How often each rule spoke in each report."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self._rows: list[tuple[tuple[str, str, str], Counter[str], Counter[str]]] = []

    def add(self, result: Result) -> None:
        """Count one report."""
        codes = Counter(each.code for each in result.diagnostics)
        grave = Counter(SEVERITY_WORDS[each.severity] for each in result.diagnostics)
        self._rows.append(((result.body, _year(result), result.path), codes, grave))

    @property
    def codes(self) -> list[str]:
        """The rules that spoke anywhere, in order."""
        return sorted({code for _, codes, _ in self._rows for code in codes})

    def head(self) -> tuple[str, ...]:
        """The columns: the report, its findings by severity, then by rule."""
        return ("单位", "年度", "文件", *SEVERITY_WORDS.values(), *self.codes)

    def rows(self) -> Iterable[tuple[str | int, ...]]:
        """A row a report, the last one all together; a rule that did not speak leaves its cell empty."""
        for names, codes, grave in self._rows:
            yield (*names, *self._cells(codes, grave))
        if len(self._rows) > 1:
            codes = sum((each for _, each, _ in self._rows), Counter[str]())
            grave = sum((each for _, _, each in self._rows), Counter[str]())
            yield ("合计", "", f"{len(self._rows)} 份报告", *self._cells(codes, grave))

    def _cells(self, codes: Counter[str], grave: Counter[str]) -> Iterable[str | int]:
        wanted = [*(grave[word] for word in SEVERITY_WORDS.values()), *(codes[code] for code in self.codes)]
        return (count or "" for count in wanted)
