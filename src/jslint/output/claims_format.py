"""Every figure of the narrative with what it was read to say, for a terminal and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from jslint.figure import Figure
from jslint.prose.claims import Claim
from jslint.report.section import Section

if TYPE_CHECKING:
    from jslint.engine.examination import Examination

READ, FREE, UNREAD = "已认", "不必认", "未认"


def text(path: str, examination: Examination) -> Iterator[str]:
    """One line for each figure of the narrative: its place, how it was read, and the counts of all."""
    yield path
    counts = dict.fromkeys((READ, FREE, UNREAD), 0)
    for section in examination.report.sections():
        for figure, state, said in _said(section):
            counts[state] += 1
            start = examination.source.position(examination.locate(figure.anchor).start, "utf-32")
            unit = "" if figure.unit == "%" else figure.unit
            yield f"  {state}  {start.line + 1}:{start.character + 1}  {figure.shown}{unit}  {said}"
    told = "，".join(f"{state} {count}" for state, count in counts.items())
    yield f"  情况说明共 {sum(counts.values())} 个数字：{told}。"


def as_json(checked: Iterable[tuple[str, Examination]]) -> str:
    """The same as JSON, version 1."""
    files = [
        {
            "path": path,
            "figures": [entry for section in examination.report.sections() for entry in _entries(examination, section)],
        }
        for path, examination in checked
    ]
    return json.dumps({"version": 1, "files": files}, ensure_ascii=False, indent=2)


def _entries(examination: Examination, section: Section) -> Iterator[dict[str, Any]]:
    claims = _by_figure(section)
    for figure, state, said in _said(section):
        span = examination.locate(figure.anchor)
        entry: dict[str, Any] = {"section": section.key, "printed": figure.printed, "unit": figure.unit}
        entry |= {"span": [span.start, span.end], "state": state, "said": said}
        entry["claims"] = [
            {
                "topic": claim.topic,
                "subject": claim.subject,
                "path": list(claim.path),
                "role": claim.role,
                "of": claim.of,
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
        if claim.figure is not None:
            found.setdefault(id(claim.figure), []).append(claim)
    return found


def _words(claim: Claim) -> str:
    """The claim with the figures it was made from: 住房公积金 · 完成率（年初预算）＝ 3.13 ÷ 3.10."""
    made = ""
    if claim.role in {"share", "completion_rate"} and claim.part is not None:
        made = f" ＝ {claim.part.shown} ÷ {claim.base.shown if claim.base is not None else '表中的数'}"
    path = "－".join(claim.path[:-1]) if len(claim.path) > 1 and not claim.unmarked else ""
    return f"{path + '－' if path else ''}{claim.words}{made}"
