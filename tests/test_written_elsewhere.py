"""Reports that LibreOffice and Chromium wrote come back as they were generated."""

from __future__ import annotations

import pytest

from conftest import how_many
from written_elsewhere import differences

OPEN = {
    (11, "pdf"): "LibreOffice draws the end of a heading that has no room into the row below",
    (167, "pdf"): "the name of a group of rows breaks over two pages and is not joined",
    (175, "pdf"): "the name of a part of a group breaks over two pages and is not joined",
}
"""What is known not to come back whole, and why."""


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_reports_that_other_programs_wrote_come_back_whole() -> None:
    found = differences(range(1, 1 + how_many(4, 300)))
    assert [one for one in found if (one.report, one.kind) not in OPEN] == []
