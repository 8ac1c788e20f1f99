"""Every figure of the narrative with what it was read to say, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jslint.figure import Figure
from jslint.prose.claims import Claim, Completion, Share, Stated, of_what, words_of
from jslint.report.section import Section

if TYPE_CHECKING:
    from jslint.output.examined import Examined

READ, FREE, UNREAD = "已认", "不必认", "未认"


def text(examined: Examined) -> Iterator[str]:
    """One line for each figure of the narrative: its place, how it was read, and the counts of all."""
    yield examined.path
    examination = examined.examination
    counts = dict.fromkeys((READ, FREE, UNREAD), 0)
    for section in examination.report.sections():
        for figure, state, said in _said(section):
            counts[state] += 1
            place = examined.where(examination.locate(figure.anchor))
            unit = "" if figure.unit == "%" else figure.unit
            yield f"  {state}  {place}  {figure.shown}{unit}  {said}"
    told = "，".join(f"{state} {count}" for state, count in counts.items())
    yield f"  情况说明共 {sum(counts.values())} 个数字：{told}。"


def as_json(examined: Examined) -> dict[str, Any]:
    """The same for programs (JSON, version 1)."""
    sections = examined.examination.report.sections()
    return {"path": examined.path, "figures": [entry for section in sections for entry in _entries(examined, section)]}


def _entries(examined: Examined, section: Section) -> Iterator[dict[str, Any]]:
    claims = _by_figure(section)
    for figure, state, said in _said(section):
        entry: dict[str, Any] = {"section": section.key, "printed": figure.printed, "unit": figure.unit}
        entry |= {**examined.place(examined.examination.locate(figure.anchor)), "state": state, "said": said}
        entry["claims"] = [
            {
                "topic": claim.topic,
                "subject": claim.subject,
                "path": list(claim.path),
                "role": claim.role,
                "of": of_what(claim),
            }
            for claim in claims.get(id(figure), ())
        ]
        yield entry


def _said(section: Section) -> Iterator[tuple[Figure, str, str]]:
    claims = _by_figure(section)
    unread = {id(item.figure): item.reason for item in section.unbound}
    for figure in section.figures():
        if id(figure) in claims:
            yield figure, READ, "；".join(_words(claim) for claim in claims[id(figure)])
        elif figure in section.free:
            yield figure, FREE, section.free[figure]
        else:
            yield figure, UNREAD, unread.get(id(figure), "")


def _by_figure(section: Section) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in section.claims:
        if isinstance(claim, Stated):
            found.setdefault(id(claim.figure), []).append(claim)
    return found


def _words(claim: Claim) -> str:
    """The claim with the figures it was made from: 住房公积金 · 完成率（年初预算）＝ 3.13 ÷ 3.10."""
    made = ""
    if isinstance(claim, Share | Completion) and claim.part is not None:
        made = f" ＝ {claim.part.shown} ÷ {claim.base.shown if claim.base is not None else '表中的数'}"
    path = "－".join(claim.path[:-1]) if len(claim.path) > 1 and not claim.unmarked else ""
    return f"{path + '－' if path else ''}{words_of(claim)}{made}"
