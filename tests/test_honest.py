"""Reports whose true values fit are never called wrong: thousands of honest departments, rounded half-up."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from conftest import how_many
from generate import department, reading_of, text_of
from jslint import Memo, Settings, examine
from jslint.engine.examination import Examination, examine_reading
from jslint.relation import TAIL
from jslint.report.layout import Layout, layout_ids, shipped_layout

FIGURES = Settings(select=("JS0", "JS1", "JS2"))
"""The rules of reading and of the tables; an empty narrative is what the others would object to."""

TABLES = Settings(select=("JS1", "JS2"))
"""The rules of the tables alone, for tables that stand in no file."""

SMALL_AMOUNTS = frozenset({"JS101", "JS102", "JS110", "JS111", "JS112", "JS120", "JS121", "JS122", "JS130", "JS140"}) | {
    "JS141", "JS142", "JS150", "JS160", "JS190", "JS201", "JS202", "JS203", "JS204", "JS205", "JS206", "JS207", "JS208",
}  # fmt: skip
"""Sums, which amounts under 50 元 (printed as 0.00) may leave a little off: a warning by RULES.md."""


def layouts() -> list[Layout]:
    return [layout for name in layout_ids() if (layout := shipped_layout(name)) is not None]


def check(examination: Examination, seen: Counter[str]) -> None:
    for diagnostic in examination.diagnostics:
        words = f"{diagnostic.code} {diagnostic.severity}"
        seen[words] += 1
        if diagnostic.severity == "information":
            continue
        small = diagnostic.code in SMALL_AMOUNTS and TAIL in diagnostic.message
        assert diagnostic.severity == "warning", diagnostic.message
        assert small, diagnostic.message
    seen.update(check.outcome for check in examination.ledger)


PARTS = 4
"""Parts of a long run, so that several processes share it."""


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_honest_figures(layout: Layout, part: int, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(2024 + part)
    seen: Counter[str] = Counter()
    for number in range(how_many(15, 10_000 // PARTS)):
        examination = examine_reading(reading_of(department(dice, layout), layout, number), TABLES, Memo())
        check(examination, seen)
    with capsys.disabled():
        print(f"\n{layout.id}, figures: {dict(sorted(seen.items()))}")
    assert seen["holds"] > 50 * seen["unchecked"]


@pytest.mark.long
@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_honest_texts(layout: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(50)
    seen: Counter[str] = Counter()
    for _ in range(how_many(12, 500)):
        examination = examine(text_of(department(dice, layout), layout), settings=FIGURES)
        assert examination.report.schema_errors() == ()
        check(examination, seen)
    with capsys.disabled():
        print(f"\n{layout.id}, texts: {dict(sorted(seen.items()))}")


def test_what_is_generated_is_not_always_clean_of_tails() -> None:
    """The generator does reach the warnings of RULES.md: zeros that hide amounts."""
    layout = layouts()[0]
    dice = random.Random(1)
    warned = sum(
        bool(examine_reading(reading_of(department(dice, layout), layout, n), TABLES, Memo()).diagnostics)
        for n in range(30)
    )
    assert 0 < warned < 30


@pytest.mark.long
def test_blanks_weigh_as_printed_zeros() -> None:
    """An amount under 50 元 prints as 0.00 or, where nil is left blank, as nothing: the same findings, no error."""
    zero = re.compile(r"(?<=[\[ ])0\.00(?=[,\]}\n ])")
    for layout in layouts():
        dice = random.Random(3)
        for _ in range(how_many(8, 200)):
            text = text_of(department(dice, layout), layout)
            check(examine(zero.sub("~", text), settings=FIGURES), Counter())


def test_tails_alone_are_no_slide() -> None:
    """Amounts under 50 元 leave relations a little off; rows that would change places for that have not slid."""
    layout = shipped_layout("国家-2018")
    assert layout is not None
    dice = random.Random(2026)
    for number in range(51):
        examination = examine_reading(reading_of(department(dice, layout), layout, number), TABLES, Memo())
    assert {each.code for each in examination.diagnostics} <= SMALL_AMOUNTS
    assert examination.diagnostics
