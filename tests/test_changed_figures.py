"""Change any figure of a good report and an error or a warning notices it: measured for tables, narrative and annexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from changed_figures import Change, changes
from conftest import ROOT, how_many

EXAMPLE = ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml"
LEAST = 99
"""Percent of the corrected example's figures whose change is noticed."""

UNNOTICED = {
    "《一般公共预算财政拨款基本支出决算明细表》30211 差旅费 · 决算数": "0.04 与 0.05 相差在尾差之内",
    "《部门整体自评表》“三公经费”控制率 · 偏差度": "完成值写不适用，偏差度没有可比的数",
    "《部门整体自评表》政府采购执行率 · 偏差度": "完成值写不适用，偏差度没有可比的数",
    "《项目单位自评表（2023 年聘任制专项）》聘用人员数量 · 实际完成值": "指标值没有标明“≥”，多于指标值不一定是错",
    "《国有资产占用情况》设备 · 数量": "报告里没有第二处写设备台数",
}
"""What is not noticed in the corrected example, each with the reason."""


def told(found: Iterable[Change]) -> tuple[int, int, list[str]]:
    """How many were noticed, of how many, and the words of the rest."""
    seen = list(found)
    missed = [change.words for change in seen if not change.noticed]
    return len(seen) - len(missed), len(seen), missed


@pytest.mark.long
def test_changed_figures_of_the_corrected_example_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    step = how_many(9, 1)
    found = list(changes(EXAMPLE.read_text("utf-8"), step))
    noticed, count, missed = told(found)
    areas = {
        area: f"{sum(each.noticed for each in found if each.area == area)}/{number}"
        for area, number in Counter(each.area for each in found).items()
    }
    with capsys.disabled():
        print(f"\n{noticed} of {count} changed figures noticed: {areas}")
    assert set(missed) <= set(UNNOTICED)
    assert step > 1 or 100 * noticed >= LEAST * count
