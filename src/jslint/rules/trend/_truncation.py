"""Truncated percentages: an excuse only in a report that never rounds half-up where it would tell."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.kinds.proportions import ratio_of
from jslint.prose.claims import Completion, Growth, Share
from jslint.relation.ratio import Ratio
from jslint.report.model import Report
from jslint.report.quantities import Missing

EXCUSE = "本报告的百分比一律截去尾数，没有四舍五入"


def excused(report: Report, ratio: Ratio) -> Ratio:
    """The relation with the excuse of truncation where it is cut off and no telling percentage of the report is half-up."""
    if (
        ratio.rate.number is None
        or ratio.excuse
        or any(term.figure.number is None for term in (*ratio.part, *ratio.base))
    ):
        return ratio
    expected = ratio.expected()
    if expected is None or ratio.rate.value == expected or ratio.rate.value != ratio.truncated():
        return ratio
    return Ratio(ratio.rate, ratio.part, ratio.base, excuse=EXCUSE) if _truncates(report) else ratio


def _truncates(report: Report) -> bool:
    return all(ratio.rate.value == ratio.truncated() for ratio in _telling(report))


def _telling(report: Report) -> Iterator[Ratio]:
    """The percentages for which rounding and cutting off differ and that are one of the two."""
    for section in report.sections():
        for claim in section.claims:
            if not isinstance(claim, Share | Completion | Growth):
                continue
            ratio = ratio_of(report, claim)
            if isinstance(ratio, Missing) or any(figure.number is None for figure in ratio.figures):
                continue
            expected, truncated = ratio.expected(), ratio.truncated()
            if expected != truncated and ratio.rate.value in {expected, truncated}:
                yield ratio
