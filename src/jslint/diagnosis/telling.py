"""How a finding is told once it is known what is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jslint.diagnosis import limits
from jslint.diagnosis.keys import shown
from jslint.figure import Anchor, Figure
from jslint.ledger import Cause, Check, Finding
from jslint.rule import About


def pointed(check: Check, wrong: Figure) -> Finding | None:
    """An identity's finding, pointing at the one of its two places that is likelier wrong."""
    finding = check.finding
    pair = check.relation.one_quantity() if check.relation is not None else None
    if finding is None or pair is None or pair[1] is not wrong or len(check.figures) != len(pair):
        return finding
    related = ((pair[0].anchor, f"{pair[0].place.inner_words()} {pair[0].shown}"),)
    return Finding(wrong.anchor, finding.message, related, finding.repairs)


def told_with(check: Check, cause: Cause) -> Finding | None:
    """The finding of a trial that breaks because of something that has words: what happened comes first."""
    finding = check.finding
    if finding is None:
        return None
    if cause.changes and cause.repair is not None:
        return Finding(finding.anchor, f"{finding.message}也可能是{cause.words}。", finding.related, finding.repairs)
    own = set(check.figures)
    related = _cells(cause, own)
    happened = _happened(cause)
    message = f"{happened}，请核对。现在不成立的如：{finding.message}"
    anchor = related[0][0] if related else finding.anchor
    told = {anchor for anchor, _ in related}
    rest = (each for each in finding.related if each[0] not in told)
    repairs = finding.repairs if cause.repair is None else (cause.repair, *finding.repairs)
    return Finding(anchor, message, (*related[: limits.MOST_TOLD], *rest), repairs)


def told_by(about: About, trial: Check, cause: Cause) -> Check:
    """The broken trial of the rule that tells what happened, at the first amount that stands wrong."""
    figures = tuple(sorted(dict.fromkeys([*(figure for figure, _ in cause.changes), *cause.lost]), key=_place))
    first = next((figure for figure in figures if not figure.is_zero), figures[0])
    finding = Finding(
        first.anchor, f"{_happened(cause)}。{about.advice}", tuple(_cells(cause, set())[: limits.MOST_TOLD])
    )
    return trial.with_changes(
        place=first.place,
        outcome="broken",
        figures=(first, *(figure for figure in figures if figure is not first)),
        finding=finding,
        subject=first.place.words(),
        cause=cause,
    )


def _happened(cause: Cause) -> str:
    mended = f"，{cause.remedy}后 {cause.mended} 条勾稽关系成立" if cause.mended else ""
    return f"{cause.words}{mended}"


def _cells(cause: Cause, own: set[Figure]) -> Sequence[tuple[Anchor, str]]:
    """The cells with what they should print, those of the trial itself first; behind them those of which that is open."""
    far = cause.left_open
    told = {figure for figure, _ in cause.changes}
    changes = [*cause.changes, *((figure, figure.value) for figure in far if figure not in told)]
    changes.sort(key=lambda change: (change[0] not in own, _place(change[0])))
    known = [
        (
            figure.anchor,
            f"{figure.place.inner_words()} {figure.shown}，疑应为 {shown(figure, number)}{within(far.get(figure))}",
        )
        for figure, number in changes
    ]
    beside = dict.fromkeys((*cause.lost, *(figure for figure in cause.shared if figure not in told)))
    left = [(figure.anchor, f"{figure.place.inner_words()} {figure.shown}，应为多少不能确定") for figure in beside]
    return [*known, *left]


def within(far: Decimal | None) -> str:
    """Behind a number that was worked out: how far rounding leaves it open."""
    return f"（{far} 以内不能确定）" if far else ""


def _place(figure: Figure) -> tuple[str, int]:
    return figure.anchor.piece, figure.span.start
