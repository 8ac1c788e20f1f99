"""Reports that LibreOffice and Chromium wrote come back as they were generated."""

from __future__ import annotations

import pytest

from conftest import how_many
from written_elsewhere import differences


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_reports_that_other_programs_wrote_come_back_whole() -> None:
    assert differences(range(1, 1 + how_many(4, 300))) == []
