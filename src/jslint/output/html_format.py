"""Findings as one web page that needs no network: the summary, each report's findings, and the report as it will be printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jslint.diagnostic import OUTCOME_WORDS, OUTCOMES
from jslint.output.finding_rows import difference, proposal
from jslint.output.statistics import Shares, shares_of
from jslint.output.text import SEVERITY_WORDS
from jslint.printable import printable

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic
    from jslint.engine.result import Result
    from jslint.output import Unread
    from jslint.source import Span


def stream(results: Iterable[Result], unread: Sequence[Unread]) -> Iterator[str]:
    """The page; the reports come first in the file as they are checked, the summary is set above them."""
    template = _template()
    yield template.module.head()
    reports: list[dict[str, Any]] = []
    spoken: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    for number, result in enumerate(results, 1):
        reports.append(_line(number, result))
        for each in result.diagnostics:
            spoken[each.code] += 1
            where.setdefault(each.code, set()).add(result.path)
        yield template.module.report(number, result, [_finding(result, each) for each in result.diagnostics])
    rules = [(code, _titles().get(code, ""), count, len(where[code])) for code, count in spoken.most_common()]
    figures = sum((each["figures"] for each in reports), Shares())
    yield template.module.summary(reports, rules, unread, tuple(SEVERITY_WORDS.items()), figures)
    yield template.module.foot()


def _titles() -> dict[str, str]:
    """What each shipped rule demands; a bureau's own is known by its code alone."""
    from jslint.rules import shipped_rules

    return {rule.about.code: rule.about.title for rule in shipped_rules()}


def _line(number: int, result: Result) -> dict[str, Any]:
    """A report's line of the summary."""
    severities = Counter(each.severity for each in result.diagnostics)
    figures, trials = shares_of(result.figure_counts()), result.counts()
    return {
        "number": number,
        "body": result.body,
        "year": result.year or "",
        "path": result.path,
        "severities": [severities[name] for name in SEVERITY_WORDS],
        "figures": figures,
        "trials": " · ".join(f"{OUTCOME_WORDS[name]} {trials[name]}" for name in OUTCOMES if trials.get(name)),
    }


def _finding(result: Result, each: Diagnostic) -> dict[str, Any]:
    """A finding with its places in the printed page (line and character of what stands there)."""
    left, right = each.sides or ("", "")
    return {
        "code": each.code,
        "severity": each.severity,
        "word": SEVERITY_WORDS[each.severity],
        "message": each.message,
        "where": result.where(each.span, each.spot),
        "left": left,
        "right": right,
        "apart": difference(left, right),
        "proposal": proposal(each),
        "at": _at(result, each.span),
        "related": [_at(result, other.span) for other in each.related if other.path is None],
    }


def _at(result: Result, span: Span) -> list[int]:
    start, end = result.source.range(span, "utf-32")
    return [start.line, start.character, end.character if end.line == start.line else start.character]


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("jslint.output"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["printable"] = printable
    return environment.get_template("check.html.j2")
