"""Sentences about other bodies, years and things are right behind or before every passage of a good report."""

from __future__ import annotations

from pathlib import Path

import pytest

from honest_cases import FOLDER, SERIOUS
from jslint import examine

EXAMPLES = Path(__file__).parents[1] / "examples"
REPORTS = (("jiaozuo-2023-corrected", 2023), ("shanghai-2024", 2024))
SENTENCES = [
    line for line in (FOLDER / "anywhere.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
]
TOGETHER = 30
"""Sentences that are laid into a report at once."""


def passages(lines: list[str]) -> list[range]:
    """The lines of each passage of the narrative."""
    found: list[range] = []
    begun = lines.index("情况说明:")
    end = next(at for at in range(begun + 1, len(lines)) if lines[at] and not lines[at].startswith(" "))
    heads = [at for at in range(begun, end) if lines[at].endswith("|")]
    for head in heads:
        depth = len(lines[head]) - len(lines[head].lstrip())
        last = head
        while last + 1 < end and lines[last + 1].startswith(" " * (depth + 1)):
            last += 1
        found.append(range(head + 1, last + 1))
    return found


def laid(name: str, year: int, sentences: list[str], *, behind: bool) -> str:
    """The example with these sentences behind or before each of its passages."""
    lines = (EXAMPLES / f"{name}.report.yaml").read_text("utf-8").split("\n")
    said = "".join(each.format(y=year, p=year - 1, q=year - 2, n=year + 1) for each in sentences)
    for passage in passages(lines):
        first, last = lines[passage[0]], lines[passage[-1]]
        if behind:
            lines[passage[-1]] = last + said
        else:
            pad = len(first) - len(first.lstrip())
            lines[passage[0]] = first[:pad] + said + first[pad:]
    return "\n".join(lines)


@pytest.mark.parametrize("begin", range(0, len(SENTENCES), TOGETHER))
@pytest.mark.parametrize("behind", [True, False], ids=["behind", "before"])
@pytest.mark.parametrize(("name", "year"), REPORTS, ids=[name for name, _ in REPORTS])
def test_they_are_right_wherever_they_stand(name: str, year: int, *, behind: bool, begin: int) -> None:
    text = laid(name, year, SENTENCES[begin : begin + TOGETHER], behind=behind)
    assert [
        (each.code, text[each.span.start : each.span.end])
        for each in examine(text).diagnostics
        if each.severity in SERIOUS
    ] == []


def test_the_narrative_is_found() -> None:
    for name, _ in REPORTS:
        lines = (EXAMPLES / f"{name}.report.yaml").read_text("utf-8").split("\n")
        assert len(passages(lines)) >= 14
        assert all(passage for passage in passages(lines))
