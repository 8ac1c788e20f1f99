"""Sentences of every section that name other things with our words, or say ours unusually: silent where right, found where wrong."""

from __future__ import annotations

import pytest

from honest_cases import Saying, Wrong, due, serious, still_open, trials, whole_body

OPEN = still_open()
TRIALS = [pytest.param(saying, wrong, name in OPEN, id=name) for name, saying, wrong in trials()]


def test_the_body_is_consistent() -> None:
    said = (("收入支出决算总体情况", "2023年度收、支总计1350.00万元。"),)
    assert serious(Saying("", said, whole_body(), 2023, "国家-2022").report())[1] == []


@pytest.mark.parametrize(("saying", "wrong", "is_open"), TRIALS)
def test_exactly_what_is_wrong_is_found(saying: Saying, wrong: Wrong | None, is_open: bool) -> None:
    """A trial of open.txt is one that is not found yet: once it is, it has to be taken out of the list."""
    assert (serious(saying.report(wrong))[1] == due(wrong)) != is_open


def test_there_are_many_and_most_have_a_wrong_twin() -> None:
    kinds = [wrong is None for _, _, wrong in trials()]
    assert kinds.count(True) >= 300
    assert kinds.count(False) >= 250
