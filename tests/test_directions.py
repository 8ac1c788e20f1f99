"""A word of direction that goes the wrong way beside amounts and a rate that fit."""

from __future__ import annotations

import pytest

from jslint import Settings, examine
from jslint.editing.fixing import with_edits

FIGURES = Settings(select=("JS3", "JS4"))
TEXT = """格式: 1
报告: {单位名称: 柳河镇农技站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 国家-2022}
情况说明:
  收入支出决算总体情况: |
    2024年度收入、支出总计均为SAID，主要原因是新增项目。
"""


def report(said: str) -> str:
    return TEXT.replace("SAID", said)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("840.00万元。与上年相比，收、支总计各增加40.00万元，增长5.00%", "收、支总计各减少40.00万元，增长5.00%"),
        ("760.00万元。与上年相比，收、支总计各减少40.00万元，下降5.00%", "收、支总计各增加40.00万元，下降5.00%"),
        ("945.00万元，较上年900.00万元增加45.00万元，上升5.00%", "较上年900.00万元减少45.00万元，上升5.00%"),
    ],
)
def test_the_word_before_a_change_that_its_rate_contradicts_is_turned_round(right: str, wrong: str) -> None:
    good = report(right)
    assert examine(good, settings=FIGURES).diagnostics == ()
    bad = report(right[: right.index(wrong[:4])] + wrong)
    found = [each for each in examine(bad, settings=FIGURES).diagnostics if each.severity in {"error", "warning"}]
    assert len(found) == 1
    assert found[0].likeliest is not None
    assert "增减方向疑为写反" in found[0].message
    assert with_edits(bad, found[0].likeliest.edits) == good


def test_where_the_rate_fits_the_change_its_own_word_may_be_the_wrong_one() -> None:
    bad = report("840.00万元。与上年相比，收、支总计各增加40.00万元，下降5.00%")
    (found,) = [each for each in examine(bad, settings=FIGURES).diagnostics if each.severity == "warning"]
    assert found.code == "JS408"
    good = report("840.00万元。与上年相比，收、支总计各增加40.00万元，增长5.00%")
    assert good in [with_edits(bad, fix.edits) for fix in found.fixes]


def test_a_rate_that_is_wrong_either_way_is_no_matter_of_direction() -> None:
    bad = report("840.00万元。与上年相比，收、支总计各减少40.00万元，增长7.50%")
    assert not any("增减方向疑为写反" in each.message for each in examine(bad, settings=FIGURES).diagnostics)
