"""What is known of a figure, as a short page: what it is, where else it stands, and how it agrees with the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jslint.amount import printed
from jslint.diagnostic import OUTCOME_WORDS, Outcome
from jslint.editing.atlas import Atlas
from jslint.editing.official import official_words
from jslint.figure import Figure
from jslint.ledger import Check
from jslint.rule import About

MARKS: dict[Outcome, str] = {
    "holds": "✓",
    "rounding": "≈",
    "broken": "✗",
    "unchecked": "？",
    "not_applicable": "－",
    "waived": "☑",
}
FIRST: frozenset[Outcome] = frozenset({"broken", "waived"})
"""Outcomes that a person has to answer for: told before the others."""
MOST_TRIALS = 12
MOST_PLACES = 12


def figure_page(atlas: Atlas, figure: Figure, abouts: Mapping[str, About]) -> str:
    """The page in Markdown."""
    return "\n".join(_lines(atlas, figure, abouts))


def _lines(atlas: Atlas, figure: Figure, abouts: Mapping[str, About]) -> Iterator[str]:
    unit = figure.unit if figure.number is not None and not figure.blank else ""
    yield f"**{figure.place.words()}**"
    yield ""
    yield f"{figure.shown} {unit}".rstrip() + _precision(figure)
    if (quantity := atlas.quantity(figure)) is not None:
        yield from ("", f"数量：{quantity.title}")
    if told := official_words(atlas, figure):
        yield from ("", told)
    places = [other for other in atlas.same_quantity(figure) if other.anchor != figure.anchor]
    if places:
        yield from ("", f"同一数字另有 {len(places)} 处：", "")
        yield from (f"- {other.place.words()} {other.shown}" for other in places[:MOST_PLACES])
    checks = atlas.checks_of(figure)
    if checks:
        yield from ("", f"勾稽关系 {len(checks)} 条：", "")
        ordered = sorted(checks, key=lambda check: check.outcome not in FIRST)
        yield from (trial_line(figure, check, abouts.get(check.code)) for check in ordered[:MOST_TRIALS])
    if len(checks) > MOST_TRIALS:
        yield f"- ……另有 {len(checks) - MOST_TRIALS} 条"
    if not checks and figure.number is not None and not figure.blank:
        yield from ("", "没有一条勾稽关系核对这个数字。")


def _precision(figure: Figure) -> str:
    if figure.number is None:
        return "（无法读成数字）"
    if figure.blank or not figure.quantum:
        return ""
    interval = figure.interval()
    return f"（实际数在 {printed(interval.low)} 与 {printed(interval.high)} 之间）"


def trial_line(figure: Figure, check: Check, about: About | None) -> str:
    """One trial as a line of a list: outcome, rule, the other side, the difference and what rounding explains."""
    title = about.title if about else ""
    words = check.relation.seen_from(figure) if check.relation is not None else ""
    reason = check.reason or (check.finding.message if check.finding and check.relation is None else "")
    tail = "；".join(part for part in (words, reason) if part)
    return f"- {MARKS[check.outcome]} {OUTCOME_WORDS[check.outcome]} `{check.code}` {title}" + (
        f"：{tail}" if tail else ""
    )
