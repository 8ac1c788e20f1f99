"""One slip of writing, one finding: at the slip, saying what to do, with the repair where there is one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from jslint import examine
from overlay import unmarked
from slips import SLIPS, Page, line_of, mended, pages

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic

FEW, MANY = (3, 3), (8, 25)
"""Reports, and slips of one kind in each."""


class Shares(NamedTuple):
    """Of so many slips: how many are told in no finding and in one.

    Of those told: how many stand on the slip's line, are mended by the repair (nothing more is said), and by a safe one.
    """

    none: int
    one: int
    at_line: int
    mended: int
    safely: int


ALL = Shares(0, 9, 9, 9, 9)
NOTHING = Shares(9, 0, 0, 0, 0)

IN_FEW: dict[str, Shares] = {
    "comma lost": Shares(0, 9, 9, 8, 8),
    "comma doubled": Shares(0, 9, 9, 9, 8),
    "quote lost": Shares(0, 6, 6, 5, 5),
    "one space more": Shares(0, 9, 9, 8, 8),
    "tab for a space": NOTHING,
    "key doubled": Shares(0, 9, 9, 2, 0),
    "key mistyped": Shares(5, 4, 4, 4, 2),
    "thousands comma unquoted": Shares(0, 3, 3, 3, 3),
    "bar lost": NOTHING,
    "decimal ．": NOTHING,
    "line duplicated": Shares(0, 9, 9, 8, 3),
    "line deleted": Shares(8, 0, 0, 0, 0),
    "half pasted twice": Shares(0, 9, 9, 0, 0),
    "full-width tilde": Shares(2, 4, 4, 4, 4),
    "comment without space": Shares(8, 1, 1, 0, 0),
    "bad byte": Shares(0, 9, 9, 0, 0),
}
"""What differs from ALL: of nine slips, or of as many as there are places for."""

IN_MANY: dict[str, Shares] = {
    "comma lost": Shares(0, 199, 200, 198, 198),
    "comma doubled": Shares(0, 200, 200, 200, 181),
    "full-width comma": Shares(0, 197, 200, 196, 196),
    "full-width colon": Shares(0, 200, 200, 199, 199),
    "full-width colon for colon and space": Shares(0, 200, 200, 197, 197),
    "space after colon lost": Shares(0, 200, 200, 199, 199),
    "colon lost": Shares(0, 200, 200, 198, 195),
    "quote lost": Shares(0, 80, 80, 66, 66),
    "bracket lost": Shares(0, 200, 200, 196, 196),
    "one space more": Shares(9, 191, 185, 190, 183),
    "one space less": Shares(5, 195, 192, 185, 158),
    "tab for indentation": Shares(0, 200, 200, 184, 180),
    "tab for a space": Shares(200, 0, 0, 0, 0),
    "key doubled": Shares(0, 197, 199, 75, 0),
    "key mistyped": Shares(44, 155, 154, 145, 49),
    "thousands comma unquoted": Shares(0, 40, 40, 40, 40),
    "bar lost": Shares(148, 9, 0, 0, 0),
    "dash lost": Shares(0, 200, 199, 198, 198),
    "dash and space lost": Shares(0, 200, 200, 200, 200),
    "decimal 。": Shares(0, 200, 200, 200, 200),
    "decimal ．": Shares(200, 0, 0, 0, 0),
    "letter O": Shares(0, 200, 200, 200, 200),
    "line duplicated": Shares(0, 200, 200, 162, 87),
    "line deleted": Shares(128, 58, 30, 29, 1),
    "half pasted twice": Shares(0, 41, 41, 0, 0),
    "full-width tilde": Shares(18, 107, 107, 107, 107),
    "comment without space": Shares(163, 36, 37, 35, 35),
    "bad byte": Shares(0, 196, 200, 0, 0),
}


def measured(kind: str, size: tuple[int, int]) -> tuple[Shares, Counter[int]]:
    reports, times = size
    counts: Counter[int] = Counter()
    at_line = repaired = safely = 0
    for page in pages(reports):
        for slip in page.slips(kind, times):
            found = page.findings(slip)
            counts[len(found)] += 1
            if not found:
                continue
            text = slip.laid(page.text)
            last = slip.span.start + len(slip.new)
            at_line += line_of(text, slip.span.start) <= line_of(text, found[0].span.start) <= line_of(text, last)
            repaired += _is_mended(page, text, found[0], safe=False)
            safely += _is_mended(page, text, found[0], safe=True)
    return Shares(counts[0], counts[1], at_line, repaired, safely), counts


def _is_mended(page: Page, text: str, found: Diagnostic, *, safe: bool) -> bool:
    good = mended(text, found, safe=safe)
    return good is not None and (good == page.text or not page.told(good))


@pytest.mark.parametrize("kind", SLIPS)
def test_one_slip_is_one_finding_at_the_slip(kind: str) -> None:
    shares, counts = measured(kind, FEW)
    assert shares == IN_FEW.get(kind, ALL), dict(counts)


@pytest.mark.long
@pytest.mark.parametrize("kind", SLIPS)
def test_one_slip_is_one_finding_in_many_reports(kind: str) -> None:
    shares, counts = measured(kind, MANY)
    assert shares == IN_MANY[kind], dict(counts)


ROW = "      - [2080505, 机关事业单位基本养老保险缴费支出,   3.25,   3.25, 0.00, 0.00, 0.00, 0.00, 0.00]\n"
FIRST = "      - [30103, 奖金,                                 10.81]\n"
SIDE = "      卫生健康支出:             2.57\n"
TITLE = "  收入决算表:  # 公开02表\n"
COLUMNS = "    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]\n"
TOTAL = "    合计: [109.30, 52.58, 56.72, 0.00, 0.00, 0.00]\n"

EXACT = {
    "a comma lost behind the code": (ROW, ROW.replace("2080505, ", "2080505⟦JS012⟧ ⟦/⟧")),
    "a comma lost behind the name": (ROW, ROW.replace("支出,   3", "支出⟦JS012⟧   ⟦/⟧3")),
    "a comma lost between amounts": (ROW, ROW.replace("3.25,   3.25,", "3.25⟦JS012⟧   ⟦/⟧3.25,")),
    "a comma lost between titles": (COLUMNS, COLUMNS.replace("合计, 基本", "合计⟦JS012⟧ ⟦/⟧基本")),
    "a full-width comma": (TOTAL, TOTAL.replace("52.58, ", "52.58⟦JS012⟧，⟦/⟧")),
    "a comma doubled": (ROW, ROW.replace("支出,   3", "支出⟦JS001⟧,,⟦/⟧   3")),
    "a full-width colon": (SIDE, SIDE.replace(":", "⟦JS001⟧：⟦/⟧")),
    "a full-width colon behind a title": (TITLE, TITLE.replace(":", "⟦JS001⟧：⟦/⟧", 1)),
    "no space behind the colon": (SIDE, SIDE.replace(":             ", "⟦JS001⟧:⟦/⟧")),
    "a colon lost": (SIDE, SIDE.replace("卫生健康支出:", "⟦JS001⟧卫生健康支出⟦/⟧")),
    "an opening bracket lost": (ROW, ROW.replace("[2", "⟦JS012⟧2⟦/⟧")),
    "a closing bracket lost": (ROW, ROW.replace("[", "⟦JS001⟧[⟦/⟧").replace("]", "")),
    "a dash lost": (ROW, ROW.replace("- [", "  ⟦JS001⟧[⟦/⟧")),
    "one space more": (ROW, " " + ROW.replace("-", "⟦JS001⟧-⟦/⟧", 1)),
    "a tab": (SIDE, "⟦JS001⟧\t⟦/⟧" + SIDE.lstrip()),
    "a name mistyped": (TITLE, TITLE.replace("收入决算表", "⟦JS010⟧收入决表⟦/⟧")),
    "a structural name mistyped": (COLUMNS, COLUMNS.replace("栏目", "⟦JS010⟧栏日⟦/⟧")),
    "a thousands comma": (TOTAL, TOTAL.replace("109.30,", "⟦JS012⟧1,109.30⟦/⟧,")),
    "a row twice": (ROW, ROW + ROW.replace("[", "⟦JS002⟧[").replace("]", "]⟦/⟧")),
    "a decimal point": (FIRST, FIRST.replace("10.81", "⟦JS004⟧10。81⟦/⟧")),
    "a byte of no character": (ROW, ROW.replace("养老", "养⟦JS005⟧\udcb2⟦/⟧")),
    "a byte of no character in a title": (TITLE, TITLE.replace("决算", "决⟦JS005⟧\udcb2⟦/⟧")),
}
"""A line of the corrected example, and the same line with a slip and the finding that it must be."""


@pytest.mark.parametrize("name", EXACT)
def test_the_finding_stands_at_the_slip(name: str, corrected: str) -> None:
    line, slipped = EXACT[name]
    marked, marks = corrected.partition(line), unmarked(slipped)
    assert marked[1] == line
    text = marked[0] + marks[0] + marked[2]
    expected = [(code, (span.start + len(marked[0]), span.end + len(marked[0]))) for code, span in marks[1]]
    found = [(each.code, (each.span.start, each.span.end)) for each in pages(1)[0].told(text)]
    if name == "a thousands comma":  # another amount, of which the sums speak too
        found = [each for each in found if each[0] < "JS1"]
    assert found == expected


def test_a_repeated_name_is_never_deleted_unasked(corrected: str) -> None:
    """Either of two lines that say the same may be another line whose name was mistyped."""
    line = "      教育支出:                 0.00\n"
    found = examine(corrected.replace(line, line * 2, 1)).diagnostics
    assert [(each.code, [fix.safe for fix in each.fixes]) for each in found] == [("JS002", [False])]


def test_two_slips_are_two_findings(corrected: str) -> None:
    text = corrected.replace("卫生健康支出:  ", "卫生健康支出：  ", 1).replace("[2080505, ", "[2080505 ", 1)
    assert [each.code for each in examine(text).diagnostics] == ["JS001", "JS012"]
