"""Sentences of every section that name other things with our words, or say ours unusually: silent where right, found where wrong."""

from __future__ import annotations

import pytest

from honest_cases import Saying, Wrong, due, serious, still_open, trials, whole_body

OPEN = still_open()
TRIALS = [
    pytest.param(saying, wrong, id=name, marks=[pytest.mark.xfail(reason="not read or judged yet")] * (name in OPEN))
    for name, saying, wrong in trials()
]


def test_the_body_is_consistent() -> None:
    said = (("收入支出决算总体情况", "2023年度收、支总计1350.00万元。"),)
    assert serious(Saying("", said, whole_body(), 2023, "国家-2022").report())[1] == []


@pytest.mark.parametrize(("saying", "wrong"), TRIALS)
def test_exactly_what_is_wrong_is_found(saying: Saying, wrong: Wrong | None) -> None:
    assert serious(saying.report(wrong))[1] == due(wrong)


def test_there_are_many_and_most_have_a_wrong_twin() -> None:
    kinds = [wrong is None for _, _, wrong in trials()]
    assert kinds.count(True) >= 300
    assert kinds.count(False) >= 250
