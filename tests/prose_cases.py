"""The sentences of the corpus laid into a report, and what the reader makes of each marked figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from jslint import examine
from jslint.diagnostic import Diagnostic
from jslint.engine.examination import Examination
from jslint.prose.claims import AMOUNTS, Claim, Stated
from jslint.rule import Example
from jslint.source import Span
from overlay import lay

CORPUS = Path(__file__).parent / "corpus"
MARK = re.compile(r"⟦(?P<role>[a-z_]+)\|(?P<subject>[^⟦⟧|]*)⟧(?P<figure>[^⟦⟧]+)⟦/⟧")
FREE = {"year": {"年份"}, "ordinal": {"序号"}, "threshold": {"起点金额"}}
FIGURES = ("JS1", "JS2", "JS3", "JS4")
WITHOUT_FIGURE = frozenset({"JS312", "JS411", "JS412", "JS413"})
"""Rules about names, reasons and purposes: a corpus of figures does not mark what they find."""


@dataclass(frozen=True)
class Mark:
    role: str
    subject: str
    figure: str
    span: Span


@dataclass(frozen=True)
class Laid:
    id: str
    text: str
    marks: tuple[Mark, ...]
    wrong: tuple[tuple[int, str], ...]
    given: frozenset[str] = frozenset()


def cases(pattern: str) -> list[dict[str, Any]]:
    """The cases of the files of that name."""
    return [case for path in sorted(CORPUS.glob(pattern)) for case in YAML(typ="safe").load(path.read_text("utf-8"))]


def lay_case(case: dict[str, Any]) -> Laid:
    """The case as a report of its layout, with every mark's span in the file."""
    plain, marks = _unmarked(case["text"])
    years = [int(mark.figure) for mark in marks if mark.role == "year" and re.fullmatch(r"20[0-9]{2}", mark.figure)]
    indent = "      " if "part" in case else "    "
    body = "".join(f"{indent}{line}\n" if line else "\n" for line in plain.rstrip("\n").split("\n"))
    head = f"  {case['section']}:\n    {case['part']}: |\n" if "part" in case else f"  {case['section']}: |\n"
    tables = _yaml({"决算表": case["tables"]}) if case.get("tables") else ""
    text = lay(Example(f"{tables}情况说明:\n{head}{body}", case["layout"])).text
    text = text.replace("年度: 2023", f"年度: {max(years, default=2024)}", 1)
    start = text.index(head, text.index("\n情况说明:")) + len(head)
    placed = tuple(
        Mark(mark.role, mark.subject, mark.figure, _moved(mark.span, plain, start, len(indent))) for mark in marks
    )
    wrong = tuple((int(item["mark"]) - 1, str(item["rule"])) for item in case.get("wrong") or ())
    ours = tuple(item for item in wrong if item[1].startswith(FIGURES) and item[1] not in WITHOUT_FIGURE)
    return Laid(case["id"], text, placed, ours, frozenset(case))


def _unmarked(text: str) -> tuple[str, list[Mark]]:
    parts, marks, at, length = [], [], 0, 0
    for match in MARK.finditer(text):
        parts.append(text[at : match.start()])
        length += match.start() - at
        marks.append(
            Mark(match["role"], match["subject"], match["figure"], Span(length, length + len(match["figure"])))
        )
        parts.append(match["figure"])
        length += len(match["figure"])
        at = match.end()
    parts.append(text[at:])
    return "".join(parts), marks


def _moved(span: Span, plain: str, start: int, indent: int) -> Span:
    before = plain[: span.start].split("\n")
    by = start + indent * sum(1 for line in before if line) + (0 if before[-1] else indent)
    return span.shifted(by)


def _yaml(data: Any, depth: int = 0) -> str:
    """Plain YAML in the format's own shape: tables as mappings, rows as flow lists."""
    pad = "  " * depth
    if depth < 2 or (isinstance(data, dict) and any(isinstance(value, (dict, list)) for value in data.values())):
        return "".join(
            f"{pad}{key}:{chr(10) + _yaml(value, depth + 1) if isinstance(value, (dict, list)) and value else ' ' + _scalar(value)}"
            + ("" if isinstance(value, (dict, list)) and value else "\n")
            for key, value in data.items()
        )
    if isinstance(data, dict):
        return "".join(f"{pad}{key}: {_scalar(value)}\n" for key, value in data.items())
    if all(isinstance(item, list) for item in data):
        return "".join(f"{pad}- {_scalar(item)}\n" for item in data)
    return f"{pad}{_scalar(data)}\n"


def _scalar(value: Any) -> str:
    if value is None:
        return "~"
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(item) for item in value) + "]"
    if isinstance(value, float):
        return f"{value:.2f}"
    text = str(value)
    return f'"{text}"' if "," in text else text


@lru_cache(maxsize=512)
def examined(text: str) -> Examination:
    return examine(text)


def claims_at(examination: Examination, span: Span) -> tuple[list[Claim], str, str]:
    """The claims on the figure at a span, else why it is free, else why it is unbound."""
    for section in examination.report.sections():
        bound = [
            claim
            for claim in section.claims
            if isinstance(claim, Stated) and _overlaps(examination.locate(claim.figure.anchor), span)
        ]
        if bound:
            return bound, "", ""
        for figure, reason in section.free.items():
            if _overlaps(examination.locate(figure.anchor), span):
                return [], reason, ""
        for item in section.unbound:
            if _overlaps(examination.locate(item.figure.anchor), span):
                return [], "", item.reason
    return [], "", "没有读到"


def _overlaps(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def role_fits(mark: Mark, claims: list[Claim], free: str) -> bool:
    """Whether a marked figure has the marked role; a total, a part and a final amount all say what was spent."""
    if mark.role in FREE:
        return free in FREE[mark.role]
    if mark.role == "other":
        return bool(free) or all(claim.role in {"other", "count", "adjustment", "total", "part"} for claim in claims)
    roles = {claim.role for claim in claims}
    if mark.role in AMOUNTS:
        return bool(roles & AMOUNTS)
    if mark.role == "count":
        return bool(roles & {"count", "grade"})
    if mark.role == "budget":
        return (
            bool(roles & {"budget", "part", "total"})
            if claims and claims[0].topic == "预算绩效情况"
            else "budget" in roles
        )
    return mark.role in roles


def findings(examination: Examination) -> list[Diagnostic]:
    """What the rules of the narrative found about figures."""
    return [
        diagnostic
        for diagnostic in examination.diagnostics
        if diagnostic.code.startswith(FIGURES) and diagnostic.code not in WITHOUT_FIGURE
    ]


SEVERAL = frozenset({"JS307", "JS308", "JS310", "JS316", "JS319", "JS402", "JS406", "JS408", "JS410"})
"""Rules that see a disagreement of several figures: the corpus marks one of them, the finding names them all."""


def found_at(laid: Laid, examination: Examination) -> list[tuple[int, str]]:
    """The findings as (index of the mark they are at, code); -1 where no mark stands."""
    result = []
    expected = dict.fromkeys(laid.wrong)
    for diagnostic in findings(examination):
        if diagnostic.code == "JS313" and "tables" not in laid.given:
            continue
        spans = [diagnostic.span, *(related.span for related in diagnostic.related)]
        marks = [n for span in spans for n, mark in enumerate(laid.marks) if _overlaps(span, mark.span)]
        named = next((n for n in marks if (n, diagnostic.code) in expected and diagnostic.code in SEVERAL), None)
        first = next((n for n, mark in enumerate(laid.marks) if _overlaps(diagnostic.span, mark.span)), -1)
        result.append((first if named is None else named, diagnostic.code))
    return sorted(result)
