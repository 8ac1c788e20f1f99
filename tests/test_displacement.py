"""One defect, one finding, for amounts that stand in other cells than their own; two defects stay two."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from misplaced import DEFECTS, Sheet, laid_in, misprinted, sheets

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic

FEW, MANY = (4, 3), (26, 24)
"""Reports, and defects of one kind in each."""

SHARES = {
    "a digit": 0.99,
    "a minus sign": 0.99,
    "a row copied": 0.98,
    "two rows exchanged": 0.97,
    "two columns exchanged": 0.95,
    "a block that slid": 0.52,
}
"""How many of the noticed defects must be one finding."""


def counted(defect: str, size: tuple[int, int]) -> Counter[int]:
    reports, times = size
    return Counter(
        len(sheet.findings(changes)) for sheet in sheets(reports) for changes in laid_in(defect, sheet, times)
    )


def share(counts: Counter[int]) -> float:
    return counts[1] / (counts.total() - counts[0])


@pytest.mark.parametrize("defect", [defect for defect in DEFECTS if defect != "a block that slid"])
def test_one_defect_is_one_finding(defect: str) -> None:
    counts = counted(defect, FEW)
    print(f"{defect}: {dict(sorted(counts.items()))}")
    assert share(counts) >= SHARES[defect] - 0.07


@pytest.mark.long
@pytest.mark.parametrize("defect", DEFECTS)
def test_one_defect_is_one_finding_in_many_reports(defect: str) -> None:
    counts = counted(defect, MANY)
    print(f"{defect}: {share(counts):.1%}, {dict(sorted(counts.items()))}")
    assert share(counts) >= SHARES[defect]


def _exchanged(table: str, first: str, second: str) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    sheet = sheets(1)[0]
    rows = next(each for each in sheet.tables() if each.key == table).rows
    one, other = (next(row for row in rows if row.key == key) for key in (first, second))
    pairs = list(zip(one.figures, other.figures, strict=True))
    return sheet, sheet.findings([(a, b.printed) for a, b in pairs] + [(b, a.printed) for a, b in pairs])


def test_the_finding_says_what_happened_and_where() -> None:
    sheet, found = _exchanged("支出决算表", "2080505", "2101102")
    assert len(found) == 1
    assert found[0].message.startswith(
        "《支出决算表》“2080505 机关事业单位基本养老保险缴费支出”与“2101102 事业单位医疗”两行的数字疑为互换，换回后 "
    )
    assert {suspect.proposed for suspect in found[0].suspects} <= {"3.25", "1.53"}
    assert {suspect.printed for suspect in found[0].suspects} <= {"3.25", "1.53"}
    assert sum("疑应为" in related.message for related in found[0].related) == 4
    assert sheet.original.diagnostics == ()


def test_a_stray_sign_is_one_error_and_says_where_the_sums_break() -> None:
    sheet = sheets(1)[0]
    figure = next(
        figure for table in sheet.tables() for figure in table.figures() if figure.printed == "3.56" and figure.number
    )
    (found,) = sheet.findings([(figure, "-3.56")])
    assert (found.code, found.severity) == ("JS170", "error")
    assert any("连带 JS140" in related.message for related in found.related)


def test_two_independent_defects_stay_two() -> None:
    """Digits of two cells in different tables; one finding only where one change of one figure mends both."""
    told: Counter[int] = Counter()
    for sheet in sheets(FEW[0]):
        dice = random.Random(f"two {sheet.name}")
        for _ in range(5):
            (first,), (second,) = misprinted(sheet, dice), misprinted(sheet, dice)
            if first[0].place.piece != second[0].place.piece and all(
                sheet.findings([change]) for change in (first, second)
            ):
                found = sheet.findings([first, second])
                told[min(len(found), 2)] += 1
                assert not any("互换" in each.message or "误抄" in each.message for each in found)
    assert told[2] >= 0.9 * told.total() > 0, told


def test_an_exchange_and_a_misprint_elsewhere_are_two() -> None:
    sheet = sheets(1)[0]
    rows = next(each for each in sheet.tables() if each.key == "支出决算表").rows
    one, other = (next(row for row in rows if row.key == key) for key in ("2080505", "2101102"))
    pairs = list(zip(one.figures, other.figures, strict=True))
    changes = [(a, b.printed) for a, b in pairs] + [(b, a.printed) for a, b in pairs]
    figure = next(f for t in sheet.tables() if t.key.endswith("基本支出决算明细表") for f in t.figures() if f.number)
    found = sheet.findings([*changes, (figure, f"1{figure.printed}")])
    assert len(found) == 2
    assert sum("互换" in each.message for each in found) == 1


def test_honest_reports_have_none() -> None:
    assert all(sheet.original.diagnostics == () for sheet in sheets(FEW[0]))
