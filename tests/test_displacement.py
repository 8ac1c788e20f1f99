"""One defect, one finding, for amounts that stand in other cells than their own; two defects stay two."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from misplaced import DEFECTS, Sheet, laid_in, misprinted, sheets
from misprints import misprint

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
    "a block that slid": 0.88,
}
"""How many of the noticed defects must be one finding."""


def counted(defect: str, size: tuple[int, int]) -> Counter[int]:
    reports, times = size
    return Counter(
        len(sheet.findings(changes)) for sheet in sheets(reports) for changes in laid_in(defect, sheet, times)
    )


def share(counts: Counter[int]) -> float:
    return counts[1] / (counts.total() - counts[0])


@pytest.mark.parametrize("defect", DEFECTS)
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


def _slid(key: str, rows: list[str], distance: int, column: str = "") -> tuple[Diagnostic, ...]:
    """What is said of the first example once these rows of a table, the first of them blank, print amounts of rows above."""
    sheet = sheets(1)[0]
    table = next(each for each in sheet.tables() if each.key == key)
    block = [row for row in table.rows if rows[0] <= row.key <= rows[-1]] if len(rows) == 2 else list(table.rows)
    changes = []
    for index, row in enumerate(block):
        for name, figure in row.cells.items():
            if not column or name == column:
                source = block[index - distance].cells[name].printed if index >= distance else "0.00"
                changes.append((figure, source))
    return sheet.findings(changes)


@pytest.mark.parametrize("distance", [1, 2, 3])
def test_a_block_over_several_classes_of_the_economic_table_is_one_finding(distance: int) -> None:
    found = _slid("一般公共预算财政拨款基本支出决算明细表", ["301", "30399"], distance)
    assert len(found) == 1, [each.message for each in found]
    assert f"疑为整体下移 {distance} 行，移回后" in found[0].message


def test_a_rule_that_saw_part_of_a_block_speaks_for_all_of_it() -> None:
    (found,) = _slid("支出决算表", ["20805", "2210201"], 1)
    assert found.code == "JS171"
    assert found.message.startswith("《支出决算表》从“")
    assert "疑为整体" in found.message


def test_a_row_left_blank_is_one_finding() -> None:
    sheet = sheets(1)[0]
    table = next(each for each in sheet.tables() if each.key == "支出决算表")
    row = next(row for row in table.rows if row.key == "2080505")
    (found,) = sheet.findings([(figure, "0.00") for figure in row.figures])
    assert "2080505" in found.message


def test_two_misprints_of_one_table_are_no_block() -> None:
    """Whatever else is said of them, it is not that rows slid or were left blank."""
    for sheet in sheets(FEW[0]):
        dice = random.Random(f"table {sheet.name}")
        for _ in range(8):
            table = dice.choice([each for each in sheet.tables() if sum(1 for _ in each.figures()) > 1])
            figures = dice.sample([figure for figure in table.figures() if figure.printed not in "~"], 2)
            found = sheet.findings([(figure, misprint(figure.printed)) for figure in figures])
            assert not any("疑为整体" in each.message or "疑为漏填" in each.message for each in found)


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
