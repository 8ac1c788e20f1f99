"""Generated honest reports with prose of every section: ordinary prose raises nothing, unusual sentences hardly ever."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from conftest import how_many
from generate import department
from generate_prose import Teller, report_of
from jslint import Settings, examine
from jslint.diagnostic import Diagnostic
from jslint.relation import TAIL
from jslint.report.layout import Layout, layout_ids, shipped_layout
from unusual_sentences import said_unusually

PROSE = Settings(select=("JS3", "JS4", "JS5", "JS7", "JS9"), ignore=("JS501", "JS502", "JS503", "JS512", "JS513"))
"""What looks at the prose; a made-up report has no overview, no glossary and no contents page."""
PARTS = 4
AT_ONCE = 20
MOST_WRONG = 1000
"""At most one false finding in so many sets of four unusual sentences."""


def layouts() -> list[Layout]:
    return [layout for name in layout_ids() if (layout := shipped_layout(name)) is not None]


def serious(text: str) -> list[Diagnostic]:
    """Errors and warnings, but for what amounts under 50 元 do to sums, which RULES.md owes a warning."""
    found = examine(text, settings=PROSE).diagnostics
    return [each for each in found if each.severity in {"error", "warning"} and TAIL not in each.message]


@pytest.mark.long
@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_ordinary_prose_raises_nothing(layout: Layout) -> None:
    dice = random.Random(2024)
    for _ in range(how_many(AT_ONCE, 500)):
        teller = Teller(department(dice, layout), layout, dice)
        assert [each.message for each in serious(report_of(teller.made, layout, teller.sections()))] == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_unusual_sentences_hardly_ever_raise_anything(layout: Layout, part: int) -> None:
    dice = random.Random(7 + part)
    seen: Counter[str] = Counter()
    told: list[str] = []
    count = how_many(AT_ONCE, 1000 // PARTS)
    for _ in range(count):
        teller = Teller(department(dice, layout), layout, dice)
        sections, said = said_unusually(teller, dice)
        assert len(said) == 4
        for each in serious(report_of(teller.made, layout, sections)):
            seen[each.severity] += 1
            told.append(f"{each.message} | {' '.join(said)}")
    for severity in ("error", "warning"):
        assert seen[severity] <= max(1, count // MOST_WRONG), (seen, told[:8])
